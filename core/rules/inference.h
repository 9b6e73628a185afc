// What can be said of a node before any evaluation: can it be not applicable, and of what type.
#pragma once

#include "core/rules/program.h"
#include "core/rules/reader.h"

#include <span>

namespace prevenance {

/// Infers the nodes of the new rules, then picks for each the ancestor that can disable it.
///
/// The order of the rules counts in circular models: a node met again while it is being inferred
/// is unknown, and what was concluded from that stays.
///
/// Returns false when the model is circular or chained beyond what inference follows.
[[nodiscard]] bool
infer_types(Program& program, std::span<RuleDraft const> drafts, NodeIndex first_node);

} // namespace prevenance
