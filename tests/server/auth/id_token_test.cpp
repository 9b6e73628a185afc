// Goal: an identity token is taken only when every claim is what this login asked for.
// Method: one good token, and one table of what happens when one claim is changed.
#include "server/auth/id_token.h"

#include "server/auth/base64url.h"
#include "server/auth/secret.h"

#include <doctest/doctest.h>

#include <string>

using namespace prevenance;

namespace {

constexpr std::chrono::sys_seconds now{std::chrono::seconds(1'800'000'000)};
IdTokenExpectation const expected{
    .issuer = "https://fc.example/api/v2",
    .client_id = "town",
    .nonce = "nonce-of-this-attempt-0123456789ab",
    .level_min = "eidas1",
    .access_token = "access",
    .now = now,
};

nlohmann::json good_claims() {
    return {
        {"iss", expected.issuer},
        {"sub", "somebody"},
        {"aud", "town"},
        {"iat", 1'800'000'000},
        {"exp", 1'800'000'060},
        {"nonce", expected.nonce},
        {"acr", "eidas1"},
    };
}

/// "" when the good token with this change is taken, otherwise what is off.
std::string verdict(std::string const& change) {
    auto claims = good_claims();
    claims.merge_patch(parse_json(change).value());
    auto const outcome = check_id_token(claims, expected);
    if (outcome.ok()) return outcome.value() == "somebody" ? "" : "wrong subject";
    CHECK(outcome.error().code == ErrorCode::forbidden);
    return outcome.error().message;
}

} // namespace

TEST_CASE("identity token: each claim") {
    struct {
        std::string change;
        std::string outcome;
    } const cases[] = {
        {R"({})", ""},
        {R"({"iss":"https://fc.example/api/v2/"})", "token: iss is another issuer"},
        {R"({"iss":null})", "token: iss is another issuer"},
        {R"({"aud":"another"})", "token: aud is another client"},
        {R"({"aud":null})", "token: aud missing"},
        {R"({"aud":[]})", "token: aud is another client"},
        {R"({"aud":["town"]})", ""},
        {R"({"aud":[7,"town"]})", "token: azp"},
        {R"({"aud":["town","another"]})", "token: azp"},
        {R"({"aud":["town","another"],"azp":"another"})", "token: azp"},
        {R"({"aud":["town","another"],"azp":"town"})", ""},
        {R"({"azp":"another"})", "token: azp"},
        {R"({"azp":"town"})", ""},
        {R"({"exp":null})", "token: iat or exp missing"},
        {R"({"iat":null})", "token: iat or exp missing"},
        {R"({"exp":"1800000060"})", "token: iat or exp missing"},
        {R"({"exp":1800000060.5})", "token: iat or exp missing"},
        {R"({"exp":9007199254740991})", "token: iat or exp missing"},
        {R"({"iat":-1})", "token: iat or exp missing"},
        {R"({"iat":1799999900,"exp":1799999941})", ""},
        {R"({"iat":1799999900,"exp":1799999940})", "token: exp is over"},
        {R"({"iat":1800000060,"exp":1800000120})", ""},
        {R"({"iat":1800000061,"exp":1800000120})", "token: iat is in the future"},
        {R"({"exp":1800003600})", ""},
        {R"({"exp":1800003601})", "token: life out of bounds"},
        {R"({"exp":1800000000})", "token: life out of bounds"},
        {R"({"nbf":1800000060})", ""},
        {R"({"nbf":1800000061})", "token: nbf is in the future"},
        {R"({"nonce":"another"})", "token: nonce"},
        {R"({"nonce":null})", "token: nonce"},
        {R"({"acr":"eidas2"})", ""},
        {R"({"acr":"eidas3"})", ""},
        {R"({"acr":"eidas0"})", "token: acr is too low"},
        {R"({"acr":"eidas10"})", "token: acr is too low"},
        {R"({"acr":null})", "token: acr is too low"},
        {R"({"at_hash":"AAAAAAAAAAAAAAAAAAAAAA"})", "token: at_hash"},
        {R"({"at_hash":7})", "token: at_hash"},
        {R"({"sub":null})", "token: sub"},
        {R"({"sub":""})", "token: sub"},
        {R"({"sub":")" + std::string(256, 'x') + R"("})", "token: sub"},
    };

    for (auto const& item : cases) {
        CAPTURE(item.change);
        CHECK(verdict(item.change) == item.outcome);
    }
}

TEST_CASE("identity token: the right at_hash, and a higher level when one is asked") {
    auto claims = good_claims();
    claims["at_hash"] = encode_base64url(sha256("access").substr(0, 16));
    CHECK(check_id_token(claims, expected).ok());
    auto strict = expected;
    strict.level_min = "eidas2";
    CHECK_FALSE(check_id_token(claims, strict).ok());
}

TEST_CASE("userinfo: from the same issuer, for this client, of the same person") {
    nlohmann::json const good{{"iss", expected.issuer}, {"aud", "town"}, {"sub", "somebody"}};
    auto const check = [](nlohmann::json const& claims) {
        return check_userinfo(claims, expected.issuer, "town", "somebody").ok();
    };
    CHECK(check(good));
    for (auto const* change :
         {R"({"sub":"another"})", R"({"sub":null})", R"({"iss":"x"})", R"({"aud":"x"})"}) {
        CAPTURE(change);
        auto claims = good;
        claims.merge_patch(parse_json(change).value());
        CHECK_FALSE(check(claims));
    }
    CHECK_FALSE(check_userinfo(good, expected.issuer, "town", "").ok());
}
