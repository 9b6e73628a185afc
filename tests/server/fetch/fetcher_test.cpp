// Goal: an outgoing call stays within its bounds whatever the address says and the other side does.
// Method: a real HTTP server on this machine that misbehaves in one way per path.
#include "server/fetch/fetcher.h"

#include "tests/server/http_peer.h"

#include <doctest/doctest.h>

#include <chrono>
#include <string>

using namespace prevenance;

namespace {

FetchPolicy const demonstration{
    .allow_loopback = true, .body_bytes_max = 1000, .time_max = std::chrono::milliseconds(400)};

void check_refused(FetchPolicy const& policy, std::string const& url, ErrorCode code) {
    CAPTURE(url);
    auto const answer = Fetcher(policy).fetch({.url = url});
    REQUIRE_FALSE(answer.ok());
    CHECK(answer.error().code == code);
    CHECK(answer.error().message.find("secret") == std::string::npos);
}

} // namespace

TEST_CASE("fetch: answers arrive whole, forms and bearer tokens leave whole") {
    HttpPeer peer;
    peer.server.Get("/hello", [](auto const& request, auto& answer) {
        answer.set_content(request.get_header_value("Authorization"), "text/x-test");
    });
    peer.server.Post("/form", [](auto const& request, auto& answer) {
        answer.set_content(request.body, "text/plain");
    });
    peer.start();
    Fetcher const fetcher(demonstration);

    auto const hello = fetcher.fetch({.url = peer.url("/hello"), .form = {}, .bearer = "abc"});
    REQUIRE(hello.ok());
    CHECK(hello.value().status == 200);
    CHECK(hello.value().content_type == "text/x-test");
    CHECK(hello.value().body == "Bearer abc");

    auto const form =
        fetcher.fetch({.url = peer.url("/form"), .form = {{"a b", "é&="}, {"c", ""}}});
    REQUIRE(form.ok());
    CHECK(form.value().body == "a%20b=%C3%A9%26%3D&c=");
    CHECK(fetcher.fetch({.url = peer.url("/missing")}).value().status == 404);
}

TEST_CASE("fetch: a redirect is an answer, not an order") {
    HttpPeer peer;
    bool followed = false;
    peer.server.Get("/away", [&](auto const&, auto& answer) { answer.set_redirect("/there"); });
    peer.server.Get("/there", [&](auto const&, auto&) { followed = true; });
    peer.start();
    auto const answer = Fetcher(demonstration).fetch({.url = peer.url("/away")});
    REQUIRE(answer.ok());
    CHECK(answer.value().status == 302);
    CHECK_FALSE(followed);
}

TEST_CASE("fetch: too large, too slow, cut off and stopped are all 'unavailable'") {
    HttpPeer peer;
    peer.server.Get("/large", [](auto const&, auto& answer) {
        answer.set_content(std::string(1001, 'x'), "text/plain");
    });
    peer.server.Get("/endless", [](auto const&, auto& answer) {
        answer.set_chunked_content_provider("text/plain", [](std::size_t, auto& sink) {
            return sink.write("0123456789", 10);
        });
    });
    peer.server.Get("/headers", [](auto const&, auto& answer) {
        for (int i = 0; i < 30; ++i)
            answer.set_header("X-" + std::to_string(i), std::string(4000, 'x'));
    });
    peer.server.Get("/cut", [](auto const&, auto& answer) {
        answer.set_content_provider(500, "text/plain", [](std::size_t, std::size_t, auto& sink) {
            sink.write("half", 4);
            return false;
        });
    });
    peer.server.Get("/slow", [](auto const& request, auto&) {
        while (!request.is_connection_closed())
            std::this_thread::yield();
    });
    peer.start();
    for (std::string const path : {"/large", "/endless", "/headers", "/cut", "/slow"})
        check_refused(demonstration, peer.url(path), ErrorCode::unavailable);
    std::string const address = peer.url("/?token=secret");
    peer.stop();
    check_refused(demonstration, address, ErrorCode::unavailable);
}

TEST_CASE("fetch: only https, but for this machine when that is allowed") {
    HttpPeer peer;
    bool reached = false;
    peer.server.Get("/", [&](auto const&, auto&) { reached = true; });
    peer.start();
    std::string const port = peer.url().substr(peer.url().rfind(':'));
    FetchPolicy const strict;

    check_refused(strict, peer.url("/?q=secret"), ErrorCode::bad_input);
    check_refused(strict, "https://127.0.0.1" + port, ErrorCode::forbidden);
    check_refused(strict, "https://localhost" + port, ErrorCode::forbidden);
    check_refused(strict, "https://[::1]" + port, ErrorCode::forbidden);
    check_refused(strict, "https://2130706433" + port, ErrorCode::forbidden);
    check_refused(strict, "https://0.0.0.0" + port, ErrorCode::forbidden);
    check_refused(strict, "https://10.255.255.1/secret", ErrorCode::forbidden);
    check_refused(strict, "https://169.254.169.254/latest", ErrorCode::forbidden);
    check_refused(demonstration, "http://10.255.255.1/", ErrorCode::bad_input);
    check_refused(demonstration, "http://example.invalid/", ErrorCode::bad_input);
    for (std::string const url :
         {"", "/path", "file:///etc/passwd", "gopher://127.0.0.1/", "ftp://127.0.0.1/", "https://"})
        check_refused(demonstration, url, ErrorCode::bad_input);
    check_refused(demonstration, "http://user:secret@127.0.0.1" + port, ErrorCode::bad_input);
    check_refused(demonstration, peer.url("/ x\r\nX: secret"), ErrorCode::bad_input);
    CHECK_FALSE(reached);
}
