// A tree as bytes, for the program that paints it: what is seen of it, and nothing else.
//
// Left out: hints, which are only ever drawn from the boxes, and all that a painter does not look
// at: actions, targets, languages, path and title.
#pragma once

#include "core/base/result.h"
#include "web/view/tree.h"

#include <cstddef>
#include <span>
#include <string>

namespace prevenance {

/// 32-bit little-endian words, then text:
///
///     nodes                                                                     1 count
///     id, 1 + parent or 0, looks, text size, value size, error size             6 words a node
///     UTF-8: text, value and error of the first node, of the second, …
///
/// Looks, from the lowest bit: role 8 bits, tone 4, input 4, state 4, level 4, then primary,
/// current, checked, disabled, external, a bit each.
std::string write_tree(Tree const& tree);

/// Reads what write_tree() wrote.
///
/// Errors: bad_input when sizes do not fit, a number names nothing, or a child comes before its
/// parent.
Result<Tree> read_tree(std::span<std::byte const> bytes);

} // namespace prevenance
