#include "core/eval/calendar.h"

#include "core/base/text.h"

#include <chrono>
#include <cmath>

namespace prevenance {

namespace {

struct Date {
    explicit Date(Day day) {
        std::chrono::year_month_day const parts{day};
        year_number = static_cast<int>(parts.year());
        month_number = static_cast<int>(static_cast<unsigned>(parts.month()));
        day_number = static_cast<int>(static_cast<unsigned>(parts.day()));
        auto const last = parts.year() / parts.month() / std::chrono::last;
        days_in_month = static_cast<int>(static_cast<unsigned>(last.day()));
    }

    int year_number = 0;
    int month_number = 0;
    int day_number = 0;
    int days_in_month = 0;
};

Day make_day(int year, int month, int day) {
    return std::chrono::year{year} / std::chrono::month{static_cast<unsigned>(month)} /
        std::chrono::day{static_cast<unsigned>(day)};
}

double days_between(Day from, Day until) {
    return static_cast<double>((until - from).count());
}

double months_between(Day from, Day until) {
    Date const first(from);
    Date const last(until);
    double const whole =
        last.month_number - first.month_number + 12 * (last.year_number - first.year_number);
    double const gone = (first.day_number - 1.0) / first.days_in_month;
    double const begun = static_cast<double>(last.day_number) / last.days_in_month;
    return whole - gone + begun;
}

double years_between(Day from, Day until) {
    Date const first(from);
    Date const last(until);
    bool const after_february = first.month_number >= 3;
    int leap_days = 0;
    int const first_year = first.year_number + (after_february ? 1 : 0);
    int const last_year = last.year_number + (after_february ? 0 : -1);
    for (int year = first_year; year <= last_year; ++year)
        leap_days += std::chrono::year{year}.is_leap() ? 1 : 0;
    return (days_between(from, until) - leap_days) / 365;
}

Day start_of_quarter(Day day) {
    Date const date(day);
    return make_day(date.year_number, 3 * ((date.month_number - 1) / 3) + 1, 1);
}

} // namespace

std::optional<Day> parse_french_day(std::string_view text) {
    if (text.size() != 10 || text[2] != '/' || text[5] != '/') return std::nullopt;
    auto const day = parse_whole_number(text.substr(0, 2));
    auto const month = parse_whole_number(text.substr(3, 2));
    auto const year = parse_whole_number(text.substr(6, 4));
    if (!day || !month || !year) return std::nullopt;
    std::chrono::year_month_day const date{
        std::chrono::year{static_cast<int>(*year)},
        std::chrono::month{static_cast<unsigned>(*month)},
        std::chrono::day{static_cast<unsigned>(*day)}};
    if (!date.ok()) return std::nullopt;
    return Day{date};
}

std::string format_french_day(Day day) {
    auto const iso = format_iso_day(day);
    return iso.substr(8, 2) + '/' + iso.substr(5, 2) + '/' + iso.substr(0, 4);
}

double duration_between(Day from, Day until, DurationUnit unit) {
    switch (unit) {
    case DurationUnit::day:
        return days_between(from, until);
    case DurationUnit::month:
        return months_between(from, until);
    case DurationUnit::quarter:
        return months_between(from, until) / 3;
    case DurationUnit::year:
        return years_between(from, until);
    case DurationUnit::civil_quarter:
        return std::floor(months_between(start_of_quarter(from), start_of_quarter(until)) / 3) + 1;
    case DurationUnit::civil_year:
        return std::floor(years_between(
                   make_day(Date(from).year_number, 1, 1), make_day(Date(until).year_number, 1, 1)
               )) +
            1;
    }
    return 0;
}

} // namespace prevenance
