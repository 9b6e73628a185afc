// A kind of dossier: what it is called, who handles it, its steps in plain words, and what silence
// means for it. Data from assets/procedures; nothing about one procedure is written in C++.
#pragma once

#include "core/dossiers/silence.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace prevenance {

/// The same sentence in both languages of the page.
struct Wording {
    std::string french;
    std::string english;

    bool operator==(Wording const&) const = default;
};

/// The points every dossier passes, in this order.
enum class Milestone : std::uint8_t {
    deposit,
    completeness, ///< Everything needed is there.
    examination,
    decision,
};

struct ProcedureStep {
    Milestone milestone = Milestone::deposit;
    Wording title; ///< As a heading: "Dossier complet".
    Wording text;  ///< What happens during it, one or two short sentences.

    bool operator==(ProcedureStep const&) const = default;
};

struct Contact {
    std::string service; ///< "Direction de la petite enfance".
    std::string email;   ///< "" when there is none, as for the next two.
    std::string phone;
    std::string address;

    bool operator==(Contact const&) const = default;
};

struct Procedure {
    std::string id; ///< Lower-case words joined by '-': "aide-velo".
    Wording title;
    Contact contact;
    /// From deposit to decision, each milestone at most once and in order.
    std::vector<ProcedureStep> steps;
    /// What the law makes of silence; absent when it makes nothing of it.
    std::optional<SilenceRule> silence;
    /// How long an answer usually takes from the deposit; absent when nobody has measured it.
    std::optional<Period> usual_delay;

    bool operator==(Procedure const&) const = default;
};

} // namespace prevenance
