// SQLite in our terms: what must be closed closes itself, and failures are Results.
#pragma once

#include "core/base/result.h"
#include "server/store/chain.h"

#include <sqlite3.h>

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace prevenance {

/// One connection, for one thread at a time.
class Connection {
public:
    /// Opens the file at `path`, which must exist.
    ///
    /// Errors: unavailable when it can't be opened.
    static Result<Connection> open(std::string const& path);

    /// Runs statements that give no rows.
    ///
    /// Errors: those of failure().
    Status run(std::string const& statements);

    /// The whole number that a query gives in its first row and column: pragmas.
    Result<std::int64_t> whole(std::string const& query);

    /// The text that a query gives in its first row and column; "" without rows.
    Result<std::string> text(std::string const& query);

    /// The last failure in our terms, with the remedy where there is one.
    ///
    /// bad_input: the file is no database; conflict: a constraint; unavailable: all others.
    Error failure();

    /// True once only opening anew tells what is on the disk: reading or writing itself has failed,
    /// or the file is damaged.
    bool lost_touch() const { return lost_touch_; }

    sqlite3* handle() const { return handle_.get(); }

private:
    struct Close {
        void operator()(sqlite3* handle) const { sqlite3_close_v2(handle); }
    };

    std::unique_ptr<sqlite3, Close> handle_;
    std::string path_;
    bool lost_touch_ = false;
};

/// A prepared statement with its values; lives shorter than its connection.
class Statement {
public:
    /// Errors: those of Connection::failure().
    static Result<Statement> prepare(Connection& connection, std::string_view sql);

    /// Values in the order of the question marks. Texts are copied.
    Statement& bind(std::string_view text);
    Statement& bind(std::int64_t number);
    Statement& bind(Digest const& digest);

    /// Goes on to the next row; false when there is none.
    ///
    /// Errors: those of Connection::failure().
    Result<bool> step();

    /// Columns of the current row, from 0. A value of another type reads as "" or 0.
    std::string text(int column) const;
    std::int64_t whole(int column) const;

    /// All zeros when the column holds no 32 bytes.
    Digest digest(int column) const;

private:
    struct Finalize {
        void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
    };

    Connection* connection_ = nullptr;
    std::unique_ptr<sqlite3_stmt, Finalize> statement_;
    int bound_ = 0;
};

/// All or nothing: what is not committed is rolled back.
class Transaction {
public:
    /// `begin`  `BEGIN IMMEDIATE` to write, `BEGIN` to read one state of the whole store.
    static Result<Transaction> open(Connection& connection, std::string const& begin);

    Transaction(Transaction&& other) noexcept;
    Transaction& operator=(Transaction&&) = delete;
    ~Transaction();

    Status commit();

private:
    explicit Transaction(Connection& connection)
        : connection_(&connection) {}

    Connection* connection_; ///< Null once committed or moved from.
};

} // namespace prevenance
