// The table of addresses that programs and logins use; what it does not name belongs to the pages.
#pragma once

#include "server/http/message.h"

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace prevenance {

using HttpHandler = std::function<HttpResponse(HttpRequest const&)>;

struct HttpRoute {
    std::string method;  ///< `GET` (which answers HEAD too) or `POST`.
    std::string pattern; ///< `/api/v1/dossiers/{id}`: a name in braces stands for one segment.
    HttpHandler handler;
};

/// The answer of the route that `request` fits; 405 with `Allow` when only the method is off;
/// nothing when no pattern fits.
std::optional<HttpResponse> dispatch(std::span<HttpRoute const> routes, HttpRequest const& request);

} // namespace prevenance
