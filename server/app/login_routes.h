// The addresses under /auth and /api/v1/session: coming in, going out, and who is here.
#pragma once

#include "server/app/service.h"

#include <string>
#include <string_view>
#include <vector>

namespace prevenance {

/// What these routes need; all of it must outlive them. `logins` is nullptr when no provider is
/// configured: then every login ends with `login=unavailable`.
struct LoginContext {
    Logins* logins = nullptr;
    OwnAddress const* own_address = nullptr;
    ReadClocks read_clocks;
};

/// GET  /auth/login?next=PATH  303 to the provider; 303 to PATH when already logged in.
/// GET  /auth/callback         303 to the page the person was going to, with a new session; when it
///                             failed, the same with
///                             `?login=cancelled|expired|refused|unavailable`.
/// POST /auth/logout           303 to the provider's logout; refused unless `Origin` is this site.
/// GET  /auth/logout           the same for a link on our own pages; a link from elsewhere does not
///                             log anybody out and leads to /dossiers.
/// GET  /auth/logged-out       303 to / when the provider comes back.
/// GET  /api/v1/session        who is logged in.
std::vector<HttpRoute> login_routes(LoginContext context);

/// The session that `request` belongs to.
std::optional<LoginSession> session_of(LoginContext const& context, HttpRequest const& request);

/// `next` when it is a page of this site, else `/dossiers`: an address that leads elsewhere, or
/// that some browser would take for one, must not be followed after a login.
std::string safe_next(std::string_view next);

} // namespace prevenance
