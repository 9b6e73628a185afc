#include "core/rules/reader.h"

#include "core/base/text.h"
#include "core/rules/expression.h"
#include "core/rules/names.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <span>

namespace prevenance {

namespace {

constexpr std::string_view private_prefix = "[privé] ";
constexpr std::string_view situation_leaf = "$SITUATION";

bool says(Source const& source, std::string_view key, std::string_view word) {
    auto const* value = source.find(key);
    return value != nullptr && value->kind == Source::Kind::text && value->text == word;
}

/// Numbers in metadata are kept as they print: `2024`, `1.5`.
std::string print_number(double number) {
    std::string text = std::to_string(number);
    text.erase(text.find_last_not_of('0') + 1);
    if (text.ends_with('.')) text.pop_back();
    return text;
}

Type declared_type(Source const& source) {
    if (says(source, "type", "nombre")) return Type::number;
    if (says(source, "type", "texte")) return Type::text;
    if (says(source, "type", "date")) return Type::date;
    if (says(source, "type", "booléen")) return Type::boolean;
    return source.find("question") != nullptr ? Type::boolean : Type::unknown;
}

} // namespace

Diagnostic Reader::complain(RuleId rule, std::string message, std::string remedy) const {
    Diagnostic diagnostic;
    if (rule != none) diagnostic.rule = written_name(program_->name_of(rule));
    diagnostic.message = std::move(message);
    diagnostic.remedy = std::move(remedy);
    return diagnostic;
}

Diagnostic
Reader::complain(RuleId rule, Source const& where, std::string message, std::string remedy) const {
    auto diagnostic = complain(rule, std::move(message), std::move(remedy));
    diagnostic.position = where.position;
    return diagnostic;
}

std::vector<Diagnostic> Reader::read_model(Source const& model) {
    std::vector<Diagnostic> mistakes;
    if (model.kind != Source::Kind::map)
        mistakes.push_back(complain(
            none, model, "a model is a map from rule names to rules", "write 'name: value'"
        ));
    for (std::size_t i = 0; i < model.keys.size(); ++i) {
        auto const rule = read_rule("", model.keys[i], model.items[i], Visibility::as_written);
        if (rule.ok()) continue;
        mistakes.push_back(rule.error());
        if (mistakes.back().position.line == 0) mistakes.back().position = model.position_of(i);
    }
    return mistakes;
}

RulesResult<RuleId> Reader::read_private(std::string_view name, Source const& rule) {
    return read_rule("", name, rule, Visibility::hidden);
}

RulesResult<RuleId>
Reader::declare(std::string_view context, std::string_view name, bool is_private) {
    Rule rule;
    auto const full_name = join_name(context, name);
    // A question or an answer may bear the name of an earlier one, which it then hides.
    auto const known = program_->find(full_name);
    if (known != none && known >= first_rule_) {
        return complain(known, "the rule is declared twice", "rename or remove one of the two");
    }
    rule.name = program_->intern(full_name);
    rule.is_private = is_private;
    rule.is_situation = full_name.ends_with(situation_leaf);
    return program_->add_rule(rule);
}

RulesResult<RuleId> Reader::read_rule(
    std::string_view context, std::string_view name, Source const& source, Visibility visibility
) {
    bool const marked = name.starts_with(private_prefix);
    if (marked) name.remove_prefix(private_prefix.size());
    bool const is_private =
        marked || visibility == Visibility::hidden || says(source, "privé", "oui");
    RuleId const rule = TRY(declare(context, name, is_private));
    if (source.kind == Source::Kind::boolean) {
        return complain(rule, source, "true and false are not values here", "write oui or non");
    }

    describe_rule(rule, source);
    TRY(read_possibilities(rule, source));
    NodeIndex const value = TRY(read_rule_value(rule, source));
    program_->rules[rule].value = value;
    drafts_.push_back({rule, {}, {}});
    add_parents(rule);
    TRY(read_replacements(rule, source));
    TRY(read_suggestions(rule, source));
    return rule;
}

void Reader::describe_rule(RuleId rule, Source const& source) {
    Rule& described = program_->rules[rule];
    described.declared_type = declared_type(source);
    if (described.is_private || source.kind != Source::Kind::map) return;
    auto& items = program_->metadata_items;
    auto const first = items.size();
    auto const add = [&](std::string_view key, std::string_view text) {
        items.push_back({program_->intern(key), program_->intern(text)});
    };
    for (std::size_t i = 0; i < source.keys.size(); ++i) {
        auto const& key = source.keys[i];
        auto const& item = source.items[i];
        if (item.kind == Source::Kind::text) add(key, item.text);
        if (item.kind == Source::Kind::number) add(key, print_number(item.number));
        if (key != "références") continue;
        // A map from titles to addresses, or a list of either; a single text is like any other.
        for (std::size_t j = 0; j < item.items.size(); ++j) {
            auto const title = item.keys.empty() ? std::string() : item.keys[j];
            add("références . " + title, item.items[j].text);
        }
    }
    if (items.size() == first) return;
    described.metadata = static_cast<std::uint32_t>(program_->metadata.size());
    program_->metadata.push_back(
        {static_cast<std::uint32_t>(first), static_cast<std::uint32_t>(items.size() - first)}
    );
}

Reader::Fields Reader::mechanism_fields(Source const& source) {
    Fields fields;
    if (source.kind != Source::Kind::map && source.kind != Source::Kind::null) {
        if (source.kind != Source::Kind::list) fields.push_back({"valeur", &source});
        return fields;
    }
    auto const* formula = source.find("formule");
    for (std::size_t i = 0; i < source.keys.size(); ++i) {
        bool const replaced_by_formula = formula != nullptr && source.keys[i] == "valeur";
        if (is_mechanism(source.keys[i]) && !replaced_by_formula && source.keys[i] != "avec")
            fields.push_back({source.keys[i], &source.items[i]});
    }
    if (formula != nullptr) fields.push_back({"valeur", formula});
    return fields;
}

RulesResult<NodeIndex> Reader::read_rule_value(RuleId rule, Source const& source) {
    TRY(read_children(rule, source.find("avec")));
    auto fields = mechanism_fields(source);
    Rule const read = program_->rules[rule];
    if (read.is_private || read.is_situation) return read_fields(rule, std::move(fields));

    // The hidden child that holds what the person answered.
    RuleId const situation = TRY(declare(program_->name_of(rule), situation_leaf, true));
    drafts_.push_back({situation, {}, {}});
    add_parents(situation);
    NodeIndex const unanswered = constant({});
    program_->nodes[unanswered].nullable =
        says(source, "possiblement non applicable", "oui") ? Nullable::yes : Nullable::no;
    program_->rules[situation].value = unanswered;
    program_->rules[rule].situation = situation;
    return with_situation(rule, std::move(fields));
}

RulesResult<NodeIndex> Reader::with_situation(RuleId rule, Fields fields) {
    auto const situation = std::string(program_->name_of(rule)) + " . $SITUATION";
    auto const reference = parse_expression(*program_, rule, situation);
    if (!reference.ok()) {
        return complain(
            rule,
            "the name of the rule cannot be written in an expression",
            "use letters, digits, blanks and ' . '"
        );
    }
    std::erase_if(fields, [](Field const& field) { return field.key == "dans la situation"; });
    fields.push_back({"dans la situation", reference.value()});
    auto const is_default = [](Field const& field) {
        return field.key == "par défaut";
    };
    auto const found = std::find_if(fields.begin(), fields.end(), is_default);
    if (found != fields.end()) {
        NodeIndex const value = TRY(read_given(rule, found->value));
        found->value = make(Op::note_missing, value, program_->rules[rule].name);
    }
    return read_fields(rule, std::move(fields));
}

RulesResult<Done> Reader::read_children(RuleId parent, Source const* children) {
    if (children == nullptr) return Done{};
    for (std::size_t i = 0; i < children->keys.size(); ++i) {
        auto const context = program_->name_of(parent);
        static_cast<void>(
            TRY(read_rule(context, children->keys[i], children->items[i], Visibility::as_written))
        );
    }
    return Done{};
}

void Reader::add_parents(RuleId rule) {
    if (!program_->options.parents_disable) return;
    auto const name = program_->name_of(rule);
    auto& draft = *std::find_if(drafts_.rbegin(), drafts_.rend(), [rule](RuleDraft const& known) {
        return known.rule == rule;
    });
    for (auto const ancestor : ancestor_names(name)) {
        NodeIndex const reference = make(Op::reference, none, program_->intern(ancestor), rule);
        draft.parents.push_back(reference);
    }
}

RulesResult<Done> Reader::read_replacements(RuleId rule, Source const& source) {
    for (bool const hides : {true, false}) {
        auto const* written = source.find(hides ? "rend non applicable" : "remplace");
        if (written == nullptr || written->kind == Source::Kind::null) continue;
        bool const is_list = written->kind == Source::Kind::list;
        std::span<Source const> const all(
            is_list ? written->items.data() : written, is_list ? written->items.size() : 1
        );
        for (auto const& item : all)
            TRY(read_replacement(rule, item, hides));
    }
    return Done{};
}

RulesResult<Done>
Reader::read_replacement(RuleId rule, Source const& source, bool makes_not_applicable) {
    RuleDraft::Replacing replacing;
    replacing.makes_not_applicable = makes_not_applicable;
    auto const* replaced = source.kind == Source::Kind::map ? source.find("références à") : &source;
    if (replaced == nullptr)
        return complain(rule, source, "a replacement needs 'références à'", "name a rule");
    auto const names = TRY(read_names(rule, replaced));
    if (names.size() != 1)
        return complain(rule, source, "one rule is replaced at a time", "write a list of maps");
    replacing.replaced = names.front();
    replacing.definition = make(Op::reference, none, program_->rules[rule].name, rule);
    replacing.only_in = TRY(read_names(rule, source.find("dans")));
    replacing.not_in = TRY(read_names(rule, source.find("sauf dans")));
    if (auto const* priority = source.find("priorité")) {
        bool const is_left_out = priority->kind == Source::Kind::null;
        if (!is_left_out && (priority->kind != Source::Kind::number || priority->number < 0))
            return complain(
                rule, *priority, "the priority must be a number from 0", "write 1, or more"
            );
        replacing.priority = priority->number;
    }
    auto& draft = *std::find_if(drafts_.rbegin(), drafts_.rend(), [rule](RuleDraft const& known) {
        return known.rule == rule;
    });
    draft.replacing.push_back(std::move(replacing));
    return Done{};
}

RulesResult<std::vector<NodeIndex>> Reader::read_names(RuleId rule, Source const* names) {
    std::vector<NodeIndex> nodes;
    if (names == nullptr || names->kind == Source::Kind::null) return nodes;
    std::vector<Source> const one{*names};
    auto const& all = names->kind == Source::Kind::list ? names->items : one;
    for (auto const& name : all) {
        NodeIndex const node = TRY(read_value(rule, name));
        if (program_->nodes[node].op != Op::reference)
            return complain(rule, name, "this is not the name of a rule", "name a rule");
        nodes.push_back(node);
    }
    return nodes;
}

RulesResult<Done> Reader::read_suggestions(RuleId rule, Source const& source) {
    auto const* suggestions = source.find("suggestions");
    if (suggestions == nullptr) return Done{};
    for (auto const& suggestion : suggestions->items)
        static_cast<void>(TRY(read_value(rule, suggestion)));
    return Done{};
}

RulesResult<Source const*> Reader::find_possibilities(RuleId rule, Source const& source) const {
    Source const* list = nullptr;
    for (std::string_view const key : {"valeur", "formule"}) {
        auto const* value = source.find(key);
        if (value != nullptr && value->find("une possibilité") != nullptr)
            list = value->find("une possibilité");
    }
    if (auto const* direct = source.find("une possibilité")) {
        if (direct->kind == Source::Kind::null)
            return complain(rule, *direct, "'une possibilité' is empty", "list the answers");
        list = direct;
    }
    if (list != nullptr && list->find("possibilités") != nullptr) list = list->find("possibilités");
    return list;
}

RulesResult<Done> Reader::read_possibilities(RuleId rule, Source const& source) {
    Source const* const written = TRY(find_possibilities(rule, source));
    if (written == nullptr) return Done{};
    if (written->kind != Source::Kind::list || written->items.empty())
        return complain(rule, *written, "'une possibilité' needs a list of answers", "add one");
    Possibilities list;
    for (auto const& item : written->items)
        TRY(add_possibility(rule, item, list));
    TRY(check_possibilities(rule, list));
    program_->rules[rule].possibilities =
        static_cast<std::uint32_t>(program_->possibilities.size());
    program_->possibilities.push_back(std::move(list));
    return Done{};
}

RulesResult<Done> Reader::add_possibility(RuleId rule, Source const& source, Possibilities& list) {
    Source written = source;
    if (source.kind == Source::Kind::map) {
        if (source.keys.size() != 1)
            return complain(rule, source, "one rule for each possibility", "split it in two");
        auto const context = program_->name_of(rule);
        static_cast<void>(
            TRY(read_rule(context, source.keys[0], source.items[0], Visibility::as_written))
        );
        written = Source{};
        written.kind = Source::Kind::text;
        written.text = source.keys[0];
        if (written.text.starts_with(private_prefix)) written.text.erase(0, private_prefix.size());
    }
    NodeIndex const read = TRY(read_value(rule, written));
    ProgramNode const node = program_->nodes[read];
    Possibility possibility;
    auto kind = PossibilityKind::reference;
    if (node.op == Op::reference) {
        possibility.value = node.b;
        possibility.reference = read;
        if (program_->options.filter_possibilities)
            possibility.not_applicable = make(Op::is_not_applicable, read);
    } else if (node.op == Op::constant) {
        Constant const& constant = program_->constants[node.a];
        bool const is_text = constant.kind == Constant::Kind::text && node.type != Type::date;
        if (!is_text && constant.kind != Constant::Kind::number)
            return complain(
                rule,
                source,
                "a possibility is a text, a number or a rule",
                "name a rule, or put the text between quotes"
            );
        kind = is_text ? PossibilityKind::text : PossibilityKind::number;
        possibility.value = constant.text;
        possibility.number = constant.number;
        possibility.unit = constant.unit;
    } else {
        return complain(
            rule,
            source,
            "a possibility is a text, a number or a rule",
            "name a rule, or put the text between quotes"
        );
    }
    if (!list.items.empty() && kind != list.kind)
        return complain(rule, source, "the possibilities are not of one kind", "make them alike");
    list.kind = kind;
    list.unit = possibility.unit;
    list.items.push_back(possibility);
    return Done{};
}

RulesResult<Done> Reader::check_possibilities(RuleId rule, Possibilities const& list) const {
    for (std::size_t i = 0; i < list.items.size(); ++i) {
        for (std::size_t j = 0; j < i; ++j) {
            auto const& left = list.items[i];
            auto const& right = list.items[j];
            if (!program_->units.convertible(left.unit, right.unit))
                return complain(rule, "the possibilities have clashing units", "use one unit");
            bool const same = list.kind == PossibilityKind::number
                ? program_->units.convert(left.unit, list.unit, left.number) ==
                    program_->units.convert(right.unit, list.unit, right.number)
                : left.value == right.value;
            if (same) return complain(rule, "a possibility stands twice", "remove one");
        }
    }
    return Done{};
}

} // namespace prevenance
