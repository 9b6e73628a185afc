#include "server/http/failure.h"

#include "core/wire/json.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace prevenance {

namespace {

struct Failure {
    int status;
    std::string_view code;
    std::string_view message;
    std::string_view remedy;
};

constexpr Failure bad_input{
    400,
    "bad_input",
    "The request cannot be understood.",
    "Compare it with the description of the interface."};
constexpr Failure login_needed{
    401,
    "login_needed",
    "Nobody is logged in.",
    "Send the browser to /auth/login, then repeat the request."};
constexpr Failure forbidden{
    403, "forbidden", "This is not allowed.", "Ask from the pages of this site."};
constexpr Failure not_found{
    404,
    "not_found",
    "There is nothing here.",
    "Check the address; follow links rather than build them."};
constexpr Failure conflict{
    409,
    "conflict",
    "The dossier has changed since it was read.",
    "Read it again, then repeat the request."};
constexpr Failure unavailable{
    503,
    "unavailable",
    "Something outside this server does not answer.",
    "Repeat the request in a few minutes."};
constexpr Failure internal{
    500,
    "internal",
    "This server failed.",
    "Repeat the request; if it fails again, tell the authority the X-Request-Id."};

constexpr std::array of_http{
    bad_input,
    login_needed,
    Failure{
        405,
        "method_not_allowed",
        "This address does not take this method.",
        "See the Allow header."},
    Failure{408, "too_slow", "The request took too long to arrive.", "Repeat it."},
    Failure{413, "too_large", "The request is too large.", "Send less."},
    Failure{414, "address_too_long", "The address is too long.", "Shorten it."},
    Failure{
        415,
        "unsupported_encoding",
        "Compressed requests are not read here.",
        "Send it without Content-Encoding."},
    Failure{416, "bad_range", "This part does not exist.", "Ask without a Range header."},
    Failure{
        421,
        "wrong_host",
        "This server does not answer for that host name.",
        "Use the address that the authority publishes."},
    internal,
    unavailable,
};

Failure const& failure_of(ErrorCode code) {
    switch (code) {
    case ErrorCode::bad_input:
        return bad_input;
    case ErrorCode::not_found:
        return not_found;
    case ErrorCode::forbidden:
        return forbidden;
    case ErrorCode::conflict:
        return conflict;
    case ErrorCode::unavailable:
        return unavailable;
    }
    return internal;
}

HttpResponse response_of(Failure const& failure) {
    nlohmann::json const body{
        {"code", failure.code}, {"message", failure.message}, {"remedy", failure.remedy}};
    return json_response(failure.status, format_json(body));
}

} // namespace

int status_of(ErrorCode code) {
    return failure_of(code).status;
}

HttpResponse failure_response(ErrorCode code) {
    return response_of(failure_of(code));
}

HttpResponse failure_response(ErrorCode code, std::string_view message) {
    Failure failure = failure_of(code);
    failure.message = message;
    return response_of(failure);
}

HttpResponse failure_response(int status) {
    auto const known = std::find_if(of_http.begin(), of_http.end(), [&](Failure const& failure) {
        return failure.status == status;
    });
    HttpResponse response = response_of(known == of_http.end() ? internal : *known);
    response.status = status;
    return response;
}

} // namespace prevenance
