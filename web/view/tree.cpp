#include "web/view/tree.h"

#include "core/base/ensure.h"

#include <algorithm>
#include <array>

namespace prevenance {

namespace {

/// FNV-1a over the parent's id and the key, kept in 31 bits and never 0.
NodeId hash_key(NodeId parent, std::string_view key) {
    std::uint32_t hash = 2166136261U ^ (parent * 31U);
    for (char const letter : key) {
        hash ^= static_cast<unsigned char>(letter);
        hash *= 16777619U;
    }
    hash &= 0x7FFF'FFFFU;
    return hash == 0 ? 1 : hash;
}

constexpr std::array role_names{"banner",     "navigation", "main",      "footer",  "section",
                                "card",       "heading",    "paragraph", "link",    "button",
                                "field",      "choices",    "choice",    "form",    "timeline",
                                "step",       "progress",   "table",     "row",     "column_header",
                                "row_header", "cell",       "list",      "item",    "figure",
                                "badge",      "status",     "alert",     "details", "loading"};
static_assert(role_names.size() == static_cast<std::size_t>(Role::loading) + 1);

constexpr std::array tone_names{"neutral", "information", "success", "warning", "error"};
constexpr std::array input_names{"text", "postal_code", "whole_number", "decimal", "date"};
constexpr std::array state_names{"upcoming", "current", "done"};

template <typename Enum, std::size_t size>
char const* name_of(std::array<char const*, size> const& names, Enum value) {
    return names[static_cast<std::size_t>(value)];
}

void dump_text(std::string& out, char const* name, std::string const& text) {
    if (text.empty()) return;
    out += ' ';
    out += name;
    out += "=\"" + text + '"';
}

void dump_flag(std::string& out, char const* name, bool set) {
    if (!set) return;
    out += ' ';
    out += name;
}

void dump_node(std::string& out, Node const& node) {
    out += name_of(role_names, node.role);
    if (node.level != 0) out += ' ' + std::to_string(node.level);
    if (!node.text.empty()) out += " \"" + node.text + '"';
    if (node.role == Role::step) out += std::string(" ") + name_of(state_names, node.state);
    if (node.role == Role::field) out += std::string(" ") + name_of(input_names, node.input);
    if (node.tone != Tone::neutral) out += std::string(" ") + name_of(tone_names, node.tone);
    dump_flag(out, "primary", node.primary);
    dump_flag(out, "current", node.current);
    dump_flag(out, "checked", node.checked);
    dump_flag(out, "disabled", node.disabled);
    dump_flag(out, "external", node.external);
    dump_text(out, "subject", node.subject);
    dump_text(out, "value", node.value);
    dump_text(out, "hint", node.hint);
    dump_text(out, "error", node.error);
    dump_text(out, "target", node.target);
    dump_text(out, "action", node.action);
    dump_text(out, "language", node.language);
}

} // namespace

TreeBuilder::TreeBuilder(Tree& tree)
    : tree_(&tree) {
    tree_->nodes.clear();
}

Node& TreeBuilder::add(Role role, std::string_view key, std::string_view text) {
    Node node;
    node.parent = open_.empty() ? no_parent : open_.back();
    node.id = hash_key(open_.empty() ? 0 : tree_->nodes[open_.back()].id, key);
    node.role = role;
    node.text = text;
    ENSURE(find_node(*tree_, node.id) == nullptr); // A key was used twice among siblings.
    tree_->nodes.push_back(std::move(node));
    return tree_->nodes.back();
}

TreeBuilder::Scope TreeBuilder::open(Role role, std::string_view key, std::string_view text) {
    add(role, key, text);
    open_.push_back(static_cast<std::uint32_t>(tree_->nodes.size() - 1));
    return Scope(*this);
}

Node& TreeBuilder::innermost() {
    ENSURE(!open_.empty());
    return tree_->nodes[open_.back()];
}

void TreeBuilder::close() {
    ENSURE(!open_.empty());
    open_.pop_back();
}

Node const* find_node(Tree const& tree, NodeId id) {
    auto const found = std::find_if(tree.nodes.begin(), tree.nodes.end(), [id](Node const& node) {
        return node.id == id;
    });
    return found == tree.nodes.end() ? nullptr : &*found;
}

std::string dump(Tree const& tree) {
    std::string out = tree.path + " \"" + tree.title + "\" " + tree.language + '\n';
    std::vector<std::size_t> depths;
    for (Node const& node : tree.nodes) {
        std::size_t const depth = node.parent == no_parent ? 1 : depths[node.parent] + 1;
        depths.push_back(depth);
        out.append(depth * 2, ' ');
        dump_node(out, node);
        out += '\n';
    }
    return out;
}

} // namespace prevenance
