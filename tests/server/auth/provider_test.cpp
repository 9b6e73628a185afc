// Goal: the provider's documents are its own, fresh enough, and not fetched more often than needed.
// Method: a real HTTP server that counts, stops and changes its keys; the clock is an argument.
#include "server/auth/provider.h"

#include "tests/server/auth/signer.h"
#include "tests/server/http_peer.h"

#include <doctest/doctest.h>

#include <atomic>
#include <string>

using namespace prevenance;
using namespace std::chrono_literals;

namespace {

std::string discovery(std::string const& issuer) {
    return R"({"issuer":")" + issuer + R"(","authorization_endpoint":")" + issuer +
        R"(/authorize","token_endpoint":")" + issuer + R"(/token","userinfo_endpoint":")" + issuer +
        R"(/userinfo","jwks_uri":")" + issuer + R"(/jwks","end_session_endpoint":")" + issuer +
        R"(/end"})";
}

/// A provider whose documents can be swapped while it runs.
struct Peer {
    HttpPeer http;
    std::string document;
    std::string keys;
    std::atomic<int> discoveries = 0;
    std::atomic<int> key_fetches = 0;
    Fetcher fetcher{{.allow_loopback = true}};

    Peer() {
        document = discovery(http.url());
        http.server.Get("/.well-known/openid-configuration", [this](auto const&, auto& answer) {
            ++discoveries;
            answer.set_content(document, "application/json");
        });
        http.server.Get("/jwks", [this](auto const&, auto& answer) {
            ++key_fetches;
            answer.set_content(keys, "application/json");
        });
        http.start();
    }

    ProviderSettings settings() const { return {http.url(), "town", "secret"}; }
};

Instant instant() {
    return std::chrono::steady_clock::now();
}

} // namespace

TEST_CASE("provider: addresses are fetched once an hour") {
    Peer peer;
    Provider provider(peer.settings(), peer.fetcher);
    auto const start = instant();
    REQUIRE(provider.addresses(start).ok());
    CHECK(provider.addresses(start).value().authorization == peer.http.url("/authorize"));
    CHECK(provider.addresses(start).value().end_session == peer.http.url("/end"));
    CHECK(provider.addresses(start + 59min).ok());
    CHECK(peer.discoveries == 1);
    CHECK(provider.addresses(start + 60min).ok());
    CHECK(peer.discoveries == 2);
}

TEST_CASE("provider: stopped, its last known addresses serve for a day") {
    Peer peer;
    Provider provider(peer.settings(), peer.fetcher);
    auto const start = instant();
    REQUIRE(provider.addresses(start).ok());
    peer.http.stop();
    CHECK(provider.addresses(start + 2h).ok());
    auto const late = provider.addresses(start + 24h);
    REQUIRE_FALSE(late.ok());
    CHECK(late.error().code == ErrorCode::unavailable);
}

TEST_CASE("provider: nobody is sent there who would find nothing") {
    Peer peer;
    Provider provider(peer.settings(), peer.fetcher);
    auto const start = instant();
    REQUIRE(provider.answering_addresses(start).ok());
    CHECK(provider.answering_addresses(start + 29s).ok());
    CHECK(peer.discoveries == 1);
    CHECK(provider.answering_addresses(start + 30s).ok());
    CHECK(peer.discoveries == 2);
    peer.http.stop();
    CHECK(provider.answering_addresses(start + 59s).ok());
    auto const silent = provider.answering_addresses(start + 60s);
    REQUIRE_FALSE(silent.ok());
    CHECK(silent.error().code == ErrorCode::unavailable);
    CHECK(provider.addresses(start + 60s).ok()); // For logins that are under way.
}

TEST_CASE("provider: a document of another issuer, or with addresses elsewhere, is refused") {
    std::string const issuer = "https://fc.example/api/v2";
    REQUIRE(read_discovery(discovery(issuer), issuer).ok());
    auto const refused = [&](std::string const& from, std::string const& to) {
        std::string text = discovery(issuer);
        auto const at = text.find(from);
        REQUIRE(at != std::string::npos);
        return !read_discovery(text.replace(at, from.size(), to), issuer).ok();
    };
    CHECK(refused("api/v2\",", "api/v2/\","));
    CHECK(refused("{\"issuer", "{\"issued"));
    CHECK(refused(issuer + "/authorize", "http://fc.example/authorize"));
    CHECK(refused(issuer + "/token", "http://10.0.0.1/token"));
    CHECK(refused(issuer + "/token", "https://user:password@fc.example/token"));
    CHECK(refused(issuer + "/jwks", "javascript:alert(1)"));
    CHECK(refused("jwks_uri", "other"));
    CHECK(refused("{", "[{"));

    Peer peer;
    peer.document = discovery("https://fc.example/api/v2");
    Provider provider(peer.settings(), peer.fetcher);
    auto const addresses = provider.addresses(instant());
    REQUIRE_FALSE(addresses.ok());
    CHECK(addresses.error().code == ErrorCode::forbidden);
}

TEST_CASE("provider: keys are fetched when a token names a new one, once a minute") {
    Peer peer;
    Signer const first("EC", "first");
    Signer const second("EC", "second");
    peer.keys = R"({"keys":[)" + first.jwk() + "]}";
    Provider provider(peer.settings(), peer.fetcher);
    auto const start = instant();
    auto const holds = [&](Signer const& signer, Instant now) {
        return provider.verified_claims(signer.sign(signer.header(), "{}"), now).ok();
    };
    CHECK(holds(first, start));
    CHECK(holds(first, start + 30s));
    CHECK(peer.key_fetches == 1);
    peer.keys = R"({"keys":[)" + first.jwk() + "," + second.jwk() + "]}";
    CHECK_FALSE(holds(second, start + 59s));
    CHECK(peer.key_fetches == 1);
    CHECK(holds(second, start + 60s));
    CHECK(peer.key_fetches == 2);
    Signer const stranger("EC", "stranger");
    for (int attempt = 0; attempt < 20; ++attempt)
        CHECK_FALSE(holds(stranger, start + 130s));
    CHECK(peer.key_fetches == 3);
}

TEST_CASE("provider: a token by another algorithm than agreed never reaches the keys") {
    Peer peer;
    Signer const rsa("RSA", "one");
    peer.keys = R"({"keys":[)" + rsa.jwk() + "]}";
    Provider provider(peer.settings(), peer.fetcher);
    auto const claims = provider.verified_claims(rsa.sign(rsa.header(), "{}"), instant());
    REQUIRE_FALSE(claims.ok());
    CHECK(claims.error().code == ErrorCode::forbidden);
    CHECK(peer.key_fetches == 0);
}
