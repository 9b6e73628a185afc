// Named fields of a JSON object, with errors that say which field is wrong and how.
#pragma once

#include "core/base/result.h"

#include <nlohmann/json.hpp>

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>

namespace prevenance {

/// All below: Errors: bad_input, naming the field, when `object` is no object, or the field is
/// absent where it must be present, or of another type or range.

/// Refuses a field that is none of `names`: in a file written by hand it is a slip.
Status only_fields(nlohmann::json const& object, std::initializer_list<std::string_view> names);

/// The field itself; it lives as long as `object`.
Result<nlohmann::json const*> object_field(nlohmann::json const& object, char const* name);
Result<nlohmann::json const*> array_field(nlohmann::json const& object, char const* name);

/// Null when the field is absent.
Result<nlohmann::json const*> optional_object_field(nlohmann::json const& object, char const* name);
Result<nlohmann::json const*> optional_array_field(nlohmann::json const& object, char const* name);

/// A text that is not empty.
Result<std::string> text_field(nlohmann::json const& object, char const* name);

/// "" when the field is absent.
Result<std::string> optional_text_field(nlohmann::json const& object, char const* name);

/// A whole number in [lowest, highest].
Result<std::int64_t> whole_field(
    nlohmann::json const& object, char const* name, std::int64_t lowest, std::int64_t highest
);

} // namespace prevenance
