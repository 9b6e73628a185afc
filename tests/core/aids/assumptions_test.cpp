// Goal: a pack says what it assumes, what it estimates, what it does not know and in which order it
// asks; verdicts follow. Method: one small pack and model, one answer at a time.
#include "core/aids/adviser.h"
#include "core/aids/compile_rulebook.h"
#include "core/wire/model_json.h"
#include "core/wire/pack_json.h"

#include <doctest/doctest.h>

#include <string>

namespace {

using namespace prevenance; // NOLINT: a test reads better without the name on every line.

std::string const model = R"({
  "date": {"type": "date"},
  "zone": {"par défaut": "3"},
  "enfants": {"question": "?"},
  "enfant 1": {"type": "date"}, "enfant 2": {"type": "date"},
  "épargne": {"par défaut": "0 €"},
  "revenu": {"par défaut": "100 €"},
  "métier": {"question": "?"},
  "aînés": {"somme": [
    {"valeur": "10 €", "applicable si": {"toutes ces conditions": ["enfants >= 1", "enfant 1 < date"]}},
    {"valeur": "10 €", "applicable si": {"toutes ces conditions": ["enfants >= 2", "enfant 2 < date"]}}, "0 €"]},
  "aide": {"titre": "Aide", "valeur": "aînés + revenu / 10 - épargne",
    "applicable si": "métier != 'autre'", "références": {"Article 1": "https://example.org"}},
  "aide de zone": "10 € / zone"
})";

std::string pack_with(std::string const& assumptions) {
    return R"({
  "version": 1, "id": "small", "title": {"fr": "t", "en": "t"}, "summary": {"fr": "s", "en": "s"},
  "publisher": "p", "licence": "MIT", "source": "https://example.org", "model": {"folder": "regles"},
  "data_date": "2026-01-31", "month": "date", "order": "as_written", "assumptions": )" +
        assumptions + R"(,
  "place": [{"rule": "zone", "from": "departement", "zones": [{"value": "1", "places": ["75"]}]},
            {"rule": "zone", "from": "commune", "zones": [{"value": "2", "places": ["31555"]}, {"value": "3"}]}],
  "aids": [
    {"id": "aid", "rule": "aide", "title": {"fr": "A", "en": "A"}, "category": "c", "amount": "one_off",
     "payer": {"kind": "state", "name": "É"}},
    {"id": "zoned", "rule": "aide de zone", "title": {"fr": "Z", "en": "Z"}, "category": "c",
     "amount": "fee_per_month", "payer": {"kind": "state", "name": "É"}}],
  "limits": [
    {"fact": "trade", "among": ["own"], "aids": ["aid"], "text": {"fr": "Ailleurs.", "en": "Elsewhere."}, "link": "https://a.example"},
    {"departements": ["976"], "text": {"fr": "Mayotte.", "en": "Mayotte."}, "link": "https://b.example"}],
  "revaluations": [{"rule": "aide", "due": "2026-07-01"}, {"rule": "zone", "due": "2026-01-01"}],
  "questions": [
    {"fact": "children", "rule": "enfants", "kind": "whole_number", "min": 0, "max": 2, "text": {"fr": "?", "en": "?"}},
    {"fact": "births", "rules": ["enfant 1", "enfant 2"], "kind": "dates", "as_many_as": "children",
     "each": {"fr": "Enfant", "en": "Child"}, "text": {"fr": "?", "en": "?"}},
    {"fact": "income", "rule": "revenu", "kind": "money", "unit": "€", "after": "trade",
     "text": {"fr": "?", "en": "?"}, "if_unknown": {"fr": "Estimé.", "en": "Estimated."}},
    {"fact": "trade", "rule": "métier", "kind": "choice", "text": {"fr": "?", "en": "?"}, "options": [
      {"id": "paid", "value": "'salarié'", "label": {"fr": "S", "en": "S"}},
      {"id": "own", "value": "'autre'", "label": {"fr": "O", "en": "O"}, "set": {"revenu": "0 €"}}]}]
})";
}

Rulebook book_with(std::string const& assumptions) {
    auto pack = read_pack(pack_with(assumptions));
    REQUIRE_MESSAGE(pack.ok(), (pack.ok() ? "" : pack.error().message));
    auto const rules = parse_model_json(model);
    REQUIRE(rules.ok());
    auto book = compile_rulebook(std::move(pack).value(), rules.value());
    REQUIRE_MESSAGE(book.ok(), (book.ok() ? "" : book.error().message));
    return std::move(book).value();
}

InterviewAnswers living_in(std::string commune, std::string departement) {
    InterviewAnswers answers;
    answers.home = Home{{std::move(commune), "", std::move(departement), ""}, "", "", ""};
    return answers;
}

/// What is asked, in order: "children income".
std::string asked(Adviser& adviser, InterviewAnswers const& answers) {
    std::string facts;
    for (auto const& fact : adviser.advise(answers).to_ask)
        facts += (facts.empty() ? "" : " ") + fact;
    return facts;
}

auto const today = parse_iso_day("2026-07-15").value();

} // namespace

TEST_CASE("assumptions: what no question asks for keeps its default, in such packs alone") {
    for (bool const assumes : {true, false}) {
        auto const book =
            book_with(assumes ? R"([{"fr": "Sans épargne.", "en": "No savings."}])" : "[]");
        Adviser adviser({&book}, today);
        auto answers = living_in("31555", "31");
        give(answers, "children", "0");
        give(answers, "trade", "paid");
        give(answers, "income", "500");
        auto const verdict = adviser.advise(answers).verdicts[0];
        CHECK(verdict.standing == (assumes ? Standing::granted : Standing::open));
        CHECK(verdict.missing.empty());
        if (assumes) CHECK(verdict.amount == 50);
    }
}

TEST_CASE("assumptions: questions come as written, one after the fact it waits for") {
    auto const book = book_with(R"([{"fr": "a", "en": "a"}])");
    Adviser adviser({&book}, today);
    auto answers = living_in("31555", "31");
    CHECK(asked(adviser, answers) == "children trade");
    give(answers, "trade", "paid");
    CHECK(asked(adviser, answers) == "children income");
    give(answers, "children", "2");
    CHECK(asked(adviser, answers) == "births income");
    give(answers, "births", "2020-01-31");
    CHECK(asked(adviser, answers) == "births income"); // One is missing.
    give(answers, "births", "2020-01-31 2026-12-01");
    CHECK(asked(adviser, answers) == "income");
}

TEST_CASE("assumptions: passing an estimate decides, and is told; a date counts by the month") {
    auto const book = book_with(R"([{"fr": "a", "en": "a"}])");
    Adviser adviser({&book}, today);
    auto answers = living_in("31555", "31");
    give(answers, "trade", "paid");
    give(answers, "children", "2");
    give(answers, "births", "2026-06-30 2026-07-01");
    give(answers, "income", "");
    auto const verdict = adviser.advise(answers).verdicts[0];
    CHECK(verdict.standing == Standing::granted);
    CHECK(verdict.amount == 20); // The second child is born on the first of the month, not before.
    CHECK(verdict.estimated == std::vector<std::string>{"income"});
}

TEST_CASE("assumptions: a limit is neither a grant nor a refusal") {
    auto const book = book_with(R"([{"fr": "a", "en": "a"}])");
    Adviser adviser({&book}, today);
    auto answers = living_in("31555", "31");
    give(answers, "trade", "own");
    auto const advice = adviser.advise(answers);
    CHECK(advice.verdicts[0].standing == Standing::beyond);
    CHECK(advice.verdicts[0].limit == 0);
    CHECK(advice.verdicts[0].deciding == std::vector<std::string>{"trade"});
    CHECK(advice.verdicts[1].standing == Standing::granted);
    CHECK(advice.to_ask.empty());
    auto const mayotte = adviser.advise(living_in("97608", "976"));
    CHECK(mayotte.verdicts[0].standing == Standing::beyond);
    CHECK(mayotte.verdicts[1].limit == 1);
    CHECK(mayotte.to_ask.empty());
}

TEST_CASE("assumptions: the zone of a place") {
    auto const book = book_with(R"([{"fr": "a", "en": "a"}])");
    Adviser adviser({&book}, today);
    for (auto const& [commune, departement, amount] :
         {std::tuple{"75101", "75", 10.0}, std::tuple{"31555", "31", 5.0}}) {
        auto const advice = adviser.advise(living_in(commune, departement));
        CHECK(advice.verdicts[1].amount == amount);
    }
}

TEST_CASE("assumptions: why, by which article, and which value is due to be checked") {
    auto const book = book_with(R"([{"fr": "a", "en": "a"}])");
    Adviser adviser({&book}, today);
    auto answers = living_in("31555", "31");
    give(answers, "trade", "paid");
    give(answers, "children", "0");
    give(answers, "income", "500");
    auto const verdict = adviser.advise(answers).verdicts[0];
    auto const explanation = adviser.explain(answers, verdict);
    REQUIRE_FALSE(explanation.rules.empty());
    CHECK(explanation.rules[0].title == "Aide");
    REQUIRE(explanation.rules[0].citations.size() == 1);
    CHECK(explanation.rules[0].citations[0].title == "Article 1");
    auto const overdue = adviser.overdue(verdict, explanation);
    REQUIRE(overdue.size() == 1);
    CHECK(overdue[0].title == "Aide");
}

TEST_CASE("assumptions: a slip is told in words its author understands") {
    struct Row {
        std::string what;
        std::string instead;
        std::string told;
    };

    auto const good = pack_with("[]");
    for (auto const& row : {
             Row{R"("fact": "trade", "among")", R"("fact": "x", "among")", "nothing asks for 'x'"},
             Row{R"("aids": ["aid"])", R"("aids": ["y"])", "there is no aid 'y'"},
             Row{R"("as_many_as": "children")",
                 R"("as_many_as": "x")",
                 "births: nothing asks for 'x'"},
             Row{R"("after": "trade")", R"("after": "x")", "income: nothing asks for 'x'"},
             Row{R"("month": "date")", R"("month": "jour")", "the model has no rule 'jour'"},
             Row{R"({"value": "3"})", R"({"value": "1 + 2"})", "must be written out"},
         }) {
        CAPTURE(row.told);
        auto text = good;
        text.replace(text.find(row.what), row.what.size(), row.instead);
        auto pack = read_pack(text);
        REQUIRE_MESSAGE(pack.ok(), (pack.ok() ? "" : pack.error().message));
        auto const book =
            compile_rulebook(std::move(pack).value(), parse_model_json(model).value());
        REQUIRE_FALSE(book.ok());
        CHECK(book.error().message.find(row.told) != std::string::npos);
    }
}
