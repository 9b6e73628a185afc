#include "core/wire/places_json.h"

#include "core/wire/json.h"

namespace prevenance {

namespace {

using Json = nlohmann::json;

Error broken(char const* what) {
    return {ErrorCode::bad_input, std::string("place names: ") + what};
}

/// The text under a key of an object, or nullptr.
std::string const* text_at(Json const& object, char const* key) {
    auto const found = object.find(key);
    return found == object.end() ? nullptr : found->get_ptr<std::string const*>();
}

Result<NamedCode> read_named_code(Json const& file, char const* key) {
    auto const found = file.find(key);
    if (found == file.end() || !found->is_object()) return broken("a place is missing");
    auto const* code = text_at(*found, "code");
    auto const* name = text_at(*found, "name");
    if (code == nullptr || name == nullptr) return broken("a place has no code or no name");
    return NamedCode{*code, *name};
}

/// Reads `[["35238", "Rennes"], …]`.
Result<std::vector<NamedCode>> read_pairs(Json const& file, char const* key) {
    auto const found = file.find(key);
    if (found == file.end() || !found->is_array()) return broken("a list is missing");
    std::vector<NamedCode> list;
    for (auto const& pair : *found) {
        bool const two_texts =
            pair.is_array() && pair.size() == 2 && pair[0].is_string() && pair[1].is_string();
        if (!two_texts) return broken("a list holds something else than codes and names");
        list.push_back({pair[0].get<std::string>(), pair[1].get<std::string>()});
    }
    return list;
}

} // namespace

Result<PlaceNames> read_place_names(std::string_view json) {
    auto const file = TRY(parse_json(json));
    if (!file.is_object()) return broken("not an object");
    auto const version = file.find("version");
    if (version == file.end() || *version != 1) return broken("unknown version");
    PlaceNames names;
    names.departement = TRY(read_named_code(file, "département"));
    names.region = TRY(read_named_code(file, "région"));
    names.epci = TRY(read_pairs(file, "epci"));
    names.communes = TRY(read_pairs(file, "communes"));
    names.former = TRY(read_pairs(file, "former"));
    return names;
}

Result<std::vector<FoundCommune>> read_found_communes(std::string_view json) {
    auto const file = TRY(parse_json(json));
    if (!file.is_object()) return broken("not an object");
    auto const version = file.find("version");
    if (version == file.end() || *version != 1) return broken("unknown version");
    auto const list = file.find("communes");
    if (list == file.end() || !list->is_array()) return broken("a list is missing");
    std::vector<FoundCommune> communes;
    for (auto const& entry : *list) {
        bool const three_texts = entry.is_array() && entry.size() == 3 && entry[0].is_string() &&
            entry[1].is_string() && entry[2].is_string();
        if (!three_texts) return broken("a commune has no code, name and département");
        communes.push_back(
            {entry[0].get<std::string>(), entry[1].get<std::string>(), entry[2].get<std::string>()}
        );
    }
    return communes;
}

} // namespace prevenance
