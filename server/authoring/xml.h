// Texts as XML holds them.
#pragma once

#include <string>
#include <string_view>

namespace prevenance {

/// For attributes and texts alike. Control characters that XML cannot hold are dropped.
///
/// Source: XML 1.0, sections 2.2 (characters) and 2.4 (markup).
std::string escape_xml(std::string_view text);

} // namespace prevenance
