// Publicodes models and situations as JSON: what npm packages publish, read in written order.
#pragma once

#include "core/base/result.h"
#include "core/rules/source.h"

#include <string_view>

namespace prevenance {

/// Reads JSON into what the rules reader takes, with the line and column of every value.
///
/// Errors: as parse_json().
Result<Source> parse_model_json(std::string_view text);

} // namespace prevenance
