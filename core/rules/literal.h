// Values written out: `oui`, `'texte'`, `12.5 €/mois`. Nothing to resolve, nothing to compile.
#pragma once

#include "core/rules/program.h"
#include "core/rules/source.h"

#include <optional>

namespace prevenance {

/// The constant that an expression is, when it names no rule and holds no operator. Dates and
/// numbers below zero are left to parse_expression().
std::optional<Constant> read_literal(Program& program, Source const& expression);

} // namespace prevenance
