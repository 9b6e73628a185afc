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

HouseholdAnswer quantity(double number, std::string_view unit) {
    return {HouseholdAnswer::Kind::quantity, tidy(number), unit};
}

/// `text`  of the mapping, or of this program.
HouseholdAnswer expression(std::string_view text) {
    return {HouseholdAnswer::Kind::expression, 0, text};
}

HouseholdAnswer yes_or_no(bool yes) {
    return expression(yes ? "oui" : "non");
}

HouseholdAnswer when_absent(InputMapping const& input) {
    return input.if_absent.empty() ? HouseholdAnswer{} : expression(input.if_absent);
}

Error wrong(InputMapping const& input, std::string const& remedy) {
    return Error{
        ErrorCode::bad_input,
        std::string(plural_of(input.entity)) + '/' + input.variables.front() +
            ": a value that is not understood; " + remedy};
}

std::string word_of(Source const& value) {
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

Result<HouseholdAnswer> worded(InputMapping const& input, Source const& value) {
    std::string text = word_of(value);
    bool const prefix = input.reading == Reading::prefix;
    for (;; text.pop_back()) {
        auto const word = input.words.find(text);
        if (word != input.words.end()) return expression(word->second);
        if (!prefix || text.empty()) break;
    }
    if (!input.otherwise.empty()) {
        auto answer = expression(input.otherwise);
        if (!input.assumption.empty()) answer.assumed = &input;
        return answer;
    }
    std::string known;
    for (auto const& [word, answer] : input.words)
        known += (known.empty() ? "" : ", ") + word;
    return wrong(input, "use one of " + known);
}

Result<HouseholdAnswer> day_of(InputMapping const& input, Source const& value) {
    auto const day = parse_iso_day(value.text);
    if (!day.ok()) return wrong(input, "write the day YYYY-MM-DD");
    auto const days = static_cast<double>(day.value().time_since_epoch().count());
    return HouseholdAnswer{HouseholdAnswer::Kind::day, days, {}};
}

Result<HouseholdAnswer> single(InputMapping const& input, Source const& value) {
    bool const is_number = value.kind == Source::Kind::number;
    if (input.reading == Reading::words || input.reading == Reading::prefix)
        return worded(input, value);
    if (input.reading == Reading::flag) {
        bool const flag = value.kind == Source::Kind::boolean;
        if (!flag && !is_number) return wrong(input, "use true or false");
        return yes_or_no(flag ? value.boolean : value.number != 0);
    }
    if (input.reading == Reading::day) return day_of(input, value);
    if (!is_number) return wrong(input, "use a number");
    if (input.reading == Reading::share) return quantity(value.number * 100, "%");
    return quantity(value.number, input.unit);
}

bool adds_up(Reading reading) {
    return reading == Reading::sum || reading == Reading::mean || reading == Reading::whole ||
        reading == Reading::positive || reading == Reading::given;
}

} // namespace

std::string written(HouseholdAnswer const& answer) {
    switch (answer.kind) {
    case HouseholdAnswer::Kind::none:
        return "";
    case HouseholdAnswer::Kind::quantity: {
        auto text = print_shortest(answer.number);
        return answer.text.empty() ? text : (text += ' ').append(answer.text);
    }
    case HouseholdAnswer::Kind::day:
        return format_french_day(Day(std::chrono::days(static_cast<int>(answer.number))));
    case HouseholdAnswer::Kind::expression:
        break;
    }
    return std::string(answer.text);
}

/// `several`  holds the values when they stand in more than one place.
std::span<DatedValue const> HouseholdAnswers::values(
    InputMapping const& input,
    VariableId variable,
    Member const* person,
    std::vector<DatedValue>& several
) const {
    switch (input.entity) {
    case Entity::person: {
        auto const index = person == nullptr ? family_->adults.front().index : person->index;
        return index_->values(input.entity, index, variable);
    }
    case Entity::family:
        return index_->values(input.entity, family_->index, variable);
    case Entity::dwelling:
        if (!family_->dwelling) return {};
        return index_->values(input.entity, *family_->dwelling, variable);
    case Entity::tax_household:
        break;
    }
    for (auto const index : family_->tax_households)
        for (auto const& value : index_->values(input.entity, index, variable))
            several.push_back(value);
    return several;
}

Result<HouseholdAnswer>
HouseholdAnswers::total(InputMapping const& input, std::span<DatedValue const> values) const {
    auto const [from, to, of_year] = input.window;
    Month const january = month_ - month_ % 12;
    Month const first = of_year ? january + 12 * from : month_ + from;
    Month const last = of_year ? january + 12 * to + 11 : month_ + to;
    auto const sum = sum_between(values, first, last);
    if (!sum) return when_absent(input);
    if (!std::isfinite(*sum)) return wrong(input, "the sum is too large");
    if (input.reading == Reading::whole && !covers(values, first, last)) return when_absent(input);
    if (input.reading == Reading::given) return expression(input.answer);
    if (input.reading == Reading::positive) return yes_or_no(*sum > 0);
    double const months = input.reading == Reading::mean ? last - first + 1 : 1;
    return quantity(*sum / months, input.unit);
}

Result<HouseholdAnswer>
HouseholdAnswers::answer(InputMapping const& input, Member const* person) const {
    std::vector<DatedValue> several;
    if (input.ids.size() > 1) {
        for (auto const variable : input.ids) {
            std::vector<DatedValue> more;
            auto const found = values(input, variable, person, more);
            several.insert(several.end(), found.begin(), found.end());
        }
    }
    auto const all =
        input.ids.size() > 1 ? several : values(input, input.ids.front(), person, several);
    if (!adds_up(input.reading)) {
        auto const* const value = value_at(all, month_);
        return value == nullptr ? when_absent(input) : single(input, *value);
    }
    for (auto const& [period, value] : all)
        if (value->kind != Source::Kind::number) return wrong(input, "use numbers");
    return total(input, all);
}

} // namespace prevenance
