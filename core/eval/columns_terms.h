// What a node is worth in every lane at once: a few static possibilities and the columns that tell
// lanes apart. Kind, unit and text are known before any lane is run, so most of the rules cost
// nothing in the end: what depends on one state column only is that column, read otherwise.
#pragma once

#include "core/eval/columns_code.h"

#include <cstdint>
#include <functional>
#include <map>
#include <span>
#include <string>
#include <vector>

namespace prevenance {

/// What a lane may be worth.
struct Possible {
    enum class Kind : std::uint8_t {
        undefined,
        not_applicable,
        no,
        yes,
        number,
        text,
        day,     ///< A date given as a fact: the days since 1970 are in `column`.
        unknown, ///< The evaluator for one person must say.
        /// Whether something is *non applicable*, where that depends on what was evaluated before.
        yes_or_not_applicable,
        no_or_undefined,
    };

    Kind kind = Kind::undefined;
    UnitId unit = unit_absent;
    TextId text = none;     ///< Of the unknown: which of the reasons of ColumnsLowering.
    ColumnId column = none; ///< Numbers and days; none: `number` in every lane.
    double number = 0;

    bool is(Kind other) const { return kind == other; }

    bool is_constant_number() const { return kind == Kind::number && column == none; }
};

bool operator==(Possible const& left, Possible const& right);

struct Term {
    ColumnId state = none; ///< Which item holds in each lane; none: the only one.
    std::vector<Possible> items;
};

/// A state column, and which of its states come to the same for whoever reads it.
struct Axis {
    ColumnId column = none;
    std::vector<LaneState> classes{0}; ///< Of each state.
};

/// Of the two states of a question.
inline Axis question_axis(ColumnId column) {
    return {column, {0, 1}};
}

Axis axis_of(Term const& term);

/// What the possibility numbered so on each axis makes together.
using JointOutcome = std::function<Possible(std::span<std::uint32_t const> states)>;

/// The same value or column for all the lanes that are in a state.
struct ValueSource {
    bool matters = false; ///< False: whatever the lanes hold there.
    ColumnId column = none;
    double number = 0;
};

/// Writes code, each instruction once, and folds what no lane changes.
class TermBuilder {
public:
    /// Why more states together than that are left to the evaluator for one person.
    static constexpr TextId too_many_states = 0;
    static constexpr std::size_t joint_states_max = 60'000;

    ColumnCode const& code() const { return code_; }

    ColumnId new_state() { return code_.state_columns++; }

    ColumnId new_value() { return code_.value_columns++; }

    static Term constant(Possible possible) { return {none, {possible}}; }

    /// What each combination of states on the axes makes. An axis may share its column with
    /// another.
    Term joint(std::span<Axis const> axes, JointOutcome const& outcome);

    /// One value column for a term of several sources, by its state.
    ColumnId merge(ColumnId state, std::span<ValueSource const> sources);

    /// The column of an operation on values; operands that are constant are columns too.
    ColumnId operate(ColumnInstruction step);

    ColumnId constant_column(double number);

    std::uint32_t conversion(UnitTable::Conversion const& conversion);

    /// The term with its numbers of one unit in one column each, when there are many of them.
    Term merge_numbers(Term term);

    /// The term over a column of no more states than it needs.
    Term compress(Term term);

private:
    bool is_settled(ColumnId column) const;
    bool gives_settled(ColumnInstruction const& step) const;
    bool changes_nothing(ColumnInstruction const& step) const;

    struct Grid;
    static Grid grid_of(std::span<Axis const> axes, JointOutcome const& outcome);
    static Term unfolded(Grid const& grid);
    void narrow(Grid& grid);
    void fold_first_two(Grid& grid);
    void set_table(ColumnInstruction& step, std::vector<LaneState> const& table);
    std::uint32_t add_numbers(std::vector<double> const& numbers);
    ColumnId
    overlay(ColumnId state, std::span<ValueSource const> sources, ColumnId column, ColumnId below);

    ColumnCode code_;
    /// Value columns whose numbers have no more decimals than conversions leave.
    std::vector<bool> settled_;
    std::map<std::vector<std::uint64_t>, ColumnId> known_steps_;
    std::map<std::vector<LaneState>, std::uint32_t> known_tables_;
    std::map<std::vector<std::uint64_t>, std::uint32_t> known_numbers_;
};

} // namespace prevenance
