// Goal: over published models, columns give the bits that an evaluator for one person gives.
// Method: random lanes, some facts left unset; every goal compared by kind, bits of the number,
// text and unit, also where the evaluation fails. A model that is not installed is skipped.
#include "core/eval/columns.h"
#include "tests/core/eval/asking.h"

#include <bit>
#include <fstream>
#include <limits>
#include <random>
#include <set>
#include <sstream>

using namespace asking;     // NOLINT: a vocabulary for tables.
using namespace prevenance; // NOLINT

namespace {

constexpr double unset = std::numeric_limits<double>::quiet_NaN();

std::string read_file(std::string const& path) {
    std::ifstream file(path, std::ios::binary);
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

/// A fact and the range its numbers are drawn from, in steps.
struct Drawn {
    VaryingFact fact;
    double least = 0;
    double step = 1;
    unsigned steps = 2;
};

double draw(Drawn const& drawn, std::mt19937& random) {
    if (drawn.fact.may_be_unset && random() % 8 == 0) return unset;
    unsigned steps = drawn.steps;
    if (drawn.fact.kind == VaryingFact::Kind::text)
        steps = static_cast<unsigned>(drawn.fact.texts.size());
    return drawn.least + drawn.step * static_cast<double>(random() % steps);
}

std::string written_answer(VaryingFact const& fact, double value) {
    switch (fact.kind) {
    case VaryingFact::Kind::boolean:
        return value != 0 ? "oui" : "non";
    case VaryingFact::Kind::text:
        return "'" + fact.texts[static_cast<std::size_t>(value)] + "'";
    case VaryingFact::Kind::date:
        return format_iso_day(Day{std::chrono::days{static_cast<int>(value)}});
    case VaryingFact::Kind::number:
        break;
    }
    return print_shortest(value) + (fact.unit.empty() ? "" : " " + fact.unit);
}

std::string bits(RulesResult<Outcome> const& outcome) {
    if (!outcome.ok()) return "error: " + outcome.error().message;
    auto const& value = outcome.value().value;
    std::string text = written(value) + " " + outcome.value().unit;
    if (value.kind == Value::Kind::number)
        text += " " + std::to_string(std::bit_cast<std::uint64_t>(value.number));
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

Tally compare(
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

Drawn number(char const* rule, char const* unit, double least, double step, unsigned steps) {
    return {{rule, VaryingFact::Kind::number, unit}, least, step, steps};
}

Drawn boolean(char const* rule) {
    return {{rule, VaryingFact::Kind::boolean}};
}

Drawn text(char const* rule, std::vector<std::string> texts) {
    return {{rule, VaryingFact::Kind::text, "", std::move(texts)}};
}

std::vector<VaryingFact> facts_of(std::vector<Drawn> const& drawn) {
    std::vector<VaryingFact> facts;
    for (auto const& one : drawn)
        facts.push_back(one.fact);
    return facts;
}

std::vector<std::string> public_rules(Program const& program) {
    std::vector<std::string> names;
    for (RuleId id = 0; id < program.rules.size(); ++id)
        if (program.rules[id].is_public) names.push_back(program.name_of(id));
    return names;
}

/// What the rules compare that one with, or let it be.
std::vector<std::string> texts_of(Program const& program, std::string const& rule) {
    std::set<std::string> texts{"ailleurs"};
    RuleId const id = program.find(rule);
    for (auto const& node : program.nodes) {
        if (node.op != Op::equal && node.op != Op::not_equal) continue;
        auto const& left = program.nodes[node.a];
        auto const& right = program.nodes[node.b];
        if (left.op != Op::reference || left.a != id || right.op != Op::constant) continue;
        auto const text = program.constants[right.a].text;
        if (text != none) texts.insert(program.text(text));
    }
    return {texts.begin(), texts.end()};
}

std::vector<Drawn> cyclists(Program const& program) {
    std::vector<Drawn> drawn{
        number("vélo . prix", "€", 0, 50, 120),
        number("revenu fiscal de référence par part . revenu de référence", "€/an", 0, 731, 80),
        number("revenu fiscal de référence par part . nombre de parts", "", 1, 0.5, 8),
        number("demandeur . âge", "an", 10, 1, 70),
        boolean("demandeur . bénéficiaire du RSA"),
        boolean("demandeur . bénéficiaire de l'AAH"),
        boolean("demandeur . en situation de handicap"),
        boolean("vélo . fabriqué en france"),
    };
    for (auto const* rule :
         {"vélo . type",
          "vélo . état",
          "demandeur . statut",
          "localisation . epci",
          "localisation . département",
          "localisation . région",
          "localisation . code insee",
          "localisation . pays"})
        drawn.push_back(text(rule, texts_of(program, rule)));
    return drawn;
}

} // namespace

TEST_CASE("aides-velo: every goal, all facts known") {
    auto const json =
        read_file("node_modules/@betagouv/aides-velo/publicodes-build/aides-velo.model.json");
    if (json.empty()) return;
    Program const program = asking::program(json);
    auto const drawn = cyclists(program);
    ColumnsRequest request{today(), {}, facts_of(drawn), public_rules(program)};
    CHECK(compare(program, request, drawn, 300).apart == 0);
}

TEST_CASE("aides-velo: every goal, some facts left unset") {
    auto const json =
        read_file("node_modules/@betagouv/aides-velo/publicodes-build/aides-velo.model.json");
    if (json.empty()) return;
    Program const program = asking::program(json);
    auto drawn = cyclists(program);
    for (auto& one : drawn)
        one.fact.may_be_unset = true;
    ColumnsRequest request{today(), {}, facts_of(drawn), public_rules(program)};
    CHECK(compare(program, request, drawn, 300).apart == 0);
}
