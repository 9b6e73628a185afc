// Dossiers and their events as JSON: in files, in the log, and over HTTP alike.
#pragma once

#include "core/dossiers/summary.h"
#include "core/wire/json.h"

#include <string_view>
#include <vector>

namespace prevenance {

/// `{"text", "pieces", "reason", "due"}`, each only when there is something to say.
nlohmann::json json_of(EventDetails const& details);

/// `{"sequence", "at", "day", "actor", "kind"}` and the fields of its details.
nlohmann::json json_of(Event const& event);

/// For whoever does not compute it: readers here take the events and call summarise().
nlohmann::json json_of(DossierSummary const& summary, Procedure const& procedure);

/// `{"id", "procedure", "events", "summary"}`; `summary` is what summarise() says on `today`.
///
/// Errors: those of summarise().
Result<nlohmann::json> json_of(Dossier const& dossier, Day today);

/// All below: Errors: bad_input, naming the field, when something is missing, unknown or misplaced.
/// The events are read one by one; whether they can follow each other is for replay() to say.
Result<EventDetails> read_event_details(nlohmann::json const& object);
Result<Event> read_event(nlohmann::json const& object);
Result<Dossier> read_dossier(nlohmann::json const& object);

/// The answer of `/api/v1/dossiers/{id}`.
Result<Dossier> parse_dossier(std::string_view text);

/// The answer of `/api/v1/dossiers`: `{"dossiers": [...]}`.
Result<std::vector<Dossier>> parse_dossiers(std::string_view text);

} // namespace prevenance
