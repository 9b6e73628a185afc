// Goal: the parts that only show on a public address: cookies with their prefix, the server's own
// names, pages to come back to, lines of the log, days. Method: tables.
#include "server/app/service.h"

#include "server/app/access_log.h"
#include "server/app/civil_day.h"
#include "server/app/login_routes.h"

#include <doctest/doctest.h>

#include <string>

using namespace prevenance;

namespace {

std::string base_for(OwnAddress const& own, std::string const& host) {
    HttpRequest request;
    request.headers["host"] = host;
    return own.base_for(request);
}

std::string cookie_line(CookieKind kind, std::string const& base, std::string const& secret) {
    HttpResponse response;
    set_secret_cookie(response, kind, base, secret);
    REQUIRE(response.headers.size() == 1);
    CHECK(response.headers[0].first == "Set-Cookie");
    return response.headers[0].second;
}

std::string const public_base = "https://demarches.example";
std::string const local_base = "http://127.0.0.1:8080";

} // namespace

TEST_CASE("own address: by its public name, or on this machine by any loopback name") {
    OwnAddress const open(public_base, 8080);
    CHECK(base_for(open, "demarches.example") == public_base);
    for (std::string const host :
         {"", "127.0.0.1:8080", "demarches.example:443", "demarches.example.evil.example"}) {
        CHECK(base_for(open, host) == "");
    }
    OwnAddress const local("", 8080);
    CHECK(base_for(local, "127.0.0.1:8080") == local_base);
    CHECK(base_for(local, "localhost:8080") == "http://localhost:8080");
    CHECK(base_for(local, "[::1]:8080") == "http://[::1]:8080");
    for (std::string const host : {"", "localhost", "localhost:8081", "evil.example:8080"})
        CHECK(base_for(local, host) == "");
    CHECK(base_for(OwnAddress("", 80), "localhost") == "http://localhost");
}

TEST_CASE("cookies: prefix and Secure on a public address, plain names on this machine") {
    std::string const secret(43, 'x');
    CHECK(
        cookie_line(CookieKind::session, public_base, secret) ==
        "__Host-prevenance-session=" + secret + "; Path=/; HttpOnly; SameSite=Lax; Secure"
    );
    CHECK(
        cookie_line(CookieKind::browser, public_base, secret) ==
        "__Host-prevenance-browser=" + secret +
            "; Path=/; HttpOnly; SameSite=Lax; Secure; Max-Age=1800"
    );
    CHECK(
        cookie_line(CookieKind::session, public_base, "") ==
        "__Host-prevenance-session=; Path=/; HttpOnly; SameSite=Lax; Secure; Max-Age=0"
    );
    CHECK(
        cookie_line(CookieKind::session, local_base, secret) ==
        "prevenance-session=" + secret + "; Path=/; HttpOnly; SameSite=Lax"
    );
}

TEST_CASE("cookies: only a secret of our own shape is read, by the name that belongs to the address"
) {
    std::string const secret(43, 'x');
    HttpRequest request;
    auto const read = [&](std::string const& cookie, std::string const& base) {
        request.headers["cookie"] = cookie;
        return secret_from(request, CookieKind::session, base);
    };
    CHECK(read("prevenance-session=" + secret, local_base) == secret);
    CHECK(read("prevenance-session=" + secret, public_base) == "");
    CHECK(read("__Host-prevenance-session=" + secret, public_base) == secret);
    for (std::string const& wrong :
         {secret + "x", secret.substr(1), secret.substr(1) + "=", std::string()})
        CHECK(read("prevenance-session=" + wrong, local_base) == "");
}

TEST_CASE("the page to come back to: ours, or /dossiers") {
    for (std::string const page :
         {"/", "/aides", "/dossiers/VELO-1", "/aides/resultats?a=b&c=%C3%A9"})
        CHECK(safe_next(page) == page);
    for (std::string const page :
         {"",
          "aides",
          "//evil.example",
          "https://evil.example",
          "/\\evil.example",
          "/a\\b",
          "/a b",
          "/a\r\nX: y",
          "/caf\xC3\xA9",
          "/auth/logout",
          "/api/v1/session",
          "/a#b",
          "javascript:x"})
        CHECK(safe_next(page) == "/dossiers");
    CHECK(safe_next('/' + std::string(512, 'a')) == "/dossiers");
}

TEST_CASE("log: one line, whatever is in it") {
    AccessRecord const record{
        "r-1",
        "GET",
        "/api/v1/dossiers/{id}",
        200,
        std::chrono::milliseconds(3),
        "session=a\nb\x7f"};
    CHECK(
        format_access(record, Moment{std::chrono::seconds(0)}) ==
        "1970-01-01T00:00:00Z r-1 GET /api/v1/dossiers/{id} 200 3ms session=a?b?"
    );
}

TEST_CASE("civil day: French law's hour changes on the last Sundays of March and October") {
    struct {
        char const* moment;
        char const* day;
    } const cases[] = {
        {"2026-01-15T22:59:59Z", "2026-01-15"},
        {"2026-01-15T23:00:00Z", "2026-01-16"},
        {"2026-07-15T21:59:59Z", "2026-07-15"},
        {"2026-07-15T22:00:00Z", "2026-07-16"},
        {"2026-03-28T22:30:00Z", "2026-03-28"}, // the night before the change: still winter
        {"2026-03-29T22:30:00Z", "2026-03-30"},
        {"2026-10-24T22:30:00Z", "2026-10-25"}, // the night before the change: still summer
        {"2026-10-25T22:30:00Z", "2026-10-25"},
        {"2026-12-31T23:30:00Z", "2027-01-01"},
    };

    for (auto const& item : cases) {
        CAPTURE(item.moment);
        auto const moment = parse_iso_moment(item.moment);
        REQUIRE(moment.ok());
        CHECK(format_iso_day(civil_day_in_france(moment.value())) == item.day);
    }
}
