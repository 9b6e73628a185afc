// Goal: moments are read and written one way, and nothing but a real moment is read.
// Method: tables.
#include "core/base/moment.h"

#include <doctest/doctest.h>

#include <string>

TEST_CASE("iso moment: what is written reads back") {
    for (std::string const text :
         {"2026-11-24T09:05:00Z",
          "1970-01-01T00:00:00Z",
          "1969-12-31T23:59:59Z",
          "2024-02-29T23:00:01Z"}) {
        CAPTURE(text);
        auto const moment = prevenance::parse_iso_moment(text);
        REQUIRE(moment.ok());
        CHECK(prevenance::format_iso_moment(moment.value()) == text);
    }
    CHECK(
        prevenance::parse_iso_moment("1970-01-02T00:00:01Z").value() ==
        prevenance::Moment{std::chrono::seconds{86401}}
    );
}

TEST_CASE("iso moment: refuses what is no moment") {
    for (std::string const text :
         {"",
          "2026-11-24",
          "2026-11-24T09:05:00",
          "2026-11-24 09:05:00Z",
          "2026-11-24T24:00:00Z",
          "2026-11-24T09:60:00Z",
          "2026-11-24T09:05:60Z",
          "2026-02-30T09:05:00Z",
          "2026-11-24T09:05:-1Z"}) {
        CAPTURE(text);
        REQUIRE_FALSE(prevenance::parse_iso_moment(text).ok());
        CHECK(prevenance::parse_iso_moment(text).error().code == prevenance::ErrorCode::bad_input);
    }
}
