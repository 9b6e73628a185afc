// Goal: a citizen is told the truth about a dossier: state, steps, whose turn, by when, decision.
// Method: each log is summarised on a given day and written as a few lines of text, compared whole;
// then properties over every prefix of every log.
#include "core/dossiers/summary.h"

#include "tests/core/dossiers/log.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

using prevenance::Day;
using prevenance::DossierSummary;
using prevenance::DueKind;
using prevenance::Event;
using prevenance::EventKind;
using prevenance::format_iso_day;
using prevenance::Milestone;
using prevenance::name_of;
using prevenance::NextActor;
using prevenance::PeriodUnit;
using prevenance::Procedure;
using prevenance::ResumeRule;
using prevenance::SilenceMeaning;
using prevenance::SilenceRule;
using prevenance::StepStatus;
using prevenance::summarise;
using prevenance::test::day;
using prevenance::test::Line;
using prevenance::test::log;

namespace {

using enum EventKind;

Procedure procedure() {
    Procedure procedure;
    procedure.id = "test";
    for (auto const milestone :
         {Milestone::deposit, Milestone::completeness, Milestone::examination, Milestone::decision})
        procedure.steps.push_back({milestone, {}, {}});
    return procedure;
}

Procedure accepting() {
    auto result = procedure();
    result.silence = SilenceRule{};
    return result;
}

Procedure rejecting() {
    auto result = procedure();
    result.silence =
        SilenceRule{SilenceMeaning::rejection, {2, PeriodUnit::months}, ResumeRule::suspend, "L"};
    return result;
}

Procedure usual() {
    auto result = procedure();
    result.usual_delay = prevenance::Period{6, PeriodUnit::weeks};
    return result;
}

std::string steps_line(DossierSummary const& summary) {
    std::string line = "steps:";
    for (auto const& step : summary.steps) {
        switch (step.status) {
        case StepStatus::done:
            line += " " + format_iso_day(*step.done_on);
            break;
        case StepStatus::current:
            line += " now";
            break;
        case StepStatus::upcoming:
            line += " later";
            break;
        }
        if (step.expected_by) line += "(by " + format_iso_day(*step.expected_by) + ")";
    }
    return line + "\n";
}

std::string turn_line(DossierSummary const& summary) {
    static constexpr char const* actors[] = {"citizen", "service", "nobody"};
    static constexpr char const* kinds[] = {"", "asked", "legal", "usual"};
    auto const& turn = summary.turn;
    std::string line = std::string("turn: ") + actors[static_cast<int>(turn.actor)];
    if (turn.due)
        line += std::string(" by ") + format_iso_day(*turn.due) + " " +
            kinds[static_cast<int>(turn.due_kind)];
    return line + (turn.late ? " late" : "") + "\n";
}

std::string text_of(DossierSummary const& summary) {
    std::string text = "state: " + std::string(name_of(summary.state)) + "\n";
    text += steps_line(summary) + turn_line(summary);
    if (summary.correction)
        text += "asked: " + std::string(name_of(summary.correction->reason)) + " on " +
            format_iso_day(summary.correction->asked) + "\n";
    if (summary.decision)
        text += "decision: " + std::string(name_of(summary.decision->outcome)) + " on " +
            format_iso_day(summary.decision->on) +
            (summary.decision->by_silence ? " by silence" : "") + "\n";
    if (summary.silence)
        text += "silence: " + format_iso_day(summary.silence->decides_on) +
            (summary.silence->suspended ? " suspended" : "") +
            (summary.silence->decided ? " decided" : "") + "\n";
    return text;
}

std::string at(std::string const& today, Procedure const& kind, std::vector<Line> const& lines) {
    auto const summary = summarise(kind, log(lines), day(today));
    REQUIRE(summary.ok());
    return text_of(summary.value());
}

} // namespace

TEST_CASE("summary: deposited, with and without a known delay") {
    CHECK(
        at("2026-01-12", procedure(), {{"2026-01-10", depose}}) ==
        "state: en_construction\nsteps: 2026-01-10 now later later\nturn: service\n"
    );
    CHECK(
        at("2026-01-12", usual(), {{"2026-01-10", depose}}) ==
        "state: en_construction\nsteps: 2026-01-10 now later later(by 2026-02-21)\n"
        "turn: service by 2026-02-21 usual\n"
    );
    CHECK(
        at("2026-02-22", usual(), {{"2026-01-10", depose}}) ==
        "state: en_construction\nsteps: 2026-01-10 now later later(by 2026-02-21)\n"
        "turn: service by 2026-02-21 usual late\n"
    );
}

TEST_CASE("summary: silence means acceptance, and the service stays silent") {
    std::vector<Line> const lines{{"2026-01-10", depose}, {"2026-01-14", passer_en_instruction}};
    CHECK(
        at("2026-03-10", accepting(), lines) ==
        "state: en_instruction\nsteps: 2026-01-10 2026-01-14 now later(by 2026-03-10)\n"
        "turn: service by 2026-03-10 legal\nsilence: 2026-03-11\n"
    );
    CHECK(
        at("2026-03-11", accepting(), lines) ==
        "state: accepte\nsteps: 2026-01-10 2026-01-14 2026-03-11 2026-03-11\nturn: nobody\n"
        "decision: accepte on 2026-03-11 by silence\nsilence: 2026-03-11 decided\n"
    );
    // A later act that says the same only puts it on paper.
    auto confirmed = lines;
    confirmed.push_back({"2026-03-20", accepter});
    CHECK(
        at("2026-04-01", accepting(), confirmed) ==
        "state: accepte\nsteps: 2026-01-10 2026-01-14 2026-03-11 2026-03-11\nturn: nobody\n"
        "decision: accepte on 2026-03-11 by silence\nsilence: 2026-03-11 decided\n"
    );
}

TEST_CASE("summary: silence means rejection, and a decision comes after all") {
    std::vector<Line> lines{{"2026-01-10", depose}};
    CHECK(
        at("2026-03-11", rejecting(), lines) ==
        "state: refuse\nsteps: 2026-01-10 2026-03-11 2026-03-11 2026-03-11\nturn: nobody\n"
        "decision: refuse on 2026-03-11 by silence\nsilence: 2026-03-11 decided\n"
    );
    lines.push_back({"2026-03-15", passer_en_instruction});
    lines.push_back({"2026-03-18", accepter});
    CHECK(
        at("2026-04-01", rejecting(), lines) ==
        "state: accepte\nsteps: 2026-01-10 2026-03-15 2026-03-18 2026-03-18\nturn: nobody\n"
        "decision: accepte on 2026-03-18\nsilence: 2026-03-11 decided\n"
    );
}

TEST_CASE("summary: a decision in time leaves silence nothing to say, even taken back") {
    std::vector<Line> lines{
        {"2026-01-10", depose},
        {"2026-01-14", passer_en_instruction},
        {"2026-02-01", refuser},
    };
    CHECK(
        at("2026-06-01", accepting(), lines) ==
        "state: refuse\nsteps: 2026-01-10 2026-01-14 2026-02-01 2026-02-01\nturn: nobody\n"
        "decision: refuse on 2026-02-01\nsilence: 2026-03-11\n"
    );
    lines.push_back({"2026-02-10", repasser_en_instruction});
    CHECK(
        at("2026-06-01", accepting(), lines) ==
        "state: en_instruction\nsteps: 2026-01-10 2026-02-10 now later\nturn: service\n"
    );
}

TEST_CASE("summary: a correction is asked, waited for, answered") {
    std::vector<Line> lines{
        {"2026-01-10", depose},
        {"2026-01-14", passer_en_instruction},
        {"2026-01-20", demander_correction, {.due = day("2026-02-03")}},
    };
    CHECK(
        at("2026-01-25", accepting(), lines) ==
        "state: en_construction\nsteps: 2026-01-10 now later later(by 2026-03-25)\n"
        "turn: citizen by 2026-02-03 asked\nasked: incomplete on 2026-01-20\n"
        "silence: 2026-03-26 suspended\n"
    );
    CHECK(
        at("2026-02-04", accepting(), lines) ==
        "state: en_construction\nsteps: 2026-01-10 now later later(by 2026-04-04)\n"
        "turn: citizen by 2026-02-03 asked late\nasked: incomplete on 2026-01-20\n"
        "silence: 2026-04-05 suspended\n"
    );
    lines.push_back({"2026-01-28", depose_correction_usager});
    CHECK(
        at("2026-02-04", accepting(), lines) ==
        "state: en_construction\nsteps: 2026-01-10 now later later(by 2026-03-28)\n"
        "turn: service by 2026-03-28 legal\nsilence: 2026-03-29\n"
    );
}

TEST_CASE("summary: an unanswered request does not stop a rejection for ever") {
    std::vector<Line> const lines{
        {"2026-01-10", depose},
        {"2026-01-20", demander_correction, {.due = day("2026-01-30")}},
    };
    CHECK(
        at("2026-03-22", rejecting(), lines) ==
        "state: refuse\nsteps: 2026-01-10 2026-03-22 2026-03-22 2026-03-22\nturn: nobody\n"
        "decision: refuse on 2026-03-22 by silence\nsilence: 2026-03-22 decided\n"
    );
}

TEST_CASE("summary: closed without a decision") {
    CHECK(
        at("2026-06-01",
           usual(),
           {{"2026-01-10", depose},
            {"2026-01-14", passer_en_instruction},
            {"2026-01-16", classer_sans_suite}}) ==
        "state: sans_suite\nsteps: 2026-01-10 2026-01-14 2026-01-16 2026-01-16\nturn: nobody\n"
        "decision: sans_suite on 2026-01-16\n"
    );
}

TEST_CASE("summary: messages and pieces, oldest first") {
    auto const summary = summarise(
        procedure(),
        log({
            {"2026-01-10", depose, {.pieces = {"Formulaire"}}},
            {"2026-01-11", message_usager, {.text = "Est-ce complet ?"}},
            {"2026-01-12", demander_correction, {.text = "Non.", .pieces = {"RIB"}}},
            {"2026-01-13", depose_correction_usager, {.pieces = {"RIB"}}},
            {"2026-01-14", piece_recue, {.pieces = {"Facture"}}},
        }),
        day("2026-01-15")
    );
    REQUIRE(summary.ok());
    auto const& messages = summary.value().messages;
    REQUIRE(messages.size() == 2);
    CHECK(messages[0].text == "Est-ce complet ?");
    CHECK(messages[0].from == prevenance::Actor::usager);
    CHECK(messages[1].text == "Non.");
    CHECK(messages[1].from == prevenance::Actor::agent);
    CHECK(summary.value().pieces == std::vector<std::string>{"Formulaire", "RIB", "Facture"});
}

TEST_CASE("summary: a device whose clock is behind is corrected by the log") {
    std::vector<Line> const lines{{"2026-01-10", depose}, {"2026-01-14", passer_en_instruction}};
    CHECK(at("2020-01-01", accepting(), lines) == at("2026-01-14", accepting(), lines));
}

TEST_CASE("summary: a log that can't have happened is an error") {
    CHECK_FALSE(summarise(procedure(), {}, day("2026-01-01")).ok());
    CHECK_FALSE(summarise(procedure(), log({{"2026-01-01", accepter}}), day("2026-01-01")).ok());
}

namespace {

std::size_t steps_done(DossierSummary const& summary) {
    return static_cast<std::size_t>(std::count_if(
        summary.steps.begin(),
        summary.steps.end(),
        [](auto const& step) { return step.status == StepStatus::done; }
    ));
}

bool goes_back(EventKind kind) {
    return kind == demander_correction || kind == repasser_en_construction ||
        kind == repasser_en_instruction;
}

/// Holds for every dossier on every day.
void check_shape(DossierSummary const& summary, Day today) {
    auto const current =
        std::count_if(summary.steps.begin(), summary.steps.end(), [](auto const& step) {
            return step.status == StepStatus::current;
        });
    CHECK(current == (summary.decision ? 0 : 1));
    CHECK(is_closed(summary.state) == summary.decision.has_value());
    CHECK((summary.turn.actor == NextActor::nobody) == summary.decision.has_value());
    CHECK((summary.turn.actor == NextActor::citizen) == summary.correction.has_value());
    CHECK(summary.turn.due.has_value() == (summary.turn.due_kind != DueKind::none));
    CHECK(summary.turn.late == (summary.turn.due && *summary.turn.due < today));
    CHECK(std::is_sorted(summary.steps.begin(), summary.steps.end(), [](auto& a, auto& b) {
        return a.status < b.status;
    }));
}

/// Every log of `length` events that can happen, nine days apart: each one follows `prefix`.
template <typename Visit>
void for_each_log(std::vector<Event>& prefix, std::size_t length, Visit const& visit) {
    static constexpr EventKind kinds[] = {
        depose,
        passer_en_instruction,
        repasser_en_construction,
        repasser_en_instruction,
        demander_correction,
        depose_correction_usager,
        accepter,
        accepter_automatiquement,
        refuser,
        classer_sans_suite,
        message_agent,
        piece_recue};
    if (prefix.size() == length) return;
    for (auto const kind : kinds) {
        auto const offset = std::chrono::days{9 * static_cast<int>(prefix.size())};
        auto event = log({{format_iso_day(day("2026-01-10") + offset), kind}}).front();
        event.sequence = static_cast<std::int64_t>(prefix.size()) + 1;
        prefix.push_back(event);
        if (prevenance::replay(prefix).ok()) {
            visit(prefix);
            for_each_log(prefix, length, visit);
        }
        prefix.pop_back();
    }
}

} // namespace

TEST_CASE("summary: over every log of up to five events, progress only grows unless sent back") {
    std::vector<Event> prefix;
    int logs = 0;
    for_each_log(prefix, 5, [&](std::vector<Event> const& events) {
        ++logs;
        for (auto const& kind : {accepting(), rejecting(), usual()}) {
            Day const today = events.back().day;
            auto const now = summarise(kind, events, today);
            REQUIRE(now.ok());
            check_shape(now.value(), today);
            // Replaying is deterministic.
            CHECK(now.value() == summarise(kind, events, today).value());
            if (events.size() == 1 || goes_back(events.back().kind)) continue;
            std::span<Event const> const before(events.data(), events.size() - 1);
            CHECK(steps_done(now.value()) >= steps_done(summarise(kind, before, today).value()));
        }
    });
    CHECK(logs > 500);
}
