// Moments, as a log keeps them: whole seconds of UTC, and the one way they are written.
#pragma once

#include "core/base/result.h"

#include <chrono>
#include <string>
#include <string_view>

namespace prevenance {

/// A second of UTC. The clock is read at the borders only.
using Moment = std::chrono::sys_seconds;

/// Reads `2026-11-24T09:05:00Z` (ISO 8601, always UTC, no fractions, no leap second).
///
/// Errors: bad_input when the text has another shape or names no such moment.
Result<Moment> parse_iso_moment(std::string_view text);

/// `2026-11-24T09:05:00Z`.
std::string format_iso_moment(Moment moment);

} // namespace prevenance
