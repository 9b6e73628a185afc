// Runs a program for one person: lazily, each node once, nothing allocated on the way.
#pragma once

#include "core/base/date.h"
#include "core/eval/cell.h"
#include "core/rules/diagnostic.h"
#include "core/rules/program.h"

#include <array>
#include <optional>
#include <string>
#include <vector>

namespace prevenance {

class Machine {
public:
    /// `program` must outlive the machine; texts made by the rules are interned in it.
    Machine(Program& program, Day today);

    /// Makes the next evaluation start afresh.
    void forget();

    /// What the node is worth. After a failure every answer is undefined: see failure().
    Cell evaluate(NodeIndex node);

    /// What went wrong since forget(), if anything.
    std::optional<Diagnostic> const& failure() const { return failure_; }

    /// What looks like a mistake of the rules and did not stop the evaluation: units that clash,
    /// cycles. At most a few, each once.
    std::vector<Diagnostic> const& warnings() const { return warnings_; }

    MissingSets& missing() { return missing_; }

private:
    struct Memo {
        Cell cell;
        std::uint32_t epoch = 0;
    };

    struct Disabling {
        bool disabled = false;
        MissingId missing = 0;
    };

    Cell compute(ProgramNode const& node);
    Cell constant(Constant const& constant) const;
    Cell evaluate_rule(RuleId rule);
    Cell compute_rule(RuleId rule);
    Cell possibilities(Possibilities const& list);
    Disabling disabling_parent(RuleId rule);
    bool is_met_by_parents(RuleId rule, NodeIndex parent, Disabling& result);
    Cell not_applicable(NodeIndex node);
    Cell rule_not_applicable(RuleId rule);
    Cell condition_not_applicable(ProgramNode const& node);

    Cell condition(ProgramNode const& node);
    UnitId written_unit(NodeIndex node) const;
    Cell variations(ProgramNode const& node);
    Cell operation(ProgramNode const& node);
    std::optional<Cell> short_cut(Op op, Cell const& left) const;
    std::optional<Cell> late_short_cut(Op op, Cell const& left, Cell const& right);
    Cell combine(Op op, Cell left, Cell right);
    void align_units(Cell& left, Cell& right);
    Cell apply(Op op, Cell const& left, Cell const& right);
    Cell arithmetic(Op op, double left, double right) const;
    Cell compare(Op op, Cell const& left, Cell const& right) const;
    Cell join_texts(Cell const& left, Cell const& right);
    void set_operation_unit(Op op, Cell& result, UnitId left, UnitId right);

    Cell convert(ProgramNode const& node);
    Cell simplify(ProgramNode const& node);
    Cell round(ProgramNode const& node);
    Cell logarithm(ProgramNode const& node);
    Cell duration(ProgramNode const& node);
    Cell text(ProgramNode const& node);

    struct Bracket;
    struct Brackets;
    bool open_brackets(ProgramNode const& node, Brackets& brackets);
    Bracket evaluate_bracket(Brackets const& brackets, std::size_t index);
    Cell scale(ProgramNode const& node);
    Cell scale_bracket(Brackets const& brackets, Bracket& bracket);
    Cell grid(ProgramNode const& node);
    Cell progressive_rate(ProgramNode const& node);
    Cell rate_in_percent(NodeIndex node);

    double to_number(Cell const& cell) const;
    bool is_truthy(Cell const& cell) const;
    std::string print(Cell const& cell) const;
    Cell in_unit(Cell cell, UnitId unit);
    Cell simplified(Cell cell);

    MissingId unite(MissingId left, MissingId right) { return missing_.unite(left, right); }

    bool can_convert(UnitId from, UnitId to);
    void warn(std::string message, std::string remedy);
    void fail(std::string message, std::string remedy, RulesErrorCode code);
    void fail(std::string message, std::string remedy);

    Program* program_;
    Day today_;
    std::uint32_t epoch_ = 0;
    std::vector<Memo> nodes_;
    std::vector<Memo> rules_;
    std::vector<std::uint32_t> on_stack_; ///< How often each rule is on the stack.
    std::vector<RuleId> stack_;
    std::vector<std::uint8_t> testing_parent_; ///< The rule's parent is being tested for it.
    MissingSets missing_;
    std::optional<Diagnostic> failure_;
    std::vector<Diagnostic> warnings_;
    int parent_tests_ = 0;
    std::array<UnitId, 6> duration_units_{};
    int depth_ = 0;
    std::uint64_t steps_ = 0;
};

} // namespace prevenance
