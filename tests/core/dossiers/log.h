// Logs as tests write them: one line an event, sequence and moment filled in.
#pragma once

#include "core/dossiers/event.h"

#include <string>
#include <vector>

namespace prevenance::test {

inline Day day(std::string const& text) {
    return parse_iso_day(text).value();
}

struct Line {
    std::string day;
    EventKind kind;
    EventDetails details = {};
};

/// A form that follow() accepts: texts and reasons where they must be, unless the line has its own.
inline EventDetails fill(EventKind kind, EventDetails details) {
    bool const asks = kind == EventKind::demander_correction;
    if (asks && !details.reason) details.reason = CorrectionReason::incomplete;
    if (asks && details.text.empty()) details.text = "Il manque un justificatif.";
    if (kind == EventKind::refuser && details.text.empty()) details.text = "Dossier hors délai.";
    bool const message = kind == EventKind::message_agent || kind == EventKind::message_usager;
    if (message && details.text.empty()) details.text = "Bonjour.";
    if (kind == EventKind::piece_recue && details.pieces.empty()) details.pieces = {"Facture"};
    return details;
}

inline Actor actor_of(EventKind kind) {
    bool const citizen = kind == EventKind::depose || kind == EventKind::message_usager ||
        kind == EventKind::depose_correction_usager || kind == EventKind::piece_recue;
    return citizen ? Actor::usager : Actor::agent;
}

inline std::vector<Event> log(std::vector<Line> const& lines) {
    std::vector<Event> events;
    for (auto const& line : lines) {
        Event event;
        event.sequence = static_cast<std::int64_t>(events.size()) + 1;
        event.day = day(line.day);
        event.at = Moment{event.day} + std::chrono::hours{9};
        event.actor = actor_of(line.kind);
        event.kind = line.kind;
        event.details = fill(line.kind, line.details);
        events.push_back(event);
    }
    return events;
}

} // namespace prevenance::test
