#include "core/households/calculator.h"

#include <algorithm>
#include <optional>
#include <utility>

namespace prevenance {

namespace {

void add_field(Source& map, std::string_view key, std::string text) {
    map.keys.emplace_back(key);
    map.items.push_back(text_source(std::move(text)));
}

/// A null that is to be filled, by its places in the situation.
struct Request {
    Entity entity = Entity::person;
    std::size_t instance = 0;
    std::size_t variable = 0;
    std::size_t period = 0;
    Month month = 0;
    std::size_t goal = 0;
};

} // namespace

struct Calculator::State {
    State(Program const& program, HouseholdMapping const& data, Day today)
        : mapping(&data)
        , rules(program, data, today) {}

    HouseholdMapping const* mapping;
    HouseholdRules rules;
    std::vector<std::pair<Request, Source>> filled;
    Source errors;

    std::vector<Request> collect(Source const& situation);
    void collect_variable(Source const& situation, Request request, std::vector<Request>& requests);
    std::optional<Complaint> find_goal(Source const& situation, Request& request) const;
    void complain(Source const& situation, Request const& request, Complaint complaint);
    void add_error(std::string path, Complaint complaint);
    void tell_assumptions(Source const& situation, Family const& family);

    void
    fill_family(SituationIndex& situation, Family const& family, std::span<Request const> requests);
    std::optional<HouseholdRules::Question>
    question_of(Family const& family, Request const& request) const;
    void fill(Source const& situation, Family const& family, std::span<Request const> requests);
    Complaint missing_facts(HouseholdRules::Question question);
    void write_into(Source& situation);
};

namespace {

bool concerns(Family const& family, Request const& request) {
    switch (request.entity) {
    case Entity::person:
        return place_of(family, request.instance, family.adults.size()).has_value();
    case Entity::family:
        return family.index == request.instance;
    case Entity::dwelling:
        return family.dwelling == request.instance;
    case Entity::tax_household:
        break;
    }
    return false;
}

Source number_source(double number) {
    Source source;
    source.kind = Source::Kind::number;
    source.number = number;
    return source;
}

/// What a rule says, as OpenFisca writes it: what does not apply is worth nothing.
Source as_source(Value const& value) {
    Source source;
    switch (value.kind) {
    case Value::Kind::boolean:
        source.kind = Source::Kind::boolean;
        source.boolean = value.boolean;
        return source;
    case Value::Kind::text:
        return text_source(value.text);
    case Value::Kind::number:
        return number_source(value.number);
    case Value::Kind::not_applicable:
    case Value::Kind::undefined:
        break;
    }
    return number_source(0);
}

Source* find_in(Source& map, std::string_view key) {
    for (std::size_t i = 0; i < map.keys.size(); ++i)
        if (map.keys[i] == key) return &map.items[i];
    return nullptr;
}

} // namespace

void Calculator::State::complain(
    Source const& situation, Request const& request, Complaint complaint
) {
    auto const& instances = instances_of(situation, request.entity);
    auto const& variables = instances.items[request.instance];
    add_error(
        std::string(plural_of(request.entity)) + '/' + instances.keys[request.instance] + '/' +
            variables.keys[request.variable] + '/' +
            variables.items[request.variable].keys[request.period],
        std::move(complaint)
    );
}

void Calculator::State::add_error(std::string path, Complaint complaint) {
    Source entry;
    entry.kind = Source::Kind::map;
    add_field(entry, "path", std::move(path));
    add_field(entry, "code", std::string(complaint.code));
    add_field(entry, "message", std::move(complaint.message));
    add_field(entry, "remedy", std::move(complaint.remedy));
    if (std::find(errors.items.begin(), errors.items.end(), entry) == errors.items.end())
        errors.items.push_back(std::move(entry));
}

/// What the answers rest on that may be wrong.
void Calculator::State::tell_assumptions(Source const& situation, Family const& family) {
    for (auto const* const input : rules.assumptions()) {
        if (input->entity != Entity::dwelling) continue;
        auto const& dwelling = instances_of(situation, input->entity).keys[*family.dwelling];
        add_error(
            std::string(plural_of(input->entity)) + '/' + dwelling + '/' + input->variables.front(),
            {"assumed", input->assumption, input->remedy}
        );
    }
}

std::optional<Complaint>
Calculator::State::find_goal(Source const& situation, Request& request) const {
    auto const& variables = instances_of(situation, request.entity).items[request.instance];
    auto const& name = variables.keys[request.variable];
    auto const& goals = mapping->goals;
    auto const goal = std::find_if(goals.begin(), goals.end(), [&](GoalMapping const& known) {
        return known.variable == name && known.entity == request.entity;
    });
    if (goal == goals.end())
        return Complaint{
            "unknown_variable", "this variable is not covered", "do not ask for it here"};
    auto const period = parse_period(variables.items[request.variable].keys[request.period]);
    int const months = goal->month ? 12 : 1;
    bool const whole =
        period && period->months == months && (!goal->month || period->first % 12 == 0);
    if (!whole)
        return Complaint{
            "period",
            "not a period of this variable",
            goal->month ? "ask for a year: 2026" : "ask for a month: 2026-07"};
    request.month = period->first + goal->month.value_or(1) - 1;
    request.goal = static_cast<std::size_t>(goal - goals.begin());
    if (request.month >= mapping->first_month) return std::nullopt;
    return Complaint{
        "period",
        "the law of that time is not in the pack",
        "ask for a month from " + first_day_of(mapping->first_month) + " on"};
}

void Calculator::State::collect_variable(
    Source const& situation, Request request, std::vector<Request>& requests
) {
    auto const& instance = instances_of(situation, request.entity).items[request.instance];
    auto const& variable = instance.items[request.variable];
    if (variable.kind != Source::Kind::map) return;
    for (request.period = 0; request.period < variable.items.size(); ++request.period) {
        if (variable.items[request.period].kind != Source::Kind::null) continue;
        auto complaint = find_goal(situation, request);
        if (complaint)
            complain(situation, request, std::move(*complaint));
        else
            requests.push_back(request);
    }
}

std::vector<Request> Calculator::State::collect(Source const& situation) {
    std::vector<Request> requests;
    Request request;
    for (auto const entity :
         {Entity::person, Entity::family, Entity::dwelling, Entity::tax_household}) {
        request.entity = entity;
        auto const& instances = instances_of(situation, entity);
        for (request.instance = 0; request.instance < instances.items.size(); ++request.instance) {
            auto const count = instances.items[request.instance].items.size();
            for (request.variable = 0; request.variable < count; ++request.variable)
                collect_variable(situation, request, requests);
        }
    }
    std::stable_sort(requests.begin(), requests.end(), [](auto const& left, auto const& right) {
        return left.month < right.month;
    });
    return requests;
}

Complaint Calculator::State::missing_facts(HouseholdRules::Question question) {
    auto const missing = rules.missing(question);
    if (!missing.ok()) return {"refused", describe(missing.error()), "check the values given"};
    std::string names;
    for (auto const& name : missing.value())
        names += (names.empty() ? "" : ", ") + name;
    return {"missing", "these facts would decide: " + names, "give them"};
}

/// What is asked of the family; nothing when its place has no such rule.
std::optional<HouseholdRules::Question>
Calculator::State::question_of(Family const& family, Request const& request) const {
    auto const place = request.entity == Entity::person
        ? place_of(family, request.instance, mapping->adults.size())
        : std::optional<std::size_t>(0);
    return place ? rules.question(request.goal, *place) : std::nullopt;
}

/// Fills the requests of one month, which was heard.
void Calculator::State::fill(
    Source const& situation, Family const& family, std::span<Request const> requests
) {
    std::vector<HouseholdRules::Question> asked;
    for (auto const& request : requests)
        if (auto const question = question_of(family, request)) asked.push_back(*question);
    auto const values = rules.values_of(asked);
    std::size_t next = 0;
    for (auto const& request : requests) {
        if (!question_of(family, request)) {
            complain(
                situation,
                request,
                {"not_covered", "not covered for a child", "ask for the parents only"}
            );
            continue;
        }
        auto const& value = values[next];
        auto const question = asked[next++];
        if (!value.ok())
            complain(
                situation, request, {"refused", describe(value.error()), "check the values given"}
            );
        else if (value.value().kind == Value::Kind::undefined)
            complain(situation, request, missing_facts(question));
        else
            filled.emplace_back(request, as_source(value.value()));
    }
}

/// At the very end: what one goal says is no answer given for another.
void Calculator::State::write_into(Source& situation) {
    for (auto& [request, value] : filled) {
        auto& instances = *find_in(situation, plural_of(request.entity));
        auto& variable = instances.items[request.instance].items[request.variable];
        variable.items[request.period] = std::move(value);
    }
    filled.clear();
}

void Calculator::State::fill_family(
    SituationIndex& situation, Family const& family, std::span<Request const> requests
) {
    std::vector<Request> concerned;
    for (auto const& request : requests)
        if (concerns(family, request)) concerned.push_back(request);
    for (auto rest = std::span<Request const>(concerned); !rest.empty();) {
        auto const month = rest.front().month;
        auto const later = std::find_if(rest.begin(), rest.end(), [month](auto const& request) {
            return request.month != month;
        });
        auto const of_month = rest.first(static_cast<std::size_t>(later - rest.begin()));
        rest = rest.subspan(of_month.size());
        if (auto const refusal = rules.hear(situation, family, month))
            for (auto const& request : of_month)
                complain(situation.situation(), request, *refusal);
        else {
            fill(situation.situation(), family, of_month);
            tell_assumptions(situation.situation(), family);
        }
    }
}

Calculator::Calculator() = default;
Calculator::~Calculator() = default;

Result<std::unique_ptr<Calculator>> Calculator::open(
    Program const& program, HouseholdMapping const& mapping, CalculatorMode mode, Day today
) {
    std::unique_ptr<Calculator> calculator(new Calculator);
    calculator->state_ = std::make_unique<State>(program, mapping, today);
    TRY(calculator->state_->rules.open(mode));
    return calculator;
}

Result<Source> Calculator::calculate(Source situation) {
    auto const families = TRY(read_families(situation));
    state_->errors = Source{};
    state_->errors.kind = Source::Kind::list;
    auto const requests = state_->collect(situation);
    SituationIndex index(state_->mapping->names, situation);
    for (auto const& family : families)
        state_->fill_family(index, family, requests);
    state_->write_into(situation);
    if (auto* const earlier = find_in(situation, "errors")) {
        *earlier = std::move(state_->errors);
    } else if (!state_->errors.items.empty()) {
        situation.keys.emplace_back("errors");
        situation.items.push_back(std::move(state_->errors));
    }
    return situation;
}

} // namespace prevenance
