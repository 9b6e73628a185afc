// The numbered SQL files under migrations/, compiled in: the program and its schema travel
// together.
#pragma once

#include <span>
#include <string_view>

namespace prevenance {

/// In order; the first makes version 1 of an empty file.
std::span<std::string_view const> migrations();

} // namespace prevenance
