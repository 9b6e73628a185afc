// Procedures as JSON, in the form that people write them under assets/procedures.
#pragma once

#include "core/dossiers/procedure.h"
#include "core/wire/json.h"

#include <string_view>

namespace prevenance {

std::string_view name_of(Milestone milestone);
std::string_view name_of(SilenceMeaning meaning);

nlohmann::json json_of(Procedure const& procedure);

/// Errors: bad_input, naming the field, when something is missing or unknown, when a step has no
/// words in one language, or when the steps don't go from deposit to decision in order.
Result<Procedure> read_procedure(nlohmann::json const& object);

/// The text of a file under assets/procedures. Errors: those of parse_json and read_procedure.
Result<Procedure> parse_procedure(std::string_view text);

} // namespace prevenance
