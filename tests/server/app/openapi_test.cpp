// Goal: what is written about the interface is the interface. Method: the paths of
// docs/api/openapi.yaml and the server's own table, as two sets.
#include "server/app/application.h"

#include <doctest/doctest.h>
#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <set>
#include <string>

using namespace prevenance;

TEST_CASE("openapi: describes each route, and nothing else") {
    std::set<std::string> served;
    for (HttpRoute const& route : api_routes({}, nullptr)) {
        std::string method = route.method;
        std::transform(method.begin(), method.end(), method.begin(), [](char letter) {
            return static_cast<char>(letter - 'A' + 'a');
        });
        CHECK(served.insert(method + ' ' + route.pattern).second);
    }
    std::set<std::string> described;
    for (auto const& path : YAML::LoadFile("docs/api/openapi.yaml")["paths"]) {
        for (auto const& operation : path.second)
            described.insert(
                operation.first.as<std::string>() + ' ' + path.first.as<std::string>()
            );
    }
    CHECK(served == described);
}
