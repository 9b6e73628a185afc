// Bytes to a port of this machine, and what comes back: for requests that no library would send.
#pragma once

#include <arpa/inet.h>
#include <doctest/doctest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include <array>
#include <string>

namespace prevenance {

class RawClient {
public:
    explicit RawClient(int port)
        : socket_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(static_cast<std::uint16_t>(port));
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        timeval const patience{.tv_sec = 20, .tv_usec = 0};
        ::setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
        REQUIRE(::connect(socket_, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0);
    }

    RawClient(RawClient const&) = delete;
    RawClient& operator=(RawClient const&) = delete;

    ~RawClient() { ::close(socket_); }

    void send(std::string const& text) const {
        std::size_t sent = 0;
        while (sent < text.size()) {
            auto const size = ::send(socket_, text.data() + sent, text.size() - sent, MSG_NOSIGNAL);
            if (size <= 0) return; // the server may well have hung up: the test looks at the answer
            sent += static_cast<std::size_t>(size);
        }
    }

    void end_sending() const { ::shutdown(socket_, SHUT_WR); }

    /// Everything until the server hangs up.
    std::string receive_all() const {
        std::string text;
        std::array<char, 4096> buffer{};
        while (true) {
            auto const size = ::recv(socket_, buffer.data(), buffer.size(), 0);
            if (size <= 0) return text;
            text.append(buffer.data(), static_cast<std::size_t>(size));
        }
    }

private:
    int socket_;
};

} // namespace prevenance
