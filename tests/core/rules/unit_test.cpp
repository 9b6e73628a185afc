// Goal: units are read, written, multiplied and converted as the language says. Method: tables.
#include "core/rules/unit.h"

#include "core/base/bit_cast.h"
#include "core/rules/decimals.h"

#include <doctest/doctest.h>

#include <array>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <random>
#include <string>

using prevenance::UnitTable;

namespace {

prevenance::UnitId unit(UnitTable& table, std::string const& text) {
    auto const read = table.parse(text);
    REQUIRE(read.ok());
    return read.value();
}

} // namespace

TEST_CASE("units: written as read, powers grouped, equals cancelled") {
    struct Row {
        char const* text;
        char const* printed;
    };

    Row const rows[] = {
        {"€", "€"},
        {"€/mois", "€/mois"},
        {"€.kWh/an", "€.kWh/an"},
        {"€/m2", "€/m2"},
        {"m.m", "m2"},
        {"kgCO2e", "kgCO2e"},
        {"/an", "/an"},
        {"€/an/mois", "€/an.mois"},
        {"jours ouvrés", "jours ouvrés"},
        {"mois/mois", ""},
        {"m99999999999999999999.m9", "m16"},
        {"", ""},
    };
    UnitTable table;
    for (Row const& row : rows) {
        CAPTURE(row.text);
        CHECK(table.print(unit(table, row.text)) == row.printed);
    }
    CHECK_FALSE(table.parse("€/ an").ok());
}

TEST_CASE("units: products and quotients cancel by exact name") {
    UnitTable table;
    auto const euro = unit(table, "€");
    auto const monthly = unit(table, "€/mois");
    auto const month = unit(table, "mois");
    CHECK(table.multiply(monthly, month) == euro);
    CHECK(table.divide(euro, month) == monthly);
    CHECK(table.divide(euro, euro) == prevenance::unit_empty);
    CHECK(table.multiply(euro, prevenance::unit_absent) == euro);
    CHECK(table.divide(prevenance::unit_absent, prevenance::unit_absent) == prevenance::unit_empty);
    CHECK(table.print(table.simplify(unit(table, "€.mois/an"))) == "€");
    CHECK(table.print(table.simplify(unit(table, "%"))) == "%");
    CHECK(table.print(table.simplify(unit(table, "%.€"))) == "€");
}

TEST_CASE("units: conversions") {
    struct Row {
        char const* from;
        char const* to;
        double value;
        double converted;
    };

    Row const rows[] = {
        {"mois", "an", 12, 1},
        {"an", "mois", 1, 12},
        {"€/mois", "€/an", 100, 1200},
        {"€/an", "€/mois", 1200, 100},
        {"k€", "€", 1.5, 1500},
        {"%", "", 50, 0.5},
        {"", "%", 0.5, 50},
        {"km", "m", 2, 2000},
        {"jour", "an", 365, 1},
        {"kW.h", "kWh", 3, 3},
    };
    UnitTable table;
    for (Row const& row : rows) {
        CAPTURE(row.from);
        CAPTURE(row.to);
        auto const from = unit(table, row.from);
        auto const to = unit(table, row.to);
        CHECK(table.convertible(from, to));
        CHECK(table.convert(from, to, row.value) == doctest::Approx(row.converted).epsilon(1e-12));
    }
    CHECK_FALSE(table.convertible(unit(table, "€"), unit(table, "an")));
    CHECK_FALSE(table.convertible(unit(table, "€/mois"), unit(table, "€")));
}

TEST_CASE("units: rounding to 16 decimals is what writing the digits out gives") {
    std::mt19937_64 random(3);
    auto const check = [](double value) {
        std::array<char, 32> digits{};
        static_cast<void>(std::snprintf(digits.data(), digits.size(), "%.16f", value));
        double const written = std::strtod(digits.data(), nullptr);
        double const rounded = prevenance::round_to_16_decimals(value);
        CHECK(
            prevenance::bit_cast<std::uint64_t>(rounded) ==
            prevenance::bit_cast<std::uint64_t>(written)
        );
    };
    for (int i = 0; i < 2'000; ++i) {
        auto const whole = static_cast<double>(random() % 5'000'000'000'000'000U);
        auto const few = static_cast<double>(random() % (1U << 17U));
        check(whole / 1e16);
        check((whole + 0.5) / -1e16);
        check(whole / 1e16 / (few + 1));
        check((few + 0.5) / 1e16);
        check(few / (1U << 18U)); // Ties, now and then.
    }
}
