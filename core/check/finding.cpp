#include "core/check/finding.h"

#include <algorithm>
#include <array>
#include <tuple>

namespace prevenance {

namespace {

using enum Severity;

/// In the order of FindingCode.
constexpr std::array<FindingKind, finding_codes_count> kinds{{
    {"syntax", error, "What is written cannot be read"},
    {"unknown-name", error, "No rule bears this name"},
    {"limit", error, "Deeper or longer than the engine follows"},
    {"bad-example", error, "An example cannot be read"},
    {"bracket-order", error, "Brackets do not rise: the evaluation fails there"},
    {"bad-date", warning, "A day or a revaluation cannot be read"},
    {"bracket-gap", warning, "Between two cases no case holds"},
    {"constant-condition", warning, "A condition is always met, or never"},
    {"cycle", warning, "A rule needs its own value"},
    {"expired", warning, "The day the rule ends has passed"},
    {"impossible-value", warning, "A value that is none of the possible answers"},
    {"misspelt-key", warning, "A key that is almost one of the language, and is ignored"},
    {"overdue", warning, "A value that should have been checked again"},
    {"repeated-item", warning, "The same item stands twice in one list"},
    {"unit-clash", warning, "Units that cannot be converted into each other"},
    {"unreachable-branch", warning, "A branch that can never be taken"},
    {"bracket-end", note, "Above the last bracket of a grille there is no value"},
    {"missing-example", note, "A rule that no example reaches"},
    {"missing-source", note, "A rule without the law or page it is taken from"},
    {"possible-cycle", note, "A rule may need its own value, if some conditions meet"},
    {"unused-rule", note, "A rule that nothing uses"},
}};

auto order_of(Finding const& finding) {
    auto const& position = finding.position;
    return std::tie(
        position.file, position.line, position.column, finding.code, finding.rule, finding.message
    );
}

} // namespace

FindingKind const& kind_of(FindingCode code) {
    return kinds[static_cast<std::size_t>(code)];
}

std::string_view name_of(Severity severity) {
    switch (severity) {
    case Severity::error:
        return "error";
    case Severity::warning:
        return "warning";
    case Severity::note:
        break;
    }
    return "note";
}

void sort_findings(std::vector<Finding>& findings) {
    std::sort(findings.begin(), findings.end(), [](Finding const& left, Finding const& right) {
        return order_of(left) < order_of(right);
    });
    findings.erase(std::unique(findings.begin(), findings.end()), findings.end());
}

std::size_t count_findings(std::vector<Finding> const& findings, Severity severity) {
    auto const count = std::count_if(findings.begin(), findings.end(), [&](Finding const& each) {
        return kind_of(each.code).severity == severity;
    });
    return static_cast<std::size_t>(count);
}

} // namespace prevenance
