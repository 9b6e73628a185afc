#include "core/households/period.h"

#include "core/base/text.h"

namespace prevenance {

namespace {

constexpr int months_max = 1200;

std::optional<int> number_between(std::string_view text, int lowest, int highest) {
    auto const number = parse_whole_number(text);
    if (!number || *number < lowest || *number > highest) return std::nullopt;
    return static_cast<int>(*number);
}

/// `2026` and `2026-07`: the month, the first of the year when there is none.
std::optional<Month> parse_month(std::string_view text) {
    if (text.size() != 4 && (text.size() != 7 || text[4] != '-')) return std::nullopt;
    auto const year = number_between(text.substr(0, 4), 1000, 9999);
    auto const month = text.size() == 4 ? 1 : number_between(text.substr(5), 1, 12);
    if (!year || !month) return std::nullopt;
    return month_of(*year, *month);
}

} // namespace

std::optional<MonthSpan> parse_period(std::string_view text) {
    if (auto const first = parse_month(text)) return MonthSpan{*first, text.size() == 4 ? 12 : 1};
    if (text == "ETERNITY" || text == "eternity") return MonthSpan{};
    bool const years = text.starts_with("year:");
    bool const months = text.starts_with("month:");
    if (!years && !months) return std::nullopt;
    text.remove_prefix(text.find(':') + 1);
    auto const colon = text.find(':');
    auto const first = parse_month(text.substr(0, colon));
    auto const count = colon == std::string_view::npos
        ? 1
        : number_between(text.substr(colon + 1), 1, years ? months_max / 12 : months_max);
    if (!first || !count) return std::nullopt;
    return MonthSpan{*first, years ? *count * 12 : *count};
}

std::string first_day_of(Month month) {
    std::string const number = std::to_string(month % 12 + 1);
    return (number.size() == 1 ? "01/0" : "01/") + number + '/' + std::to_string(month / 12);
}

} // namespace prevenance
