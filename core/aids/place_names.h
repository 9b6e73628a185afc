// Names of places, and the search for a commune as people type its name.
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

/// A commune that a search by name may find.
struct FoundCommune {
    std::string code; ///< INSEE code of today's commune.
    std::string name; ///< Its name, or a former name and today's: "Ancenis – Ancenis-Saint-Géréon".
    std::string departement_name;

    friend bool operator==(FoundCommune const&, FoundCommune const&) = default;
};

/// The two letters under which a commune of that name is filed: those that begin its first word
/// that is no article, no preposition and no *saint*, else its first word.
///
/// `typed`    as typed.
/// result     `de` for "St-Denis"; "" when there is no word of two letters to go by.
std::string search_letters(std::string_view typed);

/// The communes whose name answers to what was typed: the same name first, then names that begin
/// so, then names with a word that begins so; each by length of name, then by code. A commune is
/// found once, however many former names it has.
///
/// `typed`    as typed; fewer than two letters find nothing.
/// `max`      how many are wanted at most.
std::vector<FoundCommune>
search_communes(std::vector<FoundCommune> const& communes, std::string_view typed, std::size_t max);

} // namespace prevenance
