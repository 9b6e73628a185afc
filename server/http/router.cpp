#include "server/http/router.h"

#include "server/http/failure.h"

namespace prevenance {

namespace {

using Parameters = std::map<std::string, std::string>;

std::string_view next_segment(std::string_view& rest) {
    auto const end = rest.find('/');
    std::string_view const segment = rest.substr(0, end);
    rest = end == std::string_view::npos ? std::string_view() : rest.substr(end + 1);
    return segment;
}

/// What stands for the names of `pattern` in `path`; nothing when they do not fit.
std::optional<Parameters> match(std::string_view pattern, std::string_view path) {
    Parameters parameters;
    bool const ends_alike = pattern.ends_with('/') == path.ends_with('/');
    if (!ends_alike) return std::nullopt;
    while (!pattern.empty() && !path.empty()) {
        std::string_view const wanted = next_segment(pattern);
        std::string_view const given = next_segment(path);
        if (!wanted.starts_with('{')) {
            if (wanted != given) return std::nullopt;
            continue;
        }
        if (given.empty()) return std::nullopt;
        parameters.emplace(wanted.substr(1, wanted.size() - 2), given);
    }
    if (!pattern.empty() || !path.empty()) return std::nullopt;
    return parameters;
}

bool method_fits(HttpRoute const& route, HttpRequest const& request) {
    return route.method == request.method || (route.method == "GET" && request.method == "HEAD");
}

} // namespace

std::optional<HttpResponse>
dispatch(std::span<HttpRoute const> routes, HttpRequest const& request) {
    std::string allowed;
    for (HttpRoute const& route : routes) {
        auto parameters = match(route.pattern, request.path);
        if (!parameters) continue;
        if (!method_fits(route, request)) {
            allowed += (allowed.empty() ? "" : ", ");
            allowed += route.method == "GET" ? "GET, HEAD" : route.method;
            continue;
        }
        HttpRequest known = request;
        known.parameters = std::move(*parameters);
        HttpResponse response = route.handler(known);
        response.route = route.pattern;
        return response;
    }
    if (allowed.empty()) return std::nullopt;
    HttpResponse refused = failure_response(405);
    refused.add_header("Allow", allowed);
    return refused;
}

} // namespace prevenance
