// The only way out: HTTP calls to other servers, with bounds on where, how much and how long.
#pragma once

#include "core/base/result.h"

#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace prevenance {

struct FetchPolicy {
    /// Calls to this machine, and plain http to it, are allowed: for the demonstration only.
    bool allow_loopback = false;
    /// Addresses that are not on the Internet are allowed: a provider inside the authority.
    bool allow_private_addresses = false;
    std::size_t body_bytes_max = 512UL * 1024;
    /// From the name look-up to the last byte.
    std::chrono::milliseconds time_max{2500};
};

using FormFields = std::vector<std::pair<std::string, std::string>>;

struct FetchRequest {
    std::string url;
    /// Sent as `application/x-www-form-urlencoded` by POST; GET when there are none.
    FormFields form;
    /// Sent as `Authorization: Bearer`, unless "".
    std::string bearer;
};

struct FetchAnswer {
    int status = 0; ///< 200 to 599: what the other server said, redirects included.
    std::string content_type;
    std::string body;
};

/// Makes calls one by one; safe to share between threads.
class Fetcher {
public:
    explicit Fetcher(FetchPolicy policy);

    /// Calls once. No redirect is followed, no proxy, cookie or stored password is used, the
    /// certificate of the other side is verified, and its address is checked after the look-up.
    ///
    /// Errors: bad_input when the address is not https (or http to this machine, when allowed);
    /// forbidden when it leads to an address that the policy shuts; unavailable when the other side
    /// cannot be reached, is slower than `time_max` or sends more than `body_bytes_max`.
    /// No message holds more of the address than scheme, host and port.
    Result<FetchAnswer> fetch(FetchRequest const& request) const;

private:
    FetchPolicy policy_;
};

/// `a=1&b=%C3%A9`: percent-encoded as RFC 3986 has it.
std::string format_form(FormFields const& fields);

/// `text` with every byte but unreserved ones (RFC 3986, section 2.3) as `%XX`.
std::string percent_encode(std::string_view text);

struct UrlParts {
    std::string scheme; ///< Lower case.
    std::string host;   ///< IPv6 in brackets.
    std::string port;   ///< Written in the address or the scheme's own.
    std::string path;   ///< "/" at least.
    bool has_credentials = false;
    bool has_query_or_fragment = false;
};

/// Errors: bad_input when `url` is not absolute.
Result<UrlParts> split_url(std::string const& url);

} // namespace prevenance
