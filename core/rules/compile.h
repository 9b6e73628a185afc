// From a model as written to a program that can be evaluated.
#pragma once

#include "core/base/result.h"
#include "core/rules/diagnostic.h"
#include "core/rules/node_places.h"
#include "core/rules/program.h"
#include "core/rules/source.h"

#include <string>
#include <string_view>
#include <vector>

namespace prevenance {

/// Reads, resolves names, puts replacements in place and infers types.
///
/// Errors: the first thing that is wrong, with the rule and, when known, the place.
RulesResult<Program> compile(Source const& model, CompileOptions options = {});

/// A model compiled for those who write it.
struct AuthoredModel {
    Program program; ///< Whole when there are no mistakes.
    NodePlaces places;
    std::vector<Diagnostic> mistakes;
};

/// The same as compile(), which does not stop at the first mistake: every rule that cannot be read;
/// else every parent that does not exist; else every name that no rule bears.
AuthoredModel compile_for_authors(Source const& model, CompileOptions options = {});

/// Adds one private rule to a compiled program: an answer (`a . b . $SITUATION`) or a question.
///
/// An answer takes the place of the rule of that name, which the caller restores when it
/// truncates the program.
///
/// Errors: as compile(); the program is then unchanged.
RulesResult<RuleId> extend(Program& program, std::string_view name, Source const& rule);

/// Compiles a question with the model, for evaluators that cannot compile: Program::questions.
///
/// Errors: as compile(); the program is then unchanged.
RulesResult<Done> compile_question(Program& program, std::string_view expression);

/// What an evaluator needs to read expressions. One that only hears literals, and whose questions
/// were compiled with the model, does without: a page then loads none of the compiler.
struct ExpressionCompiler {
    RulesResult<RuleId> (*extend)(Program& program, std::string_view name, Source const& rule);
    /// The rule's name nearest to one that does not exist; "" when none is near.
    std::string (*nearest_name)(Program const& program, std::string_view name);
};

ExpressionCompiler const* expression_compiler();

} // namespace prevenance
