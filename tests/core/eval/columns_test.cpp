// Goal: each operation gives columns the bits it gives one person, whatever facts are left unset,
// in blocks of any length; and what cannot be asked is refused by name. Method: small models over
// the same five facts, random lanes (tests/core/eval/comparing_columns.h).
#include "tests/core/eval/comparing_columns.h"

using namespace comparing; // NOLINT: a vocabulary for tables.

namespace {

constexpr char const* facts_model =
    "\"age\": {\"unité\": \"an\"}, \"revenu\": {\"unité\": \"€/an\", \"par défaut\": \"1000 "
    "€/an\"}, "
    "\"part\": {\"unité\": \"%\"}, \"étudiant\": {\"par défaut\": \"non\"}, "
    "\"statut\": {\"par défaut\": \"'a'\"}, \"naissance\": {\"type\": \"date\"}";

std::vector<Drawn> facts(bool may_be_unset) {
    std::vector<Drawn> drawn{
        number("age", "an", 0, 1, 40),
        number("revenu", "€/an", -300, 100.3, 40),
        number("part", "%", 0, 12.5, 9),
        boolean("étudiant"),
        text("statut", {"a", "b", "c"}),
        {{"naissance", VaryingFact::Kind::date}, 0, 371, 50},
    };
    for (auto& one : drawn)
        one.fact.may_be_unset = may_be_unset;
    return drawn;
}

void check_rule(std::string const& rule) {
    CAPTURE(rule);
    std::string const model = std::string("{") + facts_model + ", \"but\": " + rule + "}";
    Program const program = asking::program(model);
    for (bool const may_be_unset : {false, true}) {
        auto const drawn = facts(may_be_unset);
        ColumnsRequest const request{today(), {}, facts_of(drawn), {"but", "but * 2 + 1 > age"}};
        CHECK(compare(program, request, drawn, ColumnsRunner::block_lanes + 37).apart == 0);
    }
}

std::string error_of(ColumnsRequest const& request) {
    Program const program = asking::program(std::string("{") + facts_model + "}");
    auto const made = ColumnsPlan::make(program, request);
    return made.ok() ? "" : made.error().rule + ": " + made.error().message;
}

} // namespace

TEST_CASE("every operation, with facts set and unset") {
    for (auto const* rule :
         {"\"age + 2 an\"",    "\"revenu - 12 €/mois\"",     "\"revenu * part\"",
          "\"revenu + part\"", "\"revenu - part\"",          "\"revenu * 2\"",
          "\"revenu / age\"",  "\"revenu / part\"",          "\"age // 7\"",
          "\"revenu // 12\"",  "\"revenu // 0.3\"",          "\"age // part\"",
          "\"age ** 2\"",      "\"revenu >= 100 €/mois\"",   "\"age < 18\"",
          "\"statut != 'c'\"", "\"naissance < 01/06/1990\"", "\"01/06/1990 < 02/01/1991\"",
          "\"'b' >= statut\"", "\"étudiant = non\""})
        check_rule(rule);
}

TEST_CASE("every mechanism, with facts set and unset") {
    for (auto const* rule :
         {"{\"valeur\": \"revenu\", \"unité\": \"€/mois\"}",
          "{\"valeur\": \"revenu / 7\", \"arrondi\": \"2 décimales\"}",
          "{\"valeur\": \"revenu\", \"plafond\": \"100 €/mois\", \"plancher\": \"3 €/an\"}",
          "{\"valeur\": \"revenu\", \"abattement\": \"part\"}",
          "{\"somme\": [\"revenu\", \"20 €/mois\", \"revenu\"]}",
          "{\"applicable si\": \"étudiant\", \"valeur\": \"revenu\"}",
          "{\"non applicable si\": \"age > 20\", \"valeur\": \"étudiant\"}",
          "{\"toutes ces conditions\": [\"étudiant\", \"age > 12\", \"part > 20%\"]}",
          "{\"une de ces conditions\": [\"étudiant\", \"age > 12\"]}",
          "{\"variations\": [{\"si\": \"age < 10\", \"alors\": \"3 €/mois\"}, {\"si\": "
          "\"étudiant\", \"alors\": \"revenu\"}, {\"sinon\": \"0 €/an\"}]}",
          "{\"durée\": {\"depuis\": \"naissance\", \"unité\": \"an\"}}",
          "{\"durée\": {\"depuis\": \"naissance\", \"unité\": \"jour\"}}",
          "{\"durée\": {\"depuis\": \"naissance\", \"unité\": \"mois\"}}",
          "{\"durée\": {\"depuis\": \"29/02/1980\", \"jusqu'à\": \"naissance\", \"unité\": "
          "\"an\"}}",
          "{\"durée\": {\"depuis\": \"29/02/1980\", \"jusqu'à\": \"naissance\", \"unité\": "
          "\"trimestre\"}}",
          "{\"durée\": {\"depuis\": \"naissance\", \"unité\": \"trimestre civil\"}}",
          "{\"durée\": {\"depuis\": \"15/06/1990\", \"jusqu'à\": \"naissance\", \"unité\": \"année "
          "civile\"}}",
          "{\"le maximum de\": [\"age\", {\"valeur\": \"revenu / 100\", \"applicable si\": "
          "\"étudiant\"}, {\"valeur\": \"part\", \"applicable si\": \"age > 20\"}]}",
          "{\"le minimum de\": [{\"valeur\": \"revenu\", \"applicable si\": \"étudiant\"}, "
          "{\"valeur\": \"30 €/mois\", \"non applicable si\": \"age > 9\"}], \"plafond\": \"90 "
          "€/an\"}",
          "{\"est défini\": \"age\"}",
          "{\"est applicable\": \"étudiant\"}"})
        check_rule(rule);
}

TEST_CASE("brackets, with facts set and unset") {
    for (auto const* rule :
         {R"({"grille": {"assiette": "age", "tranches": [
             {"montant": "3 €", "plafond": 8},
             {"montant": "age * 2", "plafond": 20},
             {"montant": "non", "plafond": 30}]}})",
          R"({"grille": {"assiette": "revenu",
             "multiplicateur": "2 €/mois", "tranches": [
             {"montant": "étudiant", "plafond": 10},
             {"montant": "part", "plafond": 70},
             {"montant": "1 %"}]}})",
          R"({"grille": {"assiette": {"valeur": "age", "applicable si": "étudiant"}, "tranches": [
             {"montant": "revenu", "plafond": "part / 10"},
             {"montant": 5, "plafond": 25}]}})",
          R"({"barème": {"assiette": "revenu", "tranches": [
             {"taux": "10 %", "plafond": "50 €/mois"},
             {"taux": "part", "plafond": "1500 €/an"},
             {"taux": 0.4}]}})",
          R"({"barème": {"assiette": {"valeur": "revenu", "applicable si": "étudiant"},
             "multiplicateur": "100 €/an", "tranches": [
             {"taux": "0 %", "plafond": 2},
             {"taux": "7 %", "plafond": "age"},
             {"taux": "11 %", "plafond": 50}]}})",
          R"({"barème": {"assiette": "revenu",
             "multiplicateur": "age - 3", "tranches": [
             {"taux": "5 %", "plafond": "90 €/an"},
             {"taux": {"valeur": "20 %", "applicable si": "étudiant"}}]}})",
          R"({"taux progressif": {"assiette": "revenu", "tranches": [
             {"taux": "10 %", "plafond": "200 €/an"},
             {"taux": "part", "plafond": "100 €/mois"},
             {"taux": "80 %"}]}})",
          R"({"taux progressif": {"assiette": {"valeur": "age", "applicable si": "étudiant"},
             "multiplicateur": 2, "tranches": [
             {"taux": "1 %", "plafond": 3},
             {"taux": 0.3, "plafond": 12}]}})"})
        check_rule(rule);
}

TEST_CASE("what columns cannot tell is told one by one, and said") {
    std::string const model =
        std::string("{") + facts_model + ", \"but\": {\"texte\": \"{{ age }} ans\"}}";
    Program const program = asking::program(model);
    auto const drawn = facts(true);
    ColumnsRequest const request{today(), {}, facts_of(drawn), {"but"}};
    auto const plan = ColumnsPlan::make(program, request);
    REQUIRE(plan.ok());
    CHECK(plan.value().goals()[0].always_falls_back);
    CHECK(plan.value().goals()[0].fallback == "a text made by the rules");
    auto const tally = compare(program, request, drawn, 50);
    CHECK(tally.apart == 0);
    CHECK(tally.scalar == 50);
}

TEST_CASE("blocks of any length") {
    std::string const model = std::string("{") + facts_model + ", \"but\": \"revenu * age\"}";
    Program const program = asking::program(model);
    auto const drawn = facts(true);
    ColumnsRequest const request{today(), {}, facts_of(drawn), {"but"}};
    for (std::size_t const lanes : {1U, 2U, 3U, 127U, 128U, 129U, 300U})
        CHECK(compare(program, request, drawn, lanes).compared == lanes);
}

TEST_CASE("what cannot be asked is refused by name") {
    auto const day = today();
    CHECK(error_of({day, {{"âge", "3"}}, {}, {"age"}}) == "âge: no rule is named so");
    CHECK(error_of({day, {}, {{"âge"}}, {"age"}}) == "âge: no rule is named so");
    CHECK(error_of({day, {{"age", "3"}}, {{"age"}}, {"age"}}) == "age: the fact is given twice");
    CHECK(
        error_of({day, {{"age", "revenu"}}, {}, {"age"}}) ==
        "age: the answer of all lanes is no literal"
    );
    CHECK(
        error_of({day, {}, {{"statut", VaryingFact::Kind::text}}, {"age"}}) ==
        "statut: a text without texts, or with more than 30 000"
    );
    CHECK(error_of({day, {}, {}, {"aucune"}}) != "");
}

TEST_CASE("a lane's answer of another kind is refused by the name of the fact") {
    Program const program = asking::program(std::string("{") + facts_model + "}");
    ColumnsRequest const request{
        today(), {}, {{"étudiant", VaryingFact::Kind::boolean}}, {"étudiant"}};
    auto const plan = ColumnsPlan::make(program, request);
    REQUIRE(plan.ok());
    ColumnsRunner runner(plan.value());
    auto const run = [&](std::vector<double> const& values) {
        std::vector<std::span<double const>> const columns{values};
        auto const done = runner.run(columns);
        return done.ok() ? "" : done.error().rule;
    };
    CHECK(run({0, 1}) == "");
    CHECK(run({0, 0.5}) == "étudiant");
    CHECK(run({2}) == "étudiant");
    CHECK(run({unset}) == "étudiant");
    CHECK(run(std::vector<double>(ColumnsRunner::block_lanes + 1)) == "étudiant");
}
