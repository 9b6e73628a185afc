// Goal: each address has one answer, a wrong method says which are right, and cookies and failures
// are read and told one way. Method: a small table of routes, and tables of headers.
#include "server/http/router.h"

#include "server/http/failure.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

using namespace prevenance;

namespace {

HttpResponse echo(HttpRequest const& request) {
    HttpResponse response;
    auto const id = request.parameters.find("id");
    response.body = id == request.parameters.end() ? "" : id->second;
    return response;
}

std::vector<HttpRoute> const routes{
    {"GET", "/api/things", echo},
    {"GET", "/api/things/{id}", echo},
    {"GET", "/leave", echo},
    {"POST", "/leave", echo},
};

HttpRequest request(std::string const& method, std::string const& path) {
    HttpRequest made;
    made.method = method;
    made.path = path;
    return made;
}

std::string cookie(std::string const& header) {
    HttpRequest made;
    made.headers["cookie"] = header;
    return std::string(cookie_of(made, "session"));
}

} // namespace

TEST_CASE("routes: what fits") {
    CHECK(dispatch(routes, request("GET", "/api/things"))->route == "/api/things");
    CHECK(dispatch(routes, request("HEAD", "/api/things"))->status == 200);
    auto const one = dispatch(routes, request("GET", "/api/things/a-1"));
    CHECK(one->route == "/api/things/{id}");
    CHECK(one->body == "a-1");
    CHECK(dispatch(routes, request("POST", "/leave"))->status == 200);
}

TEST_CASE("routes: what does not") {
    for (std::string const path :
         {"/",
          "/api",
          "/api/things/",
          "/api/things/1/2",
          "/api//things",
          "//api/things",
          "/api/things//",
          "api/things",
          "/API/things"}) {
        CAPTURE(path);
        CHECK_FALSE(dispatch(routes, request("GET", path)));
    }
}

TEST_CASE("routes: a wrong method") {
    auto const refused = dispatch(routes, request("POST", "/api/things/1"));
    REQUIRE(refused);
    CHECK(refused->status == 405);
    CHECK(refused->headers.back() == std::pair<std::string, std::string>("Allow", "GET, HEAD"));
    CHECK(
        dispatch(routes, request("DELETE", "/leave"))->headers.back().second == "GET, HEAD, POST"
    );
}

TEST_CASE("cookies: one of that name, or none") {
    CHECK(cookie("session=abc") == "abc");
    CHECK(cookie("other=1; session=abc; more=2") == "abc");
    CHECK(cookie("session=a=b") == "a=b");
    CHECK(cookie("") == "");
    CHECK(cookie("session") == "");
    CHECK(cookie("Session=abc") == "");
    CHECK(cookie("xsession=abc") == "");
    CHECK(cookie("session=abc; session=def") == "");
}

TEST_CASE("failures: each code has its status, and no inside shows") {
    CHECK(status_of(ErrorCode::bad_input) == 400);
    CHECK(status_of(ErrorCode::forbidden) == 403);
    CHECK(status_of(ErrorCode::not_found) == 404);
    CHECK(status_of(ErrorCode::conflict) == 409);
    CHECK(status_of(ErrorCode::unavailable) == 503);
    auto const response = failure_response(ErrorCode::not_found);
    CHECK(
        response.body ==
        R"({"code":"not_found","message":"There is nothing here.",)"
        R"("remedy":"Check the address; follow links rather than build them."})"
    );
    CHECK(failure_response(599).status == 599);
}
