// Values written out: `oui`, `'texte'`, `12.5 €/mois`, `31/12/2026`. Nothing to resolve or compile.
#pragma once

#include "core/rules/program.h"
#include "core/rules/source.h"

#include <optional>

namespace prevenance {

/// The constant that an expression is, when it names no rule and holds no operator. Numbers
/// below zero are left to parse_expression().
std::optional<Constant> read_literal(Program& program, Source const& expression);

} // namespace prevenance
