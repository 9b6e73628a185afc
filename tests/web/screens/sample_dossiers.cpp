#include "core/wire/procedure_json.h"
#include "tests/core/dossiers/log.h"
#include "tests/web/screens/sample_states.h"

#include <doctest/doctest.h>

#include <fstream>
#include <sstream>
#include <utility>

namespace prevenance {

namespace {

using enum EventKind;
using test::Line;

Procedure procedure(std::string const& id) {
    std::ifstream file("assets/procedures/" + id + ".json");
    std::ostringstream text;
    text << file.rdbuf();
    return parse_procedure(text.str()).value();
}

FollowedDossier
followed(std::string id, std::string const& name, std::vector<Line> const& lines, Day today) {
    auto known = procedure(name);
    auto const summary = summarise(known, test::log(lines), today);
    INFO(id);
    REQUIRE(summary.ok());
    return {std::move(id), std::move(known), summary.value()};
}

} // namespace

std::vector<FollowedDossier> sample_dossiers(Day today) {
    EventDetails const asked{
        .text = "L’attestation d’assurance manque.\n\nUne photo suffit.",
        .pieces = {"Attestation d’assurance"},
        .reason = CorrectionReason::incomplete,
        .due = test::day("2026-12-03"),
    };
    return {
        followed(
            "2026-00001",
            "inscription-cantine",
            {{"2026-11-02", depose}, {"2026-11-12", demander_correction, asked}},
            today
        ),
        followed("2026-00002", "stationnement-resident", {{"2026-11-20", depose}}, today),
        followed(
            "2026-00003",
            "aide-velo",
            {{"2026-10-01", depose},
             {"2026-10-08", passer_en_instruction},
             {"2026-10-09", message_agent, {.text = "Votre facture est bien lisible."}},
             {"2026-10-10", message_usager, {.text = "Merci."}},
             {"2026-10-10", piece_recue, {.pieces = {"Facture du vélo"}}}},
            today
        ),
        followed("2026-00004", "stationnement-resident", {{"2026-06-01", depose}}, today),
        followed(
            "2026-00005",
            "aide-velo",
            {{"2026-03-01", depose},
             {"2026-03-08", passer_en_instruction},
             {"2026-04-01", refuser, {.text = "Le vélo a été acheté avant la demande."}}},
            today
        ),
        followed(
            "2026-00006",
            "subvention-association",
            {{"2026-02-01", depose},
             {"2026-02-08", passer_en_instruction},
             {"2026-03-01", accepter}},
            today
        ),
        followed(
            "2026-00007",
            "place-en-creche",
            {{"2026-01-05", depose},
             {"2026-01-12", passer_en_instruction},
             {"2026-01-15", classer_sans_suite}},
            today
        ),
    };
}

} // namespace prevenance
