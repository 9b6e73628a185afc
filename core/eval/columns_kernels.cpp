// One loop for each instruction of the columns evaluator, plain enough for compilers to vectorise.
// Each does the operations of core/eval/operations.cpp and mechanisms.cpp, in the same order.
#if defined(__GNUC__) && !defined(__clang__) // g++ vectorises such loops from here on only.
#pragma GCC optimize("O3")
#endif

#include "core/base/bit_cast.h"
#include "core/eval/calendar.h"
#include "core/eval/columns_code.h"
#include "core/eval/numbers.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace prevenance {

namespace {

/// Lanes that hold no day hold anything.
Day day_of(double days) {
    constexpr double days_max = 10'000'000;
    return Day{std::chrono::days{std::fabs(days) < days_max ? static_cast<int>(days) : 0}};
}

/// Applies `work` to a function of two values that does what the instruction does.
template <typename Work>
bool with_function(ColumnCode const& code, ColumnInstruction const& instruction, Work work) {
    switch (instruction.op) {
    case ColumnOp::add:
        return work([](double a, double b) { return a + b; });
    case ColumnOp::subtract:
        return work([](double a, double b) { return a - b; });
    case ColumnOp::add_percent:
        return work([](double a, double b) { return a * (1 + b / 100 * 1); });
    case ColumnOp::subtract_percent:
        return work([](double a, double b) { return a * (1 + b / 100 * -1); });
    case ColumnOp::multiply:
        return work([](double a, double b) { return a == 0 ? a : b == 0 ? b : a * b; });
    case ColumnOp::divide:
        return work([](double a, double b) { return a == 0 ? a : a / b; });
    case ColumnOp::plain_multiply:
        return work([](double a, double b) { return a * b; });
    case ColumnOp::plain_divide:
        return work([](double a, double b) { return a / b; });
    case ColumnOp::floor_divide:
        return work([](double a, double b) { return (a - std::fmod(a, b)) / b; });
    case ColumnOp::power:
        return work([](double a, double b) { return raise(a, b); });
    case ColumnOp::least:
        return work([](double a, double b) { return std::isnan(b) ? b : std::min(a, b); });
    case ColumnOp::duration:
        return work([unit = static_cast<DurationUnit>(instruction.table)](double a, double b) {
            return std::max(0.0, duration_between(day_of(a), day_of(b), unit));
        });
    case ColumnOp::hundredth:
        return work([](double a, double) { return a / 100; });
    case ColumnOp::convert:
        return work([&conversion = code.conversions[instruction.table]](double a, double) {
            return conversion.apply(a);
        });
    case ColumnOp::round:
        return work([power = std::pow(10.0, instruction.number)](double a, double) {
            return round_by_power(a, power);
        });
    case ColumnOp::logarithm:
        return work([](double a, double) { return std::log(a); });
    case ColumnOp::constant:
    case ColumnOp::table:
    case ColumnOp::remap:
    case ColumnOp::lookup:
    case ColumnOp::blend:
    case ColumnOp::pick:
    case ColumnOp::is_zero:
    case ColumnOp::less:
    case ColumnOp::less_equal:
    case ColumnOp::equal:
        break;
    }
    return false;
}

template <typename Predicate>
void run_predicate(ColumnInstruction const& step, ColumnBlock const& block, Predicate holds) {
    LaneState* __restrict const out = block.state(step.out);
    double const* const a = block.value(step.a);
    double const* const b = step.b == none ? a : block.value(step.b);
    for (std::size_t i = 0; i < block.lanes; ++i)
        out[i] = holds(a[i], b[i]) ? 1 : 0;
}

/// Without a branch: no processor guesses which lanes are chosen.
double chosen_if(std::uint64_t is_chosen, double chosen, double other) {
    std::uint64_t const mask = 0 - is_chosen;
    return prevenance::bit_cast<double>(
        (prevenance::bit_cast<std::uint64_t>(chosen) & mask) |
        (prevenance::bit_cast<std::uint64_t>(other) & ~mask)
    );
}

void run_selection(
    ColumnCode const& code, ColumnInstruction const& step, ColumnBlock const& block
) {
    double* __restrict const out = block.value(step.out);
    LaneState const* const state = block.state(step.a);
    double const* const chosen = block.value(step.b);
    double const* const other = block.value(step.c);
    LaneState const* const table = code.tables.data() + step.table;
    if (step.op == ColumnOp::pick) {
        for (std::size_t i = 0; i < block.lanes; ++i)
            out[i] = chosen_if(state[i] == step.width ? 1 : 0, chosen[i], other[i]);
    } else {
        for (std::size_t i = 0; i < block.lanes; ++i)
            out[i] = chosen_if(table[state[i]], chosen[i], other[i]);
    }
}

/// Whether any value, once scaled, needs rounding: it writes digits out, so it comes apart.
template <typename Scale>
bool scale_all(double* __restrict out, double const* a, std::size_t lanes, Scale scale) {
    int rounded = 0;
    for (std::size_t i = 0; i < lanes; ++i) {
        out[i] = scale(a[i]);
        rounded |= static_cast<int>(std::fabs(out[i]) < 0.5) & static_cast<int>(out[i] != 0);
    }
    return rounded != 0;
}

/// Steps by 1 change no value: they are left out.
void run_conversion(
    ColumnCode const& code, ColumnInstruction const& step, ColumnBlock const& block
) {
    auto const by = code.conversions[step.table];
    double* const out = block.value(step.out);
    double const* const a = block.value(step.a);
    bool const multiplies = by.second == 1;
    bool const is_same = multiplies && by.first == 1 && by.third == 1 && by.fourth == 1;
    bool rounded = false;
    if (is_same) {
        rounded = scale_all(out, a, block.lanes, [](double value) { return value; });
    } else if (multiplies) {
        rounded = scale_all(out, a, block.lanes, [&](double value) {
            return value * by.first * by.third * by.fourth;
        });
    } else {
        rounded = scale_all(out, a, block.lanes, [&](double value) { return by.scaled(value); });
    }
    if (!rounded) return;
    for (std::size_t i = 0; i < block.lanes; ++i)
        out[i] = UnitTable::round_to_16_decimals(out[i]);
}

void run_table(ColumnCode const& code, ColumnInstruction const& step, ColumnBlock const& block) {
    LaneState const* const a = block.state(step.a);
    LaneState const* const table = code.tables.data() + step.table;
    LaneState* __restrict const out = block.state(step.out);
    if (step.op == ColumnOp::remap) {
        for (std::size_t i = 0; i < block.lanes; ++i)
            out[i] = table[a[i]];
        return;
    }
    LaneState const* const b = block.state(step.b);
    std::uint32_t const width = step.width;
    for (std::size_t i = 0; i < block.lanes; ++i)
        out[i] = table[a[i] * width + b[i]];
}

void run_constants(
    ColumnCode const& code, ColumnInstruction const& step, ColumnBlock const& block
) {
    double* __restrict const out = block.value(step.out);
    if (step.op == ColumnOp::constant) {
        std::fill_n(out, block.lanes, step.number);
        return;
    }
    LaneState const* const state = block.state(step.a);
    double const* const numbers = code.numbers.data() + step.table;
    for (std::size_t i = 0; i < block.lanes; ++i)
        out[i] = numbers[state[i]];
}

void run_question(ColumnInstruction const& step, ColumnBlock const& block) {
    if (step.op == ColumnOp::is_zero)
        return run_predicate(step, block, [](double a, double) { return a == 0; });
    if (step.op == ColumnOp::less)
        return run_predicate(step, block, [](double a, double b) { return a < b; });
    if (step.op == ColumnOp::less_equal)
        return run_predicate(step, block, [](double a, double b) { return a <= b; });
    run_predicate(step, block, [](double a, double b) { return a == b; });
}

} // namespace

bool writes_state(ColumnOp op) {
    return op == ColumnOp::table || op == ColumnOp::remap ||
        (op >= ColumnOp::is_zero && op <= ColumnOp::equal);
}

void run_column_instruction(
    ColumnCode const& code, ColumnInstruction const& instruction, ColumnBlock const& block
) {
    switch (instruction.op) {
    case ColumnOp::constant:
    case ColumnOp::lookup:
        return run_constants(code, instruction, block);
    case ColumnOp::table:
    case ColumnOp::remap:
        return run_table(code, instruction, block);
    case ColumnOp::blend:
    case ColumnOp::pick:
        return run_selection(code, instruction, block);
    case ColumnOp::is_zero:
    case ColumnOp::less:
    case ColumnOp::less_equal:
    case ColumnOp::equal:
        return run_question(instruction, block);
    case ColumnOp::add:
    case ColumnOp::subtract:
    case ColumnOp::add_percent:
    case ColumnOp::subtract_percent:
    case ColumnOp::multiply:
    case ColumnOp::divide:
    case ColumnOp::plain_multiply:
    case ColumnOp::plain_divide:
    case ColumnOp::floor_divide:
    case ColumnOp::power:
    case ColumnOp::least:
    case ColumnOp::duration:
    case ColumnOp::hundredth:
    case ColumnOp::convert:
    case ColumnOp::round:
    case ColumnOp::logarithm:
        break;
    }
    if (instruction.op == ColumnOp::convert) return run_conversion(code, instruction, block);
    with_function(code, instruction, [&](auto function) {
        double* __restrict const out = block.value(instruction.out);
        double const* const a = block.value(instruction.a);
        double const* const b = instruction.b == none ? a : block.value(instruction.b);
        for (std::size_t i = 0; i < block.lanes; ++i)
            out[i] = function(a[i], b[i]);
        return true;
    });
}

double
fold_values(ColumnCode const& code, ColumnInstruction const& instruction, double a, double b) {
    double result = 0;
    with_function(code, instruction, [&](auto function) {
        result = function(a, b);
        return true;
    });
    return result;
}

} // namespace prevenance
