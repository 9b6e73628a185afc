// Any bytes as the parts of a request: headers are read or ignored, addresses lead to a route, a
// page or nowhere, and a page to come back to is always one of ours.
#include "core/base/ensure.h"
#include "server/app/login_routes.h"
#include "server/http/negotiation.h"
#include "server/http/router.h"
#include "server/http/site.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size);

namespace {

std::vector<prevenance::HttpRoute> make_routes() {
    auto const answer = [](prevenance::HttpRequest const& request) {
        auto const id = request.parameters.find("id");
        bool const whole = id == request.parameters.end() ||
            (!id->second.empty() && id->second.find('/') == std::string::npos);
        ENSURE(whole);
        return prevenance::HttpResponse{};
    };
    return {{"GET", "/api/v1/dossiers", answer}, {"GET", "/api/v1/dossiers/{id}", answer}};
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
    static auto const routes = make_routes();
    std::string const text(reinterpret_cast<char const*>(data), size);
    prevenance::HttpRequest request;
    request.method = "GET";
    request.path = text;
    request.headers["cookie"] = text;
    static_cast<void>(prevenance::dispatch(routes, request));
    static_cast<void>(prevenance::is_page_address(text));
    static_cast<void>(prevenance::has_content_hash(text));
    static_cast<void>(prevenance::choose_coding(text, {.gzip = true, .brotli = true}));
    static_cast<void>(prevenance::names_etag(text, "\"etag\""));
    auto const secret =
        prevenance::secret_from(request, prevenance::CookieKind::session, "http://x");
    ENSURE(secret.empty() || secret.size() == 43);
    auto const next = prevenance::safe_next(text);
    ENSURE(next.front() == '/' && !next.starts_with("//") && next.size() <= 512);
    ENSURE(next.find_first_of("\\\r\n") == std::string::npos);
    return 0;
}
