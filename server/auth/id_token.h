// What an identity token must say before anybody is logged in on its word.
#pragma once

#include "core/base/result.h"
#include "core/wire/json.h"

#include <chrono>
#include <string>
#include <string_view>

namespace prevenance {

/// What this login attempt asked for. Views must outlive the call they are given to.
struct IdTokenExpectation {
    std::string_view issuer;
    std::string_view client_id;
    std::string_view nonce;
    /// `eidas1`, `eidas2` or `eidas3`: the level asked for; a higher one is welcome.
    std::string_view level_min;
    std::string_view access_token;
    std::chrono::sys_seconds now;
};

/// Clocks of the two servers may differ by this much.
inline constexpr std::chrono::seconds clock_leeway{60};
inline constexpr std::chrono::seconds token_life_max{3600};

/// The `sub` of an identity token whose signature was verified and that says what was asked.
///
/// Errors: forbidden, naming the claim that is off and never its value.
/// Source: OpenID Connect Core 1.0, section 3.1.3.7 (2 to 13) and 3.1.3.8; RFC 7519, section 4.1.
Result<std::string>
check_id_token(nlohmann::json const& claims, IdTokenExpectation const& expected);

/// Succeeds when the verified claims of a signed userinfo answer come from `issuer`, are meant for
/// `client_id` and speak of `subject`, the one of the identity token.
///
/// Errors: forbidden.
/// Source: OpenID Connect Core 1.0, sections 5.3.2 and 5.3.4.
Status check_userinfo(
    nlohmann::json const& claims,
    std::string_view issuer,
    std::string_view client_id,
    std::string_view subject
);

} // namespace prevenance
