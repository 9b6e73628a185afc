#include "server/auth/provider.h"

#include "server/auth/jws.h"

#include <mutex>

namespace prevenance {

namespace {

using namespace std::chrono_literals;

constexpr auto addresses_fresh = 1h;
constexpr auto addresses_usable = 24h;
constexpr auto answer_recent = 30s;
constexpr auto failure_remembered = 2s;
constexpr auto keys_refetch_pause = 1min;

Error not_its_own(std::string const& why) {
    return Error{ErrorCode::forbidden, "identity provider: " + why};
}

Error does_not_answer() {
    return Error{ErrorCode::unavailable, "identity provider: does not answer"};
}

bool same_origin(UrlParts const& left, UrlParts const& right) {
    return left.scheme == right.scheme && left.host == right.host && left.port == right.port;
}

/// Member `name` when it is an address that the issuer may send people and codes to.
Result<std::string>
read_address(nlohmann::json const& document, char const* name, UrlParts const& issuer) {
    auto const member = document.find(name);
    if (member == document.end() || !member->is_string()) {
        return not_its_own(std::string("no ") + name);
    }
    std::string address = member->get<std::string>();
    UrlParts const parts = TRY(split_url(address));
    bool const trusted = parts.scheme == "https" || same_origin(parts, issuer);
    if (!trusted || parts.has_credentials) return not_its_own(std::string(name) + " is not https");
    return address;
}

Result<std::string> body_of(Result<FetchAnswer> answer) {
    FetchAnswer taken = TRY(std::move(answer));
    if (taken.status != 200) {
        return Error{
            ErrorCode::unavailable, "identity provider: status " + std::to_string(taken.status)};
    }
    return std::move(taken.body);
}

} // namespace

Result<ProviderAddresses> read_discovery(std::string_view text, std::string const& issuer) {
    auto const document = TRY(parse_json(text));
    auto const name = document.is_object() ? document.find("issuer") : document.end();
    if (name == document.end() || !name->is_string() || name->get<std::string>() != issuer) {
        return not_its_own("the discovery document names another issuer");
    }
    UrlParts const origin = TRY(split_url(issuer));
    ProviderAddresses addresses;
    addresses.authorization = TRY(read_address(document, "authorization_endpoint", origin));
    addresses.token = TRY(read_address(document, "token_endpoint", origin));
    addresses.userinfo = TRY(read_address(document, "userinfo_endpoint", origin));
    addresses.keys = TRY(read_address(document, "jwks_uri", origin));
    if (document.contains("end_session_endpoint")) {
        addresses.end_session = TRY(read_address(document, "end_session_endpoint", origin));
    }
    return addresses;
}

Provider::Provider(ProviderSettings settings, Fetcher const& fetcher)
    : settings_(std::move(settings))
    , fetcher_(fetcher) {}

Result<ProviderAddresses> Provider::fetch_addresses() {
    auto answer = fetcher_.fetch({.url = settings_.issuer + "/.well-known/openid-configuration"});
    std::string const text = TRY(body_of(std::move(answer)));
    return read_discovery(text, settings_.issuer);
}

/// Asks the provider, unless it has just failed. The caller holds the lock.
Result<ProviderAddresses> Provider::ask_addresses(Instant now) {
    bool const just_failed = failed_at_ && now - *failed_at_ < failure_remembered;
    if (just_failed) return does_not_answer();
    auto fetched = fetch_addresses();
    if (fetched.ok()) {
        addresses_ = fetched.value();
        addresses_at_ = now;
        failed_at_.reset();
        return fetched;
    }
    // The call itself took time: callers that waited meanwhile must find it recent.
    failed_at_ = std::chrono::steady_clock::now();
    bool const is_silent = fetched.error().code == ErrorCode::unavailable;
    return is_silent ? does_not_answer() : fetched;
}

Result<ProviderAddresses> Provider::addresses(Instant now) {
    std::unique_lock const lock(mutex_);
    if (addresses_ && now - addresses_at_ < addresses_fresh) return *addresses_;
    auto asked = ask_addresses(now);
    bool const is_silent = !asked.ok() && asked.error().code == ErrorCode::unavailable;
    if (is_silent && addresses_ && now - addresses_at_ < addresses_usable) return *addresses_;
    return asked;
}

Result<ProviderAddresses> Provider::answering_addresses(Instant now) {
    std::unique_lock const lock(mutex_);
    if (addresses_ && now - addresses_at_ < answer_recent) return *addresses_;
    return ask_addresses(now);
}

Status Provider::refresh_keys(Instant now) {
    ProviderAddresses const known = TRY(addresses(now));
    std::unique_lock const lock(mutex_);
    // Somebody else may have fetched while this caller waited; a forged name of a key must not
    // make this server call the provider again and again.
    if (keys_at_ && now - *keys_at_ < keys_refetch_pause) return Done{};
    auto answer = fetcher_.fetch({.url = known.keys});
    std::string const text = TRY(body_of(std::move(answer)));
    keys_ = TRY(read_key_set(text));
    keys_at_ = now;
    return Done{};
}

Result<nlohmann::json> Provider::verified_claims(std::string_view token, Instant now) {
    auto read = TRY(read_signed_token(token));
    auto const algorithm = settings_.algorithm;
    if (read.algorithm != name_of(algorithm)) {
        return Error{ErrorCode::forbidden, "token: another algorithm than agreed"};
    }
    auto const known = [&] {
        std::shared_lock const lock(mutex_);
        return find_key(keys_, read, algorithm) != nullptr;
    };
    if (!known()) TRY(refresh_keys(now));
    std::shared_lock const lock(mutex_);
    PublicKey const* key = find_key(keys_, read, algorithm);
    if (key == nullptr) return Error{ErrorCode::forbidden, "token: signed by an unknown key"};
    TRY(verify(read, *key, algorithm));
    return std::move(read.claims);
}

} // namespace prevenance
