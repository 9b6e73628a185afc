// Signed tokens in the compact form, and the one way their signature is checked.
#pragma once

#include "core/base/result.h"
#include "core/wire/json.h"
#include "server/auth/jwk.h"

#include <span>
#include <string>
#include <string_view>

namespace prevenance {

/// Longer tokens are refused unread: an identity token has about 1 kB.
inline constexpr std::size_t token_bytes_max = 16UL * 1024;

/// A token taken apart; nothing in it may be believed before `verify` has said yes.
struct SignedToken {       // NOLINT(bugprone-exception-escape): of the library, out of memory only.
    std::string algorithm; ///< `alg` as the header writes it.
    std::string key_id;    ///< `kid`; "" when the header has none.
    std::string signed_text;
    std::string signature;
    nlohmann::json claims; ///< An object.
};

/// Takes `text` apart: three parts of strict base64url, a header and claims that are JSON objects.
/// `jku`, `jwk`, `x5u` and `x5c` of the header are never looked at: keys come from the set alone.
///
/// Errors: bad_input when it is anything else, is longer than `token_bytes_max`, is encrypted, or
/// its header holds `crit` (no extension is understood here, so RFC 7515, 4.1.11 asks to refuse)
/// or `b64`.
/// Source: RFC 7515, sections 4.1, 5.2 and 7.1; RFC 8725, section 3.
Result<SignedToken> read_signed_token(std::string_view text);

/// The key of `keys` that may verify `token`: same `kid` when the token has one, and made for
/// `algorithm`. nullptr when there is none, or several for a token without `kid`.
PublicKey const*
find_key(std::span<PublicKey const> keys, SignedToken const& token, SignatureAlgorithm algorithm);

/// Succeeds when `key` signed `token`, and `token` and `key` both say `algorithm`: the one that was
/// registered with the provider, never the one that the token would like.
///
/// Errors: forbidden.
/// Source: RFC 8725, sections 3.1 and 3.2; RFC 7518, sections 3.3 and 3.4 (ES256 is r ‖ s).
Status verify(SignedToken const& token, PublicKey const& key, SignatureAlgorithm algorithm);

} // namespace prevenance
