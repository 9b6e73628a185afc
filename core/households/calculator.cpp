#include "core/households/calculator.h"

#include "core/eval/evaluator.h"
#include "core/households/coverage.h"
#include "core/households/household.h"
#include "core/households/household_answers.h"
#include "core/households/situation_index.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>

namespace prevenance {

namespace {

constexpr std::string_view placeholder = "{personne}";

std::string with_person(std::string text, std::string const& person) {
    auto const at = text.find(placeholder);
    return at == std::string::npos ? text : text.replace(at, placeholder.size(), person);
}

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

/// A rule that hears an answer.
struct Fact {
    std::string rule;
    HouseholdAnswer held; ///< By the evaluator.
    HouseholdAnswer next;
};

/// An input of a fact, for one place in the household or for the household.
struct Slot {
    InputMapping const* input = nullptr;
    std::optional<std::size_t> person; ///< Adults first, then children.
    std::size_t fact = 0;
};

} // namespace

struct Calculator::State {
    State(Program const& rules, HouseholdMapping const& data, Day today)
        : program(&rules)
        , mapping(&data)
        , evaluator(rules, today)
        , coverage(data) {}

    Program const* program;
    HouseholdMapping const* mapping;
    Evaluator evaluator;
    std::vector<Fact> facts;
    std::vector<Slot> slots;
    std::map<std::string, std::size_t> fact_of; ///< Place in `facts` of a rule.
    Coverage coverage;
    /// For each goal, for each place in the household (one place when the goal names no person).
    std::vector<std::vector<std::optional<Evaluator::Question>>> questions;
    std::set<std::string> given; ///< Goals' rules that a situation answered.
    std::map<std::string, std::string> counts;
    std::vector<std::pair<Request, Source>> filled;
    Source errors;

    Status prepare(CalculatorMode mode);
    Status add_slots(InputMapping const& input);
    Status add_questions(GoalMapping const& goal);
    std::string const& name_of_place(std::size_t place) const;

    std::size_t places() const { return mapping->adults.size() + mapping->children.size(); }

    std::vector<Request> collect(Source const& situation);
    void collect_variable(Source const& situation, Request request, std::vector<Request>& requests);
    std::optional<Complaint> find_goal(Source const& situation, Request& request) const;
    void complain(Source const& situation, Request const& request, Complaint complaint);
    void add_error(std::string path, Complaint complaint);
    void tell_assumptions(Source const& situation, Family const& family);

    void
    fill_family(SituationIndex& situation, Family const& family, std::span<Request const> requests);
    std::optional<Complaint> hear(SituationIndex& situation, Family const& family, Month month);
    std::optional<Complaint> hear_rule(std::string const& rule, std::string const& answer);
    std::optional<Complaint> hear_count(std::string const& rule, std::string const& answer);
    std::optional<Complaint> hear_slots(HouseholdAnswers const& answers, Family const& family);
    std::optional<Complaint>
    hear_given(HouseholdAnswers const& answers, Family const& family, Month month);
    std::optional<Complaint>
    hear_given_goal(HouseholdAnswers const& answers, Family const& family, GoalMapping const& goal);
    std::optional<Evaluator::Question>
    question_of(Family const& family, Request const& request) const;
    void fill(Source const& situation, Family const& family, std::span<Request const> requests);
    Complaint missing_facts(Evaluator::Question question);
    void write_into(Source& situation);
};

namespace {

Member const* member_at(Family const& family, std::size_t place, std::size_t adults_max) {
    if (place < adults_max) return place < family.adults.size() ? &family.adults[place] : nullptr;
    place -= adults_max;
    return place < family.children.size() ? &family.children[place] : nullptr;
}

/// Where a person stands in the family.
std::optional<std::size_t>
place_of(Family const& family, std::size_t person, std::size_t adults_max) {
    for (std::size_t i = 0; i < family.adults.size(); ++i)
        if (family.adults[i].index == person) return i;
    for (std::size_t i = 0; i < family.children.size(); ++i)
        if (family.children[i].index == person) return adults_max + i;
    return std::nullopt;
}

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

std::string const& Calculator::State::name_of_place(std::size_t place) const {
    return place < mapping->adults.size() ? mapping->adults[place]
                                          : mapping->children[place - mapping->adults.size()];
}

Status Calculator::State::add_slots(InputMapping const& input) {
    bool const personal = input.rule.find(placeholder) != std::string::npos;
    std::size_t const before = slots.size();
    for (std::size_t place = 0; place < (personal ? places() : 1); ++place) {
        std::string rule = with_person(input.rule, name_of_place(place));
        // A child is asked less than an adult.
        if (program->find(rule) == none) continue;
        auto const [fact, is_new] = fact_of.try_emplace(rule, facts.size());
        if (is_new) facts.push_back({std::move(rule), {}, {}});
        slots.push_back({&input, personal ? std::optional(place) : std::nullopt, fact->second});
    }
    // Windows multiply every series, though the rules do not sum each over each.
    bool const from_series = input.reading == Reading::sum && personal;
    if (slots.size() > before || from_series) return Done{};
    return Error{ErrorCode::bad_input, "openfisca.json: no rule '" + input.rule + "'"};
}

Status Calculator::State::add_questions(GoalMapping const& goal) {
    bool const personal = goal.question.find(placeholder) != std::string::npos;
    auto& row = questions.emplace_back();
    for (std::size_t place = 0; place < (personal ? places() : 1); ++place) {
        std::string const question = with_person(goal.question, name_of_place(place));
        auto const prepared = evaluator.prepare(question);
        row.push_back(prepared.ok() ? std::optional(prepared.value()) : std::nullopt);
    }
    if (row.front()) return Done{};
    return Error{ErrorCode::bad_input, "openfisca.json: no rule '" + goal.question + "'"};
}

Status Calculator::State::prepare(CalculatorMode mode) {
    for (auto const& input : mapping->inputs)
        TRY(add_slots(input));
    for (auto const& goal : mapping->goals)
        TRY(add_questions(goal));
    auto const& answers = mode == CalculatorMode::anchor ? mapping->anchor : mapping->law;
    for (auto const& [rule, answer] : answers) {
        auto const taken = evaluator.answer(rule, answer);
        if (!taken.ok())
            return Error{ErrorCode::bad_input, "openfisca.json: " + describe(taken.error())};
    }
    return Done{};
}

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
    for (auto const& fact : facts) {
        auto const* const input = fact.held.assumed;
        if (input == nullptr || input->entity != Entity::dwelling) continue;
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

std::optional<Complaint>
Calculator::State::hear_rule(std::string const& rule, std::string const& answer) {
    auto const taken = evaluator.answer(rule, answer);
    if (taken.ok()) return std::nullopt;
    return Complaint{"refused", describe(taken.error()), "change the value"};
}

/// An answer that every household gives, told again only when it changes.
std::optional<Complaint>
Calculator::State::hear_count(std::string const& rule, std::string const& answer) {
    auto& held = counts[rule];
    if (held == answer) return std::nullopt;
    held = answer;
    return hear_rule(rule, answer);
}

std::optional<Complaint>
Calculator::State::hear_slots(HouseholdAnswers const& answers, Family const& family) {
    for (auto& fact : facts)
        fact.next = {};
    for (auto const& slot : slots) {
        auto const* const member =
            slot.person ? member_at(family, *slot.person, mapping->adults.size()) : nullptr;
        if (slot.person && member == nullptr) continue;
        auto const read = answers.answer(*slot.input, member);
        if (!read.ok()) return Complaint{"refused", read.error().message, "change the value"};
        // Two inputs may answer one rule: the later one stands, when it was given.
        bool const is_given = read.value().kind != HouseholdAnswer::Kind::none;
        if (is_given) facts[slot.fact].next = read.value();
    }
    for (auto const& [rule, place] : fact_of) {
        auto& fact = facts[place];
        if (fact.held == fact.next) continue;
        fact.held = fact.next;
        if (fact.held.kind == HouseholdAnswer::Kind::none)
            evaluator.forget(rule);
        else if (auto complaint = hear_rule(rule, written(fact.held)))
            return complaint;
    }
    return std::nullopt;
}

std::optional<Complaint> Calculator::State::hear_given_goal(
    HouseholdAnswers const& answers, Family const& family, GoalMapping const& goal
) {
    bool const personal = goal.entity == Entity::person;
    for (std::size_t place = 0; place < (personal ? mapping->adults.size() : 1); ++place) {
        auto const* const member = member_at(family, place, mapping->adults.size());
        if (personal && member == nullptr) continue;
        auto const read = answers.answer(goal.given, member);
        if (!read.ok()) return Complaint{"refused", read.error().message, "change the value"};
        if (read.value().kind == HouseholdAnswer::Kind::none) continue;
        std::string const rule = with_person(goal.question, name_of_place(place));
        given.insert(rule);
        if (auto complaint = hear_rule(rule, written(read.value()))) return complaint;
    }
    return std::nullopt;
}

/// What a situation gives of computed variables for the month itself.
std::optional<Complaint>
Calculator::State::hear_given(HouseholdAnswers const& answers, Family const& family, Month month) {
    for (auto const& rule : given)
        evaluator.forget(rule);
    given.clear();
    for (auto const& goal : mapping->goals) {
        if (!goal.is_rule || (goal.month && month % 12 + 1 != *goal.month)) continue;
        if (auto complaint = hear_given_goal(answers, family, goal)) return complaint;
    }
    return std::nullopt;
}

std::optional<Complaint>
Calculator::State::hear(SituationIndex& situation, Family const& family, Month month) {
    if (auto complaint = coverage.refusal(situation, family, month)) return complaint;
    bool const couple = family.adults.size() > 1;
    if (auto complaint = hear_count(mapping->date_rule, first_day_of(month))) return complaint;
    if (auto complaint = hear_count(mapping->couple_rule, couple ? "oui" : "non")) return complaint;
    auto const children = std::to_string(family.children.size());
    if (auto complaint = hear_count(mapping->children_rule, children)) return complaint;
    HouseholdAnswers const answers(situation, family, month);
    if (auto complaint = hear_slots(answers, family)) return complaint;
    return hear_given(answers, family, month);
}

Complaint Calculator::State::missing_facts(Evaluator::Question question) {
    std::string names;
    auto const outcome = evaluator.evaluate(question);
    if (!outcome.ok())
        return Complaint{"refused", describe(outcome.error()), "check the values given"};
    for (auto const& name : outcome.value()->missing)
        names += (names.empty() ? "" : ", ") + name;
    return Complaint{"missing", "these facts would decide: " + names, "give them"};
}

/// What is asked of the family; nothing when its place has no such rule.
std::optional<Evaluator::Question>
Calculator::State::question_of(Family const& family, Request const& request) const {
    auto const& row = questions[request.goal];
    auto const place = request.entity == Entity::person
        ? place_of(family, request.instance, mapping->adults.size())
        : std::optional<std::size_t>(0);
    return place && *place < row.size() ? row[*place] : std::nullopt;
}

/// Fills the requests of one month, which was heard.
void Calculator::State::fill(
    Source const& situation, Family const& family, std::span<Request const> requests
) {
    std::vector<Evaluator::Question> asked;
    for (auto const& request : requests)
        if (auto const question = question_of(family, request)) asked.push_back(*question);
    auto const values = evaluator.values_of(asked);
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
        if (auto const refusal = hear(situation, family, month))
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
    TRY(calculator->state_->prepare(mode));
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
