#include "core/dossiers/history.h"

#include <utility>

namespace prevenance {

namespace {

using std::chrono::days;

/// Bounds that keep a log readable; a longer text is a document, not a message.
constexpr std::size_t text_bytes_max = 20'000;
constexpr std::size_t pieces_max = 50;

Error refuse(Event const& event, std::string_view reason) {
    return {
        ErrorCode::conflict,
        "event " + std::to_string(event.sequence) + " (" + std::string(name_of(event.kind)) +
            "): " + std::string(reason)};
}

Error malformed(Event const& event, std::string_view reason) {
    return {ErrorCode::bad_input, refuse(event, reason).message};
}

bool needs_text(EventKind kind) {
    return kind == EventKind::message_agent || kind == EventKind::message_usager ||
        kind == EventKind::demander_correction || kind == EventKind::refuser;
}

Status check_form(Event const& event) {
    bool const asks = event.kind == EventKind::demander_correction;
    auto const& details = event.details;
    if (details.reason.has_value() != asks)
        return malformed(event, "a reason belongs to a correction, and to nothing else");
    if (details.due && !asks) return malformed(event, "only a correction has a last day");
    if (details.due && *details.due < event.day)
        return malformed(event, "the last day to answer is before the request");
    if (needs_text(event.kind) && details.text.empty())
        return malformed(event, "a text is missing");
    if (event.kind == EventKind::piece_recue && details.pieces.empty())
        return malformed(event, "the document received has no name");
    if (details.text.size() > text_bytes_max || details.pieces.size() > pieces_max)
        return malformed(event, "longer than an event may be");
    // Between UTC-12 and UTC+14 the civil day is at most one away from the UTC day.
    Day const utc = std::chrono::floor<days>(event.at);
    if (event.day < utc - days{1} || event.day > utc + days{1})
        return malformed(event, "its day is not the day of its moment");
    return Done{};
}

Status check_order(History const& history, Event const& event) {
    if (event.sequence != history.sequence + 1)
        return refuse(event, "not the next one after " + std::to_string(history.sequence));
    bool const first = history.sequence == 0;
    if (first != (event.kind == EventKind::depose))
        return refuse(event, "a dossier begins with its deposit, and has only one");
    if (!first && event.day < history.last_day)
        return refuse(event, "older than the event before it");
    return Done{};
}

/// The obstacle, unless all is well.
constexpr std::string_view unless(bool fine, std::string_view why) {
    return fine ? std::string_view() : why;
}

/// Why an event can't happen in this state, or nothing.
std::string_view obstacle(History const& history, EventKind kind) {
    bool const examined = history.state == DossierState::en_instruction;
    bool const closed = is_closed(history.state);
    switch (kind) {
    case EventKind::depose:
    case EventKind::message_agent:
    case EventKind::message_usager:
        return {};
    case EventKind::passer_en_instruction:
    case EventKind::passer_en_instruction_automatiquement:
        if (closed) return "the dossier is closed";
        return unless(!examined, "it is under instruction already");
    case EventKind::repasser_en_construction:
        return unless(examined, "the dossier is not under instruction");
    case EventKind::repasser_en_instruction:
        return unless(closed, "the dossier is not closed");
    case EventKind::demander_correction:
        if (closed) return "the dossier is closed";
        return unless(!has_open_correction(history), "a correction is asked already");
    case EventKind::depose_correction_usager:
        return unless(has_open_correction(history), "no correction is asked");
    case EventKind::accepter:
    case EventKind::refuser:
    case EventKind::classer_sans_suite:
        if (closed) return "the dossier is closed";
        return unless(examined, "the dossier is not under instruction");
    case EventKind::accepter_automatiquement:
    case EventKind::refuser_automatiquement:
    case EventKind::piece_recue:
        return unless(!closed, "the dossier is closed");
    }
    return {};
}

void resolve_correction(History& history, Day day) {
    if (has_open_correction(history)) history.corrections.back().resolved = day;
}

void close(History& history, DossierState state, Event const& event) {
    resolve_correction(history, event.day);
    history.state = state;
    history.closed_on = event.day;
    if (!history.first_closed_on) history.first_closed_on = event.day;
    history.grounds = event.details.text;
}

void examine(History& history, Event const& event) {
    // To examine a dossier is to stop waiting for the citizen.
    resolve_correction(history, event.day);
    history.state = DossierState::en_instruction;
    history.examined_since = event.day;
    history.closed_on.reset();
    history.grounds.clear();
}

void hand_back(History& history) {
    history.state = DossierState::en_construction;
    history.examined_since.reset();
}

void apply(History& history, Event const& event) {
    switch (event.kind) {
    case EventKind::depose:
        history.deposited = event.day;
        break;
    case EventKind::passer_en_instruction:
    case EventKind::passer_en_instruction_automatiquement:
    case EventKind::repasser_en_instruction:
        examine(history, event);
        break;
    case EventKind::repasser_en_construction:
        hand_back(history);
        break;
    case EventKind::demander_correction:
        hand_back(history);
        history.corrections.push_back(
            {*event.details.reason, event.day, std::nullopt, event.details.due}
        );
        break;
    case EventKind::depose_correction_usager:
        resolve_correction(history, event.day);
        break;
    case EventKind::accepter:
    case EventKind::accepter_automatiquement:
        close(history, DossierState::accepte, event);
        break;
    case EventKind::refuser:
    case EventKind::refuser_automatiquement:
        close(history, DossierState::refuse, event);
        break;
    case EventKind::classer_sans_suite:
        close(history, DossierState::sans_suite, event);
        break;
    case EventKind::message_agent:
    case EventKind::message_usager:
    case EventKind::piece_recue:
        break;
    }
    history.sequence = event.sequence;
    history.last_day = event.day;
}

} // namespace

std::string_view name_of(DossierState state) {
    switch (state) {
    case DossierState::en_construction:
        return "en_construction";
    case DossierState::en_instruction:
        return "en_instruction";
    case DossierState::accepte:
        return "accepte";
    case DossierState::refuse:
        return "refuse";
    case DossierState::sans_suite:
        return "sans_suite";
    }
    return {};
}

bool is_closed(DossierState state) {
    switch (state) {
    case DossierState::en_construction:
    case DossierState::en_instruction:
        return false;
    case DossierState::accepte:
    case DossierState::refuse:
    case DossierState::sans_suite:
        return true;
    }
    return false;
}

bool has_open_correction(History const& history) {
    return !history.corrections.empty() && !history.corrections.back().resolved;
}

Status follow(History& history, Event const& event) {
    TRY(check_form(event));
    TRY(check_order(history, event));
    auto const reason = obstacle(history, event.kind);
    if (!reason.empty()) return refuse(event, reason);
    apply(history, event);
    return Done{};
}

Result<History> replay(std::span<Event const> events) {
    if (events.empty()) return Error{ErrorCode::bad_input, "a dossier without any event"};
    History history;
    for (Event const& event : events)
        TRY(follow(history, event));
    return history;
}

Status check_against_silence(SilenceRule const& rule, History const& history, Event const& event) {
    bool const was_answered = history.first_closed_on.has_value();
    if (rule.meaning != SilenceMeaning::acceptance || was_answered) return Done{};
    bool const contradicts = event.kind == EventKind::refuser ||
        event.kind == EventKind::refuser_automatiquement ||
        event.kind == EventKind::classer_sans_suite ||
        event.kind == EventKind::demander_correction ||
        event.kind == EventKind::repasser_en_construction;
    if (!contradicts) return Done{};
    auto const forecast = forecast_silence(rule, history.deposited, history.corrections, event.day);
    if (event.day < forecast.decides_on) return Done{};
    return refuse(event, "silence accepted it on " + format_iso_day(forecast.decides_on));
}

} // namespace prevenance
