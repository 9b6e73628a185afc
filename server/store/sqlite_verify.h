// Reads a whole SQLite store and says what was changed since it was recorded.
#pragma once

#include "server/store/sqlite.h"
#include "server/store/store.h"

namespace prevenance {

/// See Store::verify().
Result<VerifyReport> verify_store(Connection& connection);

} // namespace prevenance
