// The public keys that an identity provider signs with, read from its key set.
#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

struct evp_pkey_st;

namespace prevenance {

/// The two algorithms FranceConnect signs with (RFC 7518, section 3). No other is ever accepted.
enum class SignatureAlgorithm : std::uint8_t { es256, rs256 };

/// `ES256`, `RS256`.
std::string_view name_of(SignatureAlgorithm algorithm);

std::optional<SignatureAlgorithm> signature_algorithm(std::string_view name);

struct EvpKeyDelete {
    void operator()(evp_pkey_st* key) const;
};

struct PublicKey {
    std::string id; ///< The `kid`; "" when the set gives none.
    SignatureAlgorithm algorithm = SignatureAlgorithm::es256;
    std::unique_ptr<evp_pkey_st, EvpKeyDelete> key;
};

inline constexpr std::size_t key_set_keys_max = 32;

/// The keys of a JWK set (RFC 7517) that can verify a signature here: P-256 for ES256, RSA of 2048
/// to 8192 bits for RS256, not set aside for encryption. Keys of another kind are left out, as
/// section 5 asks; so are keys that are broken or whose point is not on the curve.
///
/// Errors: bad_input when `text` is no key set or holds more than `key_set_keys_max` keys.
Result<std::vector<PublicKey>> read_key_set(std::string_view text);

} // namespace prevenance
