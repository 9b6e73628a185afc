#include "tests/server/auth/signer.h"

#include "core/base/ensure.h"
#include "server/auth/base64url.h"

#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/rsa.h>

#include <array>
#include <vector>

namespace prevenance {

namespace {

std::string number_of(EVP_PKEY* key, char const* name, int size) {
    BIGNUM* number = nullptr;
    ENSURE(EVP_PKEY_get_bn_param(key, name, &number) == 1);
    int const length = size > 0 ? size : BN_num_bytes(number);
    std::vector<unsigned char> bytes(static_cast<std::size_t>(length));
    ENSURE(BN_bn2binpad(number, bytes.data(), length) == length);
    BN_free(number);
    return encode_base64url({reinterpret_cast<char const*>(bytes.data()), bytes.size()});
}

} // namespace

Signer::Signer(std::string kind, std::string key_id)
    : kind_(std::move(kind))
    , key_id_(std::move(key_id))
    , key_(kind_ == "EC" ? EVP_EC_gen("P-256") : EVP_RSA_gen(2048)) {
    ENSURE(key_ != nullptr);
}

Signer::~Signer() {
    EVP_PKEY_free(key_);
}

std::string Signer::jwk() const {
    std::string const id = R"(","kid":")" + key_id_ + R"(","use":"sig"})";
    if (kind_ == "RSA") {
        return R"({"kty":"RSA","alg":"RS256","n":")" + number_of(key_, OSSL_PKEY_PARAM_RSA_N, 0) +
            R"(","e":")" + number_of(key_, OSSL_PKEY_PARAM_RSA_E, 0) + id;
    }
    return R"({"kty":"EC","crv":"P-256","x":")" + number_of(key_, OSSL_PKEY_PARAM_EC_PUB_X, 32) +
        R"(","y":")" + number_of(key_, OSSL_PKEY_PARAM_EC_PUB_Y, 32) + id;
}

std::string Signer::header() const {
    return std::string(R"({"alg":")") + (kind_ == "EC" ? "ES256" : "RS256") + R"(","kid":")" +
        key_id_ + R"("})";
}

std::string Signer::sign(std::string const& header, std::string const& claims) const {
    std::string const text = encode_base64url(header) + '.' + encode_base64url(claims);
    return text + '.' + encode_base64url(raw_signature(text));
}

std::string Signer::raw_signature(std::string const& text) const {
    std::array<unsigned char, 512> signature{};
    std::size_t size = signature.size();
    EVP_MD_CTX* context = EVP_MD_CTX_new();
    auto const* bytes = reinterpret_cast<unsigned char const*>(text.data());
    ENSURE(EVP_DigestSignInit(context, nullptr, EVP_sha256(), nullptr, key_) == 1);
    ENSURE(EVP_DigestSign(context, signature.data(), &size, bytes, text.size()) == 1);
    EVP_MD_CTX_free(context);
    if (kind_ == "RSA") return {signature.begin(), signature.begin() + std::ptrdiff_t(size)};

    unsigned char const* der = signature.data();
    ECDSA_SIG* parsed = d2i_ECDSA_SIG(nullptr, &der, static_cast<long>(size));
    std::array<unsigned char, 64> raw{};
    ENSURE(BN_bn2binpad(ECDSA_SIG_get0_r(parsed), raw.data(), 32) == 32);
    ENSURE(BN_bn2binpad(ECDSA_SIG_get0_s(parsed), raw.data() + 32, 32) == 32);
    ECDSA_SIG_free(parsed);
    return {raw.begin(), raw.end()};
}

} // namespace prevenance
