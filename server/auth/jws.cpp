#include "server/auth/jws.h"

#include "server/auth/base64url.h"

#include <openssl/bn.h>
#include <openssl/ec.h>
#include <openssl/err.h>
#include <openssl/evp.h>

#include <array>

namespace prevenance {

namespace {

struct OpensslDelete {
    void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }

    void operator()(ECDSA_SIG* signature) const { ECDSA_SIG_free(signature); }

    void operator()(unsigned char* bytes) const { OPENSSL_free(bytes); }
};

template <typename T>
using OpensslOwned = std::unique_ptr<T, OpensslDelete>;

Error malformed(std::string const& why) {
    return Error{ErrorCode::bad_input, "token: " + why};
}

Result<nlohmann::json> read_object(std::string_view part) {
    std::string const text = TRY(decode_base64url(part));
    auto tree = TRY(parse_json(text));
    if (!tree.is_object()) return malformed("a part is no object");
    return tree;
}

Status check_header(nlohmann::json const& header) {
    auto const algorithm = header.find("alg");
    if (algorithm == header.end() || !algorithm->is_string()) return malformed("no algorithm");
    auto const key_id = header.find("kid");
    if (key_id != header.end() && !key_id->is_string()) return malformed("kid is no text");
    if (header.contains("crit") || header.contains("b64")) return malformed("unknown extension");
    if (header.contains("enc")) return malformed("encrypted");
    return Done{};
}

unsigned char const* bytes(std::string const& text) {
    return reinterpret_cast<unsigned char const*>(text.data());
}

/// OpenSSL wants ECDSA signatures in DER; RFC 7518, section 3.4 writes r ‖ s, 32 bytes each.
/// Gives "" for another length, and for r or s equal to zero.
std::string der_of_raw_signature(std::string const& raw) {
    if (raw.size() != 64) return "";
    BIGNUM* r = BN_bin2bn(bytes(raw), 32, nullptr);
    BIGNUM* s = BN_bin2bn(bytes(raw) + 32, 32, nullptr);
    OpensslOwned<ECDSA_SIG> const signature(ECDSA_SIG_new());
    ENSURE(r != nullptr && s != nullptr && signature != nullptr);
    bool const zero = BN_is_zero(r) == 1 || BN_is_zero(s) == 1;
    ENSURE(ECDSA_SIG_set0(signature.get(), r, s) == 1); // takes r and s over
    if (zero) return "";
    unsigned char* data = nullptr;
    int const size = i2d_ECDSA_SIG(signature.get(), &data);
    ENSURE(size > 0);
    OpensslOwned<unsigned char> const owned(data);
    return {data, data + size};
}

bool signature_holds(SignedToken const& token, PublicKey const& key, std::string const& signature) {
    OpensslOwned<EVP_MD_CTX> const context(EVP_MD_CTX_new());
    ENSURE(context != nullptr);
    bool const holds =
        EVP_DigestVerifyInit(context.get(), nullptr, EVP_sha256(), nullptr, key.key.get()) == 1 &&
        EVP_DigestVerify(
            context.get(),
            bytes(signature),
            signature.size(),
            bytes(token.signed_text),
            token.signed_text.size()
        ) == 1;
    ERR_clear_error();
    return holds;
}

} // namespace

Result<SignedToken> read_signed_token(std::string_view text) {
    if (text.size() > token_bytes_max) return malformed("too long");
    auto const first = text.find('.');
    auto const second = first == std::string_view::npos ? first : text.find('.', first + 1);
    bool const three_parts =
        second != std::string_view::npos && text.find('.', second + 1) == std::string_view::npos;
    if (!three_parts) return malformed("not of three parts");

    auto const header = TRY(read_object(text.substr(0, first)));
    TRY(check_header(header));
    SignedToken token;
    token.algorithm = header.at("alg").get<std::string>();
    token.key_id = header.value("kid", "");
    token.signed_text = text.substr(0, second);
    token.claims = TRY(read_object(text.substr(first + 1, second - first - 1)));
    token.signature = TRY(decode_base64url(text.substr(second + 1)));
    return token;
}

PublicKey const*
find_key(std::span<PublicKey const> keys, SignedToken const& token, SignatureAlgorithm algorithm) {
    PublicKey const* found = nullptr;
    for (PublicKey const& key : keys) {
        bool const fits =
            key.algorithm == algorithm && (token.key_id.empty() || key.id == token.key_id);
        if (!fits) continue;
        if (found != nullptr) return nullptr;
        found = &key;
    }
    return found;
}

Status verify(SignedToken const& token, PublicKey const& key, SignatureAlgorithm algorithm) {
    bool const agreed = token.algorithm == name_of(algorithm) && key.algorithm == algorithm;
    if (!agreed) return Error{ErrorCode::forbidden, "token: another algorithm than agreed"};
    std::string const signature = algorithm == SignatureAlgorithm::es256
        ? der_of_raw_signature(token.signature)
        : token.signature;
    if (signature.empty() || !signature_holds(token, key, signature)) {
        return Error{ErrorCode::forbidden, "token: the signature does not hold"};
    }
    return Done{};
}

} // namespace prevenance
