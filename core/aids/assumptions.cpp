#include "core/aids/assumptions.h"

#include <functional>
#include <set>

namespace prevenance {

namespace {

/// A rule without a value of its own: what was answered to it, or nothing.
bool is_mere_input(Program const& program, ProgramNode const& node) {
    if (node.op != Op::condition) return false;
    auto const& unanswered = program.nodes[node.b];
    auto const& answer = program.nodes[node.c];
    bool const empty = unanswered.op == Op::constant &&
        program.constants[unanswered.a].kind == Constant::Kind::undefined;
    return empty && answer.op == Op::reference && program.rules[answer.a].is_situation;
}

/// `par défaut` of such a rule: when it is undefined, the default.
bool is_input_with_default(Program const& program, ProgramNode const& node) {
    if (node.op != Op::condition) return false;
    auto const& test = program.nodes[node.a];
    return test.op == Op::is_undefined && test.a == node.c &&
        program.nodes[node.b].op == Op::note_missing &&
        is_mere_input(program, program.nodes[node.c]);
}

} // namespace

std::vector<std::string> rules_named_by(Pack const& pack) {
    std::vector<std::string> rules;
    for (auto const& aid : pack.aids)
        rules.push_back(aid.rule);
    for (auto const& answer : pack.situation)
        rules.push_back(answer.rule);
    for (auto const& binding : pack.place)
        rules.push_back(binding.rule);
    if (!pack.month_rule.empty()) rules.push_back(pack.month_rule);
    for (auto const& question : pack.questions) {
        rules.insert(rules.end(), question.rules.begin(), question.rules.end());
        for (auto const& option : question.options)
            for (auto const& answer : option.set)
                rules.push_back(answer.rule);
    }
    return rules;
}

void keep_defaults(Pack const& pack, Program& program) {
    if (pack.assumptions.empty()) return;
    // What disables a rule need not disable its answer and the helpers of its mechanisms again:
    // then the rule does not have to be looked at to know them, and no cycle forbids to keep their
    // values.
    for (RuleId id = 0; id < program.rules.size(); ++id)
        if (program.name_of(id).find('$') != std::string::npos) program.rules[id].parent = none;
    std::set<std::string, std::less<>> named;
    for (auto& rule : rules_named_by(pack))
        named.insert(std::move(rule));
    for (auto& node : program.nodes) {
        if (!is_input_with_default(program, node)) continue;
        auto const& fallback = program.nodes[node.b];
        if (!named.contains(program.text(fallback.b))) node = program.nodes[fallback.a];
    }
}

} // namespace prevenance
