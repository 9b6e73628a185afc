// From a model as written to a program that can be evaluated.
#pragma once

#include "core/base/result.h"
#include "core/rules/diagnostic.h"
#include "core/rules/program.h"
#include "core/rules/source.h"

#include <string_view>

namespace prevenance {

/// Reads, resolves names, puts replacements in place and infers types.
///
/// Errors: the first thing that is wrong, with the rule and, when known, the place.
RulesResult<Program> compile(Source const& model, CompileOptions options = {});

/// Adds one private rule to a compiled program: an answer (`a . b . $SITUATION`) or a question.
///
/// An answer takes the place of the rule of that name, which the caller restores when it
/// truncates the program.
///
/// Errors: as compile(); the program is then unchanged.
RulesResult<RuleId> extend(Program& program, std::string_view name, Source const& rule);

} // namespace prevenance
