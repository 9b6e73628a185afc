// Goal: the graph that is drawn is the one the rules say: uses, kinds, distances, families. Method:
// a small model, the graph written as lines.
#include "core/check/rule_graph.h"

#include "core/wire/model_json.h"

#include <doctest/doctest.h>

#include <string>

namespace {

using prevenance::RuleGraph;

std::string written(RuleGraph const& graph) {
    std::string text;
    for (std::size_t i = 0; i < graph.nodes.size(); ++i) {
        auto const& node = graph.nodes[i];
        text += node.name + " " + "cqpf"[static_cast<std::size_t>(node.kind)];
        if (node.is_centre) text += '!';
        if (node.rules != 1) text += std::to_string(node.rules);
        text += ':';
        for (auto const& [user, used] : graph.edges)
            if (user == i) text += ' ' + graph.nodes[used].name;
        text += '\n';
    }
    return text;
}

RuleGraph graph() {
    auto const model = prevenance::parse_model_json(R"({
        "foyer": null, "foyer . enfants": {"question": "?"},
        "rsa": {"valeur": "rsa . base * foyer . enfants"}, "rsa . base": "600 €",
        "paie": {"valeur": "rsa + bonus"}, "bonus": 3, "autre bonus": {"remplace": "bonus",
        "valeur": "bonus + 1"}, "vide": null})");
    REQUIRE(model.ok());
    auto authored = prevenance::compile_for_authors(model.value());
    REQUIRE(authored.mistakes.empty());
    return draw_rules(prevenance::ModelView(model.value(), std::move(authored)));
}

TEST_CASE("every rule with those it uses; a replacement is used where it holds") {
    CHECK(
        written(graph()) ==
        "foyer . enfants q:\n"
        "rsa c: foyer . enfants rsa . base\n"
        "rsa . base p:\n"
        "paie c: rsa bonus autre bonus\n"
        "bonus p:\n"
        "autre bonus c: bonus\n"
    );
}

TEST_CASE("around one rule: what it uses and what uses it, not what those use") {
    CHECK(
        written(neighbourhood(graph(), "rsa", 1, 80)) ==
        "foyer . enfants q:\n"
        "rsa c!: foyer . enfants rsa . base\n"
        "rsa . base p:\n"
        "paie c: rsa\n"
    );
    CHECK(written(neighbourhood(graph(), "bonus", 1, 2)) == "paie c: bonus\nbonus p!:\n");
    CHECK(neighbourhood(graph(), "bonus", 1, 2).left_out == 1);
    CHECK(neighbourhood(graph(), "nulle part", 3, 80).nodes.empty());
}

TEST_CASE("families: roots of names, and what no longer way says") {
    CHECK(
        written(families(graph())) ==
        "foyer f:\n"
        "rsa f2: foyer\n"
        "paie f: rsa autre bonus\n"
        "bonus f:\n"
        "autre bonus f: bonus\n"
    );
}

} // namespace
