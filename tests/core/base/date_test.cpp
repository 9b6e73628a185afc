// Goal: days are read and written one way, and nothing but a real day is read. Method: tables.
#include "core/base/date.h"

#include <doctest/doctest.h>

#include <string>

TEST_CASE("iso day: what is written reads back") {
    for (std::string const text : {"2026-11-24", "2024-02-29", "1900-01-01", "9999-12-31"}) {
        CAPTURE(text);
        auto const day = prevenance::parse_iso_day(text);
        REQUIRE(day.ok());
        CHECK(prevenance::format_iso_day(day.value()) == text);
    }
}

TEST_CASE("iso day: refuses what is no day") {
    for (std::string const text :
         {"",
          "2026",
          "2026-11",
          "2026-11-4",
          "2026-13-01",
          "2026-02-30",
          "2023-02-29",
          "2026/11/24",
          "0999-01-01",
          "2026-11-24 ",
          "-026-11-24"}) {
        CAPTURE(text);
        REQUIRE_FALSE(prevenance::parse_iso_day(text).ok());
        CHECK(prevenance::parse_iso_day(text).error().code == prevenance::ErrorCode::bad_input);
    }
}
