// The JSON that programs write, read at once into a tree without positions.
#pragma once

#include "core/rules/source.h"

#include <optional>
#include <string_view>

namespace prevenance {

/// The tree that parse_model_json() reads, without lines and columns; nothing when the text is not
/// plain: an escape in a string, a number of more than 15 digits or with an exponent, or anything
/// that parse_model_json() refuses. The caller then asks parse_model_json().
std::optional<Source> read_plain_json(std::string_view text);

} // namespace prevenance
