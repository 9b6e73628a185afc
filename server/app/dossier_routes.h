// The addresses under /api/v1/dossiers: a citizen's own dossiers and nobody else's.
#pragma once

#include "server/app/login_routes.h"
#include "server/app/procedures.h"
#include "server/store/store.h"

#include <string>
#include <vector>

namespace prevenance {

/// What these routes need; all of it must outlive them.
struct DossierContext {
    LoginContext login;
    Store* store = nullptr;
    Procedures const* procedures = nullptr;
    std::string authority;
    /// Dossiers deposited before the person first logged in are found by civil identity: only where
    /// the identities are invented, because two people may share a name and a day of birth.
    bool find_by_identity = false;
};

/// GET /api/v1/dossiers       `{"dossiers": [...]}`, each with events and computed summary.
/// GET /api/v1/dossiers/{id}  one of them; somebody else's is as unknown as one that is not there.
/// GET /api/v1/health         whether the store answers; for the proxy, without login.
std::vector<HttpRoute> dossier_routes(DossierContext context);

} // namespace prevenance
