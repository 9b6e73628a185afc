#include "core/check/model_check.h"

#include "core/check/checks.h"

#include <iterator>

namespace prevenance {

namespace {

FindingCode code_of(Diagnostic const& diagnostic) {
    switch (diagnostic.code) {
    case RulesErrorCode::unknown_rule:
        return FindingCode::unknown_name;
    case RulesErrorCode::limit:
        return FindingCode::limit;
    case RulesErrorCode::syntax:
    case RulesErrorCode::situation:
    case RulesErrorCode::evaluation:
        break;
    }
    return FindingCode::syntax;
}

/// Names that do not exist have a place of their own; parents that do not, that of their child.
Position place_of(Diagnostic const& diagnostic, std::vector<WrittenRule> const& rules) {
    if (diagnostic.position.line != 0) return diagnostic.position;
    for (auto const& rule : rules)
        if (rule.name == diagnostic.rule) return rule.position;
    return diagnostic.position;
}

void add_mistakes(
    std::vector<Diagnostic> const& mistakes,
    std::vector<WrittenRule> const& rules,
    std::vector<Finding>& findings
) {
    for (auto const& mistake : mistakes)
        findings.push_back(
            {code_of(mistake),
             mistake.rule,
             mistake.message,
             mistake.remedy,
             place_of(mistake, rules)}
        );
}

void check_compiled(
    Source const& model,
    AuthoredModel authored,
    Examples const& examples,
    Day today,
    std::vector<Finding>& findings
) {
    ModelView view(model, std::move(authored));
    StaticValues values(view, today);
    Checking const checking{view, values, findings};
    check_conditions(checking);
    check_brackets(checking);
    check_units(checking);
    check_cycles(checking);
    check_usage(checking, examples);
}

} // namespace

ModelReview review_model(Source const& model, Source const& apart, Day today) {
    ModelReview review;
    auto const rules = list_written_rules(model);
    review.rules = rules.size();
    auto const examples = read_examples(model, apart);
    for (auto const& mistake : examples.mistakes)
        review.findings.push_back(
            {FindingCode::bad_example,
             mistake.rule,
             mistake.message,
             mistake.remedy,
             mistake.position}
        );
    check_writing(rules, review.findings);
    auto freshness = review_freshness(rules, today);
    review.parameters = std::move(freshness.parameters);
    std::move(
        freshness.findings.begin(), freshness.findings.end(), std::back_inserter(review.findings)
    );
    auto authored = compile_for_authors(model);
    if (authored.mistakes.empty())
        check_compiled(model, std::move(authored), examples, today, review.findings);
    else
        add_mistakes(authored.mistakes, rules, review.findings);
    sort_findings(review.findings);
    return review;
}

} // namespace prevenance
