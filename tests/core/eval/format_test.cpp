// Goal: numbers print as JavaScript and as French sentences have them. Method: tables.
#include "core/eval/format.h"

#include <doctest/doctest.h>

#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <limits>
#include <random>
#include <string>

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

TEST_CASE("print_shortest: reads back as the same number, and one digit less does not") {
    std::mt19937_64 random(1);
    for (int i = 0; i < 20'000; ++i) {
        double const whole = static_cast<double>(random() % 1'000'000'000'000);
        double const number = std::ldexp(whole, -(i % 3 == 0 ? i % 60 : 0)) / std::pow(10, i % 8);
        auto const text = print_shortest(number);
        CAPTURE(text);
        CHECK(std::strtod(text.c_str(), nullptr) == number);
        char shorter[40];
        int digits = 0;
        for (char const letter : text.substr(0, text.find('e')))
            if (letter != '.' && (digits > 0 || letter != '0')) ++digits;
        bool const ends_in_zeros = text.back() == '0' && text.find('.') == std::string::npos;
        if (digits < 2 || ends_in_zeros || text.find('e') != std::string::npos) continue;
        std::snprintf(shorter, sizeof shorter, "%.*e", digits - 2, number);
        CHECK(std::strtod(shorter, nullptr) != number);
    }
}
