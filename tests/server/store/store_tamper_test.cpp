// Goal: whatever is changed in the file behind the store's back is found. Method: change one column
// of one row with SQL, then one byte of the file at a time, and let the store look at it.
#include "tests/server/store/fixture.h"

#include <doctest/doctest.h>
#include <sqlite3.h>

#include <filesystem>
#include <string>
#include <vector>

using prevenance::StoredDossier;
using prevenance::test::deposit;
using prevenance::test::Folder;
using prevenance::test::new_event;
using prevenance::test::open_store;
using prevenance::test::read_file;
using prevenance::test::write_file;

namespace {

using enum prevenance::EventKind;

/// Two dossiers, four events, all in one file: closing the store empties its side files.
void fill(std::string const& path) {
    auto const store = open_store(path);
    deposit(*store, "A", "angela");
    deposit(*store, "B", "pierre");
    REQUIRE(store->append({"town", "A"}, 1, new_event(message_usager, "2026-03-03", "k1")).ok());
    REQUIRE(store->append({"town", "A"}, 2, new_event(message_agent, "2026-03-04", "k2")).ok());
}

/// As somebody would who has the file and knows SQLite.
void run_sql(std::string const& path, std::string const& sql) {
    sqlite3* handle = nullptr;
    REQUIRE(sqlite3_open(path.c_str(), &handle) == SQLITE_OK);
    std::string const all =
        "DROP TRIGGER event_is_never_changed;DROP TRIGGER event_is_never_erased;"
        "DROP TRIGGER dossier_is_never_erased;" +
        sql;
    int const code = sqlite3_exec(handle, all.c_str(), nullptr, nullptr, nullptr);
    CHECK(code == SQLITE_OK);
    CHECK(sqlite3_total_changes(handle) > 0);
    sqlite3_close(handle);
}

/// Everything the store shows, or nothing when it notices that something is wrong.
std::vector<StoredDossier> shown(std::string const& path) {
    auto const opened = prevenance::open_sqlite_store({path, 0});
    if (!opened.ok()) return {};
    auto const report = opened.value()->verify();
    if (!report.ok() || !report.value().damages.empty()) return {};
    auto const dossiers = opened.value()->dossiers("town");
    std::vector<std::string> const owners{"angela", "pierre"};
    auto const owned = opened.value()->dossiers_of("town", owners);
    if (!dossiers.ok() || !owned.ok() || !(dossiers.value() == owned.value())) return {};
    return dossiers.value();
}

} // namespace

TEST_CASE("tamper: any column of any row") {
    Folder const folder;
    auto const original = folder.file("original.db");
    fill(original);
    REQUIRE(shown(original).size() == 2);
    for (std::string const change : {
             "UPDATE event SET at = at + 1 WHERE dossier = 'A' AND sequence = 1",
             "UPDATE event SET day = '2026-03-05' WHERE dossier = 'A' AND sequence = 3",
             "UPDATE event SET actor = 'systeme' WHERE dossier = 'A' AND sequence = 2",
             "UPDATE event SET actor = 'nobody' WHERE dossier = 'A' AND sequence = 2",
             "UPDATE event SET kind = 'message_usager' WHERE dossier = 'A' AND sequence = 3",
             "UPDATE event SET payload = replace(payload, 'B', 'b') WHERE sequence = 2",
             "UPDATE event SET payload = payload || ' ' WHERE dossier = 'A' AND sequence = 3",
             "UPDATE event SET payload = '' WHERE dossier = 'A' AND sequence = 3",
             "UPDATE event SET idempotency = 'k3' WHERE dossier = 'A' AND sequence = 3",
             "UPDATE event SET previous = zeroblob(32) WHERE dossier = 'A' AND sequence = 2",
             "UPDATE event SET hash = zeroblob(32) WHERE dossier = 'A' AND sequence = 2",
             "UPDATE event SET sequence = 9 WHERE dossier = 'A' AND sequence = 3",
             "UPDATE event SET sequence = 9 WHERE dossier = 'A' AND sequence = 1",
             "UPDATE event SET authority = 'other' WHERE dossier = 'B'",
             "UPDATE event SET dossier = 'C' WHERE dossier = 'B'",
             "DELETE FROM event WHERE dossier = 'A' AND sequence = 1",
             "DELETE FROM event WHERE dossier = 'A' AND sequence = 2",
             "DELETE FROM event WHERE dossier = 'A' AND sequence = 3",
             "DELETE FROM event WHERE dossier = 'B'",
             "DELETE FROM dossier WHERE dossier = 'B'",
             "UPDATE dossier SET owner = 'angela' WHERE dossier = 'B'",
             "UPDATE dossier SET procedure = 'place-en-creche' WHERE dossier = 'B'",
             "UPDATE dossier SET dossier = 'C' WHERE dossier = 'B'",
             "UPDATE dossier SET authority = 'other' WHERE dossier = 'B'",
             "UPDATE dossier SET events = 2 WHERE dossier = 'B'",
             "UPDATE dossier SET head = zeroblob(32) WHERE dossier = 'B'",
             "DROP INDEX dossier_by_owner; DELETE FROM event WHERE dossier = 'B'",
         }) {
        CAPTURE(change);
        auto const copy = folder.file("copy.db");
        write_file(copy, read_file(original));
        run_sql(copy, change);
        CHECK(shown(copy).empty());
    }
}

TEST_CASE("tamper: any byte of the file is found, or changes nothing that is shown") {
    Folder const folder;
    auto const original = folder.file("original.db");
    fill(original);
    auto const expected = shown(original);
    auto const bytes = read_file(original);
    REQUIRE(expected.size() == 2);
    REQUIRE(bytes.size() > 4096);
    // Every step-th byte, so that all pages and all places within a page are met.
    constexpr std::size_t step = 61;
    int found = 0;
    for (std::size_t at = 0; at < bytes.size(); at += step) {
        CAPTURE(at);
        auto changed = bytes;
        changed[at] = static_cast<char>(changed[at] ^ 0x41);
        auto const copy = folder.file("copy.db");
        for (char const* side : {"-wal", "-shm"})
            std::filesystem::remove(copy + side);
        write_file(copy, changed);
        auto const seen = shown(copy);
        if (seen.empty())
            ++found;
        else
            CHECK(seen == expected);
    }
    CHECK(found > 10);
}

TEST_CASE("tamper: a changed dossier is not shown, nor written on; the others are") {
    Folder const folder;
    fill(folder.file());
    run_sql(
        folder.file(),
        "UPDATE event SET kind = 'message_usager' WHERE dossier = 'A' AND sequence = 3"
    );
    auto const store = open_store(folder.file());
    auto const shown = store->dossier({"town", "A"});
    REQUIRE_FALSE(shown.ok());
    CHECK(
        shown.error().message ==
        "dossier A: event 3 is not what was recorded; the log was changed outside this program"
    );
    CHECK_FALSE(store->append({"town", "A"}, 3, new_event(message_usager, "2026-03-05", "k3")).ok()
    );
    CHECK(store->dossier({"town", "B"}).ok());
    CHECK(store->append({"town", "B"}, 1, new_event(message_usager, "2026-03-05", "k4")).ok());
    auto const report = store->verify().value();
    CHECK(report.dossiers == 1);
    CHECK(report.damages.size() == 1);
}
