// All routes and pages behind one function: what a request gets, whatever the listener is.
#pragma once

#include "server/app/calculate_routes.h"
#include "server/app/dossier_routes.h"
#include "server/http/site.h"

#include <vector>

namespace prevenance {

/// Everything a request can reach but the pages: the table that docs/api/openapi.yaml describes.
std::vector<HttpRoute> api_routes(DossierContext const& context, CalculatorPool* calculators);

class Application {
public:
    /// `site`, `calculators` and what `context` points to must outlive the application.
    Application(DossierContext context, CalculatorPool& calculators, Site const& site);

    /// Safe from any thread.
    HttpResponse respond(HttpRequest const& request) const;

private:
    DossierContext context_;
    std::vector<HttpRoute> routes_;
    Site const& site_;
};

} // namespace prevenance
