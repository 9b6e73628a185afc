#include "core/dossiers/summary.h"

#include <algorithm>

namespace prevenance {

namespace {

using std::chrono::days;

/// On which day each milestone was passed, as far as the dossier has come.
struct Milestones {
    Day deposit{};
    std::optional<Day> completeness;
    std::optional<Day> closed;
};

std::optional<Day> passed_on(Milestones const& passed, Milestone milestone) {
    switch (milestone) {
    case Milestone::deposit:
        return passed.deposit;
    case Milestone::completeness:
        return passed.completeness;
    case Milestone::examination:
    case Milestone::decision:
        return passed.closed;
    }
    return std::nullopt;
}

/// The corrections asked by `until`, the later ones being about something else.
std::span<Correction const> asked_by(History const& history, Day until) {
    auto const end =
        std::find_if(history.corrections.begin(), history.corrections.end(), [&](auto const& one) {
            return one.asked > until;
        });
    auto const count = static_cast<std::size_t>(end - history.corrections.begin());
    return std::span(history.corrections).first(count);
}

/// Silence speaks only where nobody has: a decision before its day, by whomever, leaves it nothing,
/// even if that decision was taken back later.
std::optional<SilenceStanding>
silence_standing(Procedure const& procedure, History const& history, Day today) {
    if (!procedure.silence) return std::nullopt;
    SilenceRule const& rule = *procedure.silence;
    Day const until = history.first_closed_on.value_or(today);
    auto const forecast =
        forecast_silence(rule, history.deposited, asked_by(history, until), until);
    bool const decided = forecast.decides_on <= until;
    bool const opened_again = history.first_closed_on && !history.closed_on;
    // A silent acceptance outlives a change of mind; a silent rejection gives way to it.
    if (opened_again && !(decided && rule.meaning == SilenceMeaning::acceptance))
        return std::nullopt;
    return SilenceStanding{
        rule.meaning, forecast.decides_on, forecast.suspended && !decided, decided};
}

DossierState outcome_of(SilenceMeaning meaning) {
    return meaning == SilenceMeaning::acceptance ? DossierState::accepte : DossierState::refuse;
}

/// What the log says, else what silence says. An acceptance recorded after silence has accepted
/// only puts it on paper: the citizen's right dates from the silence.
std::optional<Decision>
decision_of(History const& history, std::optional<SilenceStanding> const& silence) {
    bool const silent = silence && silence->decided;
    if (is_closed(history.state)) {
        Day const on = history.closed_on.value_or(history.last_day);
        bool const confirms = silent && outcome_of(silence->meaning) == history.state;
        return Decision{
            history.state, confirms ? silence->decides_on : on, confirms, history.grounds};
    }
    if (silent) return Decision{outcome_of(silence->meaning), silence->decides_on, true, {}};
    return std::nullopt;
}

Turn service_turn(Procedure const& procedure, DossierSummary const& summary, bool legal_day_known) {
    Turn turn{NextActor::service, DueKind::none, std::nullopt, false};
    if (legal_day_known) {
        turn.due_kind = DueKind::legal;
        turn.due = summary.silence->decides_on - days{1};
    } else if (procedure.usual_delay) {
        turn.due_kind = DueKind::usual;
        turn.due = add_period(summary.deposited, *procedure.usual_delay);
    }
    return turn;
}

Turn turn_of(Procedure const& procedure, DossierSummary const& summary, Day today) {
    if (summary.decision) return {};
    Turn turn;
    if (summary.correction) {
        turn.actor = NextActor::citizen;
        turn.due = summary.correction->due;
        turn.due_kind = turn.due ? DueKind::asked : DueKind::none;
    } else {
        turn = service_turn(procedure, summary, summary.silence.has_value());
    }
    turn.late = turn.due && *turn.due < today;
    return turn;
}

/// When the decision is due at the latest, whoever must act before it.
std::optional<Day> decision_expected_by(Procedure const& procedure, DossierSummary const& summary) {
    if (summary.decision) return std::nullopt;
    return service_turn(procedure, summary, summary.silence.has_value()).due;
}

std::vector<StepProgress>
progress_of(Procedure const& procedure, Milestones const& passed, std::optional<Day> decision_by) {
    std::vector<StepProgress> steps;
    bool current_seen = false;
    for (ProcedureStep const& step : procedure.steps) {
        StepProgress progress;
        progress.done_on = passed_on(passed, step.milestone);
        if (progress.done_on && !current_seen) {
            progress.status = StepStatus::done;
        } else {
            progress.done_on.reset();
            progress.status = current_seen ? StepStatus::upcoming : StepStatus::current;
            current_seen = true;
            if (step.milestone == Milestone::decision) progress.expected_by = decision_by;
        }
        steps.push_back(progress);
    }
    return steps;
}

/// What people wrote and sent, event by event.
void collect_exchanges(std::span<Event const> events, DossierSummary& summary) {
    for (Event const& event : events) {
        auto const& details = event.details;
        if (event.kind == EventKind::message_agent || event.kind == EventKind::message_usager ||
            event.kind == EventKind::demander_correction)
            summary.messages.push_back({event.actor, event.at, event.day, details.text});
        if (event.kind == EventKind::piece_recue ||
            event.kind == EventKind::depose_correction_usager || event.kind == EventKind::depose)
            summary.pieces.insert(
                summary.pieces.end(), details.pieces.begin(), details.pieces.end()
            );
    }
}

std::optional<OpenCorrection>
open_correction(History const& history, std::span<Event const> events) {
    if (!has_open_correction(history)) return std::nullopt;
    auto const request = std::find_if(events.rbegin(), events.rend(), [](Event const& event) {
        return event.kind == EventKind::demander_correction;
    });
    ENSURE(request != events.rend());
    Correction const& correction = history.corrections.back();
    return OpenCorrection{
        correction.reason,
        correction.asked,
        correction.due,
        request->details.text,
        request->details.pieces};
}

Milestones milestones_of(History const& history, std::optional<Decision> const& decision) {
    Milestones passed{history.deposited, history.examined_since, std::nullopt};
    if (!decision) return passed;
    passed.closed = decision->on;
    // Silence, or an automatic decision, may come before anybody said the dossier was complete.
    if (!passed.completeness || *passed.completeness > decision->on)
        passed.completeness = decision->on;
    return passed;
}

} // namespace

Result<DossierSummary>
summarise(Procedure const& procedure, std::span<Event const> events, Day today) {
    History const history = TRY(replay(events));
    today = std::max(today, history.last_day);

    DossierSummary summary;
    summary.deposited = history.deposited;
    summary.last_change = history.last_day;
    summary.silence = silence_standing(procedure, history, today);
    summary.decision = decision_of(history, summary.silence);
    summary.state = summary.decision ? summary.decision->outcome : history.state;
    if (!summary.decision) summary.correction = open_correction(history, events);
    collect_exchanges(events, summary);
    summary.turn = turn_of(procedure, summary, today);
    summary.steps = progress_of(
        procedure,
        milestones_of(history, summary.decision),
        decision_expected_by(procedure, summary)
    );
    return summary;
}

} // namespace prevenance
