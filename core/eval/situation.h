// What may be answered, and how a bad answer is told: for whoever takes the facts of a situation.
#pragma once

#include "core/rules/compile.h"
#include "core/rules/diagnostic.h"
#include "core/rules/program.h"

#include <string>
#include <string_view>

namespace prevenance {

Diagnostic situation_error(std::string_view rule, std::string message, std::string remedy);

/// The rule that holds the answer to `rule`.
///
/// `compiler`  nullptr: no name is suggested for an unknown one.
///
/// Errors: situation, when `rule` is unknown, private or cannot be answered.
RulesResult<RuleId>
answerable(Program const& program, std::string_view rule, ExpressionCompiler const* compiler);

} // namespace prevenance
