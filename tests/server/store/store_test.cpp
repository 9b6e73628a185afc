// Goal: what any store must do, whatever the database. Method: a real store in a folder of its own,
// driven through the interface only.
#include "server/store/store.h"

#include "server/store/owner.h"
#include "tests/server/store/fixture.h"

#include <doctest/doctest.h>

#include <array>
#include <atomic>
#include <string>
#include <thread>
#include <vector>

using prevenance::ErrorCode;
using prevenance::EventKind;
using prevenance::Store;
using prevenance::StoredDossier;
using prevenance::test::deposit;
using prevenance::test::Folder;
using prevenance::test::new_dossier;
using prevenance::test::new_event;
using prevenance::test::open_store;

namespace {

using enum EventKind;

prevenance::DossierKey key(std::string const& number) {
    return {"town", number};
}

std::size_t count(Store& store, std::string const& number) {
    auto const dossier = store.dossier(key(number));
    REQUIRE(dossier.ok());
    return dossier.value().events.size();
}

std::string numbers(std::vector<StoredDossier> const& dossiers) {
    std::string text;
    for (auto const& dossier : dossiers)
        text += dossier.key.dossier + " ";
    return text;
}

} // namespace

TEST_CASE("store: what is recorded reads back, also after opening anew") {
    Folder const folder;
    StoredDossier before;
    {
        auto const store = open_store(folder.file());
        deposit(*store, "V-1", "someone");
        auto asked = new_event(demander_correction, "2026-03-04", "k1");
        asked.details.text = "Il manque le RIB : \"été\" 🚲\n";
        asked.details.pieces = {"RIB", "Facture"};
        asked.details.due = prevenance::test::day("2026-03-20");
        auto const recorded = store->append(key("V-1"), 1, asked);
        REQUIRE(recorded.ok());
        CHECK(recorded.value().sequence == 2);
        CHECK(recorded.value().details == asked.details);
        CHECK(recorded.value().at == asked.at);
        before = store->dossier(key("V-1")).value();
        CHECK(before.procedure == "aide-velo");
        CHECK(before.owner == "someone");
        REQUIRE(before.events.size() == 2);
        CHECK(before.events[1] == recorded.value());
    }
    auto const store = open_store(folder.file());
    CHECK(store->dossier(key("V-1")).value() == before);
    CHECK(store->verify().value().damages.empty());
}

TEST_CASE("store: a request sent twice is recorded once") {
    Folder const folder;
    auto const store = open_store(folder.file());
    deposit(*store, "V-1");
    deposit(*store, "V-1"); // The same deposit, sent again.
    deposit(*store, "V-2");
    auto const message = new_event(message_usager, "2026-03-03", "k1");
    auto const first = store->append(key("V-1"), 1, message);
    auto const again = store->append(key("V-1"), 1, message);
    REQUIRE(first.ok());
    REQUIRE(again.ok());
    CHECK(first.value() == again.value());
    CHECK(count(*store, "V-1") == 2);

    auto other = message;
    other.details.text = "Autre chose.";
    CHECK(store->append(key("V-1"), 2, other).error().code == ErrorCode::conflict);
    CHECK(store->append(key("V-2"), 1, message).error().code == ErrorCode::conflict);
    CHECK(count(*store, "V-1") == 2);
    CHECK(count(*store, "V-2") == 1);
}

TEST_CASE("store: who writes on an old reading is told so") {
    Folder const folder;
    auto const store = open_store(folder.file());
    deposit(*store, "V-1");
    REQUIRE(store->append(key("V-1"), 1, new_event(message_agent, "2026-03-03", "k1")).ok());
    auto const late = store->append(key("V-1"), 1, new_event(message_agent, "2026-03-03", "k2"));
    CHECK(late.error().code == ErrorCode::conflict);
    CHECK(late.error().message == "the dossier has 2 events, not 1; read it again");
    CHECK(
        store->append(key("V-1"), 3, new_event(message_agent, "2026-03-03", "k2")).error().code ==
        ErrorCode::conflict
    );
    CHECK(count(*store, "V-1") == 2);
}

TEST_CASE("store: what can't happen is not recorded") {
    Folder const folder;
    auto const store = open_store(folder.file());
    deposit(*store, "V-1");

    struct {
        EventKind kind;
        std::string on;
    } const cases[] = {
        {accepter, "2026-03-03"},
        {depose, "2026-03-03"},
        {depose_correction_usager, "2026-03-03"},
        {message_agent, "2026-03-01"},
    };

    for (auto const& c : cases)
        CHECK(
            store->append(key("V-1"), 1, new_event(c.kind, c.on, "k")).error().code ==
            ErrorCode::conflict
        );
    auto const accepted = new_event(accepter, "2026-03-02", "first");
    CHECK(store->deposit(new_dossier("V-2"), accepted).error().code == ErrorCode::conflict);
    CHECK(
        store->deposit(new_dossier("V-1"), new_event(depose, "2026-03-02", "k")).error().code ==
        ErrorCode::conflict
    );
    CHECK(store->dossier(key("V-2")).error().code == ErrorCode::not_found);
    CHECK(
        store->append(key("V-2"), 1, new_event(accepter, "2026-03-03", "k")).error().code ==
        ErrorCode::not_found
    );
    CHECK(count(*store, "V-1") == 1);
}

TEST_CASE("store: texts that no database should hold are refused") {
    Folder const folder;
    auto const store = open_store(folder.file());
    deposit(*store, "V-1");
    std::string const bad[] = {"\xFF", std::string("a\0b", 3), std::string(20'001, 'a')};
    for (auto const& text : bad) {
        auto message = new_event(message_agent, "2026-03-03", "k");
        message.details.text = text;
        CHECK(store->append(key("V-1"), 1, message).error().code == ErrorCode::bad_input);
        auto named = new_event(message_agent, "2026-03-03", text);
        CHECK(store->append(key("V-1"), 1, named).error().code == ErrorCode::bad_input);
        auto const event = new_event(depose, "2026-03-02", "k");
        CHECK(store->deposit(new_dossier(text), event).error().code == ErrorCode::bad_input);
        CHECK(store->deposit(new_dossier("V-9", text), event).error().code == ErrorCode::bad_input);
    }
    CHECK(
        store->append(key("V-1"), 1, new_event(message_agent, "2026-03-03", "")).error().code ==
        ErrorCode::bad_input
    );
    CHECK(count(*store, "V-1") == 1);
}

TEST_CASE("store: owners see theirs, authorities keep to themselves") {
    Folder const folder;
    auto const store = open_store(folder.file());
    deposit(*store, "C", "angela");
    deposit(*store, "A", "identity:1");
    deposit(*store, "B", "pierre");
    auto elsewhere = new_dossier("A", "angela");
    elsewhere.key.authority = "other town";
    REQUIRE(store->deposit(elsewhere, new_event(depose, "2026-03-02", "deposit A")).ok());

    auto const of = [&](std::vector<std::string> const& owners) {
        return numbers(store->dossiers_of("town", owners).value());
    };
    CHECK(of({"angela"}) == "C ");
    CHECK(of({"angela", "identity:1"}) == "A C ");
    CHECK(of({"angela", "angela"}) == "C ");
    CHECK(of({"nobody"}) == "");
    CHECK(of({}) == "");
    CHECK(numbers(store->dossiers("town").value()) == "A B C ");
    CHECK(numbers(store->dossiers("other town").value()) == "A ");
    CHECK(numbers(store->dossiers("nowhere").value()) == "");
}

TEST_CASE("store: writers and readers at once") {
    Folder const folder;
    auto const store = open_store(folder.file());
    deposit(*store, "shared");
    constexpr int writers = 4;
    constexpr int messages = 10;
    std::atomic<int> failures{0};
    std::vector<std::thread> threads;
    for (int writer = 0; writer < writers; ++writer) {
        threads.emplace_back([&store, &failures, writer] {
            for (int i = 0; i < messages;) {
                auto const name = std::to_string(writer) + "/" + std::to_string(i);
                auto const seen = store->dossier(key("shared"));
                if (!seen.ok()) ++failures;
                auto const after = static_cast<std::int64_t>(seen.value().events.size());
                auto const event = new_event(message_agent, "2026-03-03", name);
                auto const recorded = store->append(key("shared"), after, event);
                if (recorded.ok())
                    ++i;
                else if (recorded.error().code != ErrorCode::conflict)
                    ++failures;
            }
        });
    }
    for (auto& thread : threads)
        thread.join();
    CHECK(failures == 0);
    CHECK(count(*store, "shared") == 1 + writers * messages);
    CHECK(store->verify().value().damages.empty());
}

TEST_CASE("store: the root tells one history from another") {
    Folder const folder;
    auto const store = open_store(folder.file());
    auto const empty = store->verify().value();
    CHECK(empty.dossiers == 0);
    CHECK(empty.root.size() == 64);
    deposit(*store, "A");
    auto const one = store->verify().value();
    CHECK(one.dossiers == 1);
    CHECK(one.events == 1);
    CHECK(one.root != empty.root);
    CHECK(store->verify().value().root == one.root);
    REQUIRE(store->append(key("A"), 1, new_event(message_agent, "2026-03-03", "k")).ok());
    CHECK(store->verify().value().root != one.root);
}

TEST_CASE("owner: keys tell people apart and hide their names") {
    using prevenance::owner_of_identity;
    auto const angela = owner_of_identity("DUBOIS", "Angela Claire Louise", "1962-08-24");
    CHECK(angela.starts_with("identity:"));
    CHECK(angela.size() == 9 + 64);
    CHECK(angela == owner_of_identity("DUBOIS", "Angela Claire Louise", "1962-08-24"));
    CHECK(angela != owner_of_identity("DUBOIS", "Angela Claire", "1962-08-24"));
    CHECK(angela != owner_of_identity("DUBOIS", "Angela Claire Louise", "1962-08-25"));
    CHECK(owner_of_identity("ab", "c", "d") != owner_of_identity("a", "bc", "d"));
    CHECK(prevenance::owner_of_subject("https://a", "b") == "https://a|b");
}
