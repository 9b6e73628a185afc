#include "server/auth/jwk.h"

#include "core/wire/json.h"
#include "server/auth/base64url.h"

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>

namespace prevenance {

namespace {

using EvpKey = std::unique_ptr<evp_pkey_st, EvpKeyDelete>;

struct OpensslDelete {
    void operator()(OSSL_PARAM_BLD* builder) const { OSSL_PARAM_BLD_free(builder); }

    void operator()(OSSL_PARAM* parameters) const { OSSL_PARAM_free(parameters); }

    void operator()(BIGNUM* number) const { BN_free(number); }

    void operator()(EVP_PKEY_CTX* context) const { EVP_PKEY_CTX_free(context); }
};

template <typename T>
using OpensslOwned = std::unique_ptr<T, OpensslDelete>;

/// The text of member `name`, "" when there is none or when it is something else.
std::string text_of(nlohmann::json const& object, char const* name) {
    auto const member = object.find(name);
    if (member == object.end() || !member->is_string()) return "";
    return member->get<std::string>();
}

/// The bytes of member `name`, "" when they cannot be read.
std::string bytes_of(nlohmann::json const& object, char const* name) {
    auto decoded = decode_base64url(text_of(object, name));
    return decoded.ok() ? std::move(decoded).value() : "";
}

/// A public key of `kind` ("EC", "RSA") that OpenSSL has checked, or nullptr.
EvpKey build_key(char const* kind, OSSL_PARAM_BLD* builder) {
    OpensslOwned<OSSL_PARAM> const parameters(OSSL_PARAM_BLD_to_param(builder));
    OpensslOwned<EVP_PKEY_CTX> const context(EVP_PKEY_CTX_new_from_name(nullptr, kind, nullptr));
    EVP_PKEY* made = nullptr;
    bool const built = parameters && context && EVP_PKEY_fromdata_init(context.get()) == 1 &&
        EVP_PKEY_fromdata(context.get(), &made, EVP_PKEY_PUBLIC_KEY, parameters.get()) == 1;
    EvpKey key(made);
    if (!built) return nullptr;
    OpensslOwned<EVP_PKEY_CTX> const check(EVP_PKEY_CTX_new_from_pkey(nullptr, key.get(), nullptr));
    return check && EVP_PKEY_public_check(check.get()) == 1 ? std::move(key) : nullptr;
}

/// RFC 7518, section 6.2: both coordinates have the full 32 bytes.
EvpKey read_p256(nlohmann::json const& object) {
    std::string const x = bytes_of(object, "x");
    std::string const y = bytes_of(object, "y");
    if (text_of(object, "crv") != "P-256" || x.size() != 32 || y.size() != 32) return nullptr;
    std::string const point = '\x04' + x + y;
    OpensslOwned<OSSL_PARAM_BLD> const builder(OSSL_PARAM_BLD_new());
    ENSURE(builder != nullptr);
    ENSURE(
        OSSL_PARAM_BLD_push_utf8_string(builder.get(), OSSL_PKEY_PARAM_GROUP_NAME, "prime256v1", 0)
    );
    ENSURE(OSSL_PARAM_BLD_push_octet_string(
        builder.get(), OSSL_PKEY_PARAM_PUB_KEY, point.data(), point.size()
    ));
    return build_key("EC", builder.get());
}

OpensslOwned<BIGNUM> read_number(std::string const& bytes) {
    auto const* data = reinterpret_cast<unsigned char const*>(bytes.data());
    return OpensslOwned<BIGNUM>(BN_bin2bn(data, static_cast<int>(bytes.size()), nullptr));
}

/// RFC 7518, sections 3.3 and 6.3.
EvpKey read_rsa(nlohmann::json const& object) {
    std::string const modulus_bytes = bytes_of(object, "n");
    std::string const exponent_bytes = bytes_of(object, "e");
    bool const sized = modulus_bytes.size() >= 256 && modulus_bytes.size() <= 1024 &&
        !exponent_bytes.empty() && exponent_bytes.size() <= 8;
    if (!sized) return nullptr;
    auto const modulus = read_number(modulus_bytes);
    auto const exponent = read_number(exponent_bytes);
    bool const sound = modulus && exponent && BN_num_bits(modulus.get()) >= 2048 &&
        BN_is_odd(exponent.get()) == 1 && BN_is_one(exponent.get()) == 0;
    if (!sound) return nullptr;
    OpensslOwned<OSSL_PARAM_BLD> const builder(OSSL_PARAM_BLD_new());
    ENSURE(builder != nullptr);
    ENSURE(OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_N, modulus.get()));
    ENSURE(OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_E, exponent.get()));
    return build_key("RSA", builder.get());
}

/// The algorithm that a key of this kind serves, unless its own `alg` or `use` speaks against it.
std::optional<SignatureAlgorithm> algorithm_of(nlohmann::json const& object) {
    std::string const kind = text_of(object, "kty");
    if (kind != "EC" && kind != "RSA") return std::nullopt;
    auto const algorithm = kind == "EC" ? SignatureAlgorithm::es256 : SignatureAlgorithm::rs256;
    if (object.contains("alg") && text_of(object, "alg") != name_of(algorithm)) return std::nullopt;
    if (object.contains("use") && text_of(object, "use") != "sig") return std::nullopt;
    return algorithm;
}

} // namespace

std::string_view name_of(SignatureAlgorithm algorithm) {
    return algorithm == SignatureAlgorithm::es256 ? "ES256" : "RS256";
}

std::optional<SignatureAlgorithm> signature_algorithm(std::string_view name) {
    for (auto const algorithm : {SignatureAlgorithm::es256, SignatureAlgorithm::rs256}) {
        if (name == name_of(algorithm)) return algorithm;
    }
    return std::nullopt;
}

void EvpKeyDelete::operator()(evp_pkey_st* key) const {
    EVP_PKEY_free(key);
}

Result<std::vector<PublicKey>> read_key_set(std::string_view text) {
    auto const set = TRY(parse_json(text));
    auto const members = set.is_object() ? set.find("keys") : set.end();
    if (members == set.end() || !members->is_array() || members->size() > key_set_keys_max) {
        return Error{ErrorCode::bad_input, "not a key set"};
    }
    std::vector<PublicKey> keys;
    for (auto const& object : *members) {
        if (!object.is_object()) return Error{ErrorCode::bad_input, "a key is no object"};
        auto const algorithm = algorithm_of(object);
        if (!algorithm) continue;
        auto key = *algorithm == SignatureAlgorithm::es256 ? read_p256(object) : read_rsa(object);
        if (key) keys.push_back({text_of(object, "kid"), *algorithm, std::move(key)});
    }
    ERR_clear_error();
    return keys;
}

} // namespace prevenance
