// Goal: the day on which silence decides is the one the law and Démarche Numérique give.
// Method: tables of histories and days, one a line, that a lawyer can read and check by hand; the
// first table is the one Démarche Numérique itself is held to.
#include "core/dossiers/silence.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

using prevenance::Correction;
using prevenance::CorrectionReason;
using prevenance::Day;
using prevenance::forecast_silence;
using prevenance::format_iso_day;
using prevenance::Period;
using prevenance::PeriodUnit;
using prevenance::ResumeRule;
using prevenance::SilenceMeaning;
using prevenance::SilenceRule;

namespace {

constexpr auto incorrect = CorrectionReason::incorrect;
constexpr auto incomplete = CorrectionReason::incomplete;
constexpr auto outdated = CorrectionReason::outdated;

Day day(std::string const& text) {
    return prevenance::parse_iso_day(text).value();
}

/// One correction as the tables write it: "" for not answered, or for no last day.
struct Asked {
    CorrectionReason reason;
    std::string asked;
    std::string resolved;
    std::string due = {};
};

struct Case {
    std::string deposit;
    Period period;
    ResumeRule resume;
    std::vector<Asked> corrections;
    std::string today;
    std::string expected;
};

std::vector<Correction> corrections_of(Case const& c) {
    std::vector<Correction> corrections;
    for (auto const& one : c.corrections) {
        Correction correction{one.reason, day(one.asked), {}, {}};
        if (!one.resolved.empty()) correction.resolved = day(one.resolved);
        if (!one.due.empty()) correction.due = day(one.due);
        corrections.push_back(correction);
    }
    return corrections;
}

std::string decides_on(Case const& c) {
    SilenceRule const rule{SilenceMeaning::acceptance, c.period, c.resume, "the test"};
    auto const corrections = corrections_of(c);
    return format_iso_day(
        forecast_silence(rule, day(c.deposit), corrections, day(c.today)).decides_on
    );
}

void check(std::vector<Case> const& cases) {
    for (std::size_t i = 0; i < cases.size(); ++i) {
        CAPTURE(i);
        CAPTURE(cases[i].deposit);
        CHECK(decides_on(cases[i]) == cases[i].expected);
    }
}

constexpr Period two_months{2, PeriodUnit::months};
constexpr Period three_months{3, PeriodUnit::months};
constexpr Period thirty_days{30, PeriodUnit::days};
constexpr Period eight_weeks{8, PeriodUnit::weeks};
constexpr auto proceed = ResumeRule::proceed;
constexpr auto restart = ResumeRule::restart;
constexpr auto suspend = ResumeRule::suspend;

} // namespace

TEST_CASE("silence: the histories of Démarche Numérique") {
    std::string const today = "2023-06-05";
    std::string const may = "2023-05-15";
    Asked const five_days{incorrect, "2023-05-20", "2023-05-25"};
    Asked const missing{incomplete, "2023-05-20", "2023-05-25"};
    Asked const early{incomplete, "2023-05-16", "2023-05-17"};
    check({
        {may, two_months, proceed, {}, today, "2023-07-16"},
        {may, thirty_days, proceed, {}, today, "2023-06-15"},
        {may, eight_weeks, proceed, {}, today, "2023-07-11"},
        {may, two_months, proceed, {five_days}, today, "2023-07-22"},
        {may,
         two_months,
         proceed,
         {five_days, {incorrect, "2023-05-30", "2023-06-03"}},
         today,
         "2023-07-27"},
        {may, two_months, proceed, {five_days, {incorrect, "2023-05-30", ""}}, today, "2023-07-29"},
        {may,
         two_months,
         proceed,
         {five_days, {incomplete, "2023-05-30", ""}},
         today,
         "2023-08-06"},
        {may, two_months, proceed, {missing}, today, "2023-07-26"},
        {may,
         two_months,
         proceed,
         {missing, {incorrect, "2023-05-30", "2023-06-03"}},
         today,
         "2023-07-31"},
        {may, two_months, proceed, {missing, {incomplete, "2023-05-30", ""}}, today, "2023-08-06"},
        {may, two_months, restart, {}, today, "2023-07-16"},
        {may, two_months, restart, {early, five_days}, today, "2023-07-26"},
        {may,
         two_months,
         restart,
         {early, five_days, {incorrect, "2023-05-30", ""}},
         today,
         "2023-08-06"},
        {may, two_months, restart, {{incorrect, "2023-05-30", ""}}, today, "2023-08-06"},
        {"2023-06-29",
         two_months,
         proceed,
         {{incorrect, "2023-06-30", "2023-07-01"}},
         today,
         "2023-09-01"},
        {"2023-07-30",
         two_months,
         proceed,
         {{incorrect, "2023-07-31", "2023-08-01"}},
         today,
         "2023-10-02"},
        {"2023-07-31",
         two_months,
         proceed,
         {{incorrect, "2023-08-01", "2023-08-02"}},
         today,
         "2023-10-03"},
        {"2023-06-30",
         two_months,
         proceed,
         {{incorrect, "2023-07-01", "2023-07-02"}},
         today,
         "2023-09-03"},
        {"2023-04-15", two_months, proceed, {}, today, "2023-06-16"},
    });
}

TEST_CASE("silence: ends of months and leap years") {
    std::string const today = "2024-01-02";
    check({
        // Counted from 31 December: February has no 31st, so its last day stands for it.
        {"2023-12-30", two_months, restart, {}, today, "2024-02-29"},
        {"2022-12-30", two_months, restart, {}, today, "2023-02-28"},
        {"2023-12-28", two_months, restart, {}, today, "2024-02-29"},
        {"2023-12-27", two_months, restart, {}, today, "2024-02-28"},
        {"2022-12-27", two_months, restart, {}, today, "2023-02-28"},
        // Received on the last day of the year: counted from 1 January.
        {"2023-12-31", two_months, restart, {}, today, "2024-03-01"},
        // Received on 28 February: counted from the 29th when there is one.
        {"2024-02-28", two_months, restart, {}, today, "2024-04-29"},
        {"2023-02-28", two_months, restart, {}, today, "2023-05-01"},
        // Received on a 29 February.
        {"2024-02-29", two_months, restart, {}, today, "2024-05-01"},
        {"2024-02-29", {12, PeriodUnit::months}, restart, {}, today, "2025-03-01"},
        {"2024-02-28", {12, PeriodUnit::months}, restart, {}, today, "2025-02-28"},
        // Days and weeks cross 29 February without looking at it.
        {"2024-02-15", thirty_days, restart, {}, today, "2024-03-17"},
        {"2023-02-15", thirty_days, restart, {}, today, "2023-03-18"},
        {"2024-02-15", {1, PeriodUnit::weeks}, restart, {}, today, "2024-02-23"},
        {"2024-08-30", three_months, restart, {}, today, "2024-11-30"},
        {"2024-11-29", three_months, restart, {}, today, "2025-02-28"},
    });
}

TEST_CASE("silence: one correction under each rule") {
    std::string const deposit = "2026-01-10"; // Without correction: 2026-03-11.
    std::string const today = "2026-06-01";
    Asked const missing{incomplete, "2026-01-20", "2026-02-02"}; // 14 days, both ends counted.
    Asked const wrong{incorrect, "2026-01-20", "2026-02-02"};
    Asked const old{outdated, "2026-01-20", "2026-02-02"};
    check({
        {deposit, two_months, proceed, {}, today, "2026-03-11"},
        {deposit, two_months, proceed, {missing}, today, "2026-04-03"},
        {deposit, two_months, proceed, {wrong}, today, "2026-03-25"},
        {deposit, two_months, proceed, {old}, today, "2026-03-25"},
        {deposit, two_months, restart, {missing}, today, "2026-04-03"},
        {deposit, two_months, restart, {wrong}, today, "2026-04-03"},
        {deposit, two_months, suspend, {missing}, today, "2026-03-25"},
        {deposit, two_months, suspend, {wrong}, today, "2026-03-25"},
        // Answered on the very day it was asked: one day without examination.
        {deposit,
         two_months,
         suspend,
         {{incomplete, "2026-01-20", "2026-01-20"}},
         today,
         "2026-03-12"},
    });
}

TEST_CASE("silence: for rejection, the period stops no longer than the time allowed to answer") {
    std::string const deposit = "2026-01-10";
    check({
        // Answered before the last day allowed: the answer ends it (14 days).
        {deposit,
         two_months,
         suspend,
         {{incomplete, "2026-01-20", "2026-02-02", "2026-02-20"}},
         "2026-03-01",
         "2026-03-25"},
        // Answered after it: the last day allowed ends it (20 Jan. to 30 Jan.: 11 days).
        {deposit,
         two_months,
         suspend,
         {{incomplete, "2026-01-20", "2026-02-20", "2026-01-30"}},
         "2026-03-01",
         "2026-03-22"},
        // Never answered: the same.
        {deposit,
         two_months,
         suspend,
         {{incomplete, "2026-01-20", "", "2026-01-30"}},
         "2026-03-01",
         "2026-03-22"},
        // For acceptance the period waits for the pieces, whatever day was allowed.
        {deposit,
         two_months,
         restart,
         {{incomplete, "2026-01-20", "", "2026-01-30"}},
         "2026-03-01",
         "2026-05-02"},
    });
}

TEST_CASE("silence: several corrections") {
    std::string const deposit = "2026-01-10";
    std::string const today = "2026-04-01";
    check({
        // What was suspended before a restart is forgotten by it.
        {deposit,
         two_months,
         proceed,
         {{incorrect, "2026-01-15", "2026-01-31"}, {incomplete, "2026-02-10", "2026-02-14"}},
         today,
         "2026-04-15"},
        // Two corrections that share a day count it once: 20 to 31 January is 12 days.
        {deposit,
         two_months,
         suspend,
         {{incorrect, "2026-01-20", "2026-01-25"}, {incorrect, "2026-01-25", "2026-01-31"}},
         today,
         "2026-03-23"},
        // Three in a row: 2 + 3 + 4 days.
        {deposit,
         two_months,
         proceed,
         {{incorrect, "2026-01-12", "2026-01-13"},
          {outdated, "2026-01-20", "2026-01-22"},
          {incorrect, "2026-02-01", "2026-02-04"}},
         today,
         "2026-03-20"},
        // Asked the day before silence decides: still in time.
        {deposit,
         two_months,
         suspend,
         {{incorrect, "2026-03-10", "2026-03-12"}},
         today,
         "2026-03-14"},
        // Asked on the day silence has decided: too late, for every rule.
        {deposit,
         two_months,
         suspend,
         {{incorrect, "2026-03-11", "2026-03-12"}},
         today,
         "2026-03-11"},
        {deposit, two_months, restart, {{incomplete, "2026-03-11", ""}}, today, "2026-03-11"},
        // Still in time only because an earlier correction moved the day.
        {deposit,
         two_months,
         proceed,
         {{incorrect, "2026-01-20", "2026-02-02"}, {incorrect, "2026-03-20", "2026-03-21"}},
         today,
         "2026-03-27"},
    });
}

TEST_CASE("silence: the period is suspended while the citizen may answer") {
    SilenceRule const accepts{SilenceMeaning::acceptance, two_months, restart, "the test"};
    SilenceRule const rejects{SilenceMeaning::rejection, two_months, suspend, "the test"};
    Correction const open{incomplete, day("2026-01-20"), {}, day("2026-01-30")};
    Correction const closed{incomplete, day("2026-01-20"), day("2026-01-22"), day("2026-01-30")};
    auto const suspended = [&](SilenceRule const& rule, Correction const& one, char const* today) {
        std::vector<Correction> const corrections{one};
        return forecast_silence(rule, day("2026-01-10"), corrections, day(today)).suspended;
    };
    CHECK(suspended(accepts, open, "2026-01-20"));
    CHECK(suspended(accepts, open, "2026-02-15"));
    CHECK(suspended(rejects, open, "2026-01-30"));
    CHECK_FALSE(suspended(rejects, open, "2026-01-31"));
    CHECK_FALSE(suspended(accepts, closed, "2026-01-25"));
}

TEST_CASE("silence: a later day of receipt never decides earlier, a correction never hastens") {
    for (auto const& period : {two_months, three_months, thirty_days, eight_weeks}) {
        for (auto const resume : {proceed, restart, suspend}) {
            SilenceRule const rule{SilenceMeaning::acceptance, period, resume, "the test"};
            Day before{};
            for (Day receipt = day("2023-01-01"); receipt < day("2025-01-01");
                 receipt += std::chrono::days{1}) {
                auto const plain = forecast_silence(rule, receipt, {}, receipt).decides_on;
                CHECK(plain >= before);
                before = plain;
                std::vector<Correction> const one{
                    {incomplete,
                     receipt + std::chrono::days{9},
                     receipt + std::chrono::days{20},
                     {}}};
                CHECK(forecast_silence(rule, receipt, one, receipt).decides_on > plain);
            }
        }
    }
}
