// Times one model over a great many synthetic persons at once, beside the evaluator for one person.
//
// usage: columns_bench MODEL.json FACTS_FILE LANES THREADS
// FACTS_FILE: lines `fixed<TAB>rule<TAB>expression`,
// `number<TAB>rule<TAB>unit<TAB>least<TAB>step<TAB> steps`, `boolean<TAB>rule`,
// `text<TAB>rule<TAB>text<TAB>…` and `goal<TAB>rule`. Persons are drawn from the ranges. Prints one
// line of JSON: seconds to plan and to run, persons per second and core, persons per second of the
// evaluator for one person, bytes of columns, bytes that the instructions read and write per
// second, what this machine's memory gives, and the sum of all numbers of the persons that both
// told, which must be the same.
#include "core/eval/columns.h"

#include "core/base/date.h"
#include "core/base/text.h"
#include "core/eval/format.h"
#include "core/rules/compile.h"
#include "core/wire/model_json.h"

#include <malloc.h>
#include <time.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <sstream>
#include <string>
#include <thread>
#include <vector>

namespace {

using namespace prevenance; // NOLINT: a program of a few lines.

constexpr std::size_t scalar_persons = 400;

struct Drawn {
    double least = 0;
    double step = 1;
    std::uint64_t steps = 2;
};

struct Question {
    ColumnsRequest request{parse_iso_day("2026-11-24").value(), {}, {}, {}};
    std::vector<Drawn> drawn;
};

class Clock {
public:
    double seconds() const { return std::chrono::duration<double>(Steady::now() - start_).count(); }

private:
    using Steady = std::chrono::steady_clock;
    Steady::time_point start_ = Steady::now();
};

/// Seconds of the processor that this thread used: what else runs on the machine does not count.
double thread_seconds() {
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) * 1e-9;
}

std::string read_file(char const* path) {
    std::ifstream file(path, std::ios::binary);
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

std::vector<std::string> split(std::string const& line) {
    std::vector<std::string> parts;
    std::istringstream fields(line);
    for (std::string part; std::getline(fields, part, '\t');)
        parts.push_back(part);
    return parts;
}

void take_line(std::vector<std::string> const& parts, Question& question) {
    auto& request = question.request;
    if (parts[0] == "fixed") request.fixed.push_back({parts[1], parts[2]});
    if (parts[0] == "goal") request.goals.push_back(parts[1]);
    if (parts[0] == "number") {
        request.varying.push_back({parts[1], VaryingFact::Kind::number, parts[2]});
        auto const at = [&](std::size_t i) {
            return parse_decimal(parts[i]).value();
        };
        question.drawn.push_back({at(3), at(4), static_cast<std::uint64_t>(at(5))});
    }
    if (parts[0] == "boolean") {
        request.varying.push_back({parts[1], VaryingFact::Kind::boolean});
        question.drawn.push_back({});
    }
    if (parts[0] == "text") {
        std::vector<std::string> const texts(parts.begin() + 2, parts.end());
        request.varying.push_back({parts[1], VaryingFact::Kind::text, "", texts});
        question.drawn.push_back({0, 1, texts.size()});
    }
}

Question read_question(char const* path) {
    Question question;
    std::istringstream lines(read_file(path));
    for (std::string line; std::getline(lines, line);)
        if (auto const parts = split(line); parts.size() >= 2) take_line(parts, question);
    return question;
}

/// A person's answer: the same whichever thread draws it.
double draw(Drawn const& drawn, std::uint64_t person, std::size_t fact) {
    std::uint64_t bits = person * 0x9E37'79B9'7F4A'7C15U + fact * 0xD1B5'4A32'D192'ED03U;
    bits = (bits ^ bits >> 32U) * 0xD6E8'FEB8'6659'FD93U;
    bits ^= bits >> 32U;
    return drawn.least + drawn.step * static_cast<double>(bits % drawn.steps);
}

/// The persons from `begin` to `end`, and what all their numbers sum up to.
class Run {
public:
    Run(ColumnsPlan const& plan, Question const& question)
        : plan_(&plan)
        , question_(&question)
        , runner_(plan)
        , facts_(question.drawn.size(), std::vector<double>(ColumnsRunner::block_lanes))
        , numbers_(ColumnsRunner::block_lanes) {}

    void persons(std::uint64_t begin, std::uint64_t end) {
        while (begin < end) {
            auto const lanes = std::min<std::uint64_t>(ColumnsRunner::block_lanes, end - begin);
            draw_block(begin, lanes);
            double const start = thread_seconds();
            if (!runner_.run(columns_).ok()) std::abort();
            seconds += thread_seconds() - start;
            scalar += runner_.scalar_lanes();
            for (std::size_t goal = 0; goal < plan_->goals().size(); ++goal)
                add_goal(goal, lanes);
            begin += lanes;
        }
    }

    double sum = 0;
    double seconds = 0;       ///< In the runner alone: neither drawing persons nor summing up.
    std::uint64_t scalar = 0; ///< Goals of persons told by an evaluator.

private:
    void draw_block(std::uint64_t begin, std::uint64_t lanes) {
        columns_.clear();
        for (std::size_t fact = 0; fact < facts_.size(); ++fact) {
            for (std::uint64_t i = 0; i < lanes; ++i)
                facts_[fact][i] = draw(question_->drawn[fact], begin + i, fact);
            columns_.push_back(std::span(facts_[fact]).first(lanes));
        }
    }

    void add_goal(std::size_t goal, std::uint64_t lanes) {
        runner_.numbers(goal, numbers_);
        for (std::uint64_t i = 0; i < lanes; ++i)
            if (std::isfinite(numbers_[i])) sum += numbers_[i];
    }

    ColumnsPlan const* plan_;
    Question const* question_;
    ColumnsRunner runner_;
    std::vector<std::vector<double>> facts_;
    std::vector<std::span<double const>> columns_;
    std::vector<double> numbers_;
};

std::string answer_of(VaryingFact const& fact, double value) {
    if (fact.kind == VaryingFact::Kind::boolean) return value != 0 ? "oui" : "non";
    if (fact.kind == VaryingFact::Kind::text)
        return "'" + fact.texts[static_cast<std::size_t>(value)] + "'";
    return print_shortest(value) + (fact.unit.empty() ? "" : " " + fact.unit);
}

struct Scalar {
    double sum = 0;
    double seconds = 0;
};

Scalar run_scalar(Program const& program, Question const& question) {
    auto const& request = question.request;
    Evaluator evaluator(program, request.today);
    for (auto const& fact : request.fixed)
        if (!evaluator.answer(fact.rule, fact.expression).ok()) std::abort();
    std::vector<Evaluator::Question> goals;
    for (auto const& goal : request.goals)
        goals.push_back(evaluator.prepare(goal).value());
    Scalar scalar;
    double const start = thread_seconds();
    for (std::size_t person = 0; person < scalar_persons; ++person) {
        for (std::size_t i = 0; i < question.drawn.size(); ++i) {
            auto const answer = answer_of(request.varying[i], draw(question.drawn[i], person, i));
            if (!evaluator.answer(request.varying[i].rule, answer).ok()) std::abort();
        }
        for (auto const goal : goals) {
            auto const outcome = evaluator.evaluate(goal);
            if (!outcome.ok()) continue;
            auto const& value = outcome.value()->value;
            bool const adds = value.kind == Value::Kind::number && std::isfinite(value.number);
            if (adds) scalar.sum += value.number;
        }
    }
    scalar.seconds = thread_seconds() - start;
    return scalar;
}

/// Bytes per second that one core reads and writes when it adds up columns of that length.
double memory_bandwidth(std::size_t numbers, int rounds) {
    std::vector<double> a(numbers, 1);
    std::vector<double> const b(numbers, 2);
    Clock const clock;
    for (int round = 0; round < rounds; ++round)
        for (std::size_t i = 0; i < numbers; ++i)
            a[i] += b[i] * 0.5;
    double const seconds = clock.seconds();
    double const volatile kept = a[numbers / 2];
    static_cast<void>(kept);
    return 3.0 * sizeof(double) * static_cast<double>(numbers) * rounds / seconds;
}

} // namespace

int main(int count, char const** words) {
    if (count != 5) return 2;
    auto const source = parse_model_json(read_file(words[1]));
    if (!source.ok()) return 1;
    auto const compiled = compile(source.value());
    if (!compiled.ok()) return 1;
    Program const& program = compiled.value();
    Question const question = read_question(words[2]);
    auto const lanes = std::strtoull(words[3], nullptr, 10);
    auto const threads = std::strtoull(words[4], nullptr, 10);
    if (lanes == 0 || threads == 0) return 2;

    Clock const plan_clock;
    auto made = ColumnsPlan::make(program, question.request);
    if (!made.ok()) {
        std::fprintf(stderr, "%s\n", describe(made.error()).c_str());
        return 1;
    }
    ColumnsPlan const plan = std::move(made).value();
    double const plan_seconds = plan_clock.seconds();

    auto const before = static_cast<std::size_t>(mallinfo2().uordblks);
    Run first(plan, question);
    first.persons(0, scalar_persons);
    double const checked_sum = first.sum;
    auto const bytes = static_cast<std::size_t>(mallinfo2().uordblks) - before;

    std::vector<double> seconds(threads);
    std::vector<std::uint64_t> scalar_goals(threads);
    Clock const clock;
    std::vector<std::thread> workers;
    for (std::size_t i = 0; i < threads; ++i)
        workers.emplace_back([&, i] {
            Run run(plan, question);
            run.persons(lanes * i / threads, lanes * (i + 1) / threads);
            seconds[i] = run.seconds;
            scalar_goals[i] = run.scalar;
        });
    for (auto& worker : workers)
        worker.join();
    double const wall = clock.seconds();
    double busy = 0;
    std::uint64_t told_alone = 0;
    for (std::size_t i = 0; i < threads; ++i) {
        busy += seconds[i];
        told_alone += scalar_goals[i];
    }
    Scalar const scalar = run_scalar(program, question);
    std::size_t never = 0;
    for (auto const& goal : plan.goals())
        never += goal.always_falls_back ? 1 : 0;
    std::printf(
        "{\"goals\":%zu,\"never\":%zu,\"told_alone\":%.6g,\"plan_s\":%.3f,\"instructions\":%zu,"
        "\"per_core\":%.0f,\"whole_per_core\":%.0f,\"scalar\":%.1f,\"bytes\":%zu,"
        "\"traffic\":%.3g,\"far_memory\":%.3g,\"near_memory\":%.3g,\"sum\":%.9g,"
        "\"scalar_sum\":%.9g}\n",
        plan.goals().size(),
        never,
        static_cast<double>(told_alone) / static_cast<double>(lanes),
        plan_seconds,
        plan.instruction_count(),
        static_cast<double>(lanes) / busy,
        static_cast<double>(lanes) / (wall * static_cast<double>(threads)),
        static_cast<double>(scalar_persons) / scalar.seconds,
        bytes,
        plan.traffic_per_lane() * static_cast<double>(lanes) / busy,
        memory_bandwidth(1U << 24U, 3),
        memory_bandwidth(1U << 11U, 20'000),
        checked_sum,
        scalar.sum
    );
    return 0;
}
