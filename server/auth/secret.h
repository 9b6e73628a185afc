// Random names nobody can guess, digests, and comparison that tells nothing by its duration.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace prevenance {

/// `bytes` random bytes (1 to 64) from the operating system's generator, as base64url:
/// 32 bytes give 43 letters and 256 bits.
std::string random_secret(std::size_t bytes);

/// The 32 bytes of SHA-256 (FIPS 180-4).
std::string sha256(std::string_view text);

/// True when both are the same bytes; takes as long whatever the bytes are.
bool equal_in_constant_time(std::string_view left, std::string_view right);

} // namespace prevenance
