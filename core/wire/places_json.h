// Names of places, as the files of assets/places/build.mjs carry them.
#pragma once

#include "core/aids/place_names.h"
#include "core/base/result.h"

#include <string_view>
#include <vector>

namespace prevenance {

/// Reads a `names-<département>.json` that assets/places/build.mjs wrote.
///
/// Errors: bad_input when the text is not such a file.
Result<PlaceNames> read_place_names(std::string_view json);

/// Reads a `search-<letters>.json`: the communes to search by name.
///
/// Errors: bad_input when the text is not such a file.
Result<std::vector<FoundCommune>> read_found_communes(std::string_view json);

} // namespace prevenance
