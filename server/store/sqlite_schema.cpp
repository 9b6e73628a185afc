#include "server/store/sqlite_schema.h"

#include "server/store/migrations.h"

#include <filesystem>
#include <fstream>

namespace prevenance {

namespace {

/// "PRVN" in ASCII: what marks a file as ours.
constexpr std::int64_t application_id = 0x5052564E;

/// An empty file that only its owner may read, before anything is written to it.
Status make_file(std::string const& path) {
    namespace fs = std::filesystem;
    std::error_code code;
    if (fs::exists(path, code)) return Done{};
    if (!std::ofstream(path, std::ios::app).good())
        return Error{
            ErrorCode::unavailable, "can't make the file " + path + "; is its folder there?"};
    fs::permissions(path, fs::perms::owner_read | fs::perms::owner_write, code);
    if (code) return Error{ErrorCode::unavailable, "can't protect the file " + path};
    return Done{};
}

Status check_identity(Connection& connection, std::string const& path) {
    auto const id = TRY(connection.whole("PRAGMA application_id"));
    auto const version = TRY(connection.whole("PRAGMA user_version"));
    bool const empty = TRY(connection.whole("SELECT count(*) FROM sqlite_schema")) == 0;
    if (id != application_id && !(id == 0 && empty))
        return Error{ErrorCode::bad_input, path + " belongs to another program; name another file"};
    if (version > static_cast<std::int64_t>(migrations().size()))
        return Error{
            ErrorCode::bad_input,
            path + " was written by a newer version of prevenance (schema " +
                std::to_string(version) + ", known here: " + std::to_string(migrations().size()) +
                "); use that version"};
    return Done{};
}

Status migrate(Connection& connection) {
    auto const current = TRY(connection.whole("PRAGMA user_version"));
    if (current == static_cast<std::int64_t>(migrations().size())) return Done{};
    auto transaction = TRY(Transaction::open(connection, "BEGIN EXCLUSIVE"));
    // Read again: another program may have been faster.
    auto version = TRY(connection.whole("PRAGMA user_version"));
    for (auto const text : migrations().subspan(static_cast<std::size_t>(version))) {
        TRY(connection.run(std::string(text)));
        TRY(connection.run("PRAGMA user_version = " + std::to_string(++version)));
    }
    TRY(connection.run("PRAGMA application_id = " + std::to_string(application_id)));
    return transaction.commit();
}

} // namespace

Result<Connection> open_current_schema(std::string const& path) {
    TRY(make_file(path));
    auto connection = TRY(Connection::open(path));
    TRY(check_identity(connection, path));
    auto const mode = TRY(connection.text("PRAGMA journal_mode = WAL"));
    if (mode != "wal")
        return Error{ErrorCode::unavailable, path + ": this file system can't hold a store"};
    TRY(connection.run("PRAGMA synchronous = FULL;"
                       "PRAGMA foreign_keys = ON;"
                       "PRAGMA trusted_schema = OFF;"
                       "PRAGMA journal_size_limit = 67108864;"));
    TRY(migrate(connection));
    return connection;
}

Result<Connection> open_reader(std::string const& path) {
    auto connection = TRY(Connection::open(path));
    TRY(connection.run("PRAGMA query_only = ON; PRAGMA trusted_schema = OFF;"));
    return connection;
}

} // namespace prevenance
