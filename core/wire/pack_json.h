// Packs as their authors write them: assets/packs/*/pack.json (format: assets/packs/README.md).
#pragma once

#include "core/aids/pack.h"
#include "core/base/result.h"

#include <string_view>

namespace prevenance {

/// Reads a pack.
///
/// Errors: bad_input, naming the field that is absent, unknown or of another kind, and where it
/// stands.
Result<Pack> read_pack(std::string_view json);

} // namespace prevenance
