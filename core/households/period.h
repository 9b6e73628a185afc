// Periods as OpenFisca writes them: `2026-07`, `2026`, `month:2026-01:3`, `ETERNITY`.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace prevenance {

/// A month, counted from January of the year 0: 2026-07 is 2026 * 12 + 6.
using Month = int;

constexpr Month month_of(int year, int month) {
    return year * 12 + month - 1;
}

struct MonthSpan {
    Month first = 0;
    int months = 0; ///< 0: since always and for ever.

    bool is_eternity() const { return months == 0; }

    bool covers(Month month) const {
        return is_eternity() || (month >= first && month < first + months);
    }

    friend bool operator==(MonthSpan, MonthSpan) = default;
};

/// Years 1000 to 9999; at most 1,200 months. Nothing when the text is no such period; days and
/// weeks are none.
///
/// Source: OpenFisca-Core, the periods of its web API.
std::optional<MonthSpan> parse_period(std::string_view text);

/// The first day of the month as Publicodes writes it: `01/07/2026`.
std::string first_day_of(Month month);

} // namespace prevenance
