#include "core/eval/calendar.h"
#include "core/eval/columns.h"
#include "core/eval/format.h"
#include "core/eval/situation.h"

#include <array>
#include <cmath>
#include <limits>

namespace prevenance {

namespace {

Day day_of(double days) {
    return Day{std::chrono::days{static_cast<int>(days)}};
}

/// How many values a fact that is listed may have; 0 for numbers and dates.
std::size_t listed(VaryingFact const& fact) {
    if (fact.kind == VaryingFact::Kind::boolean) return 2;
    return fact.kind == VaryingFact::Kind::text ? fact.texts.size() : 0;
}

/// Days: from 1 January 1000 to 31 December 9999, the years that are written with four digits.
FactRange range_of(VaryingFact const& fact) {
    constexpr double largest = std::numeric_limits<double>::max();
    FactRange range{.may_be_unset = fact.may_be_unset};
    if (fact.kind == VaryingFact::Kind::number) {
        range.least = -largest;
        range.greatest = largest;
        return range;
    }
    range.is_whole = true;
    if (fact.kind == VaryingFact::Kind::date) {
        range.least = -354'285;
        range.greatest = 2'932'896;
        return range;
    }
    range.is_listed = true;
    range.greatest = static_cast<double>(listed(fact)) - 1;
    range.unset = static_cast<LaneState>(listed(fact));
    return range;
}

/// All digits, so that it reads back as the same number; never an exponent.
Source number_source(double value, std::string const& unit) {
    std::array<char, 800> digits{};
    int precision = 0;
    do {
        static_cast<void>(std::snprintf(digits.data(), digits.size(), "%.*f", precision, value));
    } while (std::strtod(digits.data(), nullptr) != value && ++precision < 400);
    return text_source(std::string(digits.data()) + (unit.empty() ? "" : " " + unit));
}

/// An answer as a person would write it.
Source answer_of(VaryingFact const& fact, double value) {
    switch (fact.kind) {
    case VaryingFact::Kind::number:
        return number_source(value, fact.unit);
    case VaryingFact::Kind::boolean:
        return text_source(value != 0 ? "oui" : "non");
    case VaryingFact::Kind::date:
        return text_source(format_french_day(day_of(value)));
    case VaryingFact::Kind::text:
        break;
    }
    return text_source("'" + fact.texts[static_cast<std::size_t>(value)] + "'");
}

} // namespace

/// The evaluator for one person, with the answers that all lanes give.
struct ColumnsRunner::Scalar {
    Scalar(Program const& program, ColumnsRequest const& request)
        : evaluator(program, request.today) {
        for (auto const& fact : request.fixed)
            ENSURE(evaluator.answer(fact.rule, fact.expression).ok());
        for (auto const& goal : request.goals) {
            auto const question = evaluator.prepare(goal);
            ENSURE(question.ok());
            questions.push_back(question.value());
        }
    }

    RulesResult<Done> hear(VaryingFact const& fact, double value) {
        if (std::isnan(value)) {
            evaluator.forget(fact.rule);
            return Done{};
        }
        return evaluator.answer(fact.rule, answer_of(fact, value));
    }

    Evaluator evaluator;
    std::vector<Evaluator::Question> questions;
};

ColumnsRunner::ColumnsRunner(ColumnsPlan const& plan, std::size_t lanes_max)
    : plan_(&plan) {
    ENSURE(lanes_max > 0 && lanes_max <= block_lanes);
    constexpr std::size_t together = 16; // Lanes for which small tables are looked up at once.
    std::size_t const stride = (lanes_max + together - 1) / together * together;
    states_.resize(plan.code_.state_columns * stride);
    values_.resize(plan.code_.value_columns * stride);
    given_.resize(plan.request_.varying.size());
    block_ = {states_.data(), values_.data(), given_.data(), stride, stride};
    for (auto const& step : plan.constants_)
        run_column_instruction(plan.code_, step, block_);
    block_.lanes = 0;
}

ColumnsRunner::~ColumnsRunner() = default;
ColumnsRunner::ColumnsRunner(ColumnsRunner&&) noexcept = default;

RulesResult<Done> ColumnsRunner::take_fact(std::size_t fact, std::span<double const> values) {
    auto const& described = plan_->request_.varying[fact];
    FactRange const range = range_of(described);
    ColumnId const state = plan_->fact_states_[fact];
    given_[fact] = values.data();
    LaneState* const states = state == none ? nullptr : block_.state(state);
    bool const good = range.is_whole ? take_whole_numbers(range, values, states)
                                     : take_numbers(range, values, states);
    if (good) return Done{};
    return situation_error(
        described.rule, "a lane's answer is none of its kind", "see VaryingFact::Kind"
    );
}

RulesResult<Done> ColumnsRunner::run(std::span<std::span<double const> const> facts) {
    auto const& varying = plan_->request_.varying;
    block_.lanes = facts.empty() ? 1 : facts[0].size();
    scalar_.clear();
    for (std::size_t i = 0; i < varying.size(); ++i) {
        bool const fits = i < facts.size() && facts[i].size() == block_.lanes;
        if (!fits || block_.lanes > block_.stride)
            return situation_error(
                varying[i].rule,
                "its column is missing, too long or as long as no other",
                "give each varying fact as many lanes as the others"
            );
        TRY(take_fact(i, facts[i]));
    }
    for (auto const& step : plan_->code_.instructions)
        run_column_instruction(plan_->code_, step, block_);
    return tell_scalar_lanes(facts);
}

RulesResult<Done> ColumnsRunner::tell_scalar_lanes(std::span<std::span<double const> const> facts) {
    for (std::size_t goal = 0; goal < plan_->goals_.size(); ++goal) {
        if (plan_->goals_[goal].fallback.empty()) continue;
        for (std::size_t lane = 0; lane < block_.lanes; ++lane)
            if (outcome(goal, lane).is_scalar) scalar_.emplace(std::pair(lane, goal), Told{});
    }
    if (scalar_.empty()) return Done{};
    auto const& request = plan_->request_;
    if (!evaluator_) evaluator_ = std::make_unique<Scalar>(*plan_->program_, request);
    std::size_t heard = block_lanes;
    for (auto& [place, told] : scalar_) {
        if (heard != place.first) {
            heard = place.first;
            for (std::size_t i = 0; i < facts.size(); ++i)
                TRY(evaluator_->hear(request.varying[i], facts[i][heard]));
        }
        auto const said = evaluator_->evaluator.evaluate(evaluator_->questions[place.second]);
        if (said.ok()) {
            told.outcome = *said.value();
        } else {
            told.failure = said.error();
        }
    }
    return Done{};
}

ColumnOutcome const& ColumnsRunner::outcome(std::size_t goal, std::size_t lane) const {
    auto const& told = plan_->goals_[goal];
    return told.outcomes[told.state == none ? 0 : block_.state(told.state)[lane]];
}

RulesResult<Outcome> ColumnsRunner::value(std::size_t goal, std::size_t lane) const {
    auto const& told = outcome(goal, lane);
    if (told.is_scalar) {
        auto const& said = scalar_.at({lane, goal});
        if (said.failure) return *said.failure;
        return said.outcome;
    }
    Outcome result;
    result.value = told.value;
    result.unit = told.unit;
    result.unit_present = told.unit_present;
    if (told.column == none) return result;
    double const number = block_.value(told.column)[lane];
    if (told.is_date) {
        result.value.text = format_french_day(day_of(number));
    } else {
        result.value.number = number;
    }
    return result;
}

void ColumnsRunner::numbers(std::size_t goal, std::span<double> out) const {
    for (std::size_t lane = 0; lane < block_.lanes; ++lane) {
        auto const& told = outcome(goal, lane);
        if (told.is_scalar) {
            auto const& value = scalar_.at({lane, goal}).outcome.value;
            out[lane] = value.kind == Value::Kind::number ? value.number : 0;
        } else {
            bool const has_number = told.value.kind == Value::Kind::number;
            double const number =
                told.column == none ? told.value.number : block_.value(told.column)[lane];
            out[lane] = has_number ? number : 0;
        }
    }
}

} // namespace prevenance
