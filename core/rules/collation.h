// The order of names as a French reader expects it, which decides the order of replacements.
#pragma once

#include <string_view>

namespace prevenance {

/// Negative, 0 or positive as `left` comes before, with or after `right`.
///
/// Letters first, then accents, then case (lower before upper); blanks and signs before digits,
/// digits before letters. Covers Latin letters up to U+017F, which rule names are made of.
///
/// Source: Unicode Collation Algorithm (UTS #10), root collation, three levels.
int compare_french(std::string_view left, std::string_view right);

} // namespace prevenance
