// Expressions of Publicodes, `2 * salaire / 12 mois > 1 000 €`, made into nodes.
#pragma once

#include "core/rules/diagnostic.h"
#include "core/rules/program.h"

#include <string_view>

namespace prevenance {

/// Reads one expression and adds its nodes to the program; references are not resolved yet.
///
/// `rule`  the rule the expression is written in.
///
/// Errors: syntax, with the column within the expression; limit when it nests too deep.
/// Source: the language as publicodes 1.10 reads it; grammar in docs/publicodes.md.
RulesResult<NodeIndex> parse_expression(Program& program, RuleId rule, std::string_view text);

/// `1/2/2024` and `02/2024` as `01/02/2024`; "" when the text is no day of the calendar.
std::string normalise_date(std::string_view text);

} // namespace prevenance
