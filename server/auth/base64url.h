// Base64 for addresses and tokens, as RFC 7515 wants it: one text for each sequence of bytes.
#pragma once

#include "core/base/result.h"

#include <string>
#include <string_view>

namespace prevenance {

/// RFC 4648, section 5, without padding.
std::string encode_base64url(std::string_view bytes);

/// The bytes that `text` writes.
///
/// Errors: bad_input for padding, blanks, other letters, an impossible length, or unused bits that
/// are not zero: otherwise two texts would mean the same token.
/// Source: RFC 7515, section 2; RFC 4648, section 3.5.
Result<std::string> decode_base64url(std::string_view text);

} // namespace prevenance
