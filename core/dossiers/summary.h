// What a citizen wants to know of a dossier: where it stands, whose turn it is, by when, what was
// said. A pure function of the events, so that browser and server never disagree.
#pragma once

#include "core/dossiers/history.h"
#include "core/dossiers/procedure.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace prevenance {

struct Dossier {
    std::string id; ///< Also the number people quote: "2026-00042".
    Procedure procedure;
    std::vector<Event> events;
};

enum class StepStatus : std::uint8_t { done, current, upcoming };

/// One step of the procedure; `steps[i]` of the summary is `steps[i]` of the procedure.
struct StepProgress {
    StepStatus status = StepStatus::upcoming;
    std::optional<Day> done_on; ///< Present when done.
    /// For a step to come: the last day the law, else habit, gives it. Absent when neither does.
    std::optional<Day> expected_by;

    bool operator==(StepProgress const&) const = default;
};

enum class NextActor : std::uint8_t { citizen, service, nobody };

/// Where a due day comes from.
enum class DueKind : std::uint8_t {
    none,
    asked, ///< The service gave it with its request.
    legal, ///< The day after it, silence decides.
    usual, ///< Habit: no promise.
};

struct Turn {
    NextActor actor = NextActor::nobody;
    DueKind due_kind = DueKind::none;
    std::optional<Day> due; ///< The last day to act. Present unless `due_kind` is none.
    bool late = false;      ///< `due` has passed.

    bool operator==(Turn const&) const = default;
};

/// What is asked of the citizen and not answered yet.
struct OpenCorrection {
    CorrectionReason reason = CorrectionReason::incomplete;
    Day asked{};
    std::optional<Day> due;
    std::string text;
    std::vector<std::string> pieces;

    bool operator==(OpenCorrection const&) const = default;
};

struct DossierMessage {
    Actor from = Actor::agent;
    Moment at{};
    Day day{};
    std::string text;

    bool operator==(DossierMessage const&) const = default;
};

struct Decision {
    DossierState outcome = DossierState::accepte; ///< Always a closed state.
    Day on{};
    bool by_silence = false;
    std::string grounds; ///< "" when none were given.

    bool operator==(Decision const&) const = default;
};

struct SilenceStanding {
    SilenceMeaning meaning = SilenceMeaning::acceptance;
    Day decides_on{}; ///< The first day on which silence has decided.
    bool suspended =
        false;            ///< Waiting for the citizen: the day moves while they have not answered.
    bool decided = false; ///< That day has come and nobody had answered before.

    bool operator==(SilenceStanding const&) const = default;
};

struct DossierSummary {
    DossierState state = DossierState::en_construction; ///< Counting what silence has decided.
    Day deposited{};
    Day last_change{};
    std::vector<StepProgress> steps;
    Turn turn;
    std::optional<OpenCorrection> correction;
    std::vector<DossierMessage> messages; ///< Oldest first; requests for correction among them.
    std::vector<std::string> pieces;      ///< Names of the documents received, oldest first.
    std::optional<Decision> decision;
    std::optional<SilenceStanding> silence; ///< Absent when silence means nothing here.

    bool operator==(DossierSummary const&) const = default;
};

/// `events`  the whole log of one dossier, in order.
/// `today`   a device whose clock is behind the last event is taken to be on that event's day.
///
/// Errors: those of replay(): a log that can't have happened.
/// Source: CRPA, as forecast_silence() says.
Result<DossierSummary>
summarise(Procedure const& procedure, std::span<Event const> events, Day today);

} // namespace prevenance
