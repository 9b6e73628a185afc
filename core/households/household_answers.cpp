#include "core/households/household_answers.h"

#include "core/base/date.h"
#include "core/eval/calendar.h"
#include "core/eval/format.h"

#include <cmath>

namespace prevenance {

namespace {

/// Sums of cents carry no more than this.
double tidy(double amount) {
    constexpr double steps = 10'000;
    return std::round(amount * steps) / steps;
}

std::string quantity(double number, std::string const& unit) {
    return print_shortest(number) + (unit.empty() ? "" : ' ' + unit);
}

Error wrong(InputMapping const& input, std::string const& remedy) {
    return Error{
        ErrorCode::bad_input,
        std::string(plural_of(input.entity)) + '/' + input.variables.front() +
            ": a value that is not understood; " + remedy};
}

std::string written(Source const& value) {
    switch (value.kind) {
    case Source::Kind::text:
        return value.text;
    case Source::Kind::boolean:
        return value.boolean ? "true" : "false";
    case Source::Kind::number:
        return print_shortest(value.number);
    case Source::Kind::null:
    case Source::Kind::list:
    case Source::Kind::map:
        break;
    }
    return "";
}

Result<std::optional<std::string>> worded(InputMapping const& input, Source const& value) {
    std::string text = written(value);
    bool const prefix = input.reading == Reading::prefix;
    for (;; text.pop_back()) {
        auto const word = input.words.find(text);
        if (word != input.words.end()) return std::optional(word->second);
        if (!prefix || text.empty()) break;
    }
    if (!input.otherwise.empty()) return std::optional(input.otherwise);
    std::string known;
    for (auto const& [word, answer] : input.words)
        known += (known.empty() ? "" : ", ") + word;
    return wrong(input, "use one of " + known);
}

Result<std::optional<std::string>> single(InputMapping const& input, Source const& value) {
    bool const is_number = value.kind == Source::Kind::number;
    if (input.reading == Reading::words || input.reading == Reading::prefix)
        return worded(input, value);
    if (input.reading == Reading::flag) {
        bool const flag = value.kind == Source::Kind::boolean;
        if (!flag && !is_number) return wrong(input, "use true or false");
        bool const yes = flag ? value.boolean : value.number != 0;
        return std::optional<std::string>(yes ? "oui" : "non");
    }
    if (input.reading == Reading::day) {
        auto const day = parse_iso_day(value.text);
        if (!day.ok()) return wrong(input, "write the day YYYY-MM-DD");
        return std::optional(format_french_day(day.value()));
    }
    if (!is_number) return wrong(input, "use a number");
    if (input.reading == Reading::share)
        return std::optional(quantity(tidy(value.number * 100), "%"));
    return std::optional(quantity(tidy(value.number), input.unit));
}

bool adds_up(Reading reading) {
    return reading == Reading::sum || reading == Reading::mean || reading == Reading::positive ||
        reading == Reading::given;
}

std::optional<std::string> when_absent(InputMapping const& input) {
    return input.if_absent.empty() ? std::nullopt : std::optional(input.if_absent);
}

} // namespace

std::vector<DatedValue> const& HouseholdAnswers::read(Source const* variable) const {
    auto const [place, is_new] = dated_.try_emplace(variable);
    if (is_new) place->second = dated_values(variable);
    return place->second;
}

std::vector<DatedValue> HouseholdAnswers::values(
    InputMapping const& input, std::string const& variable, Member const* person
) const {
    auto const& instances = instances_of(*situation_, input.entity).items;
    switch (input.entity) {
    case Entity::person: {
        auto const index = person == nullptr ? family_->adults.front().index : person->index;
        return read(instances[index].find(variable));
    }
    case Entity::family:
        return read(instances[family_->index].find(variable));
    case Entity::dwelling:
        if (!family_->dwelling) return {};
        return read(instances[*family_->dwelling].find(variable));
    case Entity::tax_household:
        break;
    }
    std::vector<DatedValue> all;
    for (auto const index : family_->tax_households)
        for (auto const& value : read(instances[index].find(variable)))
            all.push_back(value);
    return all;
}

Result<std::optional<std::string>>
HouseholdAnswers::total(InputMapping const& input, std::span<DatedValue const> values) const {
    auto const [from, to, of_year] = input.window;
    Month const january = month_ - month_ % 12;
    Month const first = of_year ? january + 12 * from : month_ + from;
    Month const last = of_year ? january + 12 * to + 11 : month_ + to;
    auto const sum = sum_between(values, first, last);
    if (!sum) return when_absent(input);
    if (!std::isfinite(*sum)) return wrong(input, "the sum is too large");
    if (input.reading == Reading::given) return std::optional(input.answer);
    if (input.reading == Reading::positive)
        return std::optional<std::string>(*sum > 0 ? "oui" : "non");
    double const months = input.reading == Reading::mean ? last - first + 1 : 1;
    return std::optional(quantity(tidy(*sum / months), input.unit));
}

Result<std::optional<std::string>>
HouseholdAnswers::answer(InputMapping const& input, Member const* person) const {
    std::vector<DatedValue> all = values(input, input.variables.front(), person);
    if (!adds_up(input.reading)) {
        auto const* const value = value_at(all, month_);
        return value == nullptr ? when_absent(input) : single(input, *value);
    }
    for (std::size_t i = 1; i < input.variables.size(); ++i)
        for (auto const& value : values(input, input.variables[i], person))
            all.push_back(value);
    for (auto const& [period, value] : all)
        if (value->kind != Source::Kind::number) return wrong(input, "use numbers");
    return total(input, all);
}

} // namespace prevenance
