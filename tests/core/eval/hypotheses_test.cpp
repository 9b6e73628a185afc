// Goal: what is worth something else under a hypothesis follows the language: contexts, inversions
// and circular references. Method: rows whose answers the reference engine gave; then models that
// nest hypotheses without end.
#include "tests/core/eval/asking.h"

using namespace asking; // NOLINT: a vocabulary for tables.

TEST_CASE("contexte: the rules it sets are set for its value alone") {
    char const* const tax =
        R"({"prix": "100 €", "taux": "20 %", "taxe": "prix * taux",
            "taxe réduite": {"valeur": "taxe", "contexte": {"taux": "10 %"}}})";
    char const* const twice =
        R"({"a": "1", "b": "a * 2", "c": {"valeur": "b", "contexte": {"a": "a + 1"}}})";
    char const* const unknown =
        R"({"a": null, "b": "a * 2", "x": null, "c": {"valeur": "b", "contexte": {"a": "x"}}})";
    char const* const nested =
        R"({"a": null, "b": {"valeur": "a", "contexte": {"a": "2"}},
            "c": {"valeur": "b + a", "contexte": {"a": "3"}}})";
    check<8>({
        {tax, "{}", "taxe réduite", "10 €"},
        {tax, "{}", "taxe + taxe réduite", "30 €"},
        {twice, "{}", "c", "4"},
        {twice, R"({"a": 5})", "c", "12"},
        {unknown, "{}", "c", "undefined | a"},
        {nested, "{}", "c", "5"},
        {R"({"a": "2", "b": {"valeur": "b + a", "contexte": {"a": "3"}}})", "{}", "b", "6"},
        {R"({"a": "oui", "a . b": "4", "c": {"valeur": "a . b", "contexte": {"a": "non"}}})",
         "{}",
         "c",
         "null"},
    });
}

TEST_CASE("contexte: a private rule cannot be set") {
    CHECK(
        ask(R"({"a": {"privé": "oui", "valeur": 1}, "c": {"valeur": "a", "contexte": {"a": 3}}})",
            "{}",
            "c") == "error: 'a' is private: no hypothesis can be made about it"
    );
}

TEST_CASE("inversion numérique: the value that gives a known result") {
    char const* const pay =
        R"({"net": "brut * 77 %", "brut": {"unité": "€/mois", "inversion numérique": ["net"]}})";
    char const* const scale =
        R"({"net": {"barème": {"assiette": "brut",
                               "tranches": [{"taux": "80 %", "plafond": 1000}, {"taux": "50 %"}]}},
            "brut": {"unité": "€/mois", "inversion numérique": ["net"]}})";
    char const* const bounded =
        R"({"net": "brut ** 2", "brut": {"inversion numérique": {"avec": ["net"], "min": 0,
            "max": 10}}})";
    char const* const cost =
        R"({"net": "brut - cotisations", "brut": {"inversion numérique": ["net", "coût"]},
            "coût": "brut * 1.4", "cotisations": "brut * 20 %"})";
    check<6>({
        {pay, R"({"net": "2000 €/mois"})", "brut", "2597.4025974025976 €/mois"},
        {pay, "{}", "brut", "undefined €/mois | net, brut"},
        {pay, R"({"brut": "100 €/mois"})", "net", "77 €/mois"},
        {scale, R"({"net": "1200 €/mois"})", "brut", "1800 €/mois"},
        {bounded, R"({"net": "400"})", "brut", "undefined | brut"},
        {cost, R"({"coût": "140"})", "net", "80.00000000000001"},
    });
}

TEST_CASE("résoudre la référence circulaire: the value that gives itself") {
    check<4>({
        {R"({"fx": "200 - x", "x": {"valeur": "fx", "résoudre la référence circulaire": "oui"}})",
         "{}",
         "x",
         "100"},
        {R"({"impôt": {"valeur": "(revenu - impôt) * 10 %",
                       "résoudre la référence circulaire": "oui"}, "revenu": "1100 €"})",
         "{}",
         "impôt",
         "100 €"},
        // Where there is none, the bisection's last point, as the reference engine gives it.
        {R"({"x": {"valeur": "x + 1", "résoudre la référence circulaire": "oui"}})",
         "{}",
         "x",
         "66333332.32998848"},
        {R"({"x": {"valeur": "y - x", "résoudre la référence circulaire": "oui"}, "y": null})",
         "{}",
         "x",
         "undefined | y"},
    });
}

TEST_CASE("hypotheses without end end in an error") {
    // Each context changes what the other one starts from.
    CHECK(ask(R"({"a": "1", "b": {"valeur": "c", "contexte": {"a": "a + 1"}},
                "c": {"valeur": "b", "contexte": {"a": "a + 2"}}})",
              "{}",
              "b")
              .starts_with("error: the rules call each other"));
    // Each search asks for a whole search of the rule before it.
    std::string model = R"({"a0": "1")";
    for (int i = 1; i <= 12; ++i) {
        auto const name = "a" + std::to_string(i);
        auto const before = "a" + std::to_string(i - 1);
        model += ", \"" + name + "\": {\"valeur\": \"(" + before + " + " + name +
            ") / 2\", \"résoudre la référence circulaire\": \"oui\"}";
    }
    CHECK(ask(model + "}", "{}", "a2") == "0.999999999650754");
    CHECK(ask(model + "}", "{}", "a12").starts_with("error: the rules call each other"));
}
