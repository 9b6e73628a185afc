// "Mes dossiers": why and how to log in, then the list.
#include "web/screens/actions.h"
#include "web/screens/page.h"

#include <string>

namespace prevenance {

namespace {

void add_login_trouble(Page& page) {
    auto const say = [&](Text text) {
        page.tree.add(Role::alert, "trouble", page.words(text)).tone = Tone::warning;
    };
    switch (page.state.session.trouble) {
    case LoginTrouble::none:
        return;
    case LoginTrouble::cancelled:
        return say(Text::login_trouble_cancelled);
    case LoginTrouble::expired:
        return say(Text::login_trouble_expired);
    case LoginTrouble::refused:
        return say(Text::login_trouble_refused);
    case LoginTrouble::unavailable:
        return say(Text::login_trouble_unavailable);
    }
}

void add_login(Page& page) {
    add_login_trouble(page);
    page.tree.add(Role::paragraph, "why", page.words(Text::dossiers_login_why));
    page.tree.add(Role::paragraph, "how", page.words(Text::dossiers_login_how));
    add_button(page, "log in", page.words(Text::dossiers_login), actions::log_in).primary = true;
    auto const help = page.tree.open(Role::details, "help", page.words(Text::dossiers_login_help));
    page.tree.add(Role::paragraph, "text", page.words(Text::dossiers_login_help_text));
}

bool add_session_access(Page& page) {
    switch (page.state.session.fetching) {
    case Fetching::idle:
    case Fetching::awaited:
        add_waiting(page, Text::dossiers_waiting);
        return false;
    case Fetching::failed:
        add_failure(page, Text::dossiers_session_failed, Text::dossiers_session_failed_remedy);
        return false;
    case Fetching::here:
        break;
    }
    if (!page.state.session.authenticated) add_login(page);
    return page.state.session.authenticated;
}

void add_person(Page& page) {
    auto const& session = page.state.session;
    auto const name = session.given_name + ' ' + session.family_name;
    page.tree.add(Role::paragraph, "who", page.words.fill(Text::dossiers_who, {{"name", name}}));
    add_button(page, "log out", page.words(Text::dossiers_log_out), actions::log_out);
}

void add_dossier_card(Page& page, FollowedDossier const& dossier) {
    auto const card = page.tree.open(Role::card, dossier.id);
    auto const title = page.words(dossier.procedure.title);
    add_heading(page, 2, "title", title);
    add_dossier_status(page, dossier.summary);
    add_turn(page, dossier.summary.turn);
    page.tree.add(
        Role::paragraph,
        "reference",
        page.words.fill(
            Text::dossier_reference,
            {{"id", dossier.id}, {"date", page.words.day(dossier.summary.deposited)}}
        )
    );
    auto& open = add_link(
        page,
        "open",
        page.words(Text::dossiers_open_link),
        path_of(Route{Screen::dossier, 0, dossier.id})
    );
    tell_subject(page, open, title);
}

} // namespace

bool add_dossiers_access(Page& page) {
    if (!add_session_access(page)) return false;
    switch (page.state.dossiers.fetching) {
    case Fetching::idle:
    case Fetching::awaited:
        add_waiting(page, Text::dossiers_waiting);
        return false;
    case Fetching::failed:
        add_failure(page, Text::dossiers_list_failed, Text::dossiers_list_failed_remedy);
        return false;
    case Fetching::here:
        return true;
    }
    return false;
}

void show_dossiers(Page& page) {
    add_title(page, page.words(Text::dossiers_title));
    if (!add_dossiers_access(page)) return;
    auto const& known = page.state.dossiers.known;
    for (auto const& dossier : known)
        add_dossier_card(page, dossier);
    if (known.empty()) {
        page.tree.add(Role::paragraph, "empty", page.words(Text::dossiers_empty));
        page.tree.add(Role::paragraph, "remedy", page.words(Text::dossiers_empty_remedy));
        add_link(page, "aids", page.words(Text::welcome_aids_link), path_of(Screen::postal_code))
            .primary = true;
    }
    add_person(page);
}

} // namespace prevenance
