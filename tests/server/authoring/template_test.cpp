// Goal: what `pour chaque` and `selon la date` write out is the plain Publicodes a person would
// have written, and a slip is told with its place. Method: pairs of YAML texts, compared as trees.
#include "server/authoring/template.h"

#include "core/wire/model_json.h"
#include "server/authoring/model_file.h"

#include <doctest/doctest.h>

#include <string>

namespace {

using namespace prevenance; // NOLINT: a test reads better without the name on every line.

bool same(Source const& left, Source const& right) {
    if (left.kind != right.kind || left.keys != right.keys || left.text != right.text ||
        left.items.size() != right.items.size())
        return false;
    for (std::size_t i = 0; i < left.items.size(); ++i)
        if (!same(left.items[i], right.items[i])) return false;
    return true;
}

void check_expands(std::string const& written, std::string const& plain) {
    CAPTURE(written);
    auto const expanded = expand_templates(parse_model_yaml(written).value());
    REQUIRE(expanded.ok());
    CHECK(same(expanded.value(), parse_model_yaml(plain).value()));
}

void check_refused(std::string const& written, std::string const& words) {
    CAPTURE(written);
    auto const expanded = expand_templates(parse_model_yaml(written).value());
    REQUIRE_FALSE(expanded.ok());
    CHECK(expanded.error().code == ErrorCode::bad_input);
    CHECK(expanded.error().message.find(words) != std::string::npos);
}

} // namespace

TEST_CASE("a rule is copied for each value, in its place and in order") {
    check_expands(
        "a: 1\n\"enfant {n} . âge\":\n  pour chaque: { n: 1..2 }\n  valeur: b {n}\nz: 2",
        "a: 1\nenfant 1 . âge:\n  valeur: b 1\nenfant 2 . âge:\n  valeur: b 2\nz: 2"
    );
    check_expands(
        "\"{p} . m{n}\":\n  pour chaque: { p: [x, y], n: 1..2 }\n  titre: '{p} {n}'",
        "x . m1: { titre: 'x 1' }\nx . m2: { titre: 'x 2' }\n"
        "y . m1: { titre: 'y 1' }\ny . m2: { titre: 'y 2' }"
    );
}

TEST_CASE("a value may have words of its own, which may name it") {
    check_expands(
        "\"{p} . m{n}\":\n  pour chaque: { p: [x], n: { 0: now, 1..2: '{n} ago' } }\n"
        "  titre: '{p}, {n en mots}'\n  valeur: b {n}",
        "x . m0: { titre: 'x, now', valeur: b 0 }\nx . m1: { titre: 'x, 1 ago', valeur: b 1 }\n"
        "x . m2: { titre: 'x, 2 ago', valeur: b 2 }"
    );
    check_refused("a {n}: { pour chaque: { n: { 1: [] } }, valeur: b }", "expected a text");
    check_refused(
        "a {n}:\n  pour chaque: { n: 1..2 }\n  titre: A, {n en mots}\n  valeur: 1",
        "line 3, column 10: no value gives '{n en mots}' its words"
    );
    check_refused("a {n}: { pour chaque: { n: {} }, valeur: b }", "expected a list");
}

TEST_CASE("an item of a list is copied; one that is only a value becomes that value") {
    check_expands(
        "a:\n  somme:\n    - x\n    - pour chaque: { n: 1..2 }\n      valeur: b {n}\n    - y",
        "a:\n  somme: [x, b 1, b 2, y]"
    );
    check_expands(
        "a:\n  somme:\n    - pour chaque: { n: [7] }\n      valeur: b {n}\n      plafond: 3",
        "a:\n  somme:\n    - valeur: b 7\n      plafond: 3"
    );
}

TEST_CASE("a copy may hold further copies") {
    check_expands(
        "\"a {n}\":\n  pour chaque: { n: [1] }\n  somme:\n"
        "    - pour chaque: { k: 2..3 }\n      valeur: b {n} {k}",
        "a 1:\n  somme: [b 1 2, b 1 3]"
    );
}

TEST_CASE("a scale by date becomes variations, the newest day first") {
    check_expands(
        "a:\n  selon la date:\n    2025-04-01: 1 €\n    2026-04-01: 2 €",
        "a:\n  variations:\n    - { si: date >= 01/04/2026, alors: 2 € }\n"
        "    - { si: date >= 01/04/2025, alors: 1 € }"
    );
}

TEST_CASE("a scale may be the one of some months before") {
    check_expands(
        "a:\n  selon la date:\n    il y a: 3 mois\n    2025-11-30: 1 €\n    2026-04-01: 2 €",
        "a:\n  variations:\n    - { si: date >= 01/07/2026, alors: 2 € }\n"
        "    - { si: date >= 28/02/2026, alors: 1 € }"
    );
    check_refused("a:\n  selon la date: { il y a: deux, 2025-01-01: 1 }", "expected `il y a");
}

TEST_CASE("what is plain stays as it was") {
    check_expands("a:\n  texte: 'b {{ c }} d'\nc: 1 €", "a:\n  texte: 'b {{ c }} d'\nc: 1 €");
}

TEST_CASE("a slip is told with its place") {
    check_refused("\"a {n}\":\n  valeur: 1", "nothing gives the variable of 'a {n}'");
    check_refused("a:\n  pour chaque: { n: 1..2 }\n  valeur: 1", "'a' stands twice");
    check_refused("a:\n  pour chaque: 3\n  valeur: 1", "line 2, column 16: expected `pour chaque");
    check_refused("a:\n  pour chaque: { n: 3..1 }\n  valeur: 1", "a range such as 1..8");
    check_refused("a:\n  pour chaque: { n: 1..9999999 }\n  valeur: 1", "a range such as 1..8");
    check_refused("a:\n  pour chaque: { n: [[1]] }\n  valeur: 1", "expected a text or a number");
    check_refused("a:\n  selon la date: 3", "expected `selon la date");
    check_refused("a:\n  selon la date: { avril: 3 }", "'avril' is no YYYY-MM-DD");
}
