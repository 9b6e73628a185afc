// What the page has fetched and keeps in memory: places, names, packs and their rules.
#pragma once

#include "core/aids/adviser.h"
#include "core/aids/place_names.h"
#include "core/aids/places.h"
#include "core/aids/rulebook.h"

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace prevenance {

/// The pack one looks into, and who answers from it.
struct OpenTopic {
    std::string id;
    std::optional<Pack> pack;         ///< Fetched, while the model is awaited.
    std::optional<std::string> model; ///< The same the other way round.
    std::unique_ptr<Rulebook> book;   ///< Once both are there.
    std::unique_ptr<Adviser> adviser; ///< Reads `book`.
    /// What the advice on the screens was given for.
    std::optional<InterviewAnswers> advised;
};

struct Knowledge {
    std::map<std::string, Places> places; ///< By area.
    std::vector<PlaceNames> names;        ///< Of the départements met so far.
    /// Communes to search by name, by the letters they are filed under.
    std::map<std::string, std::vector<FoundCommune>> search;
    OpenTopic topic;
    /// Addresses asked for and not answered yet: nothing is asked twice at a time.
    std::vector<std::string> awaited;
};

} // namespace prevenance
