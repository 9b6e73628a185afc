// The identity provider as this server knows it: its addresses, its keys, and how fresh they are.
#pragma once

#include "core/base/result.h"
#include "core/wire/json.h"
#include "server/auth/instant.h"
#include "server/auth/jwk.h"
#include "server/fetch/fetcher.h"

#include <chrono>
#include <optional>
#include <shared_mutex>
#include <string>
#include <string_view>
#include <vector>

namespace prevenance {

/// What was agreed with the provider when this service was registered.
struct ProviderSettings {
    std::string issuer; ///< Exactly as its own documents write it.
    std::string client_id;
    std::string client_secret;
    SignatureAlgorithm algorithm = SignatureAlgorithm::es256;
};

/// The addresses that its discovery document gives.
struct ProviderAddresses {
    std::string authorization;
    std::string token;
    std::string userinfo;
    std::string keys;
    std::string end_session; ///< "" when it has none.
};

/// Reads a discovery document (OpenID Connect Discovery 1.0, section 3).
///
/// Errors: forbidden when its `issuer` is not exactly `issuer` (section 4.3), or an address is
/// neither https nor at the issuer's own scheme, host and port; bad_input when it cannot be read.
Result<ProviderAddresses> read_discovery(std::string_view text, std::string const& issuer);

/// Safe to share between threads. Fetches nothing before it is first asked.
class Provider {
public:
    /// `fetcher` must outlive the provider.
    Provider(ProviderSettings settings, Fetcher const& fetcher);

    ProviderSettings const& settings() const { return settings_; }

    /// For the calls that carry a login's own codes and tokens.
    Fetcher const& fetcher() const { return fetcher_; }

    /// The addresses, at most an hour old; up to a day old while the provider does not answer.
    /// A failure is remembered for two seconds, so that waiting callers do not wait in turn.
    ///
    /// Errors: unavailable when it does not answer; forbidden when its document is not its own.
    Result<ProviderAddresses> addresses(Instant now);

    /// The addresses, when the provider has answered within half a minute: for a browser that is
    /// about to be sent there, which would be left with an error of its own.
    ///
    /// Errors: as addresses().
    Result<ProviderAddresses> answering_addresses(Instant now);

    /// The claims of `token` once its signature holds. The key set is fetched when there is none
    /// and when the token names a key that is not in it, at most once a minute.
    ///
    /// Errors: bad_input or forbidden when the token is not what was agreed; unavailable when the
    /// keys cannot be fetched.
    /// Source: OpenID Connect Core 1.0, sections 3.1.3.7 (6 to 8) and 10.1.1.
    Result<nlohmann::json> verified_claims(std::string_view token, Instant now);

private:
    Status refresh_keys(Instant now);
    Result<ProviderAddresses> fetch_addresses();
    Result<ProviderAddresses> ask_addresses(Instant now);

    ProviderSettings settings_;
    Fetcher const& fetcher_;
    mutable std::shared_mutex mutex_;
    std::optional<ProviderAddresses> addresses_;
    Instant addresses_at_;
    std::optional<Instant> failed_at_;
    std::vector<PublicKey> keys_;
    std::optional<Instant> keys_at_;
};

} // namespace prevenance
