#include "server/app/login_routes.h"

#include "core/wire/json.h"
#include "server/auth/secret.h"
#include "server/http/failure.h"

#include <algorithm>

namespace prevenance {

namespace {

constexpr std::string_view after_login = "/dossiers";

std::string with_parameter(std::string const& path, std::string const& parameter) {
    return path + (path.find('?') == std::string::npos ? '?' : '&') + parameter;
}

/// Where a login that did not come about leads: the page says why, in the citizen's language.
HttpResponse failed_login(std::string const& next, LoginFailure failure, std::string reason) {
    HttpResponse response =
        redirect_to(with_parameter(safe_next(next), "login=" + std::string(name_of(failure))));
    response.note = "login " + std::string(name_of(failure)) + ": " + std::move(reason);
    return response;
}

/// The secret that ties this browser to its logins, a new one if need be.
std::string browser_secret(HttpRequest const& request, std::string_view base_url) {
    std::string secret = secret_from(request, CookieKind::browser, base_url);
    return secret.empty() ? random_secret(32) : secret;
}

HttpResponse log_in(LoginContext const& context, HttpRequest const& request) {
    std::string const next = safe_next(request.query_value("next"));
    if (context.logins == nullptr) {
        return failed_login(next, LoginFailure::unavailable, "no provider is configured");
    }
    if (session_of(context, request)) return redirect_to(next);
    std::string const base_url = context.own_address->base_for(request);
    std::string const browser = browser_secret(request, base_url);
    auto const now = context.read_clocks().monotonic;
    auto const location = context.logins->begin(browser, base_url, next, now);
    if (!location.ok()) {
        return failed_login(next, LoginFailure::unavailable, location.error().message);
    }
    HttpResponse response = redirect_to(location.value());
    set_secret_cookie(response, CookieKind::browser, base_url, browser);
    return response;
}

HttpResponse finish_login(LoginContext const& context, HttpRequest const& request) {
    if (context.logins == nullptr) {
        return failed_login("", LoginFailure::unavailable, "no provider is configured");
    }
    std::string const base_url = context.own_address->base_for(request);
    std::string const browser = secret_from(request, CookieKind::browser, base_url);
    CallbackQuery const query{
        .code = std::string(request.query_value("code")),
        .state = std::string(request.query_value("state")),
        .issuer = std::string(request.query_value("iss")),
        .error = std::string(request.query_value("error")),
    };
    auto const now = context.read_clocks();
    auto const outcome = context.logins->finish(browser, query, now);
    if (auto const* failed = std::get_if<FailedLogin>(&outcome)) {
        return failed_login(failed->next, failed->failure, failed->reason);
    }
    auto const& done = std::get<SuccessfulLogin>(outcome);
    // Whatever session this browser had before is over: nobody can have planted it.
    context.logins->end_session(secret_from(request, CookieKind::session, base_url), now.monotonic);
    HttpResponse response = redirect_to(safe_next(done.next));
    set_secret_cookie(response, CookieKind::session, base_url, done.session_secret);
    set_secret_cookie(response, CookieKind::browser, base_url, "");
    response.note = "login done";
    return response;
}

HttpResponse log_out(LoginContext const& context, HttpRequest const& request) {
    std::string const base_url = context.own_address->base_for(request);
    std::string const session = secret_from(request, CookieKind::session, base_url);
    if (context.logins == nullptr || session.empty()) return redirect_to("/");
    std::string const browser = browser_secret(request, base_url);
    auto const now = context.read_clocks().monotonic;
    auto const logout = context.logins->begin_logout(session, browser, base_url, now);
    HttpResponse response = redirect_to(logout.location.empty() ? "/" : logout.location);
    set_secret_cookie(response, CookieKind::session, base_url, "");
    set_secret_cookie(
        response, CookieKind::browser, base_url, logout.location.empty() ? "" : browser
    );
    if (!logout.log_name.empty()) response.note = "logout session=" + logout.log_name;
    return response;
}

HttpResponse log_out_by_form(LoginContext const& context, HttpRequest const& request) {
    std::string const base_url = context.own_address->base_for(request);
    if (request.header("origin") == base_url) return log_out(context, request);
    HttpResponse refused = failure_response(ErrorCode::forbidden);
    refused.note = "foreign origin";
    return refused;
}

/// True when a page of this site made the browser ask. Browsers without Fetch Metadata are known by
/// the `Referer` that our own policy lets them send to ourselves alone.
bool comes_from_own_page(HttpRequest const& request, std::string const& base_url) {
    std::string_view const site = request.header("sec-fetch-site");
    if (!site.empty()) return site == "same-origin";
    return request.header("referer").starts_with(base_url + '/');
}

HttpResponse log_out_by_link(LoginContext const& context, HttpRequest const& request) {
    std::string const base_url = context.own_address->base_for(request);
    if (comes_from_own_page(request, base_url)) return log_out(context, request);
    return redirect_to(std::string(after_login));
}

HttpResponse finish_logout(LoginContext const& context, HttpRequest const& request) {
    std::string const base_url = context.own_address->base_for(request);
    std::string const browser = secret_from(request, CookieKind::browser, base_url);
    bool const expected = context.logins != nullptr &&
        context.logins->finish_logout(
            browser, request.query_value("state"), context.read_clocks().monotonic
        );
    HttpResponse response = redirect_to("/");
    // The session ended before the provider was asked; a state that is not ours changes nothing.
    if (expected) set_secret_cookie(response, CookieKind::browser, base_url, "");
    response.note = expected ? "logout done" : "logout: no such state";
    return response;
}

HttpResponse tell_session(LoginContext const& context, HttpRequest const& request) {
    auto const session = session_of(context, request);
    nlohmann::json body{{"authenticated", session.has_value()}};
    if (session) {
        body["given_name"] = session->person.given_name;
        body["family_name"] = session->person.family_name;
        if (!session->person.usage_name.empty()) body["usage_name"] = session->person.usage_name;
    }
    HttpResponse response = json_response(200, format_json(body));
    if (session) response.note = "session=" + session->log_name;
    return response;
}

} // namespace

std::vector<HttpRoute> login_routes(LoginContext context) {
    auto const handler = [&](HttpResponse (*handle)(LoginContext const&, HttpRequest const&)) {
        return [context, handle](HttpRequest const& request) {
            return handle(context, request);
        };
    };
    return {
        {"GET", "/auth/login", handler(log_in)},
        {"GET", "/auth/callback", handler(finish_login)},
        {"POST", "/auth/logout", handler(log_out_by_form)},
        {"GET", "/auth/logout", handler(log_out_by_link)},
        {"GET", "/auth/logged-out", handler(finish_logout)},
        {"GET", "/api/v1/session", handler(tell_session)},
    };
}

std::optional<LoginSession> session_of(LoginContext const& context, HttpRequest const& request) {
    if (context.logins == nullptr) return std::nullopt;
    std::string const base_url = context.own_address->base_for(request);
    std::string const secret = secret_from(request, CookieKind::session, base_url);
    return context.logins->session(secret, context.read_clocks().monotonic);
}

std::string safe_next(std::string_view next) {
    bool const printable = std::all_of(next.begin(), next.end(), [](char letter) {
        return letter > 0x20 && letter < 0x7F && letter != '\\';
    });
    bool const own_page = next.starts_with('/') && !next.starts_with("//") &&
        !next.starts_with("/auth/") && !next.starts_with("/api/") && next.size() <= 512 &&
        next.find('#') == std::string_view::npos;
    return std::string(printable && own_page ? next : after_login);
}

} // namespace prevenance
