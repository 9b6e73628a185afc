// Goal: names sort as the Unicode root collation sorts them. Method: a list in the order that
// JavaScript's localeCompare gives it, every pair compared both ways.
#include "core/rules/collation.h"

#include <doctest/doctest.h>

#include <array>
#include <cstddef>
#include <string_view>

TEST_CASE("compare_french: every pair of a sorted list") {
    constexpr std::array<std::string_view, 39> sorted{
        "",      "€",        "10",       "9",      "a",         "à",      "â",     "aide",
        "Aide",  "aide . a", "aide . b", "aide 2", "aide-vélo", "aide’s", "aide2", "aides",
        "c",     "ç",        "coeur",    "cœur",   "cote",      "coté",   "côte",  "d",
        "e",     "É",        "etude",    "étude",  "Étude",     "ile",    "île",   "l'aide",
        "laide", "n",        "n°",       "œuvre",  "y",         "ÿ",      "zone"};
    for (std::size_t i = 0; i < sorted.size(); ++i) {
        for (std::size_t j = 0; j < sorted.size(); ++j) {
            CAPTURE(sorted[i]);
            CAPTURE(sorted[j]);
            int const order = prevenance::compare_french(sorted[i], sorted[j]);
            CHECK((order < 0) == (i < j));
            CHECK((order > 0) == (i > j));
        }
    }
}
