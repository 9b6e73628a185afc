#include "server/auth/secret.h"

#include "core/base/ensure.h"
#include "server/auth/base64url.h"

#include <openssl/crypto.h>
#include <openssl/rand.h>
#include <openssl/sha.h>

#include <array>

namespace prevenance {

std::string random_secret(std::size_t bytes) {
    std::array<unsigned char, 64> buffer{};
    ENSURE(bytes > 0 && bytes <= buffer.size());
    // Without randomness nothing here is safe: the program stops rather than go on.
    ENSURE(RAND_bytes(buffer.data(), static_cast<int>(bytes)) == 1);
    std::string secret(buffer.begin(), buffer.begin() + static_cast<std::ptrdiff_t>(bytes));
    OPENSSL_cleanse(buffer.data(), buffer.size());
    return encode_base64url(secret);
}

std::string sha256(std::string_view text) {
    std::array<unsigned char, SHA256_DIGEST_LENGTH> digest{};
    auto const* bytes = reinterpret_cast<unsigned char const*>(text.data());
    ENSURE(SHA256(bytes, text.size(), digest.data()) != nullptr);
    return {digest.begin(), digest.end()};
}

bool equal_in_constant_time(std::string_view left, std::string_view right) {
    return left.size() == right.size() &&
        CRYPTO_memcmp(left.data(), right.data(), left.size()) == 0;
}

} // namespace prevenance
