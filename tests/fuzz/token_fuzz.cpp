// Any bytes as a token: read or refused, and what is read is never believed by a key that did not
// sign it. Base64url read and written again is the same text.
#include "core/base/ensure.h"
#include "server/auth/base64url.h"
#include "server/auth/jws.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size);

namespace {

/// The public key of RFC 7515, appendix A.3.1, whose private half signs nothing new.
std::vector<prevenance::PublicKey> make_keys() {
    return prevenance::read_key_set(
               R"({"keys":[{"kty":"EC","crv":"P-256","x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU",)"
               R"("y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"}]})"
    )
        .value();
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
    static auto const keys = make_keys();
    std::string_view const text(reinterpret_cast<char const*>(data), size);
    auto const bytes = prevenance::decode_base64url(text);
    if (bytes.ok()) ENSURE(prevenance::encode_base64url(bytes.value()) == text);
    static_cast<void>(prevenance::read_key_set(text).ok());
    auto const token = prevenance::read_signed_token(text);
    if (!token.ok()) return 0;
    constexpr auto algorithm = prevenance::SignatureAlgorithm::es256;
    auto const* key = prevenance::find_key(keys, token.value(), algorithm);
    bool const published = token.value().signed_text.starts_with("eyJhbGciOiJFUzI1NiJ9.eyJpc3Mi");
    if (key != nullptr && !published) ENSURE(!verify(token.value(), *key, algorithm).ok());
    return 0;
}
