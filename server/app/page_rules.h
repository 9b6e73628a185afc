// The rules of a pack as the page loads them: compiled, and without what nobody reads there.
#pragma once

#include "core/aids/pack.h"
#include "core/base/result.h"
#include "core/rules/source.h"

#include <string>

namespace prevenance {

/// An image (core/rules/image.h) of the model, with the question of each of the pack's aids.
///
/// Errors: bad_input, naming what is wrong in the model or in the pack.
Result<std::string> page_rules(Pack pack, Source const& model);

} // namespace prevenance
