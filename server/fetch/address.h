// Which network addresses an outgoing call may reach.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

struct sockaddr;

namespace prevenance {

enum class AddressReach : std::uint8_t {
    loopback,   ///< This machine.
    not_global, ///< A private network, a link, a group, a test range: anything not on the Internet.
    global,     ///< A machine of the Internet.
};

/// `bytes` in network order. Source: IANA IPv4 Special-Purpose Address Registry (RFC 6890).
AddressReach reach_of_ipv4(std::array<std::uint8_t, 4> bytes);

/// `bytes` in network order. Only 2000::/3 without its special blocks is global; an IPv4 address
/// that a mapping, a translator or a tunnel carries counts as that address.
/// Source: IANA IPv6 Special-Purpose Address Registry (RFC 6890).
AddressReach reach_of_ipv6(std::array<std::uint8_t, 16> const& bytes);

/// Any other family is not global.
AddressReach reach_of(sockaddr const& address);

/// True for the names that mean this machine: `localhost`, `127.0.0.1`, `[::1]` and `::1`.
bool is_loopback_name(std::string_view host);

} // namespace prevenance
