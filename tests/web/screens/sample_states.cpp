#include "tests/web/screens/sample_states.h"

#include <utility>

namespace prevenance {

namespace {

Day day(std::string_view text) {
    return parse_iso_day(text).value();
}

State at(std::string_view path) {
    State state;
    state.route = parse_route(path);
    state.today = day("2026-11-24");
    state.town = {
        .name = "Ville de Belleville",
        .publisher = "Commune de Belleville\n\n1 place de la Mairie, 99999 Belleville",
        .director = "Le maire de Belleville",
        .host = "Belleville Numérique, 2 rue du Port, 99999 Belleville",
        .contact = "contact@belleville.example",
        .phone = "02 00 00 00 00",
        .data_protection = "donnees@belleville.example",
        .logo = "",
    };
    return state;
}

Question const bicycle_kind{
    .id = "vélo . type",
    .text = "Quel type de vélo souhaitez-vous acheter ?",
    .help = "",
    .kind = QuestionKind::choice,
    .unit = "",
    .choices = {{"'mécanique simple'", "mécanique simple"}, {"'électrique'", "électrique"}},
};

Question const bicycle_price{
    .id = "vélo . prix",
    .text = "Quel est le prix du vélo ?",
    .help = "",
    .kind = QuestionKind::number,
    .unit = "€",
    .choices = {},
};

Question const income{
    .id = "revenu",
    .text = "Quel est votre revenu fiscal de référence ?",
    .help = "Il est sur votre dernier avis d’impôt.\n\nPrenez le plus récent.",
    .kind = QuestionKind::number,
    .unit = "€/an",
    .choices = {},
};

Question const disability{
    .id = "handicap",
    .text = "Êtes-vous en situation de handicap ?",
    .help = "",
    .kind = QuestionKind::yes_no,
    .unit = "",
    .choices = {},
};

Aid const granted{
    .id = "aides-velo.metropole",
    .title = "Prime vélo de la métropole",
    .description = "Une prime pour un vélo neuf.\n\nElle se demande après l’achat.",
    .payer = "Belleville Métropole",
    .outcome = AidOutcome::granted,
    .amount = Amount{1200, "€"},
    .link = "https://metropole.example/velo",
    .documents = {"Facture du vélo", "Justificatif de domicile"},
    .deciding = {"Quel type de vélo souhaitez-vous acheter ? Électrique"},
    .data_date = parse_iso_day("2026-03-12").value(),
};

Aid const second_granted{
    .id = "aides-velo.departement",
    .title = "Bonus départemental",
    .description = "",
    .payer = "Département",
    .outcome = AidOutcome::granted,
    .amount = Amount{300, "€"},
    .link = "",
    .documents = {},
    .deciding = {},
    .data_date = {},
};

Aid const open{
    .id = "aides-velo.region",
    .title = "Aide régionale au vélo",
    .description = "",
    .payer = "Région",
    .outcome = AidOutcome::open,
    .amount = Amount{300, "€/an"},
    .link = "https://region.example/velo",
    .documents = {},
    .deciding = {"Quel est votre revenu fiscal de référence ?"},
    .data_date = parse_iso_day("2024-01-31").value(),
};

Aid const refused{
    .id = "aides-velo.ville",
    .title = "Chèque vélo de la ville",
    .description = "",
    .payer = "Ville de Belleville",
    .outcome = AidOutcome::refused,
    .amount = {},
    .link = "https://ville.example/velo",
    .documents = {},
    .deciding = {},
    .data_date = {},
};

std::vector<Topic> topics() {
    return {
        {.id = "aides-velo",
         .title = "Acheter un vélo",
         .summary = "",
         .publisher = "beta.gouv.fr",
         .licence = "Apache-2.0",
         .source = "@betagouv/aides-velo 3.6.1",
         .data_date = parse_iso_day("2025-09-01").value(),
         .aid_count = 370},
        {.id = "mesaidesreno",
         .title = "Rénover mon logement",
         .summary = "",
         .publisher = "beta.gouv.fr",
         .licence = "MIT",
         .source = "mesaidesreno 2.3.1",
         .data_date = {},
         .aid_count = 12},
    };
}

/// A commune is known and the topic chosen; two questions answered, one to come.
State interviewed(std::string_view path) {
    State state = at(path);
    auto& interview = state.interview;
    interview.places = Fetching::here;
    interview.packs = Fetching::here;
    interview.model = Fetching::here;
    interview.postal_code = "99999";
    interview.commune = Commune{"99999", "Belleville"};
    interview.topics = topics();
    interview.topic = "aides-velo";
    interview.answers = {
        {.question = bicycle_kind, .value = "'électrique'", .counts = true},
        {.question = bicycle_price, .value = "", .counts = true},
    };
    interview.next = income;
    interview.steps_left_max = 3;
    interview.aids = {granted, second_granted, open, refused};
    interview.total = Total{Amount{1500, "€"}, 2};
    return state;
}

template <typename Change>
State changed(State state, Change change) {
    change(state);
    return state;
}

std::vector<SampleState> general() {
    return {
        {"welcome", at("/")},
        {"welcome_kiosk",
         changed(
             at("/"),
             [](State& state) {
                 state.kiosk = true;
                 state.renderer = Renderer::canvas;
             }
         )},
        {"welcome_resume_english",
         changed(interviewed("/"), [](State& state) { state.language = Language::english; })},
        {"kiosk_idle",
         changed(
             at("/aides"),
             [](State& state) {
                 state.kiosk = true;
                 state.idle_warned = true;
             }
         )},
        {"view_lost", changed(at("/"), [](State& state) { state.view_notice = ViewNotice::lost; })},
        {"about", at("/a-propos")},
        {"accessibility", at("/accessibilite")},
        {"data", interviewed("/donnees")},
        {"data_erased",
         changed(
             at("/donnees"),
             [](State& state) {
                 state.erased = true;
                 state.interview.packs = Fetching::failed;
             }
         )},
        {"unknown", at("/autre")},
        {"dossiers_waiting", at("/dossiers")},
        {"dossiers_session_failed",
         changed(at("/dossiers"), [](State& state) { state.session.fetching = Fetching::failed; })},
        {"dossiers_logged_out",
         changed(at("/dossiers"), [](State& state) { state.session.fetching = Fetching::here; })},
    };
}

std::vector<SampleState> before_questions() {
    return {
        {"postal_code", at("/aides")},
        {"postal_code_waiting",
         changed(
             at("/aides"),
             [](State& state) {
                 state.interview.postal_code = "99999";
                 state.interview.places = Fetching::awaited;
             }
         )},
        {"postal_code_offline",
         changed(at("/aides"), [](State& state) { state.interview.places = Fetching::failed; })},
        {"postal_code_mistyped",
         changed(
             at("/aides"),
             [](State& state) {
                 state.interview.postal_code = "9999";
                 state.interview.mistake = Mistake::postal_code_shape;
             }
         )},
        {"postal_code_unknown",
         changed(
             at("/aides"),
             [](State& state) {
                 state.interview.postal_code = "00000";
                 state.interview.mistake = Mistake::postal_code_unknown;
             }
         )},
        {"commune",
         changed(
             at("/aides/commune"),
             [](State& state) {
                 state.interview.postal_code = "99999";
                 state.interview.communes = {{"99998", "Beauval"}, {"99999", "Belleville"}};
                 state.interview.draft = "99999";
             }
         )},
        {"topic", interviewed("/aides/sujet")},
        {"topic_waiting", at("/aides/sujet")},
        {"topic_offline",
         changed(
             at("/aides/sujet"), [](State& state) { state.interview.packs = Fetching::failed; }
         )},
        {"topic_empty",
         changed(at("/aides/sujet"), [](State& state) { state.interview.packs = Fetching::here; })},
    };
}

std::vector<SampleState> questions() {
    return {
        {"question_number",
         changed(
             interviewed("/aides/question/3"),
             [](State& state) {
                 state.interview.draft = "douze";
                 state.interview.mistake = Mistake::not_a_number;
             }
         )},
        {"question_yes_no_last",
         changed(
             interviewed("/aides/question/3"),
             [](State& state) {
                 state.interview.next = disability;
                 state.interview.steps_left_max = 1;
                 state.interview.mistake = Mistake::nothing_chosen;
             }
         )},
        {"question_changed", interviewed("/aides/question/1")},
        {"question_english",
         changed(
             interviewed("/aides/question/3"),
             [](State& state) { state.language = Language::english; }
         )},
        {"question_unneeded", interviewed("/aides/question/9")},
        {"question_waiting",
         changed(
             interviewed("/aides/question/3"),
             [](State& state) { state.interview.model = Fetching::awaited; }
         )},
        {"question_offline",
         changed(
             interviewed("/aides/question/3"),
             [](State& state) { state.interview.model = Fetching::failed; }
         )},
    };
}

std::vector<SampleState> aids() {
    return {
        {"results", interviewed("/aides/resultats")},
        {"results_english",
         changed(
             interviewed("/aides/resultats"),
             [](State& state) { state.language = Language::english; }
         )},
        {"results_none",
         changed(
             interviewed("/aides/resultats"),
             [](State& state) {
                 state.interview.next.reset();
                 state.interview.aids.clear();
                 state.interview.total.reset();
                 state.interview.answers[1].counts = false;
             }
         )},
        {"aid_granted", interviewed("/aides/a/aides-velo.metropole")},
        {"aid_open", interviewed("/aides/a/aides-velo.region")},
        {"aid_refused", interviewed("/aides/a/aides-velo.ville")},
        {"aid_unknown", interviewed("/aides/a/aides-velo.ailleurs")},
    };
}

/// Logged in, with dossiers in every state.
State logged_in(std::string_view path) {
    State state = at(path);
    state.session = {
        .fetching = Fetching::here,
        .authenticated = true,
        .given_name = "Angela",
        .family_name = "Dubois",
    };
    state.dossiers = {Fetching::here, sample_dossiers(state.today)};
    return state;
}

std::vector<SampleState> dossiers() {
    std::vector<SampleState> samples{
        {"dossiers", logged_in("/dossiers")},
        {"dossiers_none",
         changed(logged_in("/dossiers"), [](State& state) { state.dossiers.known.clear(); })},
        {"dossiers_failed",
         changed(
             logged_in("/dossiers"),
             [](State& state) { state.dossiers.fetching = Fetching::failed; }
         )},
        {"dossiers_login_unavailable",
         changed(
             at("/dossiers"),
             [](State& state) {
                 state.session.fetching = Fetching::here;
                 state.session.trouble = LoginTrouble::unavailable;
             }
         )},
        {"dossier_unknown", logged_in("/dossiers/2026-99999")},
        {"dossier_logged_out",
         changed(
             at("/dossiers/2026-00001"),
             [](State& state) { state.session.fetching = Fetching::here; }
         )},
        {"dossier_english",
         changed(
             logged_in("/dossiers/2026-00003"),
             [](State& state) { state.language = Language::english; }
         )},
    };
    for (auto const& dossier : sample_dossiers(day("2026-11-24")))
        samples.push_back({"dossier_" + dossier.id, logged_in("/dossiers/" + dossier.id)});
    return samples;
}

} // namespace

std::vector<SampleState> sample_states() {
    std::vector<SampleState> all;
    for (auto const& some : {general(), before_questions(), questions(), aids(), dossiers()})
        all.insert(all.end(), some.begin(), some.end());
    return all;
}

} // namespace prevenance
