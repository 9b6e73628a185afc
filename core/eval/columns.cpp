#include "core/eval/columns.h"

#include "core/eval/columns_lowering.h"
#include "core/eval/situation.h"
#include "core/rules/compile.h"
#include "core/rules/literal.h"

#include <algorithm>
#include <set>

namespace prevenance {

namespace {

using Kind = Possible::Kind;

RulesResult<Done> take_once(std::set<std::string_view>& names, std::string_view rule) {
    if (names.insert(rule).second) return Done{};
    return situation_error(rule, "the fact is given twice", "fix it or let it vary");
}

RulesResult<Done> fix(Program& program, FixedFact const& fact) {
    RuleId const situation = TRY(answerable(program, fact.rule, expression_compiler()));
    auto const literal = read_literal(program, text_source(fact.expression));
    if (!literal)
        return situation_error(
            fact.rule, "the answer of all lanes is no literal", "write the value out"
        );
    auto const node = program.add_constant(*literal);
    program.nodes[node].nullable = Nullable::no;
    program.rules[situation].value = node;
    program.rules[situation].nullable = Nullable::no;
    program.rules[situation].type = Type::unknown;
    return Done{};
}

/// What lanes may answer, and which state means that they do not.
struct GivenFact {
    Term term;
    std::uint32_t unset = none;
};

RulesResult<std::vector<Possible>> answers_of(Program& program, VaryingFact const& fact) {
    std::vector<Possible> answers;
    if (fact.kind == VaryingFact::Kind::boolean)
        answers = {{.kind = Kind::no}, {.kind = Kind::yes}};
    if (fact.kind == VaryingFact::Kind::date) answers = {{.kind = Kind::day}};
    if (fact.kind == VaryingFact::Kind::text) {
        if (fact.texts.empty() || fact.texts.size() > 30'000)
            return situation_error(
                fact.rule,
                "a text without texts, or with more than 30 000",
                "list what lanes may answer"
            );
        for (auto const& text : fact.texts)
            answers.push_back({.kind = Kind::text, .text = program.intern(text)});
    }
    if (fact.kind == VaryingFact::Kind::number) {
        Possible number{.kind = Kind::number};
        if (!fact.unit.empty()) {
            auto const unit = program.units.parse(fact.unit);
            if (!unit.ok())
                return situation_error(fact.rule, unit.error().message, "write it as the rules do");
            number.unit = unit.value();
        }
        answers = {number};
    }
    return answers;
}

void mark(ColumnId column, std::vector<bool>& needed) {
    if (column != none) needed[column] = true;
}

/// Which columns an instruction reads.
struct Operands {
    std::vector<ColumnId> states;
    std::vector<ColumnId> values;
};

Operands operands_of(ColumnInstruction const& step) {
    if (step.op == ColumnOp::constant) return {};
    if (step.op == ColumnOp::table) return {{step.a, step.b}, {}};
    if (step.op == ColumnOp::remap || step.op == ColumnOp::lookup) return {{step.a}, {}};
    if (step.op == ColumnOp::pick) return {{step.a}, {step.b, step.c}};
    if (step.b == none) return {{}, {step.a}};
    return {{}, {step.a, step.b}};
}

/// Drops what no goal needs and lets columns share memory once they have been read for the last
/// time. Columns of constants and goals keep theirs, states of facts have it from the beginning;
/// values of facts lie elsewhere.
class Allocation {
public:
    explicit Allocation(ColumnCode& code)
        : code_(&code)
        , state_needed_(code.state_columns)
        , value_needed_(code.value_columns)
        , state_place_(code.state_columns, none)
        , value_place_(code.value_columns, none) {}

    void give_state(ColumnId column) { keep(column, given_states_); }

    /// The value of the fact of that number.
    void give_value(ColumnId column, std::size_t fact) {
        if (column != none) value_place_[column] = first_given + static_cast<ColumnId>(fact);
    }

    void keep_state(ColumnId column) { keep(column, kept_states_); }

    void keep_value(ColumnId column) { keep(column, kept_values_); }

    void run(std::vector<ColumnInstruction>& constants) {
        drop_unneeded(constants);
        for (auto const* columns : {&given_states_, &kept_states_})
            for (auto const column : *columns)
                take(column, state_place_, free_states_, states_);
        for (auto const column : kept_values_)
            take(column, value_place_, free_values_, values_);
        find_last_reads();
        for (auto& step : constants) {
            last_value_[step.out] = never;
            step.out = take(step.out, value_place_, free_values_, values_);
        }
        for (std::size_t i = 0; i < code_->instructions.size(); ++i)
            place(i);
        code_->state_columns = states_;
        code_->value_columns = values_;
    }

    ColumnId state(ColumnId column) const { return column == none ? none : state_place_[column]; }

    ColumnId value(ColumnId column) const { return column == none ? none : value_place_[column]; }

private:
    static constexpr std::size_t never = ~std::size_t{0};

    static void keep(ColumnId column, std::vector<ColumnId>& kept) {
        bool const known = std::find(kept.begin(), kept.end(), column) != kept.end();
        if (column != none && !known) kept.push_back(column);
    }

    void drop_unneeded(std::vector<ColumnInstruction>& constants) {
        for (auto const column : kept_states_)
            mark(column, state_needed_);
        for (auto const column : kept_values_)
            mark(column, value_needed_);
        std::vector<ColumnInstruction> needed;
        for (auto step = code_->instructions.rbegin(); step != code_->instructions.rend(); ++step) {
            bool const wanted =
                writes_state(step->op) ? state_needed_[step->out] : value_needed_[step->out];
            if (!wanted) continue;
            auto const operands = operands_of(*step);
            for (auto const column : operands.states)
                mark(column, state_needed_);
            for (auto const column : operands.values)
                mark(column, value_needed_);
            (step->op == ColumnOp::constant ? constants : needed).push_back(*step);
        }
        std::reverse(needed.begin(), needed.end());
        code_->instructions = std::move(needed);
    }

    void find_last_reads() {
        last_state_.assign(state_place_.size(), 0);
        last_value_.assign(value_place_.size(), 0);
        for (std::size_t i = 0; i < code_->instructions.size(); ++i) {
            auto const operands = operands_of(code_->instructions[i]);
            for (auto const column : operands.states)
                last_state_[column] = i;
            for (auto const column : operands.values)
                last_value_[column] = i;
        }
        for (auto const column : kept_states_)
            last_state_[column] = never;
        for (auto const column : kept_values_)
            last_value_[column] = never;
    }

    static ColumnId take(
        ColumnId column,
        std::vector<ColumnId>& places,
        std::vector<ColumnId>& free,
        std::uint32_t& count
    ) {
        if (places[column] != none) return places[column];
        if (free.empty()) free.push_back(count++);
        places[column] = free.back();
        free.pop_back();
        return places[column];
    }

    void place(std::size_t index) {
        auto& step = code_->instructions[index];
        auto const operands = operands_of(step);
        auto const out = step.out;
        bool const to_state = writes_state(step.op);
        step.out = to_state ? take(out, state_place_, free_states_, states_)
                            : take(out, value_place_, free_values_, values_);
        bool const by_state = !operands.states.empty();
        auto const moved = [&](ColumnId column, bool is_state) {
            return is_state ? state(column) : value(column);
        };
        step.a = moved(step.a, by_state);
        step.b = moved(step.b, step.op == ColumnOp::table);
        step.c = moved(step.c, false);
        for (auto const column : operands.states)
            release(column, index, last_state_, state_place_, free_states_);
        for (auto const column : operands.values)
            release(column, index, last_value_, value_place_, free_values_);
    }

    static void release(
        ColumnId column,
        std::size_t index,
        std::vector<std::size_t>& last,
        std::vector<ColumnId> const& places,
        std::vector<ColumnId>& free
    ) {
        if (last[column] != index || places[column] >= first_given) return;
        free.push_back(places[column]);
        last[column] = never; // An instruction may read it twice.
    }

    ColumnCode* code_;
    std::vector<bool> state_needed_;
    std::vector<bool> value_needed_;
    std::vector<ColumnId> given_states_;
    std::vector<ColumnId> kept_states_;
    std::vector<ColumnId> kept_values_;
    std::vector<ColumnId> state_place_;
    std::vector<ColumnId> value_place_;
    std::vector<std::size_t> last_state_;
    std::vector<std::size_t> last_value_;
    std::vector<ColumnId> free_states_;
    std::vector<ColumnId> free_values_;
    std::uint32_t states_ = 0;
    std::uint32_t values_ = 0;
};

ColumnOutcome
outcome_of(Program const& program, ColumnsLowering const& lowering, Possible const& item) {
    ColumnOutcome outcome;
    outcome.fallback = lowering.reasons({none, {item}});
    outcome.unit_present = has_unit(item.unit);
    if (outcome.unit_present) outcome.unit = program.units.print(item.unit);
    outcome.column = item.column;
    outcome.value.number = item.number;
    switch (item.kind) {
    case Kind::undefined:
        break;
    case Kind::not_applicable:
        outcome.value.kind = Value::Kind::not_applicable;
        break;
    case Kind::no:
    case Kind::yes:
        outcome.value.kind = Value::Kind::boolean;
        outcome.value.boolean = item.is(Kind::yes);
        break;
    case Kind::number:
        outcome.value.kind = Value::Kind::number;
        break;
    case Kind::text:
        outcome.value.kind = Value::Kind::text;
        outcome.value.text = program.text(item.text);
        break;
    case Kind::day:
        outcome.value.kind = Value::Kind::text;
        outcome.is_date = true;
        break;
    case Kind::unknown:
    case Kind::yes_or_not_applicable:
    case Kind::no_or_undefined:
        outcome.is_scalar = true;
        break;
    }
    return outcome;
}

ColumnGoal goal_of(
    Program const& program,
    ColumnsLowering const& lowering,
    Term const& term,
    std::string_view expression
) {
    ColumnGoal goal;
    goal.expression = expression;
    goal.state = term.state;
    goal.fallback = lowering.reasons(term);
    for (auto const& item : term.items)
        goal.outcomes.push_back(outcome_of(program, lowering, item));
    auto const is_scalar = [](ColumnOutcome const& outcome) {
        return outcome.is_scalar;
    };
    goal.always_falls_back = std::all_of(goal.outcomes.begin(), goal.outcomes.end(), is_scalar);
    return goal;
}

/// The program in which all lanes' answers are given.
RulesResult<Program> with_fixed(Program const& program, ColumnsRequest const& request) {
    std::set<std::string_view> names;
    for (auto const& fact : request.fixed)
        TRY(take_once(names, fact.rule));
    for (auto const& fact : request.varying)
        TRY(take_once(names, fact.rule));
    Program common = program;
    for (auto const& fact : request.fixed)
        TRY(fix(common, fact));
    return common;
}

RulesResult<std::vector<NodeIndex>>
compile_goals(Program& common, std::vector<std::string> const& goals) {
    std::vector<NodeIndex> questions;
    for (auto const& goal : goals) {
        auto const compiled = common.questions.find(goal);
        if (compiled != common.questions.end()) {
            questions.push_back(compiled->second);
            continue;
        }
        auto const rule =
            TRY(expression_compiler()->extend(common, "$EVALUATION", text_source(goal)));
        questions.push_back(common.rules[rule].value);
    }
    return questions;
}

} // namespace

RulesResult<ColumnsPlan> ColumnsPlan::make(Program const& program, ColumnsRequest request) {
    ColumnsPlan plan;
    plan.program_ = &program;
    plan.request_ = std::move(request);
    auto const& goals = plan.request_.goals;
    Program common = TRY(with_fixed(program, plan.request_));
    auto const questions = TRY(compile_goals(common, goals));
    ColumnsLowering lowering(common, plan.request_.today);
    auto const fact_values = TRY(plan.lower_facts(common, lowering));
    for (std::size_t i = 0; i < questions.size(); ++i)
        plan.goals_.push_back(goal_of(common, lowering, lowering.goal(questions[i]), goals[i]));
    plan.code_ = lowering.builder().code();
    plan.allocate(fact_values);
    return plan;
}

RulesResult<std::vector<ColumnId>>
ColumnsPlan::lower_facts(Program& common, ColumnsLowering& lowering) {
    std::vector<ColumnId> values;
    for (auto const& fact : request_.varying) {
        RuleId const situation = TRY(answerable(common, fact.rule, expression_compiler()));
        auto items = TRY(answers_of(common, fact));
        auto const unset = static_cast<std::uint32_t>(items.size());
        if (fact.may_be_unset) items.push_back({});
        bool const has_values =
            fact.kind == VaryingFact::Kind::number || fact.kind == VaryingFact::Kind::date;
        ColumnId const column = has_values ? lowering.builder().new_value() : none;
        if (has_values) items[0].column = column;
        ColumnId const state = items.size() > 1 ? lowering.builder().new_state() : none;
        fact_states_.push_back(state);
        values.push_back(column);
        lowering.set_fact(situation, {state, items}, fact.may_be_unset ? unset : none);
    }
    return values;
}

void ColumnsPlan::allocate(std::span<ColumnId const> fact_values) {
    Allocation allocation(code_);
    for (auto const column : fact_states_)
        allocation.give_state(column);
    for (std::size_t fact = 0; fact < fact_values.size(); ++fact)
        allocation.give_value(fact_values[fact], fact);
    for (auto const& goal : goals_) {
        allocation.keep_state(goal.state);
        for (auto const& outcome : goal.outcomes)
            allocation.keep_value(outcome.column);
    }
    allocation.run(constants_);
    for (auto& column : fact_states_)
        column = allocation.state(column);
    for (auto& goal : goals_) {
        goal.state = allocation.state(goal.state);
        for (auto& outcome : goal.outcomes)
            outcome.column = allocation.value(outcome.column);
    }
}

std::size_t ColumnsPlan::bytes_per_lane() const {
    return code_.state_columns * sizeof(LaneState) + code_.value_columns * sizeof(double);
}

double ColumnsPlan::traffic_per_lane() const {
    std::size_t bytes = 0;
    for (auto const& step : code_.instructions) {
        auto const operands = operands_of(step);
        bytes += operands.states.size() * sizeof(LaneState);
        bytes += operands.values.size() * sizeof(double);
        bytes += writes_state(step.op) ? sizeof(LaneState) : sizeof(double);
    }
    return static_cast<double>(bytes);
}

} // namespace prevenance
