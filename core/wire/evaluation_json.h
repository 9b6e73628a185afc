// The lines of `prevenance eval --cases`: one case in, one answer out.
#pragma once

#include "core/base/result.h"
#include "core/eval/evaluator.h"
#include "core/eval/explanation.h"
#include "core/rules/diagnostic.h"
#include "core/rules/program.h"
#include "core/rules/source.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace prevenance {

struct EvaluationCase {
    Source id;                   ///< Given back as it came; null when there was none.
    std::string model;           ///< Name of a model given on the command line; "" with `rules`.
    std::optional<Source> rules; ///< A model written in the case itself.
    CompileOptions options;      ///< Of that model.
    Source situation;            ///< A map from rules to answers.
    std::vector<Source> goals;   ///< Rules, expressions or mechanisms.
};

/// Errors: bad_input when the line is not JSON or lacks a field; says which.
Result<EvaluationCase> parse_evaluation_case(std::string_view line);

/// `{"id":…,"results":[{"goal":…,"value":…,"unit":…,"missing":[…]},…]}`
std::string format_evaluation_answer(
    Source const& id, std::vector<Source> const& goals, std::vector<Outcome> const& outcomes
);

/// `{"id":…,"error":{"code":…,"message":…,"rule":…}}`
std::string format_evaluation_error(Source const& id, Diagnostic const& diagnostic);

/// `{"rules":[{"rule":…,"title":…,"value":…,"unit":…,"origin":…,"sources":[…],"because":[…]},…]}`,
/// where `because` holds positions in `rules`; the first rule is the question.
std::string format_explanation(Explanation const& explanation);

} // namespace prevenance
