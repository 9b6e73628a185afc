#include "server/app/dossier_routes.h"

#include "core/wire/dossier_json.h"
#include "server/app/civil_day.h"
#include "server/http/failure.h"
#include "server/store/owner.h"

#include <algorithm>

namespace prevenance {

namespace {

/// Under which keys the dossiers of `person` may be kept.
std::vector<std::string> owners_of(DossierContext const& context, Person const& person) {
    std::vector<std::string> owners{owner_of_subject(person.issuer, person.subject)};
    if (context.find_by_identity) {
        owners.push_back(owner_of_identity(person.family_name, person.given_name, person.birthdate)
        );
    }
    return owners;
}

/// The dossier with its procedure, as the page reads it.
Result<nlohmann::json> describe(DossierContext const& context, StoredDossier stored) {
    auto const procedure = context.procedures->find(stored.procedure);
    if (procedure == context.procedures->end()) {
        return Error{ErrorCode::unavailable, "no procedure '" + stored.procedure + "'"};
    }
    Dossier const dossier{stored.key.dossier, procedure->second, std::move(stored.events)};
    auto json = json_of(dossier, civil_day_in_france(context.login.read_clocks().civil));
    if (json.ok()) return json;
    return Error{ErrorCode::unavailable, "unreadable dossier: " + json.error().message};
}

Result<nlohmann::json> list(DossierContext const& context, LoginSession const& session) {
    auto const owners = owners_of(context, session.person);
    auto stored = TRY(context.store->dossiers_of(context.authority, owners));
    nlohmann::json dossiers = nlohmann::json::array();
    for (StoredDossier& one : stored)
        dossiers.push_back(TRY(describe(context, std::move(one))));
    return nlohmann::json{{"dossiers", std::move(dossiers)}};
}

Result<nlohmann::json>
find_one(DossierContext const& context, LoginSession const& session, std::string const& id) {
    constexpr std::size_t id_bytes_max = 200;
    if (id.size() > id_bytes_max) return Error{ErrorCode::not_found, "no such id"};
    auto stored = TRY(context.store->dossier({context.authority, id}));
    auto const owners = owners_of(context, session.person);
    bool const own = std::find(owners.begin(), owners.end(), stored.owner) != owners.end();
    if (!own) return Error{ErrorCode::not_found, "of somebody else"};
    return describe(context, std::move(stored));
}

HttpResponse respond(LoginSession const& session, Result<nlohmann::json> const& result) {
    HttpResponse response = result.ok() ? json_response(200, format_json(result.value()))
                                        : failure_response(result.error().code);
    response.note = "session=" + session.log_name;
    if (!result.ok()) response.note += " " + result.error().message;
    return response;
}

HttpResponse list_dossiers(DossierContext const& context, HttpRequest const& request) {
    auto const session = session_of(context.login, request);
    if (!session) return failure_response(401);
    return respond(*session, list(context, *session));
}

HttpResponse show_dossier(DossierContext const& context, HttpRequest const& request) {
    auto const session = session_of(context.login, request);
    if (!session) return failure_response(401);
    return respond(*session, find_one(context, *session, request.parameters.at("id")));
}

HttpResponse tell_health(DossierContext const& context, HttpRequest const&) {
    auto const found = context.store->dossier({context.authority, "health"});
    bool const answers = found.ok() || found.error().code == ErrorCode::not_found;
    if (answers) return json_response(200, R"({"status":"ok"})");
    HttpResponse failed = failure_response(ErrorCode::unavailable);
    failed.note = found.error().message;
    return failed;
}

} // namespace

std::vector<HttpRoute> dossier_routes(DossierContext context) {
    auto const handler = [&](HttpResponse (*handle)(DossierContext const&, HttpRequest const&)) {
        return [context, handle](HttpRequest const& request) {
            return handle(context, request);
        };
    };
    return {
        {"GET", "/api/v1/health", handler(tell_health)},
        {"GET", "/api/v1/dossiers", handler(list_dossiers)},
        {"GET", "/api/v1/dossiers/{id}", handler(show_dossier)},
    };
}

} // namespace prevenance
