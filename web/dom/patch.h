// What to do to the document so that it shows another tree: the fewest operations, in order.
#pragma once

#include "web/dom/json_writer.h"
#include "web/view/tree.h"

#include <cstdint>
#include <span>
#include <vector>

namespace prevenance {

struct Operation {
    enum class Kind : std::uint8_t {
        remove, ///< The node and all it holds.
        create, ///< Under `parent`, right after `previous`.
        move,   ///< The same, for a node that is there; what it holds goes with it.
        update, ///< What it says or how it looks changed.
    };

    Kind kind = Kind::remove;
    NodeId id = 0;
    NodeId parent = 0;       ///< 0: the page itself.
    NodeId previous = 0;     ///< 0: first under its parent.
    std::uint32_t index = 0; ///< In the nodes of the tree to come; unused by remove.
};

/// Turns `before` into `after` when carried out one by one.
///
/// A node is the same when its id, role and level are, and its parent's too: all else can be
/// updated in place, so that what is typed, focused or being read stays. Nodes that only changed
/// order are moved, as few as possible (the longest run that kept its order stays).
std::vector<Operation> diff(Tree const& before, Tree const& after);

/// One JSON array an operation, in one array:
///
///     ["r", id]
///     ["c", id, parent, previous, FIELDS]
///     ["m", id, parent, previous]
///     ["u", id, FIELDS]
///
/// FIELDS: role, level, flags (1 primary, 2 current, 4 checked, 8 disabled, 16 external), tone,
/// step state, input, text, value, hint, error, target, language. Enums are their numbers in
/// web/view/tree.h.
void write_operations(JsonWriter& json, std::span<Operation const> operations, Tree const& after);

/// Where the focus goes, or 0 when it stays: an alert that has just come, else the level 1 heading
/// of a page or a question that one did not read before.
NodeId focus_after(Tree const& before, Tree const& after);

} // namespace prevenance
