// What a SQLite file must be before it is used as a store, and how it becomes so.
#pragma once

#include "server/store/sqlite.h"

#include <string>

namespace prevenance {

/// Makes the file at `path` if there is none, opens it, refuses what is not a store of this
/// program, and brings the schema up to date, each migration once.
///
/// Errors: bad_input for another program's database, no database, or a newer schema: the file is
/// left as it was; unavailable when it can't be opened or written.
Result<Connection> open_current_schema(std::string const& path);

/// For a connection beside the first one. Errors: unavailable.
Result<Connection> open_reader(std::string const& path);

} // namespace prevenance
