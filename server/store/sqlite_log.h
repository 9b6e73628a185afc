// The log of one dossier in SQLite: read whole and checked against its hashes, or one event longer.
#pragma once

#include "server/store/sqlite.h"
#include "server/store/store.h"

#include <string>
#include <vector>

namespace prevenance {

struct LoadedDossier {
    StoredDossier dossier;
    Digest head{}; ///< The hash of its last event.
};

/// Reads a dossier and follows its chain: what was changed behind the program's back is never
/// shown.
///
/// Errors: not_found; unavailable when the log is damaged, naming dossier and event.
Result<LoadedDossier> load_dossier(Connection& connection, DossierKey const& key);

/// The numbers of an authority's dossiers; of one owner only unless `owner` is null.
Result<std::vector<std::string>>
list_dossiers(Connection& connection, std::string const& authority, std::string const* owner);

/// The two below are whole transactions; see Store for what they answer.
Result<Event>
record_deposit(Connection& connection, NewDossier const& dossier, NewEvent const& event);
Result<Event> record_event(
    Connection& connection, DossierKey const& key, std::int64_t after, NewEvent const& event
);

} // namespace prevenance
