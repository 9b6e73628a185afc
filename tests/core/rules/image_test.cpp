// Goal: a program read from its image is the program that was written, and damaged images are
// refused or harmless. Method: models with every kind of node, written, read, written again and
// evaluated; then every image cut short, and with each byte changed.
#include "core/rules/image.h"

#include "tests/core/eval/asking.h"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>

using namespace asking; // NOLINT: a vocabulary for tables.

namespace {

char const* const everything = R"({
    "prix": {"question": "?", "unité": "€", "titre": "Prix", "description": "Ce que l'on paie."},
    "genre": {"une possibilité": ["'neuf'", "'occasion'"], "par défaut": "'neuf'"},
    "remise": "prix * 10 % + 0.125 €",
    "net": {"valeur": "prix - remise", "plafond": "1000 €", "plancher": 0, "arrondi": "oui"},
    "brut": {"unité": "€", "inversion numérique": ["net"]},
    "double": {"valeur": "net", "contexte": {"prix": "prix * 2"}},
    "point": {"valeur": "200 - point", "résoudre la référence circulaire": "oui"},
    "barème": {"barème": {"assiette": "prix", "tranches": [{"taux": "10 %", "plafond": "100 €"},
        {"taux": "20 %"}]}},
    "grille": {"grille": {"assiette": "prix", "tranches": [{"montant": 1, "plafond": "100 €"},
        {"montant": 2}]}},
    "taux": {"taux progressif": {"assiette": "prix", "tranches": [{"taux": "0 %", "plafond": "10 €"},
        {"taux": "50 %", "plafond": "90 €"}]}},
    "délai": {"durée": {"depuis": "01/01/2026", "unité": "mois"}},
    "texte": {"texte": "Payez {{ net }}."},
    "choix": {"variations": [{"si": "genre = 'neuf'", "alors": "net"}, {"sinon": "non"}]},
    "autre": {"remplace": "net", "valeur": "7 €", "applicable si": "genre = 'occasion'"},
    "caché": {"privé": "oui", "valeur": "2 ** 3 // 3"},
    "tout": {"toutes ces conditions": ["prix > 1 €", {"est applicable": "autre"},
        {"est défini": "prix"}]},
    "log": {"logarithme": "10"},
    "manque": {"valeur": "1", "variable manquante": "prix"}})";

Program read_again(Program const& original) {
    auto read = prevenance::read_image(prevenance::write_image(original));
    if (!read.ok()) FAIL(read.error().message);
    return std::move(read).value();
}

std::string asked(Program const& rules, std::string const& goal, std::string const& price) {
    Evaluator evaluator(rules, today());
    if (!price.empty()) REQUIRE(evaluator.answer("prix", price).ok());
    auto const outcome = evaluator.evaluate(goal);
    return outcome.ok() ? written(outcome.value()) : "error: " + outcome.error().message;
}

} // namespace

TEST_CASE("a program that was written and read answers as before") {
    Program const rules = program(everything);
    Program const again = read_again(rules);
    CHECK(prevenance::write_image(again) == prevenance::write_image(read_again(again)));
    for (prevenance::RuleId rule = 0; rule < rules.rules.size(); ++rule) {
        std::string const name(rules.name_of(rule));
        CAPTURE(name);
        CHECK(again.find(name) == rule);
        for (auto const* price : {"", "50 €", "500 €"})
            CHECK(asked(again, name, price) == asked(rules, name, price));
    }
    auto const id = again.find("prix");
    REQUIRE(id != prevenance::none);
    CHECK(again.described(id, "titre") == "Prix");
}

TEST_CASE("what evaluation cannot meet is left out, and equal constants are one") {
    Program const rules = program(R"({"a": null, "a . b": null, "a . b . c": "12 € + 12 €",
        "d": {"valeur": "a . b . c", "plafond": "12 €"}})");
    Program const again = read_again(rules);
    CHECK(again.nodes.size() < rules.nodes.size());
    for (auto const& node : again.nodes) // Names of ancestors disable nothing here.
        if (node.op == prevenance::Op::reference) CHECK_FALSE(again.name_of(node.a) == "a");
    auto constants = again.constants;
    for (auto const& constant : constants)
        CHECK(std::count(constants.begin(), constants.end(), constant) == 1);
    CHECK(asked(again, "d", "") == asked(rules, "d", ""));
}

TEST_CASE("questions compiled with the model need no compiler") {
    Program rules = program(everything);
    REQUIRE(prevenance::compile_question(rules, "choix + 1 €").ok());
    Program const again = read_again(rules);
    Evaluator evaluator(again, today(), nullptr);
    REQUIRE(evaluator.answer("prix", "50 €").ok());
    CHECK(written(evaluator.evaluate("choix + 1 €").value()) == "46 € | genre");
    auto const sum = evaluator.answer("prix", "20 € + 30 €");
    REQUIRE_FALSE(sum.ok());
    CHECK(sum.error().message == "only literals are understood here");
    CHECK(written(evaluator.evaluate("choix + 1 €").value()) == "46 € | genre");
    CHECK_FALSE(evaluator.evaluate("choix + 2 €").ok());
}

TEST_CASE("images of something else, or of another version") {
    CHECK(prevenance::read_image("").error().message == "these bytes are no image of rules");
    CHECK(prevenance::read_image("{}").error().message == "these bytes are no image of rules");
    auto image = prevenance::write_image(program(R"({"a": 1})"));
    image[4] = 99;
    CHECK(
        prevenance::read_image(image).error().message ==
        "the image is of another version; build it again"
    );
}

TEST_CASE("damaged images are refused, or harmless") {
    auto const image = prevenance::write_image(program(everything));
    for (std::size_t size = 0; size < image.size(); ++size)
        CHECK_FALSE(prevenance::read_image(image.substr(0, size)).ok());
    int usable = 0;
    for (std::size_t at = 5; at < image.size(); ++at) {
        auto damaged = image;
        damaged[at] = static_cast<char>(damaged[at] ^ (at % 2 == 0 ? 1 : 0x40));
        auto const read = prevenance::read_image(damaged);
        if (!read.ok()) continue;
        ++usable;
        Evaluator evaluator(read.value(), today());
        static_cast<void>(evaluator.evaluate("net").ok());
        static_cast<void>(evaluator.evaluate("double").ok());
    }
    CHECK(usable > 0); // Texts and numbers may be anything.
}

TEST_CASE("what fuzzers begin with is an image of this version") {
    for (std::string const name : {"brackets", "hypotheses", "mixed"}) {
        CAPTURE(name);
        std::ifstream file("tests/fuzz/seeds/image_fuzz/" + name + ".bin", std::ios::binary);
        std::string const bytes(std::istreambuf_iterator<char>(file), {});
        CHECK(prevenance::read_image(bytes).ok());
    }
}

TEST_CASE("a hostile difference of operands is refused, without overflow") {
    using namespace std::string_view_literals;
    CHECK_FALSE(prevenance::read_image(
                    "PRVN\2\3\0\0\0\0\0\0\4\0\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\x1B\0\x34"sv
    )
                    .ok());
}
