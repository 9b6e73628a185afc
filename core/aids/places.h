// Codes of communes: postal code or INSEE code -> commune, EPCI, département, région. One index
// holds all of France, or the places of one area.
//
// Names are not here: they come per département, when they are needed (core/aids/place_names.h).
#pragma once

#include "core/base/result.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace prevenance {

/// Where somebody lives, as the codes of the Code officiel géographique.
struct Place {
    std::string commune;     ///< INSEE code, five characters: "35238", "2A004".
    std::string epci;        ///< SIREN, nine digits; "" where there is none (some islands).
    std::string departement; ///< "35", "2A", "974".
    std::string region;      ///< INSEE code of the région: "53", "04".

    friend bool operator==(Place const&, Place const&) = default;
};

/// The area that a postal code or an INSEE code is filed under: its first two characters, three
/// overseas. Codes of one area are looked up in one index.
///
/// `code`   as far as it is typed.
/// result   "35", "2A", "974"; "" while that cannot be told, or when it is no code.
std::string_view place_area(std::string_view code);

/// The index of codes, read from the file that assets/places/build.mjs writes.
class Places {
public:
    /// Reads the whole index. Any bytes may be given.
    ///
    /// Errors: bad_input when the bytes are not such an index, or are damaged.
    static Result<Places> open(std::string_view bytes);

    /// How many communes it holds.
    std::size_t size() const { return communes_.size(); }

    /// The commune at a position below size(), in the order of INSEE codes.
    Place at(std::size_t position) const;

    /// Its postal codes, five digits each; empty for uninhabited lands.
    std::vector<std::string> postal_codes(std::size_t position) const;

    /// The communes served by a postal code of the area, in the order of INSEE codes.
    ///
    /// `postal_code`  five digits; anything else serves nobody.
    std::vector<Place> find_postal_code(std::string_view postal_code) const;

    /// The commune with that INSEE code of the area. The code of a commune that merged into another
    /// leads to the one that is there today; so does a municipal arrondissement's.
    std::optional<Place> find_commune(std::string_view insee_code) const;

private:
    friend class PlacesReader;

    struct Region {
        std::string code;
    };

    struct Departement {
        std::string code;
        std::uint16_t region = 0;
    };

    struct Commune {
        std::uint32_t code = 0; ///< Packed: see pack_insee_code.
        std::uint16_t departement = 0;
        std::uint16_t epci = 0;       ///< 1 + position in epci_; 0 for none.
        std::uint32_t postal_end = 0; ///< One past its last entry in postal_of_.
    };

    struct Former {
        std::uint32_t code = 0;
        std::uint32_t heir = 0;
    };

    std::uint32_t postal_begin(std::size_t position) const;

    std::vector<Region> regions_;
    std::vector<Departement> departements_;
    std::vector<std::uint32_t> epci_;         ///< SIREN without its check digit, ascending.
    std::vector<std::uint32_t> postal_codes_; ///< Ascending.
    std::vector<Commune> communes_;           ///< By code.
    std::vector<std::uint16_t> postal_of_;    ///< Positions in postal_codes_, commune by commune.
    std::vector<Former> former_;              ///< By code.
    std::vector<std::uint32_t> served_end_;   ///< Per postal code: one past its last in served_.
    std::vector<std::uint32_t> served_; ///< Positions of communes, postal code by postal code.
};

} // namespace prevenance
