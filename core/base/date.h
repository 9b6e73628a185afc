// Civil days, as the law counts them, and the two ways they are written.
#pragma once

#include "core/base/result.h"

#include <chrono>
#include <string>
#include <string_view>

namespace prevenance {

/// A civil day. The clock is read at the borders only; core gets today's date as an argument.
using Day = std::chrono::sys_days;

/// Reads `YYYY-MM-DD` (ISO 8601), years 1000 to 9999.
///
/// Errors: bad_input when the text has another shape or names no day of the calendar.
Result<Day> parse_iso_day(std::string_view text);

/// `2026-11-24`.
std::string format_iso_day(Day day);

} // namespace prevenance
