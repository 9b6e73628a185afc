// Sample dossiers for the demonstration's people. Their days are written as distances from today,
// so that the demonstration never ages.
#pragma once

#include "server/store/store.h"

#include <string>
#include <string_view>

namespace prevenance {

struct LoadedDemonstration {
    std::int64_t dossiers = 0; ///< How many the text holds.
    std::int64_t events = 0;   ///< How many were recorded now: 0 when all were there already.
};

/// Records the dossiers of `text` (assets/demo/dossiers.json) under `authority`, each owned by
/// owner_of_identity() of its person. What is there already stays as it is, days included: to make
/// the demonstration young again, begin with an empty store.
///
/// `today`  the day that distances count from.
///
/// Errors: bad_input when the text is wrong, naming the dossier; those of Store.
Result<LoadedDemonstration>
load_demonstration(Store& store, std::string const& authority, std::string_view text, Day today);

} // namespace prevenance
