// The part of Machine for what is worth something else under a hypothesis: *contexte*, *inversion
// numérique* and *résoudre la référence circulaire*. A hypothesis is a world of its own.
#include "core/eval/machine.h"
#include "core/eval/root.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <span>

namespace prevenance {

namespace {

/// All the worlds of one evaluation may remember so many results: some 500 MB.
constexpr std::size_t memos_max = 10'000'000;

constexpr int fixed_point_iterations = 25;
constexpr double fixed_point_tolerance = 0.5;
constexpr double fixed_point_acceptable = 2;
constexpr double fixed_point_min = -1'000'000;
constexpr double fixed_point_max = 100'000'000;

constexpr int inversion_iterations = 10;
constexpr double inversion_acceptable = 1;

/// Where the search begins when the first trial has no value.
constexpr double blind_guess = 2'000;

/// What a trial is worth, as JavaScript reckons with it.
double as_number(Cell const& cell) {
    if (cell.is_number()) return cell.number;
    if (cell.is_not_applicable() || cell.is_false()) return 0;
    return cell.is_true() ? 1 : std::numeric_limits<double>::quiet_NaN();
}

/// Both are worth the same, in the same unit.
bool same_value(Cell const& left, Cell const& right, UnitTable const& units) {
    if (left.kind != right.kind) return false;
    if (left.is_number() && !(left.number == right.number)) return false;
    if (left.kind == Cell::Kind::boolean && left.boolean != right.boolean) return false;
    if (left.is_text() && left.text != right.text) return false;
    if (!has_unit(left.unit) || !has_unit(right.unit))
        return has_unit(left.unit) == has_unit(right.unit);
    return left.unit == right.unit || units.print(left.unit) == units.print(right.unit);
}

struct Guess {
    double x;
    Cell result;
};

struct Bounds {
    double low;
    double high;
};

/// The two guesses, where they lie on both sides of the goal; the bounds otherwise.
Bounds narrowed(Bounds bounds, Guess const& first, Guess const& second, double goal) {
    bool const has_first = !first.result.is_undefined();
    bool const has_second = !second.result.is_undefined();
    double const y1 = as_number(first.result);
    double const y2 = as_number(second.result);
    if (has_second && y2 < goal && (y2 > y1 || y1 > goal)) {
        bounds.low = second.x;
    } else if (has_first && y1 < goal && (y1 > y2 || y2 > goal)) {
        bounds.low = first.x;
    }
    if (has_second && y2 > goal && (y2 < y1 || y1 < goal)) {
        bounds.high = second.x;
    } else if (has_first && y1 > goal && (y1 < y2 || y2 < goal)) {
        bounds.high = first.x;
    }
    return bounds;
}

} // namespace

World* Machine::acquire_world() {
    auto const size = program_->nodes.size() + program_->rules.size();
    if ((worlds_.in_use() + 2) * size <= memos_max)
        return &worlds_.acquire(program_->nodes.size(), program_->rules.size());
    fail(
        "the rules make too many hypotheses",
        "nest 'contexte' and 'inversion numérique' less",
        RulesErrorCode::limit
    );
    return nullptr;
}

int Machine::iterations(int otherwise) const {
    auto const chosen = program_->options.inversion_iterations;
    return chosen > 0 ? chosen : otherwise;
}

Cell Machine::evaluate_in(World& world, NodeIndex node) {
    World* const outer = world_;
    world_ = &world;
    Cell const cell = evaluate(node);
    world_ = outer;
    return cell;
}

/// What the action finds is kept, that it was evaluated is forgotten.
template <typename Action>
auto Machine::without_trace(Action action) {
    auto& world = *world_;
    auto contexts = std::move(world.contexts);
    world.contexts.clear();
    bool const was_amended = world.is_amended;
    world.is_amended = false;
    auto const stack_size = world.stack.size();
    auto const journal_size = journal_.size();
    bool const kept_journal = keeps_journal_;
    keeps_journal_ = true;

    auto result = action();

    keeps_journal_ = kept_journal;
    for (; journal_.size() > journal_size; journal_.pop_back())
        *journal_.back().memo = journal_.back().before;
    for (; world.stack.size() > stack_size; world.stack.pop_back())
        --world.on_stack[world.stack.back()];
    world.is_amended = was_amended;
    worlds_.release_contexts(world);
    world.contexts = std::move(contexts);
    return result;
}

bool Machine::is_below_top(RuleId rule) const {
    auto const& stack = world_->stack;
    auto const own = !stack.empty() && stack.back() == rule ? 1U : 0U;
    return world_->on_stack[rule] > own;
}

/// A world like this one, without its results, in which the rule is worth something else.
Cell Machine::evaluate_if(World& trial, RuleId rule, Cell const& value, NodeIndex node) {
    worlds_.release_contexts(trial);
    trial.forget(program_->nodes.size(), program_->rules.size());
    trial.suppose({program_->rules[rule].situation, none, value});
    return evaluate_in(trial, node);
}

// --- contexte

Cell Machine::context(ProgramNode const& node) {
    auto const count = program_->operands[node.b];
    Amendment amendment;
    std::vector<TextId> decided; // Set by the context to something that is defined.
    for (std::uint32_t i = 0; i < count; ++i) {
        auto const* entry = &program_->operands[node.b + 1 + i * 3];
        RuleId const rule = program_->nodes[entry[0]].a;
        Cell const before = evaluate(entry[0]);
        Cell const after = evaluate(entry[1]);
        if (!after.is_undefined()) decided.push_back(program_->rules[rule].name);
        if (!same_value(before, after, program_->units)) amendment.emplace_back(rule, entry[2]);
    }
    // A context inside itself that changes nothing more would go on for ever.
    if (world_->is_amended && world_->amendment == amendment) return make_not_applicable(0);

    World* const inner = world_of_context(node, amendment);
    if (inner == nullptr) return {};
    inner->is_amended = true;
    inner->amendment = std::move(amendment); // Of this time, even where the world was made before.
    Cell result = evaluate_in(*inner, node.a);
    result.set_missing(without(result.missing(), decided));
    return result;
}

World* Machine::world_of_context(ProgramNode const& node, Amendment const& amendment) {
    for (auto const& [context, world] : world_->contexts)
        if (context == node.c) return world;
    World* const inner = acquire_world();
    if (inner == nullptr) return nullptr;
    world_->contexts.emplace_back(node.c, inner);
    if (amendment.empty()) {
        inner->hypotheses = world_->hypotheses;
        inner->nodes.copy(world_->nodes);
        inner->rules.copy(world_->rules);
        inner->epoch = world_->epoch;
        inner->keeps_between_questions = world_->keeps_between_questions;
        return inner;
    }
    inner->inherit(*world_);
    auto const count = program_->operands[node.b];
    for (auto const& [rule, written] : amendment) {
        for (std::uint32_t i = 0; i < count; ++i) {
            auto const* entry = &program_->operands[node.b + 1 + i * 3];
            if (program_->nodes[entry[0]].a == rule) suppose_in(*inner, rule, entry[1]);
        }
    }
    return inner;
}

/// The rule is worth, in that world, what the node is worth in this one.
void Machine::suppose_in(World& world, RuleId rule, NodeIndex value) {
    if (!may_suppose(rule)) return;
    Cell const cell = evaluate(value);
    world.suppose({program_->rules[rule].situation, value, cell, world_->nodes[value].reads});
}

bool Machine::may_suppose(RuleId rule) {
    if (!program_->rules[rule].is_private && program_->rules[rule].situation != none) return true;
    fail(
        "'" + std::string(program_->name_of(rule)) +
            "' is private: no hypothesis can be made about it",
        "make it public"
    );
    return false;
}

/// The set without these names.
MissingId Machine::without(MissingId missing, std::vector<TextId> const& names) {
    if (missing == 0 || names.empty()) return missing;
    std::vector<TextId> listed;
    missing_.list(missing, listed);
    MissingId rest = 0;
    for (auto const name : listed)
        if (std::find(names.begin(), names.end(), name) == names.end())
            rest = unite(rest, missing_.of(name));
    return rest;
}

// --- inversion numérique

/// The first candidate whose answer is known, or none.
NodeIndex Machine::inversion_goal(std::span<NodeIndex const> candidates) {
    for (auto const candidate : candidates) {
        RuleId const rule = program_->nodes[candidate].a;
        if (world_->on_stack[rule] > 0 || !may_suppose(rule)) continue;
        Cell const answer = evaluate_rule(program_->rules[rule].situation);
        if (!answer.is_number()) continue;
        missing_.list(answer.missing(), listed_names_);
        auto const own = program_->rules[rule].name;
        if (std::find(listed_names_.begin(), listed_names_.end(), own) == listed_names_.end())
            return candidate;
    }
    return none;
}

Cell Machine::inversion(ProgramNode const& node) {
    if (is_below_top(node.a)) return {};
    auto const* list = &program_->operands[node.b];
    std::span<NodeIndex const> const candidates(list + 4, list[3]);
    Inversion inversion;
    inversion.rule = node.a;
    inversion.least = program_->constants[list[0]].number;
    inversion.greatest = program_->constants[list[1]].number;
    inversion.tolerance = program_->constants[list[2]].number;
    inversion.goal_node = without_trace([&] {
        NodeIndex const found = inversion_goal(candidates);
        if (found != none) inversion.goal = evaluate(found);
        return found;
    });
    if (inversion.goal_node == none) return missing_goal(inversion.rule, candidates);

    World* const trial = may_suppose(inversion.rule) ? acquire_world() : nullptr;
    if (trial == nullptr) return {};
    trial->inherit(*world_);
    RuleId const goal = program_->nodes[inversion.goal_node].a;
    trial->suppose({program_->rules[goal].situation, none, {}});
    Cell const result = invert(inversion, *trial);
    worlds_.release(*trial);
    return result;
}

/// An answer to any of the candidates, or to the rule itself, would do.
Cell Machine::missing_goal(RuleId rule, std::span<NodeIndex const> candidates) {
    Cell result;
    for (auto const candidate : candidates) {
        RuleId const named = program_->nodes[candidate].a;
        result.set_missing(unite(result.missing(), missing_.of(program_->rules[named].name)));
    }
    result.set_missing(unite(result.missing(), missing_.of(program_->rules[rule].name)));
    return result;
}

Cell Machine::invert(Inversion const& inversion, World& trial) {
    auto const unit = inversion.goal.unit == unit_absent ? unit_void : inversion.goal.unit;
    double const goal = as_number(inversion.goal);
    Cell last;
    auto const attempt = [&](double x) {
        Cell supposed = make_number(x);
        supposed.unit = unit;
        last = evaluate_if(trial, inversion.rule, supposed, inversion.goal_node);
        return Guess{x, last};
    };
    // First the goal itself, then in proportion to what it gave.
    Guess const first = attempt(goal);
    double const y1 = as_number(first.result);
    double const beyond = y1 > goal ? 0.9 : 1.2;
    bool const is_blind = first.result.is_undefined();
    Guess const second = attempt(is_blind ? blind_guess : goal * goal * beyond / y1);

    std::optional<double> root;
    if (!first.result.is_undefined() || !second.result.is_undefined()) {
        auto const difference = [&](double x) {
            if (x == first.x) return y1 - goal;
            if (x == second.x) return as_number(second.result) - goal;
            return as_number(attempt(x).result) - goal;
        };
        auto const bounds = narrowed({inversion.least, inversion.greatest}, first, second, goal);
        RootSearch const search{inversion.tolerance, inversion_iterations, inversion_acceptable};
        root = find_root(difference, bounds.low, bounds.high, search);
    }
    bool const outside =
        root && *root != 0 && (*root < inversion.least || *root > inversion.greatest);
    Cell result = root && !outside ? make_number(*root) : Cell{};
    result.unit = unit;
    result.set_missing(last.missing());
    return result;
}

// --- résoudre la référence circulaire

Cell Machine::fixed_point(ProgramNode const& node) {
    RuleId const rule = node.b;
    if (is_below_top(rule)) return {};
    World* const trial = may_suppose(rule) ? acquire_world() : nullptr;
    if (trial == nullptr) return {};
    trial->inherit(*world_);

    Cell last;
    auto const attempt = [&](double x) {
        last = evaluate_if(*trial, rule, make_number(x), node.a);
        return as_number(last);
    };
    constexpr double guess = 1;
    double const at_guess = attempt(guess);
    auto const unit = last.unit == unit_absent ? unit_void : last.unit;
    std::optional<double> root;
    if (!last.is_undefined()) {
        auto const difference = [&](double x) {
            return (x == guess ? at_guess : attempt(x)) - x;
        };
        RootSearch const search{
            fixed_point_tolerance, iterations(fixed_point_iterations), fixed_point_acceptable};
        root = find_root(difference, fixed_point_min, fixed_point_max, search);
        if (root) attempt(*root);
    }
    Cell result = root ? make_number(*root) : Cell{};
    result.unit = unit;
    result.set_missing(last.missing());
    worlds_.release(*trial);
    return result;
}

} // namespace prevenance
