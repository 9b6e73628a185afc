// Logging in and out through the identity provider (OpenID Connect, authorization code with PKCE).
#pragma once

#include "core/base/result.h"
#include "server/auth/expiring_table.h"
#include "server/auth/person.h"
#include "server/auth/provider.h"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

namespace prevenance {

/// One person's presence in one browser. The identity token is kept for logging out only.
struct LoginSession {
    Person person;
    std::string id_token;
    std::string log_name; ///< What logs call the session: random, says nothing of the person.
};

/// Why a login did not come about, as far as the citizen can do something about it.
enum class LoginFailure : std::uint8_t {
    cancelled,   ///< The person turned back at the provider.
    expired,     ///< Too late, already used, or begun in another browser: begin again.
    refused,     ///< What the provider sent cannot be believed.
    unavailable, ///< The provider, or the room for one more session, is missing for now.
};

/// `cancelled`, `expired`, …
std::string_view name_of(LoginFailure failure);

struct FailedLogin {
    LoginFailure failure = LoginFailure::refused;
    std::string next;   ///< The page the person was going to; "" when it is not known.
    std::string reason; ///< For the log: no personal data, nothing that the browser sent.
};

struct SuccessfulLogin {
    std::string session_secret; ///< For the browser's cookie and nowhere else.
    std::string next;
};

using LoginOutcome = std::variant<SuccessfulLogin, FailedLogin>;

/// The query that the provider sent the browser back with; "" for what is missing.
struct CallbackQuery {
    std::string code;
    std::string state;
    std::string issuer;
    std::string error;
};

/// The two clocks: one for durations, one for what tokens say. Read at the border.
struct Clocks {
    Instant monotonic;
    std::chrono::sys_seconds civil;
};

struct LogoutStart {
    std::string location; ///< Where the browser goes to end the provider's session; "" for nowhere.
    std::string log_name; ///< Of the session that was closed; "" when there was none.
};

/// Safe to share between threads.
class Logins {
public:
    /// `provider` must outlive this. Wherever `base_url` is asked for, it is how browsers name this
    /// server, without a slash at the end: `https://demarches.exemple.fr`.
    explicit Logins(Provider& provider);

    /// The address at the provider where the browser goes to log in.
    ///
    /// `browser`  the secret in the cookie that ties the attempt to this browser.
    /// `next`     the page to come back to, a path of this server.
    ///
    /// Errors: unavailable when the provider does not answer; forbidden when it is not itself.
    Result<std::string>
    begin(std::string_view browser, std::string_view base_url, std::string_view next, Instant now);

    /// Ends the attempt that `query.state` names, whatever comes of it, and opens a session when
    /// everything the provider said holds.
    LoginOutcome finish(std::string_view browser, CallbackQuery const& query, Clocks now);

    /// The session of the cookie's secret, kept alive by being asked for.
    std::optional<LoginSession> session(std::string_view secret, Instant now);

    /// Closes the session of the cookie's secret, if there is one.
    void end_session(std::string_view secret, Instant now);

    /// Closes the session first, then says where to end that of the provider.
    LogoutStart begin_logout(
        std::string_view secret, std::string_view browser, std::string_view base_url, Instant now
    );

    /// True when the provider came back from a logout that this browser began; once.
    bool finish_logout(std::string_view browser, std::string_view state, Instant now);

private:
    struct Attempt {
        std::string nonce;
        std::string code_verifier;
        std::string redirect_uri;
        std::string next;
    };

    struct Tokens {
        std::string access_token;
        std::string id_token;
    };

    Result<LoginSession>
    authenticate(CallbackQuery const& query, Attempt const& attempt, Clocks now);
    Result<Tokens> exchange(std::string const& code, Attempt const& attempt, Instant now);
    Result<Person> fetch_person(Tokens const& tokens, std::string const& subject, Instant now);

    Provider& provider_;
    ExpiringTable<Attempt> attempts_;
    ExpiringTable<Done> logouts_;
    ExpiringTable<LoginSession> sessions_;
};

} // namespace prevenance
