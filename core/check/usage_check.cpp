#include "core/check/checks.h"
#include "core/check/usage.h"

#include <set>
#include <string>
#include <vector>

namespace prevenance {

namespace {

void check_examples(Checking const& checking, Usage const& usage, Examples const& examples) {
    auto const& program = checking.view.program();
    std::vector<bool> reached(program.rules.size());
    for (auto const& example : examples.all)
        for (auto const& expectation : example.expected)
            if (auto const goal = program.find(expectation.goal); goal != none)
                usage.reach(goal, reached);
    for (auto const& rule : checking.view.written()) {
        auto const id = program.find(rule.name);
        bool const has_value = id != none && !checking.view.is_input(id);
        if (!has_value || reached[id]) continue;
        checking.findings.push_back(checking.view.about_rule(
            FindingCode::missing_example,
            id,
            "no example needs this rule",
            "write one, with its situation and 'attendu'"
        ));
    }
}

bool is_asked(Source const& rule) {
    return rule.find("question") != nullptr || rule.find("exemples") != nullptr;
}

} // namespace

void check_usage(Checking const& checking, Examples const& examples) {
    auto const& view = checking.view;
    Usage const usage(view);
    std::set<std::string_view> goals;
    for (auto const& example : examples.all)
        for (auto const& expectation : example.expected)
            goals.insert(expectation.goal);
    for (auto const& rule : view.written()) {
        auto const id = view.program().find(rule.name);
        if (id == none || usage.is_used(id)) continue;
        if (is_asked(*rule.source) || goals.contains(rule.name)) continue;
        checking.findings.push_back(view.about_rule(
            FindingCode::unused_rule,
            id,
            "no rule, question or example uses it",
            "remove it, unless programs ask for it: then give it an example"
        ));
    }
    if (!examples.all.empty()) check_examples(checking, usage, examples);
}

} // namespace prevenance
