// Names of the places of one département, and the search for one as people type it.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace prevenance {

/// A code and the name that goes with it.
struct NamedCode {
    std::string code;
    std::string name;

    friend bool operator==(NamedCode const&, NamedCode const&) = default;
};

/// What one names file holds. Codes are those of core/aids/places.h.
struct PlaceNames {
    NamedCode departement;
    NamedCode region;
    std::vector<NamedCode> epci;     ///< Those with a commune here.
    std::vector<NamedCode> communes; ///< Today's.
    std::vector<NamedCode> former;   ///< Merged communes and municipal arrondissements.
};

/// The name of a commune (also a former one) or of an EPCI with that code; "" when it is not here.
std::string_view name_of_commune(PlaceNames const& names, std::string_view insee_code);
std::string_view name_of_epci(PlaceNames const& names, std::string_view siren);

/// A name as it is compared: lower case, without accents, hyphens and apostrophes as blanks, one
/// blank between words, `st` and `ste` written out: `saint etienne` for `St-Étienne`.
std::string fold_place_name(std::string_view name);

/// The communes whose name answers to what was typed: the same name first, then names that begin
/// so, then names with a word that begins so; each by length of name, then by code.
///
/// `typed`    as typed; fewer than two letters find nothing.
/// `max`      how many are wanted at most.
/// result     codes may be those of former communes: Places::find_commune leads to today's.
std::vector<NamedCode>
search_communes(std::vector<PlaceNames> const& loaded, std::string_view typed, std::size_t max);

} // namespace prevenance
