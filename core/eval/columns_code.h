// The instructions that the columns evaluator runs on a block of lanes: each reads whole columns
// and writes one. A *state column* says by a small number which of a few static possibilities holds
// in each lane; a *value column* holds a double, which means something in the lanes whose
// possibility says so.
#pragma once

#include "core/rules/program.h"

#include <cstddef>
#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <vector>

namespace prevenance {

/// From `first_given` on: a value column that is read where the caller has it, not in the block.
using ColumnId = std::uint32_t;

inline constexpr ColumnId first_given = 1U << 31U;

using LaneState = std::uint16_t;

enum class ColumnOp : std::uint8_t {
    constant, ///< value: `number` in every lane; written once for all blocks
    table,    ///< state: tables[table + a * width + b], by two states
    remap,    ///< state: tables[table + a], by one state
    lookup,   ///< value: numbers[table + a], by one state
    pick,     ///< value: b where the state a is `width`, else c
    is_zero,  ///< state 0 or 1, of the value a; down to `equal`
    less,     ///< of the values a and b
    less_equal,
    equal,
    add, ///< value, of the values a and b; down to `duration`
    subtract,
    add_percent,      ///< a more by b %
    subtract_percent, ///< a less by b %
    multiply,         ///< A factor that is zero is the product, with its sign.
    divide,           ///< A dividend that is zero is the quotient, with its sign.
    plain_multiply,
    plain_divide,
    floor_divide,
    power,
    least,     ///< The lesser of a and b; b when that is no number.
    duration,  ///< Between days, in the DurationUnit `table`; never negative.
    hundredth, ///< value, of the value a; down to `logarithm`
    convert,   ///< By conversions[table].
    round,     ///< To `number` decimals.
    logarithm,
};

/// Whether the instruction writes a state column.
bool writes_state(ColumnOp op);

struct ColumnInstruction {
    ColumnOp op = ColumnOp::constant;
    ColumnId out = none;
    ColumnId a = none; ///< Of states for `table` to `pick`, of values otherwise.
    ColumnId b = none;
    ColumnId c = none;
    std::uint32_t table = 0;
    std::uint32_t width = 0;
    std::uint32_t entries = 0; ///< Of the table of `table`, `remap` and `lookup`.
    double number = 0;
};

/// Tables of no more states are looked up in registers. So many can be read from any table on.
inline constexpr std::size_t small_table_states = 64;

/// Instructions in an order in which they can be run, and what they look up.
struct ColumnCode {
    std::vector<ColumnInstruction> instructions;
    std::vector<LaneState> tables;
    std::vector<double> numbers;
    std::vector<UnitTable::Conversion> conversions;
    std::uint32_t state_columns = 0;
    std::uint32_t value_columns = 0;
};

/// A block of columns in memory, one after the other.
struct ColumnBlock {
    LaneState* states = nullptr;
    double* values = nullptr;
    double const* const* given = nullptr; ///< Columns that lie elsewhere.
    std::size_t stride = 0;               ///< Lanes for which there is room in each column.
    std::size_t lanes = 0;                ///< Lanes in use, from the first on.

    LaneState* state(ColumnId column) const { return states + column * stride; }

    double const* value(ColumnId column) const {
        return column < first_given ? written(column) : given[column - first_given];
    }

    /// A column of the block's own, for an instruction to write.
    double* written(ColumnId column) const { return values + column * stride; }
};

/// Runs one instruction on all lanes of the block.
void run_column_instruction(
    ColumnCode const& code, ColumnInstruction const& instruction, ColumnBlock const& block
);

/// What lanes may answer to a fact.
struct FactRange {
    double least = 0;
    double greatest = 0;
    bool is_whole = false;
    bool is_listed = false; ///< The answer is the state.
    bool may_be_unset = false;
    LaneState unset = 1; ///< The state of the lanes that do not answer (NaN).
};

/// Tells which state each answer is in, of any numbers or of whole ones; `state` may be nullptr
/// where no instruction reads it. False when an answer is out of the range.
bool take_numbers(FactRange const& range, std::span<double const> answers, LaneState* state);
bool take_whole_numbers(FactRange const& range, std::span<double const> answers, LaneState* state);

/// What the instruction gives for two values: so that what is folded has the same bits.
double
fold_values(ColumnCode const& code, ColumnInstruction const& instruction, double a, double b);

} // namespace prevenance
