// The one place where JSON from outside becomes a tree, with bounds that keep any text harmless.
#pragma once

#include "core/base/result.h"

#include <nlohmann/json.hpp>

#include <string>
#include <string_view>

namespace prevenance {

/// Objects and arrays may stand in each other this deep.
inline constexpr int json_depth_max = 32;

/// Reads one JSON text (RFC 8259) and nothing around it but blanks.
///
/// Errors: bad_input, naming line and column (in bytes from 1; a number is known to be wrong at the
/// byte after it), when the text is not JSON
/// or not UTF-8, is nested deeper than `json_depth_max`, holds a NUL (raw or `\u0000`: PostgreSQL
/// cannot keep it), names a key twice in one object, or writes a whole number beyond 2^53 either
/// way (a browser would lose its last digits). The message never quotes the text.
Result<nlohmann::json> parse_json(std::string_view text);

/// One line, keys in alphabetical order, non-ASCII as UTF-8: the same tree always gives the same
/// bytes. A byte that is not UTF-8 becomes U+FFFD rather than a failure.
std::string format_json(nlohmann::json const& tree);

} // namespace prevenance
