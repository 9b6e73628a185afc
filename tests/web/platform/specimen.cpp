#include "tests/web/platform/specimen.h"

namespace prevenance {

namespace {

Node& add(TreeBuilder& tree, Role role, std::string_view key, std::string_view text) {
    return tree.add(role, key, text);
}

void add_heading(TreeBuilder& tree, std::uint8_t level, std::string_view text) {
    add(tree, Role::heading, "heading", text).level = level;
}

Node& add_link(
    TreeBuilder& tree, std::string_view key, std::string_view text, std::string_view target
) {
    Node& link = add(tree, Role::link, key, text);
    link.target = target;
    return link;
}

Node& add_button(
    TreeBuilder& tree, std::string_view key, std::string_view text, std::string_view action
) {
    Node& button = add(tree, Role::button, key, text);
    button.action = action;
    return button;
}

void show_welcome(TreeBuilder& tree) {
    add_heading(tree, 1, "Vos aides et vos démarches, simplement");
    add(tree, Role::paragraph, "lead", "Votre ville vous dit à quoi vous avez droit.");
    {
        auto const card = tree.open(Role::card, "aids");
        add_heading(tree, 2, "Mes aides");
        add(tree,
            Role::paragraph,
            "text",
            "Répondez à quelques questions. Vous verrez les aides possibles et leur montant.");
        add_link(tree, "go", "Trouver mes aides", "/question").primary = true;
    }
    {
        auto const card = tree.open(Role::card, "dossiers");
        add_heading(tree, 2, "Mes dossiers");
        add(tree, Role::paragraph, "text", "Voyez où en est chaque demande, et qui doit agir.");
        add_link(tree, "go", "Suivre mes dossiers", "/dossier").primary = true;
    }
    add(tree,
        Role::paragraph,
        "data",
        "Vos réponses restent sur cet appareil. Personne d’autre ne les voit.");
}

void show_question(
    TreeBuilder& tree, std::string const& postal_code, std::string const& answer, bool mistakes
) {
    add_heading(tree, 1, "Où habitez-vous ?");
    if (mistakes) {
        auto const alert = tree.open(Role::alert, "alert", "Deux réponses sont à revoir");
        tree.innermost().tone = Tone::error;
        add(tree, Role::paragraph, "one", "Le code postal a cinq chiffres.");
        add(tree, Role::paragraph, "two", "Une réponse manque.");
    }
    auto& progress = add(tree, Role::progress, "progress", "Question 2 sur 5 au plus");
    progress.value = "40";
    auto const form = tree.open(Role::form, "form");
    auto& field = add(tree, Role::field, "postal code", "Code postal");
    field.input = Input::postal_code;
    field.hint = "Cinq chiffres, par exemple 35000";
    field.value = postal_code;
    field.action = "postal_code";
    if (mistakes) field.error = "Écrivez les cinq chiffres de votre code postal.";
    {
        auto const choices = tree.open(Role::choices, "kind", "Quel vélo souhaitez-vous acheter ?");
        tree.innermost().action = "answer";
        tree.innermost().hint = "Une seule réponse";
        if (mistakes) tree.innermost().error = "Choisissez une réponse.";
        char const* const kinds[] = {"Un vélo mécanique", "Un vélo électrique", "Un vélo cargo"};
        for (auto const* kind : kinds) {
            auto& choice = add(tree, Role::choice, kind, kind);
            choice.value = kind;
            choice.checked = answer == kind;
        }
    }
    auto& income = add(tree, Role::field, "income", "Revenu fiscal de référence");
    income.input = Input::whole_number;
    income.hint = "En euros, sur votre dernier avis d’impôt";
    add_button(tree, "go", "Continuer", "send").primary = true;
    add_button(tree, "skip", "Passer cette question", "skip");
}

void add_aid(TreeBuilder& tree, std::string_view title, std::string_view amount, Tone tone) {
    auto const card = tree.open(Role::card, title);
    add_heading(tree, 3, title);
    if (!amount.empty()) {
        auto& figure = add(tree, Role::figure, "amount", amount);
        figure.hint = "une seule fois";
    }
    bool const granted = tone == Tone::success;
    auto& badge =
        add(tree, Role::badge, "badge", granted ? "Vous y avez droit" : "Une réponse manque");
    badge.tone = tone;
    add(tree, Role::paragraph, "payer", "Versée par Rennes Métropole");
    add_link(tree, "detail", "Comprendre ce montant", "/dossier");
    add_link(tree, "apply", "Faire la demande sur metropole.rennes.fr", "https://example.org/")
        .external = true;
}

void show_results(TreeBuilder& tree) {
    add_heading(tree, 1, "Vos aides à Rennes");
    auto& status = add(tree, Role::status, "summary", "Deux aides sont pour vous.");
    status.tone = Tone::success;
    auto& total = add(tree, Role::figure, "total", "1 150 €");
    total.hint = "en tout, pour deux aides qui s’ajoutent";
    {
        auto const section = tree.open(Role::section, "granted");
        add_heading(tree, 2, "Vous y avez droit");
        add_aid(tree, "Prime pour un vélo électrique", "750 €", Tone::success);
        add_aid(tree, "Aide de la région", "400 €", Tone::success);
    }
    {
        auto const section = tree.open(Role::section, "open");
        add_heading(tree, 2, "Peut-être");
        add_aid(tree, "Aide de l’État aux revenus modestes", "", Tone::warning);
    }
    {
        auto const details =
            tree.open(Role::details, "refused", "Trois aides ne sont pas pour vous");
        auto const list = tree.open(Role::list, "list");
        for (auto const* name : {"Prime à la conversion", "Aide au vélo pliant"}) {
            auto const item = tree.open(Role::item, name);
            add_link(tree, "detail", name, "/dossier");
        }
        add(tree, Role::item, "plain", "Aide pour les entreprises");
    }
    {
        auto const table = tree.open(Role::table, "answers", "Vos réponses");
        {
            auto const row = tree.open(Role::row, "head");
            add(tree, Role::column_header, "question", "Question");
            add(tree, Role::column_header, "answer", "Réponse");
        }
        {
            auto const row = tree.open(Role::row, "first");
            add(tree, Role::row_header, "question", "Code postal");
            add(tree, Role::cell, "answer", "35000 Rennes");
        }
        {
            auto const row = tree.open(Role::row, "second");
            add(tree, Role::row_header, "question", "Revenu fiscal de référence");
            add(tree, Role::cell, "answer", "14 500 €");
        }
    }
}

void add_step(
    TreeBuilder& tree, StepState state, std::string_view text, std::string_view hint, Tone tone
) {
    auto& step = add(tree, Role::step, text, text);
    step.state = state;
    step.tone = tone;
    step.hint = hint;
    constexpr char const* words[] = {"À venir", "En cours", "Fait"};
    step.value = words[static_cast<std::size_t>(state)];
}

void show_dossier(TreeBuilder& tree) {
    add_heading(tree, 1, "Prime pour un vélo électrique");
    add(tree, Role::badge, "badge", "À vous d’agir").tone = Tone::warning;
    {
        auto const card = tree.open(Role::section, "next");
        add_heading(tree, 2, "Ce qu’il vous reste à faire");
        add(tree,
            Role::paragraph,
            "text",
            "Envoyez la facture du vélo avant le 3 décembre 2026. "
            "La mairie reprendra alors votre dossier.");
        add_button(tree, "go", "Envoyer la facture", "send").primary = true;
        add_button(tree, "call", "Demander un délai", "ask");
        add_button(tree, "off", "Abandonner", "stop").disabled = true;
    }
    {
        auto const section = tree.open(Role::section, "steps");
        add_heading(tree, 2, "Où en est votre dossier");
        auto& progress = add(tree, Role::progress, "progress", "Trois étapes faites sur cinq");
        progress.value = "60";
        auto const timeline = tree.open(Role::timeline, "timeline", "Étapes du dossier");
        add_step(tree, StepState::done, "Demande envoyée", "2 novembre 2026, par vous", {});
        add_step(tree, StepState::done, "Demande reçue", "4 novembre 2026, par la mairie", {});
        add_step(
            tree, StepState::current, "Facture demandée", "À vous, avant le 3 décembre 2026", {}
        );
        add_step(tree, StepState::upcoming, "Examen de la demande", "Par la mairie", {});
        add_step(tree, StepState::upcoming, "Décision", "Au plus tard le 4 janvier 2027", {});
    }
    {
        auto const section = tree.open(Role::section, "past");
        add_heading(tree, 2, "Un dossier accepté");
        auto const timeline = tree.open(Role::timeline, "timeline", "Étapes d’un autre dossier");
        add_step(tree, StepState::done, "Demande envoyée", "1 juin 2026", {});
        add_step(tree, StepState::done, "Aide accordée", "14 juin 2026", Tone::success);
    }
}

void show_main(TreeBuilder& tree, std::string const& path) {
    if (path == "/resultats") return show_results(tree);
    if (path == "/dossier") return show_dossier(tree);
    add_heading(tree, 1, "Mes dossiers");
    if (path == "/attente") {
        add(tree, Role::loading, "loading", "Nous cherchons vos dossiers…");
        return;
    }
    auto const alert = tree.open(Role::alert, "alert", "Vos dossiers ne sont pas arrivés.");
    tree.innermost().tone = Tone::error;
    add(tree, Role::paragraph, "text", "Vérifiez votre connexion, puis réessayez.");
    add_button(tree, "retry", "Réessayer", "retry").primary = true;
}

} // namespace

std::vector<Effect> Specimen::update(Message const& message) {
    std::vector<Effect> effects;
    if (!message.path.empty()) path_ = message.path.substr(0, message.path.find('?'));
    if (message.action == "postal_code") postal_code_ = message.value;
    if (message.action == "answer") answer_ = message.value;
    if (message.action == "language") english_ = !english_;
    if (message.action == "send") path_ = postal_code_.size() == 5 ? "/resultats" : "/erreur";
    if (message.action == "retry") effects.push_back({Effect::Kind::fetch, "/specimen.json", ""});
    if (message.action == "view") effects.push_back({Effect::Kind::view, "canvas", ""});
    if (message.kind == Message::Kind::start && message.saved) postal_code_ = *message.saved;
    if (message.kind == Message::Kind::type)
        effects.push_back({Effect::Kind::save, postal_code_, ""});
    if (message.kind == Message::Kind::resource)
        said_ = "Réponse " + std::to_string(message.status);
    return effects;
}

Tree Specimen::view() const {
    Tree tree;
    tree.path = path_;
    tree.language = english_ ? "en" : "fr";
    tree.title = "Prévenance " + path_;
    TreeBuilder builder(tree);
    add_link(builder, "skip", "Aller au contenu", "#main");
    {
        auto const banner = builder.open(Role::banner, "banner");
        add_link(builder, "home", "Ville de Prévenance-sur-Loire", "/");
        {
            auto const menu = builder.open(Role::navigation, "menu", "Menu principal");
            add_link(builder, "aids", "Mes aides", "/question").current = path_ != "/dossier";
            add_link(builder, "dossiers", "Mes dossiers", "/dossier").current = path_ == "/dossier";
        }
        add_button(builder, "language", "English", "language").language = "en";
    }
    {
        auto const main = builder.open(Role::main, "main");
        builder.add(Role::status, "said", said_);
        bool const mistakes = path_ == "/erreur";
        if (path_ == "/") {
            show_welcome(builder);
        } else if (path_ == "/question" || mistakes) {
            show_question(builder, postal_code_, answer_, mistakes);
        } else {
            show_main(builder, path_);
        }
    }
    auto const footer = builder.open(Role::footer, "footer");
    add_link(builder, "about", "À propos", "/attente");
    add_link(builder, "accessibility", "Accessibilité : partiellement conforme", "/panne");
    add_button(builder, "view", "Vue graphique", "view");
    return tree;
}

} // namespace prevenance
