// Where one is in the page, and the address that says so.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace prevenance {

enum class Screen : std::uint8_t {
    welcome,       ///< `/`
    postal_code,   ///< `/aides`
    commune_name,  ///< `/aides/commune-par-nom`: for those who do not know their postal code
    commune,       ///< `/aides/commune`: the postal code or the name fits several communes
    topic,         ///< `/aides/sujet`: which aids one looks for
    question,      ///< `/aides/question/<number>`
    results,       ///< `/aides/resultats`
    aid,           ///< `/aides/a/<id>`
    dossiers,      ///< `/dossiers`
    dossier,       ///< `/dossiers/<id>`
    about,         ///< `/a-propos`
    accessibility, ///< `/accessibilite`
    data,          ///< `/donnees`
    unknown,       ///< any other path
};

/// No interview has more steps: a larger number is no address.
inline constexpr std::uint32_t question_number_max = 999;

struct Route {
    Screen screen = Screen::welcome;
    /// Questions: the step, from 1.
    std::uint32_t number = 0;
    /// The aid or the dossier; for an unknown path, the path itself.
    std::string id;

    friend bool operator==(Route const&, Route const&) = default;
};

/// Reads the path of an address. What follows `?` or `#` is left aside, as is a final `/`.
Route parse_route(std::string_view path);

/// The path that parse_route reads back as `route`.
std::string path_of(Route const& route);

/// Paths that never change, for links.
std::string path_of(Screen screen);

} // namespace prevenance
