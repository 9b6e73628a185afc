// A folder of its own for each test, a store in it, and events to put there.
#pragma once

#include "server/store/sqlite_store.h"
#include "tests/core/dossiers/log.h"

#include <doctest/doctest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <memory>
#include <sstream>
#include <string>

namespace prevenance::test {

/// Erased with all that is in it when the test ends.
class Folder {
public:
    Folder() {
        std::string pattern =
            (std::filesystem::temp_directory_path() / "prevenance-XXXXXX").string();
        REQUIRE(mkdtemp(pattern.data()) != nullptr);
        path_ = pattern;
    }

    Folder(Folder const&) = delete;
    Folder& operator=(Folder const&) = delete;

    ~Folder() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }

    std::string file(std::string const& name = "store.db") const { return (path_ / name).string(); }

private:
    std::filesystem::path path_;
};

inline std::unique_ptr<Store> open_store(std::string const& path, std::int64_t pages_max = 0) {
    auto store = open_sqlite_store({path, pages_max});
    INFO((store.ok() ? "" : store.error().message));
    REQUIRE(store.ok());
    return std::move(store).value();
}

inline NewEvent new_event(EventKind kind, std::string const& on, std::string const& key) {
    auto const event = log({{on, kind}}).front();
    return {event.at, event.day, event.actor, kind, event.details, key};
}

inline NewDossier new_dossier(std::string const& number, std::string const& owner = "o") {
    return {{"town", number}, "aide-velo", owner};
}

/// A dossier with its deposit, on 2026-03-02.
inline void deposit(Store& store, std::string const& number, std::string const& owner = "o") {
    auto const event = new_event(EventKind::depose, "2026-03-02", "deposit " + number);
    auto const recorded = store.deposit(new_dossier(number, owner), event);
    INFO((recorded.ok() ? "" : recorded.error().message));
    REQUIRE(recorded.ok());
}

inline std::string read_file(std::string const& path) {
    std::ifstream file(path, std::ios::binary);
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

inline void write_file(std::string const& path, std::string const& bytes) {
    std::ofstream(path, std::ios::binary | std::ios::trunc) << bytes;
}

} // namespace prevenance::test
