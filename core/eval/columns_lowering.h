// From the nodes of a program to terms over columns: each node as core/eval/machine.cpp evaluates
// it, for all its possibilities at once.
#pragma once

#include "core/base/date.h"
#include "core/eval/columns_terms.h"
#include "core/rules/program.h"

#include <initializer_list>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

namespace prevenance {

class ColumnsLowering {
public:
    /// `program` must outlive the lowering; units are interned in it.
    ColumnsLowering(Program& program, Day today);

    TermBuilder& builder() { return builder_; }

    /// Gives a rule that holds an answer what the lanes answer. `given` has the state `unset` in
    /// lanes that do not; none: every lane does.
    void set_fact(RuleId situation, Term given, std::uint32_t unset);

    /// What a goal is worth: nothing is left open that the order of evaluation decides.
    Term goal(NodeIndex index);

    /// Why the evaluator for one person must tell what the term is worth in some lanes; "" when it
    /// need not.
    std::string reasons(Term const& term) const;

private:
    struct Fact {
        Term given;
        std::uint32_t unset = none;
    };

    enum class Part : std::uint8_t { value, applicability, parent };

    using Outcome = std::function<Possible(std::span<Possible const* const>)>;

    Term const& value(NodeIndex index);
    Term const& value_of_rule(RuleId rule);
    Term const& not_applicable(NodeIndex index);
    Term const& rule_not_applicable(RuleId rule);
    Term const& disabled_by_parent(RuleId rule);
    template <typename Lower>
    Term const& once(Part part, std::uint64_t key, Lower lower);

    Term lower(NodeIndex index);
    static Term constant(Constant const& constant);
    Term lower_rule(RuleId id);
    Term lower_parent(RuleId id);
    Term with_possibilities(RuleId id, Term value);
    Term lower_not_applicable(NodeIndex index);
    Term lower_rule_not_applicable(RuleId id);
    Term answered(Fact const& fact, Term const& given, Term const& otherwise);
    Term condition_not_applicable(ProgramNode const& node);
    Term condition(ProgramNode const& node);
    UnitId written_unit(NodeIndex index) const;
    Term variations(ProgramNode const& node);
    Term is_undefined(ProgramNode const& node);
    Term note_missing(ProgramNode const& node);

    Term operation(ProgramNode const& node);
    Term convert(ProgramNode const& node);
    Possible converted(Possible item, UnitId to);
    ColumnId converted_column(ColumnId column, UnitId from, UnitId to);
    ValueSource day_source(Possible const& item) const;
    Term simplify(ProgramNode const& node);
    Possible simplified(Possible item);
    Possible rounded(Possible item, double decimals);
    Term round(ProgramNode const& node);
    Term logarithm(ProgramNode const& node);
    Term duration(ProgramNode const& node);
    Term brackets(ProgramNode const& node);

    Term unknown(char const* reason);
    Possible unknown_lane(char const* reason);

    /// What the terms make together, where what depends on the order of evaluation is either
    /// thing: they must make the same.
    Term combine(std::initializer_list<Term const*> terms, Outcome const& outcome);
    Possible resolve(std::vector<Possible const*>& items, std::size_t from, Outcome const& outcome);

    friend class OperationLowering;
    friend class BracketsLowering;

    Program* program_;
    Day today_;
    TermBuilder builder_;
    std::unordered_map<RuleId, Fact> facts_;
    std::unordered_map<std::uint64_t, Term> terms_;
    std::set<std::uint64_t> in_progress_;
    std::vector<std::string> reasons_;
    Term circular_;
    Term too_deep_;
    std::vector<UnitId> duration_units_;
};

} // namespace prevenance
