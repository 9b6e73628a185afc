// Goal: calls reach the Internet and nothing nearer. Method: one address of every special block,
// its neighbours outside, and IPv4 addresses hidden in IPv6 ones.
#include "server/fetch/address.h"

#include <arpa/inet.h>
#include <doctest/doctest.h>
#include <netinet/in.h>

#include <string>

using namespace prevenance;

namespace {

AddressReach reach(std::string const& text) {
    sockaddr_storage storage{};
    if (text.find(':') == std::string::npos) {
        auto& ipv4 = reinterpret_cast<sockaddr_in&>(storage);
        ipv4.sin_family = AF_INET;
        REQUIRE(inet_pton(AF_INET, text.c_str(), &ipv4.sin_addr) == 1);
    } else {
        auto& ipv6 = reinterpret_cast<sockaddr_in6&>(storage);
        ipv6.sin6_family = AF_INET6;
        REQUIRE(inet_pton(AF_INET6, text.c_str(), &ipv6.sin6_addr) == 1);
    }
    return reach_of(reinterpret_cast<sockaddr&>(storage));
}

} // namespace

TEST_CASE("address: this machine") {
    for (std::string const text :
         {"127.0.0.1", "127.255.255.254", "::1", "::ffff:127.0.0.1", "64:ff9b::7f00:1"}) {
        CAPTURE(text);
        CHECK(reach(text) == AddressReach::loopback);
    }
}

TEST_CASE("address: networks that are not the Internet") {
    for (std::string const text :
         {"0.0.0.0",
          "10.1.2.3",
          "100.64.0.1",
          "100.127.255.255",
          "169.254.169.254",
          "172.16.0.1",
          "172.31.255.255",
          "192.0.0.8",
          "192.0.2.1",
          "192.88.99.1",
          "192.168.1.1",
          "198.18.0.1",
          "198.19.255.255",
          "198.51.100.7",
          "203.0.113.9",
          "224.0.0.1",
          "240.0.0.1",
          "255.255.255.255",
          "::",
          "fc00::1",
          "fd12:3456::1",
          "fe80::1",
          "ff02::1",
          "2001:db8::1",
          "2001::1",
          "2001:1ff::1",
          "3fff:fff::1",
          "::ffff:10.0.0.1",
          "2002:c0a8:101::",
          "64:ff9b::a00:1",
          "::ffff:192.168.0.1"}) {
        CAPTURE(text);
        CHECK(reach(text) == AddressReach::not_global);
    }
}

TEST_CASE("address: the Internet") {
    for (std::string const text :
         {"1.1.1.1",
          "9.255.255.255",
          "11.0.0.0",
          "100.63.255.255",
          "100.128.0.0",
          "172.15.255.255",
          "172.32.0.0",
          "192.0.1.1",
          "198.17.255.255",
          "198.20.0.0",
          "223.255.255.255",
          "2001:200::1",
          "2a00:1450::1",
          "3fff:1000::1",
          "::ffff:1.1.1.1"}) {
        CAPTURE(text);
        CHECK(reach(text) == AddressReach::global);
    }
}
