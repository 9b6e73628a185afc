#include "core/rules/diagnostic.h"

namespace prevenance {

std::string_view name_of(RulesErrorCode code) {
    switch (code) {
    case RulesErrorCode::syntax:
        return "syntax";
    case RulesErrorCode::unknown_rule:
        return "unknown_rule";
    case RulesErrorCode::situation:
        return "situation";
    case RulesErrorCode::evaluation:
        return "evaluation";
    case RulesErrorCode::limit:
        return "limit";
    }
    return "syntax";
}

std::string describe(Diagnostic const& diagnostic) {
    std::string text;
    if (!diagnostic.rule.empty()) text += "rule '" + diagnostic.rule + "', ";
    if (diagnostic.position.line != 0) {
        text += "line " + std::to_string(diagnostic.position.line) + ", column " +
            std::to_string(diagnostic.position.column) + ", ";
    }
    if (!text.empty()) text.replace(text.size() - 2, 2, ": ");
    text += diagnostic.message;
    if (!diagnostic.remedy.empty()) text += "; " + diagnostic.remedy;
    return text;
}

} // namespace prevenance
