// Names of one département's places, as the names files carry them.
#pragma once

#include "core/aids/place_names.h"
#include "core/base/result.h"

#include <string_view>

namespace prevenance {

/// Reads a `names-<département>.json` that assets/places/build.mjs wrote.
///
/// Errors: bad_input when the text is not such a file.
Result<PlaceNames> read_place_names(std::string_view json);

} // namespace prevenance
