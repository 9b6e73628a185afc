// Times one model over a great many synthetic persons at once, beside the evaluator for one person.
//
// usage: columns_bench MODEL.json FACTS_FILE LANES THREADS
// FACTS_FILE: lines `fixed<TAB>rule<TAB>expression`,
// `number<TAB>rule<TAB>unit<TAB>least<TAB>step<TAB>steps`,
// `date<TAB>rule<TAB>least<TAB>step<TAB>steps` (in days since 1970), `boolean<TAB>rule`,
// `text<TAB>rule<TAB>text<TAB>…` and `goal<TAB>rule`. Persons are drawn from the ranges; or, where
// there are lines `row<TAB>value<TAB>…` with a value or nothing for each fact that varies, in their
// order, from these rows: one of them, its amounts in euros times a factor between a half and three
// halves. Prints one line of JSON: seconds to plan and to run, persons per second and core, persons
// per second of the evaluator for one person, microseconds of a person who comes alone in one lane,
// bytes of columns, the most memory the program ever took, bytes that the instructions read and
// write per second, what this machine's memory gives, the goals that an evaluator had to tell for
// some persons and why, and the sum of all numbers of the persons that both told, which must be the
// same.
#include "core/eval/columns.h"

#include "core/base/date.h"
#include "core/base/text.h"
#include "core/eval/calendar.h"
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
#include <limits>
#include <map>
#include <sstream>
#include <string>
#include <thread>
#include <vector>

namespace {

using namespace prevenance; // NOLINT: a program of a few lines.

constexpr std::size_t scalar_persons = 400;
constexpr std::size_t lone_persons = 4'000;

struct Drawn {
    double least = 0;
    double step = 1;
    std::uint64_t steps = 2;
};

struct Question {
    ColumnsRequest request{parse_iso_day("2026-11-24").value(), {}, {}, {}};
    std::vector<Drawn> drawn;
    std::vector<std::vector<double>> rows; ///< Of facts; NaN: left without answer.
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
    std::istringstream fields(line + "\t"); // The last one may be empty too.
    for (std::string part; std::getline(fields, part, '\t');)
        parts.push_back(part);
    return parts;
}

Drawn range_of(std::vector<std::string> const& parts, std::size_t from) {
    if (parts.size() < from + 3) return {};
    auto const at = [&](std::size_t i) {
        return parse_decimal(parts[i]).value();
    };
    return {at(from), at(from + 1), static_cast<std::uint64_t>(at(from + 2))};
}

void take_row(std::vector<std::string> const& parts, Question& question) {
    std::vector<double> row;
    for (std::size_t i = 1; i < parts.size(); ++i) {
        bool const is_unset = parts[i].empty();
        row.push_back(
            is_unset ? std::numeric_limits<double>::quiet_NaN() : parse_decimal(parts[i]).value()
        );
        if (is_unset) question.request.varying[i - 1].may_be_unset = true;
    }
    question.rows.push_back(std::move(row));
}

void take_line(std::vector<std::string> const& parts, Question& question) {
    auto& request = question.request;
    auto const vary = [&](VaryingFact fact, Drawn drawn) {
        request.varying.push_back(std::move(fact));
        question.drawn.push_back(drawn);
    };
    if (parts[0] == "fixed") request.fixed.push_back({parts[1], parts[2]});
    if (parts[0] == "goal") request.goals.push_back(parts[1]);
    if (parts[0] == "row") take_row(parts, question);
    if (parts[0] == "number")
        vary({parts[1], VaryingFact::Kind::number, parts[2]}, range_of(parts, 3));
    if (parts[0] == "date") vary({parts[1], VaryingFact::Kind::date}, range_of(parts, 2));
    if (parts[0] == "boolean") vary({parts[1], VaryingFact::Kind::boolean}, {});
    if (parts[0] == "text") {
        std::vector<std::string> const texts(parts.begin() + 2, parts.end());
        vary({parts[1], VaryingFact::Kind::text, "", texts}, {0, 1, texts.size()});
    }
}

Question read_question(char const* path) {
    Question question;
    std::istringstream lines(read_file(path));
    for (std::string line; std::getline(lines, line);)
        if (auto const parts = split(line); parts.size() >= 2) take_line(parts, question);
    return question;
}

/// The same whichever thread draws it.
std::uint64_t random_bits(std::uint64_t person, std::size_t fact) {
    std::uint64_t bits = person * 0x9E37'79B9'7F4A'7C15U + fact * 0xD1B5'4A32'D192'ED03U;
    bits = (bits ^ bits >> 32U) * 0xD6E8'FEB8'6659'FD93U;
    return bits ^ bits >> 32U;
}

/// What the person that is drawn so answers.
double draw(Question const& question, std::uint64_t person, std::size_t fact) {
    if (question.rows.empty()) {
        auto const& drawn = question.drawn[fact];
        auto const step = static_cast<double>(random_bits(person, fact) % drawn.steps);
        return drawn.least + drawn.step * step;
    }
    auto const bits = random_bits(person, 0);
    double const value = question.rows[bits % question.rows.size()][fact];
    bool const is_amount = question.request.varying[fact].unit.starts_with("€");
    if (!is_amount) return value;
    double const factor = 0.5 + static_cast<double>((bits >> 40U) % 1001) / 1000;
    return std::round(value * factor * 100) / 100;
}

/// Persons that an evaluator told, by goal and reason.
using Counts = std::map<std::pair<std::size_t, std::string>, std::uint64_t>;

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
            for (std::size_t goal = 0; goal < plan_->goals().size(); ++goal)
                add_goal(goal, lanes);
            begin += lanes;
        }
    }

    double sum = 0;
    double seconds = 0; ///< In the runner alone: neither drawing persons nor summing up.
    Counts told_alone;

private:
    void draw_block(std::uint64_t begin, std::uint64_t lanes) {
        columns_.clear();
        for (std::size_t fact = 0; fact < facts_.size(); ++fact) {
            for (std::uint64_t i = 0; i < lanes; ++i)
                facts_[fact][i] = draw(*question_, begin + i, fact);
            columns_.push_back(std::span(facts_[fact]).first(lanes));
        }
    }

    void add_goal(std::size_t goal, std::uint64_t lanes) {
        runner_.numbers(goal, numbers_);
        for (std::uint64_t i = 0; i < lanes; ++i) {
            if (std::isfinite(numbers_[i])) sum += numbers_[i];
            auto const& outcome = runner_.outcome(goal, i);
            if (outcome.is_scalar) ++told_alone[{goal, outcome.fallback}];
        }
    }

    ColumnsPlan const* plan_;
    Question const* question_;
    ColumnsRunner runner_;
    std::vector<std::vector<double>> facts_;
    std::vector<std::span<double const>> columns_;
    std::vector<double> numbers_;
};

/// Seconds that a person takes who comes alone: heard and every goal evaluated, in one lane.
double run_lone(ColumnsPlan const& plan, Question const& question) {
    ColumnsRunner runner(plan, 1);
    std::vector<double> answers(question.drawn.size());
    std::vector<std::span<double const>> columns;
    for (auto const& answer : answers)
        columns.emplace_back(&answer, 1);
    double seconds = 0;
    for (std::size_t person = 0; person < lone_persons; ++person) {
        for (std::size_t fact = 0; fact < answers.size(); ++fact)
            answers[fact] = draw(question, person, fact);
        double const start = thread_seconds();
        if (!runner.run(columns).ok()) std::abort();
        seconds += thread_seconds() - start;
    }
    return seconds / lone_persons;
}

std::string answer_of(VaryingFact const& fact, double value) {
    if (fact.kind == VaryingFact::Kind::boolean) return value != 0 ? "oui" : "non";
    if (fact.kind == VaryingFact::Kind::text)
        return "'" + fact.texts[static_cast<std::size_t>(value)] + "'";
    if (fact.kind == VaryingFact::Kind::date)
        return format_french_day(Day{std::chrono::days{static_cast<int>(value)}});
    return print_shortest(value) + (fact.unit.empty() ? "" : " " + fact.unit);
}

struct Scalar {
    double sum = 0;
    double seconds = 0;
};

void hear(Evaluator& evaluator, Question const& question, std::uint64_t person) {
    auto const& varying = question.request.varying;
    for (std::size_t i = 0; i < varying.size(); ++i) {
        double const value = draw(question, person, i);
        if (std::isnan(value)) {
            evaluator.forget(varying[i].rule);
        } else if (!evaluator.answer(varying[i].rule, answer_of(varying[i], value)).ok()) {
            std::abort();
        }
    }
}

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
        hear(evaluator, question, person);
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

/// The most memory that this program ever took, in KiB, as Linux tells it.
unsigned long peak_memory() {
    std::ifstream status("/proc/self/status");
    for (std::string line; std::getline(status, line);)
        if (line.starts_with("VmHWM:")) return std::strtoul(line.c_str() + 6, nullptr, 10);
    return 0;
}

/// What all threads made together.
struct Whole {
    double wall = 0;
    double busy = 0;
    unsigned long peak_kib = 0;
    Counts told_alone;
};

Whole run_all(
    ColumnsPlan const& plan, Question const& question, std::uint64_t lanes, std::size_t threads
) {
    std::vector<Run> runs;
    for (std::size_t i = 0; i < threads; ++i)
        runs.emplace_back(plan, question);
    Clock const clock;
    std::vector<std::thread> workers;
    for (std::size_t i = 0; i < threads; ++i)
        workers.emplace_back([&, i] {
            runs[i].persons(lanes * i / threads, lanes * (i + 1) / threads);
        });
    for (auto& worker : workers)
        worker.join();
    Whole whole{clock.seconds(), 0, peak_memory(), {}};
    for (auto const& run : runs) {
        whole.busy += run.seconds;
        for (auto const& [place, persons] : run.told_alone)
            whole.told_alone[place] += persons;
    }
    return whole;
}

/// `{"goal":5,"share":0.25,"why":"…"}` for each goal that an evaluator tells for some persons.
std::string alone_json(Counts const& counts, double lanes) {
    std::string text;
    for (auto const& [place, persons] : counts) {
        double const share = static_cast<double>(persons) / lanes;
        text += (text.empty() ? "" : ",") + std::string("{\"goal\":") +
            std::to_string(place.first) + ",\"share\":" + print_shortest(share) + ",\"why\":\"" +
            place.second + "\"}";
    }
    return "[" + text + "]";
}

struct Measured {
    double plan_seconds = 0;
    double lone_seconds = 0;
    std::size_t bytes = 0;
    double sum = 0;
};

void print(
    ColumnsPlan const& plan,
    Measured const& measured,
    Whole const& whole,
    Scalar const& scalar,
    double lanes,
    double threads
) {
    std::size_t never = 0;
    for (auto const& goal : plan.goals())
        never += goal.always_falls_back ? 1 : 0;
    std::printf(
        "{\"goals\":%zu,\"facts\":%zu,\"never\":%zu,\"plan_s\":%.3f,\"instructions\":%zu,"
        "\"per_core\":%.0f,\"whole_per_core\":%.0f,\"scalar\":%.1f,\"lone_us\":%.2f,\"bytes\":%zu,"
        "\"peak_kib\":%lu,"
        "\"traffic\":%.3g,\"far_memory\":%.3g,\"near_memory\":%.3g,\"sum\":%.9g,"
        "\"scalar_sum\":%.9g,\"alone\":%s}\n",
        plan.goals().size(),
        plan.request().varying.size(),
        never,
        measured.plan_seconds,
        plan.instruction_count(),
        lanes / whole.busy,
        lanes / (whole.wall * threads),
        static_cast<double>(scalar_persons) / scalar.seconds,
        1e6 * measured.lone_seconds,
        measured.bytes,
        whole.peak_kib,
        plan.traffic_per_lane() * lanes / whole.busy,
        memory_bandwidth(1U << 24U, 3),
        memory_bandwidth(1U << 11U, 20'000),
        measured.sum,
        scalar.sum,
        alone_json(whole.told_alone, lanes).c_str()
    );
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
    Measured measured{plan_clock.seconds(), 0, 0, 0};

    auto const before = static_cast<std::size_t>(mallinfo2().uordblks);
    Run first(plan, question);
    first.persons(0, scalar_persons);
    measured.sum = first.sum;
    measured.bytes = static_cast<std::size_t>(mallinfo2().uordblks) - before;

    Whole const whole = run_all(plan, question, lanes, threads);
    Scalar const scalar = run_scalar(program, question);
    measured.lone_seconds = run_lone(plan, question);
    print(plan, measured, whole, scalar, static_cast<double>(lanes), static_cast<double>(threads));
    return 0;
}
