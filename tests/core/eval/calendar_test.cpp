// Goal: durations are counted as the mechanism «durée» says. Method: tables of two days.
#include "core/eval/calendar.h"

#include <doctest/doctest.h>

using prevenance::DurationUnit;

namespace {

double between(char const* from, char const* until, DurationUnit unit) {
    return prevenance::duration_between(
        prevenance::parse_french_day(from).value(),
        prevenance::parse_french_day(until).value(),
        unit
    );
}

} // namespace

TEST_CASE("durations: one table for each unit") {
    CHECK(between("01/01/2024", "01/03/2024", DurationUnit::day) == 60);
    CHECK(between("01/03/2024", "01/01/2024", DurationUnit::day) == -60);
    CHECK(between("01/01/2024", "31/01/2024", DurationUnit::month) == 1);
    CHECK(between("16/04/2024", "30/04/2024", DurationUnit::month) == 0.5);
    CHECK(between("01/01/2024", "31/03/2024", DurationUnit::quarter) == 1);
    CHECK(between("01/01/2023", "01/01/2024", DurationUnit::year) == 1);
    CHECK(between("01/01/2024", "01/01/2025", DurationUnit::year) == 1);
    CHECK(between("01/03/2023", "01/03/2024", DurationUnit::year) == 1);
    CHECK(between("31/03/2024", "01/04/2024", DurationUnit::civil_quarter) == 2);
    CHECK(between("31/12/2023", "01/01/2024", DurationUnit::civil_year) == 2);
}

TEST_CASE("french days: ten letters, a real day") {
    CHECK(prevenance::parse_french_day("29/02/2024").has_value());
    CHECK_FALSE(prevenance::parse_french_day("29/02/2023").has_value());
    CHECK_FALSE(prevenance::parse_french_day("1/02/2024").has_value());
    CHECK(
        prevenance::format_french_day(prevenance::parse_french_day("05/11/2026").value()) ==
        "05/11/2026"
    );
}
