// Goal: numbers print as JavaScript and as French sentences have them. Method: tables.
#include "core/eval/format.h"

#include <doctest/doctest.h>

#include <limits>

using prevenance::format_quantity;
using prevenance::print_shortest;

TEST_CASE("print_shortest: as JavaScript prints numbers") {
    CHECK(print_shortest(0.1) == "0.1");
    CHECK(print_shortest(-2.5) == "-2.5");
    CHECK(print_shortest(100) == "100");
    CHECK(print_shortest(1e21) == "1e+21");
    CHECK(print_shortest(123456789012345680000.0) == "123456789012345680000");
    CHECK(print_shortest(1e-7) == "1e-7");
    CHECK(print_shortest(0.000001) == "0.000001");
    CHECK(print_shortest(0.1 + 0.2) == "0.30000000000000004");
    CHECK(print_shortest(std::numeric_limits<double>::infinity()) == "Infinity");
}

TEST_CASE("format_quantity: euros have no cents or two") {
    CHECK(format_quantity(1500, "€") == "1\u202F500\u00A0€");
    CHECK(format_quantity(8.1, "€") == "8,10\u00A0€");
    CHECK(format_quantity(1.005, "€") == "1,01\u00A0€");
    CHECK(format_quantity(12, "%") == "12\u00A0%");
    CHECK(format_quantity(3, "mois") == "3\u00A0mois");
    CHECK(format_quantity(-0.5, "") == "-0,5");
    CHECK(format_quantity(-0.001, "€") == "-0,00\u00A0€");
    CHECK(format_quantity(0.0049999999999999992, "") == "0");
}
