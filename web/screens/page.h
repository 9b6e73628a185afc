// What every screen is written with: the state, the tree, the words; and the pieces they share.
#pragma once

#include "web/screens/state.h"
#include "web/screens/words.h"
#include "web/view/tree.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace prevenance {

/// The page being written. Lives only while one tree is built.
struct Page {
    State const& state;
    TreeBuilder& tree;
    Words words;
};

/// The page's own title; the window's title follows it.
void add_title(Page& page, std::string_view title);

/// A heading of level 2 to 4.
void add_heading(Page& page, std::uint8_t level, std::string_view key, std::string_view text);

/// Running text. Empty lines in `text` part it into several paragraphs.
void add_paragraphs(Page& page, std::string_view key, std::string_view text);

/// The same for words that others wrote in French, whatever the page speaks: packs, services.
void add_french_paragraphs(Page& page, std::string_view key, std::string_view text);

/// "fr" where the page speaks another language, else "": for Node::language.
std::string_view written_in_french(Page const& page);

/// The same for a text that may lack its English.
std::string_view language_of(Page const& page, BilingualText const& text);

Node& add_link(Page& page, std::string_view key, std::string_view text, std::string_view target);

/// Tells who hears a link what it is about, where other links bear the same words.
void tell_subject(Page const& page, Node& link, std::string_view subject);

/// A link that leaves the site; on a kiosk, whose screen stays, the address to note down.
///
/// `subject`  as tell_subject() takes it; "" when the words say enough.
Node& add_outside_link(
    Page& page,
    std::string_view key,
    std::string_view text,
    std::string_view address,
    std::string_view subject = {}
);

Node& add_button(Page& page, std::string_view key, std::string_view text, std::string_view action);

/// What stands where something is awaited or did not arrive: a word, and a way to ask again.
void add_waiting(Page& page, Text text);
void add_failure(Page& page, Text what, Text remedy);

/// What was said to a question, as it was shown: « Oui », « Un vélo électrique », « 1 200 € ».
std::string value_shown(Page const& page, FactQuestion const& question, std::string_view value);

/// A question, what was answered, and the link that changes it.
void add_answer_line(
    Page& page,
    std::string_view key,
    std::string_view name,
    std::string_view value,
    Route const& target
);

/// What was answered, each with a way to change it; nothing before a commune is known.
void add_answers(Page& page);

/// « Aide à l'achat d'un vélo, Rennes Métropole »: many local aids bear the same title.
std::string name_of(Page const& page, PackAid const& aid);

/// What it is worth, large: « 1 200 € ». Nothing for an aid that is refused.
void add_aid_amount(Page& page, ShownAid const& shown);

/// What was estimated in place of an answer.
void add_estimates(Page& page, ShownAid const& aid);

/// The day the data were checked; a warning when they are more than a year old.
void add_data_date(Page& page, Day date);

/// The badge that says where a dossier stands: « À compléter », « Accepté »…
void add_dossier_status(Page& page, DossierSummary const& summary);

/// « À vous d'agir, au plus tard le … »: whose turn it is, and by when.
void add_turn(Page& page, Turn const& turn);

/// What stands in place of the dossiers as long as nobody is logged in or nothing has arrived.
/// True when the dossiers are there and the screen may go on.
bool add_dossiers_access(Page& page);

// The screens: what `main` holds.
void show_welcome(Page& page);
void show_postal_code(Page& page);
void show_commune_name(Page& page);
void show_commune(Page& page);
void show_topic(Page& page);
void show_question(Page& page);
void show_results(Page& page);
void show_aid(Page& page);
void show_dossiers(Page& page);
void show_dossier(Page& page);
void show_about(Page& page);
void show_accessibility(Page& page);
void show_data(Page& page);
void show_unknown(Page& page);

} // namespace prevenance
