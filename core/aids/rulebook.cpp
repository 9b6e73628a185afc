#include "core/aids/rulebook.h"

#include "core/aids/place_names.h"
#include "core/base/text.h"
#include "core/eval/calendar.h"
#include "core/rules/compile.h"

#include <algorithm>
#include <set>
#include <utility>

namespace prevenance {

namespace {

constexpr std::string_view separator = " . ";

Error wrong(Pack const& pack, std::string const& what) {
    return {ErrorCode::bad_input, "pack " + pack.id + ": " + what};
}

/// The text under a key of a rule, without blanks around it; "" when it has none.
std::string text_of(Source const& rule, std::string const& key) {
    if (key.empty()) return {};
    auto const* value = rule.find(key);
    bool const is_text = value != nullptr && value->kind == Source::Kind::text;
    return std::string(is_text ? trim(value->text) : std::string_view{});
}

/// What `remplace` names: a text, or a map with `références à`.
std::string replaced_by(Source const& rule) {
    auto const* replaced = rule.find("remplace");
    if (replaced == nullptr) return {};
    if (replaced->kind == Source::Kind::text) return replaced->text;
    return text_of(*replaced, "références à");
}

/// `saint étienne` -> `saint-etienne`
std::string address_of(std::string_view name) {
    auto address = fold_place_name(name);
    std::replace(address.begin(), address.end(), ' ', '-');
    return address;
}

PackAid member_of(AidFamily const& family, std::string const& rule, Source const& source) {
    PackAid aid = family.shared;
    aid.rule = rule;
    aid.id = address_of(std::string_view(rule).substr(family.under.size() + separator.size()));
    aid.payer = text_of(source, family.payer_key);
    aid.link = text_of(source, family.link_key);
    auto const description = text_of(source, family.description_key);
    aid.description = {description, description};
    aid.checked = parse_french_day(text_of(source, family.checked_key));
    aid.ends = parse_french_day(text_of(source, family.ends_key));
    return aid;
}

/// Adds the members of a family to the pack's aids, in the order of the model.
void spread(AidFamily const& family, Source const& model, std::vector<PackAid>& aids) {
    auto const prefix = family.under + std::string(separator);
    for (std::size_t i = 0; i < model.keys.size(); ++i) {
        auto const& rule = model.keys[i];
        bool const child =
            rule.starts_with(prefix) && rule.find(separator, prefix.size()) == std::string::npos;
        if (!child) continue;
        auto const replaced = replaced_by(model.items[i]);
        for (auto const& candidate : family.replaces) {
            if (replaced != candidate.child && replaced != prefix + candidate.child) continue;
            aids.push_back(member_of(family, rule, model.items[i]));
            aids.back().payer_kind = candidate.payer;
        }
    }
}

/// Two aids may have the same name in an address: the later ones get a number.
void tell_apart(std::vector<PackAid>& aids) {
    std::set<std::string> taken;
    for (auto& aid : aids) {
        auto const wanted = aid.id;
        for (int number = 2; !taken.insert(aid.id).second; ++number)
            aid.id = wanted + '-' + std::to_string(number);
    }
}

std::vector<std::string> rules_named_by(Pack const& pack) {
    std::vector<std::string> rules;
    for (auto const& aid : pack.aids)
        rules.push_back(aid.rule);
    for (auto const& answer : pack.situation)
        rules.push_back(answer.rule);
    for (auto const& binding : pack.place)
        rules.push_back(binding.rule);
    for (auto const& question : pack.questions) {
        rules.insert(rules.end(), question.rules.begin(), question.rules.end());
        for (auto const& option : question.options)
            for (auto const& answer : option.set)
                rules.push_back(answer.rule);
    }
    return rules;
}

Status check_rules(Pack const& pack, Program const& program) {
    for (auto const& rule : rules_named_by(pack)) {
        auto const id = program.find(rule);
        if (id == none) return wrong(pack, "the model has no rule '" + rule + "'");
        if (!program.rules[id].is_public) return wrong(pack, "rule '" + rule + "' is private");
    }
    return Done{};
}

Status check_conditions(Pack const& pack) {
    for (auto const& aid : pack.aids) {
        for (auto const& condition : aid.when) {
            bool const asked = std::any_of(
                pack.questions.begin(),
                pack.questions.end(),
                [&](FactQuestion const& question) {
                    return question.fact == condition.fact && question.kind == FactKind::choice;
                }
            );
            if (!asked) return wrong(pack, "nothing asks for the choice '" + condition.fact + "'");
        }
    }
    return Done{};
}

} // namespace

Result<Rulebook> make_rulebook(Pack pack, Source const& model) {
    for (auto const& family : pack.families)
        spread(family, model, pack.aids);
    tell_apart(pack.aids);
    auto program = compile(model);
    if (!program.ok()) return wrong(pack, describe(program.error()));
    TRY(check_rules(pack, program.value()));
    TRY(check_conditions(pack));
    Rulebook book{std::move(pack), std::move(program).value(), {}};
    for (std::size_t i = 0; i < book.pack.questions.size(); ++i) {
        auto const& question = book.pack.questions[i];
        for (auto const& rule : question.rules)
            book.question_of_rule[rule] = i;
        for (auto const& option : question.options)
            for (auto const& answer : option.set)
                book.question_of_rule.try_emplace(answer.rule, i);
    }
    return book;
}

} // namespace prevenance
