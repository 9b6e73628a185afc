// Runs a program for one person: lazily, each node once, nothing allocated on the way.
#pragma once

#include "core/base/date.h"
#include "core/eval/cell.h"
#include "core/eval/keeping.h"
#include "core/eval/world.h"
#include "core/rules/diagnostic.h"
#include "core/rules/program.h"

#include <array>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace prevenance {

class Machine {
public:
    /// `program` must outlive the machine; texts made by the rules are interned in it.
    Machine(Program& program, Day today);

    /// Makes the next evaluation start afresh. What holds whatever was asked before is kept, until
    /// an answer it depends on changes.
    void forget();

    /// Tells that the value of that rule, which holds an answer, is about to change.
    void answer_changes(RuleId situation) { history_.change(situation); }

    /// The answers that the last evaluation depended on, and the time it was made.
    Reads reads() const { return reads_; }

    AnswersTime now() const { return history_.now(); }

    bool still_holds(Reads reads, AnswersTime since) const {
        return history_.still_holds(reads, since);
    }

    /// False while an answer names a rule: with it, any rule may need itself. Everything is then
    /// remembered, but only while one question is answered.
    void keep_between_questions(bool kept) {
        facts_.keeps_between_questions = kept;
        keeps_all_ = !kept;
    }

    /// What the node is worth, asked afresh. `meets_itself`, false at first, tells that a rule was
    /// found to need itself, for the next time.
    Cell ask(NodeIndex index, bool& meets_itself);

    /// What the node is worth. After a failure every answer is undefined: see failure().
    Cell evaluate(NodeIndex index);

    /// What went wrong since forget(), if anything.
    std::optional<Diagnostic> const& failure() const { return failure_; }

    /// Whether nothing counts that was found since forget(): something failed, or must begin again.
    bool has_stopped() const { return stopped_; }

    /// Whether something was evaluated in a *contexte* since forget().
    bool has_contexts() const { return !facts_.contexts.empty(); }

    /// What looks like a mistake of the rules and did not stop the evaluation: units that clash,
    /// cycles. At most a few, each once.
    std::vector<Diagnostic> const& warnings() const { return warnings_; }

    MissingSets& missing() { return missing_; }

    /// Whether the value is one of the rule's possibilities, or is no value.
    bool allows(RuleId rule, Cell const& value);

    /// What the node was worth when it was evaluated since forget(); nothing when nobody needed it.
    std::optional<Cell> known(NodeIndex index) const;

    /// The same of a rule.
    std::optional<Cell> known_rule(RuleId rule) const;

private:
    /// What a memo held before a trial.
    struct Undo {
        Memo* memo;
        Memo before;
    };

    struct Disabling {
        bool disabled = false;
        MissingId missing = 0;
    };

    Cell compute(ProgramNode const& node);
    Cell this_day();
    Cell is_undefined(NodeIndex operand);
    Cell note_missing(ProgramNode const& node);
    Cell compute_in_passing(ProgramNode const& node);
    Cell compute_and_remember(ProgramNode const& node, Memo& memo, Keep keep);
    struct Watch;
    bool knows(Memo const& memo) const;
    bool knows_and_reads(Memo const& memo);
    Watch begin_watch();
    void end_watch(Watch const& watch, Memo& memo, Cell const& cell, bool may_hold);
    void note_before(Memo& memo);
    void remember(Memo& memo, Cell const& cell);
    bool may_go_deeper();
    bool must_begin_again();
    void fail_without_end();
    static Cell constant(Constant const& constant);
    Cell evaluate_rule(RuleId rule);
    Cell compute_rule(RuleId id);
    void complain_of_cycle();
    Cell possibilities(Possibilities const& list);
    Disabling disabling_parent(RuleId id);
    Cell not_applicable(NodeIndex index);
    Cell value_of(Hypothesis const& supposed);
    Cell supposed_not_applicable(Hypothesis const& supposed);
    Cell rule_not_applicable(RuleId id);
    Nullable answer_nullable(RuleId situation);
    Cell tested(NodeIndex node);
    Cell condition_not_applicable(ProgramNode const& node);

    Cell condition(ProgramNode const& node);
    UnitId written_unit(NodeIndex index) const;
    Cell variations(ProgramNode const& node);
    Cell operation(ProgramNode const& node);
    static bool decides(Op op, Cell const& operand);
    static Cell decided(Op op, Cell operand);
    bool are_plain(Op op, Cell const& left, Cell const& right) const;
    static Cell test(Op op, Cell const& left, Cell const& right);
    Cell combine(Op op, Cell left, Cell right);
    void align_units(Cell& left, Cell& right);
    Cell apply(Op op, Cell const& left, Cell const& right);
    static Cell arithmetic(Op op, double left, double right);
    Cell compare(Op op, Cell const& left, Cell const& right) const;
    Cell join_texts(Cell const& left, Cell const& right);
    void set_operation_unit(Op op, Cell& result, UnitId left, UnitId right);

    Cell convert(ProgramNode const& node);
    Cell simplify(ProgramNode const& node);
    Cell round(ProgramNode const& node);
    Cell logarithm(ProgramNode const& node);
    Cell duration(ProgramNode const& node);
    Cell text(ProgramNode const& node);

    struct Inversion {
        RuleId rule = none; ///< The one to find.
        NodeIndex goal_node = none;
        Cell goal; ///< What `goal_node` must be worth.
        double least = 0;
        double greatest = 0;
        double tolerance = 0;
    };

    Cell context(ProgramNode const& node);
    World* world_of_context(ProgramNode const& node, Amendment const& amendment);
    void suppose_in(World& world, RuleId rule, NodeIndex value);
    MissingId without(MissingId missing, std::vector<TextId> const& names);
    Cell inversion(ProgramNode const& node);
    NodeIndex inversion_goal(std::span<NodeIndex const> candidates);
    Cell missing_goal(RuleId rule, std::span<NodeIndex const> candidates);
    Cell invert(Inversion const& inversion, World& trial);
    Cell fixed_point(ProgramNode const& node);
    bool is_below_top(RuleId rule) const;
    bool may_suppose(RuleId rule);
    World* acquire_world();
    int iterations(int otherwise) const;
    Cell evaluate_in(World& world, NodeIndex node);
    Cell evaluate_if(World& trial, RuleId rule, Cell const& value, NodeIndex node);
    template <typename Action>
    auto without_trace(Action action);

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
    AnswerHistory history_;
    Reads reads_ = 0;
    /// How often something was met whose value depends on what was evaluated before.
    std::uint64_t order_matters_ = 0;
    Keeping keeping_;
    bool keeps_all_ = false;    ///< What is worth nothing to remember is remembered too.
    bool begins_again_ = false; ///< A rule needs itself, and not all was remembered.
    bool stopped_ = false;      ///< Nothing that is found now counts.
    World facts_;               ///< The person's own world, without hypotheses.
    World* world_ = &facts_;
    Worlds worlds_;
    std::vector<Undo> journal_;
    bool keeps_journal_ = false;
    MissingSets missing_;
    std::vector<TextId> listed_names_;
    std::optional<Diagnostic> failure_;
    std::vector<Diagnostic> warnings_;
    std::array<UnitId, 6> duration_units_{};
    int depth_ = 0;
    std::uint64_t steps_ = 0;
};

} // namespace prevenance
