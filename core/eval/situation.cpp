#include "core/eval/situation.h"

#include <utility>

namespace prevenance {

Diagnostic situation_error(std::string_view rule, std::string message, std::string remedy) {
    Diagnostic diagnostic;
    diagnostic.code = RulesErrorCode::situation;
    diagnostic.rule = rule;
    diagnostic.message = std::move(message);
    diagnostic.remedy = std::move(remedy);
    return diagnostic;
}

RulesResult<RuleId>
answerable(Program const& program, std::string_view rule, ExpressionCompiler const* compiler) {
    auto const id = program.find(rule);
    if (id == none) {
        auto const near = compiler != nullptr ? compiler->nearest_name(program, rule) : "";
        return situation_error(
            rule,
            "no rule is named so",
            near.empty() ? "check its spelling" : "did you mean '" + near + "'?"
        );
    }
    auto const situation = program.rules[id].situation;
    if (program.rules[id].is_private || situation == none)
        return situation_error(rule, "the rule is private", "answer a public rule");
    return situation;
}

} // namespace prevenance
