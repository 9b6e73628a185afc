#include "server/fetch/address.h"

#include <netinet/in.h>
#include <sys/socket.h>

#include <algorithm>
#include <cstring>

namespace prevenance {

namespace {

struct Block {
    std::array<std::uint8_t, 4> first;
    int prefix_bits;
};

/// RFC 6890 and its updates: every block that is not globally reachable, loopback left out.
constexpr std::array special_ipv4{
    Block{{0, 0, 0, 0}, 8},
    Block{{10, 0, 0, 0}, 8},
    Block{{100, 64, 0, 0}, 10},
    Block{{169, 254, 0, 0}, 16},
    Block{{172, 16, 0, 0}, 12},
    Block{{192, 0, 0, 0}, 24},
    Block{{192, 0, 2, 0}, 24},
    Block{{192, 88, 99, 0}, 24},
    Block{{192, 168, 0, 0}, 16},
    Block{{198, 18, 0, 0}, 15},
    Block{{198, 51, 100, 0}, 24},
    Block{{203, 0, 113, 0}, 24},
    Block{{224, 0, 0, 0}, 3}, // groups, reserved, broadcast
};

std::uint32_t as_number(std::array<std::uint8_t, 4> const& bytes) {
    std::uint32_t number = 0;
    for (auto const byte : bytes)
        number = number << 8U | byte;
    return number;
}

bool holds(Block const& block, std::array<std::uint8_t, 4> const& bytes) {
    auto const shift = static_cast<unsigned>(32 - block.prefix_bits);
    return as_number(block.first) >> shift == as_number(bytes) >> shift;
}

bool starts_with(
    std::array<std::uint8_t, 16> const& bytes, std::initializer_list<std::uint8_t> prefix
) {
    return std::equal(prefix.begin(), prefix.end(), bytes.begin());
}

AddressReach reach_of_embedded(std::array<std::uint8_t, 16> const& bytes, std::size_t at) {
    return reach_of_ipv4({bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]});
}

} // namespace

AddressReach reach_of_ipv4(std::array<std::uint8_t, 4> bytes) {
    if (bytes[0] == 127) return AddressReach::loopback;
    bool const special =
        std::any_of(special_ipv4.begin(), special_ipv4.end(), [&](Block const& block) {
            return holds(block, bytes);
        });
    return special ? AddressReach::not_global : AddressReach::global;
}

AddressReach reach_of_ipv6(std::array<std::uint8_t, 16> const& bytes) {
    constexpr std::array<std::uint8_t, 16> itself{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1};
    if (bytes == itself) return AddressReach::loopback;
    if (starts_with(bytes, {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF})) {
        return reach_of_embedded(bytes, 12);
    }
    if (starts_with(bytes, {0x00, 0x64, 0xFF, 0x9B, 0, 0, 0, 0, 0, 0, 0, 0})) {
        return reach_of_embedded(bytes, 12);
    }
    if (starts_with(bytes, {0x20, 0x02})) return reach_of_embedded(bytes, 2);
    bool const unicast = (bytes[0] & 0xE0U) == 0x20;
    bool const protocol_block = starts_with(bytes, {0x20, 0x01}) && bytes[2] < 2; // 2001::/23
    bool const documentation = starts_with(bytes, {0x20, 0x01, 0x0D, 0xB8}) ||
        (starts_with(bytes, {0x3F, 0xFF}) && bytes[2] < 0x10);
    return unicast && !protocol_block && !documentation ? AddressReach::global
                                                        : AddressReach::not_global;
}

AddressReach reach_of(sockaddr const& address) {
    if (address.sa_family == AF_INET) {
        sockaddr_in ipv4{};
        std::memcpy(&ipv4, &address, sizeof ipv4);
        std::array<std::uint8_t, 4> bytes{};
        std::memcpy(bytes.data(), &ipv4.sin_addr, bytes.size());
        return reach_of_ipv4(bytes);
    }
    if (address.sa_family == AF_INET6) {
        sockaddr_in6 ipv6{};
        std::memcpy(&ipv6, &address, sizeof ipv6);
        std::array<std::uint8_t, 16> bytes{};
        std::memcpy(bytes.data(), &ipv6.sin6_addr, bytes.size());
        return reach_of_ipv6(bytes);
    }
    return AddressReach::not_global;
}

bool is_loopback_name(std::string_view host) {
    return host == "localhost" || host == "127.0.0.1" || host == "[::1]" || host == "::1";
}

} // namespace prevenance
