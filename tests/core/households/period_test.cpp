// Goal: OpenFisca's periods are read as it reads them, and nothing else passes for one. Method: a
// table of texts.
#include "core/households/period.h"

#include <doctest/doctest.h>

using namespace prevenance;

TEST_CASE("parse_period: months, years, spans and eternity") {
    auto const check = [](std::string_view text, Month first, int months) {
        CAPTURE(text);
        CHECK(parse_period(text) == MonthSpan{first, months});
    };
    check("2026-07", month_of(2026, 7), 1);
    check("2026", month_of(2026, 1), 12);
    check("month:2026-11:3", month_of(2026, 11), 3);
    check("month:2026-11", month_of(2026, 11), 1);
    check("year:2025:2", month_of(2025, 1), 24);
    check("year:2025-04", month_of(2025, 4), 12);
    check("ETERNITY", 0, 0);
}

TEST_CASE("parse_period: anything else is none") {
    for (std::string_view const text :
         {"",
          "2026-7",
          "2026-13",
          "2026-00",
          "26-07",
          "2026-07-01",
          "day:2026-07-01",
          "month:",
          "month:2026-01:0",
          "month:2026-01:1201",
          "year:2026:101",
          "2026-07 ",
          "-026",
          "always"}) {
        CAPTURE(text);
        CHECK_FALSE(parse_period(text));
    }
}

TEST_CASE("first_day_of: as Publicodes writes a day") {
    CHECK(first_day_of(month_of(2026, 7)) == "01/07/2026");
    CHECK(first_day_of(month_of(2025, 12)) == "01/12/2025");
}
