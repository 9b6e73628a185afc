// A TrueType font made for tests: every character from U+0020 to U+017F is the same square.
//
// In units of 1/1000 of the em: the square stands on the baseline from 100 to 500 in both
// directions (a blank has none), advances are 600, the ascent is 950 and the descent 290.
#pragma once

#include <string>

namespace prevenance {

std::string make_square_font();

} // namespace prevenance
