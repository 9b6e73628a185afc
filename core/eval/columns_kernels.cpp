// One loop for each instruction of the columns evaluator, plain enough for compilers to vectorise.
// Each does the operations of core/eval/operations.cpp and mechanisms.cpp, in the same order.
#if defined(__GNUC__) && !defined(__clang__) // g++ vectorises such loops from here on only.
#pragma GCC optimize("O3")
#endif

#include "core/base/bit_cast.h"
#include "core/eval/calendar.h"
#include "core/eval/columns_calendar.h"
#include "core/eval/columns_code.h"
#include "core/eval/numbers.h"
#include "core/rules/decimals.h"

#include <algorithm>
#include <cmath>
#include <limits>

#if defined(__x86_64__)
#include <immintrin.h>
#endif

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

void run_selection(ColumnInstruction const& step, ColumnBlock const& block) {
    double* __restrict const out = block.written(step.out);
    LaneState const* const state = block.state(step.a);
    double const* const chosen = block.value(step.b);
    double const* const other = block.value(step.c);
    for (std::size_t i = 0; i < block.lanes; ++i)
        out[i] = chosen_if(state[i] == step.width ? 1 : 0, chosen[i], other[i]);
}

/// Whether any value, once scaled, needs rounding: few do, so it comes apart.
template <typename Scale>
bool scale_all(double* __restrict out, double const* a, std::size_t lanes, Scale scale) {
    // As bits, what lies between 0 and a half is less than a half, when 0 is made the greatest.
    constexpr auto half = prevenance::bit_cast<std::uint64_t>(0.5);
    auto least = half;
    for (std::size_t i = 0; i < lanes; ++i) {
        out[i] = scale(a[i]);
        least = std::min(least, prevenance::bit_cast<std::uint64_t>(std::fabs(out[i])) - 1);
    }
    return least < half - 1;
}

/// Steps by 1 change no value: they are left out.
void run_conversion(
    ColumnCode const& code, ColumnInstruction const& step, ColumnBlock const& block
) {
    auto const by = code.conversions[step.table];
    double* const out = block.written(step.out);
    double const* const a = block.value(step.a);
    bool const multiplies = by.second == 1;
    bool rounded = false;
    if (by.is_by_one()) {
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
        out[i] = round_to_16_decimals(out[i]);
}

#if defined(__x86_64__)
/// Sixteen lanes at once: of each sixteen states of the table, those that the lanes are in.
template <std::size_t sixteens>
[[gnu::target("avx2")]] void
look_up_small(LaneState const* table, ColumnInstruction const& step, ColumnBlock const& block) {
    __m256i tables[sixteens];
    for (std::size_t i = 0; i < sixteens; ++i) {
        auto const* const part = reinterpret_cast<__m128i const*>(table + i * 16);
        auto const bytes = _mm_packus_epi16(_mm_loadu_si128(part), _mm_loadu_si128(part + 1));
        tables[i] = _mm256_broadcastsi128_si256(bytes);
    }
    auto const* const a = reinterpret_cast<__m256i const*>(block.state(step.a));
    auto const* const b =
        step.b == none ? nullptr : reinterpret_cast<__m256i const*>(block.state(step.b));
    auto* const out = reinterpret_cast<__m256i*>(block.state(step.out));
    auto const width = _mm256_set1_epi16(static_cast<short>(step.width));
    // What is no state of the sixteen gets its highest bit set, and gives 0.
    auto const beyond = _mm256_set1_epi16(static_cast<short>(0xff70));
    for (std::size_t lane = 0; lane < (block.lanes + 15) / 16; ++lane) {
        auto state = _mm256_loadu_si256(a + lane);
        if (b != nullptr)
            state =
                _mm256_add_epi16(_mm256_mullo_epi16(state, width), _mm256_loadu_si256(b + lane));
        auto result = _mm256_setzero_si256();
        for (std::size_t i = 0; i < sixteens; ++i) {
            auto const first = _mm256_set1_epi16(static_cast<short>(i * 16));
            auto const places = _mm256_adds_epu8(_mm256_xor_si256(state, first), beyond);
            result = _mm256_or_si256(result, _mm256_shuffle_epi8(tables[i], places));
        }
        _mm256_storeu_si256(out + lane, result);
    }
}

/// Tables of few states, where the processor can; columns have room for sixteen lanes more or less.
bool run_small_table(
    LaneState const* table, ColumnInstruction const& step, ColumnBlock const& block
) {
    bool const has_room = block.stride % 16 == 0;
    if (step.entries > small_table_states || !has_room || !__builtin_cpu_supports("avx2"))
        return false;
    if (step.entries <= 16) {
        look_up_small<1>(table, step, block);
    } else if (step.entries <= 32) {
        look_up_small<2>(table, step, block);
    } else {
        look_up_small<4>(table, step, block);
    }
    return true;
}

/// Eight lanes at once, out of sixteen numbers that stay in registers.
[[gnu::target("avx512f")]] void look_up_small_numbers(
    double const* numbers, ColumnInstruction const& step, ColumnBlock const& block
) {
    auto const there = static_cast<std::uint32_t>((1U << step.entries) - 1);
    auto const first = _mm512_maskz_loadu_pd(static_cast<__mmask8>(there), numbers);
    auto const second = _mm512_maskz_loadu_pd(static_cast<__mmask8>(there >> 8U), numbers + 8);
    auto const* const state = reinterpret_cast<__m128i const*>(block.state(step.a));
    double* const out = block.written(step.out);
    for (std::size_t lane = 0; lane < (block.lanes + 7) / 8; ++lane) {
        auto const places = _mm512_cvtepu16_epi64(_mm_loadu_si128(state + lane));
        _mm512_storeu_pd(out + lane * 8, _mm512_permutex2var_pd(first, places, second));
    }
}

/// Few numbers, where the processor can.
bool run_small_lookup(
    double const* numbers, ColumnInstruction const& step, ColumnBlock const& block
) {
    constexpr std::size_t entries_max = 16;
    bool const has_room = block.stride % 16 == 0;
    if (step.entries > entries_max || !has_room || !__builtin_cpu_supports("avx512f")) return false;
    look_up_small_numbers(numbers, step, block);
    return true;
}
#else
bool run_small_table(LaneState const*, ColumnInstruction const&, ColumnBlock const&) {
    return false;
}

bool run_small_lookup(double const*, ColumnInstruction const&, ColumnBlock const&) {
    return false;
}
#endif

void run_table(ColumnCode const& code, ColumnInstruction const& step, ColumnBlock const& block) {
    LaneState const* const a = block.state(step.a);
    LaneState const* const table = code.tables.data() + step.table;
    LaneState* __restrict const out = block.state(step.out);
    if (run_small_table(table, step, block)) return;
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
    double* __restrict const out = block.written(step.out);
    if (step.op == ColumnOp::constant) {
        std::fill_n(out, block.lanes, step.number);
        return;
    }
    double const* const numbers = code.numbers.data() + step.table;
    if (run_small_lookup(numbers, step, block)) return;
    LaneState const* const state = block.state(step.a);
    for (std::size_t i = 0; i < block.lanes; ++i)
        out[i] = numbers[state[i]];
}

/// The rest of divisions by whole numbers, with two roundings: the divisor and the quotient are
/// whole, and so their product is exact, as is what the dividend has more, being less than it.
struct RestOfWhole {
    static bool is_exact(double a, double b) {
        constexpr double whole_max = 1LL << 50;
        return std::fabs(a) <= whole_max && b >= 1 && b <= whole_max && std::trunc(b) == b;
    }

    static double less(double size, double quotient, double b) { return size - quotient * b; }
};

/// The rest of any division whose quotient is small, with one rounding: it is less than the divisor
/// and a multiple of its last digit, and so a number.
struct RestAtOnce {
    static bool is_exact(double a, double b) {
        constexpr double quotient_max = 1LL << 50;
        return b >= std::numeric_limits<double>::min() && b <= std::numeric_limits<double>::max() &&
            std::fabs(a) / b <= quotient_max;
    }

    static double less(double size, double quotient, double b) {
        return std::fma(-quotient, b, size);
    }
};

/// False when some lanes are left to std::fmod. Of what is no number, the quotient is none.
template <typename Rest>
bool floor_divide_all(ColumnInstruction const& step, ColumnBlock const& block) {
    double* __restrict const out = block.written(step.out);
    double const* const a = block.value(step.a);
    double const* const b = block.value(step.b);
    int left = 0;
    for (std::size_t i = 0; i < block.lanes; ++i) {
        double const size = std::fabs(a[i]);
        double const nearest = std::trunc(size / b[i]);
        bool const is_rounded_up = Rest::less(size, nearest, b[i]) < 0;
        double const rest = Rest::less(size, is_rounded_up ? nearest - 1 : nearest, b[i]);
        out[i] = (a[i] - std::copysign(rest, a[i])) / b[i];
        left |= Rest::is_exact(a[i], b[i]) || a[i] != a[i] || b[i] != b[i] ? 0 : 1;
    }
    return left == 0;
}

#if defined(__x86_64__)
[[gnu::target("avx2,fma"), gnu::flatten]] bool
floor_divide_at_once(ColumnInstruction const& step, ColumnBlock const& block) {
    return floor_divide_all<RestAtOnce>(step, block);
}

bool floor_divide_where_exact(ColumnInstruction const& step, ColumnBlock const& block) {
    if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma"))
        return floor_divide_at_once(step, block);
    return floor_divide_all<RestOfWhole>(step, block);
}
#else
bool floor_divide_where_exact(ColumnInstruction const& step, ColumnBlock const& block) {
    return floor_divide_all<RestOfWhole>(step, block);
}
#endif

void run_floor_division(ColumnInstruction const& step, ColumnBlock const& block) {
    if (floor_divide_where_exact(step, block)) return;
    double* __restrict const out = block.written(step.out);
    double const* const a = block.value(step.a);
    double const* const b = block.value(step.b);
    for (std::size_t i = 0; i < block.lanes; ++i)
        out[i] = (a[i] - std::fmod(a[i], b[i])) / b[i];
}

template <typename Duration>
void run_duration(ColumnInstruction const& step, ColumnBlock const& block, Duration duration) {
    double* __restrict const out = block.written(step.out);
    double const* const a = block.value(step.a);
    double const* const b = block.value(step.b);
    for (std::size_t i = 0; i < block.lanes; ++i)
        out[i] = std::max(0.0, duration(a[i], b[i]));
}

/// As duration_between() of core/eval/calendar.cpp.
void run_duration(ColumnInstruction const& step, ColumnBlock const& block) {
    auto const unit = static_cast<DurationUnit>(step.table);
    switch (unit) {
    case DurationUnit::day:
        return run_duration(step, block, [](double a, double b) { return b - a; });
    case DurationUnit::month:
        return run_duration(step, block, months_between_days);
    case DurationUnit::quarter:
        return run_duration(step, block, [](double a, double b) {
            return months_between_days(a, b) / 3;
        });
    case DurationUnit::year:
        return run_duration(step, block, years_between_days);
    case DurationUnit::civil_quarter:
        return run_duration(step, block, [](double a, double b) {
            return duration_between(day_of(a), day_of(b), DurationUnit::civil_quarter);
        });
    case DurationUnit::civil_year: // From 1 January to 1 January there are but whole years.
        return run_duration(step, block, [](double a, double b) {
            return civil_day(b).year - civil_day(a).year + 1.0;
        });
    }
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

#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__)
// Once for each width of vectors. Nothing is contracted: the bits are those of the narrowest.
[[gnu::target_clones("default", "avx2", "arch=x86-64-v4"), gnu::flatten]]
#endif
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
    case ColumnOp::pick:
        return run_selection(instruction, block);
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
    if (instruction.op == ColumnOp::floor_divide) return run_floor_division(instruction, block);
    if (instruction.op == ColumnOp::duration) return run_duration(instruction, block);
    with_function(code, instruction, [&](auto function) {
        double* __restrict const out = block.written(instruction.out);
        double const* const a = block.value(instruction.a);
        double const* const b = instruction.b == none ? a : block.value(instruction.b);
        for (std::size_t i = 0; i < block.lanes; ++i)
            out[i] = function(a[i], b[i]);
        return true;
    });
}

#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__)
[[gnu::target_clones("default", "avx2", "arch=x86-64-v4")]]
#endif
bool take_numbers(FactRange const& range, std::span<double const> answers, LaneState* state) {
    int misfits = 0;
    for (std::size_t i = 0; i < answers.size(); ++i) {
        double const answer = answers[i];
        int const is_unset = static_cast<int>(answer != answer);
        int const is_within =
            static_cast<int>(answer >= range.least) & static_cast<int>(answer <= range.greatest);
        misfits |= 1 - (is_within | (is_unset & static_cast<int>(range.may_be_unset)));
    }
    if (state != nullptr)
        for (std::size_t i = 0; i < answers.size(); ++i)
            state[i] = static_cast<LaneState>(answers[i] != answers[i] ? 1 : 0);
    return misfits == 0;
}

#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__)
[[gnu::target_clones("default", "avx2", "arch=x86-64-v4")]]
#endif
bool take_whole_numbers(FactRange const& range, std::span<double const> answers, LaneState* state) {
    int misfits = 0;
    for (std::size_t i = 0; i < answers.size(); ++i) {
        double const answer = answers[i];
        bool const is_within = answer >= range.least && answer <= range.greatest;
        double const safe = is_within ? answer : 0;
        auto const whole = static_cast<std::int32_t>(safe);
        bool const fits = is_within && static_cast<double>(whole) == safe;
        misfits |= fits || (answer != answer && range.may_be_unset) ? 0 : 1;
        auto const chosen = static_cast<LaneState>(range.is_listed ? whole : 0);
        if (state != nullptr) state[i] = answer != answer ? range.unset : chosen;
    }
    return misfits == 0;
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
