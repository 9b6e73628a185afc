// The heart of Machine: nodes once each, rules and their parents. The order of the steps is part of
// the language: what has been evaluated decides what is found missing.
#include "core/eval/machine.h"

#include "core/eval/calendar.h"
#include "core/rules/names.h"

#include <algorithm>
#include <array>

namespace prevenance {

namespace {

constexpr int depth_max = 1'500;
/// Ten times what the largest published model needs for one goal.
constexpr std::uint64_t steps_max = 10'000'000;

} // namespace

Machine::Machine(Program& program, Day today)
    : program_(&program)
    , today_(today)
    , keeping_(find_keeping(program)) {
    facts_.keeps_between_questions = true;
    constexpr std::array<char const*, 6> names{
        "jour", "mois", "trimestre", "an", "trimestre civil", "année civile"};
    for (std::size_t i = 0; i < names.size(); ++i)
        duration_units_[i] = program.units.intern(Unit{{names[i]}, {}});
}

void Machine::forget() {
    worlds_.release_contexts(facts_);
    facts_.forget(program_->nodes.size(), program_->rules.size());
    keeping_.resize(*program_);
    missing_.clear();
    failure_.reset();
    begins_again_ = false;
    stopped_ = false;
    warnings_.clear();
    depth_ = 0;
    steps_ = 0;
    reads_ = 0;
}

Cell Machine::ask(NodeIndex index, bool& meets_itself) {
    bool const kept_all = keeps_all_;
    keeps_all_ = kept_all || meets_itself;
    forget();
    Cell cell = evaluate(index);
    if (begins_again_) {
        meets_itself = true;
        keeps_all_ = true;
        forget();
        cell = evaluate(index);
    }
    keeps_all_ = kept_all;
    return cell;
}

/// Something is evaluated for itself. What it finds then depends on all that was evaluated so far:
/// whether that was not all remembered.
inline bool Machine::must_begin_again() {
    if (keeps_all_) return false;
    begins_again_ = true;
    stopped_ = true;
    return true;
}

void Machine::warn(std::string message, std::string remedy) {
    constexpr std::size_t warnings_max = 8;
    ++order_matters_; // Whoever meets it first tells it.
    auto const& stack = world_->stack;
    auto const rule = stack.empty() ? "" : written_name(program_->name_of(stack.back()));
    bool const known = std::any_of(warnings_.begin(), warnings_.end(), [&](auto const& warning) {
        return warning.rule == rule && warning.message == message;
    });
    if (known || warnings_.size() == warnings_max) return;
    Diagnostic warning;
    warning.code = RulesErrorCode::evaluation;
    warning.rule = rule;
    warning.message = std::move(message);
    warning.remedy = std::move(remedy);
    warnings_.push_back(std::move(warning));
}

/// Whether a value can be said in another unit. Rules that need it and cannot have it go on with
/// the bare number, as in the reference engine, and their author is told.
bool Machine::can_convert(UnitId from, UnitId to) {
    auto& units = program_->units;
    if (units.convertible(from, to)) return true;
    warn(
        "the units '" + units.print(from) + "' and '" + units.print(to) + "' clash",
        "convert one of the two with 'unité'"
    );
    return false;
}

void Machine::fail(std::string message, std::string remedy, RulesErrorCode code) {
    if (failure_) return;
    Diagnostic diagnostic;
    diagnostic.code = code;
    auto const& stack = world_->stack;
    if (!stack.empty()) diagnostic.rule = written_name(program_->name_of(stack.back()));
    diagnostic.message = std::move(message);
    diagnostic.remedy = std::move(remedy);
    failure_ = std::move(diagnostic);
    stopped_ = true;
}

void Machine::fail(std::string message, std::string remedy) {
    fail(std::move(message), std::move(remedy), RulesErrorCode::evaluation);
}

void Machine::fail_without_end() {
    fail("the rules call each other without end", "break the cycle", RulesErrorCode::limit);
}

inline bool Machine::may_go_deeper() {
    if (stopped_) return false;
    if (++depth_ <= depth_max && ++steps_ <= steps_max) return true;
    fail_without_end();
    return false;
}

/// What was read, and how often the order mattered, before a memo is computed.
struct Machine::Watch {
    Reads reads;
    std::uint64_t order_matters;
};

inline bool Machine::knows(Memo const& memo) const {
    return memo.epoch == world_->epoch ||
        (world_->keeps_between_questions && history_.still_holds(memo.reads, memo.since));
}

inline bool Machine::knows_and_reads(Memo const& memo) {
    if (!knows(memo)) return false;
    if (memo.since == 0) ++order_matters_;
    reads_ |= memo.reads;
    return true;
}

inline Machine::Watch Machine::begin_watch() {
    Watch const watch{reads_, order_matters_};
    reads_ = 0;
    return watch;
}

void Machine::note_before(Memo& memo) {
    journal_.push_back({&memo, memo});
}

/// Remembers the cell. Where all was known and the order did not matter, whatever is asked next
/// would find the same: it is kept for other questions.
inline void Machine::end_watch(Watch const& watch, Memo& memo, Cell const& cell, bool may_hold) {
    remember(memo, cell);
    bool const holds = may_hold && order_matters_ == watch.order_matters && !stopped_;
    memo.reads = reads_;
    memo.since = holds ? history_.now() : 0;
    reads_ |= watch.reads;
}

inline void Machine::remember(Memo& memo, Cell const& cell) {
    if (keeps_journal_) note_before(memo);
    if (cell.missing() != 0 || cell.is_undefined()) ++order_matters_;
    memo.cell = cell;
    memo.reads |= reads_;
    memo.epoch = world_->epoch;
    memo.since = 0;
}

inline Cell Machine::constant(Constant const& constant) {
    Cell cell;
    cell.kind = static_cast<Cell::Kind>(constant.kind);
    cell.boolean = constant.boolean;
    if (constant.kind == Constant::Kind::text) {
        cell.text = constant.text;
    } else {
        cell.number = constant.number;
    }
    cell.unit = constant.unit;
    return cell;
}

Cell Machine::evaluate(NodeIndex index) {
    ProgramNode const& node = program_->nodes[index];
    if (node.op == Op::constant) {
        Constant const& written = program_->constants[node.a];
        if (is_settled(node, written)) return constant(written);
    }
    auto const keep = keeping_.nodes[index];
    if (keep == Keep::nothing && !keeps_all_) return compute_in_passing(node);
    Memo& memo = world_->nodes.writable(index);
    if (knows_and_reads(memo)) return memo.cell;
    return compute_and_remember(node, memo, keep);
}

Cell Machine::compute_and_remember(ProgramNode const& node, Memo& memo, Keep keep) {
    auto const being_computed = ~world_->epoch;
    if (memo.epoch == being_computed && must_begin_again()) return {};
    if (!may_go_deeper()) return {};
    memo.epoch = being_computed;
    auto const watch = begin_watch();
    Cell const cell = compute(node);
    --depth_;
    end_watch(watch, memo, cell, keep != Keep::question);
    return cell;
}

Cell Machine::compute_in_passing(ProgramNode const& node) {
    if (node.op == Op::reference && knows_and_reads(world_->rules[node.a]))
        return world_->rules[node.a].cell;
    if (!may_go_deeper()) return {};
    Cell const cell = compute(node);
    --depth_;
    if (cell.missing() != 0 || cell.is_undefined()) ++order_matters_;
    return cell;
}

Cell Machine::compute(ProgramNode const& node) {
    switch (node.op) {
    case Op::constant:
        return constant(program_->constants[node.a]);
    case Op::today:
        return this_day();
    case Op::reference:
        return evaluate_rule(node.a);
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
        return is_undefined(node.a);
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
    case Op::scale:
        return scale(node);
    case Op::grid:
        return grid(node);
    case Op::progressive_rate:
        return progressive_rate(node);
    case Op::duration:
        return duration(node);
    case Op::text:
        return text(node);
    case Op::context:
        return context(node);
    case Op::inversion:
        return inversion(node);
    case Op::fixed_point:
        return fixed_point(node);
    }
    return {};
}

Cell Machine::this_day() {
    return make_text(program_->intern(format_french_day(today_)));
}

Cell Machine::is_undefined(NodeIndex operand) {
    Cell const value = evaluate(operand);
    return make_boolean(value.is_undefined(), value.missing());
}

Cell Machine::note_missing(ProgramNode const& node) {
    Cell value = evaluate(node.a);
    value.set_missing(unite(value.missing(), missing_.of(node.b)));
    if (value.unit == unit_absent) value.unit = unit_void;
    return value;
}

Cell Machine::evaluate_rule(RuleId rule) {
    Memo& memo = world_->rules.writable(rule);
    if (knows_and_reads(memo)) return memo.cell;
    if (world_->busy[rule] != 0 && must_begin_again()) return {};
    auto const watch = begin_watch();
    ++world_->busy[rule];
    Cell const cell = compute_rule(rule);
    --world_->busy[rule];
    end_watch(watch, memo, cell, keeping_.rules[rule] != Keep::question);
    return cell;
}

void Machine::complain_of_cycle() {
    std::string message = "the rule needs its own value: a cycle";
    std::string remedy = "break it, or say how to resolve it";
    if (program_->options.cycles_fail) return fail(std::move(message), std::move(remedy));
    warn(std::move(message), std::move(remedy));
}

/// The answer that a hypothesis gives. It was worth that when the hypothesis was made.
Cell Machine::value_of(Hypothesis const& supposed) {
    ++order_matters_;
    reads_ |= supposed.reads;
    return supposed.value;
}

Cell Machine::supposed_not_applicable(Hypothesis const& supposed) {
    if (supposed.node == none) return make_boolean(false);
    ProgramNode const& node = program_->nodes[supposed.node];
    if (node.op != Op::reference && node.nullable == Nullable::no) return make_boolean(false);
    Cell const value = value_of(supposed);
    return make_boolean(value.is_not_applicable(), value.missing());
}

Cell Machine::compute_rule(RuleId id) {
    Rule const& rule = program_->rules[id];
    if (rule.is_situation) reads_ |= history_.bit_of(id);
    auto const* supposed = rule.is_situation ? world_->hypothesis(id) : nullptr;
    if (supposed != nullptr && supposed->is_known) return value_of(*supposed);
    NodeIndex const formula = supposed != nullptr ? supposed->node : rule.value;
    auto const parent = disabling_parent(id);
    if (parent.disabled) return make_not_applicable(parent.missing);

    Cell result;
    result.set_missing(parent.missing);
    if (world_->on_stack[id] > 1) { // A cycle: met a third time, the rule is undefined.
        if (world_->parent_tests == 0) complain_of_cycle();
        return result;
    }
    world_->stack.push_back(id);
    ++world_->on_stack[id];

    Cell possible;
    if (rule.possibilities != none)
        possible = possibilities(program_->possibilities[rule.possibilities]);
    if (!possible.is_undefined()) {
        ++order_matters_;
        // The reference engine leaves the rule on its stack here, and cycles depend on it.
        possible.set_missing(unite(possible.missing(), parent.missing));
        return possible;
    }

    if (rule.situation != none && answer_nullable(rule.situation) == Nullable::yes)
        ++order_matters_;
    Cell value = evaluate(formula);
    if (rule.possibilities != none && program_->options.check_possibilities && !allows(id, value))
        fail("the value is none of its possibilities", "choose one of 'une possibilité'");
    auto& stack = world_->stack;
    if (!stack.empty()) {
        --world_->on_stack[stack.back()];
        stack.pop_back();
    }
    if (rule.is_public && value.is_undefined() && value.missing() == 0) {
        value.set_missing(missing_.of(rule.name));
        remember(world_->nodes.writable(formula), value);
    }
    if (has_unit(possible.unit)) value.unit = possible.unit;
    value.set_missing(unite(unite(possible.missing(), value.missing()), parent.missing));
    return value;
}

/// Whether the answer to a rule may be *non applicable*, as far as can be said beforehand.
Nullable Machine::answer_nullable(RuleId situation) {
    reads_ |= history_.bit_of(situation);
    auto const* supposed = world_->hypothesis(situation);
    if (supposed == nullptr) return program_->rules[situation].nullable;
    return supposed->node == none ? Nullable::no : program_->nodes[supposed->node].nullable;
}

Machine::Disabling Machine::disabling_parent(RuleId id) {
    Rule const& rule = program_->rules[id];
    Disabling result;
    if (rule.is_situation || rule.parent == none) return result;
    NodeIndex const parent = rule.parent;
    bool const is_boolean = program_->nodes[parent].type == Type::boolean;
    if (world_->testing_parent[id] == 0) {
        world_->testing_parent[id] = 1;
        ++world_->parent_tests;
        Cell disabled = make_boolean(false);
        if (program_->nodes[parent].nullable == Nullable::yes) disabled = not_applicable(parent);
        if (!disabled.is_true() && is_boolean) {
            Cell const value = evaluate(parent);
            disabled = value;
            if (!value.is_undefined())
                disabled =
                    make_boolean(value.is_false() || value.is_not_applicable(), value.missing());
        }
        world_->testing_parent[id] = 0;
        --world_->parent_tests;
        if (disabled.is_true()) return {true, disabled.missing()};
    } else {
        ++order_matters_;
    }
    if (is_boolean) {
        Cell const value = evaluate(parent);
        result.disabled = value.is_false();
        result.missing = value.missing();
    }
    return result;
}

Cell Machine::not_applicable(NodeIndex index) {
    ProgramNode const& node = program_->nodes[index];
    if (node.op != Op::reference && node.nullable == Nullable::no) return make_boolean(false);
    Memo const& memo = world_->nodes[index];
    // Of what was evaluated before, even the undefined is known to apply.
    if (knows_and_reads(memo))
        return make_boolean(memo.cell.is_not_applicable(), memo.cell.missing());
    if (!may_go_deeper()) return {};
    Cell result;
    if (node.op == Op::reference) {
        result = rule_not_applicable(node.a);
    } else if (node.op == Op::condition) {
        result = condition_not_applicable(node);
    } else {
        Cell const value = evaluate(index);
        result = value.is_undefined() ? value : make_boolean(value.is_not_applicable());
        result.set_missing(value.missing());
        result.unit = unit_absent;
    }
    --depth_;
    return result;
}

Cell Machine::rule_not_applicable(RuleId id) {
    Memo const& memo = world_->rules[id];
    if (knows_and_reads(memo))
        return make_boolean(memo.cell.is_not_applicable(), memo.cell.missing());
    Rule const& rule = program_->rules[id];
    if (rule.is_situation) reads_ |= history_.bit_of(id);
    auto const* supposed = rule.is_situation ? world_->hypothesis(id) : nullptr;
    if (supposed != nullptr && supposed->is_known) return supposed_not_applicable(*supposed);
    NodeIndex const formula = supposed != nullptr ? supposed->node : rule.value;
    auto const parent = disabling_parent(id);
    if (parent.disabled) return make_boolean(true, parent.missing);
    Cell result = not_applicable(formula);
    bool const may_be_answered_away =
        rule.situation != none && answer_nullable(rule.situation) == Nullable::yes;
    auto const own = result.is_false() && result.missing() == 0 && may_be_answered_away
        ? missing_.of(rule.name)
        : 0;
    result.set_missing(unite(unite(parent.missing, result.missing()), own));
    ++order_matters_;
    return result;
}

std::optional<Cell> Machine::known(NodeIndex index) const {
    ProgramNode const& node = program_->nodes[index];
    if (node.op == Op::constant && is_settled(node, program_->constants[node.a]))
        return constant(program_->constants[node.a]);
    auto const& memo = facts_.nodes[index];
    return memo.epoch == facts_.epoch ? std::optional(memo.cell) : std::nullopt;
}

std::optional<Cell> Machine::known_rule(RuleId rule) const {
    auto const& memo = facts_.rules[rule];
    return memo.epoch == facts_.epoch ? std::optional(memo.cell) : std::nullopt;
}

} // namespace prevenance
