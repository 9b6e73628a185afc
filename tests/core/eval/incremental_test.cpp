// Goal: what an evaluator keeps from one question to the next never shows. Method: random models;
// one evaluator hears answers given, changed and taken back, and questions in any order; each
// outcome is that of a new evaluator that hears the same answers and one question only.
#include "tests/core/eval/asking.h"

#include <algorithm>
#include <map>
#include <random>
#include <vector>

using namespace asking; // NOLINT: a vocabulary for tables.

namespace {

constexpr int rule_count = 14;

/// A small model: each rule names others, most of them above itself, so that few are circular.
class ModelWriter {
public:
    explicit ModelWriter(unsigned seed)
        : random_(seed) {}

    std::string model() {
        std::string text =
            "{\"r0\": null, \"r1\": {\"question\": \"?\", \"possiblement non applicable\": "
            "\"oui\"}, \"r2\": {\"par défaut\": \"oui\"}";
        for (int i = 3; i < rule_count; ++i) {
            at_ = i;
            text += ", \"" + name(i) + "\": " + rule();
        }
        return text + "}";
    }

    std::string answer() {
        static char const* const answers[] = {"1", "0", "oui", "non", "3 €", "r3", "r0 + 1"};
        return answers[pick(7)];
    }

    unsigned pick(unsigned count) { return static_cast<unsigned>(random_() % count); }

    static std::string name(int index) { return "r" + std::to_string(index); }

private:
    std::string other() {
        int const among = pick(12) == 0 ? rule_count : at_;
        return name(static_cast<int>(pick(static_cast<unsigned>(among))));
    }

    std::string value() {
        switch (pick(6)) {
        case 0:
            return "\"" + other() + " + " + other() + "\"";
        case 1:
            return "\"" + other() + " > 1\"";
        case 2:
            return "{\"somme\": [\"" + other() + "\", \"2 €\", \"" + other() + "\"]}";
        case 3:
            return "{\"variations\": [{\"si\": \"" + other() + " = oui\", \"alors\": \"" + other() +
                "\"}, {\"sinon\": \"" + other() + "\"}]}";
        case 4:
            return "{\"est applicable\": \"" + other() + "\"}";
        default:
            return "\"" + other() + "\"";
        }
    }

    std::string rule() {
        std::string text = "{\"valeur\": " + value();
        if (pick(3) == 0) text += ", \"applicable si\": \"" + other() + " != non\"";
        if (pick(4) == 0) text += ", \"par défaut\": \"" + other() + "\"";
        if (pick(4) == 0) text += ", \"plafond\": \"" + other() + "\"";
        if (pick(6) == 0) text += ", \"remplace\": \"" + other() + "\"";
        if (pick(6) == 0) text += ", \"contexte\": {\"" + other() + "\": \"" + other() + "\"}";
        return text + "}";
    }

    std::mt19937 random_;
    int at_ = 0;
};

std::string asked(Evaluator& evaluator, std::string const& goal) {
    auto const outcome = evaluator.evaluate(goal);
    if (!outcome.ok()) return "error: " + outcome.error().message;
    auto sorted = outcome.value();
    std::sort(sorted.missing.begin(), sorted.missing.end());
    return written(sorted);
}

std::string asked_first(
    Program const& rules, std::map<std::string, std::string> const& answers, std::string const& goal
) {
    Evaluator evaluator(rules, today());
    for (auto const& [rule, answer] : answers)
        REQUIRE(evaluator.answer(rule, answer).ok());
    return asked(evaluator, goal);
}

std::string first_value(
    Program const& rules, std::map<std::string, std::string> const& answers, std::string const& goal
) {
    Evaluator evaluator(rules, today());
    for (auto const& [rule, answer] : answers)
        REQUIRE(evaluator.answer(rule, answer).ok());
    auto const outcome = evaluator.evaluate(goal);
    return outcome.ok() ? written(outcome.value().value) : "error";
}

} // namespace

TEST_CASE("nothing that is kept between questions shows") {
    int compared = 0;
    for (unsigned seed = 0; seed < 64; ++seed) {
        ModelWriter writer(seed);
        auto const model = writer.model();
        CAPTURE(seed);
        CAPTURE(model);
        auto const compiled = prevenance::compile(source(model));
        if (!compiled.ok()) continue;
        Evaluator evaluator(compiled.value(), today());
        std::map<std::string, std::string> answers;
        for (int step = 0; step < 60; ++step) {
            auto const rule = writer.name(static_cast<int>(writer.pick(5)));
            auto const what = writer.pick(8);
            if (what == 0) {
                evaluator.forget(rule);
                answers.erase(rule);
            } else if (what < 3) {
                auto const answer = writer.answer();
                REQUIRE(evaluator.answer(rule, answer).ok());
                answers[rule] = answer;
            } else {
                auto const goal = writer.name(static_cast<int>(writer.pick(rule_count)));
                CAPTURE(goal);
                std::string given;
                for (auto const& [answered, answer] : answers)
                    given += answered + ": " + answer + "; ";
                CAPTURE(given);
                CHECK(asked(evaluator, goal) == asked_first(compiled.value(), answers, goal));
                ++compared;
            }
        }
    }
    CHECK(compared > 2'000);
}

TEST_CASE("values asked together are those of each question asked alone") {
    int compared = 0;
    for (unsigned seed = 0; seed < 64; ++seed) {
        ModelWriter writer(seed);
        auto const model = writer.model();
        CAPTURE(seed);
        CAPTURE(model);
        auto const compiled = prevenance::compile(source(model));
        if (!compiled.ok()) continue;
        Evaluator evaluator(compiled.value(), today());
        std::map<std::string, std::string> answers;
        for (int round = 0; round < 4; ++round) {
            for (int i = 0; i < 4; ++i) {
                auto const rule = writer.name(i);
                answers[rule] = writer.answer();
                REQUIRE(evaluator.answer(rule, answers[rule]).ok());
            }
            std::vector<Evaluator::Question> questions;
            std::vector<std::string> goals;
            for (int i = 0; i < rule_count; ++i) {
                goals.push_back(writer.name(static_cast<int>(writer.pick(rule_count))));
                questions.push_back(evaluator.prepare(goals.back()).value());
            }
            auto const values = evaluator.values_of(questions);
            REQUIRE(values.size() == goals.size());
            for (std::size_t i = 0; i < values.size(); ++i) {
                CAPTURE(goals[i]);
                auto const first = first_value(compiled.value(), answers, goals[i]);
                CHECK((values[i].ok() ? written(values[i].value()) : "error") == first);
                ++compared;
            }
        }
    }
    CHECK(compared > 2'000);
}
