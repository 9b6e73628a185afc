// Goal: a full disk, a foreign or damaged file, a newer schema and a sudden death each give a clear
// message and lose nothing that was acknowledged. Method: cause each for real, in this process or
// in a child, then open the store again and count.
#include "tests/server/store/fixture.h"

#include <doctest/doctest.h>
#include <sqlite3.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <filesystem>
#include <functional>
#include <string>

using prevenance::ErrorCode;
using prevenance::NewEvent;
using prevenance::Store;
using prevenance::test::deposit;
using prevenance::test::Folder;
using prevenance::test::new_event;
using prevenance::test::open_store;
using prevenance::test::read_file;
using prevenance::test::write_file;

namespace {

using enum prevenance::EventKind;

prevenance::DossierKey const key{"town", "A"};

/// The `number`-th message of a dossier that begins with its deposit, a few kilobytes long.
NewEvent long_message(std::int64_t number) {
    auto event = new_event(message_agent, "2026-03-03", "message " + std::to_string(number));
    event.details.text.assign(3000, 'x');
    return event;
}

std::string complaint(std::string const& path) {
    auto const store = prevenance::open_sqlite_store({path, 0});
    REQUIRE_FALSE(store.ok());
    return store.error().message;
}

void run_sql(std::string const& path, std::string const& sql) {
    sqlite3* handle = nullptr;
    REQUIRE(sqlite3_open(path.c_str(), &handle) == SQLITE_OK);
    CHECK(sqlite3_exec(handle, sql.c_str(), nullptr, nullptr, nullptr) == SQLITE_OK);
    sqlite3_close(handle);
}

/// Appends until the store refuses; how many messages were acknowledged.
std::int64_t append_until_refused(Store& store, std::string& refusal) {
    for (std::int64_t sequence = 1;; ++sequence) {
        auto const recorded = store.append(key, sequence, long_message(sequence));
        if (recorded.ok()) continue;
        CHECK(recorded.error().code == ErrorCode::unavailable);
        refusal = recorded.error().message;
        return sequence - 1;
    }
}

std::int64_t messages_in(Store& store) {
    auto const dossier = store.dossier(key);
    REQUIRE(dossier.ok());
    return static_cast<std::int64_t>(dossier.value().events.size()) - 1;
}

/// Runs `work` in a child process with a pipe to write into; gives the reading end and the child.
struct Child {
    pid_t process = -1;
    int pipe = -1;
};

Child start_child(std::function<void(int)> const& work) {
    int ends[2];
    REQUIRE(pipe(ends) == 0);
    pid_t const process = fork();
    REQUIRE(process >= 0);
    if (process == 0) {
        close(ends[0]);
        work(ends[1]);
        _exit(0);
    }
    close(ends[1]);
    return {process, ends[0]};
}

} // namespace

TEST_CASE("faults: a full store refuses cleanly, goes on reading, and goes on when there is room") {
    Folder const folder;
    std::int64_t acknowledged = 0;
    {
        auto const store = open_store(folder.file(), 60);
        deposit(*store, "A");
        std::string refusal;
        acknowledged = append_until_refused(*store, refusal);
        CHECK(refusal.starts_with("no space left, nothing was recorded; make room: "));
        CHECK(acknowledged > 5);
        CHECK(messages_in(*store) == acknowledged);
        // Still full, still clean.
        CHECK_FALSE(store->append(key, acknowledged + 1, long_message(acknowledged + 1)).ok());
        CHECK(messages_in(*store) == acknowledged);
        CHECK(store->verify().value().damages.empty());
    }
    auto const store = open_store(folder.file());
    CHECK(messages_in(*store) == acknowledged);
    CHECK(store->append(key, acknowledged + 1, long_message(acknowledged + 1)).ok());
    CHECK(store->verify().value().damages.empty());
}

TEST_CASE("faults: when the disk refuses to write, the store stops, and nothing is lost") {
    Folder const folder;
    { deposit(*open_store(folder.file()), "A"); }
    auto const child = start_child([&](int out) {
        static_cast<void>(std::signal(SIGXFSZ, SIG_IGN));
        auto const store = open_store(folder.file());
        // No file of this process may grow beyond this: the write fails as on a broken disk.
        rlimit const limit{200'000, 200'000};
        if (setrlimit(RLIMIT_FSIZE, &limit) != 0) _exit(1);
        std::string refusal;
        auto const acknowledged = append_until_refused(*store, refusal);
        auto const later = store->append(key, acknowledged + 1, long_message(acknowledged + 1));
        bool const stopped = !later.ok() && later.error().message.starts_with("the disk refused");
        bool const readable = messages_in(*store) == acknowledged;
        std::int64_t const answer = stopped && readable ? acknowledged : -1;
        _exit(write(out, &answer, sizeof answer) == sizeof answer ? 0 : 1);
    });
    std::int64_t acknowledged = -1;
    CHECK(read(child.pipe, &acknowledged, sizeof acknowledged) == sizeof acknowledged);
    close(child.pipe);
    waitpid(child.process, nullptr, 0);

    CHECK(acknowledged > 5);
    auto const store = open_store(folder.file());
    // An event whose writing failed half-way may turn up whole; one that was acknowledged must.
    CHECK(messages_in(*store) >= acknowledged);
    CHECK(messages_in(*store) <= acknowledged + 1);
    CHECK(store->verify().value().damages.empty());
    auto const next = messages_in(*store) + 1;
    CHECK(store->append(key, next, long_message(next)).ok());
}

TEST_CASE("faults: killed at any moment, no acknowledged event is lost") {
    Folder const folder;
    { deposit(*open_store(folder.file()), "A"); }
    std::int64_t total = 0;
    constexpr std::int64_t rounds = 8;
    for (std::int64_t round = 0; round < rounds; ++round) {
        auto const child = start_child([&](int out) {
            auto const store = open_store(folder.file());
            for (std::int64_t sequence = messages_in(*store) + 1;; ++sequence) {
                if (!store->append(key, sequence, long_message(sequence)).ok()) _exit(1);
                if (write(out, &sequence, sizeof sequence) != sizeof sequence) _exit(1);
            }
        });
        // The child is in the midst of another append whenever it is killed.
        std::int64_t acknowledged = 0;
        for (std::int64_t i = 0; i < 3 + round; ++i)
            REQUIRE(read(child.pipe, &acknowledged, sizeof acknowledged) == sizeof acknowledged);
        kill(child.process, SIGKILL);
        std::int64_t more = 0;
        while (read(child.pipe, &more, sizeof more) == sizeof more)
            acknowledged = more;
        close(child.pipe);
        waitpid(child.process, nullptr, 0);

        auto const store = open_store(folder.file());
        total = messages_in(*store);
        CHECK(total >= acknowledged);
        CHECK(total <= acknowledged + 1);
        CHECK(store->verify().value().damages.empty());
    }
    CHECK(total > rounds);
}

TEST_CASE("faults: another's file is refused and left as it was") {
    Folder const folder;
    auto const path = folder.file();
    auto const unchanged = [&](std::string const& bytes, std::string const& expected) {
        CHECK(complaint(path).find(expected) != std::string::npos);
        CHECK(read_file(path) == bytes);
    };
    write_file(path, "Ceci n'est pas une base. " + std::string(2000, 'x'));
    unchanged(read_file(path), "not a store of prevenance");

    std::filesystem::remove(path);
    run_sql(path, "CREATE TABLE recipes (name TEXT); INSERT INTO recipes VALUES ('tarte');");
    unchanged(read_file(path), "belongs to another program; name another file");

    std::filesystem::remove(path);
    run_sql(path, "PRAGMA application_id = 7;");
    unchanged(read_file(path), "belongs to another program; name another file");
}

TEST_CASE("faults: a newer schema is refused and left as it was") {
    Folder const folder;
    { deposit(*open_store(folder.file()), "A"); }
    run_sql(folder.file(), "PRAGMA user_version = 99;");
    auto const bytes = read_file(folder.file());
    CHECK(complaint(folder.file()).find("written by a newer version") != std::string::npos);
    CHECK(read_file(folder.file()) == bytes);
}

TEST_CASE("faults: a file cut short is said to be damaged") {
    Folder const folder;
    { deposit(*open_store(folder.file()), "A"); }
    auto const bytes = read_file(folder.file());
    write_file(folder.file(), bytes.substr(0, bytes.size() / 2 / 4096 * 4096));
    auto const store = prevenance::open_sqlite_store({folder.file(), 0});
    auto const message = [&] {
        if (!store.ok()) return store.error().message;
        auto const dossiers = store.value()->dossiers("town");
        return dossiers.ok() ? std::string() : dossiers.error().message;
    }();
    CHECK(message.find("damaged") != std::string::npos);
}

TEST_CASE("faults: no folder, or a folder instead of a file") {
    Folder const folder;
    CHECK(complaint(folder.file("no/where.db")).find("is its folder there?") != std::string::npos);
    CHECK(complaint(folder.file("")).find("can't be opened") != std::string::npos);
}

TEST_CASE("faults: only the owner may read the file") {
    Folder const folder;
    { deposit(*open_store(folder.file()), "A"); }
    auto const rights = std::filesystem::status(folder.file()).permissions();
    CHECK((rights & std::filesystem::perms(0777)) == std::filesystem::perms(0600));
}
