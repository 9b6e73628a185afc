// From a pack and its model to a rulebook: when packs are built, and in tests.
#pragma once

#include "core/aids/rulebook.h"
#include "core/rules/source.h"

namespace prevenance {

/// Compiles a pack's model, with the question of each of its aids.
///
/// `model`  as parse_model_json() reads it; not needed afterwards.
///
/// Errors: bad_input, naming what is wrong in the model or in the pack.
Result<Rulebook> compile_rulebook(Pack pack, Source const& model);

} // namespace prevenance
