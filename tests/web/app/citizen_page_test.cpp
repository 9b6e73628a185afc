// Goal: a person finds their commune, sees their dossiers, and meets no dead end when something
// fails. Method: the messages a browser sends, the files the build made, real procedures.
#include "core/wire/dossier_json.h"
#include "core/wire/procedure_json.h"
#include "tests/core/dossiers/log.h"
#include "tests/web/app/visitor.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <fstream>
#include <sstream>
#include <string>

using prevenance::Role;
using prevenance::test::Visitor;

namespace {

constexpr auto codes = "/data/places/codes-35.bin";
constexpr auto session = "/api/v1/session";
constexpr auto dossiers = "/api/v1/dossiers";

std::string read_file(std::string const& path) {
    std::ifstream file(path);
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

/// What the server answers for one person with one dossier to complete.
std::string one_dossier() {
    using enum prevenance::EventKind;
    prevenance::Dossier const dossier{
        .id = "2026-00042",
        .procedure =
            prevenance::parse_procedure(read_file("assets/procedures/aide-velo.json")).value(),
        .events = prevenance::test::log(
            {{"2026-11-02", depose},
             {"2026-11-12",
              demander_correction,
              {.text = "La facture est illisible.", .due = prevenance::test::day("2026-12-03")}}}
        ),
    };
    auto const json = json_of(dossier, prevenance::test::day("2026-11-24")).value();
    return R"({"dossiers":[)" + prevenance::format_json(json) + "]}";
}

void log_in(Visitor& visitor) {
    visitor.serve(
        session, 200, R"({"authenticated":true,"given_name":"Angela","family_name":"Dubois"})"
    );
    visitor.serve(dossiers, 200, one_dossier());
    visitor.navigate("/dossiers");
}

} // namespace

TEST_CASE("postal code: one commune is taken at once") {
    Visitor visitor("/");
    visitor.press("Trouver mes aides");
    CHECK(visitor.title() == "Où habitez-vous\u00A0?");
    visitor.type("35000");
    visitor.press("Continuer");
    auto const& home = visitor.state().interview.answers.home;
    REQUIRE(home);
    CHECK(home->commune_name == "Rennes");
    CHECK(home->epci_name == "Rennes Métropole");
    CHECK(home->place == prevenance::Place{"35238", "243500139", "35", "53"});
    CHECK(visitor.shown().path == "/aides/sujet");
}

TEST_CASE("postal code: several communes are offered, one is chosen") {
    Visitor visitor("/aides");
    visitor.type("35 190"); // As people write it.
    visitor.press("Continuer");
    CHECK(visitor.shown().path == "/aides/commune");
    visitor.press("Continuer");
    CHECK(visitor.sees("Choisissez une ligne de la liste."));
    visitor.press("Tinténiac");
    visitor.press("Continuer");
    CHECK(visitor.state().interview.answers.home->commune_name == "Tinténiac");
    CHECK(visitor.shown().path == "/aides/sujet");
}

TEST_CASE("name of the commune: one that bears it alone is taken at once") {
    Visitor visitor("/aides");
    visitor.press("Chercher par le nom de la commune");
    CHECK(visitor.shown().path == "/aides/commune-par-nom");
    visitor.type("l'hay les ros");
    visitor.press("Continuer");
    REQUIRE(visitor.state().interview.answers.home);
    CHECK(visitor.state().interview.answers.home->commune_name == "L'Haÿ-les-Roses");
    CHECK(visitor.state().interview.answers.home->departement_name == "Val-de-Marne");
    CHECK(visitor.shown().path == "/aides/sujet");
}

TEST_CASE("name of the commune: several bear it, one is chosen by its département") {
    Visitor visitor("/aides/commune-par-nom");
    visitor.type("St Denis");
    visitor.press("Continuer");
    CHECK(visitor.shown().path == "/aides/commune");
    CHECK(visitor.sees("Communes dont le nom ressemble à «\u00A0St Denis\u00A0»"));
    visitor.press("Saint-Denis (Aude)");
    visitor.press("Continuer");
    auto const& home = *visitor.state().interview.answers.home;
    CHECK(home.commune_name == "Saint-Denis");
    CHECK(home.place.departement == "11");
    CHECK_FALSE(home.epci_name.empty());
}

TEST_CASE("name of the commune: a former one leads to today's") {
    Visitor visitor("/aides/commune-par-nom");
    visitor.type("Saint-Géréon");
    visitor.press("Continuer");
    CHECK(visitor.state().interview.answers.home->commune_name == "Ancenis-Saint-Géréon");
}

TEST_CASE("name of the commune: what finds nothing is named, and mended") {
    Visitor visitor("/aides/commune-par-nom");
    visitor.type("R");
    visitor.press("Continuer");
    CHECK(visitor.sees("Écrivez au moins deux lettres du nom de votre commune."));
    for (auto const* typed : {"Zzyx", "Rennnes"}) {
        visitor.type(typed);
        visitor.press("Continuer");
        CHECK(visitor.sees("Nous ne trouvons pas de commune de ce nom. Vérifiez comment il s’écrit."
        ));
    }
    visitor.serve("/data/places/names-35.json", 0, "");
    visitor.type("Rennes");
    visitor.press("Continuer");
    CHECK(visitor.shown().path == "/aides/commune");
    visitor.press("Rennes (Ille-et-Vilaine)");
    visitor.press("Continuer");
    CHECK(visitor.sees("La liste des communes n’est pas arrivée."));
    visitor.stop_serving("/data/places/names-35.json");
    visitor.press("Réessayer");
    CHECK(visitor.state().interview.answers.home->commune_name == "Rennes");
}

TEST_CASE("postal code: a slip is named, and mended") {
    Visitor visitor("/aides");
    for (auto const* typed : {"", "3500", "350000", "Rennes", "3500O"}) {
        CAPTURE(typed);
        visitor.type(typed);
        visitor.press("Continuer");
        CHECK(visitor.sees("Écrivez les cinq chiffres de votre code postal, par exemple 35000."));
        CHECK(visitor.shown().path == "/aides");
    }
    visitor.type("00000");
    visitor.press("Continuer");
    CHECK(visitor.sees("Nous ne connaissons pas ce code postal. Vérifiez ses cinq chiffres."));
    visitor.type("35000");
    visitor.press("Continuer");
    CHECK(visitor.shown().path == "/aides/sujet");
}

TEST_CASE("postal code: without network the search says so, and goes on when it is back") {
    Visitor visitor("/");
    visitor.serve(codes, 0, "");
    visitor.press("Trouver mes aides");
    visitor.type("35000");
    visitor.press("Continuer");
    CHECK(visitor.sees("La liste des communes n’est pas arrivée."));
    visitor.press("Réessayer");
    CHECK(visitor.sees("La liste des communes n’est pas arrivée."));
    visitor.serve(codes, 200, "damaged");
    visitor.press("Réessayer");
    CHECK(visitor.sees("La liste des communes n’est pas arrivée."));
    visitor.stop_serving(codes);
    visitor.press("Réessayer");
    CHECK(visitor.state().interview.answers.home->commune_name == "Rennes");
}

TEST_CASE("dossiers: log in, read, log out") {
    Visitor visitor("/dossiers");
    CHECK(visitor.sees("Connectez-vous pour voir vos demandes et leurs étapes."));
    visitor.press("Se connecter avec FranceConnect");
    CHECK(visitor.left_for == "/auth/login?next=/dossiers");

    log_in(visitor);
    CHECK(visitor.sees("Aide communale à l’achat d’un vélo"));
    CHECK(visitor.sees("À vous d’agir, au plus tard le 3\u00A0décembre\u00A0"
                       "2026."));
    visitor.press("Voir le dossier\u00A0: Aide communale à l’achat d’un vélo");
    CHECK(visitor.shown().path == "/dossiers/2026-00042");
    CHECK(visitor.sees("La facture est illisible."));
    visitor.press("Retour à mes dossiers");
    visitor.press("Se déconnecter");
    CHECK(visitor.left_for == "/auth/logout");
}

TEST_CASE("dossiers: what goes wrong at login is said once") {
    Visitor visitor("/dossiers?login=unavailable");
    CHECK(visitor.sees("FranceConnect ne répond pas. Réessayez dans quelques minutes."));
    visitor.navigate("/aides");
    visitor.navigate("/dossiers");
    CHECK_FALSE(visitor.sees(Role::alert));
}

TEST_CASE("dossiers: a server that fails loses nothing") {
    Visitor visitor("/");
    visitor.serve(session, 503, "");
    visitor.navigate("/dossiers");
    CHECK(visitor.sees("La connexion ne répond pas pour le moment."));
    log_in(visitor);
    CHECK(visitor.sees("Aide communale à l’achat d’un vélo"));

    visitor.serve(dossiers, 0, "");
    visitor.navigate("/dossiers");
    CHECK(visitor.sees("Vos dossiers ne sont pas arrivés."));
    visitor.serve(dossiers, 200, R"({"dossiers":[{"id":1}]})");
    visitor.press("Réessayer");
    CHECK(visitor.sees("Vos dossiers ne sont pas arrivés."));
    visitor.serve(dossiers, 200, one_dossier());
    visitor.press("Réessayer");
    CHECK(visitor.sees("Aide communale à l’achat d’un vélo"));
}

TEST_CASE("dossiers: a session that ended shows the login again, and no dossier") {
    Visitor visitor("/");
    log_in(visitor);
    visitor.serve(dossiers, 401, "");
    visitor.navigate("/dossiers/2026-00042");
    CHECK(visitor.sees("Connectez-vous pour voir vos demandes et leurs étapes."));
    CHECK(visitor.state().dossiers.known.empty());
}

TEST_CASE("device: what is kept comes back, and nothing of the dossiers is kept") {
    Visitor first("/aides");
    first.type("35000");
    first.press("Continuer");
    log_in(first);
    first.press("English");
    CHECK(first.saved.find("Rennes") != std::string::npos);
    for (auto const* secret : {"Angela", "Dubois", "2026-00042", "facture"}) {
        CHECK(first.saved.find(secret) == std::string::npos);
    }

    Visitor second("/", &first.saved);
    CHECK(second.state().language == prevenance::Language::english);
    CHECK(second.sees("Go on with my answers"));
    second.press("Your data");
    second.press("Erase my answers from this device");
    CHECK(second.saved.empty());
    CHECK(second.sees("Erased. This device keeps nothing of yours here any more."));
    CHECK_FALSE(second.state().interview.answers.home);
    second.press("My benefits");
    CHECK_FALSE(second.sees("Erased. This device keeps nothing of yours here any more."));
}

TEST_CASE("device: what cannot be read back is left aside") {
    for (std::string const saved :
         {"",
          "{",
          "[]",
          R"({"version":"0"})",
          R"({"version":"1","language":5})",
          R"({"version":"1","commune":{}})"}) {
        CAPTURE(saved);
        Visitor const visitor("/aides", &saved);
        CHECK(visitor.title() == "Où habitez-vous\u00A0?");
        CHECK_FALSE(visitor.state().interview.answers.home);
    }
}

TEST_CASE("kiosk: leaving erases and goes back to the welcome") {
    Visitor visitor("/aides", nullptr, true);
    visitor.type("35000");
    visitor.press("Continuer");
    visitor.press("Terminer et tout effacer");
    CHECK(visitor.saved.empty());
    CHECK(visitor.shown().path == "/");
    CHECK(visitor.state().interview.postal_code.empty());
    CHECK(visitor.left_for == "/auth/logout");
}

TEST_CASE("views: the other one is asked for, and the page waits to be told that it is seen") {
    Visitor visitor("/");
    visitor.press("Vue graphique");
    CHECK(visitor.view == "canvas");
    CHECK(visitor.state().renderer == prevenance::Renderer::html);
}

TEST_CASE("addresses: an unknown one leads home") {
    Visitor visitor("/nulle-part");
    CHECK(visitor.title() == "Cette page n’existe pas");
    visitor.press("Retour à l’accueil");
    CHECK(visitor.shown().path == "/");
}

TEST_CASE("fetching: codes come while one types, and nothing is asked twice") {
    Visitor visitor("/aides");
    CHECK(visitor.asked.empty());
    for (auto const* typed : {"3", "35", "350", "35 0", "35000"}) {
        visitor.type(typed);
        CHECK(
            std::count(visitor.asked.begin(), visitor.asked.end(), codes) ==
            (std::string(typed) == "3" ? 0 : 1)
        );
    }
    visitor.navigate("/");
    visitor.navigate("/aides");
    visitor.type("35190");
    CHECK(visitor.asked == std::vector<std::string>{codes});
}

namespace {

constexpr auto bicycle_model = "/data/packs/aides-velo/rules.bin";

/// In Toulouse, at the first question about bicycles.
void begin_interview(Visitor& visitor) {
    visitor.navigate("/aides");
    visitor.type("31000");
    visitor.press("Continuer");
    visitor.press("Acheter un vélo");
    visitor.press("Continuer");
}

} // namespace

TEST_CASE("interview: a topic must be chosen, and nothing comes before the place") {
    Visitor visitor("/aides/question/3");
    CHECK(visitor.shown().path == "/aides");
    visitor.type("31000");
    visitor.press("Continuer");
    visitor.press("Continuer");
    CHECK(visitor.sees("Choisissez une ligne de la liste."));
    visitor.navigate("/aides/resultats");
    CHECK(visitor.shown().path == "/aides/sujet");
}

TEST_CASE("interview: without the rules it waits, says so, and goes on") {
    Visitor visitor("/");
    visitor.serve(bicycle_model, 0, "");
    begin_interview(visitor);
    CHECK(visitor.shown().path == "/aides/sujet");
    CHECK(visitor.sees("Les règles de ces aides ne sont pas arrivées."));
    visitor.serve(bicycle_model, 200, R"({"a":{"valeur":"b"}})");
    visitor.press("Réessayer");
    CHECK(visitor.sees("Les règles de ces aides ne sont pas arrivées."));
    visitor.stop_serving(bicycle_model);
    visitor.press("Réessayer");
    CHECK(visitor.shown().path == "/aides/question/1");
}

TEST_CASE("interview: an answer must be given or passed") {
    Visitor visitor("/");
    begin_interview(visitor);
    visitor.press("Continuer");
    CHECK(visitor.sees("Choisissez une réponse, ou «\u00A0Je ne sais pas\u00A0»."));
    CHECK(visitor.shown().path == "/aides/question/1");
    visitor.press("Je ne sais pas");
    CHECK(visitor.shown().path == "/aides/question/2");
    visitor.press("Retour");
    CHECK(visitor.shown().path == "/aides/question/1");
    CHECK(visitor.sees("Vous modifiez une réponse. Les autres sont gardées."));
}

TEST_CASE("interview: a changed answer changes what follows, and keeps the rest") {
    Visitor visitor("/");
    begin_interview(visitor);
    visitor.press("Un vélo électrique");
    visitor.press("Continuer");
    auto const before = visitor.state().interview.answers.facts;
    visitor.navigate("/aides/question/1");
    CHECK(visitor.state().interview.draft == "electric");
    visitor.press("Un vélo classique");
    visitor.press("Continuer");
    auto const& after = visitor.state().interview.answers.facts;
    CHECK(after.size() == before.size());
    CHECK(after.front().value == "plain");
    CHECK(visitor.shown().path == "/aides/question/2");
}

TEST_CASE("interview: a step that does not exist leads to the next that does") {
    Visitor visitor("/");
    begin_interview(visitor);
    visitor.navigate("/aides/question/42");
    CHECK(visitor.shown().path == "/aides/question/1");
}

TEST_CASE("interview: a reload goes on where one was") {
    Visitor first("/");
    begin_interview(first);
    first.press("Un vélo électrique");
    first.press("Continuer");
    Visitor const second("/aides/question/2", &first.saved);
    CHECK(second.shown().path == "/aides/question/2");
    CHECK(second.state().interview.answers == first.state().interview.answers);
}

TEST_CASE("interview: starting again forgets the answers and keeps the language") {
    Visitor visitor("/");
    begin_interview(visitor);
    visitor.press("Tout recommencer");
    CHECK(visitor.shown().path == "/aides");
    CHECK_FALSE(visitor.state().interview.answers.home);
    CHECK(visitor.state().interview.topic.empty());
}
