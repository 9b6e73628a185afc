#include "web/screens/route.h"

#include "core/base/text.h"

#include <algorithm>
#include <array>
#include <utility>

namespace prevenance {

namespace {

constexpr std::string_view question_prefix = "/aides/question/";
constexpr std::string_view aid_prefix = "/aides/a/";
constexpr std::string_view dossier_prefix = "/dossiers/";

constexpr std::array<std::pair<Screen, std::string_view>, 10> fixed_paths{{
    {Screen::welcome, "/"},
    {Screen::postal_code, "/aides"},
    {Screen::commune_name, "/aides/commune-par-nom"},
    {Screen::commune, "/aides/commune"},
    {Screen::topic, "/aides/sujet"},
    {Screen::results, "/aides/resultats"},
    {Screen::dossiers, "/dossiers"},
    {Screen::about, "/a-propos"},
    {Screen::accessibility, "/accessibilite"},
    {Screen::data, "/donnees"},
}};

/// Ids of aids and dossiers: what an address carries without being escaped.
bool is_id(std::string_view text) {
    return !text.empty() && std::all_of(text.begin(), text.end(), [](char letter) {
        return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') ||
            (letter >= '0' && letter <= '9') || letter == '-' || letter == '_' || letter == '.';
    });
}

Route numbered(std::string_view path) {
    auto const number = parse_whole_number(path.substr(question_prefix.size()));
    if (!number || *number < 1 || *number > question_number_max) {
        return {Screen::unknown, 0, std::string(path)};
    }
    return {Screen::question, static_cast<std::uint32_t>(*number), {}};
}

} // namespace

Route parse_route(std::string_view path) {
    path = path.substr(0, path.find_first_of("?#"));
    while (path.size() > 1 && path.ends_with('/'))
        path.remove_suffix(1);
    if (path.empty()) return {};
    for (auto const& [screen, fixed] : fixed_paths) {
        if (path == fixed) return {screen, 0, {}};
    }
    if (path.starts_with(question_prefix)) return numbered(path);
    for (auto const& [prefix, screen] :
         {std::pair{aid_prefix, Screen::aid}, std::pair{dossier_prefix, Screen::dossier}}) {
        if (path.starts_with(prefix) && is_id(path.substr(prefix.size()))) {
            return {screen, 0, std::string(path.substr(prefix.size()))};
        }
    }
    return {Screen::unknown, 0, std::string(path)};
}

std::string path_of(Screen screen) {
    for (auto const& [fixed_screen, fixed] : fixed_paths) {
        if (screen == fixed_screen) return std::string(fixed);
    }
    return "/";
}

std::string path_of(Route const& route) {
    switch (route.screen) {
    case Screen::question:
        return std::string(question_prefix) + std::to_string(route.number);
    case Screen::aid:
        return std::string(aid_prefix) + route.id;
    case Screen::dossier:
        return std::string(dossier_prefix) + route.id;
    case Screen::unknown:
        return route.id;
    case Screen::welcome:
    case Screen::postal_code:
    case Screen::commune_name:
    case Screen::commune:
    case Screen::topic:
    case Screen::results:
    case Screen::dossiers:
    case Screen::about:
    case Screen::accessibility:
    case Screen::data:
        return path_of(route.screen);
    }
    return "/";
}

} // namespace prevenance
