#include "core/households/household_columns.h"

#include "core/base/text.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace prevenance {

namespace {

/// `12.5 €/mois`: the number and its unit.
std::optional<std::pair<double, std::string_view>> read_quantity(std::string_view text) {
    auto const end = std::min(text.find(' '), text.size());
    auto const number = parse_decimal(text.substr(0, end));
    if (!number) return std::nullopt;
    return std::pair(*number, text.substr(std::min(end + 1, text.size())));
}

bool is_quoted(std::string_view text) {
    return text.size() >= 2 && text.front() == '\'' && text.back() == '\'';
}

std::string_view unquoted(std::string_view text) {
    return text.substr(1, text.size() - 2);
}

/// A column that grows by all that may be answered.
class Description {
public:
    explicit Description(std::string rule) {
        fact_.rule = std::move(rule);
        fact_.may_be_unset = true;
    }

    void add(InputMapping const& input) {
        switch (input.reading) {
        case Reading::sum:
        case Reading::mean:
        case Reading::whole:
        case Reading::number:
            add_number(input.unit);
            break;
        case Reading::share:
            add_number("%");
            break;
        case Reading::day:
            take(VaryingFact::Kind::date);
            break;
        case Reading::flag:
        case Reading::positive:
            take(VaryingFact::Kind::boolean);
            break;
        case Reading::words:
        case Reading::prefix:
            for (auto const& [word, answer] : input.words)
                add_expression(answer);
            add_expression(input.otherwise);
            break;
        case Reading::given:
            add_expression(input.answer);
            break;
        }
        add_expression(input.if_absent);
    }

    std::optional<VaryingFact> result() && {
        if (!kind_ || clashes_) return std::nullopt;
        fact_.kind = *kind_;
        return std::move(fact_);
    }

private:
    void take(VaryingFact::Kind kind) {
        clashes_ = clashes_ || (kind_ && *kind_ != kind);
        kind_ = kind;
    }

    void add_number(std::string_view unit) {
        clashes_ = clashes_ || (kind_ && fact_.unit != unit);
        take(VaryingFact::Kind::number);
        fact_.unit = unit;
    }

    void add_expression(std::string_view text) {
        if (text.empty()) return;
        if (text == "oui" || text == "non") return take(VaryingFact::Kind::boolean);
        if (is_quoted(text)) return add_text(unquoted(text));
        auto const quantity = read_quantity(text);
        if (quantity) return add_number(quantity->second);
        clashes_ = true;
    }

    void add_text(std::string_view text) {
        take(VaryingFact::Kind::text);
        auto& texts = fact_.texts;
        if (std::find(texts.begin(), texts.end(), text) == texts.end()) texts.emplace_back(text);
    }

    VaryingFact fact_;
    std::optional<VaryingFact::Kind> kind_;
    bool clashes_ = false;
};

double value_of_expression(VaryingFact const& fact, std::string_view text) {
    if (fact.kind == VaryingFact::Kind::boolean) return text == "oui" ? 1 : 0;
    if (fact.kind == VaryingFact::Kind::number) return read_quantity(text)->first;
    auto const place = std::find(fact.texts.begin(), fact.texts.end(), unquoted(text));
    return static_cast<double>(place - fact.texts.begin());
}

} // namespace

std::optional<VaryingFact>
varying_fact(std::string const& rule, std::span<InputMapping const* const> inputs) {
    Description description(rule);
    for (auto const* const input : inputs)
        description.add(*input);
    return std::move(description).result();
}

double column_value(VaryingFact const& fact, HouseholdAnswer const& answer) {
    switch (answer.kind) {
    case HouseholdAnswer::Kind::none:
        break;
    case HouseholdAnswer::Kind::quantity:
    case HouseholdAnswer::Kind::day:
        return answer.number;
    case HouseholdAnswer::Kind::expression:
        return value_of_expression(fact, answer.text);
    }
    return std::numeric_limits<double>::quiet_NaN();
}

/// The month's columns, the first from then on; nullptr when there are none.
HouseholdColumns::OfMonth* HouseholdColumns::find(Month month) {
    auto const found = std::find_if(months_.begin(), months_.end(), [month](auto const& known) {
        return known.month == month;
    });
    if (found == months_.end()) return nullptr;
    months_.splice(months_.begin(), months_, found);
    return &months_.front();
}

bool HouseholdColumns::is_worth_it(Month month) {
    auto const counted = std::find_if(asked_.begin(), asked_.end(), [month](auto const& known) {
        return known.first == month;
    });
    if (counted == asked_.end()) {
        constexpr std::size_t months_counted_max = 64;
        if (asked_.size() == months_counted_max) asked_.clear();
        asked_.emplace_back(month, 1);
        return false;
    }
    if (++counted->second <= asked_before) return false;
    asked_.erase(counted); // From anew, when it is to be worked out again.
    return true;
}

ColumnsRunner const* HouseholdColumns::run(Month month, std::span<double const> answers) {
    auto* columns = find(month);
    if (columns == nullptr) {
        if (!is_worth_it(month)) return nullptr;
        auto request = request_;
        request.fixed.push_back({date_rule_, first_day_of(month)});
        auto plan = ColumnsPlan::make(*program_, std::move(request));
        if (!plan.ok()) return nullptr;
        if (months_.size() == months_max) months_.pop_back();
        columns = &months_.emplace_front(month, std::move(plan).value());
    }
    std::vector<std::span<double const>> lanes;
    for (auto const& answer : answers)
        lanes.emplace_back(&answer, 1);
    return columns->runner.run(lanes).ok() ? &columns->runner : nullptr;
}

} // namespace prevenance
