// A dossier's events followed one by one: which may come next, and what they leave behind.
#pragma once

#include "core/dossiers/event.h"
#include "core/dossiers/silence.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace prevenance {

/// Démarche Numérique's `DossierState`; a draft is no dossier yet.
enum class DossierState : std::uint8_t {
    en_construction, ///< Deposited; the citizen may still change it.
    en_instruction,
    accepte,
    refuse,
    sans_suite,
};

std::string_view name_of(DossierState state);

/// Accepted, refused or without further action.
bool is_closed(DossierState state);

/// Where the events so far lead. Plain data, filled by follow().
struct History {
    std::int64_t sequence = 0; ///< Of the last event; 0 before the first.
    DossierState state = DossierState::en_construction;
    Day deposited{};
    Day last_day{};                    ///< Of the last event.
    std::optional<Day> examined_since; ///< While or since it is under instruction.
    std::optional<Day> closed_on;      ///< Absent while open.
    /// The first time it was closed, even if it was opened again since: the authority has answered.
    std::optional<Day> first_closed_on;
    std::string grounds; ///< Of the decision, as its author wrote them.
    std::vector<Correction> corrections;

    bool operator==(History const&) const = default;
};

/// True when something is asked of the citizen and not answered yet.
bool has_open_correction(History const& history);

/// Takes one more event into account. On an error `history` is as before.
///
/// Errors: bad_input when the event is malformed (a correction without its reason, a message
/// without text, a day that is not the day of its moment); conflict when it can't happen now (not
/// the next sequence, a day before the last event's, a decision on a closed dossier, an answer to
/// nothing).
Status follow(History& history, Event const& event);

/// All events in order.
///
/// Errors: those of follow(); bad_input when there is no event at all.
Result<History> replay(std::span<Event const> events);

/// Whether `event` may still happen, given what silence has already decided by the event's day:
/// what silence has accepted can't be refused, closed or asked to be corrected any more.
///
/// Errors: conflict when it may not.
/// Source: CRPA art. L. 231-1 (silence is a decision); art. L. 242-1: a decision that created
/// rights is withdrawn within four months, if unlawful, by an act of its own that is not an event
/// here.
Status check_against_silence(SilenceRule const& rule, History const& history, Event const& event);

} // namespace prevenance
