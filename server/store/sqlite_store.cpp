#include "server/store/sqlite_store.h"

#include "server/store/sqlite_log.h"
#include "server/store/sqlite_schema.h"
#include "server/store/sqlite_verify.h"

#include <algorithm>
#include <mutex>
#include <set>
#include <utility>

namespace prevenance {

namespace {

/// Connections for reading: each thread borrows one, and gives it back.
class Readers {
public:
    explicit Readers(std::string path)
        : path_(std::move(path)) {}

    /// Runs `work` on a connection that nobody else uses meanwhile. After a failure the connection
    /// is closed: the next reader begins afresh.
    template <typename Work>
    auto with(Work const& work) -> decltype(work(std::declval<Connection&>())) {
        auto connection = borrow();
        if (!connection) connection = std::make_unique<Connection>(TRY(open_reader(path_)));
        auto result = work(*connection);
        if (!connection->lost_touch()) give_back(std::move(connection));
        return result;
    }

private:
    std::string path_;
    std::mutex mutex_;
    std::vector<std::unique_ptr<Connection>> idle_;

    std::unique_ptr<Connection> borrow() {
        std::lock_guard const lock(mutex_);
        if (idle_.empty()) return nullptr;
        auto connection = std::move(idle_.back());
        idle_.pop_back();
        return connection;
    }

    void give_back(std::unique_ptr<Connection> connection) {
        std::lock_guard const lock(mutex_);
        idle_.push_back(std::move(connection));
    }
};

Result<std::vector<StoredDossier>> load_all(
    Connection& connection, std::string const& authority, std::set<std::string> const& numbers
) {
    std::vector<StoredDossier> dossiers;
    dossiers.reserve(numbers.size());
    for (auto const& number : numbers)
        dossiers.push_back(TRY(load_dossier(connection, {authority, number})).dossier);
    return dossiers;
}

class SqliteStore final : public Store {
public:
    SqliteStore(Connection writer, std::string path)
        : writer_(std::move(writer))
        , readers_(std::move(path)) {}

    Result<Event> deposit(NewDossier const& dossier, NewEvent const& event) override {
        return write([&](Connection& writer) { return record_deposit(writer, dossier, event); });
    }

    Result<Event>
    append(DossierKey const& key, std::int64_t after, NewEvent const& event) override {
        return write([&](Connection& writer) { return record_event(writer, key, after, event); });
    }

    Result<StoredDossier> dossier(DossierKey const& key) override {
        return readers_.with([&](Connection& reader) -> Result<StoredDossier> {
            auto const transaction = TRY(Transaction::open(reader, "BEGIN"));
            return TRY(load_dossier(reader, key)).dossier;
        });
    }

    Result<std::vector<StoredDossier>>
    dossiers_of(std::string const& authority, std::span<std::string const> owners) override {
        return readers_.with([&](Connection& reader) -> Result<std::vector<StoredDossier>> {
            auto const transaction = TRY(Transaction::open(reader, "BEGIN"));
            std::set<std::string> numbers;
            for (auto const& owner : owners)
                numbers.merge(as_set(TRY(list_dossiers(reader, authority, &owner))));
            return load_all(reader, authority, numbers);
        });
    }

    Result<std::vector<StoredDossier>> dossiers(std::string const& authority) override {
        return readers_.with([&](Connection& reader) -> Result<std::vector<StoredDossier>> {
            auto const transaction = TRY(Transaction::open(reader, "BEGIN"));
            auto const numbers = as_set(TRY(list_dossiers(reader, authority, nullptr)));
            return load_all(reader, authority, numbers);
        });
    }

    Result<VerifyReport> verify() override {
        return readers_.with([](Connection& reader) { return verify_store(reader); });
    }

private:
    std::mutex writing_;
    Connection writer_;
    Readers readers_;

    static std::set<std::string> as_set(std::vector<std::string> const& numbers) {
        return {numbers.begin(), numbers.end()};
    }

    /// One writer at a time. Once the disk has refused, what it holds is unknown until the file is
    /// opened anew, so nothing more is written.
    template <typename Work>
    Result<Event> write(Work const& work) {
        std::lock_guard const lock(writing_);
        if (writer_.lost_touch())
            return Error{
                ErrorCode::unavailable,
                "the disk refused earlier; the store must be opened anew before it records more"};
        return work(writer_);
    }
};

} // namespace

Result<std::unique_ptr<Store>> open_sqlite_store(SqliteOptions const& options) {
    auto writer = TRY(open_current_schema(options.path));
    if (options.pages_max > 0)
        TRY(writer.whole("PRAGMA max_page_count = " + std::to_string(options.pages_max)));
    return std::unique_ptr<Store>(std::make_unique<SqliteStore>(std::move(writer), options.path));
}

} // namespace prevenance
