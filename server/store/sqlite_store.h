// The store in one SQLite file: write-ahead log, every acknowledged event on the disk.
#pragma once

#include "server/store/store.h"

#include <cstdint>
#include <memory>
#include <string>

namespace prevenance {

struct SqliteOptions {
    std::string path;
    /// The file never grows beyond this many pages of 4096 bytes; 0: as large as the disk allows.
    std::int64_t pages_max = 0;
};

/// Opens the store, making the file (readable by its owner only) or bringing its schema up to date
/// if need be. Its folder must exist.
///
/// Errors: bad_input when the file belongs to another program, is no database, or was written by a
/// newer version of this one: it is left untouched; unavailable when it can't be opened or is
/// damaged.
Result<std::unique_ptr<Store>> open_sqlite_store(SqliteOptions const& options);

} // namespace prevenance
