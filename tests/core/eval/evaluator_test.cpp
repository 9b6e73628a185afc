// Goal: values, units and missing facts follow the language, mechanism by mechanism. Method: one
// model, one situation and one question a row; the answer is written `value unit | missing`.
#include "tests/core/eval/asking.h"

using namespace asking; // NOLINT: a vocabulary for tables.

TEST_CASE("expressions: priorities, units, comparisons") {
    char const* const empty = R"({"x": null})";
    check<14>({
        {empty, "{}", "1 + 2 * 3", "7"},
        {empty, "{}", "2 ** 3 ** 2", "512"},
        {empty, "{}", "-2 ** 2", "4"},
        {empty, "{}", "7 // 2", "3"},
        {empty, "{}", "1 < 2 < 3", "oui"},
        {empty, "{}", "'a' = 'b'", "'a' = 'b'"},
        {empty, "{}", "100 € + 10%", "110.00000000000001 €"},
        {empty, "{}", "50% * 50%", "25 %"},
        {empty, "{}", "1200 €/an + 100 €/mois", "2400 €/an"},
        {empty, "{}", "10 € / 4", "2.5 €"},
        {empty, "{}", "01/02/2024 < 03/2024", "oui"},
        {empty, "{}", "x", "undefined | x"},
        {empty, "{}", "x + 1 €", "undefined € | x"},
        {empty, "{}", "1 / 0", "error: division by zero"},
    });
}

TEST_CASE("what does not apply, and what is not known") {
    char const* const model = R"({
        "n": {"valeur": "1", "applicable si": "non"}, "u": null, "d": {"par défaut": 7}})";
    check<11>({
        {model, "{}", "n + 3", "3"},
        {model, "{}", "n * 3", "null"},
        {model, "{}", "n * 0", "null"},
        {model, "{}", "0 * u", "0"},
        {model, "{}", "u * 0", "0"},
        {model, "{}", "n = non", "oui"},
        {model, "{}", "d", "7 | d"},
        {model, R"({"d": 8})", "d", "8"},
        {model, R"({"d": null})", "d", "7 | d"},
        {model, R"({"inconnue": 1})", "d", "error: no rule is named so"},
        {model,
         R"({"d": "1 +"})",
         "d",
         "error: in the expression '1 +', at letter 2: expected an operator with a blank on each "
         "side, or the end"},
    });
}

TEST_CASE("chained mechanisms keep their order, whatever the order on the page") {
    check<8>({
        {R"({"a": {"valeur": "10 €", "plafond": "7 €"}})", "{}", "a", "7 €"},
        {R"({"a": {"valeur": "7 €/mois", "plafond": "12 €/an"}})", "{}", "a", "12 €/an"},
        {R"({"a": {"valeur": "2.345 €", "arrondi": "2 décimales"}})", "{}", "a", "2.35 €"},
        {R"({"a": {"valeur": "2.5", "arrondi": "oui"}})", "{}", "a", "3"},
        {R"({"a": {"valeur": "100 €", "abattement": "20%"}})", "{}", "a", "80 €"},
        {R"({"a": {"valeur": "10", "plancher": 20}})", R"({"a": 5})", "a", "20"},
        {R"({"a": {"valeur": "12", "unité": "€/an"}})", "{}", "a + 1 €/mois", "24 €/an"},
        {R"({"a": {"valeur": "1", "non applicable si": "b"}, "b": null})",
         "{}",
         "a",
         "undefined | b"},
    });
}

TEST_CASE("lists: sums, products, extremes, conditions") {
    check<9>({
        {R"({"a": {"somme": ["0.1", "0.2", "0.3"]}})", "{}", "a", "0.6"},
        {R"({"a": {"produit": ["2", "3 €"]}})", "{}", "a", "6 €"},
        {R"({"a": {"moyenne": ["1", "3"]}})", "{}", "a", "2"},
        {R"({"a": {"le maximum de": ["1", "3", "2"]}})", "{}", "a", "3"},
        {R"({"a": {"le minimum de": ["n", "3", "2"]}, "n": {"valeur": "0", "applicable si": "non"}})",
         "{}",
         "a",
         "2"},
        {R"({"a": {"toutes ces conditions": ["oui", "b"]}, "b": null})",
         "{}",
         "a",
         "undefined | b"},
        {R"({"a": {"toutes ces conditions": ["b", "non"]}, "b": null})", "{}", "a", "non"},
        {R"({"a": {"une de ces conditions": ["b", "oui"]}, "b": null})", "{}", "a", "oui"},
        {R"({"a": {"variations": [{"si": "b", "alors": "1"}, {"sinon": "2"}]}, "b": "non"})",
         "{}",
         "a",
         "2"},
    });
}

TEST_CASE("brackets: scales, grids and progressive rates") {
    char const* const model = R"({
        "r": null,
        "impôt": {"barème": {"assiette": "r", "tranches": [
            {"taux": "0%", "plafond": "1000 €"}, {"taux": "10%", "plafond": "2000 €"},
            {"taux": "20%"}]}},
        "aide": {"grille": {"assiette": "r", "tranches": [
            {"montant": "500 €", "plafond": "1000 €"}, {"montant": "200 €", "plafond": "2000 €"}]}},
        "taux": {"taux progressif": {"assiette": "r", "tranches": [
            {"taux": "0%", "plafond": 100}, {"taux": "10%", "plafond": 200}]}}})";
    check<10>({
        {model, R"({"r": "3000 €"})", "impôt", "300 €"},
        {model, R"({"r": "1500 €"})", "impôt", "50 €"},
        {model, "{}", "impôt", "undefined | r"},
        {model, R"({"r": "999 €"})", "aide", "500 €"},
        {model, R"({"r": "1000 €"})", "aide", "200 €"},
        {model, R"({"r": "2000 €"})", "aide", "undefined | aide"},
        {model, "{}", "aide", "undefined € | r"},
        {R"({"r": null, "g": {"grille": {"assiette": "r", "tranches": [
            {"montant": "5", "plafond": 10}, {"montant": "7 €"}]}}})",
         "{}",
         "g",
         "undefined | r"},
        {model, R"({"r": 150})", "taux", "5 %"},
        {model, R"({"r": 500})", "taux", "10 %"},
    });
}

TEST_CASE("parents disable their children, replacements hold where they say") {
    check<6>({
        {R"({"p": "non", "p . x": "5"})", "{}", "p . x", "null"},
        {R"({"p": {"question": "?"}, "p . x": "5"})", "{}", "p . x", "5 | p"},
        {R"({"p": {"applicable si": "q"}, "p . x": "5", "q": null})", "{}", "p . x", "5"},
        {R"({"a": "1", "b": {"valeur": "2", "remplace": "a"}, "c": "a"})", "{}", "c", "2"},
        {R"({"a": "1", "b": {"valeur": "2", "remplace": {"références à": "a", "dans": "c"}},
            "c": "a", "d": "a"})",
         "{}",
         "c - d",
         "1"},
        {R"({"a": "1", "b": {"valeur": "oui", "rend non applicable": "a"}, "c": "a + 5"})",
         "{}",
         "c",
         "5"},
    });
}

TEST_CASE("texts, dates, possibilities") {
    check<6>({
        {R"({"a": {"texte": "Vous avez {{ 1500 € }}."}})",
         "{}",
         "a",
         "'Vous avez 1\u202F500\u00A0€.'"},
        {R"({"a": {"durée": {"depuis": "01/11/2026", "unité": "jour"}}})", "{}", "a", "23 jour"},
        {R"({"t": {"une possibilité": ["a", "b"], "avec": {"a": null, "b": null}}})",
         R"({"t": "'b'"})",
         "t = 'b'",
         "oui"},
        {R"({"t": {"une possibilité": ["'a'", "'b'"]}, "x": {"=": ["t", "'b'"]}})",
         R"({"t": "'b'"})",
         "x",
         "oui"},
        {R"({"d": {"valeur": "31/12/2025"}})", "{}", "d", "'31/12/2025'"},
        {R"({"a": {"est non défini": "b"}, "b": null})", "{}", "a", "oui | b"},
    });
}

TEST_CASE("a choice among rules may be not applicable only when each of them may be") {
    auto const model = [](std::string const& second) {
        return R"({"u": null, "x": "t * 2", "x . y": 3, "t": {"une possibilité": ["a", "b"], "avec": {
            "a": {"non applicable si": "u"}, "b": )" +
            second + "}}}";
    };
    std::string const nothing = R"({"t": {"valeur": "'a'", "non applicable si": "oui"}})";
    CHECK(ask(model(R"({"non applicable si": "u"})"), nothing, "x . y") == "null");
    CHECK(ask(model("null"), nothing, "x . y") == "3");
}

TEST_CASE("a cycle is undefined, and the run goes on") {
    CHECK(ask(R"({"a": "b + 1", "b": "a + 1"})", "{}", "a") == "undefined | b");
    Program const rules = program(R"({"a": "1 / x", "x": null})");
    Evaluator evaluator(rules, today());
    REQUIRE(evaluator.answer("x", "0").ok());
    CHECK_FALSE(evaluator.evaluate("a").ok());
    REQUIRE(evaluator.answer("x", "4").ok());
    CHECK(written(evaluator.evaluate("a").value()) == "0.25");
}

TEST_CASE("clashing units and cycles are told, and give what the reference engine gives") {
    Program const rules = program(R"({"a": "3 € + 2 an", "b": "c + 1", "c": "b + 1"})");
    Evaluator evaluator(rules, today());
    auto const sum = evaluator.evaluate("a");
    REQUIRE(sum.ok());
    CHECK(written(sum.value()) == "5 €");
    REQUIRE(sum.value().warnings.size() == 1);
    CHECK(
        prevenance::describe(sum.value().warnings[0]) ==
        "rule 'a': the units 'an' and '€' clash; convert one of the two with 'unité'"
    );
    auto const cycle = evaluator.evaluate("b");
    REQUIRE(cycle.ok());
    REQUIRE_FALSE(cycle.value().warnings.empty());
    CHECK(cycle.value().warnings[0].message == "the rule needs its own value: a cycle");
}

TEST_CASE("a chain too long to follow ends in an error") {
    std::string model = "{\"r3000\": 1";
    for (int i = 2999; i > 0; --i)
        model += ", \"r" + std::to_string(i) + "\": \"1 + r" + std::to_string(i + 1) + "\"";
    Program const rules = program(model + "}");
    Evaluator evaluator(rules, today());
    auto const outcome = evaluator.evaluate("r1");
    REQUIRE_FALSE(outcome.ok());
    CHECK(outcome.error().code == prevenance::RulesErrorCode::limit);
    CHECK(written(evaluator.evaluate("r2950").value()) == "51");
}

TEST_CASE("answers: replaced, taken back, and kept when a new one is wrong") {
    Program const rules = program(R"({"x": {"unité": "€"}, "y": {"par défaut": "2 * x"}})");
    Evaluator evaluator(rules, today());
    CHECK(written(evaluator.evaluate("y").value()) == "undefined € | x, y");
    REQUIRE(evaluator.answer("x", "5").ok());
    CHECK(written(evaluator.evaluate("y").value()) == "10 € | y");
    REQUIRE_FALSE(evaluator.answer("x", "1 ++ 2").ok());
    CHECK(written(evaluator.evaluate("y").value()) == "10 € | y");
    REQUIRE(evaluator.answer("x", "6").ok());
    REQUIRE(evaluator.prepare("y + 1").ok());
    CHECK(written(evaluator.evaluate("y + 1").value()) == "13 € | y");
    evaluator.forget("x");
    CHECK(written(evaluator.evaluate("y").value()) == "undefined € | x, y");
    auto const unknown = evaluator.answer("z", "1");
    REQUIRE_FALSE(unknown.ok());
    CHECK(unknown.error().code == prevenance::RulesErrorCode::situation);
}
