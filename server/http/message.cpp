#include "server/http/message.h"

namespace prevenance {

namespace {

std::string_view find_in(std::map<std::string, std::string> const& map, std::string_view name) {
    auto const found = map.find(std::string(name));
    return found == map.end() ? std::string_view() : std::string_view(found->second);
}

} // namespace

std::string_view HttpRequest::header(std::string_view name) const {
    return find_in(headers, name);
}

std::string_view HttpRequest::query_value(std::string_view name) const {
    return find_in(query, name);
}

HttpResponse redirect_to(std::string location) {
    HttpResponse response;
    response.status = 303;
    response.add_header("Location", std::move(location));
    response.add_header("Cache-Control", "no-store");
    return response;
}

HttpResponse json_response(int status, std::string body) {
    HttpResponse response;
    response.status = status;
    response.content_type = "application/json";
    response.body = std::move(body);
    response.add_header("Cache-Control", "no-store");
    return response;
}

std::string_view cookie_of(HttpRequest const& request, std::string_view name) {
    std::string_view rest = request.header("cookie");
    std::string_view found;
    bool seen = false;
    while (!rest.empty()) {
        auto const end = rest.find(';');
        std::string_view pair = rest.substr(0, end);
        rest = end == std::string_view::npos ? std::string_view() : rest.substr(end + 1);
        while (pair.starts_with(' '))
            pair.remove_prefix(1);
        auto const equals = pair.find('=');
        if (equals == std::string_view::npos || pair.substr(0, equals) != name) continue;
        if (seen) return {};
        seen = true;
        found = pair.substr(equals + 1);
    }
    return found;
}

} // namespace prevenance
