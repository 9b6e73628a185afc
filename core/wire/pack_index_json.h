// The list of packs that the page offers before it fetches one of them.
#pragma once

#include "core/aids/pack.h"
#include "core/base/result.h"

#include <string_view>
#include <vector>

namespace prevenance {

/// Reads the `index.json` that assets/packs/publish.mjs wrote: packs without questions and aids.
///
/// Errors: bad_input, naming the field, when the text is not such a list.
Result<std::vector<Pack>> read_pack_index(std::string_view json);

} // namespace prevenance
