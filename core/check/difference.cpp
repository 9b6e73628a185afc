#include "core/check/difference.h"

#include "core/check/written_rules.h"
#include "core/rules/operands.h"
#include "core/rules/reader.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>

namespace prevenance {

namespace {

/// Keys that are no mechanism and yet change what rules are worth.
constexpr std::array<std::string_view, 7> telling_keys{
    "formule",
    "privé",
    "remplace",
    "rend non applicable",
    "type",
    "une possibilité",
    "possiblement non applicable"};

bool may_change_values(std::string_view key) {
    return is_mechanism(key) ||
        std::find(telling_keys.begin(), telling_keys.end(), key) != telling_keys.end();
}

bool differ(Source const* before, Source const* after) {
    if (before == nullptr || after == nullptr) return before != after;
    return !(*before == *after);
}

/// The keys that differ, `avec` left out; in the order of the second rule.
std::vector<std::string> different_keys(Source const& before, Source const& after) {
    bool const are_maps = before.kind == Source::Kind::map && after.kind == Source::Kind::map;
    if (!are_maps) return before == after ? std::vector<std::string>{} : std::vector{std::string()};
    std::vector<std::string> keys;
    for (auto const& key : after.keys)
        if (key != "avec" && differ(before.find(key), after.find(key))) keys.push_back(key);
    for (auto const& key : before.keys)
        if (key != "avec" && after.find(key) == nullptr) keys.push_back(key);
    return keys;
}

RuleChange::Kind kind_of_change(std::vector<std::string> const& keys) {
    bool const formula = std::any_of(keys.begin(), keys.end(), [](std::string const& key) {
        return key.empty() || may_change_values(key);
    });
    return formula ? RuleChange::Kind::formula : RuleChange::Kind::description;
}

/// What each rule is worth when nothing is known but the day; nothing for the others.
class ParameterValues {
public:
    explicit ParameterValues(DatedProgram dated)
        : evaluator_(dated.program, dated.day)
        , program_(&dated.program) {
        is_ready_ = answer_date(evaluator_, dated.program, dated.day).ok();
    }

    std::optional<std::string> of(std::string const& rule) {
        auto const id = program_->find(rule);
        if (!is_ready_ || id == none || rule == date_rule || !program_->rules[id].is_public)
            return std::nullopt;
        auto const outcome = evaluator_.evaluate(rule);
        if (!outcome.ok() || !outcome.value().missing.empty()) return std::nullopt;
        if (outcome.value().value.kind == Value::Kind::undefined) return std::nullopt;
        return print_outcome(outcome.value());
    }

private:
    Evaluator evaluator_;
    Program const* program_;
    bool is_ready_ = false;
};

/// The rules that stand in the formula of a rule, helpers looked through.
std::set<std::string> rules_used_by(Program const& program, RuleId rule) {
    std::set<std::string> used;
    std::set<RuleId> met{rule};
    std::vector<NodeIndex> open{program.rules[rule].value};
    while (!open.empty()) {
        auto const& node = program.nodes[open.back()];
        open.pop_back();
        for_each_operand(program, node, [&](NodeIndex operand) { open.push_back(operand); });
        if (node.op != Op::reference || !met.insert(node.a).second) continue;
        std::string name(program.name_of(node.a));
        if (name.find(" . $") == std::string::npos)
            used.insert(std::move(name));
        else
            open.push_back(program.rules[node.a].value);
    }
    return used;
}

bool uses_one_of(
    Program const& program, std::string const& rule, std::set<std::string> const& all
) {
    auto const used = rules_used_by(program, program.find(rule));
    return std::any_of(used.begin(), used.end(), [&](std::string const& name) {
        return all.contains(name);
    });
}

std::string subject_of(Example const& example, std::string const& goal) {
    auto const title = title_of(example);
    return goal == example.rule || title.empty() ? title : title + ", " + goal;
}

std::string why(ExampleResult const& result) {
    return result.failure ? describe(*result.failure) : "not asked";
}

void compare_results(
    Example const& example,
    ExampleResult const& before,
    ExampleResult const& after,
    std::vector<ValueChange>& changes
) {
    auto const count = std::max(before.comparisons.size(), after.comparisons.size());
    for (std::size_t i = 0; i < std::max<std::size_t>(count, 1); ++i) {
        bool const has_before = i < before.comparisons.size();
        bool const has_after = i < after.comparisons.size();
        auto const old_value = has_before ? before.comparisons[i].got : why(before);
        auto const new_value = has_after ? after.comparisons[i].got : why(after);
        if (old_value == new_value) continue;
        auto const& goal = has_after ? after.comparisons[i].goal
            : has_before             ? before.comparisons[i].goal
                                     : example.rule;
        changes.push_back({subject_of(example, goal), old_value, new_value, example.position});
    }
}

} // namespace

std::vector<RuleChange> compare_rules(Source const& before, Source const& after) {
    std::map<std::string, WrittenRule> left;
    for (auto const& rule : list_written_rules(before))
        left.emplace(rule.name, rule);
    std::vector<RuleChange> changes;
    for (auto const& rule : list_written_rules(after)) {
        auto const known = left.find(rule.name);
        if (known == left.end()) {
            changes.push_back({rule.name, RuleChange::Kind::added, {}, {}, rule.position});
            continue;
        }
        auto const old = known->second;
        left.erase(known);
        auto keys = different_keys(*old.source, *rule.source);
        if (old.is_private != rule.is_private) keys.emplace_back("privé");
        if (keys.empty()) continue;
        auto const kind = kind_of_change(keys);
        changes.push_back({rule.name, kind, std::move(keys), old.position, rule.position});
    }
    for (auto const& [name, rule] : left)
        changes.push_back({name, RuleChange::Kind::removed, {}, rule.position, {}});
    return changes;
}

std::vector<ValueChange> compare_parameters(DatedProgram before, DatedProgram after) {
    ParameterValues old_values(before);
    ParameterValues new_values(after);
    std::vector<ValueChange> changes;
    std::set<std::string> changed;
    for (RuleId rule = 0; rule < after.program.rules.size(); ++rule) {
        std::string const name(after.program.name_of(rule));
        auto const new_value = new_values.of(name);
        auto const old_value = new_value ? old_values.of(name) : std::nullopt;
        if (!new_value || !old_value || *new_value == *old_value) continue;
        changes.push_back({name, *old_value, *new_value, {}});
        changed.insert(name);
    }
    std::erase_if(changes, [&](ValueChange const& change) {
        return uses_one_of(after.program, change.subject, changed);
    });
    return changes;
}

std::vector<ValueChange> compare_examples(
    std::vector<Example> const& examples,
    ExampleRun const& before,
    ExampleRun const& after,
    std::function<void()> const& done
) {
    std::vector<ValueChange> changes;
    for (auto const& example : examples) {
        compare_results(example, before(example), after(example), changes);
        done();
    }
    return changes;
}

} // namespace prevenance
