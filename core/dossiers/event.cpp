#include "core/dossiers/event.h"

#include <array>
#include <utility>

namespace prevenance {

namespace {

template <typename Enum, std::size_t count>
using Names = std::array<std::pair<Enum, std::string_view>, count>;

constexpr Names<EventKind, 15> kinds{{
    {EventKind::depose, "depose"},
    {EventKind::passer_en_instruction, "passer_en_instruction"},
    {EventKind::passer_en_instruction_automatiquement, "passer_en_instruction_automatiquement"},
    {EventKind::repasser_en_construction, "repasser_en_construction"},
    {EventKind::repasser_en_instruction, "repasser_en_instruction"},
    {EventKind::demander_correction, "demander_correction"},
    {EventKind::depose_correction_usager, "depose_correction_usager"},
    {EventKind::accepter, "accepter"},
    {EventKind::accepter_automatiquement, "accepter_automatiquement"},
    {EventKind::refuser, "refuser"},
    {EventKind::refuser_automatiquement, "refuser_automatiquement"},
    {EventKind::classer_sans_suite, "classer_sans_suite"},
    {EventKind::message_agent, "message_agent"},
    {EventKind::message_usager, "message_usager"},
    {EventKind::piece_recue, "piece_recue"},
}};

constexpr Names<CorrectionReason, 3> reasons{{
    {CorrectionReason::incorrect, "incorrect"},
    {CorrectionReason::incomplete, "incomplete"},
    {CorrectionReason::outdated, "outdated"},
}};

constexpr Names<Actor, 3> actors{{
    {Actor::usager, "usager"},
    {Actor::agent, "agent"},
    {Actor::systeme, "systeme"},
}};

template <typename Enum, std::size_t count>
std::string_view name_in(Names<Enum, count> const& names, Enum value) {
    for (auto const& [known, name] : names)
        if (known == value) return name;
    ENSURE(false && "every enumerator has a name");
    return {};
}

template <typename Enum, std::size_t count>
Result<Enum> value_in(Names<Enum, count> const& names, std::string_view word, char const* what) {
    for (auto const& [value, name] : names)
        if (name == word) return value;
    return Error{
        ErrorCode::bad_input,
        std::string("no ") + what + " is called '" + std::string(word.substr(0, 60)) + "'"};
}

} // namespace

std::string_view name_of(EventKind kind) {
    return name_in(kinds, kind);
}

std::string_view name_of(CorrectionReason reason) {
    return name_in(reasons, reason);
}

std::string_view name_of(Actor actor) {
    return name_in(actors, actor);
}

Result<EventKind> parse_event_kind(std::string_view name) {
    return value_in(kinds, name, "event");
}

Result<CorrectionReason> parse_correction_reason(std::string_view name) {
    return value_in(reasons, name, "reason for a correction");
}

Result<Actor> parse_actor(std::string_view name) {
    return value_in(actors, name, "actor");
}

} // namespace prevenance
