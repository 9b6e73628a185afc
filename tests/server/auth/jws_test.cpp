// Goal: a token is believed only when the agreed key signed exactly these bytes by the agreed
// algorithm. Method: the published examples of RFC 7515, then every way we know to cheat.
#include "server/auth/jws.h"

#include "server/auth/base64url.h"
#include "tests/server/auth/signer.h"

#include <doctest/doctest.h>

#include <string>

using namespace prevenance;

namespace {

using enum SignatureAlgorithm;

/// RFC 7515, appendix A.2.1 and A.3.1.
std::string const example_keys =
    R"({"keys":[
{"kty":"RSA","n":"ofgWCuLjybRlzo0tZWJjNiuSfb4p4fAkd_wWJcyQoTbji9k0l8W26mPddxHmfHQp-Vaw-4qPCJrcS2mJPMEzP1)"
    R"(Pt0Bm4d4QlL-yRT-SFd2lZS-pCgNMsD1W_YpRPEwOWvG6b32690r2jZ47soMZo9wGzjb_7OMg0LOL-bSf63kpaSHSXndS5z5re)"
    R"(xMdbBYUsLA9e-KXBdQOS-UTo7WTBEMa2R2CapHg665xsmtdVMTBQY4uDZlxvb3qCo5ZwKh9kG4LT6_I5IhlJH7aGhyxXFvUK-)"
    R"(DWNmoudF8NAco9_h9iaGNj8q2ethFkMLs91kzk2PAcDTW9gb54h4FRWyuXpoQ","e":"AQAB"},
{"kty":"EC","crv":"P-256","x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU",
 "y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"}]})";
std::string const example_claims = "eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGF"
                                   "tcGxlLmNvbS9pc19yb290Ijp0cnVlfQ";
std::string const example_rs256 = "eyJhbGciOiJSUzI1NiJ9." + example_claims +
    ".cC4hiUPoj9Eetdgtv3hF80EGrhuB__dzERat0XF9g2VtQgr9PJbu3XOiZj5RZmh7AAuHIm4Bh-0Qc_lF5YKt_"
    "O8W2Fp5juj"
    "Gbds9uJdbF9CUAr7t1dnZcAcQjbKBYNX4BAynRFdiuB--f_"
    "nZLgrnbyTyWzO75vRK5h6xBArLIARNPvkSjtQBMHlb1L07Qe7"
    "K0GarZRmB_eSN9383LcOLn6_dO--xi12jzDwusC-"
    "eOkHWEsqtFZESc6BfI7noOPqvhJ1phCnvWh6IeYI2w9QOYEUipUTI8np"
    "6LbgGY9Fs98rqVt5AXLIhWkWywlVmtVrBp0igcN_IoypGlUPQGe77Rw";
std::string const example_es256 = "eyJhbGciOiJFUzI1NiJ9." + example_claims +
    ".DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q";

/// True when `token` is read, a key is found and the signature holds: the way the server goes.
bool believed(std::string const& keys_text, std::string const& text, SignatureAlgorithm algorithm) {
    auto const keys = read_key_set(keys_text);
    REQUIRE(keys.ok());
    auto const token = read_signed_token(text);
    if (!token.ok()) return false;
    auto const* key = find_key(keys.value(), token.value(), algorithm);
    return key != nullptr && verify(token.value(), *key, algorithm).ok();
}

std::string set_of(std::string const& jwk) {
    return R"({"keys":[)" + jwk + "]}";
}

} // namespace

TEST_CASE("jws: the examples of RFC 7515 hold") {
    CHECK(believed(example_keys, example_rs256, rs256));
    CHECK(believed(example_keys, example_es256, es256));
    CHECK(read_signed_token(example_es256).value().claims.at("iss") == "joe");
}

TEST_CASE("jws: the algorithm is the agreed one, never the token's choice") {
    CHECK_FALSE(believed(example_keys, example_rs256, es256));
    CHECK_FALSE(believed(example_keys, example_es256, rs256));
    Signer const signer("EC", "one");
    std::string const keys = set_of(signer.jwk());
    CHECK(believed(keys, signer.sign(signer.header(), "{}"), es256));
    for (std::string const header :
         {R"({"alg":"none"})",
          R"({"alg":"None","kid":"one"})",
          R"({"alg":"HS256","kid":"one"})",
          R"({"alg":"ES384","kid":"one"})",
          R"({"alg":"ES256K","kid":"one"})",
          R"({"alg":"PS256","kid":"one"})",
          R"({"alg":"es256","kid":"one"})",
          R"({"alg":"","kid":"one"})",
          R"({"alg":["ES256"],"kid":"one"})",
          R"({"alg":"ES256","alg":"none","kid":"one"})",
          R"({"kid":"one"})"}) {
        CAPTURE(header);
        CHECK_FALSE(believed(keys, signer.sign(header, "{}"), es256));
    }
}

TEST_CASE("jws: extensions are refused, keys in the header are not looked at") {
    Signer const signer("EC", "one");
    Signer const thief("EC", "one");
    std::string const keys = set_of(signer.jwk());
    for (std::string const more :
         {R"("crit":["b64"],"b64":true)", R"("crit":[])", R"("b64":false)", R"("enc":"A256GCM")"}) {
        CAPTURE(more);
        std::string const header = R"({"alg":"ES256","kid":"one",)" + more + "}";
        CHECK_FALSE(believed(keys, signer.sign(header, "{}"), es256));
    }
    std::string const lure = R"({"alg":"ES256","kid":"one","jwk":)" + thief.jwk() +
        R"(,"jku":"https://thief.example/keys","x5u":"https://thief.example/","x5c":["AAAA"]})";
    CHECK_FALSE(believed(keys, thief.sign(lure, "{}"), es256));
    CHECK(believed(keys, signer.sign(lure, "{}"), es256));
}

TEST_CASE("jws: one changed letter anywhere is noticed") {
    Signer const signer("EC", "one");
    std::string const keys = set_of(signer.jwk());
    std::string const token = signer.sign(signer.header(), R"({"sub":"somebody"})");
    REQUIRE(believed(keys, token, es256));
    for (std::size_t at = 0; at < token.size(); ++at) {
        CAPTURE(at);
        std::string changed = token;
        changed[at] = changed[at] == 'A' ? 'B' : 'A';
        CHECK_FALSE(believed(keys, changed, es256));
    }
}

TEST_CASE("jws: signatures of another length, empty, or with zero in them") {
    Signer const signer("EC", "one");
    std::string const keys = set_of(signer.jwk());
    std::string const token = signer.sign(signer.header(), "{}");
    std::string const unsigned_part = token.substr(0, token.rfind('.') + 1);
    std::string const good = decode_base64url(token.substr(token.rfind('.') + 1)).value();
    std::string const zero(32, '\0');
    for (std::string const& signature :
         {std::string(),
          good.substr(0, 63),
          good + '\0',
          zero + zero,
          zero + good.substr(32),
          good.substr(0, 32) + zero,
          std::string(64, '\xFF')}) {
        CHECK_FALSE(believed(keys, unsigned_part + encode_base64url(signature), es256));
    }
}

TEST_CASE("jws: what is no compact token is refused unread") {
    std::string const token = example_es256;
    for (std::string const& text :
         {std::string(),
          std::string("."),
          std::string(".."),
          std::string("..."),
          token + ".",
          token + ".AAAA",
          token + "=",
          " " + token,
          token + "\n",
          token.substr(0, token.rfind('.')),
          "e30." + example_claims + ".AAAA",
          encode_base64url("[]") + "." + example_claims + ".AAAA",
          encode_base64url(R"({"alg":"ES256"} x)") + "." + example_claims + ".AAAA",
          encode_base64url(R"({"alg":"ES256","kid":7})") + "." + example_claims + ".AAAA",
          encode_base64url(R"({"alg":"ES256"})") + "." + encode_base64url("\xff") + ".AAAA",
          std::string(token_bytes_max + 1, 'A')}) {
        CAPTURE(text.substr(0, 200));
        CHECK_FALSE(read_signed_token(text).ok());
    }
}

TEST_CASE("jws: the key is the one that the token names") {
    Signer const one("EC", "one");
    Signer const two("EC", "two");
    Signer const rsa("RSA", "three");
    std::string const keys = set_of(one.jwk() + "," + two.jwk() + "," + rsa.jwk());
    CHECK(believed(keys, two.sign(two.header(), "{}"), es256));
    CHECK(believed(keys, rsa.sign(rsa.header(), "{}"), rs256));
    CHECK_FALSE(believed(keys, two.sign(one.header(), "{}"), es256));
    CHECK_FALSE(believed(keys, two.sign(R"({"alg":"ES256","kid":"../two"})", "{}"), es256));
    // Without a name, two possible keys are one too many.
    CHECK_FALSE(believed(keys, one.sign(R"({"alg":"ES256"})", "{}"), es256));
    CHECK(believed(keys, rsa.sign(R"({"alg":"RS256"})", "{}"), rs256));
}

TEST_CASE("key set: keys that cannot verify here are left out") {
    Signer const signer("EC", "one");
    auto const count = [](std::string const& jwk) {
        return read_key_set(set_of(jwk)).value().size();
    };
    auto const with = [&](std::string const& from, std::string const& to) {
        std::string jwk = signer.jwk();
        auto const at = jwk.find(from);
        REQUIRE(at != std::string::npos);
        return jwk.replace(at, from.size(), to);
    };
    CHECK(count(signer.jwk()) == 1);
    CHECK(count(with(R"("sig")", R"("enc")")) == 0);
    CHECK(count(with(R"("P-256")", R"("P-384")")) == 0);
    CHECK(count(with(R"("kty":"EC")", R"("kty":"oct")")) == 0);
    CHECK(count(with(R"("kty":"EC")", R"("alg":"ES512","kty":"EC")")) == 0);
    CHECK(count(with(R"("y":")", R"("y":"AAAA)")) == 0);
    CHECK(count(with(R"("x":")", R"("z":")")) == 0);
    // A point beside the curve.
    CHECK(
        count(R"({"kty":"EC","crv":"P-256","x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU",)"
              R"("y":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU"})") == 0
    );
    // RSA of 512 bits, and with the exponent 1.
    std::string const small = encode_base64url(std::string(64, '\xC5'));
    std::string const large = encode_base64url(std::string(256, '\xC5'));
    CHECK(count(R"({"kty":"RSA","e":"AQAB","n":")" + small + R"("})") == 0);
    CHECK(count(R"({"kty":"RSA","e":"AQ","n":")" + large + R"("})") == 0);
}

TEST_CASE("key set: what is none") {
    std::string many = R"({"kty":"oct"})";
    for (std::size_t i = 0; i < key_set_keys_max; ++i)
        many += R"(,{"kty":"oct"})";
    for (std::string const& text :
         {std::string(),
          std::string("[]"),
          std::string("{}"),
          std::string(R"({"keys":{}})"),
          std::string(R"({"keys":[1]})"),
          set_of(many)}) {
        CAPTURE(text.substr(0, 100));
        CHECK_FALSE(read_key_set(text).ok());
    }
}
