#include "core/wire/json_fields.h"

#include <algorithm>

namespace prevenance {

namespace {

using Json = nlohmann::json;

Error complain(std::string_view name, std::string_view reason) {
    return {ErrorCode::bad_input, "field '" + std::string(name) + "': " + std::string(reason)};
}

/// Null when the field is absent.
Result<Json const*> find(Json const& object, char const* name) {
    if (!object.is_object()) return complain(name, "what should hold it is not an object");
    auto const found = object.find(name);
    return found == object.end() ? nullptr : &*found;
}

Result<Json const*> find_typed(Json const& object, char const* name, Json::value_t type) {
    Json const* const value = TRY(find(object, name));
    if (value == nullptr || value->type() == type) return value;
    return complain(name, std::string("should not be of type ") + value->type_name());
}

Result<Json const*> present(Result<Json const*> found, char const* name) {
    if (found.ok() && found.value() == nullptr) return complain(name, "is missing");
    return found;
}

} // namespace

Status only_fields(Json const& object, std::initializer_list<std::string_view> names) {
    if (!object.is_object()) return Error{ErrorCode::bad_input, "not an object"};
    for (auto const& [name, value] : object.items()) {
        bool const known = std::find(names.begin(), names.end(), name) != names.end();
        if (!known) return complain(name.substr(0, 60), "nobody knows it here");
    }
    return Done{};
}

Result<Json const*> optional_object_field(Json const& object, char const* name) {
    return find_typed(object, name, Json::value_t::object);
}

Result<Json const*> optional_array_field(Json const& object, char const* name) {
    return find_typed(object, name, Json::value_t::array);
}

Result<Json const*> object_field(Json const& object, char const* name) {
    return present(optional_object_field(object, name), name);
}

Result<Json const*> array_field(Json const& object, char const* name) {
    return present(optional_array_field(object, name), name);
}

Result<std::string> optional_text_field(Json const& object, char const* name) {
    Json const* const value = TRY(find_typed(object, name, Json::value_t::string));
    if (value == nullptr) return std::string();
    return *value->get_ptr<Json::string_t const*>();
}

Result<std::string> text_field(Json const& object, char const* name) {
    auto text = TRY(optional_text_field(object, name));
    if (text.empty()) return complain(name, "is missing or empty");
    return text;
}

Result<std::int64_t>
whole_field(Json const& object, char const* name, std::int64_t lowest, std::int64_t highest) {
    Json const* const value = TRY(present(find(object, name), name));
    if (!value->is_number_integer()) return complain(name, "should be a whole number");
    auto const number = value->get<std::int64_t>();
    if (number >= lowest && number <= highest) return number;
    return complain(
        name, "should be from " + std::to_string(lowest) + " to " + std::to_string(highest)
    );
}

} // namespace prevenance
