#include "core/check/example_run.h"

#include "core/eval/calendar.h"
#include "core/eval/format.h"
#include "core/rules/unit.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <cstdlib>

namespace prevenance {

namespace {

/// How far two numbers may be apart for what binary fractions do to decimal ones.
constexpr double noise = 1e-9;
/// More days than that at once, and the oldest evaluator makes room.
constexpr std::size_t evaluators_max = 16;

/// Without what binary fractions leave behind: `151.7984` for 151.79840000000002.
double without_noise(double number) {
    std::array<char, 32> digits{};
    std::snprintf(digits.data(), digits.size(), "%.12g", number);
    return std::strtod(digits.data(), nullptr);
}

bool is_zero(Outcome const& outcome) {
    return outcome.value.kind == Value::Kind::number && outcome.value.number == 0;
}

/// Whether two numbers say the same, each in its unit. A zero needs none: rules that stop early
/// leave it out.
bool same_number(Outcome const& expected, Outcome const& got, double tolerance) {
    double number = got.value.number;
    if (expected.unit != got.unit && !(is_zero(got) && got.unit.empty())) {
        if (expected.unit.empty() || got.unit.empty()) return false;
        UnitTable units;
        auto const from = units.parse(got.unit);
        auto const to = units.parse(expected.unit);
        if (!from.ok() || !to.ok() || !units.convertible(from.value(), to.value())) return false;
        number = units.convert(from.value(), to.value(), number);
    }
    auto const slack = tolerance + noise * std::max(1.0, std::fabs(expected.value.number));
    return std::fabs(number - expected.value.number) <= slack;
}

bool same(Outcome const& expected, Outcome const& got, double tolerance) {
    if (expected.value.kind != got.value.kind) return false;
    switch (expected.value.kind) {
    case Value::Kind::undefined:
    case Value::Kind::not_applicable:
        return true;
    case Value::Kind::boolean:
        return expected.value.boolean == got.value.boolean;
    case Value::Kind::number:
        return same_number(expected, got, tolerance);
    case Value::Kind::text:
        break;
    }
    return expected.value.text == got.value.text;
}

/// The two values that no expression can say.
std::optional<Outcome> read_word(Source const& value) {
    Outcome outcome;
    if (value.text == "non défini") return outcome;
    if (value.text != "non applicable") return std::nullopt;
    outcome.value.kind = Value::Kind::not_applicable;
    return outcome;
}

/// `{valeur: …}`: asked so, the evaluator does not keep the question for later.
Source as_mechanism(Source const& value) {
    Source map;
    map.kind = Source::Kind::map;
    map.keys.emplace_back("valeur");
    map.items.push_back(value);
    return map;
}

std::string join(std::vector<std::string> names) {
    std::sort(names.begin(), names.end());
    std::string text = "manque :";
    for (auto const& name : names)
        text += (text.ends_with(':') ? " " : ", ") + name;
    return names.empty() ? "manque : rien" : text;
}

RulesResult<Done> compare(
    Evaluator& evaluator,
    Example const& example,
    Example::Expectation const& expectation,
    ExampleResult& result
) {
    auto const got = TRY(evaluator.evaluate(expectation.goal));
    auto expected = read_word(expectation.value);
    if (!expected) expected = TRY(evaluator.evaluate(as_mechanism(expectation.value)));
    ExampleResult::Comparison comparison;
    comparison.goal = expectation.goal;
    comparison.position = expectation.value.position;
    comparison.expected = print_outcome(*expected);
    comparison.got = print_outcome(got);
    comparison.agrees = same(*expected, got, example.tolerance);
    result.comparisons.push_back(std::move(comparison));
    if (!example.missing) return Done{};

    ExampleResult::Comparison missing;
    missing.goal = expectation.goal;
    missing.position = example.position;
    missing.expected = join(*example.missing);
    missing.got = join(got.missing);
    missing.agrees = missing.expected == missing.got;
    result.comparisons.push_back(std::move(missing));
    return Done{};
}

} // namespace

bool ExampleResult::passed() const {
    return !failure &&
        std::all_of(comparisons.begin(), comparisons.end(), [](Comparison const& comparison) {
            return comparison.agrees;
        });
}

std::string print_outcome(Outcome const& outcome) {
    switch (outcome.value.kind) {
    case Value::Kind::undefined:
        return "non défini";
    case Value::Kind::not_applicable:
        return "non applicable";
    case Value::Kind::boolean:
        return outcome.value.boolean ? "oui" : "non";
    case Value::Kind::text:
        return '\'' + outcome.value.text + '\'';
    case Value::Kind::number:
        break;
    }
    auto const number = print_shortest(without_noise(outcome.value.number));
    return outcome.unit.empty() ? number : number + ' ' + outcome.unit;
}

RulesResult<Done> answer_date(Evaluator& evaluator, Program const& program, Day day) {
    auto const rule = program.find(date_rule);
    if (rule == none) return Done{};
    auto const& found = program.rules[rule];
    if (!found.is_public || found.type != Type::date) return Done{};
    return evaluator.answer(date_rule, format_french_day(day));
}

ExampleResult ExampleRunner::run(Example const& example) {
    return run_on(example, example.date);
}

ExampleResult ExampleRunner::run_on(Example const& example, std::optional<Day> day) {
    auto& evaluator = evaluator_for(day.value_or(today_));
    evaluator.forget_all();
    ExampleResult result;
    auto const answered = answer(evaluator, example, day);
    if (!answered.ok()) {
        result.failure = answered.error();
        return result;
    }
    for (auto const& expectation : example.expected) {
        auto const compared = compare(evaluator, example, expectation, result);
        if (compared.ok()) continue;
        result.failure = compared.error();
        if (result.failure->position.line == 0)
            result.failure->position = expectation.value.position;
        return result;
    }
    return result;
}

RulesResult<Done>
ExampleRunner::answer(Evaluator& evaluator, Example const& example, std::optional<Day> day) const {
    auto const& situation = example.situation;
    for (std::size_t i = 0; i < situation.keys.size(); ++i) {
        auto const taken = evaluator.answer(situation.keys[i], situation.items[i]);
        if (taken.ok()) continue;
        auto diagnostic = taken.error();
        diagnostic.position = situation.position_of(i);
        return diagnostic;
    }
    if (!day || situation.find(date_rule) != nullptr) return Done{};
    return answer_date(evaluator, *program_, *day);
}

Evaluator& ExampleRunner::evaluator_for(Day day) {
    auto const known = evaluators_.find(day);
    if (known != evaluators_.end()) return *known->second;
    if (evaluators_.size() == evaluators_max) evaluators_.erase(evaluators_.begin());
    return *(evaluators_[day] = std::make_unique<Evaluator>(*program_, day));
}

} // namespace prevenance
