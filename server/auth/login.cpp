#include "server/auth/login.h"

#include "server/auth/base64url.h"
#include "server/auth/id_token.h"
#include "server/auth/secret.h"

namespace prevenance {

namespace {

using namespace std::chrono_literals;

constexpr std::string_view level_asked = "eidas1";
/// What the pages show and what finds a person's dossiers; nothing more is asked for.
constexpr std::string_view scopes = "openid profile birth email";
constexpr std::string_view callback_path = "/auth/callback";
constexpr std::string_view logged_out_path = "/auth/logged-out";

/// As long as FranceConnect keeps its own page open.
constexpr ExpiryRules attempt_rules{.idle_max = 30min, .age_max = 30min, .entries_max = 20'000};
constexpr ExpiryRules logout_rules{.idle_max = 10min, .age_max = 10min, .entries_max = 20'000};
constexpr ExpiryRules session_rules{.idle_max = 15min, .age_max = 8h, .entries_max = 50'000};

/// An attempt is found only by the browser that began it, with the state that was given to it.
std::string attempt_key(std::string_view browser, std::string_view state) {
    return std::string(browser) + '.' + std::string(state);
}

bool can_be_key(std::string_view browser, std::string_view state) {
    return !browser.empty() && !state.empty() && browser.size() <= 128 && state.size() <= 128;
}

std::string with_query(std::string const& address, FormFields const& fields) {
    char const separator = address.find('?') == std::string::npos ? '?' : '&';
    return address + separator + format_form(fields);
}

/// The text of claim `name`, cut to nothing when it is no text or longer than names are.
std::string text_of(nlohmann::json const& claims, char const* name) {
    auto const claim = claims.find(name);
    if (claim == claims.end() || !claim->is_string()) return "";
    auto text = claim->get<std::string>();
    return text.size() <= 512 ? text : "";
}

LoginFailure failure_of(Error const& error) {
    return error.code == ErrorCode::unavailable ? LoginFailure::unavailable : LoginFailure::refused;
}

/// RFC 6749, section 4.1.2.1; the description that comes with it is never looked at.
LoginFailure failure_of_answer(std::string_view error) {
    if (error == "access_denied") return LoginFailure::cancelled;
    bool const for_now = error == "server_error" || error == "temporarily_unavailable";
    return for_now ? LoginFailure::unavailable : LoginFailure::refused;
}

Error answered_with(std::string const& what, int status) {
    auto const code = status >= 500 ? ErrorCode::unavailable : ErrorCode::forbidden;
    return Error{code, what + " endpoint answered with status " + std::to_string(status)};
}

} // namespace

std::string_view name_of(LoginFailure failure) {
    switch (failure) {
    case LoginFailure::cancelled:
        return "cancelled";
    case LoginFailure::expired:
        return "expired";
    case LoginFailure::refused:
        return "refused";
    case LoginFailure::unavailable:
        return "unavailable";
    }
    return "refused";
}

Logins::Logins(Provider& provider)
    : provider_(provider)
    , attempts_(attempt_rules)
    , logouts_(logout_rules)
    , sessions_(session_rules) {}

Result<std::string> Logins::begin(
    std::string_view browser, std::string_view base_url, std::string_view next, Instant now
) {
    ProviderAddresses const addresses = TRY(provider_.answering_addresses(now));
    std::string const state = random_secret(32);
    Attempt attempt{
        .nonce = random_secret(32),
        .code_verifier = random_secret(32),
        .redirect_uri = std::string(base_url) + std::string(callback_path),
        .next = std::string(next),
    };
    std::string const location = with_query(
        addresses.authorization,
        {{"response_type", "code"},
         {"client_id", provider_.settings().client_id},
         {"redirect_uri", attempt.redirect_uri},
         {"scope", std::string(scopes)},
         {"acr_values", std::string(level_asked)},
         {"state", state},
         {"nonce", attempt.nonce},
         {"code_challenge", encode_base64url(sha256(attempt.code_verifier))},
         {"code_challenge_method", "S256"}}
    );
    if (!attempts_.add(attempt_key(browser, state), std::move(attempt), now)) {
        return Error{ErrorCode::unavailable, "too many logins under way"};
    }
    return location;
}

LoginOutcome Logins::finish(std::string_view browser, CallbackQuery const& query, Clocks now) {
    std::optional<Attempt> attempt;
    if (can_be_key(browser, query.state)) {
        attempt = attempts_.take(attempt_key(browser, query.state), now.monotonic);
    }
    if (!attempt) return FailedLogin{LoginFailure::expired, "", "no such attempt"};
    // RFC 9207, section 2.4: an answer of another provider must not be taken to this one.
    if (query.issuer != provider_.settings().issuer) {
        return FailedLogin{LoginFailure::refused, attempt->next, "iss of the redirect"};
    }
    if (!query.error.empty()) {
        return FailedLogin{failure_of_answer(query.error), attempt->next, "error redirect"};
    }
    if (query.code.empty() || query.code.size() > 2048) {
        return FailedLogin{LoginFailure::refused, attempt->next, "no code"};
    }
    auto session = authenticate(query, *attempt, now);
    if (!session.ok()) {
        return FailedLogin{failure_of(session.error()), attempt->next, session.error().message};
    }
    std::string secret = random_secret(32);
    if (!sessions_.add(secret, std::move(session).value(), now.monotonic)) {
        return FailedLogin{LoginFailure::unavailable, attempt->next, "too many sessions"};
    }
    return SuccessfulLogin{std::move(secret), attempt->next};
}

Result<LoginSession>
Logins::authenticate(CallbackQuery const& query, Attempt const& attempt, Clocks now) {
    Tokens tokens = TRY(exchange(query.code, attempt, now.monotonic));
    auto const claims = TRY(provider_.verified_claims(tokens.id_token, now.monotonic));
    std::string const subject = TRY(check_id_token(
        claims,
        {.issuer = provider_.settings().issuer,
         .client_id = provider_.settings().client_id,
         .nonce = attempt.nonce,
         .level_min = level_asked,
         .access_token = tokens.access_token,
         .now = now.civil}
    ));
    Person person = TRY(fetch_person(tokens, subject, now.monotonic));
    return LoginSession{std::move(person), std::move(tokens.id_token), random_secret(6)};
}

Result<Logins::Tokens>
Logins::exchange(std::string const& code, Attempt const& attempt, Instant now) {
    ProviderAddresses const addresses = TRY(provider_.addresses(now));
    FetchAnswer const answer = TRY(provider_.fetcher().fetch(
        {.url = addresses.token,
         .form =
             {{"grant_type", "authorization_code"},
              {"code", code},
              {"redirect_uri", attempt.redirect_uri},
              {"client_id", provider_.settings().client_id},
              {"client_secret", provider_.settings().client_secret},
              {"code_verifier", attempt.code_verifier}},
         .bearer = ""}
    ));
    if (answer.status != 200) return answered_with("token", answer.status);
    auto const tree = TRY(parse_json(answer.body));
    if (!tree.is_object()) return Error{ErrorCode::forbidden, "token endpoint: no object"};
    Tokens tokens;
    for (auto const& [name, target] :
         {std::pair{"access_token", &tokens.access_token}, {"id_token", &tokens.id_token}}) {
        auto const member = tree.find(name);
        bool const there = member != tree.end() && member->is_string();
        if (there) *target = member->get<std::string>();
        // A line break would end the header that the access token travels in.
        bool const clean = target->find_first_of("\r\n ") == std::string::npos;
        if (target->empty() || target->size() > 16UL * 1024 || !clean) {
            return Error{ErrorCode::forbidden, std::string("token endpoint: no ") + name};
        }
    }
    return tokens;
}

Result<Person> Logins::fetch_person(Tokens const& tokens, std::string const& subject, Instant now) {
    ProviderAddresses const addresses = TRY(provider_.addresses(now));
    FetchAnswer const answer = TRY(provider_.fetcher().fetch(
        {.url = addresses.userinfo, .form = {}, .bearer = tokens.access_token}
    ));
    if (answer.status != 200) return answered_with("userinfo", answer.status);
    auto const claims = TRY(provider_.verified_claims(answer.body, now));
    ProviderSettings const& settings = provider_.settings();
    TRY(check_userinfo(claims, settings.issuer, settings.client_id, subject));
    return Person{
        .issuer = settings.issuer,
        .subject = subject,
        .given_name = text_of(claims, "given_name"),
        .family_name = text_of(claims, "family_name"),
        .usage_name = text_of(claims, "preferred_username"),
        .birthdate = text_of(claims, "birthdate"),
        .gender = text_of(claims, "gender"),
        .birthplace = text_of(claims, "birthplace"),
        .birthcountry = text_of(claims, "birthcountry"),
    };
}

std::optional<LoginSession> Logins::session(std::string_view secret, Instant now) {
    if (secret.empty()) return std::nullopt;
    return sessions_.use(secret, now);
}

void Logins::end_session(std::string_view secret, Instant now) {
    if (!secret.empty()) sessions_.take(secret, now);
}

LogoutStart Logins::begin_logout(
    std::string_view secret, std::string_view browser, std::string_view base_url, Instant now
) {
    // RP-Initiated Logout 1.0, section 2: the local session ends first, whatever follows.
    auto const closed = secret.empty() ? std::nullopt : sessions_.take(secret, now);
    if (!closed) return {};
    auto const addresses = provider_.answering_addresses(now);
    std::string const state = random_secret(32);
    bool const reachable = addresses.ok() && !addresses.value().end_session.empty() &&
        !browser.empty() && logouts_.add(attempt_key(browser, state), Done{}, now);
    if (!reachable) return {"", closed->log_name};
    std::string const back = std::string(base_url) + std::string(logged_out_path);
    std::string const location = with_query(
        addresses.value().end_session,
        {{"id_token_hint", closed->id_token}, {"state", state}, {"post_logout_redirect_uri", back}}
    );
    return {location, closed->log_name};
}

bool Logins::finish_logout(std::string_view browser, std::string_view state, Instant now) {
    return can_be_key(browser, state) &&
        logouts_.take(attempt_key(browser, state), now).has_value();
}

} // namespace prevenance
