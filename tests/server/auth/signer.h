// A test's own identity provider key: signs tokens, and gives the key set that verifies them.
#pragma once

#include <string>

struct evp_pkey_st;

namespace prevenance {

class Signer {
public:
    /// `kind`: "EC" (P-256) or "RSA" (2048 bits).
    Signer(std::string kind, std::string key_id);
    Signer(Signer const&) = delete;
    Signer& operator=(Signer const&) = delete;
    ~Signer();

    /// The public key as a JWK object.
    std::string jwk() const;

    /// A compact token; the header's `alg` may lie, the signature is always this key's own.
    std::string sign(std::string const& header, std::string const& claims) const;

    /// The usual header for this key.
    std::string header() const;

private:
    std::string raw_signature(std::string const& text) const;

    std::string kind_;
    std::string key_id_;
    evp_pkey_st* key_;
};

} // namespace prevenance
