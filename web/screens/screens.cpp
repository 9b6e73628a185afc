#include "web/screens/screens.h"

#include "web/screens/actions.h"
#include "web/screens/page.h"

#include <string>
#include <string_view>

namespace prevenance {

namespace {

bool is_about_aids(Screen screen) {
    return screen >= Screen::postal_code && screen <= Screen::aid;
}

bool is_about_dossiers(Screen screen) {
    return screen == Screen::dossiers || screen == Screen::dossier;
}

void add_banner(Page& page) {
    auto const banner = page.tree.open(Role::banner, "banner");
    add_link(page, "home", page.state.town.name, path_of(Screen::welcome));
    if (page.state.kiosk) add_button(page, "leave", page.words(Text::kiosk_leave), actions::erase);
    {
        auto const navigation =
            page.tree.open(Role::navigation, "navigation", page.words(Text::common_navigation));
        auto const screen = page.state.route.screen;
        add_link(page, "aids", page.words(Text::aids_title), path_of(Screen::postal_code)).current =
            is_about_aids(screen);
        add_link(page, "dossiers", page.words(Text::dossiers_title), path_of(Screen::dossiers))
            .current = is_about_dossiers(screen);
    }
    auto& language =
        add_button(page, "language", page.words(Text::language_other), actions::switch_language);
    language.language = page.state.language == Language::french ? "en" : "fr";
}

void add_footer(Page& page) {
    auto const footer = page.tree.open(Role::footer, "footer");
    auto const here = page.state.route.screen;
    auto const add = [&](std::string_view key, Text text, Screen screen) {
        add_link(page, key, page.words(text), path_of(screen)).current = here == screen;
    };
    add("about", Text::about_title, Screen::about);
    add("accessibility", Text::accessibility_link, Screen::accessibility);
    add("data", Text::data_title, Screen::data);
    bool const html = page.state.renderer == Renderer::html;
    add_button(
        page,
        "view",
        page.words(html ? Text::view_canvas : Text::view_html),
        actions::switch_renderer
    );
}

void add_view_notice(Page& page) {
    auto const say = [&](Text text) {
        page.tree.add(Role::status, "view notice", page.words(text)).tone = Tone::information;
    };
    switch (page.state.view_notice) {
    case ViewNotice::none:
        return;
    case ViewNotice::missing:
        return say(Text::view_missing);
    case ViewNotice::lost:
        return say(Text::view_lost);
    case ViewNotice::contrast:
        return say(Text::view_contrast);
    case ViewNotice::network:
        return say(Text::view_network);
    }
}

/// What has just happened, whatever the screen.
void add_notices(Page& page) {
    if (page.state.idle_warned) {
        auto const alert = page.tree.open(Role::alert, "idle");
        page.tree.innermost().tone = Tone::warning;
        page.tree.add(Role::paragraph, "text", page.words(Text::kiosk_still_there));
        add_button(page, "stay", page.words(Text::kiosk_stay), actions::stay).primary = true;
    }
    if (page.state.erased) {
        page.tree.add(Role::status, "erased", page.words(Text::data_erased)).tone = Tone::success;
    }
    add_view_notice(page);
}

void show_main(Page& page) {
    switch (page.state.route.screen) {
    case Screen::welcome:
        return show_welcome(page);
    case Screen::postal_code:
        return show_postal_code(page);
    case Screen::commune_name:
        return show_commune_name(page);
    case Screen::commune:
        return show_commune(page);
    case Screen::topic:
        return show_topic(page);
    case Screen::question:
        return show_question(page);
    case Screen::results:
        return show_results(page);
    case Screen::aid:
        return show_aid(page);
    case Screen::dossiers:
        return show_dossiers(page);
    case Screen::dossier:
        return show_dossier(page);
    case Screen::about:
        return show_about(page);
    case Screen::accessibility:
        return show_accessibility(page);
    case Screen::data:
        return show_data(page);
    case Screen::unknown:
        return show_unknown(page);
    }
}

/// The heading of level 1, then whose page it is: what tabs and screen readers say first.
std::string title_of(Tree const& tree, Town const& town) {
    for (auto const& node : tree.nodes) {
        if (node.role == Role::heading && node.level == 1) return node.text + " – " + town.name;
    }
    return town.name;
}

} // namespace

Tree show(State const& state) {
    Tree tree;
    tree.path = path_of(state.route);
    tree.language = code_of(state.language);
    TreeBuilder builder(tree);
    Page page{state, builder, Words(state.language)};
    add_link(page, "skip", page.words(Text::common_skip), "#main");
    add_banner(page);
    {
        auto const main = builder.open(Role::main, "main");
        add_notices(page);
        show_main(page);
    }
    add_footer(page);
    tree.title = title_of(tree, state.town);
    return tree;
}

} // namespace prevenance
