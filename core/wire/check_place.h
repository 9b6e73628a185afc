// Where something is written, in the JSON that the tools for authors print.
#pragma once

#include "core/rules/source.h"

#include <nlohmann/json.hpp>

#include <span>
#include <string>

namespace prevenance {

/// Adds `file`, `line` and `column`, as far as they are known.
///
/// `paths`  what Position::file is an index in.
inline void
add_place(nlohmann::json& object, Position position, std::span<std::string const> paths) {
    if (position.file < paths.size()) object["file"] = paths[position.file];
    if (position.line == 0) return;
    object["line"] = position.line;
    object["column"] = position.column;
}

} // namespace prevenance
