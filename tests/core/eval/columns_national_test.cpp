// Goal: over the national pack, columns give the bits that an evaluator for one person gives, and
// leave no household to it. Method: tests/core/eval/comparing_columns.h, on random households;
// fewer of them where nothing is optimised.
#include "core/rules/image.h"
#include "tests/core/eval/comparing_columns.h"

#include <fstream>
#include <sstream>

using namespace comparing; // NOLINT: a vocabulary for tables.

namespace {

#ifdef NDEBUG
constexpr std::size_t households = 2'000;
#else
constexpr std::size_t households = 150;
#endif

Program national_pack() {
    std::ifstream file(PACKS_FOLDER "/prestations-nationales/rules.bin", std::ios::binary);
    std::ostringstream bytes;
    bytes << file.rdbuf();
    auto program = read_image(bytes.str());
    REQUIRE(program.ok());
    return std::move(program).value();
}

/// From one day to another, in steps of so many days.
Drawn date(std::string const& rule, double first, double step, unsigned steps) {
    return {{rule, VaryingFact::Kind::date}, first, step, steps};
}

void add_adult(std::string const& who, std::vector<Drawn>& drawn) {
    auto const rule = [&](char const* name) {
        return who + " . " + name;
    };
    drawn.push_back(date(rule("date de naissance"), -10'587, 97, 254));
    drawn.push_back(date(rule("début du chômage"), 19'399, 43, 28));
    for (auto const* name :
         {"enceinte",
          "restriction durable d'accès à l'emploi",
          "inapte au travail",
          "cinq ans de travail en dix ans",
          "habite chez ses parents"})
        drawn.push_back(boolean(rule(name).c_str()));
    drawn.push_back(
        text(rule("activité").c_str(), {"actif", "chômeur", "étudiant", "retraité", "inactif"})
    );
    drawn.push_back(number(rule("taux d'incapacité").c_str(), "%", 0, 25, 5));
    drawn.push_back(number(rule("livret A").c_str(), "€", 0, 900, 30));
    for (auto const* name :
         {"salaire net . habituel",
          "salaire net . avant le chômage",
          "chômage net . habituel",
          "retraite nette . habituel",
          "pension alimentaire",
          "pension d'invalidité",
          "revenus locatifs"})
        drawn.push_back(number(rule(name).c_str(), "€/mois", 0, 61.7, 40));
}

std::vector<Drawn> household() {
    std::vector<Drawn> drawn{
        boolean("couple"),
        text("couple . union", {"mariage", "pacs", "concubinage"}),
        number("nombre d'enfants", "", 0, 1, 6),
        boolean("isolement récent"),
        text(
            "logement . statut",
            {"locataire vide",
             "locataire HLM",
             "locataire meublé",
             "propriétaire",
             "logé gratuitement"}
        ),
        number("logement . loyer", "€/mois", 0, 23.5, 60),
        number("logement . zone", "", 1, 1, 3),
        boolean("logement . outre-mer"),
        boolean("logement . colocation"),
    };
    for (auto const* who : {"demandeur", "conjoint"})
        add_adult(who, drawn);
    for (int n = 1; n <= 6; ++n) {
        std::string const child = "enfant " + std::to_string(n);
        drawn.push_back(date(child + " . date de naissance", 11'549, 89, 103));
        drawn.push_back(text((child + " . scolarité").c_str(), {"collège", "lycée", "inconnue"}));
        drawn.push_back(boolean((child + " . garde alternée").c_str()));
    }
    return drawn;
}

std::vector<std::string> const benefits{
    "RSA",
    "prime d'activité",
    "aide au logement",
    "aide au logement . APL",
    "CSS",
    "CSS . participation",
    "ASPA",
    "demandeur . ASI",
    "demandeur . AAH",
    "conjoint . MVA",
    "conjoint . ASS",
    "AF",
    "CF",
    "ASF",
    "PAJE base",
    "PAJE naissance",
    "ARS",
    "bourse de collège",
    "bourse de lycée",
    "demandeur . bourse du supérieur",
    "chèque énergie"};

} // namespace

TEST_CASE("every benefit of random households, all facts known, then some left unset") {
    Program const program = national_pack();
    for (bool const may_be_unset : {false, true}) {
        auto drawn = household();
        for (auto& one : drawn)
            one.fact.may_be_unset = may_be_unset;
        ColumnsRequest const request{
            today(),
            {{"date", "01/07/2026"}, {"réponses simples", "oui"}},
            facts_of(drawn),
            benefits};
        auto const tally =
            compare(program, request, drawn, may_be_unset ? households / 4 : households);
        CHECK(tally.apart == 0);
        if (!may_be_unset) CHECK(tally.scalar == 0);
    }
}
