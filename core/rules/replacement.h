// *remplace* and *rend non applicable*: what a reference becomes where a replacement holds.
#pragma once

#include "core/rules/program.h"
#include "core/rules/reader.h"

#include <span>

namespace prevenance {

/// Records the replacements that new rules declare; their names are resolved already.
void record_replacements(Program& program, std::span<RuleDraft const> drafts);

/// Puts in every new rule, in the place of each reference to a replaced rule, the choice between
/// its replacements and itself.
///
/// `first_node`  nodes from there on belong to the new rules.
///
/// False when the program would be too large.
bool inline_replacements(Program& program, std::span<RuleDraft> drafts, NodeIndex first_node);

} // namespace prevenance
