#include "core/aids/rulebook.h"

#include "core/aids/assumptions.h"
#include "core/aids/place_names.h"
#include "core/base/text.h"
#include "core/eval/calendar.h"
#include "core/rules/literal.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

namespace prevenance {

namespace {

constexpr std::string_view separator = " . ";

Error wrong(Pack const& pack, std::string const& what) {
    return {ErrorCode::bad_input, "pack " + pack.id + ": " + what};
}

/// The text under a key of a rule, without blanks around it; "" when it has none.
std::string text_of(Program const& program, RuleId rule, std::string_view key) {
    if (key.empty()) return {};
    return std::string(trim(program.described(rule, key).value_or("")));
}

/// What each rule replaces first, by rule.
std::map<RuleId, RuleId> first_replaced(Program const& program) {
    std::map<RuleId, std::pair<std::uint32_t, RuleId>> first;
    for (auto const& [replaced, known] : program.replacements) {
        for (auto const& replacement : known) {
            if (replacement.makes_not_applicable) continue;
            auto const by = program.nodes[replacement.definition].a;
            auto const entry = first.emplace(by, std::pair{replacement.order, replaced}).first;
            entry->second = std::min(entry->second, {replacement.order, replaced});
        }
    }
    std::map<RuleId, RuleId> result;
    for (auto const& [by, replaced] : first)
        result.emplace(by, replaced.second);
    return result;
}

/// `saint étienne` -> `saint-etienne`
std::string address_of(std::string_view name) {
    auto address = fold_place_name(name);
    std::replace(address.begin(), address.end(), ' ', '-');
    return address;
}

PackAid member_of(AidFamily const& family, Program const& program, RuleId id) {
    PackAid aid = family.shared;
    auto const text_at = [&](std::string const& key) {
        return text_of(program, id, key);
    };
    aid.rule = program.name_of(id);
    aid.id = address_of(std::string_view(aid.rule).substr(family.under.size() + separator.size()));
    aid.payer = text_at(family.payer_key);
    aid.link = text_at(family.link_key);
    auto const description = text_at(family.description_key);
    aid.description = {description, description};
    aid.checked = parse_french_day(text_at(family.checked_key));
    aid.ends = parse_french_day(text_at(family.ends_key));
    return aid;
}

/// Adds the members of a family to the pack's aids, in the order of the model.
void spread(AidFamily const& family, Program const& program, std::vector<PackAid>& aids) {
    auto const prefix = family.under + std::string(separator);
    for (auto const& [rule, replaced] : first_replaced(program)) {
        auto const& name = program.name_of(rule);
        bool const child =
            name.starts_with(prefix) && name.find(separator, prefix.size()) == std::string::npos;
        if (!child || !program.rules[rule].is_public) continue;
        for (auto const& candidate : family.replaces) {
            if (program.name_of(replaced) != prefix + candidate.child) continue;
            aids.push_back(member_of(family, program, rule));
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

Status check_rules(Pack const& pack, Program const& program) {
    for (auto const& rule : rules_named_by(pack)) {
        auto const id = program.find(rule);
        if (id == none) return wrong(pack, "the model has no rule '" + rule + "'");
        if (!program.rules[id].is_public) return wrong(pack, "rule '" + rule + "' is private");
    }
    return Done{};
}

/// What the pack answers by itself must be literals: the page cannot compile.
Status check_expressions(Pack const& pack, Program& program) {
    std::vector<RuleAnswer> answers = pack.situation;
    for (auto const& question : pack.questions)
        for (auto const& option : question.options)
            answers.insert(answers.end(), option.set.begin(), option.set.end());
    for (auto const& binding : pack.place)
        for (auto const& zone : binding.zones)
            answers.push_back({binding.rule, zone.expression});
    for (auto const& answer : answers) {
        Source expression;
        expression.kind = Source::Kind::text;
        expression.text = answer.expression;
        if (!read_literal(program, expression))
            return wrong(
                pack, "'" + answer.expression + "' must be written out: oui, 'a text' or 12 €"
            );
    }
    return Done{};
}

FactQuestion const* question_for(Pack const& pack, std::string const& fact) {
    for (auto const& question : pack.questions)
        if (question.fact == fact) return &question;
    return nullptr;
}

Status check_limits(Pack const& pack) {
    for (auto const& limit : pack.limits) {
        bool const of_places = limit.condition.fact.empty() && !limit.departements.empty();
        if (!of_places && question_for(pack, limit.condition.fact) == nullptr)
            return wrong(pack, "limits: nothing asks for '" + limit.condition.fact + "'");
        for (auto const& id : limit.aids) {
            bool const known =
                std::any_of(pack.aids.begin(), pack.aids.end(), [&](PackAid const& aid) {
                    return aid.id == id;
                });
            if (!known) return wrong(pack, "limits: there is no aid '" + id + "'");
        }
    }
    for (auto const& question : pack.questions)
        for (auto const& fact : {question.as_many_as, question.after})
            if (!fact.empty() && question_for(pack, fact) == nullptr)
                return wrong(pack, question.fact + ": nothing asks for '" + fact + "'");
    return Done{};
}

Status check_conditions(Pack const& pack) {
    for (auto const& aid : pack.aids) {
        for (auto const& condition : aid.when) {
            auto const* asked = question_for(pack, condition.fact);
            if (asked == nullptr || asked->kind != FactKind::choice)
                return wrong(pack, "nothing asks for the choice '" + condition.fact + "'");
        }
    }
    return Done{};
}

} // namespace

Result<Rulebook> make_rulebook(Pack pack, Program program) {
    for (auto const& family : pack.families)
        spread(family, program, pack.aids);
    tell_apart(pack.aids);
    TRY(check_rules(pack, program));
    TRY(check_conditions(pack));
    TRY(check_limits(pack));
    TRY(check_expressions(pack, program));
    keep_defaults(pack, program);
    Rulebook book{std::move(pack), std::move(program), {}};
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
