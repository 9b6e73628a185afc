// Goal: only what can happen to a dossier enters its log. Method: a table of every situation and
// every event with the answer expected, then malformed events one by one.
#include "core/dossiers/history.h"

#include "tests/core/dossiers/log.h"

#include <doctest/doctest.h>

#include <map>
#include <string>
#include <vector>

using prevenance::Correction;
using prevenance::CorrectionReason;
using prevenance::DossierState;
using prevenance::ErrorCode;
using prevenance::Event;
using prevenance::EventKind;
using prevenance::follow;
using prevenance::History;
using prevenance::name_of;
using prevenance::replay;
using prevenance::test::day;
using prevenance::test::log;

namespace {

using enum EventKind;

constexpr EventKind all_kinds[] = {
    depose,
    passer_en_instruction,
    passer_en_instruction_automatiquement,
    repasser_en_construction,
    repasser_en_instruction,
    demander_correction,
    depose_correction_usager,
    accepter,
    accepter_automatiquement,
    refuser,
    refuser_automatiquement,
    classer_sans_suite,
    message_agent,
    message_usager,
    piece_recue};

std::vector<Event> situation(std::vector<EventKind> const& kinds) {
    std::vector<prevenance::test::Line> lines;
    for (auto const kind : kinds)
        lines.push_back({"2026-03-02", kind});
    return log(lines);
}

/// The names of the events that may come next, one a line.
std::string may_follow(std::vector<EventKind> const& kinds) {
    auto const events = situation(kinds);
    auto const history = replay(events);
    REQUIRE(history.ok());
    std::string names;
    for (auto const kind : all_kinds) {
        auto more = kinds;
        more.push_back(kind);
        History next = history.value();
        auto const status = follow(next, situation(more).back());
        if (status.ok()) names += std::string(name_of(kind)) + '\n';
        if (!status.ok()) CHECK(status.error().code == ErrorCode::conflict);
        if (!status.ok()) CHECK(next == history.value());
    }
    return names;
}

std::string const exchanges = "message_agent\nmessage_usager\n";

} // namespace

TEST_CASE("history: what may come next") {
    CHECK(
        may_follow({depose}) ==
        "passer_en_instruction\npasser_en_instruction_automatiquement\ndemander_correction\n"
        "accepter_automatiquement\nrefuser_automatiquement\n" +
            exchanges + "piece_recue\n"
    );
    std::string const correction_asked =
        "passer_en_instruction\npasser_en_instruction_automatiquement\ndepose_correction_usager\n"
        "accepter_automatiquement\nrefuser_automatiquement\n" +
        exchanges + "piece_recue\n";
    CHECK(may_follow({depose, demander_correction}) == correction_asked);
    CHECK(may_follow({depose, passer_en_instruction, demander_correction}) == correction_asked);
    CHECK(
        may_follow({depose, passer_en_instruction}) ==
        "repasser_en_construction\ndemander_correction\naccepter\naccepter_automatiquement\n"
        "refuser\nrefuser_automatiquement\nclasser_sans_suite\n" +
            exchanges + "piece_recue\n"
    );
    for (auto const decision :
         {accepter,
          accepter_automatiquement,
          refuser,
          refuser_automatiquement,
          classer_sans_suite}) {
        CAPTURE(name_of(decision));
        CHECK(
            may_follow({depose, passer_en_instruction, decision}) ==
            "repasser_en_instruction\n" + exchanges
        );
    }
}

TEST_CASE("history: where events lead") {
    struct {
        std::vector<EventKind> events;
        DossierState state;
        bool correction_open;
    } const cases[] = {
        {{depose}, DossierState::en_construction, false},
        {{depose, message_usager, piece_recue}, DossierState::en_construction, false},
        {{depose, passer_en_instruction}, DossierState::en_instruction, false},
        {{depose, demander_correction}, DossierState::en_construction, true},
        {{depose, passer_en_instruction, demander_correction}, DossierState::en_construction, true},
        {{depose, demander_correction, depose_correction_usager},
         DossierState::en_construction,
         false},
        {{depose, demander_correction, passer_en_instruction}, DossierState::en_instruction, false},
        {{depose, passer_en_instruction, repasser_en_construction},
         DossierState::en_construction,
         false},
        {{depose, passer_en_instruction, accepter}, DossierState::accepte, false},
        {{depose, passer_en_instruction, refuser}, DossierState::refuse, false},
        {{depose, passer_en_instruction, classer_sans_suite}, DossierState::sans_suite, false},
        {{depose, accepter_automatiquement}, DossierState::accepte, false},
        {{depose, demander_correction, refuser_automatiquement}, DossierState::refuse, false},
        {{depose, passer_en_instruction, refuser, repasser_en_instruction},
         DossierState::en_instruction,
         false},
    };

    for (auto const& c : cases) {
        auto const history = replay(situation(c.events));
        REQUIRE(history.ok());
        CHECK(name_of(history.value().state) == name_of(c.state));
        CHECK(has_open_correction(history.value()) == c.correction_open);
    }
}

TEST_CASE("history: days are kept as they were") {
    auto const history = replay(log({
        {"2026-03-02", depose},
        {"2026-03-05", demander_correction, {.due = day("2026-03-20")}},
        {"2026-03-09", depose_correction_usager},
        {"2026-03-10", passer_en_instruction},
        {"2026-04-01", accepter, {.text = "Accordé."}},
    }));
    REQUIRE(history.ok());
    auto const& h = history.value();
    CHECK(h.deposited == day("2026-03-02"));
    CHECK(h.examined_since == day("2026-03-10"));
    CHECK(h.closed_on == day("2026-04-01"));
    CHECK(h.grounds == "Accordé.");
    std::vector<Correction> const corrections{
        {CorrectionReason::incomplete, day("2026-03-05"), day("2026-03-09"), day("2026-03-20")}};
    CHECK(h.corrections == corrections);
}

TEST_CASE("history: refuses a malformed event and a broken order") {
    auto const good = log({{"2026-03-02", depose}, {"2026-03-05", demander_correction}});
    auto const complaint = [&](auto change) {
        auto events = good;
        change(events);
        auto const history = replay(events);
        return history.ok() ? "" : history.error().message;
    };
    using Events = std::vector<Event>;
    CHECK(complaint([](Events&) {}) == "");
    CHECK(complaint([](Events& e) { e.clear(); }) == "a dossier without any event");
    CHECK(
        complaint([](Events& e) { e[1].details.reason.reset(); }) ==
        "event 2 (demander_correction): a reason belongs to a correction, and to nothing else"
    );
    CHECK(complaint([](Events& e) {
              e[1].details.text.clear();
          }) == "event 2 (demander_correction): a text is missing");
    CHECK(complaint([](Events& e) {
              e[1].details.due = day("2026-03-04");
          }) == "event 2 (demander_correction): the last day to answer is before the request");
    CHECK(complaint([](Events& e) {
              e[0].details.due = day("2026-03-04");
          }) == "event 1 (depose): only a correction has a last day");
    CHECK(complaint([](Events& e) {
              e[1].day = day("2026-03-07");
          }) == "event 2 (demander_correction): its day is not the day of its moment");
    CHECK(complaint([](Events& e) {
              e[1].sequence = 3;
          }) == "event 3 (demander_correction): not the next one after 1");
    CHECK(complaint([](Events& e) {
              e[0].kind = message_usager;
          }) == "event 1 (message_usager): a text is missing");
    CHECK(complaint([](Events& e) {
              e[0].kind = accepter;
          }) == "event 1 (accepter): a dossier begins with its deposit, and has only one");
    CHECK(complaint([](Events& e) {
              e[1].day = day("2026-03-01");
              e[1].at = prevenance::Moment{e[1].day};
          }) == "event 2 (demander_correction): older than the event before it");
    CHECK(complaint([](Events& e) {
              e[1].details.text.assign(20'001, 'a');
          }) == "event 2 (demander_correction): longer than an event may be");
}

TEST_CASE("history: what silence has accepted is not refused any more") {
    prevenance::SilenceRule rule; // Acceptance after two months.
    auto const history =
        replay(log({{"2026-01-10", depose}, {"2026-01-12", passer_en_instruction}})).value();
    auto const allowed = [&](EventKind kind, std::string const& on) {
        auto const lines = log({{on, kind}});
        return check_against_silence(rule, history, lines[0]).ok();
    };
    CHECK(allowed(refuser, "2026-03-10"));
    CHECK_FALSE(allowed(refuser, "2026-03-11"));
    CHECK_FALSE(allowed(classer_sans_suite, "2026-03-11"));
    CHECK_FALSE(allowed(demander_correction, "2026-03-11"));
    CHECK(allowed(accepter, "2026-03-11"));
    CHECK(allowed(message_agent, "2026-03-11"));
    rule.meaning = prevenance::SilenceMeaning::rejection;
    CHECK(allowed(refuser, "2026-03-11"));
    CHECK(allowed(accepter, "2026-03-11"));
}

TEST_CASE("event: every name reads back") {
    for (auto const kind : all_kinds) {
        auto const read = prevenance::parse_event_kind(name_of(kind));
        REQUIRE(read.ok());
        CHECK(read.value() == kind);
    }
    CHECK_FALSE(prevenance::parse_event_kind("deposer").ok());
    CHECK_FALSE(prevenance::parse_actor("").ok());
    CHECK_FALSE(prevenance::parse_correction_reason("wrong").ok());
}
