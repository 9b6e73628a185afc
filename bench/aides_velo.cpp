// Times one model for one person: loading it, and evaluating every goal after an answer changed.
//
// usage: aides_velo_bench MODEL_JSON PERSON_FILE LOADS ROUNDS
// PERSON_FILE: lines `answer<TAB>rule<TAB>expression`, `change<TAB>rule<TAB>one<TAB>other` (once)
// and `goal<TAB>rule`. Prints one line of JSON: medians in milliseconds and the sum of all amounts,
// which tells that every engine did the same work.
#include "core/base/date.h"
#include "core/eval/evaluator.h"
#include "core/rules/compile.h"
#include "core/wire/model_json.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <optional>
#include <sstream>
#include <string>
#include <vector>

namespace {

using namespace prevenance; // NOLINT: a program of a few lines.

struct Person {
    std::vector<std::pair<std::string, std::string>> answers;
    std::string changing;
    std::vector<std::string> values;
    std::vector<std::string> goals;
};

std::string read_file(char const* path) {
    std::ifstream file(path, std::ios::binary);
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

Person read_person(char const* path) {
    Person person;
    std::istringstream lines(read_file(path));
    for (std::string line; std::getline(lines, line);) {
        std::vector<std::string> parts;
        std::istringstream fields(line);
        for (std::string part; std::getline(fields, part, '\t');)
            parts.push_back(part);
        if (parts.size() == 3 && parts[0] == "answer") {
            person.answers.emplace_back(parts[1], parts[2]);
        } else if (parts.size() == 4 && parts[0] == "change") {
            person.changing = parts[1];
            person.values = {parts[2], parts[3]};
        } else if (parts.size() == 2 && parts[0] == "goal") {
            person.goals.push_back(parts[1]);
        }
    }
    return person;
}

class Clock {
public:
    double milliseconds() const {
        return std::chrono::duration<double, std::milli>(Steady::now() - start_).count();
    }

private:
    using Steady = std::chrono::steady_clock;
    Steady::time_point start_ = Steady::now();
};

double median(std::vector<double> values) {
    std::sort(values.begin(), values.end());
    return values[values.size() / 2];
}

std::optional<Program> load(std::string const& text) {
    auto const source = parse_model_json(text);
    if (!source.ok()) return std::nullopt;
    auto program = compile(source.value());
    return program.ok() ? std::optional(std::move(program).value()) : std::nullopt;
}

/// All answers anew, then every goal: what a page does when somebody answers.
double evaluate_all(Evaluator& evaluator, Person const& person, std::size_t round) {
    evaluator.forget_all();
    for (auto const& [rule, expression] : person.answers)
        if (!evaluator.answer(rule, expression).ok()) std::abort();
    auto const& value = person.values[round % person.values.size()];
    if (!evaluator.answer(person.changing, value).ok()) std::abort();
    double sum = 0;
    for (auto const& goal : person.goals) {
        auto const outcome = evaluator.evaluate(goal);
        if (!outcome.ok()) std::abort();
        if (outcome.value().value.kind == Value::Kind::number) sum += outcome.value().value.number;
    }
    return sum;
}

} // namespace

int main(int argument_count, char const** arguments) {
    if (argument_count != 5) return 2;
    auto const text = read_file(arguments[1]);
    auto const person = read_person(arguments[2]);
    auto const loads = std::atoi(arguments[3]);
    auto const rounds = std::atoi(arguments[4]);

    std::optional<Program> program;
    std::vector<double> load_times;
    for (int i = 0; i < loads; ++i) {
        Clock const clock;
        program = load(text);
        load_times.push_back(clock.milliseconds());
    }
    if (!program || person.values.empty() || rounds < 1) return 1;

    Evaluator evaluator(*program, parse_iso_day("2026-11-24").value());
    for (auto const& goal : person.goals)
        if (!evaluator.prepare(goal).ok()) return 1;
    std::vector<double> times;
    double sum = 0;
    for (int i = 0; i < rounds; ++i) {
        Clock const clock;
        sum = evaluate_all(evaluator, person, static_cast<std::size_t>(i));
        times.push_back(clock.milliseconds());
    }
    std::printf(
        "{\"load\":%.6f,\"evaluate\":%.6f,\"sum\":%.2f}\n", median(load_times), median(times), sum
    );
    return 0;
}
