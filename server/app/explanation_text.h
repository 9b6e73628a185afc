// Why a goal came to its value, as text for a person at a terminal.
#pragma once

#include "core/eval/explanation.h"

#include <string>

namespace prevenance {

/// The rules that were applied, each below the one that rests on it, with values and sources. A
/// rule that several rest on is told once.
std::string print_explanation(Explanation const& explanation);

/// A value as people read it: `573,49 €/mois`, `oui`, `non applicable`.
std::string readable(Value const& value, std::string const& unit);

} // namespace prevenance
