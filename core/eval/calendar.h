// *durée*: the time between two days, counted in the unit asked for.
#pragma once

#include "core/base/date.h"
#include "core/rules/program.h"

#include <optional>
#include <string>
#include <string_view>

namespace prevenance {

/// Reads `DD/MM/YYYY` written with all its digits; nothing when it is no day of the calendar.
std::optional<Day> parse_french_day(std::string_view text);

/// `24/11/2026`.
std::string format_french_day(Day day);

/// Days, months, quarters or years from one day to another; negative when `until` is earlier.
///
/// Months are whole months, less the part of the first month already gone, plus the part of the
/// last month begun. Years are days less the 29 February inside, over 365. Civil quarters and
/// years are those touched, both ends included.
///
/// Source: the mechanism «durée» of publicodes 1.10.
double duration_between(Day from, Day until, DurationUnit unit);

} // namespace prevenance
