// Goal: over published models, columns give the bits that an evaluator for one person gives.
// Method: tests/core/eval/comparing_columns.h; a model that is not installed is skipped.
#include "tests/core/eval/comparing_columns.h"

#include <fstream>
#include <set>
#include <sstream>

using namespace comparing; // NOLINT: a vocabulary for tables.

namespace {

std::string read_file(std::string const& path) {
    std::ifstream file(path, std::ios::binary);
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

std::vector<std::string> public_rules(Program const& program) {
    std::vector<std::string> names;
    for (RuleId id = 0; id < program.rules.size(); ++id)
        if (program.rules[id].is_public) names.emplace_back(program.name_of(id));
    return names;
}

/// What the rules compare that one with, or let it be.
std::vector<std::string> texts_of(Program const& program, std::string const& rule) {
    std::set<std::string> texts{"ailleurs"};
    RuleId const id = program.find(rule);
    for (auto const& node : program.nodes) {
        if (node.op != Op::equal && node.op != Op::not_equal) continue;
        auto const& left = program.nodes[node.a];
        auto const& right = program.nodes[node.b];
        if (left.op != Op::reference || left.a != id || right.op != Op::constant) continue;
        auto const text = program.constants[right.a].text;
        if (text != none) texts.emplace(program.text(text));
    }
    return {texts.begin(), texts.end()};
}

std::vector<Drawn> cyclists(Program const& program) {
    std::vector<Drawn> drawn{
        number("vélo . prix", "€", 0, 50, 120),
        number("revenu fiscal de référence par part . revenu de référence", "€/an", 0, 731, 80),
        number("revenu fiscal de référence par part . nombre de parts", "", 1, 0.5, 8),
        number("demandeur . âge", "an", 10, 1, 70),
        boolean("demandeur . bénéficiaire du RSA"),
        boolean("demandeur . bénéficiaire de l'AAH"),
        boolean("demandeur . en situation de handicap"),
        boolean("vélo . fabriqué en france"),
    };
    for (auto const* rule :
         {"vélo . type",
          "vélo . état",
          "demandeur . statut",
          "localisation . epci",
          "localisation . département",
          "localisation . région",
          "localisation . code insee",
          "localisation . pays"})
        drawn.push_back(text(rule, texts_of(program, rule)));
    return drawn;
}

std::vector<Drawn> renovators(Program const& program) {
    std::vector<Drawn> drawn{
        number("ménage . revenu", "€", 3'000, 1'777, 50),
        number("ménage . personnes", "", 1, 1, 7),
        number("logement . surface", "m2", 20, 7, 30),
        number("DPE . actuel", "", 1, 1, 7),
        number("projet . DPE visé", "", 1, 1, 5),
        number("projet . travaux", "€", 0, 2'500, 30),
        boolean("logement . propriétaire occupant"),
    };
    for (auto const* rule :
         {"vous . propriétaire . statut",
          "logement . type",
          "logement . période de construction",
          "ménage . code région",
          "ménage . code département",
          "ménage . commune"})
        drawn.push_back(text(rule, texts_of(program, rule)));
    return drawn;
}

} // namespace

TEST_CASE("aides-velo: every goal, all facts known") {
    auto const json =
        read_file("node_modules/@betagouv/aides-velo/publicodes-build/aides-velo.model.json");
    if (json.empty()) return;
    Program const program = asking::program(json);
    auto const drawn = cyclists(program);
    ColumnsRequest request{today(), {}, facts_of(drawn), public_rules(program)};
    CHECK(compare(program, request, drawn, 300).apart == 0);
}

TEST_CASE("aides-velo: every goal, some facts left unset") {
    auto const json =
        read_file("node_modules/@betagouv/aides-velo/publicodes-build/aides-velo.model.json");
    if (json.empty()) return;
    Program const program = asking::program(json);
    auto drawn = cyclists(program);
    for (auto& one : drawn)
        one.fact.may_be_unset = true;
    ColumnsRequest request{today(), {}, facts_of(drawn), public_rules(program)};
    CHECK(compare(program, request, drawn, 300).apart == 0);
}

TEST_CASE("mesaidesreno: every goal, all facts known, then some left unset") {
    auto const json = read_file("node_modules/mesaidesreno/mesaidesreno.model.json");
    if (json.empty()) return;
    Program const program = asking::program(json);
    for (bool const may_be_unset : {false, true}) {
        auto drawn = renovators(program);
        for (auto& one : drawn)
            one.fact.may_be_unset = may_be_unset;
        ColumnsRequest request{today(), {}, facts_of(drawn), public_rules(program)};
        CHECK(compare(program, request, drawn, 60).apart == 0);
    }
}
