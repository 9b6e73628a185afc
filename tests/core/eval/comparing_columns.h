// Columns beside the evaluator for one person: random lanes, every goal compared by kind, bits of
// the number, text and unit, also where the evaluation fails.
#pragma once

#include "core/base/bit_cast.h"
#include "core/eval/calendar.h"
#include "core/eval/columns.h"
#include "tests/core/eval/asking.h"

#include <limits>
#include <random>
#include <string>
#include <utility>
#include <vector>

namespace comparing {

using namespace asking;     // NOLINT: a vocabulary for tables.
using namespace prevenance; // NOLINT

inline constexpr double unset = std::numeric_limits<double>::quiet_NaN();

/// A fact and the range its numbers are drawn from, in steps.
struct Drawn {
    VaryingFact fact;
    double least = 0;
    double step = 1;
    unsigned steps = 2;
};

inline double draw(Drawn const& drawn, std::mt19937& random) {
    if (drawn.fact.may_be_unset && random() % 8 == 0) return unset;
    unsigned steps = drawn.steps;
    if (drawn.fact.kind == VaryingFact::Kind::text)
        steps = static_cast<unsigned>(drawn.fact.texts.size());
    return drawn.least + drawn.step * static_cast<double>(random() % steps);
}

inline std::string written_answer(VaryingFact const& fact, double value) {
    switch (fact.kind) {
    case VaryingFact::Kind::boolean:
        return value != 0 ? "oui" : "non";
    case VaryingFact::Kind::text:
        return "'" + fact.texts[static_cast<std::size_t>(value)] + "'";
    case VaryingFact::Kind::date:
        return format_french_day(Day{std::chrono::days{static_cast<int>(value)}});
    case VaryingFact::Kind::number:
        break;
    }
    return print_shortest(value) + (fact.unit.empty() ? "" : " " + fact.unit);
}

inline std::string bits(RulesResult<Outcome> const& outcome) {
    if (!outcome.ok()) return "error: " + outcome.error().message;
    auto const& value = outcome.value().value;
    std::string text = written(value) + " " + outcome.value().unit;
    if (value.kind == Value::Kind::number)
        text += " " + std::to_string(prevenance::bit_cast<std::uint64_t>(value.number));
    return text;
}

struct Tally {
    std::size_t compared = 0;
    std::size_t apart = 0;
    std::size_t scalar = 0;
    std::size_t failed = 0;
    std::size_t numbers = 0; ///< Other than zero.
};

class Comparison {
public:
    Comparison(Program const& program, ColumnsRequest const& request)
        : evaluator_(program, request.today) {
        for (auto const& fact : request.fixed)
            REQUIRE(evaluator_.answer(fact.rule, fact.expression).ok());
        for (auto const& goal : request.goals)
            questions_.push_back(evaluator_.prepare(goal).value());
    }

    void hear(VaryingFact const& fact, double value) {
        evaluator_.forget(fact.rule);
        if (value == value) REQUIRE(evaluator_.answer(fact.rule, written_answer(fact, value)).ok());
    }

    void
    compare(ColumnsRunner const& runner, ColumnsPlan const& plan, std::size_t lane, Tally& tally) {
        for (std::size_t goal = 0; goal < questions_.size(); ++goal) {
            auto const told = evaluator_.evaluate(questions_[goal]);
            std::string const expected =
                told.ok() ? bits(*told.value()) : bits(RulesResult<Outcome>(told.error()));
            std::string const found = bits(runner.value(goal, lane));
            ++tally.compared;
            tally.scalar += runner.outcome(goal, lane).is_scalar ? 1 : 0;
            tally.failed += told.ok() ? 0 : 1;
            bool const is_number = told.ok() && told.value()->value.kind == Value::Kind::number;
            tally.numbers += is_number && told.value()->value.number != 0 ? 1 : 0;
            if (found == expected) continue;
            if (++tally.apart > 5) continue;
            CAPTURE(plan.goals()[goal].expression);
            CHECK(found == expected);
        }
    }

private:
    Evaluator evaluator_;
    std::vector<Evaluator::Question> questions_;
};

inline Tally compare(
    Program const& program,
    ColumnsRequest const& request,
    std::vector<Drawn> const& drawn,
    std::size_t lanes
) {
    auto made = ColumnsPlan::make(program, request);
    if (!made.ok()) FAIL(describe(made.error()));
    ColumnsPlan const plan = std::move(made).value();
    ColumnsRunner runner(plan);
    Comparison comparison(program, request);
    std::mt19937 random(7);
    Tally tally;
    for (std::size_t done = 0; done < lanes; done += ColumnsRunner::block_lanes) {
        std::vector<std::vector<double>> facts(drawn.size());
        for (std::size_t i = 0; i < ColumnsRunner::block_lanes && done + i < lanes; ++i)
            for (std::size_t fact = 0; fact < drawn.size(); ++fact)
                facts[fact].push_back(draw(drawn[fact], random));
        std::vector<std::span<double const>> columns(facts.begin(), facts.end());
        REQUIRE(runner.run(columns).ok());
        for (std::size_t lane = 0; lane < runner.lanes(); ++lane) {
            for (std::size_t fact = 0; fact < drawn.size(); ++fact)
                comparison.hear(drawn[fact].fact, facts[fact][lane]);
            comparison.compare(runner, plan, lane, tally);
        }
    }
    std::size_t whole = 0;
    for (auto const& goal : plan.goals())
        if (goal.always_falls_back) {
            ++whole;
            if (whole < 12) MESSAGE(goal.expression << ": " << goal.fallback);
        }
    MESSAGE(
        plan.goals().size() << " goals, " << plan.instruction_count() << " instructions, "
                            << plan.bytes_per_lane() << " bytes a lane; " << whole
                            << " goals never told by columns; " << tally.scalar << " of "
                            << tally.compared << " told one by one, " << tally.failed << " fail, "
                            << tally.numbers << " numbers"
    );
    return tally;
}

inline Drawn number(char const* rule, char const* unit, double least, double step, unsigned steps) {
    return {{rule, VaryingFact::Kind::number, unit}, least, step, steps};
}

inline Drawn boolean(char const* rule) {
    return {{rule, VaryingFact::Kind::boolean}};
}

inline Drawn text(char const* rule, std::vector<std::string> texts) {
    return {{rule, VaryingFact::Kind::text, "", std::move(texts)}};
}

inline std::vector<VaryingFact> facts_of(std::vector<Drawn> const& drawn) {
    std::vector<VaryingFact> facts;
    for (auto const& one : drawn)
        facts.push_back(one.fact);
    return facts;
}

} // namespace comparing
