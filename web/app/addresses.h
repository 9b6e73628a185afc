// Where the page's data are: files of the site, and the server's own answers.
#pragma once

#include <string>
#include <string_view>

namespace prevenance::addresses {

inline constexpr std::string_view packs = "/data/packs/index.json";
inline constexpr std::string_view session = "/api/v1/session";
inline constexpr std::string_view dossiers = "/api/v1/dossiers";
inline constexpr std::string_view log_in = "/auth/login?next=/dossiers";
inline constexpr std::string_view log_out = "/auth/logout";

inline constexpr std::string_view place_codes_prefix = "/data/places/codes-";

/// `area`  as place_area() gives it.
inline std::string place_codes(std::string_view area) {
    return std::string(place_codes_prefix) + std::string(area) + ".bin";
}

inline constexpr std::string_view place_names_prefix = "/data/places/names-";

/// `departement`  "35", "2A", "974".
inline std::string place_names(std::string_view departement) {
    return std::string(place_names_prefix) + std::string(departement) + ".json";
}

inline constexpr std::string_view place_search_prefix = "/data/places/search-";

/// `letters`  as search_letters() gives them.
inline std::string place_search(std::string_view letters) {
    return std::string(place_search_prefix) + std::string(letters) + ".json";
}

/// What such an address was made of, again: the letters, the area.
inline std::string part_of(std::string_view address, std::string_view prefix) {
    address.remove_prefix(prefix.size());
    return std::string(address.substr(0, address.find('.')));
}

inline constexpr std::string_view packs_prefix = "/data/packs/";

/// What a pack says of itself, and the rules it stands on.
inline std::string pack(std::string_view id) {
    return std::string(packs_prefix) + std::string(id) + "/pack.json";
}

inline std::string model(std::string_view id) {
    return std::string(packs_prefix) + std::string(id) + "/rules.bin";
}

} // namespace prevenance::addresses
