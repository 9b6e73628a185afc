#include "server/app/service.h"

#include <array>

namespace prevenance {

namespace {

/// What random_secret(32) writes.
bool is_secret(std::string_view text) {
    constexpr std::string_view letters =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    return text.size() == 43 && text.find_first_not_of(letters) == std::string_view::npos;
}

} // namespace

Clocks read_system_clocks() {
    auto const civil = std::chrono::system_clock::now();
    return {std::chrono::steady_clock::now(), std::chrono::floor<std::chrono::seconds>(civil)};
}

OwnAddress::OwnAddress(std::string public_url, int port)
    : public_url_(std::move(public_url))
    , public_host_(public_url_.substr(
          public_url_.find("://") + 3 <= public_url_.size() ? public_url_.find("://") + 3
                                                            : public_url_.size()
      ))
    , port_(std::to_string(port)) {}

std::string OwnAddress::base_for(HttpRequest const& request) const {
    std::string_view const host = request.header("host");
    if (!public_url_.empty()) return host == public_host_ ? public_url_ : "";
    for (std::string_view const name : {"127.0.0.1", "localhost", "[::1]"}) {
        std::string const own = std::string(name) + ':' + port_;
        bool const default_port = port_ == "80" && host == name;
        if (host == own || default_port) return "http://" + std::string(host);
    }
    return "";
}

std::string cookie_name(CookieKind kind, std::string_view base_url) {
    std::string const prefix = base_url.starts_with("https://") ? "__Host-" : "";
    return prefix + (kind == CookieKind::session ? "prevenance-session" : "prevenance-browser");
}

std::string secret_from(HttpRequest const& request, CookieKind kind, std::string_view base_url) {
    std::string_view const value = cookie_of(request, cookie_name(kind, base_url));
    return is_secret(value) ? std::string(value) : "";
}

void set_secret_cookie(
    HttpResponse& response, CookieKind kind, std::string_view base_url, std::string_view secret
) {
    std::string cookie = cookie_name(kind, base_url) + '=' + std::string(secret) +
        "; Path=/; HttpOnly; SameSite=Lax";
    if (base_url.starts_with("https://")) cookie += "; Secure";
    if (secret.empty()) {
        cookie += "; Max-Age=0";
    } else if (kind == CookieKind::browser) {
        cookie += "; Max-Age=1800";
    }
    response.add_header("Set-Cookie", std::move(cookie));
}

} // namespace prevenance
