// "Mes dossiers": why and how to log in.
#include "web/screens/actions.h"
#include "web/screens/page.h"

namespace prevenance {

namespace {

void show_login(Page& page) {
    page.tree.add(Role::paragraph, "why", page.words(Text::dossiers_login_why));
    page.tree.add(Role::paragraph, "how", page.words(Text::dossiers_login_how));
    add_button(page, "log in", page.words(Text::dossiers_login), actions::log_in).primary = true;
    auto const help = page.tree.open(Role::details, "help", page.words(Text::dossiers_login_help));
    page.tree.add(Role::paragraph, "text", page.words(Text::dossiers_login_help_text));
}

} // namespace

void show_dossiers(Page& page) {
    add_title(page, page.words(Text::dossiers_title));
    switch (page.state.session.fetching) {
    case Fetching::idle:
    case Fetching::awaited:
        return add_waiting(page, Text::dossiers_waiting);
    case Fetching::failed:
        return add_failure(
            page, Text::dossiers_session_failed, Text::dossiers_session_failed_remedy
        );
    case Fetching::here:
        return show_login(page);
    }
}

} // namespace prevenance
