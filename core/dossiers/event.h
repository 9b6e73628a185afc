// What happens to a dossier, in the words of Démarche Numérique's public API (`TraitementEvent`,
// `DossierState`, `CorrectionReason`), so that a dossier followed elsewhere reads the same here.
#pragma once

#include "core/base/date.h"
#include "core/base/moment.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace prevenance {

/// The enumerators are the words of the API, kept in French: they are also what the log stores.
enum class EventKind : std::uint8_t {
    depose,                                ///< The citizen hands the demand in.
    passer_en_instruction,                 ///< The service holds it complete and examines it.
    passer_en_instruction_automatiquement, ///< The same, by the procedure's own setting.
    repasser_en_construction,              ///< Handed back to the citizen, who may change it.
    repasser_en_instruction,               ///< A decision is taken back; examined again.
    demander_correction,                   ///< The service asks for something wrong or missing.
    depose_correction_usager,              ///< The citizen has answered that request.
    accepter,
    accepter_automatiquement, ///< Recorded because silence, or the procedure, accepts.
    refuser,
    refuser_automatiquement, ///< Recorded because silence rejects.
    classer_sans_suite,      ///< Closed without a decision: withdrawn, or without object.
    message_agent,
    message_usager,
    piece_recue, ///< A document arrived, by whatever way.
};

/// Why something is asked of the citizen.
enum class CorrectionReason : std::uint8_t {
    incorrect,
    incomplete,
    outdated, ///< Was right when it was given.
};

enum class Actor : std::uint8_t {
    usager,  ///< The citizen, or who acts for them.
    agent,   ///< A person of the service.
    systeme, ///< A rule, with nobody pressing a button.
};

struct EventDetails {
    /// A message, what is asked, or the grounds of a decision. UTF-8, in the writer's language.
    std::string text;
    /// Names of the documents asked for or received.
    std::vector<std::string> pieces;
    /// Only, and always, for demander_correction.
    std::optional<CorrectionReason> reason;
    /// Only for demander_correction: the last day to answer it.
    std::optional<Day> due;

    bool operator==(EventDetails const&) const = default;
};

struct Event {
    std::int64_t sequence = 1; ///< 1, 2, 3, … within a dossier.
    Moment at{};
    /// The civil day at the authority: `at` is UTC, and core knows no time zones.
    Day day{};
    Actor actor = Actor::usager;
    EventKind kind = EventKind::depose;
    EventDetails details;

    bool operator==(Event const&) const = default;
};

/// `depose`, `passer_en_instruction`, …: the word of the API.
std::string_view name_of(EventKind kind);
std::string_view name_of(CorrectionReason reason);
std::string_view name_of(Actor actor);

/// Errors: bad_input when no event, reason or actor has that name.
Result<EventKind> parse_event_kind(std::string_view name);
Result<CorrectionReason> parse_correction_reason(std::string_view name);
Result<Actor> parse_actor(std::string_view name);

} // namespace prevenance
