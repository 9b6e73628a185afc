// The calendar as columns count in it: days are numbers since 1 January 1970, and there is no
// branch, so that the lanes of a block go through it together.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>

namespace prevenance {

/// A day of the Gregorian calendar, of lanes that hold a day.
struct CivilDay {
    std::int32_t year;
    std::int32_t month;
    std::int32_t day;
    std::int32_t days_in_month;
};

/// Source: Howard Hinnant, chrono-Compatible Low-Level Date Algorithms, civil_from_days.
inline CivilDay civil_day(double days) {
    constexpr std::uint32_t days_per_era = 146'097;
    constexpr std::uint32_t eras_before = 100; // So that no day is negative.
    constexpr double days_max = 10'000'000;
    auto const whole = static_cast<std::int32_t>(std::fabs(days) < days_max ? days : 0);
    auto const count = static_cast<std::uint32_t>(
        whole + 719'468 + static_cast<std::int32_t>(eras_before * days_per_era)
    );
    std::uint32_t const era = count / days_per_era;
    std::uint32_t const of_era = count % days_per_era;
    std::uint32_t const year_of_era =
        (of_era - of_era / 1460 + of_era / 36'524 - of_era / 146'096) / 365;
    std::uint32_t const of_year =
        of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    std::uint32_t const from_march = (5 * of_year + 2) / 153;
    std::uint32_t const month = from_march < 10 ? from_march + 3 : from_march - 9;
    std::uint32_t const year = year_of_era + era * 400 + (month <= 2 ? 1 : 0);
    std::uint32_t const is_leap = static_cast<std::uint32_t>(year % 4 == 0) &
        (static_cast<std::uint32_t>(year % 100 != 0) | static_cast<std::uint32_t>(year % 400 == 0));
    std::uint32_t const length = month == 2 ? 28 + is_leap : 30 + ((month + month / 8) & 1U);
    return {
        static_cast<std::int32_t>(year) - static_cast<std::int32_t>(eras_before * 400),
        static_cast<std::int32_t>(month),
        static_cast<std::int32_t>(of_year - (153 * from_march + 2) / 5 + 1),
        static_cast<std::int32_t>(length)};
}

/// As months_between() of core/eval/calendar.cpp.
inline double months_between_days(double from, double until) {
    CivilDay const first = civil_day(from);
    CivilDay const last = civil_day(until);
    double const whole = last.month - first.month + 12 * (last.year - first.year);
    double const gone = (first.day - 1.0) / first.days_in_month;
    double const begun = static_cast<double>(last.day) / last.days_in_month;
    return whole - gone + begun;
}

/// As years_between() of core/eval/calendar.cpp.
inline double years_between_days(double from, double until) {
    CivilDay const first = civil_day(from);
    CivilDay const last = civil_day(until);
    std::int32_t const is_after_february = first.month >= 3 ? 1 : 0;
    auto const leap_years_until = [](std::int32_t year) {
        std::int32_t const positive = year + 40'000;
        return positive / 4 - positive / 100 + positive / 400;
    };
    std::int32_t const leap_days = leap_years_until(last.year + is_after_february - 1) -
        leap_years_until(first.year + is_after_february - 1);
    return (until - from - std::max(leap_days, 0)) / 365;
}

} // namespace prevenance
