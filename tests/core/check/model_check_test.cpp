// Goal: each check finds what it is for, at its place, and leaves good rules alone. Method: small
// models, one bad and one good for each code; what is found is written `code rule line:column`.
#include "core/check/model_check.h"

#include "core/wire/model_json.h"

#include <doctest/doctest.h>

#include <string>

namespace {

using prevenance::Finding;
using prevenance::Severity;

prevenance::ModelReview review(std::string const& model) {
    auto const read = prevenance::parse_model_json(model);
    if (!read.ok()) FAIL(read.error().message);
    prevenance::Source none;
    auto const today = prevenance::parse_iso_day("2026-11-24").value();
    return prevenance::review_model(read.value(), none, today);
}

std::string written(Finding const& finding) {
    return std::string(kind_of(finding.code).name) + ' ' + finding.rule + ' ' +
        std::to_string(finding.position.line) + ':' + std::to_string(finding.position.column);
}

/// Errors and warnings, a line each.
std::string check(std::string const& model) {
    std::string text;
    for (auto const& finding : review(model).findings)
        if (kind_of(finding.code).severity != Severity::note)
            text += (text.empty() ? "" : "\n") + written(finding);
    return text;
}

/// The rules with a note of that code, in order.
std::string noted(std::string const& code, std::string const& model) {
    std::string text;
    for (auto const& finding : review(model).findings)
        if (kind_of(finding.code).name == code) text += (text.empty() ? "" : ", ") + finding.rule;
    return text;
}

/// Of the first error or warning.
std::string remedy(std::string const& model) {
    for (auto const& finding : review(model).findings)
        if (kind_of(finding.code).severity != Severity::note) return finding.remedy;
    return "";
}

TEST_CASE("syntax: every rule that cannot be read") {
    CHECK(
        check("{\"a\": \"1 +\",\n \"b\": 2,\n \"c\": {\"somme\": 3}}") ==
        "syntax a 1:7\nsyntax c 3:17"
    );
    CHECK(check("{\"a . b\": 1}") == "syntax a . b 1:2"); // Its parent does not exist.
    CHECK(check(R"({"a": "1 + 1"})") == "");
}

TEST_CASE("unknown-name: every name, with a suggestion") {
    auto const model = "{\"prix\": {\"question\": \"?\"},\n\"a\": \"prx * 2\",\n\"b\": \"zzz\"}";
    CHECK(check(model) == "unknown-name a 2:6\nunknown-name b 3:6");
    CHECK(remedy(model) == "did you mean 'prix'?");
    CHECK(check(R"({"prix": {"question": "?"}, "a": "prix * 2"})") == "");
}

TEST_CASE("misspelt-key: almost a key of the language") {
    auto const model = "{\"a\": {\"valeur\": \"1 €\",\n \"plaond\": \"2 €\"}}";
    CHECK(check(model) == "misspelt-key a 2:2");
    CHECK(remedy(model) == "did you mean 'plafond'?");
    CHECK(check(R"({"a": {"valeur": 1, "unite": "€"}})") == "misspelt-key a 1:21");
    CHECK(check(R"({"a": {"valeur": 1, "par defaut": 2}})") == "misspelt-key a 1:21");
    CHECK(check(R"({"a": {"valeur": 1, "note": "n", "titre": "t", "icônes": "i"}})") == "");
    // Often used, it is a key of the pack's own.
    CHECK(check(R"({"a": {"valeurs": 1}, "b": {"valeurs": 1}, "c": {"valeurs": 1},
                    "d": {"valeurs": 1}, "e": {"valeurs": 1}})") == "");
}

TEST_CASE("unreachable-branch: a condition that stands twice") {
    CHECK(check(R"({"x": {"question": "?"}, "y": {"question": "?"}, "a": {"variations": [
{"si": "x", "alors": 1},
{"si": "y", "alors": 2},
{"si": "x", "alors": 3},
{"sinon": 4}]}})") == "unreachable-branch a 4:8");
    CHECK(check(R"({"x": {"question": "?"}, "y": {"question": "?"}, "a": {"variations": [
            {"si": {"toutes ces conditions": ["x", "y"]}, "alors": 1},
            {"si": "x", "alors": 2}, {"si": "y", "alors": 3}, {"sinon": 4}]}})") == "");
}

TEST_CASE("unreachable-branch: after the general case, and what never holds") {
    CHECK(check(R"({"x": {"question": "?"}, "a": {"variations": [
{"sinon": 4},
{"si": "x", "alors": 1}]}})") == "unreachable-branch a 3:22");
    CHECK(check(R"({"SMIC": "12 €/heure", "a": {"variations": [
{"si": "SMIC > 20 €/heure", "alors": 1},
{"sinon": 4}]}})") == "unreachable-branch a 2:8");
}

TEST_CASE("unreachable-branch: a narrower case after a wider one") {
    auto const cases = [](std::string const& first, std::string const& second) {
        return check(
            R"({"âge": {"question": "?"}, "a": {"variations": [)"
            "\n{\"si\": \"" +
            first + "\", \"alors\": 1},\n{\"si\": \"" + second +
            "\", \"alors\": 2},\n{\"sinon\": 3}]}}"
        );
    };
    CHECK(cases("âge < 25", "âge < 20") == "unreachable-branch a 3:8");
    CHECK(cases("âge >= 25", "âge = 25") == "unreachable-branch a 3:8");
    CHECK(cases("25 > âge", "âge <= 24") == "unreachable-branch a 3:8");
    CHECK(cases("âge < 25", "âge <= 25") == "");
    CHECK(cases("âge < 20", "âge < 25") == "");
}

TEST_CASE("bracket-gap: between two cases") {
    auto const cases = [](std::string const& second, std::string const& last) {
        return check(
            R"({"âge": {"question": "?"}, "a": {"variations": [)"
            "\n{\"si\": \"âge < 25\", \"alors\": 1},\n{\"si\": \"" +
            second + "\", \"alors\": 2}" + last + "]}}"
        );
    };
    CHECK(cases("âge > 25", "") == "bracket-gap a 2:8");
    CHECK(cases("âge >= 25", "") == "");
    CHECK(cases("âge > 25", ",{\"sinon\": 3}") == "");
    CHECK(check(R"({"n": {"question": "?"}, "a": {"variations": [
            {"si": "n = 1", "alors": 1}, {"si": "n = 2", "alors": 2}]}})") == "");
}

TEST_CASE("constant-condition: always or never, unless oui or non is written there") {
    CHECK(check(R"({"SMIC": "12 €/heure",
"a": {"applicable si": "SMIC > 10 €/heure", "valeur": 1}})") == "constant-condition a 2:24");
    CHECK(check(R"({"a": {"applicable si": "non", "valeur": 1}})") == "");
    CHECK(check(R"({"a": {"moyenne": [1, 2]}})") == "");
    // Rules that somebody may answer are not constant.
    CHECK(check(R"({"SMIC": {"par défaut": "12 €/heure"},
            "a": {"applicable si": "SMIC > 10 €/heure", "valeur": 1}})") == "");
    CHECK(check(R"({"SMIC": "12 €/heure", "b": {"valeur": "a", "contexte": {"SMIC": 9}},
            "a": {"applicable si": "SMIC > 10 €/heure", "valeur": 1}})") == "");
}

TEST_CASE("impossible-value: none of the possible answers") {
    auto const model = [](std::string const& text) {
        return R"({"type": {"question": "?", "une possibilité": ["'cargo'", "'pliant'"]},)"
               "\n\"a\": \"type = '" +
            text + "'\"}";
    };
    CHECK(check(model("pliable")) == "impossible-value a 2:6");
    CHECK(remedy(model("pliable")) == "use one of: 'cargo', 'pliant'");
    CHECK(check(model("pliant")) == "");
    CHECK(check(model("cargo . long")) == ""); // A possibility of a possibility.
}

TEST_CASE("repeated-item: added or tested twice") {
    CHECK(check(R"({"x": {"question": "?"}, "y": {"question": "?"}, "a": {"somme": [
"x",
"y",
"x"]}})") == "repeated-item a 4:1");
    CHECK(check(R"({"x": {"question": "?"}, "y": {"question": "?"},
"a": {"toutes ces conditions": ["x", "y", "x"]}})") == "repeated-item a 2:43");
    CHECK(check(R"({"x": {"question": "?"}, "a": {"somme": ["x", "2 * x"]}})") == "");
}

TEST_CASE("bracket-order: brackets that do not rise") {
    auto const scale = [](std::string const& second) {
        return check(
            R"({"r": {"question": "?", "unité": "€/an"}, "a": {"barème": {"assiette": "r",)"
            R"("tranches": [{"taux": "0 %", "plafond": "1000 €/an"},)"
            "\n{\"taux\": \"10 %\"" +
            second + "},{\"taux\": \"20 %\"}]}}}"
        );
    };
    CHECK(scale(", \"plafond\": \"900 €/an\"") == "bracket-order a 2:29");
    CHECK(scale(", \"plafond\": \"1000 €/an\"") == "bracket-order a 2:29");
    CHECK(scale("") == "bracket-order a 2:10");
    CHECK(scale(", \"plafond\": \"100 €/mois\"") == "");
}

TEST_CASE("bracket-end: a grille that stops") {
    auto const grid = [](std::string const& end) {
        return noted(
            "bracket-end",
            R"({"r": {"question": "?"}, "a": {"grille": {"assiette": "r", "tranches": [)"
            R"({"montant": 1, "plafond": 10}, {"montant": 2)" +
                end + "}]}}}"
        );
    };
    CHECK(grid(", \"plafond\": 20") == "a");
    CHECK(grid("") == "");
}

TEST_CASE("unit-clash: added, compared, converted, and through rules") {
    CHECK(check(R"({"p": {"question": "?", "unité": "€"},
"a": "p + 3 kg"})") == "unit-clash a 2:6");
    CHECK(check(R"({"p": {"question": "?", "unité": "€"},
"a": "p > 3 €/mois"})") == "unit-clash a 2:6");
    CHECK(check(R"({"p": {"par défaut": "3 m2",
"unité": "m²"}})") == "unit-clash p 1:23");
    CHECK(check(R"({"p": "3 €", "n": "2 enfant", "b": "p / n",
"a": {"valeur": "b",
"plafond": "10 €"}})") == "unit-clash a 3:12");
    CHECK(check(R"({"p": "3 €/mois", "n": "2 mois", "a": "p * n + 3 €", "b": "10 % * p + 1 €/an",
        "c": "p + 10 %", "d": "p + 5", "e": {"valeur": "p", "plancher": 0, "plafond": "1 €/an"}
        })") == "");
}

TEST_CASE("cycle: whatever the conditions, or only when some meet") {
    CHECK(check(R"({"a": "b + 1",
"b": "2 * a"})") == "cycle a 1:2");
    CHECK(check(R"({"x": {"valeur": "x"}})") == "cycle x 1:2");
    auto const possible = R"({"c": {"question": "?"},
        "a": {"variations": [{"si": "c", "alors": "b"}, {"sinon": 1}]},
        "b": {"variations": [{"si": "c", "alors": 2}, {"sinon": "a"}]}})";
    CHECK(check(possible) == "");
    CHECK(noted("possible-cycle", possible) == "a");
    CHECK(check(R"({"a": {"valeur": "b + 1", "résoudre la référence circulaire": "oui"},
        "b": "0.5 * a"})") == "");
    CHECK(check(R"({"a": "1", "b": {"remplace": "a", "valeur": "a + 1"}, "c": "a"})") == "");
}

TEST_CASE("unused-rule: neither used, nor asked, nor expected by an example") {
    CHECK(noted("unused-rule", R"({"x": {"question": "?"}, "a": "x", "b": "a"})") == "b");
    CHECK(
        noted(
            "unused-rule",
            R"({"a": {"valeur": 1, "exemples": [{"attendu": 1}]}, "b": 2,
                "c": {"valeur": 3, "remplace": "d"}, "d": 4, "e": {"valeur": "d",
                "exemples": [{"attendu": 3}]}, "f": null, "f . g": {"question": "?"},
                "h": {"question": "?", "une possibilité": ["i", "j"]}, "h . i": null,
                "h . j": null})"
        ) == "b"
    );
}

TEST_CASE("missing-example: only in packs that have some") {
    auto const rules = R"("x": {"question": "?"}, "a": "b", "b": 1, "c": "2 * x")";
    CHECK(noted("missing-example", std::string("{") + rules + "}") == "");
    CHECK(
        noted(
            "missing-example",
            std::string(R"({"g": {"valeur": "a", "exemples": [{"attendu": 1}]}, )") + rules + "}"
        ) == "c"
    );
}

TEST_CASE("missing-source: those of an ancestor count") {
    CHECK(
        noted(
            "missing-source",
            R"({"n": {"références": {"CASF, L. 262-2": "https://x"}}, "n . a": 1, "b": 2,
                "c": {"valeur": 3, "lien": "https://x"}, "d": {"question": "?"}})"
        ) == "b"
    );
}

TEST_CASE("bad-example: at its place") {
    CHECK(check(R"({"a": {"valeur": 1, "exemples": [
{"attendue": 1}]}})") == "bad-example a 2:2");
}

TEST_CASE("rules are counted, findings stand in the order of the file") {
    auto const found = review("{\"a\": \"3 € + 1 kg\",\n\"b\": {\"valeur\": 1, \"unite\": \"€\"}}");
    CHECK(found.rules == 2);
    REQUIRE(found.findings.size() >= 2);
    for (std::size_t i = 1; i < found.findings.size(); ++i)
        CHECK(found.findings[i - 1].position.line <= found.findings[i].position.line);
}

} // namespace
