// A request and an answer as plain data: what handlers see of HTTP.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace prevenance {

struct HttpRequest {
    std::string id;     ///< Names the request in the log and in `X-Request-Id`.
    std::string method; ///< `GET`, `HEAD` or `POST`.
    std::string path;   ///< Percent-decoded, well-formed UTF-8 without control characters.
    std::map<std::string, std::string> query; ///< Decoded; of a repeated name, nothing is kept.
    std::map<std::string, std::string>
        headers; ///< Names in lower case; repeated ones joined by ", ".
    std::map<std::string, std::string>
        parameters;   ///< What stood for `{name}` in the route's pattern.
    std::string body; ///< Where the listener was told to read one; "" elsewhere.

    /// "" when there is none. `name` in lower case.
    std::string_view header(std::string_view name) const;

    /// "" when there is none.
    std::string_view query_value(std::string_view name) const;
};

struct HttpResponse {
    int status = 200;
    std::vector<std::pair<std::string, std::string>> headers;
    std::string content_type; ///< "" when there is no body.
    std::string body;
    std::string route; ///< The pattern that answered, for the log: no names, no ids.
    std::string note;  ///< More for the log: no personal data.

    void add_header(std::string name, std::string value) {
        headers.emplace_back(std::move(name), std::move(value));
    }
};

/// The way to `location` by GET, whatever the method was; never kept by a cache.
HttpResponse redirect_to(std::string location);

/// A JSON answer that no cache keeps.
HttpResponse json_response(int status, std::string body);

/// The value of cookie `name`; "" when there is none, or when it comes twice: somebody else's
/// cookie must not pass for ours.
/// Source: RFC 6265, section 5.4.
std::string_view cookie_of(HttpRequest const& request, std::string_view name);

} // namespace prevenance
