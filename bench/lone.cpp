#include "bench/lone.h"

#include "core/base/text.h"
#include "core/eval/calendar.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <string>
#include <utility>

namespace {

using namespace prevenance; // NOLINT: a program of a few lines.

/// An answer as a column takes it.
struct Lane {
    VaryingFact fact;
    double value = 0;
};

std::string unquoted(std::string const& expression) {
    return expression.substr(1, expression.size() - 2);
}

/// All that the rule says may be answered, whatever these two persons do.
std::vector<std::string> texts_of(Program const& program, Answer const& answer) {
    std::vector<std::string> texts;
    auto const list = program.rules[program.find(answer.rule)].possibilities;
    if (list != none)
        for (auto const& possibility : program.possibilities[list].items)
            texts.emplace_back(program.text(possibility.value));
    for (auto const& expression : answer.expressions)
        if (std::find(texts.begin(), texts.end(), unquoted(expression)) == texts.end())
            texts.push_back(unquoted(expression));
    return texts;
}

Lane text_lane(Program const& program, std::string const& text, Answer const& answer) {
    auto texts = texts_of(program, answer);
    auto const place = std::find(texts.begin(), texts.end(), unquoted(text)) - texts.begin();
    return {
        {answer.rule, VaryingFact::Kind::text, "", std::move(texts)}, static_cast<double>(place)};
}

std::optional<Lane>
read_lane(Program const& program, std::string const& text, Answer const& answer) {
    if (text == "oui" || text == "non")
        return Lane{{answer.rule, VaryingFact::Kind::boolean}, text == "oui" ? 1.0 : 0.0};
    if (auto const day = parse_french_day(text))
        return Lane{
            {answer.rule, VaryingFact::Kind::date},
            static_cast<double>(day->time_since_epoch().count())};
    if (text.starts_with('\'')) return text_lane(program, text, answer);
    auto const end = std::min(text.find(' '), text.size());
    auto const number = parse_decimal(text.substr(0, end));
    if (!number) return std::nullopt;
    auto const unit = text.substr(std::min(end + 1, text.size()));
    return Lane{{answer.rule, VaryingFact::Kind::number, unit}, *number};
}

} // namespace

std::optional<LonePersons> LonePersons::plan(Program const& program, Persons const& persons) {
    ColumnsRequest request{parse_iso_day("2026-11-24").value(), {}, {}, persons.goals};
    std::array<std::vector<double>, 2> values;
    for (auto const& answer : persons.answers) {
        if (answer.is_setting) {
            request.fixed.push_back({answer.rule, answer.expressions[0]});
            continue;
        }
        for (std::size_t person = 0; person < values.size(); ++person) {
            auto lane = read_lane(program, answer.expressions[person], answer);
            if (!lane) return std::nullopt;
            lane->fact.may_be_unset = true;
            values[person].push_back(lane->value);
            if (person == 0) request.varying.push_back(std::move(lane->fact));
        }
    }
    auto made = ColumnsPlan::make(program, std::move(request));
    if (!made.ok()) return std::nullopt;
    LonePersons lone(std::move(made).value());
    lone.values_ = std::move(values);
    for (std::size_t person = 0; person < lone.values_.size(); ++person)
        for (auto const& value : lone.values_[person])
            lone.columns_[person].emplace_back(&value, 1);
    return lone;
}

double LonePersons::answer_all(std::size_t person) {
    if (!runner_.run(columns_[person % 2]).ok()) std::abort();
    double sum = 0;
    double number = 0;
    for (std::size_t goal = 0; goal < plan_->goals().size(); ++goal) {
        runner_.numbers(goal, std::span(&number, 1));
        if (std::isfinite(number)) sum += number;
    }
    return sum;
}
