#include "server/app/application.h"

#include "server/http/failure.h"

#include <iterator>

namespace prevenance {

std::vector<HttpRoute> api_routes(DossierContext const& context, CalculatorPool* calculators) {
    std::vector<HttpRoute> routes = login_routes(context.login);
    std::vector<HttpRoute> more = dossier_routes(context);
    std::move(more.begin(), more.end(), std::back_inserter(routes));
    routes.push_back(calculate_route(calculators));
    return routes;
}

Application::Application(DossierContext context, CalculatorPool& calculators, Site const& site)
    : context_(std::move(context))
    , routes_(api_routes(context_, &calculators))
    , site_(site) {}

HttpResponse Application::respond(HttpRequest const& request) const {
    // The proxy asks after our health by whatever name it has for us.
    bool const any_host = request.path == "/api/v1/health";
    if (!any_host && context_.login.own_address->base_for(request).empty()) {
        return failure_response(421);
    }
    if (auto response = dispatch(routes_, request)) return std::move(*response);
    bool const for_programs =
        request.path.starts_with("/api/") || request.path.starts_with("/auth/");
    if (for_programs) return failure_response(ErrorCode::not_found);
    if (request.method != "POST") return site_.respond(request);
    HttpResponse refused = failure_response(405);
    refused.add_header("Allow", "GET, HEAD");
    return refused;
}

} // namespace prevenance
