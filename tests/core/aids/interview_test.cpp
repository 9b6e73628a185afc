// Goal: a whole interview, from the commune to euros, on the published models. Method: five people
// answer what they are asked, nothing else, and the aids they are granted are compared with sums
// that the npm engine gives for the same answers (tests/conformance/interview.mjs checks that at
// large); then the promises of the interview itself: what is asked, in which order, going back.
#include "core/aids/adviser.h"
#include "core/aids/places.h"
#include "core/wire/places_json.h"
#include "tests/core/aids/pack_files.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace {

using namespace prevenance; // NOLINT: a test reads better without the name on every line.

using Facts = std::map<std::string, std::string>;

Rulebook const& bicycles() {
    static Rulebook const book = open_rulebook("aides-velo");
    return book;
}

Rulebook const& renovation() {
    static Rulebook const book = open_rulebook("mesaidesreno");
    return book;
}

Day day(char const* text) {
    return parse_iso_day(text).value();
}

Home home(std::string const& insee) {
    static auto const places = Places::open(read_test_file(PLACES_FOLDER "/codes.bin"));
    REQUIRE(places.ok());
    auto const place = places.value().find_commune(insee);
    REQUIRE(place.has_value());
    auto const names =
        read_place_names(read_test_file(PLACES_FOLDER "/names-" + place->departement + ".json"));
    REQUIRE(names.ok());
    return {
        *place,
        std::string(name_of_commune(names.value(), place->commune)),
        std::string(name_of_epci(names.value(), place->epci)),
        names.value().departement.name};
}

/// Answers what is asked from what the person knows, passing what they do not know.
InterviewAnswers interview(Adviser& adviser, std::string const& insee, Facts const& knows) {
    InterviewAnswers answers;
    answers.home = home(insee);
    for (int i = 0; i < 60; ++i) {
        auto const advice = adviser.advise(answers);
        if (advice.to_ask.empty()) return answers;
        auto const& fact = advice.to_ask.front();
        auto const known = knows.find(fact);
        auto const value = known == knows.end() ? "" : known->second;
        auto const sound = adviser.check(fact, value);
        CAPTURE(fact);
        REQUIRE(sound.ok());
        give(answers, fact, value);
    }
    FAIL("the interview does not end");
    return answers;
}

/// `id amount unit` of each aid granted, sorted, one a line.
std::string granted(Adviser& adviser, InterviewAnswers const& answers) {
    std::set<std::string> lines;
    for (auto const& verdict : adviser.advise(answers).verdicts) {
        if (verdict.standing != Standing::granted) continue;
        auto const cents = std::to_string(std::llround(verdict.amount * 100));
        lines.insert(
            adviser.aid(verdict).id + ' ' + cents.substr(0, cents.size() - 2) + '.' +
            cents.substr(cents.size() - 2) + ' ' + verdict.unit
        );
    }
    std::string text;
    for (auto const& line : lines)
        text += line + '\n';
    return text;
}

Facts const buyer = {
    {"bicycle.type", "electric"},
    {"bicycle.condition", "new"},
    {"bicycle.price", "1800"},
    {"household.tax_income", "14000"},
    {"household.tax_shares", "1"},
    {"household.people", "1"},
    {"person.age", "34"},
    {"person.status", "employee"},
    {"person.disability", "no"},
    {"person.minimum_income", "no"}};

} // namespace

TEST_CASE("interview: people who buy a bicycle") {
    Adviser adviser({&bicycles()}, day("2025-06-01"));

    struct Row {
        std::string where;
        std::string insee;
        std::string granted;
    };

    for (Row const& row : std::vector<Row>{
             {"Rennes", "35238", ""},
             {"Lyon", "69123", "lyon 100.00 €\n"},
             {"Ajaccio", "2A004", "corse 450.00 €\n"},
             {"Saint-Denis de La Réunion", "97411", ""},
             {"Angers", "49007", "angers 200.00 €\n"},
             {"Arbignieu, merged into Arboys en Bugey", "01015", ""},
         }) {
        CAPTURE(row.where);
        auto const answers = interview(adviser, row.insee, buyer);
        CHECK(granted(adviser, answers) == row.granted);
    }
}

TEST_CASE("interview: an owner in Angers renovates") {
    Adviser adviser({&renovation()}, day("2025-06-01"));
    auto const answers = interview(
        adviser,
        "49007",
        {{"works.kind", "whole"},
         {"home.tenure", "owner"},
         {"home.owner_lives_in", "yes"},
         {"home.main_residence", "yes"},
         {"home.age", "15_years"},
         {"home.type", "house"},
         {"home.surface", "95"},
         {"home.energy_class", "f"},
         {"works.energy_class", "b"},
         {"works.cost", "42000"},
         {"works.energy_gain", "55"},
         {"household.people", "3"},
         {"household.tax_income", "26000"}}
    );
    CHECK(
        granted(adviser, answers) ==
        "angers 5500.00 €\n"
        "eco-ptz 50000.00 €\n"
        "maprimerenov 37800.00 €\n"
        "mon-accompagnateur 1500.00 €\n"
        "pret-avance-renovation 50000.00 €\n"
    );
}

TEST_CASE("interview: without a home there is nothing to say") {
    Adviser adviser({&bicycles()}, day("2025-06-01"));
    auto const advice = adviser.advise({});
    CHECK(advice.verdicts.empty());
    CHECK(advice.to_ask.empty());
}

TEST_CASE("interview: asks nothing where there is no aid, and counts those of other places") {
    Adviser adviser({&bicycles()}, day("2025-06-01"));
    InterviewAnswers answers;
    answers.home = home("97411");
    auto const advice = adviser.advise(answers);
    CHECK(advice.verdicts.empty());
    CHECK(advice.to_ask.empty());
    CHECK(advice.elsewhere == bicycles().pack.aids.size());
}

TEST_CASE("interview: each question is one that an open aid waits for") {
    Adviser adviser({&bicycles()}, day("2025-06-01"));
    InterviewAnswers answers;
    answers.home = home("69123");
    for (;;) {
        auto const advice = adviser.advise(answers);
        std::set<std::string> awaited;
        for (auto const& verdict : advice.verdicts)
            if (verdict.standing == Standing::open)
                awaited.insert(verdict.missing.begin(), verdict.missing.end());
        CHECK(awaited == std::set<std::string>(advice.to_ask.begin(), advice.to_ask.end()));
        if (advice.to_ask.empty()) break;
        auto const& fact = advice.to_ask.front();
        REQUIRE(buyer.count(fact) == 1);
        give(answers, fact, buyer.at(fact));
    }
    CHECK(find_given(answers, "works.kind") == nullptr);
}

TEST_CASE("interview: an answer can be changed, and taken back") {
    Adviser adviser({&bicycles()}, day("2025-06-01"));
    auto answers = interview(adviser, "49007", buyer);
    auto const first = adviser.advise(answers);
    give(answers, "bicycle.type", "electric_cargo");
    CHECK(granted(adviser, answers) == "angers 400.00 €\n");
    take_back(answers, "bicycle.type");
    auto const without = adviser.advise(answers);
    REQUIRE(without.verdicts.size() == 1);
    CHECK(without.verdicts[0].standing == Standing::open);
    CHECK(without.to_ask == std::vector<std::string>{"bicycle.type"});
    give(answers, "bicycle.type", "electric");
    CHECK(granted(adviser, answers) == "angers 200.00 €\n");
    CHECK(adviser.advise(answers).verdicts[0].deciding.size() == first.verdicts[0].deciding.size());
}

TEST_CASE("interview: what is passed stays open and is not asked again") {
    Adviser adviser({&bicycles()}, day("2025-06-01"));
    auto const answers = interview(adviser, "49007", {{"bicycle.type", "electric"}});
    auto const advice = adviser.advise(answers);
    REQUIRE(advice.verdicts.size() == 1);
    CHECK(advice.verdicts[0].standing == Standing::open);
    CHECK(advice.to_ask.empty());
}

TEST_CASE("interview: says which answers decide, and which one would turn a refusal") {
    Adviser adviser({&bicycles()}, day("2025-06-01"));
    auto knows = buyer;
    knows["bicycle.condition"] = "used";
    auto const answers = interview(adviser, "49007", knows);
    auto const advice = adviser.advise(answers);
    REQUIRE(advice.verdicts.size() == 1);
    auto const& verdict = advice.verdicts[0];
    CHECK(verdict.standing == Standing::refused);
    CHECK(verdict.deciding == std::vector<std::string>{"bicycle.condition"});
    auto const flips = adviser.flips(answers, verdict);
    for (auto const& flip : flips) {
        auto changed = answers;
        give(changed, flip.fact, flip.value);
        CHECK(adviser.advise(changed).verdicts[0].standing == Standing::granted);
    }
}

TEST_CASE("interview: an income too high comes with the income that would do") {
    Adviser adviser({&renovation()}, day("2025-06-01"));
    Facts knows = {
        {"works.kind", "heating"},
        {"works.heating", "solar_heat_pump"},
        {"home.tenure", "owner"},
        {"home.owner_lives_in", "yes"},
        {"home.main_residence", "yes"},
        {"home.age", "15_years"},
        {"household.people", "1"},
        {"household.tax_income", "60000"}};
    auto const answers = interview(adviser, "49007", knows);
    auto const advice = adviser.advise(answers);
    REQUIRE(advice.verdicts.size() == 1);
    REQUIRE(advice.verdicts[0].standing == Standing::refused);
    auto const flips = adviser.flips(answers, advice.verdicts[0]);
    auto const found = std::find_if(flips.begin(), flips.end(), [](Flip const& flip) {
        return flip.fact == "household.tax_income";
    });
    REQUIRE(found != flips.end());
    CHECK(found->value == "30844");
    CHECK(found->amount == 6000);
}

TEST_CASE("interview: an aid whose last day is past is neither asked for nor granted") {
    auto const answers_of = [](Adviser& adviser) {
        InterviewAnswers answers;
        answers.home = home("62119"); // Béthune: its aid ends on 25 October 2025.
        return adviser.advise(answers);
    };
    Adviser before({&bicycles()}, day("2025-10-25"));
    Adviser after({&bicycles()}, day("2025-10-26"));
    CHECK(answers_of(before).verdicts.at(0).standing == Standing::open);
    CHECK(answers_of(after).verdicts.at(0).standing == Standing::ended);
    CHECK(answers_of(after).to_ask.empty());
}

TEST_CASE("interview: two packs share what they ask") {
    Adviser adviser({&bicycles(), &renovation()}, day("2025-06-01"));
    Facts knows = buyer;
    knows.insert({{"works.kind", "audit"}, {"home.tenure", "owner"}});
    auto const answers = interview(adviser, "49007", knows);
    auto const income =
        std::count_if(answers.facts.begin(), answers.facts.end(), [](GivenFact const& given) {
            return given.fact == "household.tax_income";
        });
    CHECK(income == 1);
    CHECK(granted(adviser, answers).starts_with("angers 200.00 €\n"));
}

TEST_CASE("interview: answers that are none are refused, and overlooked when they come anyway") {
    Adviser adviser({&bicycles()}, day("2025-06-01"));

    struct Row {
        std::string fact;
        std::string value;
        bool sound;
    };

    for (Row const& row : std::vector<Row>{
             {"bicycle.type", "electric", true},
             {"bicycle.type", "", true},
             {"bicycle.type", "tricycle", false},
             {"bicycle.price", "1800.50", true},
             {"bicycle.price", "0", false},
             {"bicycle.price", "-5", false},
             {"bicycle.price", "1e3", false},
             {"bicycle.price", "1800 €", false},
             {"person.age", "34", true},
             {"person.age", "34.5", false},
             {"person.age", "121", false},
             {"person.rsa", "yes", true},
             {"person.rsa", "oui", false},
             {"no.such.fact", "yes", false},
         }) {
        CAPTURE(row.fact);
        CAPTURE(row.value);
        CHECK(adviser.check(row.fact, row.value).ok() == row.sound);
    }
    InterviewAnswers answers;
    answers.home = home("49007");
    auto const before = adviser.advise(answers);
    give(answers, "no.such.fact", "yes");
    give(answers, "bicycle.price", "')");
    auto const after = adviser.advise(answers);
    CHECK(after.verdicts.at(0).missing == before.verdicts.at(0).missing);
    CHECK(after.counts.at(0) == false);
}
