#include "server/auth/id_token.h"

#include "server/auth/base64url.h"
#include "server/auth/secret.h"

#include <algorithm>
#include <array>
#include <optional>

namespace prevenance {

namespace {

using std::chrono::seconds;
using std::chrono::sys_seconds;

Error refused(std::string const& claim) {
    return Error{ErrorCode::forbidden, "token: " + claim};
}

/// The text of claim `name`; "" when it is missing or no text.
std::string text_of(nlohmann::json const& claims, char const* name) {
    auto const claim = claims.find(name);
    if (claim == claims.end() || !claim->is_string()) return "";
    return claim->get<std::string>();
}

/// NumericDate of RFC 7519, section 2: seconds since 1970, here whole ones before the year 9999.
std::optional<sys_seconds> time_of(nlohmann::json const& claims, char const* name) {
    constexpr std::int64_t latest = 253402300799;
    auto const claim = claims.find(name);
    if (claim == claims.end() || !claim->is_number_integer()) return std::nullopt;
    auto const number = claim->get<std::int64_t>();
    if (number < 0 || number > latest) return std::nullopt;
    return sys_seconds(seconds(number));
}

/// Section 3.1.3.7 (3 to 5).
Status check_audience(nlohmann::json const& claims, std::string_view client_id) {
    auto const audience = claims.find("aud");
    if (audience == claims.end()) return refused("aud missing");
    bool const several = audience->is_array() && audience->size() > 1;
    bool const named = audience->is_string()
        ? audience->get_ref<std::string const&>() == client_id
        : audience->is_array() && std::any_of(audience->begin(), audience->end(), [&](auto& one) {
              return one.is_string() && one.template get_ref<std::string const&>() == client_id;
          });
    if (!named) return refused("aud is another client");
    bool const party_needed = several || claims.contains("azp");
    if (party_needed && text_of(claims, "azp") != client_id) return refused("azp");
    return Done{};
}

/// Section 3.1.3.7 (9 and 10): not over, not from the future, and of a bounded life.
Status check_times(nlohmann::json const& claims, sys_seconds now) {
    auto const issued = time_of(claims, "iat");
    auto const ends = time_of(claims, "exp");
    if (!issued || !ends) return refused("iat or exp missing");
    if (*ends + clock_leeway <= now) return refused("exp is over");
    if (*issued > now + clock_leeway) return refused("iat is in the future");
    if (*ends <= *issued || *ends - *issued > token_life_max) return refused("life out of bounds");
    if (*issued + token_life_max + clock_leeway < now) return refused("iat is too long ago");
    if (claims.contains("nbf")) {
        auto const starts = time_of(claims, "nbf");
        if (!starts || *starts > now + clock_leeway) return refused("nbf is in the future");
    }
    return Done{};
}

/// The rank of a level of assurance (regulation (EU) 910/2014, article 8); 0 for anything else.
int rank_of_level(std::string_view level) {
    constexpr std::array<std::string_view, 3> levels{"eidas1", "eidas2", "eidas3"};
    auto const found = std::find(levels.begin(), levels.end(), level);
    return found == levels.end() ? 0 : static_cast<int>(found - levels.begin()) + 1;
}

/// Section 3.1.3.8, for the two algorithms here: the left half of SHA-256.
bool access_token_matches(nlohmann::json const& claims, std::string_view access_token) {
    if (!claims.contains("at_hash")) return true;
    auto const expected = encode_base64url(sha256(access_token).substr(0, 16));
    return equal_in_constant_time(text_of(claims, "at_hash"), expected);
}

} // namespace

Result<std::string>
check_id_token(nlohmann::json const& claims, IdTokenExpectation const& expected) {
    if (text_of(claims, "iss") != expected.issuer) return refused("iss is another issuer");
    TRY(check_audience(claims, expected.client_id));
    TRY(check_times(claims, expected.now));
    bool const nonce_fits =
        !expected.nonce.empty() && equal_in_constant_time(text_of(claims, "nonce"), expected.nonce);
    if (!nonce_fits) return refused("nonce");
    int const level_min = rank_of_level(expected.level_min);
    ENSURE(level_min > 0);
    if (rank_of_level(text_of(claims, "acr")) < level_min) return refused("acr is too low");
    if (!access_token_matches(claims, expected.access_token)) return refused("at_hash");
    std::string subject = text_of(claims, "sub");
    // OpenID Connect Core 1.0, section 2: at most 255 ASCII characters.
    if (subject.empty() || subject.size() > 255) return refused("sub");
    return subject;
}

Status check_userinfo(
    nlohmann::json const& claims,
    std::string_view issuer,
    std::string_view client_id,
    std::string_view subject
) {
    if (text_of(claims, "iss") != issuer) return refused("userinfo iss is another issuer");
    TRY(check_audience(claims, client_id));
    if (subject.empty() || text_of(claims, "sub") != subject) return refused("userinfo sub");
    return Done{};
}

} // namespace prevenance
