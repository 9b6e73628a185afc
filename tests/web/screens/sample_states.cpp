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

BilingualText said(std::string french, std::string english) {
    return {std::move(french), std::move(english)};
}

std::vector<FactQuestion> questions_of_pack() {
    FactQuestion kind;
    kind.fact = "bicycle.type";
    kind.kind = FactKind::choice;
    kind.text = said("Quel vélo voulez-vous acheter ?", "Which bicycle do you want to buy?");
    kind.options = {
        {"plain", said("Un vélo classique", "A plain bicycle"), "", {}},
        {"electric", said("Un vélo électrique", "An electric bicycle"), "", {}},
    };
    FactQuestion price;
    price.fact = "bicycle.price";
    price.kind = FactKind::money;
    price.unit = "€";
    price.text = said("Combien coûte-t-il ?", "What does it cost?");
    FactQuestion income;
    income.fact = "household.tax_income";
    income.kind = FactKind::money;
    income.unit = "€/an";
    income.text = said("Quel est votre revenu fiscal de référence ?", "");
    income.help = said("Il est sur votre avis d’impôt.", "It is on your tax notice.");
    FactQuestion disability;
    disability.fact = "person.disability";
    disability.text = said("Êtes-vous en situation de handicap ?", "Do you have a disability?");
    return {kind, price, income, disability};
}

ShownAid aid(std::string id, std::string title, std::string payer, Standing standing) {
    ShownAid shown;
    shown.id = "aides-velo." + id;
    shown.aid.id = std::move(id);
    shown.aid.title = {std::move(title), ""};
    shown.aid.payer = std::move(payer);
    shown.aid.payer_kind = Payer::commune;
    shown.aid.link = "https://" + shown.aid.id + ".example/velo";
    shown.verdict.standing = standing;
    shown.verdict.unit = "€";
    return shown;
}

std::vector<ShownAid> aids_of_pack() {
    auto granted = aid("metropole", "Prime vélo", "Belleville Métropole", Standing::granted);
    granted.verdict.amount = 1200;
    granted.verdict.deciding = {"bicycle.type"};
    granted.aid.description = {
        "Une prime pour un vélo neuf.\n\nElle se demande après l’achat.", ""};
    granted.aid.documents = {said("Facture du vélo", "Invoice"), said("RIB", "Bank details")};
    granted.aid.checked = day("2026-03-12");
    granted.aid.ends = day("2026-12-31");
    auto second = aid("departement", "Bonus vélo", "Département", Standing::granted);
    second.verdict.amount = 300.5;
    second.aid.link.clear();
    auto loan = aid("pret", "Prêt vélo", "État et banques", Standing::granted);
    loan.verdict.amount = 5000;
    loan.aid.amount = AmountKind::loan;
    auto open = aid("region", "Aide régionale", "Région", Standing::open);
    open.verdict.missing = {"household.tax_income", "bicycle.price"};
    open.aid.checked = day("2024-01-31");
    auto refused = aid("ville", "Chèque vélo", "Ville de Belleville", Standing::refused);
    refused.verdict.deciding = {"bicycle.type"};
    auto ended = aid("etat", "Bonus de l’État", "État", Standing::ended);
    ended.aid.ends = day("2025-02-14");
    return {
        granted,
        second,
        loan,
        open,
        refused,
        ended,
        aid("casse", "Aide en panne", "Région", Standing::broken)};
}

std::vector<Pack> topics() {
    Pack bicycle;
    bicycle.id = "aides-velo";
    bicycle.title = said("Acheter un vélo", "Buying a bicycle");
    bicycle.note = said("Beaucoup d’aides ont été vérifiées en 2025.", "Checked in 2025.");
    bicycle.publisher = "beta.gouv.fr";
    bicycle.licence = "Apache-2.0";
    bicycle.data_date = day("2025-09-01");
    Pack renovation;
    renovation.id = "mesaidesreno";
    renovation.title = said("Rénover mon logement", "Renovating my home");
    renovation.publisher = "beta.gouv.fr";
    renovation.licence = "MIT";
    renovation.data_date = day("2026-06-01");
    return {bicycle, renovation};
}

Home home(std::string code, std::string name) {
    return {{std::move(code), "200000001", "99", "99"}, std::move(name), "Métropole", "Dép."};
}

/// A commune is known and the topic chosen; two questions answered, two to come.
State interviewed(std::string_view path) {
    State state = at(path);
    auto& interview = state.interview;
    interview.packs = Fetching::here;
    interview.model = Fetching::here;
    interview.postal_code = "99999";
    interview.answers.home = home("99999", "Belleville");
    interview.answers.facts = {{"bicycle.type", "electric"}, {"bicycle.price", ""}};
    interview.topics = topics();
    interview.topic = "aides-velo";
    interview.questions = questions_of_pack();
    interview.steps = {{"bicycle.type", true}, {"bicycle.price", true}};
    interview.to_ask = {"household.tax_income", "person.disability"};
    interview.aids = aids_of_pack();
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
                 state.interview.homes = {home("99998", "Beauval"), home("99999", "Belleville")};
                 state.interview.draft = "99999";
             }
         )},
        {"commune_name",
         changed(
             at("/aides/commune-par-nom"),
             [](State& state) {
                 state.interview.commune_name = "B";
                 state.interview.mistake = Mistake::commune_name_short;
             }
         )},
        {"commune_by_name",
         changed(
             at("/aides/commune"),
             [](State& state) {
                 state.interview.search = PlaceSearch::name;
                 state.interview.commune_name = "Bel";
                 state.interview.homes = {home("99998", "Belval"), home("99999", "Belleville")};
                 state.interview.homes_left_out = true;
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
                 state.interview.to_ask = {"person.disability"};
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
                 state.interview.to_ask.clear();
                 state.interview.aids.clear();
                 state.interview.steps[1].counts = false;
             }
         )},
        {"aid_granted", interviewed("/aides/a/aides-velo.metropole")},
        {"aid_open", interviewed("/aides/a/aides-velo.region")},
        {"aid_refused",
         changed(
             interviewed("/aides/a/aides-velo.ville"),
             [](State& state) {
                 state.interview.flips = {{"bicycle.type", "plain", 150, "€"}};
             }
         )},
        {"aid_ended", interviewed("/aides/a/aides-velo.etat")},
        {"aid_broken", interviewed("/aides/a/aides-velo.casse")},
        {"aid_waiting",
         changed(
             interviewed("/aides/a/aides-velo.ville"),
             [](State& state) { state.interview.model = Fetching::awaited; }
         )},
        {"results_not_yet",
         changed(
             interviewed("/aides/resultats"),
             [](State& state) { state.interview.aids = {state.interview.aids[3]}; }
         )},
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
    auto const benefits = sample_benefits(at("/"));
    for (auto const& some :
         {general(), before_questions(), questions(), aids(), benefits, dossiers()})
        all.insert(all.end(), some.begin(), some.end());
    return all;
}

} // namespace prevenance
