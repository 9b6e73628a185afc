// Goal: the procedures and the demonstration that ship are sound, whatever the day. Method: the
// real files, loaded into a real store on days that are hard to count from, and summarised.
#include "server/store/demonstration.h"

#include "core/dossiers/summary.h"
#include "core/wire/procedure_json.h"
#include "server/store/owner.h"
#include "tests/server/store/fixture.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <vector>

using prevenance::Day;
using prevenance::load_demonstration;
using prevenance::owner_of_identity;
using prevenance::Procedure;
using prevenance::test::day;
using prevenance::test::Folder;
using prevenance::test::open_store;
using prevenance::test::read_file;

namespace {

std::map<std::string, Procedure> procedures() {
    std::map<std::string, Procedure> procedures;
    for (auto const& entry : std::filesystem::directory_iterator("assets/procedures")) {
        CAPTURE(entry.path().string());
        auto const procedure = prevenance::parse_procedure(read_file(entry.path().string()));
        INFO((procedure.ok() ? "" : procedure.error().message));
        REQUIRE(procedure.ok());
        CHECK(procedure.value().id + ".json" == entry.path().filename().string());
        procedures[procedure.value().id] = procedure.value();
    }
    return procedures;
}

/// The longest sentence, in words.
std::size_t longest_sentence(std::string const& text) {
    std::size_t longest = 0;
    std::size_t words = 0;
    std::istringstream stream(text);
    for (std::string word; stream >> word;) {
        // French sets blanks before and after these; they are no words.
        bool const sign = word == ":" || word == "?" || word == "!" || word == ";";
        if (!sign) longest = std::max(longest, ++words);
        if (std::string(".?!").find(word.back()) != std::string::npos) words = 0;
    }
    return longest;
}

/// What the summaries of all dossiers look like on the day they were loaded.
std::set<std::string> situations(prevenance::Store& store, Day today) {
    auto const known = procedures();
    std::set<std::string> found;
    auto const dossiers = store.dossiers("demo");
    REQUIRE(dossiers.ok());
    for (auto const& dossier : dossiers.value()) {
        CAPTURE(dossier.key.dossier);
        REQUIRE(known.contains(dossier.procedure));
        auto const summary = summarise(known.at(dossier.procedure), dossier.events, today);
        REQUIRE(summary.ok());
        auto const& s = summary.value();
        std::string text(name_of(s.state));
        if (s.correction) text += s.turn.late ? ", correction late" : ", correction asked";
        if (s.decision && s.decision->by_silence) text += " by silence";
        if (!s.decision && s.silence)
            text += s.silence->meaning == prevenance::SilenceMeaning::acceptance
                ? ", silence will accept"
                : ", silence will reject";
        found.insert(text);
        // Whatever happened, happened: not in the future.
        for (auto const& event : dossier.events)
            CHECK(event.day <= today);
    }
    return found;
}

} // namespace

TEST_CASE("procedures: all read, in plain words") {
    auto const known = procedures();
    CHECK(known.size() >= 5);
    constexpr std::size_t words_max = 15;
    for (auto const& entry : known) {
        CAPTURE(entry.first);
        for (auto const& step : entry.second.steps) {
            CHECK(longest_sentence(step.text.french) <= words_max);
            CHECK(longest_sentence(step.text.english) <= words_max);
        }
    }
}

TEST_CASE("demonstration: every situation is there, on whatever day") {
    auto const text = read_file("assets/demo/dossiers.json");
    for (std::string const today :
         {"2026-11-24", "2024-02-29", "2025-03-01", "2026-01-01", "2027-12-31", "2026-05-31"}) {
        CAPTURE(today);
        Folder const folder;
        auto const store = open_store(folder.file());
        auto const loaded = load_demonstration(*store, "demo", text, day(today));
        INFO((loaded.ok() ? "" : loaded.error().message));
        REQUIRE(loaded.ok());
        CHECK(loaded.value().dossiers == 13);
        auto const found = situations(*store, day(today));
        for (std::string const expected :
             {"en_construction",
              "en_construction, silence will accept",
              "en_construction, correction asked, silence will reject",
              "en_construction, correction late, silence will accept",
              "en_instruction, silence will accept",
              "en_instruction, silence will reject",
              "accepte",
              "accepte by silence",
              "refuse",
              "sans_suite"}) {
            CAPTURE(expected);
            CHECK(found.contains(expected));
        }
        CHECK(store->verify().value().damages.empty());
    }
}

TEST_CASE("demonstration: messages are short and plain") {
    Folder const folder;
    auto const store = open_store(folder.file());
    auto const text = read_file("assets/demo/dossiers.json");
    REQUIRE(load_demonstration(*store, "demo", text, day("2026-11-24")).ok());
    constexpr std::size_t words_max = 15;
    auto const dossiers = store->dossiers("demo");
    REQUIRE(dossiers.ok());
    for (auto const& dossier : dossiers.value())
        for (auto const& event : dossier.events)
            CHECK(longest_sentence(event.details.text) <= words_max);
}

TEST_CASE("demonstration: loading again adds nothing, and goes on where it stopped") {
    Folder const folder;
    auto const store = open_store(folder.file());
    auto const text = read_file("assets/demo/dossiers.json");
    auto const first = load_demonstration(*store, "demo", text, day("2026-11-24"));
    REQUIRE(first.ok());
    auto const root = store->verify().value().root;
    auto const again = load_demonstration(*store, "demo", text, day("2026-11-24"));
    REQUIRE(again.ok());
    CHECK(again.value().events == 0);
    CHECK(again.value().dossiers == first.value().dossiers);
    CHECK(load_demonstration(*store, "demo", text, day("2026-12-24")).value().events == 0);
    CHECK(store->verify().value().root == root);
}

TEST_CASE("demonstration: each person finds their own dossiers") {
    Folder const folder;
    auto const store = open_store(folder.file());
    auto const text = read_file("assets/demo/dossiers.json");
    REQUIRE(load_demonstration(*store, "demo", text, day("2026-11-24")).ok());
    auto const count = [&](std::string const& owner) {
        std::vector<std::string> const owners{"issuer|subject", owner};
        return store->dossiers_of("demo", owners).value().size();
    };
    CHECK(count(owner_of_identity("DUBOIS", "Angela Claire Louise", "1962-08-24")) == 6);
    CHECK(count(owner_of_identity("MERCIER", "Pierre", "1969-03-17")) == 4);
    CHECK(count(owner_of_identity("ÅSTRÖM", "Märta Zoë", "1985-00-00")) == 3);
    CHECK(count(owner_of_identity("DUBOIS", "Pierre", "1969-03-17")) == 0);
}

TEST_CASE("demonstration: a wrong text is refused, and says where") {
    Folder const folder;
    auto const store = open_store(folder.file());
    auto const complaint = [&](std::string const& events) {
        auto const text = R"({"people":[{"family_name":"A","given_name":"B","birthdate":"C",)"
                          R"("dossiers":[{"id":"X","procedure":"p","events":[)" +
            events + "]}]}]}";
        auto const loaded = load_demonstration(*store, "demo", text, day("2026-11-24"));
        return loaded.ok() ? "" : loaded.error().message;
    };
    CHECK(complaint("") == "dossier X: no event");
    CHECK(
        complaint(R"({"day":1,"time":"09:00","actor":"usager","kind":"depose"})") ==
        "field 'day': should be from -1000 to 0"
    );
    CHECK(
        complaint(R"({"day":-1,"time":"9h","actor":"usager","kind":"depose"})") ==
        "not a moment written YYYY-MM-DDThh:mm:ssZ: '2026-11-23T9h:00Z'"
    );
    CHECK(
        complaint(R"({"day":-1,"time":"09:00","actor":"agent","kind":"accepter"})") ==
        "dossier X: event 1 (accepter): a dossier begins with its deposit, and has only one"
    );
    CHECK(store->dossiers("demo").value().empty());
}
