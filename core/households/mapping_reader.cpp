// `openfisca.json` read: each field checked, series times windows written out.
#include "core/households/mapping.h"

#include <array>

namespace prevenance {

namespace {

Error wrong(std::string const& field, std::string const& reason) {
    return Error{ErrorCode::bad_input, "openfisca.json: '" + field + "' " + reason};
}

Result<std::string> text_of(Source const& object, std::string const& field) {
    auto const* found = object.find(field);
    if (found == nullptr || found->kind != Source::Kind::text)
        return wrong(field, "must be a text");
    return found->text;
}

std::string optional_text(Source const& object, std::string_view field) {
    auto const* found = object.find(field);
    return found != nullptr && found->kind == Source::Kind::text ? found->text : "";
}

Result<Source const*> map_of(Source const& object, std::string const& field) {
    auto const* found = object.find(field);
    if (found == nullptr || found->kind != Source::Kind::map)
        return wrong(field, "must be an object");
    return found;
}

Result<Source const*> list_of(Source const& object, std::string const& field) {
    auto const* found = object.find(field);
    if (found == nullptr || found->kind != Source::Kind::list)
        return wrong(field, "must be a list");
    return found;
}

Result<std::vector<std::string>> texts_of(Source const& object, std::string const& field) {
    std::vector<std::string> texts;
    for (auto const& item : TRY(list_of(object, field))->items) {
        if (item.kind != Source::Kind::text) return wrong(field, "must hold texts");
        texts.push_back(item.text);
    }
    return texts;
}

Result<std::vector<std::pair<std::string, std::string>>>
pairs_of(Source const& object, std::string const& field) {
    std::vector<std::pair<std::string, std::string>> pairs;
    auto const& map = *TRY(map_of(object, field));
    for (std::size_t i = 0; i < map.items.size(); ++i) {
        if (map.items[i].kind != Source::Kind::text) return wrong(field, "must hold texts");
        pairs.emplace_back(map.keys[i], map.items[i].text);
    }
    return pairs;
}

Result<Entity> entity_of(Source const& object) {
    std::string const name = TRY(text_of(object, "entity"));
    for (auto const entity :
         {Entity::person, Entity::family, Entity::dwelling, Entity::tax_household})
        if (plural_of(entity) == name) return entity;
    return wrong("entity", "names none: '" + name + "'");
}

Result<Reading> reading_of(Source const& object) {
    constexpr std::array names{
        "sum",
        "mean",
        "whole",
        "number",
        "share",
        "day",
        "flag",
        "words",
        "prefix",
        "positive",
        "given"};
    std::string const name = TRY(text_of(object, "reading"));
    for (std::size_t i = 0; i < names.size(); ++i)
        if (names[i] == name) return static_cast<Reading>(i);
    return wrong("reading", "names none: '" + name + "'");
}

/// `{"months": [-3, -1]}`, `{"years": [-2, -2]}`, or the month of right.
Result<Window> window_of(Source const& object) {
    Window window;
    auto const* months = object.find("months");
    auto const* years = object.find("years");
    auto const* bounds = months != nullptr ? months : years;
    if (bounds == nullptr) return window;
    bool const pair = bounds->kind == Source::Kind::list && bounds->items.size() == 2;
    if (!pair) return wrong(months != nullptr ? "months" : "years", "must hold two numbers");
    for (auto const& bound : bounds->items)
        if (bound.kind != Source::Kind::number || bound.number < -120 || bound.number > 0)
            return wrong("months", "must lie between -120 and 0");
    window.first = static_cast<int>(bounds->items[0].number);
    window.last = static_cast<int>(bounds->items[1].number);
    window.of_year = months == nullptr;
    return window;
}

Result<InputMapping> input_of(Source const& object) {
    InputMapping input;
    input.entity = TRY(entity_of(object));
    input.variables = TRY(texts_of(object, "variables"));
    if (input.variables.empty()) return wrong("variables", "must name one at least");
    input.rule = TRY(text_of(object, "rule"));
    input.reading = TRY(reading_of(object));
    input.window = TRY(window_of(object));
    input.unit = optional_text(object, "unit");
    input.otherwise = optional_text(object, "otherwise");
    input.assumption = optional_text(object, "assumption");
    input.remedy = optional_text(object, "remedy");
    if (!input.assumption.empty() && input.entity != Entity::dwelling)
        return wrong("assumption", "goes with menages");
    input.answer = optional_text(object, "answer");
    input.if_absent = optional_text(object, "if_absent");
    bool const worded = input.reading == Reading::words || input.reading == Reading::prefix;
    if (!worded) return input;
    for (auto& [word, answer] : TRY(pairs_of(object, "words")))
        input.words.emplace(word, answer);
    return input;
}

/// Each series of each person, over each window.
Status add_series(HouseholdMapping& mapping, Source const& source) {
    auto const series = TRY(pairs_of(source, "series"));
    auto const& windows = *TRY(map_of(source, "windows"));
    for (auto const& [variable, income] : series) {
        for (std::size_t i = 0; i < windows.items.size(); ++i) {
            InputMapping input;
            input.variables = {variable};
            input.rule = "{personne} . " + income;
            if (!windows.keys[i].empty()) input.rule += " . " + windows.keys[i];
            input.window = TRY(window_of(windows.items[i]));
            input.unit = optional_text(windows.items[i], "unit");
            mapping.inputs.push_back(std::move(input));
        }
    }
    return Done{};
}

Result<GoalMapping> goal_of(Source const& object) {
    GoalMapping goal;
    goal.entity = TRY(entity_of(object));
    goal.variable = TRY(text_of(object, "variable"));
    auto const* rule = object.find("rule");
    goal.is_rule = rule != nullptr;
    goal.question = TRY(text_of(object, goal.is_rule ? "rule" : "expression"));
    goal.given.entity = goal.entity;
    goal.given.variables = {goal.variable};
    goal.given.unit = optional_text(object, "unit");
    goal.given.reading = Reading::number;
    auto const* month = object.find("month");
    if (month == nullptr) return goal;
    bool const good =
        month->kind == Source::Kind::number && month->number >= 1 && month->number <= 12;
    if (!good) return wrong("month", "goes from 1 to 12");
    goal.month = static_cast<int>(month->number);
    goal.given.reading = Reading::sum;
    goal.given.window.of_year = true;
    return goal;
}

void number_variables(HouseholdMapping& mapping) {
    auto& names = mapping.names;
    auto const number = [&](InputMapping& input) {
        for (auto const& variable : input.variables)
            input.ids.push_back(names.add(variable));
    };
    for (auto& input : mapping.inputs)
        number(input);
    for (auto& goal : mapping.goals)
        number(goal.given);
    for (auto& companion : mapping.companions) {
        companion.variable_id = names.add_unread(companion.variable);
        companion.needs_id = names.add_unread(companion.needs);
    }
}

} // namespace

Result<HouseholdMapping> read_household_mapping(Source const& source) {
    HouseholdMapping mapping;
    auto const first = parse_period(TRY(text_of(source, "first_month")));
    if (!first || first->months != 1) return wrong("first_month", "must be a month");
    mapping.first_month = first->first;
    mapping.adults = TRY(texts_of(source, "adults"));
    mapping.children = TRY(texts_of(source, "children"));
    mapping.couple_rule = TRY(text_of(source, "couple_rule"));
    mapping.children_rule = TRY(text_of(source, "children_rule"));
    mapping.date_rule = TRY(text_of(source, "date_rule"));
    mapping.anchor = TRY(pairs_of(source, "anchor"));
    mapping.law = TRY(pairs_of(source, "law"));
    for (auto& [variable, needs] : TRY(pairs_of(source, "companions")))
        mapping.companions.push_back({variable, needs});
    for (auto const& variable : TRY(texts_of(source, "without_effect")))
        mapping.names.add(variable);
    TRY(add_series(mapping, source));
    for (auto const& item : TRY(list_of(source, "inputs"))->items)
        mapping.inputs.push_back(TRY(input_of(item)));
    for (auto const& item : TRY(list_of(source, "goals"))->items)
        mapping.goals.push_back(TRY(goal_of(item)));
    number_variables(mapping);
    return mapping;
}

} // namespace prevenance
