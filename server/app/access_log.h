// One line for each request: when, which, how it ended. Ids and patterns, never who or what.
#pragma once

#include "core/base/moment.h"
#include "server/http/listener.h"

#include <string>

namespace prevenance {

/// `2026-11-24T09:05:00Z k3x9-7 GET /api/v1/dossiers/{id} 200 3ms session=…`, control characters
/// replaced, without a line break.
std::string format_access(AccessRecord const& record, Moment now);

} // namespace prevenance
