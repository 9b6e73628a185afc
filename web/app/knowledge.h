// What the page has fetched and keeps in memory: places, names, packs and their rules.
#pragma once

#include "core/aids/place_names.h"
#include "core/aids/places.h"

#include <optional>
#include <string>
#include <vector>

namespace prevenance {

struct Knowledge {
    std::optional<Places> places;
    std::vector<PlaceNames> names; ///< Of the départements met so far.
    /// Addresses asked for and not answered yet: nothing is asked twice at a time.
    std::vector<std::string> awaited;
};

} // namespace prevenance
