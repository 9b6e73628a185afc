// Goal: the packs and the models they name fit each other, and a slip in a pack is told in words
// its author understands. Method: the real packs; then one slip at a time in a small one.
#include "core/aids/compile_rulebook.h"
#include "tests/core/aids/pack_files.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <set>
#include <string>
#include <vector>

namespace {

using namespace prevenance; // NOLINT: a test reads better without the name on every line.

std::string const small_pack = R"({
  "version": 1, "id": "small", "title": {"fr": "t", "en": "t"}, "summary": {"fr": "s", "en": "s"},
  "publisher": "p", "licence": "MIT", "source": "https://example.org",
  "model": {"package": "m", "version": "1.0.0", "file": "m.json"}, "data_date": "2026-01-31",
  "situation": {"base": "oui"}, "place": [{"rule": "town", "from": "commune"}],
  "families": [{
    "under": "aids", "title": {"fr": "Aide", "en": "Aid"}, "category": "c", "amount": "one_off",
    "replaces": {"commune": "commune"}, "metadata": {"payer": "titre", "ends": "date de fin"}}],
  "aids": [{
    "id": "direct", "rule": "direct", "title": {"fr": "D", "en": "D"}, "category": "c",
    "payer": {"kind": "state", "name": "État"}, "amount": "one_off",
    "when": [{"fact": "plan", "among": ["a"]}]}],
  "questions": [
    {"fact": "plan", "kind": "choice", "text": {"fr": "?", "en": "?"},
     "options": [{"id": "a", "label": {"fr": "A", "en": "A"}, "set": {"base": "non"}}]},
    {"fact": "age", "rule": "age", "kind": "whole_number", "unit": "an", "min": 0, "max": 120,
     "text": {"fr": "?", "en": "?"}}]
})";

std::string const small_model = R"({
  "base": null, "town": null, "age": {"question": "Âge ?"}, "direct": "10 €", "aids": null,
  "aids . commune": "0 €",
  "aids . Ville-Étoile": {
    "remplace": {"références à": "commune"}, "titre": "Ville-Étoile", "valeur": "5 €",
    "date de fin": "31/12/2026"},
  "aids . other": "3 €"
})";

std::string with(std::string text, std::string const& what, std::string const& instead) {
    auto const at = text.find(what);
    REQUIRE_MESSAGE(at != std::string::npos, what);
    return text.replace(at, what.size(), instead);
}

} // namespace

TEST_CASE("packs: every rule a pack names is in its model") {
    auto const bicycles = open_rulebook("aides-velo");
    CHECK(bicycles.pack.aids.size() == 341);
    auto const renovation = open_rulebook("mesaidesreno");
    CHECK(renovation.pack.aids.size() == 33);
    for (auto const* book : {&bicycles, &renovation}) {
        std::set<std::string> ids;
        for (auto const& aid : book->pack.aids) {
            CAPTURE(aid.rule);
            CHECK(ids.insert(aid.id).second);
            CHECK(
                aid.id.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-") ==
                std::string::npos
            );
            CHECK_FALSE(aid.title.french.empty());
            CHECK_FALSE(aid.payer.empty());
            CHECK((aid.link.empty() || aid.link.starts_with("http")));
        }
    }
}

TEST_CASE("packs: every question of the bicycle model has its words, or needs none") {
    auto const pack = read_pack_file("aides-velo");
    auto const model = read_model_file(pack);
    auto const book = compile_rulebook(pack, model);
    REQUIRE(book.ok());
    std::set<std::string> settled;
    for (auto const& binding : pack.place)
        settled.insert(binding.rule);
    for (std::size_t i = 0; i < model.keys.size(); ++i) {
        if (model.items[i].find("question") == nullptr) continue;
        CAPTURE(model.keys[i]);
        CHECK((
            settled.contains(model.keys[i]) || book.value().question_of_rule.contains(model.keys[i])
        ));
    }
}

TEST_CASE("packs: a family spreads over the rules that replace") {
    auto pack = read_pack(small_pack);
    REQUIRE_MESSAGE(pack.ok(), (pack.ok() ? "" : pack.error().message));
    auto const model = parse_model_json(small_model);
    REQUIRE(model.ok());
    auto const book = compile_rulebook(std::move(pack).value(), model.value());
    REQUIRE_MESSAGE(book.ok(), (book.ok() ? "" : book.error().message));
    auto const& aids = book.value().pack.aids;
    REQUIRE(aids.size() == 2);
    CHECK(aids[1].id == "ville-etoile");
    CHECK(aids[1].payer == "Ville-Étoile");
    CHECK(aids[1].payer_kind == Payer::commune);
    CHECK(aids[1].ends == parse_iso_day("2026-12-31").value());
}

TEST_CASE("packs: a slip is told with its place") {
    struct Row {
        std::string what;
        std::string instead;
        std::string told;
    };

    for (Row const& row : std::vector<Row>{
             {"\"version\": 1", "\"version\": 2", "version"},
             {"\"en\": \"t\"", "\"de\": \"t\"", "title"},
             {"one_off", "monthly", "amount: not one of one_off, per_month"},
             {"\"from\": \"commune\"", "\"from\": \"town\"", "place[0]: from"},
             {"2026-01-31", "31/01/2026", ""},
             {"\"age\", \"kind\"", "\"\", \"kind\"", "questions[1]"},
             {"whole_number", "choice", "questions[1]: age: options"},
             {"\"rule\": \"direct\"", "\"rules\": \"direct\"", "aids[0]"},
             {"\"publisher\"", "\"editor\"", "editor"},
         }) {
        CAPTURE(row.what);
        auto const pack = read_pack(with(small_pack, row.what, row.instead));
        REQUIRE_FALSE(pack.ok());
        CHECK(pack.error().code == ErrorCode::bad_input);
        CHECK(pack.error().message.find(row.told) != std::string::npos);
    }
}

TEST_CASE("packs: a model that does not fit is refused") {
    struct Row {
        std::string what;
        std::string instead;
        std::string told;
    };

    for (Row const& row : std::vector<Row>{
             {"\"direct\": \"10 €\"", "\"indirect\": \"10 €\"", "no rule 'direct'"},
             {"\"base\": null, ", "", "no rule 'base'"},
             {"\"10 €\"", "\"(10 €\"", "rule 'direct'"},
         }) {
        CAPTURE(row.what);
        auto pack = read_pack(small_pack);
        REQUIRE(pack.ok());
        auto const model = parse_model_json(with(small_model, row.what, row.instead));
        REQUIRE(model.ok());
        auto const book = compile_rulebook(std::move(pack).value(), model.value());
        REQUIRE_FALSE(book.ok());
        CHECK(book.error().message.find(row.told) != std::string::npos);
    }
    auto pack =
        read_pack(with(small_pack, "\"fact\": \"plan\", \"among\"", "\"fact\": \"x\", \"among\""));
    REQUIRE(pack.ok());
    auto const model = parse_model_json(small_model);
    auto const book = compile_rulebook(std::move(pack).value(), model.value());
    REQUIRE_FALSE(book.ok());
    CHECK(book.error().message.find("nothing asks for the choice 'x'") != std::string::npos);
}
