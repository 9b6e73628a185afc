// What the screens of "Mes dossiers" need to show. Never kept on the device.
#pragma once

#include "core/dossiers/summary.h"
#include "web/screens/interview.h"

#include <cstdint>
#include <string>
#include <vector>

namespace prevenance {

/// How the last attempt to log in went wrong.
enum class LoginTrouble : std::uint8_t {
    none,
    cancelled,   ///< The person turned back.
    expired,     ///< Too late, or begun elsewhere: begin again.
    refused,     ///< What came back cannot be believed.
    unavailable, ///< The identity provider does not answer.
};

/// Who is logged in, as the server's session says.
struct Session {
    Fetching fetching = Fetching::idle;
    bool authenticated = false;
    std::string given_name;
    std::string family_name;
    LoginTrouble trouble = LoginTrouble::none;
};

/// A dossier and where it stands today.
struct FollowedDossier {
    std::string id;
    Procedure procedure;
    DossierSummary summary;
};

struct DossiersState {
    Fetching fetching = Fetching::idle;
    /// What the citizen must act on first, then what is open, then what is closed.
    std::vector<FollowedDossier> known;
};

} // namespace prevenance
