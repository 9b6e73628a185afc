// Goal: a parameter is overdue from the first day of revaluation after it was checked, not before.
// Method: tables of days; then a pack reviewed on two days.
#include "core/check/freshness.h"

#include "core/wire/model_json.h"

#include <doctest/doctest.h>

#include <string>

namespace {

using namespace std::string_literals;

prevenance::Day day(std::string const& text) {
    return prevenance::parse_iso_day(text).value();
}

std::string next(std::string const& written, std::string const& checked) {
    auto const found = prevenance::next_revaluation(written, day(checked));
    return found ? prevenance::format_iso_day(*found) : "never";
}

TEST_CASE("the day of the next revaluation") {
    CHECK(next("1er janvier", "2026-07-23") == "2027-01-01");
    CHECK(next("1er avril", "2026-03-31") == "2026-04-01");
    CHECK(next("1er avril", "2026-04-01") == "2027-04-01"); // Checked on the day itself.
    CHECK(next("1er août", "2026-12-31") == "2027-08-01");
    CHECK(next("1er octobre", "2026-09-30") == "2026-10-01");
    CHECK(next("15 décembre", "2026-12-16") == "2027-12-15");
    CHECK(next("29 février", "2026-01-01") == "2026-02-28");
    CHECK(next("29 février", "2028-01-01") == "2028-02-29");
    CHECK(next("SMIC", "2026-06-01") == "2027-01-01");
    CHECK(next("01/04/2027", "2026-07-23") == "2027-04-01");
    CHECK(next("2027-04-01", "2027-04-01") == "never");
    for (auto const* wrong : {"", "avril", "32 janvier", "30 février", "1er Avril", "0 mai"})
        CHECK(next(wrong, "2026-07-23") == "never");
}

/// `code rule`, a line each.
std::string findings(std::string const& model, std::string const& today) {
    auto const read = prevenance::parse_model_json(model);
    REQUIRE(read.ok());
    auto const rules = prevenance::list_written_rules(read.value());
    std::string text;
    for (auto const& finding : prevenance::review_freshness(rules, day(today)).findings)
        text += std::string(kind_of(finding.code).name) + ' ' + finding.rule + '\n';
    return text;
}

TEST_CASE("overdue and expired, each on its day") {
    auto const model = R"({
        "BMAF": {"valeur": 1, "vérifié le": "2026-07-23", "revalorisation": "1er avril"},
        "forfait": {"valeur": 1, "vérifié le": "23/07/2026",
                    "revalorisation": ["1er août", "1er février"]},
        "âge": {"valeur": 1, "vérifié le": "2020-01-01", "revalorisation": "non"},
        "prime": {"valeur": 1, "date de fin": "31/12/2026"}})"s;
    CHECK(findings(model, "2026-07-31") == "");
    CHECK(findings(model, "2026-08-01") == "overdue forfait\n");
    CHECK(findings(model, "2026-12-31") == "overdue forfait\n");
    CHECK(findings(model, "2027-04-01") == "overdue BMAF\noverdue forfait\nexpired prime\n");
}

TEST_CASE("days that cannot be read are said") {
    CHECK(findings(R"({"a": {"vérifié le": "hier"}})", "2026-01-01") == "bad-date a\n");
    CHECK(
        findings(
            R"({"a": {"vérifié le": "2026-01-01", "revalorisation": "au printemps"}})", "2026-01-01"
        ) == "bad-date a\n"
    );
    CHECK(findings(R"({"a": {"revalorisation": "1er mai"}})", "2026-01-01") == "bad-date a\n");
    CHECK(findings(R"({"a": {"date de fin": "bientôt"}})", "2026-01-01") == "bad-date a\n");
}

TEST_CASE("the parameters due first come first, those never due last") {
    auto const model = prevenance::parse_model_json(R"({
        "a": {"valeur": 1, "vérifié le": "2026-07-23", "revalorisation": "non"},
        "b": {"valeur": 1, "vérifié le": "2026-07-23", "revalorisation": "1er avril"},
        "c": {"valeur": 1, "vérifié le": "2026-07-23", "revalorisation": "1er janvier"}})");
    auto const rules = prevenance::list_written_rules(model.value());
    auto const parameters = review_freshness(rules, day("2026-11-24")).parameters;
    REQUIRE(parameters.size() == 3);
    CHECK(parameters[0].rule == "c");
    CHECK(parameters[1].rule == "b");
    CHECK_FALSE(parameters[2].due.has_value());
}

} // namespace
