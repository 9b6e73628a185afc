// A small HTTP server inside a test: the other side of a call, on a free port of this machine.
#pragma once

#include <doctest/doctest.h>
#include <httplib.h>

#include <string>
#include <thread>

namespace prevenance {

class HttpPeer {
public:
    HttpPeer()
        : port_(server.bind_to_any_port("127.0.0.1")) {
        REQUIRE(port_ > 0);
    }

    HttpPeer(HttpPeer const&) = delete;
    HttpPeer& operator=(HttpPeer const&) = delete;

    /// Call once every answer is registered on `server`.
    void start() {
        thread_ = std::thread([this] { server.listen_after_bind(); });
        server.wait_until_ready();
    }

    void stop() {
        server.stop();
        if (thread_.joinable()) thread_.join();
    }

    ~HttpPeer() { stop(); }

    std::string url(std::string const& path = "") const {
        return "http://127.0.0.1:" + std::to_string(port_) + path;
    }

    httplib::Server server;

private:
    int port_;
    std::thread thread_;
};

} // namespace prevenance
