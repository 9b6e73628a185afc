// Times one model with two persons: loading it, hearing a whole situation and answering every goal,
// one by one and together, and answering every goal again after one answer changed.
//
// usage: engine_bench MODEL.json PERSONS_FILE LOADS ROUNDS
// PERSONS_FILE: lines `answer<TAB>rule<TAB>of the first<TAB>of the second`, `goal<TAB>rule`, and
// `setting<TAB>rule<TAB>of both`. The first answer is the one that changes. Prints one line of
// JSON: medians in milliseconds, the first situation of all, the same persons in columns of one
// lane (0 where columns cannot tell them), the bytes of the loaded model, and the sum of all
// numbers, which tells that every engine did the same work.
#include "bench/lone.h"
#include "bench/persons.h"
#include "core/base/date.h"
#include "core/eval/evaluator.h"
#include "core/rules/compile.h"
#include "core/rules/image.h"
#include "core/wire/model_json.h"

#include <malloc.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <optional>
#include <sstream>
#include <string>
#include <vector>

namespace {

using namespace prevenance; // NOLINT: a program of a few lines.

std::string read_file(char const* path) {
    std::ifstream file(path, std::ios::binary);
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

Persons read_persons(char const* path) {
    Persons persons;
    std::istringstream lines(read_file(path));
    for (std::string line; std::getline(lines, line);) {
        std::vector<std::string> parts;
        std::istringstream fields(line);
        for (std::string part; std::getline(fields, part, '\t');)
            parts.push_back(part);
        if (parts.size() == 4 && parts[0] == "answer")
            persons.answers.push_back({parts[1], {parts[2], parts[3]}});
        if (parts.size() == 3 && parts[0] == "setting")
            persons.answers.push_back({parts[1], {parts[2], parts[2]}, true});
        if (parts.size() == 2 && parts[0] == "goal") persons.goals.push_back(parts[1]);
    }
    return persons;
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

template <typename Work>
double time_of(Work work) {
    Clock const clock;
    work();
    return clock.milliseconds();
}

template <typename Work>
double median_time(int rounds, Work work) {
    std::vector<double> times;
    for (int i = 0; i < rounds; ++i)
        times.push_back(time_of([&] { work(static_cast<std::size_t>(i)); }));
    std::sort(times.begin(), times.end());
    return times[times.size() / 2];
}

std::optional<Program> compile_text(std::string const& text) {
    auto const source = parse_model_json(text);
    if (!source.ok()) return std::nullopt;
    auto program = compile(source.value());
    return program.ok() ? std::optional(std::move(program).value()) : std::nullopt;
}

/// One evaluator for all rounds, as a page keeps one.
class Runner {
public:
    Runner(Program const& program, Persons const& persons)
        : persons_(&persons)
        , evaluator_(program, parse_iso_day("2026-11-24").value()) {
        for (auto const& goal : persons.goals) {
            auto const question = evaluator_.prepare(goal);
            if (!question.ok()) std::abort();
            questions_.push_back(question.value());
        }
    }

    void hear(std::size_t person) {
        evaluator_.forget_all();
        for (auto const& answer : persons_->answers)
            take(answer, person);
    }

    void change_one(std::size_t person) { take(persons_->answers.front(), person); }

    double answer_all() {
        double sum = 0;
        for (auto const question : questions_) {
            auto const outcome = evaluator_.evaluate(question);
            if (!outcome.ok()) std::abort();
            sum += number_of(outcome.value()->value);
        }
        return sum;
    }

    double answer_together() {
        double sum = 0;
        for (auto const& value : evaluator_.values_of(questions_)) {
            if (!value.ok()) std::abort();
            sum += number_of(value.value());
        }
        return sum;
    }

private:
    static double number_of(Value const& value) {
        bool const adds = value.kind == Value::Kind::number && std::isfinite(value.number);
        return adds ? value.number : 0;
    }

    void take(Answer const& answer, std::size_t person) {
        if (!evaluator_.answer(answer.rule, answer.expressions[person % 2]).ok()) std::abort();
    }

    Persons const* persons_;
    Evaluator evaluator_;
    std::vector<Evaluator::Question> questions_;
};

/// Hearing and telling one person in columns of one lane, once they are planned.
double lone_time(Program const& program, Persons const& persons, int rounds, double sum) {
    auto lone = LonePersons::plan(program, persons);
    if (!lone) return 0;
    if (std::abs(lone->answer_all(1) - sum) > 1e-6 * std::max(1.0, std::abs(sum))) std::abort();
    return median_time(rounds, [&](std::size_t person) { lone->answer_all(person); });
}

/// 0 where the C library does not tell.
std::size_t bytes_in_use() {
#ifdef __GLIBC__
    return static_cast<std::size_t>(mallinfo2().uordblks);
#else
    return 0;
#endif
}

} // namespace

int main(int count, char const** words) {
    if (count != 5) return 2;
    auto const text = read_file(words[1]);
    auto const persons = read_persons(words[2]);
    auto const loads = static_cast<int>(std::strtol(words[3], nullptr, 10));
    auto const rounds = static_cast<int>(std::strtol(words[4], nullptr, 10));
    if (persons.answers.empty() || loads < 1 || rounds < 2) return 2;

    std::optional<Program> compiled;
    double const compile_time =
        median_time(loads, [&](std::size_t) { compiled = compile_text(text); });
    if (!compiled) return 1;
    auto const image = write_image(*compiled);
    std::optional<Program> program;
    double const load_time =
        median_time(loads, [&](std::size_t) { program = read_image(image).value(); });
    program.reset();
    auto const before = bytes_in_use();
    program = read_image(image).value();
    auto const bytes = bytes_in_use() - before;

    Runner runner(*program, persons);
    double sum = 0;
    auto const tell_all = [&](std::size_t person) {
        runner.hear(person);
        sum = runner.answer_all();
    };
    double const first = time_of([&] { tell_all(0); });
    double const situation = median_time(rounds, tell_all);
    double const together = median_time(rounds, [&](std::size_t round) {
        runner.hear(round);
        runner.answer_together();
    });
    runner.hear(1);
    sum = runner.answer_all();
    double const change = median_time(rounds, [&](std::size_t round) {
        runner.change_one(round);
        runner.answer_all();
    });
    double const lone = lone_time(*program, persons, rounds, sum);
    std::printf(
        "{\"compile\":%.6f,\"load\":%.6f,\"first\":%.6f,\"situation\":%.6f,\"together\":%.6f,"
        "\"change\":%.6f,\"lone\":%.6f,\"bytes\":%zu,\"sum\":%.6f}\n",
        compile_time,
        load_time,
        first,
        situation,
        together,
        change,
        lone,
        bytes,
        sum
    );
    return 0;
}
