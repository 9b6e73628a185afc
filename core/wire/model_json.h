// Publicodes models and situations as JSON: what npm packages publish, read in written order.
#pragma once

#include "core/base/result.h"
#include "core/rules/source.h"

#include <string>
#include <string_view>

namespace prevenance {

/// Reads JSON into what the rules reader takes, with the line and column (in bytes) of every key
/// and value.
///
/// Errors: as parse_json().
Result<Source> parse_model_json(std::string_view text);

/// A model as JSON that the npm engine reads: keys in written order, two blanks a level.
std::string format_model_json(Source const& model);

/// The same value on one line, without a blank and without the line's end.
std::string format_source_line(Source const& source);

} // namespace prevenance
