#include "tests/web/screens/sample_states.h"

namespace prevenance {

namespace {

FactQuestion question(std::string fact, FactKind kind, BilingualText text) {
    FactQuestion question;
    question.fact = std::move(fact);
    question.kind = kind;
    question.text = std::move(text);
    return question;
}

std::vector<FactQuestion> questions_of_household() {
    auto births = question(
        "children.births",
        FactKind::dates,
        {"Quand vos enfants sont-ils nés ?", "When were your children born?"}
    );
    births.as_many_as = "household.children";
    births.each = {"Enfant", "Child"};
    births.rules = {"enfant 1", "enfant 2", "enfant 3"};
    auto income = question(
        "household.tax_income", FactKind::money, {"Quel est votre revenu fiscal ?", "Tax income?"}
    );
    income.unit = "€";
    income.if_unknown = {"Il est estimé d’après vos salaires.", "Estimated from your pay."};
    return {
        question(
            "household.children", FactKind::whole_number, {"Combien d’enfants ?", "Children?"}
        ),
        births,
        question("person.birth", FactKind::date, {"Quand êtes-vous né ?", "When were you born?"}),
        income};
}

ShownAid benefit(std::string id, std::string title, Standing standing) {
    ShownAid shown;
    shown.id = "prestations." + id;
    shown.aid.id = std::move(id);
    shown.aid.title = {std::move(title), ""};
    shown.aid.payer = "la CAF";
    shown.aid.amount = AmountKind::per_month;
    shown.aid.link = "https://" + shown.aid.id + ".example";
    shown.verdict.standing = standing;
    shown.verdict.unit = "€/mois";
    return shown;
}

std::vector<ShownAid> benefits(Day due) {
    auto income = benefit("rsa", "Revenu minimum", Standing::granted);
    income.verdict.amount = 531.97;
    income.verdict.estimated = {"household.tax_income"};
    income.overdue = {{"Plafond d’une personne", due}};
    auto cover = benefit("css", "Complémentaire avec participation", Standing::granted);
    cover.aid.amount = AmountKind::fee_per_month;
    cover.verdict.amount = 25;
    auto free = benefit("gratuite", "Complémentaire gratuite", Standing::granted);
    free.verdict.unit.clear();
    auto beyond = benefit("logement", "Aide au logement", Standing::beyond);
    return {income, cover, free, beyond};
}

ShownRule rule(std::string title, double number, std::string unit, std::string article) {
    ShownRule shown;
    shown.title = std::move(title);
    shown.value.kind = Value::Kind::number;
    shown.value.number = number;
    shown.unit = std::move(unit);
    shown.citations = {{article, "https://" + article + ".example"}};
    return shown;
}

State household(State state, std::string_view path) {
    state.route = parse_route(path);
    auto& interview = state.interview;
    interview.packs = Fetching::here;
    interview.model = Fetching::here;
    interview.topic = "prestations";
    interview.answers.home = Home{{"99999", "", "99", ""}, "Belleville", "", "Dép."};
    interview.answers.facts = {
        {"household.children", "2"}, {"children.births", "2015-11-05 2024-02-12"}};
    interview.questions = questions_of_household();
    interview.steps = {{"household.children", true}, {"children.births", true}};
    interview.to_ask = {"person.birth"};
    interview.aids = benefits(parse_iso_day("2026-04-01").value());
    interview.limits = {
        {{"home.status", {"loan"}},
         {},
         {"logement"},
         {"Un emprunt a ses propres règles.", "A loan has its own rules."},
         "https://ailleurs.example"}};
    interview.assumptions = {{"Vos enfants vivent avec vous.", "Your children live with you."}};
    interview.rules = {
        rule("Revenu minimum", 531.9695, "€/mois", "article-1"),
        rule("Montant du foyer", 1629.225, "€/mois", "article-2"),
        rule("Parts", 2.5, "", "article-1")};
    return state;
}

} // namespace

std::vector<SampleState> sample_benefits(State const& blank) {
    auto dates = household(blank, "/aides/question/2");
    dates.interview.drafts = {"05/11/2015", "31/02/2024"};
    dates.interview.mistake = Mistake::not_a_day;
    dates.interview.mistake_at = 1;
    auto english = household(blank, "/aides/a/prestations.rsa");
    english.language = Language::english;
    return {
        {"benefit_dates", dates},
        {"benefit_date", household(blank, "/aides/question/3")},
        {"benefit_results", household(blank, "/aides/resultats")},
        {"benefit_explained", household(blank, "/aides/a/prestations.rsa")},
        {"benefit_explained_english", english},
        {"benefit_beyond", household(blank, "/aides/a/prestations.logement")},
    };
}

} // namespace prevenance
