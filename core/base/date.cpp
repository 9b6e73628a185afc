#include "core/base/date.h"

#include "core/base/text.h"

namespace prevenance {

namespace {

std::string two_digits(unsigned number) {
    return (number < 10 ? "0" : "") + std::to_string(number);
}

} // namespace

Result<Day> parse_iso_day(std::string_view text) {
    auto const complaint = [&] {
        return Error{
            ErrorCode::bad_input, "not a day written YYYY-MM-DD: '" + std::string(text) + "'"};
    };
    if (text.size() != 10 || text[4] != '-' || text[7] != '-') return complaint();
    auto const year = parse_whole_number(text.substr(0, 4));
    auto const month = parse_whole_number(text.substr(5, 2));
    auto const day = parse_whole_number(text.substr(8, 2));
    if (!year || !month || !day || *year < 1000) return complaint();

    std::chrono::year_month_day const date{
        std::chrono::year{static_cast<int>(*year)},
        std::chrono::month{static_cast<unsigned>(*month)},
        std::chrono::day{static_cast<unsigned>(*day)}};
    if (!date.ok()) return complaint();
    return Day{date};
}

std::string format_iso_day(Day day) {
    std::chrono::year_month_day const date{day};
    return std::to_string(static_cast<int>(date.year())) + '-' +
        two_digits(static_cast<unsigned>(date.month())) + '-' +
        two_digits(static_cast<unsigned>(date.day()));
}

} // namespace prevenance
