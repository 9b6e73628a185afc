// Goal: a dossier crosses files, log and HTTP unchanged. Method: one dossier with every kind of
// detail, written, compared as a whole text, and read again; then one wrong field at a time.
#include "core/wire/dossier_json.h"

#include "tests/core/dossiers/log.h"

#include <doctest/doctest.h>

#include <string>

using prevenance::Dossier;
using prevenance::format_json;
using prevenance::json_of;
using prevenance::parse_dossier;
using prevenance::parse_dossiers;
using prevenance::test::day;
using prevenance::test::log;

namespace {

using enum prevenance::EventKind;

Dossier sample() {
    Dossier dossier;
    dossier.id = "2026-00042";
    dossier.procedure.id = "aide-velo";
    dossier.procedure.title = {"Aide vélo", "Bicycle grant"};
    dossier.procedure.contact.service = "Mobilités";
    dossier.procedure.steps = {
        {prevenance::Milestone::deposit, {"a", "b"}, {"c", "d"}},
        {prevenance::Milestone::decision, {"e", "f"}, {"g", "h"}}};
    dossier.procedure.silence = prevenance::SilenceRule{.source = "CRPA, art. L. 231-1"};
    dossier.events = log({
        {"2026-01-10", depose, {.pieces = {"Formulaire"}}},
        {"2026-01-20", demander_correction, {.text = "Et la facture ?", .due = day("2026-02-03")}},
    });
    return dossier;
}

std::string written(Dossier const& dossier, std::string const& today) {
    auto const tree = json_of(dossier, day(today));
    REQUIRE(tree.ok());
    return format_json(tree.value());
}

} // namespace

TEST_CASE("dossier: events and summary as they are written") {
    auto const tree = json_of(sample(), day("2026-01-25"));
    REQUIRE(tree.ok());
    CHECK(
        format_json(tree.value()["events"]) ==
        R"([{"actor":"usager","at":"2026-01-10T09:00:00Z","day":"2026-01-10","kind":"depose",)"
        R"("pieces":["Formulaire"],"sequence":1},{"actor":"agent","at":"2026-01-20T09:00:00Z",)"
        R"("day":"2026-01-20","due":"2026-02-03","kind":"demander_correction",)"
        R"("reason":"incomplete","sequence":2,"text":"Et la facture ?"}])"
    );
    CHECK(
        format_json(tree.value()["summary"]) ==
        R"({"correction":{"asked":"2026-01-20","due":"2026-02-03","pieces":[],)"
        R"("reason":"incomplete","text":"Et la facture ?"},"deposited":"2026-01-10",)"
        R"("last_change":"2026-01-20","messages":[{"at":"2026-01-20T09:00:00Z",)"
        R"("day":"2026-01-20","from":"agent","text":"Et la facture ?"}],"pieces":["Formulaire"],)"
        R"("silence":{"decided":false,"decides_on":"2026-03-26","means":"acceptance",)"
        R"("suspended":true},"state":"en_construction","steps":[{"done_on":"2026-01-10",)"
        R"("milestone":"deposit","status":"done"},{"expected_by":"2026-03-25",)"
        R"("milestone":"decision","status":"current"}],"turn":{"actor":"citizen",)"
        R"("due":"2026-02-03","due_kind":"asked","late":false}})"
    );
}

TEST_CASE("dossier: what is written reads back, alone and in a list") {
    auto const text = written(sample(), "2026-01-25");
    auto const dossier = parse_dossier(text);
    REQUIRE(dossier.ok());
    CHECK(dossier.value().events == sample().events);
    CHECK(dossier.value().procedure == sample().procedure);
    CHECK(written(dossier.value(), "2026-01-25") == text);

    auto const list = parse_dossiers("{\"dossiers\":[" + text + "," + text + "]}");
    REQUIRE(list.ok());
    CHECK(list.value().size() == 2);
    CHECK(parse_dossiers("{\"dossiers\":[]}").value().empty());
    CHECK_FALSE(parse_dossiers("[]").ok());
    CHECK_FALSE(parse_dossiers("{\"dossiers\":[{}]}").ok());
}

TEST_CASE("event: refuses, and names the field") {
    auto const good = json_of(sample().events[1]);
    REQUIRE(prevenance::read_event(good).ok());

    struct {
        char const* field;
        nlohmann::json value;
        std::string message;
    } const cases[] = {
        {"sequence", 0, "field 'sequence': should be from 1 to 1000000"},
        {"sequence", "1", "field 'sequence': should be a whole number"},
        {"at", "yesterday", "not a moment written YYYY-MM-DDThh:mm:ssZ: 'yesterday'"},
        {"day", "2026-02-30", "not a day written YYYY-MM-DD: '2026-02-30'"},
        {"day", nullptr, "field 'day': should not be of type null"},
        {"actor", "maire", "no actor is called 'maire'"},
        {"kind", "oublier", "no event is called 'oublier'"},
        {"reason", "wrong", "no reason for a correction is called 'wrong'"},
        {"pieces", "RIB", "field 'pieces': should not be of type string"},
        {"pieces", {"RIB", 1}, "field 'pieces': not all are texts"},
        {"due", 12, "field 'due': should not be of type number"},
    };

    for (auto const& c : cases) {
        CAPTURE(c.field);
        auto tree = good;
        tree[c.field] = c.value;
        auto const event = prevenance::read_event(tree);
        REQUIRE_FALSE(event.ok());
        CHECK(event.error().message == c.message);
    }
}

TEST_CASE("dossier: an impossible log is an error, not a summary") {
    auto dossier = sample();
    dossier.events.erase(dossier.events.begin());
    CHECK_FALSE(json_of(dossier, day("2026-01-25")).ok());
}
