// The clock that durations are measured on.
#pragma once

#include <chrono>

namespace prevenance {

/// Nobody sets this clock back, so nothing lives longer or shorter because of it.
using Instant = std::chrono::steady_clock::time_point;

} // namespace prevenance
