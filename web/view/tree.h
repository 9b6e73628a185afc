// The view tree: what a screen shows, as plain data. Screens build it, renderers paint it.
//
// A tree holds every text that is shown or spoken, in the reader's language, and the token that
// comes back when something is pressed. It knows no pixel, no colour and no rule.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace prevenance {

/// What a node is to the person, as ARIA names it where ARIA has a name.
enum class Role : std::uint8_t {
    banner,        ///< Top of every page: the authority's name, navigation, language.
    navigation,    ///< `text` names it.
    main,          ///< One per page.
    footer,        ///< Bottom of every page (contentinfo).
    section,       ///< Groups what follows its heading.
    card,          ///< A section that stands alone in a list: an aid, a dossier.
    heading,       ///< `level` 1 to 4; one level 1 per page.
    paragraph,     ///< Running text.
    link,          ///< `target` is where it leads: a path of the page, or an address outside.
    button,        ///< `action` is what it does.
    field,         ///< One line of typing: `text` label, `hint`, `error`, `value`, `input`.
    choices,       ///< Exactly one of the `choice` children; `text` is the question.
    choice,        ///< `checked` or not; pressing it sends the group's choice.
    form,          ///< Fields and one `primary` button: Enter presses it.
    timeline,      ///< Steps of a dossier, in order; `text` names it.
    step,          ///< `state` done, current or upcoming; `hint` is the date or the next actor.
    progress,      ///< `value` is 0 to 100; `text` says it in words.
    table,         ///< `text` is its caption; rows, then cells.
    row,           ///
    column_header, ///
    row_header,    ///
    cell,          ///
    list,          ///
    item,          ///
    figure,        ///< An amount, shown large: `text` is "1 200 €", `hint` is "par an".
    badge,         ///< A short word that states a status; `tone` supports the word.
    status,        ///< Spoken politely when it changes.
    alert,         ///< Spoken at once.
    details,       ///< Closed until pressed: `text` is the summary, children the content.
    loading,       ///< `text` says what is awaited.
};

/// How far a step, an aid or a message is good or bad news. Never the only carrier of meaning.
enum class Tone : std::uint8_t { neutral, information, success, warning, error };

/// Which keyboard a field asks for, and what the browser may fill in.
enum class Input : std::uint8_t { text, postal_code, whole_number, decimal, date };

/// Where a step stands.
enum class StepState : std::uint8_t { upcoming, current, done };

/// Stable across trees: the hash of the keys from the root to the node. Never 0, below 2^31.
using NodeId = std::uint32_t;

struct Node {
    NodeId id = 0;
    /// Index of the parent in Tree::nodes; no_parent at the top.
    std::uint32_t parent = 0;
    Role role = Role::paragraph;
    Tone tone = Tone::neutral;
    Input input = Input::text;
    StepState state = StepState::upcoming;
    std::uint8_t level = 0; ///< Headings only: 1 to 4.
    bool primary = false;   ///< The one thing to do next.
    bool current = false;   ///< The link to the page one is on.
    bool checked = false;   ///< Choices only.
    bool disabled = false;  ///< Shown, and does nothing.
    bool external = false;  ///< The link leaves the site.
    std::string text;       ///< What is read first: label, title, sentence.
    std::string value;      ///< Fields: what is typed. Progress: 0 to 100.
    std::string hint;       ///< Second line: help, date, period.
    std::string error;      ///< Fields: what is wrong and how to mend it.
    std::string target;     ///< Links: path or address.
    std::string subject;    ///< Links: what `text` is about; spoken after it, not shown.
    std::string action;     ///< What is sent when pressed, typed in or chosen; "" sends nothing.
    std::string language;   ///< BCP 47: of `text`, when it is not the page's.

    friend bool operator==(Node const&, Node const&) = default;
};

inline constexpr std::uint32_t no_parent = 0xFFFF'FFFF;

/// Parents come before children, siblings in reading order.
struct Tree {
    std::vector<Node> nodes;
    std::string path;     ///< What the address bar shows: "/aides".
    std::string title;    ///< The window's title.
    std::string language; ///< "fr" or "en" (BCP 47).
};

/// Builds a tree from the top down. A key names a node among its siblings and must not repeat
/// there.
class TreeBuilder {
public:
    explicit TreeBuilder(Tree& tree);

    /// Adds a leaf. The reference is good until the next node is added.
    Node& add(Role role, std::string_view key, std::string_view text = {});

    /// Closes the node it opened when it goes out of scope.
    class [[nodiscard]] Scope {
    public:
        explicit Scope(TreeBuilder& builder)
            : builder_(&builder) {}

        ~Scope() {
            if (builder_ != nullptr) builder_->close();
        }

        /// So that a function may open a node and return it open.
        Scope(Scope&& other) noexcept
            : builder_(std::exchange(other.builder_, nullptr)) {}

        Scope(Scope const&) = delete;
        Scope& operator=(Scope const&) = delete;

    private:
        TreeBuilder* builder_;
    };

    /// Adds a node that holds the ones added while the scope lives.
    Scope open(Role role, std::string_view key, std::string_view text = {});

    /// The node opened last and not yet closed.
    Node& innermost();

private:
    void close();

    Tree* tree_;
    std::vector<std::uint32_t> open_;
};

/// The node with that id, or nullptr.
Node const* find_node(Tree const& tree, NodeId id);

/// The tree as indented text, a node a line, for tests and for eyes.
///
/// `heading 1 "Mes aides"`, `field "Code postal" hint="Cinq chiffres" action=postal_code`, …
/// Only what differs from the default is written.
std::string dump(Tree const& tree);

} // namespace prevenance
