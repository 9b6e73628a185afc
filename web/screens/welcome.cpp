#include "web/screens/page.h"

namespace prevenance {

void show_welcome(Page& page) {
    auto const& words = page.words;
    auto const& interview = page.state.interview;
    add_title(page, words(Text::welcome_title));
    {
        auto const card = page.tree.open(Role::card, "aids");
        add_heading(page, 2, "heading", words(Text::aids_title));
        page.tree.add(Role::paragraph, "text", words(Text::welcome_aids_text));
        add_link(page, "go", words(Text::welcome_aids_link), path_of(Screen::postal_code)).primary =
            true;
        if (interview.answers.home) {
            add_link(page, "resume", words(Text::welcome_aids_resume), path_of(Screen::results));
        }
    }
    {
        auto const card = page.tree.open(Role::card, "dossiers");
        add_heading(page, 2, "heading", words(Text::dossiers_title));
        page.tree.add(Role::paragraph, "text", words(Text::welcome_dossiers_text));
        add_link(page, "go", words(Text::welcome_dossiers_link), path_of(Screen::dossiers))
            .primary = true;
    }
    page.tree.add(
        Role::paragraph,
        "data",
        words(page.state.kiosk ? Text::welcome_data_kiosk : Text::welcome_data)
    );
}

void show_unknown(Page& page) {
    add_title(page, page.words(Text::unknown_title));
    page.tree.add(Role::paragraph, "text", page.words(Text::unknown_text));
    add_link(page, "home", page.words(Text::common_home), path_of(Screen::welcome)).primary = true;
}

} // namespace prevenance
