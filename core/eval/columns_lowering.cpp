#include "core/eval/columns_lowering.h"

#include "core/eval/calendar.h"

#include <algorithm>
#include <array>

namespace prevenance {

using Kind = Possible::Kind;

namespace {

/// Nodes below nodes: beyond, the evaluator for one person may give up.
constexpr std::size_t depth_max = 1'000;

constexpr char const* depends_on_order = "whether it applies depends on what was evaluated before";

Possible of_kind(Kind kind, UnitId unit = unit_absent) {
    return {.kind = kind, .unit = unit};
}

Possible yes_or_no(bool value) {
    return of_kind(value ? Kind::yes : Kind::no);
}

/// What it may be where the order of evaluation decides.
std::array<Kind, 2> either_kind(Kind kind) {
    if (kind == Kind::yes_or_not_applicable) return {Kind::yes, Kind::not_applicable};
    if (kind == Kind::no_or_undefined) return {Kind::no, Kind::undefined};
    return {kind, kind};
}

bool is_hidden(std::string_view name) {
    return name.find("$INTERNAL ") != std::string_view::npos;
}

} // namespace

ColumnsLowering::ColumnsLowering(Program& program, Day today)
    : program_(&program)
    , today_(today)
    , reasons_{"too many combinations of facts"} {
    circular_ = unknown("a rule that may need itself");
    too_deep_ = unknown("rules that need each other too deeply");
    for (auto const* name : {"jour", "mois", "trimestre", "an", "trimestre civil", "année civile"})
        duration_units_.push_back(program.units.intern(Unit{{name}, {}}));
}

void ColumnsLowering::set_fact(RuleId situation, Term given, std::uint32_t unset) {
    facts_[situation] = {std::move(given), unset};
}

std::string ColumnsLowering::reasons(Term const& term) const {
    std::set<TextId> met;
    for (auto const& item : term.items)
        if (item.is(Kind::unknown)) met.insert(item.text);
    std::string all;
    for (auto const reason : met)
        all += (all.empty() ? "" : ", ") + reasons_[reason];
    return all;
}

Possible ColumnsLowering::unknown_lane(char const* reason) {
    auto const known = std::find(reasons_.begin(), reasons_.end(), reason);
    auto const index = static_cast<TextId>(known - reasons_.begin());
    if (known == reasons_.end()) reasons_.emplace_back(reason);
    return {.kind = Kind::unknown, .text = index};
}

Term ColumnsLowering::unknown(char const* reason) {
    return TermBuilder::constant(unknown_lane(reason));
}

template <typename Lower>
Term const& ColumnsLowering::once(Part part, std::uint64_t key, Lower lower) {
    key = key * 4 + static_cast<std::uint64_t>(part);
    auto const known = terms_.find(key);
    if (known != terms_.end()) return known->second;
    if (in_progress_.size() > depth_max) return too_deep_;
    if (!in_progress_.insert(key).second) return circular_;
    Term term = lower();
    in_progress_.erase(key);
    return terms_.emplace(key, std::move(term)).first->second;
}

namespace {

std::uint64_t key_of_rule(RuleId rule) {
    return std::uint64_t{rule} * 2 + 1;
}

std::uint64_t key_of_node(NodeIndex node) {
    return std::uint64_t{node} * 2;
}

} // namespace

Term const& ColumnsLowering::value(NodeIndex index) {
    return once(Part::value, key_of_node(index), [&] { return lower(index); });
}

Term ColumnsLowering::goal(NodeIndex index) {
    Term term = value(index);
    for (auto& item : term.items)
        if (either_kind(item.kind)[0] != either_kind(item.kind)[1])
            item = unknown_lane(depends_on_order);
    return term;
}

Term const& ColumnsLowering::value_of_rule(RuleId rule) {
    return once(Part::value, key_of_rule(rule), [&] { return lower_rule(rule); });
}

Term const& ColumnsLowering::not_applicable(NodeIndex index) {
    return once(Part::applicability, key_of_node(index), [&] {
        return lower_not_applicable(index);
    });
}

Term const& ColumnsLowering::rule_not_applicable(RuleId rule) {
    return once(Part::applicability, key_of_rule(rule), [&] {
        return lower_rule_not_applicable(rule);
    });
}

Term const& ColumnsLowering::disabled_by_parent(RuleId rule) {
    return once(Part::parent, key_of_rule(rule), [&] { return lower_parent(rule); });
}

Possible ColumnsLowering::resolve(
    std::vector<Possible const*>& items, std::size_t from, Outcome const& outcome
) {
    while (from < items.size() && either_kind(items[from]->kind)[0] == items[from]->kind)
        ++from;
    if (from == items.size()) return outcome(items);
    auto const* const unsure = items[from];
    Possible const first = of_kind(either_kind(unsure->kind)[0]);
    Possible const second = of_kind(either_kind(unsure->kind)[1]);
    items[from] = &first;
    Possible const one = resolve(items, from + 1, outcome);
    items[from] = &second;
    Possible const other = resolve(items, from + 1, outcome);
    items[from] = unsure;
    if (one == other) return one;
    if (one.is(Kind::yes) && other == of_kind(Kind::not_applicable))
        return of_kind(Kind::yes_or_not_applicable);
    if (one.is(Kind::no) && other == of_kind(Kind::undefined))
        return of_kind(Kind::no_or_undefined);
    return unknown_lane(depends_on_order);
}

Term ColumnsLowering::combine(std::initializer_list<Term const*> terms, Outcome const& outcome) {
    std::vector<Axis> axes;
    for (auto const* term : terms)
        axes.push_back(axis_of(*term));
    std::vector<Possible const*> items(terms.size());
    return builder_.joint(axes, [&](std::span<std::uint32_t const> states) {
        std::size_t i = 0;
        for (auto const* term : terms) {
            items[i] = &term->items[states[i]];
            ++i;
        }
        return resolve(items, 0, outcome);
    });
}

/// Where the lane gave an answer, that; elsewhere what holds without it.
Term ColumnsLowering::answered(Fact const& fact, Term const& given, Term const& otherwise) {
    if (fact.unset == none) return given;
    Term apart = fact.given; // The unset state is like no other, whatever `given` is there.
    apart.items.back().kind = Kind::unknown;
    Axis const axes[]{axis_of(apart), axis_of(given), axis_of(otherwise)};
    return builder_.joint(axes, [&](std::span<std::uint32_t const> states) {
        return states[0] == fact.unset ? otherwise.items[states[2]] : given.items[states[1]];
    });
}

Term ColumnsLowering::lower_rule(RuleId id) {
    Rule const& rule = program_->rules[id];
    auto const fact = facts_.find(id);
    if (fact != facts_.end()) {
        if (fact->second.unset == none) return fact->second.given;
        Term const otherwise = value(rule.value);
        return answered(fact->second, fact->second.given, otherwise);
    }
    Term const disabled = disabled_by_parent(id);
    bool const never = disabled.state == none && disabled.items[0].is(Kind::yes);
    if (never) return TermBuilder::constant(of_kind(Kind::not_applicable));
    Term const own = with_possibilities(id, value(rule.value));
    return combine({&disabled, &own}, [](auto items) {
        if (items[0]->is(Kind::unknown)) return *items[0];
        return items[0]->is(Kind::yes) ? of_kind(Kind::not_applicable) : *items[1];
    });
}

Term ColumnsLowering::with_possibilities(RuleId id, Term value) {
    auto const index = program_->rules[id].possibilities;
    if (index == none) return value;
    if (program_->options.check_possibilities) return unknown("its possibilities are checked");
    Possibilities const& list = program_->possibilities[index];
    if (list.kind == PossibilityKind::reference) {
        bool const is_filtered =
            std::any_of(list.items.begin(), list.items.end(), [](Possibility const& item) {
                return item.not_applicable != none;
            });
        if (is_filtered || list.items.size() < 2) return unknown("its possibilities vary");
    }
    if (has_unit(list.unit))
        for (auto& item : value.items)
            item.unit = list.unit;
    return value;
}

/// A hidden rule of *le maximum de* or *le minimum de* is asked by its parent's formula alone. That
/// one is absent where all its hidden rules are, so its absence tells them nothing new: testing it
/// for them, which needs them again, is left out.
Term ColumnsLowering::lower_parent(RuleId id) {
    Rule const& rule = program_->rules[id];
    if (rule.is_situation || rule.parent == none) return TermBuilder::constant(of_kind(Kind::no));
    ProgramNode const& parent = program_->nodes[rule.parent];
    if (parent.type != Type::boolean && is_hidden(program_->name_of(id)))
        return TermBuilder::constant(of_kind(Kind::no));
    Term absent = TermBuilder::constant(of_kind(Kind::no));
    if (parent.nullable == Nullable::yes) absent = not_applicable(rule.parent);
    if (parent.type != Type::boolean)
        return combine({&absent}, [](auto items) {
            return items[0]->is(Kind::unknown) ? *items[0] : yes_or_no(items[0]->is(Kind::yes));
        });
    Term const worth = value(rule.parent);
    return combine({&absent, &worth}, [](auto items) {
        if (items[0]->is(Kind::unknown) || items[0]->is(Kind::yes)) return *items[0];
        if (items[1]->is(Kind::unknown)) return *items[1];
        return yes_or_no(items[1]->is(Kind::no) || items[1]->is(Kind::not_applicable));
    });
}

Term ColumnsLowering::lower_not_applicable(NodeIndex index) {
    ProgramNode const& node = program_->nodes[index];
    if (node.op == Op::reference) return rule_not_applicable(node.a);
    if (node.nullable == Nullable::no) return TermBuilder::constant(of_kind(Kind::no));
    if (node.op == Op::condition) return condition_not_applicable(node);
    Term const worth = value(index);
    return combine({&worth}, [](auto items) {
        if (items[0]->is(Kind::unknown)) return *items[0];
        // Of what was evaluated before, even the undefined is known to apply.
        if (items[0]->is(Kind::undefined)) return of_kind(Kind::no_or_undefined);
        return yes_or_no(items[0]->is(Kind::not_applicable));
    });
}

Term ColumnsLowering::lower_rule_not_applicable(RuleId id) {
    Rule const& rule = program_->rules[id];
    auto const fact = facts_.find(id);
    if (fact != facts_.end()) {
        Term given = fact->second.given;
        for (auto& item : given.items)
            item = of_kind(Kind::no);
        if (fact->second.unset == none) return TermBuilder::constant(of_kind(Kind::no));
        Term const otherwise = not_applicable(rule.value);
        return answered(fact->second, given, otherwise);
    }
    if (rule.possibilities != none &&
        program_->possibilities[rule.possibilities].kind == PossibilityKind::reference &&
        value_of_rule(id).items[0].is(Kind::unknown))
        return unknown("its possibilities vary");
    Term const disabled = disabled_by_parent(id);
    bool const never = disabled.state == none && disabled.items[0].is(Kind::yes);
    if (never) return disabled;
    Term const own = not_applicable(rule.value);
    return combine({&disabled, &own}, [](auto items) {
        return items[0]->is(Kind::no) ? *items[1] : *items[0];
    });
}

Term ColumnsLowering::constant(Constant const& constant) {
    Possible possible{.unit = constant.unit};
    if (constant.kind == Constant::Kind::not_applicable) possible.kind = Kind::not_applicable;
    if (constant.kind == Constant::Kind::boolean)
        possible.kind = constant.boolean ? Kind::yes : Kind::no;
    if (constant.kind == Constant::Kind::number) {
        possible.kind = Kind::number;
        possible.number = constant.number;
    }
    if (constant.kind == Constant::Kind::text) {
        possible.kind = Kind::text;
        possible.text = constant.text;
    }
    return TermBuilder::constant(possible);
}

Term ColumnsLowering::lower(NodeIndex index) {
    ProgramNode const& node = program_->nodes[index];
    switch (node.op) {
    case Op::constant:
        return constant(program_->constants[node.a]);
    case Op::today:
        return TermBuilder::constant(
            {.kind = Kind::text, .text = program_->intern(format_french_day(today_))}
        );
    case Op::reference:
        return value_of_rule(node.a);
    case Op::add:
    case Op::subtract:
    case Op::multiply:
    case Op::divide:
    case Op::floor_divide:
    case Op::power:
    case Op::less:
    case Op::less_equal:
    case Op::greater:
    case Op::greater_equal:
    case Op::equal:
    case Op::not_equal:
    case Op::both:
    case Op::either:
        return operation(node);
    case Op::condition:
        return condition(node);
    case Op::variations:
        return variations(node);
    case Op::is_not_applicable:
        return not_applicable(node.a);
    case Op::is_undefined:
        return is_undefined(node);
    case Op::convert:
        return convert(node);
    case Op::simplify:
        return simplify(node);
    case Op::round:
        return round(node);
    case Op::logarithm:
        return logarithm(node);
    case Op::note_missing:
        return note_missing(node);
    case Op::duration:
        return duration(node);
    case Op::scale:
    case Op::grid:
    case Op::progressive_rate:
        return brackets(node);
    case Op::text:
        return unknown("a text made by the rules");
    case Op::context:
        return unknown("contexte");
    case Op::inversion:
        return unknown("inversion numérique");
    case Op::fixed_point:
        return unknown("résoudre la référence circulaire");
    }
    return unknown("an unknown operation");
}

Term ColumnsLowering::is_undefined(ProgramNode const& node) {
    Term const worth = value(node.a);
    return combine({&worth}, [](auto items) {
        return items[0]->is(Kind::unknown) ? *items[0] : yes_or_no(items[0]->is(Kind::undefined));
    });
}

Term ColumnsLowering::note_missing(ProgramNode const& node) {
    Term const worth = value(node.a);
    return combine({&worth}, [](auto items) {
        Possible result = *items[0];
        bool const gets_unit =
            result.unit == unit_absent && !result.is(Kind::unknown) && !result.is(Kind::number);
        if (gets_unit) result.unit = unit_void;
        return result;
    });
}

} // namespace prevenance
