// Goal: what no honest client sends is refused before any handler sees it, and every answer carries
// the headers that protect the browser. Method: a real listener, and bytes on a socket.
#include "server/http/listener.h"

#include "server/http/security_headers.h"
#include "tests/server/raw_client.h"

#include <doctest/doctest.h>

#include <atomic>
#include <mutex>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

using namespace prevenance;

namespace {

class Running {
public:
    explicit Running(ListenerOptions const& options = {})
        : listener_(open(options))
        , thread_([this] { listener_.run(); }) {}

    Running(Running const&) = delete;
    Running& operator=(Running const&) = delete;

    ~Running() { stop(); }

    void stop() {
        listener_.stop();
        if (thread_.joinable()) thread_.join();
    }

    int port() const { return listener_.port(); }

    /// The whole answer to `request`, whose connection the client closes for sending.
    std::string answer(std::string const& request) const {
        RawClient const client(port());
        client.send(request);
        client.end_sending();
        return client.receive_all();
    }

    std::atomic<int> handled = 0;
    std::mutex mutex;
    std::vector<AccessRecord> log;

private:
    Listener open(ListenerOptions const& options) {
        auto handler = [this](HttpRequest const& request) {
            ++handled;
            if (request.path == "/throw") throw std::runtime_error("nir=2790175");
            HttpResponse response;
            response.content_type = "text/plain";
            response.body = request.path + '|' + std::string(request.query_value("q")) + '|' +
                std::string(request.header("x-test"));
            response.route = "echo";
            return response;
        };
        auto opened = Listener::open(options, handler, [this](AccessRecord const& record) {
            std::lock_guard const lock(mutex);
            log.push_back(record);
        });
        REQUIRE(opened.ok());
        return std::move(opened).value();
    }

    Listener listener_;
    std::thread thread_;
};

std::string const end = "Host: x\r\nConnection: close\r\n\r\n";

void check_status(Running& server, std::string const& request, std::string const& status) {
    CAPTURE(request.substr(0, 300));
    std::string const answer = server.answer(request);
    CHECK(answer.substr(0, 12) == "HTTP/1.1 " + status);
    CHECK(answer.find(content_security_policy) != std::string::npos);
}

} // namespace

TEST_CASE("listener: hands on what is sound") {
    Running server;
    auto const answer = server.answer("GET /caf%C3%A9?q=a%20b HTTP/1.1\r\nX-Test: t\r\n" + end);
    CHECK(answer.find("\r\n\r\n/café|a b|t") != std::string::npos);
    for (auto const& [name, value] : security_headers)
        CHECK(
            answer.find(std::string(name) + ": " + std::string(value) + "\r\n") != std::string::npos
        );
    CHECK(answer.find("X-Request-Id: ") != std::string::npos);
    auto const head = server.answer("HEAD /x HTTP/1.1\r\n" + end);
    CHECK(head.find("Content-Length: 4\r\n") != std::string::npos);
    CHECK(head.ends_with("\r\n\r\n"));
    check_status(server, "POST / HTTP/1.1\r\nContent-Length: 3\r\n" + end + "abc", "200");
    // A Range is an offer that nobody has to take: no amplification.
    check_status(server, "GET /x HTTP/1.1\r\nRange: bytes=0-1\r\n" + end, "200");
    check_status(server, "GET / HTTP/1.1\r\nRange: bytes=0-0,0-0,0-0\r\n" + end, "200");
}

TEST_CASE("listener: refuses what is not, and no handler hears of it") {
    Running server;
    std::string const get = "GET / HTTP/1.1\r\n";

    struct {
        std::string request;
        std::string status;
    } const cases[] = {
        {"nonsense\r\n\r\n", "400"},
        {"GET / HTTP/3.0\r\n" + end, "400"},
        {"GET http://elsewhere/ HTTP/1.1\r\n" + end, "400"},
        {"GET /%00 HTTP/1.1\r\n" + end, "400"},
        {"GET /%0d%0aX:1 HTTP/1.1\r\n" + end, "400"},
        {"GET /%ff HTTP/1.1\r\n" + end, "400"},
        {"GET /%c0%ae%c0%ae/ HTTP/1.1\r\n" + end, "400"},
        {get + "Connection: close\r\n\r\n", "400"},
        {get + "Host: y\r\n" + end, "400"},
        {get + "X: a%0d%0aSet-Cookie: b\r\n" + end, "400"},
        {get + "Cookie: a=%00\r\n" + end, "400"},
        {get + "Bad Name: x\r\n" + end, "400"},
        {get + "Content-Length: 1\r\nContent-Length: 2\r\n" + end + "ab", "400"},
        {"POST / HTTP/1.1\r\nContent-Length: +5\r\n" + end + "abcde", "400"},
        {"POST / HTTP/1.1\r\nContent-Length: 5x\r\n" + end + "abcde", "400"},
        {"POST / HTTP/1.1\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n" + end, "400"},
        {"POST / HTTP/1.1\r\nTransfer-Encoding: gzip, chunked\r\n" + end, "400"},
        {"POST / HTTP/1.1\r\nContent-Encoding: gzip\r\nContent-Length: 1\r\n" + end + "a", "415"},
        {"POST / HTTP/1.1\r\nContent-Length: 16385\r\n" + end, "413"},
        {"POST / HTTP/1.1\r\nContent-Length: 99999999999999999999\r\n" + end, "400"},
        {"DELETE / HTTP/1.1\r\n" + end, "405"},
        {"TRACE / HTTP/1.1\r\n" + end, "405"},
        {"OPTIONS / HTTP/1.1\r\n" + end, "405"},
        {"GET /" + std::string(9000, 'a') + " HTTP/1.1\r\n" + end, "414"},
        {get + "X: " + std::string(9000, 'a') + "\r\n" + end, "400"},
        {get + "Range: bytes=x\r\n" + end, "416"},
    };

    for (auto const& item : cases)
        check_status(server, item.request, item.status);
    std::string many = get;
    for (int i = 0; i < 200; ++i)
        many += "X-" + std::to_string(i) + ": a\r\n";
    check_status(server, many + end, "400");
    CHECK(server.handled == 0);
}

TEST_CASE("listener: an endless line or body is not waited for") {
    Running server;
    CHECK(server.answer("GET /" + std::string(1 << 20, 'a')).substr(0, 12) != "HTTP/1.1 200");
    std::string chunked = "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\nHost: x\r\n\r\n";
    for (int i = 0; i < 64; ++i)
        chunked += "1000\r\n" + std::string(4096, 'x') + "\r\n";
    std::string const smuggled = "GET /smuggled HTTP/1.1\r\nHost: x\r\n\r\n";
    CHECK(server.answer(chunked + "0\r\n\r\n" + smuggled).find("/smuggled") == std::string::npos);
    check_status(server, "GET / HTTP/1.1\r\n" + end, "200");
}

TEST_CASE("listener: a body nobody reads is not taken for the next request") {
    Running server;
    std::string const smuggled = "GET /smuggled HTTP/1.1\r\nHost: x\r\n\r\n";
    auto const size = std::to_string(smuggled.size());
    for (std::string const method : {"GET", "POST"}) {
        std::string const request = method +
            " /first HTTP/1.1\r\nHost: x\r\nContent-Length: " + size + "\r\n\r\n" + smuggled;
        CHECK(server.answer(request).find("/smuggled") == std::string::npos);
    }
}

TEST_CASE("listener: behind a proxy, one request a connection and the proxy's name for it") {
    Running server({.behind_proxy = true});
    std::string const request = "GET /one HTTP/1.1\r\nHost: x\r\nX-Request-Id: abc-1\r\n\r\n";
    auto const answer = server.answer(request + request);
    CHECK(answer.find("X-Request-Id: abc-1\r\n") != std::string::npos);
    CHECK(answer.find("/one") == answer.rfind("/one"));
    CHECK(server.handled == 1);
    auto const forged = server.answer("GET / HTTP/1.1\r\nX-Request-Id: a b\r\n" + end);
    CHECK(forged.find("a b") == std::string::npos);
}

TEST_CASE("listener: an exception says nothing, and the next request is answered") {
    Running server;
    std::string const answer = server.answer("GET /throw?q=nir HTTP/1.1\r\n" + end);
    CHECK(answer.starts_with("HTTP/1.1 500"));
    CHECK(answer.find("nir") == std::string::npos);
    CHECK(answer.find("\"internal\"") != std::string::npos);
    check_status(server, "GET / HTTP/1.1\r\n" + end, "200");
    server.stop();
    REQUIRE(server.log.size() == 2);
    CHECK(server.log[0].status == 500);
    CHECK(server.log[0].note.find("nir") == std::string::npos);
    CHECK(server.log[1].route == "echo");
}

TEST_CASE("listener: a port that is taken says so; stopping before running is fine") {
    Running first;
    ListenerOptions const same{.port = first.port()};
    auto const second = Listener::open(same, {}, {});
    REQUIRE_FALSE(second.ok());
    CHECK(second.error().code == ErrorCode::conflict);
    CHECK(Listener::open({.host = "203.0.113.1"}, {}, {}).error().code == ErrorCode::bad_input);

    auto never_run = Listener::open({}, {}, {});
    REQUIRE(never_run.ok());
    Listener listener = std::move(never_run).value();
    listener.stop();
    listener.run();
}
