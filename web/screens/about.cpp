// À propos, accessibilité, données: what the law asks to be said, and what helps.
#include "web/screens/actions.h"
#include "web/screens/page.h"

#include <string>

namespace prevenance {

namespace {

void add_contact(Page& page) {
    auto const& town = page.state.town;
    if (!town.contact.empty()) {
        add_outside_link(
            page,
            "write",
            page.words.fill(Text::about_write, {{"address", town.contact}}),
            "mailto:" + town.contact
        );
    }
    if (!town.phone.empty()) {
        page.tree.add(
            Role::paragraph, "phone", page.words.fill(Text::about_phone, {{"phone", town.phone}})
        );
    }
}

/// Opens a section and writes its heading.
TreeBuilder::Scope open_section(Page& page, std::string_view key, Text heading) {
    auto scope = page.tree.open(Role::section, key);
    add_heading(page, 2, "heading", page.words(heading));
    return scope;
}

void add_packs_head(Page& page) {
    auto const head = page.tree.open(Role::row, "head");
    page.tree.add(Role::column_header, "title", page.words(Text::data_packs_column));
    page.tree.add(Role::column_header, "publisher", page.words(Text::data_publisher_column));
    page.tree.add(Role::column_header, "licence", page.words(Text::data_licence_column));
    page.tree.add(Role::column_header, "date", page.words(Text::data_date_column));
}

void add_pack(Page& page, Pack const& pack) {
    auto const row = page.tree.open(Role::row, pack.id);
    page.tree.add(Role::row_header, "title", page.words(pack.title)).language =
        language_of(page, pack.title);
    page.tree.add(Role::cell, "publisher", pack.publisher);
    page.tree.add(Role::cell, "licence", pack.licence);
    page.tree.add(Role::cell, "date", page.words.day(pack.data_date));
}

void add_packs(Page& page) {
    auto const section = open_section(page, "packs", Text::data_packs);
    auto const& interview = page.state.interview;
    page.tree.add(Role::paragraph, "text", page.words(Text::data_packs_text));
    switch (interview.packs) {
    case Fetching::idle:
    case Fetching::awaited:
        return add_waiting(page, Text::aids_topic_waiting);
    case Fetching::failed:
        return add_failure(page, Text::aids_topic_failed, Text::aids_topic_failed_remedy);
    case Fetching::here:
        break;
    }
    auto const table = page.tree.open(Role::table, "table", page.words(Text::data_packs));
    add_packs_head(page);
    for (auto const& topic : interview.topics)
        add_pack(page, topic);
}

void add_device(Page& page) {
    auto const section = open_section(page, "device", Text::data_device);
    bool const kiosk = page.state.kiosk;
    page.tree.add(
        Role::paragraph,
        "text",
        page.words(kiosk ? Text::data_device_kiosk : Text::data_device_text)
    );
    add_button(page, "erase", page.words(Text::data_erase), actions::erase);
}

} // namespace

void show_about(Page& page) {
    auto const& town = page.state.town;
    add_title(page, page.words(Text::about_title));
    page.tree.add(Role::paragraph, "what", page.words(Text::about_what));
    page.tree.add(Role::paragraph, "value", page.words(Text::about_value));
    {
        auto const section = open_section(page, "publisher", Text::about_publisher);
        add_paragraphs(page, "name", town.publisher);
        page.tree.add(
            Role::paragraph,
            "director",
            page.words.fill(Text::about_director, {{"name", town.director}})
        );
    }
    {
        auto const section = open_section(page, "host", Text::about_host);
        add_paragraphs(page, "name", town.host);
    }
    {
        auto const section = open_section(page, "contact", Text::about_contact);
        add_contact(page);
    }
    {
        auto const section = open_section(page, "software", Text::about_software);
        page.tree.add(Role::paragraph, "text", page.words(Text::about_software_text));
    }
}

void show_accessibility(Page& page) {
    add_title(page, page.words(Text::accessibility_title));
    page.tree.add(Role::paragraph, "state", page.words(Text::accessibility_state));
    {
        auto const section = open_section(page, "level", Text::accessibility_level);
        page.tree.add(Role::paragraph, "text", page.words(Text::accessibility_level_text));
    }
    {
        auto const section = open_section(page, "done", Text::accessibility_done);
        auto const list = page.tree.open(Role::list, "list");
        page.tree.add(Role::item, "keyboard", page.words(Text::accessibility_done_keyboard));
        page.tree.add(Role::item, "checked", page.words(Text::accessibility_done_checked));
        page.tree.add(Role::item, "zoom", page.words(Text::accessibility_done_zoom));
        page.tree.add(Role::item, "html", page.words(Text::accessibility_done_html));
    }
    {
        auto const section = open_section(page, "help", Text::accessibility_help);
        page.tree.add(Role::paragraph, "text", page.words(Text::accessibility_help_text));
        add_contact(page);
    }
    {
        auto const section = open_section(page, "recourse", Text::accessibility_recourse);
        page.tree.add(Role::paragraph, "text", page.words(Text::accessibility_recourse_text));
        add_outside_link(
            page,
            "link",
            page.words(Text::accessibility_recourse_link),
            "https://formulaire.defenseurdesdroits.fr/"
        );
    }
}

void show_data(Page& page) {
    add_title(page, page.words(Text::data_title));
    add_device(page);
    {
        auto const section = open_section(page, "server", Text::data_server);
        page.tree.add(Role::paragraph, "text", page.words(Text::data_server_text));
    }
    {
        auto const section = open_section(page, "rights", Text::data_rights);
        auto const& address = page.state.town.data_protection;
        page.tree.add(Role::paragraph, "text", page.words(Text::data_rights_text));
        add_outside_link(
            page,
            "write",
            page.words.fill(Text::about_write, {{"address", address}}),
            "mailto:" + address
        );
        page.tree.add(Role::paragraph, "cnil", page.words(Text::data_rights_cnil));
        add_outside_link(
            page, "cnil link", page.words(Text::data_cnil_link), "https://www.cnil.fr/"
        );
    }
    add_packs(page);
    {
        auto const section = open_section(page, "places", Text::data_places);
        page.tree.add(Role::paragraph, "text", page.words(Text::data_places_text));
    }
}

} // namespace prevenance
