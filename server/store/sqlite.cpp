#include "server/store/sqlite.h"

#include <algorithm>
#include <utility>

namespace prevenance {

Result<Connection> Connection::open(std::string const& path) {
    constexpr int wait_milliseconds = 5000;
    Connection connection;
    connection.path_ = path;
    sqlite3* handle = nullptr;
    // One thread at a time uses a connection, so SQLite's own lock around each would be idle.
    int const flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
    int const code = sqlite3_open_v2(path.c_str(), &handle, flags, nullptr);
    connection.handle_.reset(handle);
    if (handle == nullptr) return Error{ErrorCode::unavailable, "no memory to open " + path};
    if (code != SQLITE_OK) return connection.failure();
    sqlite3_busy_timeout(handle, wait_milliseconds);
    return connection;
}

Status Connection::run(std::string const& statements) {
    int const code = sqlite3_exec(handle(), statements.c_str(), nullptr, nullptr, nullptr);
    if (code != SQLITE_OK) return failure();
    return Done{};
}

Result<std::int64_t> Connection::whole(std::string const& query) {
    auto statement = TRY(Statement::prepare(*this, query));
    return TRY(statement.step()) ? statement.whole(0) : std::int64_t{0};
}

Result<std::string> Connection::text(std::string const& query) {
    auto statement = TRY(Statement::prepare(*this, query));
    return TRY(statement.step()) ? statement.text(0) : std::string();
}

Error Connection::failure() {
    std::string const told = path_ + ": " + sqlite3_errmsg(handle());
    int const code = sqlite3_extended_errcode(handle()) & 0xFF;
    lost_touch_ = lost_touch_ || code == SQLITE_IOERR || code == SQLITE_CORRUPT;
    switch (code) {
    case SQLITE_FULL:
        return {ErrorCode::unavailable, "no space left, nothing was recorded; make room: " + told};
    case SQLITE_NOTADB:
        return {ErrorCode::bad_input, "not a store of prevenance: " + told};
    case SQLITE_CORRUPT:
        return {ErrorCode::unavailable, "the file is damaged; restore the last copy: " + told};
    case SQLITE_BUSY:
        return {ErrorCode::unavailable, "another program holds the store; try again: " + told};
    case SQLITE_IOERR:
        return {
            ErrorCode::unavailable,
            "the disk refused; nothing was acknowledged; mend it, then open the store anew: " +
                told};
    case SQLITE_CANTOPEN:
        return {ErrorCode::unavailable, "can't be opened: " + told};
    case SQLITE_READONLY:
        return {ErrorCode::unavailable, "may not be written: " + told};
    case SQLITE_CONSTRAINT:
        return {ErrorCode::conflict, "refused by the store: " + told};
    default:
        return {ErrorCode::unavailable, told};
    }
}

Result<Statement> Statement::prepare(Connection& connection, std::string_view sql) {
    Statement statement;
    statement.connection_ = &connection;
    sqlite3_stmt* prepared = nullptr;
    int const code = sqlite3_prepare_v2(
        connection.handle(), sql.data(), static_cast<int>(sql.size()), &prepared, nullptr
    );
    statement.statement_.reset(prepared);
    if (code != SQLITE_OK) return connection.failure();
    ENSURE(prepared != nullptr);
    return statement;
}

// Binding fails only for a question mark that is not there, or beyond a billion bytes: a bug.

Statement& Statement::bind(std::string_view text) {
    ENSURE(
        sqlite3_bind_text(
            statement_.get(), ++bound_, text.data(), static_cast<int>(text.size()), SQLITE_TRANSIENT
        ) == SQLITE_OK
    );
    return *this;
}

Statement& Statement::bind(std::int64_t number) {
    ENSURE(sqlite3_bind_int64(statement_.get(), ++bound_, number) == SQLITE_OK);
    return *this;
}

Statement& Statement::bind(Digest const& digest) {
    ENSURE(
        sqlite3_bind_blob(
            statement_.get(),
            ++bound_,
            digest.data(),
            static_cast<int>(digest.size()),
            SQLITE_TRANSIENT
        ) == SQLITE_OK
    );
    return *this;
}

Result<bool> Statement::step() {
    int const code = sqlite3_step(statement_.get());
    if (code == SQLITE_ROW) return true;
    if (code == SQLITE_DONE) return false;
    return connection_->failure();
}

std::string Statement::text(int column) const {
    if (sqlite3_column_type(statement_.get(), column) != SQLITE_TEXT) return {};
    auto const* const bytes = sqlite3_column_text(statement_.get(), column);
    auto const size = sqlite3_column_bytes(statement_.get(), column);
    return {reinterpret_cast<char const*>(bytes), static_cast<std::size_t>(size)};
}

std::int64_t Statement::whole(int column) const {
    return sqlite3_column_int64(statement_.get(), column);
}

Digest Statement::digest(int column) const {
    Digest digest{};
    auto const* const bytes =
        static_cast<std::uint8_t const*>(sqlite3_column_blob(statement_.get(), column));
    auto const size = sqlite3_column_bytes(statement_.get(), column);
    if (bytes != nullptr && static_cast<std::size_t>(size) == digest.size())
        std::copy_n(bytes, digest.size(), digest.begin());
    return digest;
}

Result<Transaction> Transaction::open(Connection& connection, std::string const& begin) {
    TRY(connection.run(begin));
    return Transaction(connection);
}

Transaction::Transaction(Transaction&& other) noexcept
    : connection_(std::exchange(other.connection_, nullptr)) {}

Transaction::~Transaction() {
    if (connection_ == nullptr) return;
    // After some failures SQLite has rolled back by itself; saying so again is no harm.
    static_cast<void>(sqlite3_exec(connection_->handle(), "ROLLBACK", nullptr, nullptr, nullptr));
}

Status Transaction::commit() {
    TRY(connection_->run("COMMIT"));
    connection_ = nullptr;
    return Done{};
}

} // namespace prevenance
