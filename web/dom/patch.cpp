#include "web/dom/patch.h"

#include <algorithm>
#include <utility>

namespace prevenance {

namespace {

constexpr std::uint32_t none = no_parent;

/// Finds nodes by id without a scan for each.
class NodeIndex {
public:
    explicit NodeIndex(Tree const& tree) {
        entries_.reserve(tree.nodes.size());
        for (std::uint32_t i = 0; i < tree.nodes.size(); ++i)
            entries_.emplace_back(tree.nodes[i].id, i);
        std::sort(entries_.begin(), entries_.end());
    }

    std::uint32_t find(NodeId id) const {
        auto const found =
            std::lower_bound(entries_.begin(), entries_.end(), std::pair(id, std::uint32_t{0}));
        return found == entries_.end() || found->first != id ? none : found->second;
    }

private:
    std::vector<std::pair<NodeId, std::uint32_t>> entries_;
};

/// Which node of one tree is which of the other; `none` for those that come or go.
struct Matches {
    std::vector<std::uint32_t> of_before;
    std::vector<std::uint32_t> of_after;
};

Matches match(Tree const& before, Tree const& after) {
    Matches matches;
    matches.of_before.assign(before.nodes.size(), none);
    matches.of_after.assign(after.nodes.size(), none);
    NodeIndex const index(before);
    for (std::uint32_t i = 0; i < after.nodes.size(); ++i) {
        Node const& node = after.nodes[i];
        std::uint32_t const found = index.find(node.id);
        if (found == none) continue;
        Node const& old = before.nodes[found];
        auto const parent = node.parent == no_parent ? none : matches.of_after[node.parent];
        bool const parent_kept = node.parent == no_parent || parent != none;
        bool const same =
            parent_kept && old.parent == parent && old.role == node.role && old.level == node.level;
        if (!same) continue;
        matches.of_after[i] = found;
        matches.of_before[found] = i;
    }
    return matches;
}

bool looks_the_same(Node const& a, Node const& b) {
    return a.tone == b.tone && a.input == b.input && a.state == b.state && a.primary == b.primary &&
        a.current == b.current && a.checked == b.checked && a.disabled == b.disabled &&
        a.external == b.external && a.text == b.text && a.value == b.value && a.hint == b.hint &&
        a.error == b.error && a.target == b.target && a.language == b.language &&
        a.subject == b.subject;
}

/// Marks in `stays` the longest run of `siblings` whose places in the tree before are increasing.
void mark_longest_run(
    std::vector<std::uint32_t> const& siblings,
    std::vector<std::uint32_t> const& places,
    std::vector<char>& stays
) {
    std::vector<std::uint32_t> tails; // tails[n]: the sibling with the smallest place ending a run
                                      // of n + 1.
    std::vector<std::uint32_t> came_from(siblings.size(), none);
    for (std::uint32_t i = 0; i < siblings.size(); ++i) {
        auto const place = places[siblings[i]];
        auto const slot = std::lower_bound(
            tails.begin(),
            tails.end(),
            place,
            [&](std::uint32_t tail, auto value) { return places[siblings[tail]] < value; }
        );
        if (slot != tails.begin()) came_from[i] = *(slot - 1);
        if (slot == tails.end()) {
            tails.push_back(i);
        } else {
            *slot = i;
        }
    }
    for (auto i = tails.empty() ? none : tails.back(); i != none; i = came_from[i])
        stays[siblings[i]] = 1;
}

/// For each node to come: 1 when it stands where it is, 0 when it must be moved or created.
std::vector<char> find_staying(Tree const& after, Matches const& matches) {
    std::vector<std::uint32_t> order; // Kept nodes, those of one parent together.
    for (std::uint32_t i = 0; i < after.nodes.size(); ++i) {
        if (matches.of_after[i] != none) order.push_back(i);
    }
    std::stable_sort(order.begin(), order.end(), [&](auto a, auto b) {
        return after.nodes[a].parent < after.nodes[b].parent;
    });

    std::vector<char> stays(after.nodes.size(), 0);
    std::vector<std::uint32_t> siblings;
    for (std::size_t start = 0; start < order.size();) {
        auto const parent = after.nodes[order[start]].parent;
        siblings.clear();
        for (; start < order.size() && after.nodes[order[start]].parent == parent; ++start)
            siblings.push_back(order[start]);
        mark_longest_run(siblings, matches.of_after, stays);
    }
    return stays;
}

void remove_gone(Tree const& before, Matches const& matches, std::vector<Operation>& operations) {
    for (std::uint32_t i = 0; i < before.nodes.size(); ++i) {
        Node const& node = before.nodes[i];
        bool const gone = matches.of_before[i] == none;
        bool const goes_with_parent =
            node.parent != no_parent && matches.of_before[node.parent] == none;
        if (gone && !goes_with_parent) {
            operations.push_back({Operation::Kind::remove, node.id, 0, 0, 0});
        }
    }
}

unsigned flags_of(Node const& node) {
    return (node.primary ? 1U : 0U) | (node.current ? 2U : 0U) | (node.checked ? 4U : 0U) |
        (node.disabled ? 8U : 0U) | (node.external ? 16U : 0U);
}

void write_fields(JsonWriter& json, Node const& node) {
    json.number(static_cast<std::uint32_t>(node.role));
    json.number(node.level);
    json.number(flags_of(node));
    json.number(static_cast<std::uint32_t>(node.tone));
    json.number(static_cast<std::uint32_t>(node.state));
    json.number(static_cast<std::uint32_t>(node.input));
    json.text(node.text).text(node.value).text(node.hint);
    json.text(node.error).text(node.target).text(node.language).text(node.subject);
}

Node const* find_role(Tree const& tree, Role role, std::uint8_t level) {
    auto const found = std::find_if(tree.nodes.begin(), tree.nodes.end(), [&](Node const& node) {
        return node.role == role && node.level == level;
    });
    return found == tree.nodes.end() ? nullptr : &*found;
}

/// An alert may be there, silent, before it has something to say.
bool speaks(Tree const& tree, NodeId id) {
    Node const* alert = find_node(tree, id);
    if (alert == nullptr) return false;
    if (!alert->text.empty()) return true;
    auto const index = static_cast<std::uint32_t>(alert - tree.nodes.data());
    return std::any_of(tree.nodes.begin(), tree.nodes.end(), [index](Node const& node) {
        return node.parent == index;
    });
}

} // namespace

std::vector<Operation> diff(Tree const& before, Tree const& after) {
    Matches const matches = match(before, after);
    std::vector<char> const stays = find_staying(after, matches);
    std::vector<Operation> operations;
    remove_gone(before, matches, operations);

    // The last sibling placed under each parent; the last entry is the page's own.
    std::vector<NodeId> last(after.nodes.size() + 1, 0);
    for (std::uint32_t i = 0; i < after.nodes.size(); ++i) {
        Node const& node = after.nodes[i];
        bool const top = node.parent == no_parent;
        NodeId const parent = top ? 0 : after.nodes[node.parent].id;
        NodeId& previous = last[top ? after.nodes.size() : node.parent];
        bool const kept = matches.of_after[i] != none;
        if (!kept) {
            operations.push_back({Operation::Kind::create, node.id, parent, previous, i});
        } else if (stays[i] == 0) {
            operations.push_back({Operation::Kind::move, node.id, parent, previous, i});
        }
        if (kept && !looks_the_same(before.nodes[matches.of_after[i]], node)) {
            operations.push_back({Operation::Kind::update, node.id, parent, previous, i});
        }
        previous = node.id;
    }
    return operations;
}

void write_operations(JsonWriter& json, std::span<Operation const> operations, Tree const& after) {
    json.open_array();
    for (Operation const& operation : operations) {
        json.open_array();
        switch (operation.kind) {
        case Operation::Kind::remove:
            json.text("r").number(operation.id);
            break;
        case Operation::Kind::create:
            json.text("c").number(operation.id);
            json.number(operation.parent).number(operation.previous);
            write_fields(json, after.nodes[operation.index]);
            break;
        case Operation::Kind::move:
            json.text("m").number(operation.id);
            json.number(operation.parent).number(operation.previous);
            break;
        case Operation::Kind::update:
            json.text("u").number(operation.id);
            write_fields(json, after.nodes[operation.index]);
            break;
        }
        json.close_array();
    }
    json.close_array();
}

NodeId focus_after(Tree const& before, Tree const& after) {
    for (Node const& node : after.nodes) {
        if (node.role == Role::alert && speaks(after, node.id) && !speaks(before, node.id)) {
            return node.id;
        }
    }
    Node const* old = find_role(before, Role::heading, 1);
    Node const* title = find_role(after, Role::heading, 1);
    if (title == nullptr || before.nodes.empty()) return 0;
    bool const same_page = before.path == after.path && before.language == after.language;
    bool const same_title = old != nullptr && old->text == title->text;
    return same_page && same_title ? 0 : title->id;
}

} // namespace prevenance
