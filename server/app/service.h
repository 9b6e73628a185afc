// What the routes share: who is asking, from which page, and what may be told to them.
#pragma once

#include "server/auth/login.h"
#include "server/http/message.h"
#include "server/http/router.h"
#include "server/http/site.h"

#include <atomic>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace prevenance {

/// Reads the two clocks; replaced by tests.
using ReadClocks = std::function<Clocks()>;

Clocks read_system_clocks();

/// How browsers name this server.
class OwnAddress {
public:
    /// `public_url`  `https://demarches.exemple.fr`, or "" for the loopback names with `port`.
    OwnAddress(std::string public_url, int port);

    /// The beginning of this server's addresses as the browser of `request` knows them; "" when the
    /// `Host` is not ours, as when another site's name was made to lead here.
    std::string base_for(HttpRequest const& request) const;

private:
    std::string public_url_;
    std::string public_host_;
    std::string port_;
};

enum class CookieKind {
    session, ///< Holds the secret of a session.
    browser, ///< Ties a login or a logout under way to one browser.
};

/// `__Host-` and `Secure` wherever the page came by https; plain names on this machine only, where
/// browsers refuse those.
/// Source: RFC 6265bis, sections 4.1.2.5 and 4.1.3.2.
std::string cookie_name(CookieKind kind, std::string_view base_url);

/// The secret in the cookie; "" when there is none or it has not the shape of ours.
std::string secret_from(HttpRequest const& request, CookieKind kind, std::string_view base_url);

/// Sets the cookie for the whole site, unreadable for scripts; an empty secret removes it.
void set_secret_cookie(
    HttpResponse& response, CookieKind kind, std::string_view base_url, std::string_view secret
);

} // namespace prevenance
