#include "web/screens/page.h"

#include "web/screens/actions.h"

#include <string>

namespace prevenance {

void add_title(Page& page, std::string_view title) {
    page.tree.add(Role::heading, "title", title).level = 1;
}

void add_heading(Page& page, std::uint8_t level, std::string_view key, std::string_view text) {
    page.tree.add(Role::heading, key, text).level = level;
}

namespace {

void add_each_paragraph(
    Page& page, std::string_view key, std::string_view text, std::string_view language
) {
    for (std::size_t number = 0; !text.empty(); ++number) {
        auto const end = text.find("\n\n");
        auto const paragraph = text.substr(0, end);
        auto const name =
            std::string(key) + (number == 0 ? std::string() : ' ' + std::to_string(number));
        if (!paragraph.empty()) page.tree.add(Role::paragraph, name, paragraph).language = language;
        if (end == std::string_view::npos) return;
        text.remove_prefix(end + 2);
    }
}

} // namespace

void add_paragraphs(Page& page, std::string_view key, std::string_view text) {
    add_each_paragraph(page, key, text, "");
}

void add_french_paragraphs(Page& page, std::string_view key, std::string_view text) {
    add_each_paragraph(page, key, text, written_in_french(page));
}

std::string_view written_in_french(Page const& page) {
    return page.state.language == Language::french ? "" : "fr";
}

std::string_view language_of(Page const& page, BilingualText const& text) {
    return text.english.empty() ? written_in_french(page) : "";
}

Node& add_link(Page& page, std::string_view key, std::string_view text, std::string_view target) {
    Node& link = page.tree.add(Role::link, key, text);
    link.target = target;
    return link;
}

void tell_subject(Page const& page, Node& link, std::string_view subject) {
    link.subject = page.words.fill(Text::common_subject, {{"subject", subject}});
}

namespace {

/// An address as one notes it down: the site alone, when the rest is too long to be copied.
std::string_view noted(std::string_view address) {
    constexpr std::string_view secure = "https://";
    constexpr std::size_t copied_max = 56;
    if (address.starts_with(secure)) address.remove_prefix(secure.size());
    if (address.size() > copied_max) address = address.substr(0, address.find('/'));
    if (address.ends_with('/')) address.remove_suffix(1);
    return address;
}

} // namespace

Node& add_outside_link(
    Page& page,
    std::string_view key,
    std::string_view text,
    std::string_view address,
    std::string_view subject
) {
    if (page.state.kiosk) {
        bool const is_told = address.starts_with("mailto:"); // By the text.
        auto const note =
            page.words.fill(Text::kiosk_address, {{"what", text}, {"address", noted(address)}});
        return page.tree.add(Role::paragraph, key, is_told ? text : std::string_view(note));
    }
    Node& link = add_link(page, key, text, address);
    link.external = true;
    if (!subject.empty()) tell_subject(page, link, subject);
    return link;
}

Node& add_button(Page& page, std::string_view key, std::string_view text, std::string_view action) {
    Node& button = page.tree.add(Role::button, key, text);
    button.action = action;
    return button;
}

void add_waiting(Page& page, Text text) {
    page.tree.add(Role::loading, "waiting", page.words(text));
}

void add_failure(Page& page, Text what, Text remedy) {
    auto const alert = page.tree.open(Role::alert, "failure");
    page.tree.innermost().tone = Tone::error;
    page.tree.add(Role::paragraph, "what", page.words(what));
    page.tree.add(Role::paragraph, "remedy", page.words(remedy));
    add_button(page, "retry", page.words(Text::common_retry), actions::retry).primary = true;
}

} // namespace prevenance
