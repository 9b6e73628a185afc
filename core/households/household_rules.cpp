#include "core/households/household_rules.h"

#include <algorithm>

namespace prevenance {

namespace {

constexpr std::string_view placeholder = "{personne}";

std::string with_person(std::string text, std::string const& person) {
    auto const at = text.find(placeholder);
    return at == std::string::npos ? text : text.replace(at, placeholder.size(), person);
}

bool is_personal(std::string const& rule) {
    return rule.find(placeholder) != std::string::npos;
}

Member const* member_at(Family const& family, std::size_t place, std::size_t adults_max) {
    if (place < adults_max) return place < family.adults.size() ? &family.adults[place] : nullptr;
    place -= adults_max;
    return place < family.children.size() ? &family.children[place] : nullptr;
}

Error no_rule(std::string const& rule) {
    return Error{ErrorCode::bad_input, "openfisca.json: no rule '" + rule + "'"};
}

Complaint refused(std::string message) {
    return {"refused", std::move(message), "change the value"};
}

} // namespace

std::optional<std::size_t>
place_of(Family const& family, std::size_t person, std::size_t adults_max) {
    for (std::size_t i = 0; i < family.adults.size(); ++i)
        if (family.adults[i].index == person) return i;
    for (std::size_t i = 0; i < family.children.size(); ++i)
        if (family.children[i].index == person) return adults_max + i;
    return std::nullopt;
}

HouseholdRules::HouseholdRules(Program const& program, HouseholdMapping const& mapping, Day today)
    : program_(&program)
    , mapping_(&mapping)
    , today_(today)
    , coverage_(mapping)
    , evaluator_(program, today) {}

std::string const& HouseholdRules::name_of_place(std::size_t place) const {
    return place < mapping_->adults.size() ? mapping_->adults[place]
                                           : mapping_->children[place - mapping_->adults.size()];
}

Status HouseholdRules::add_slots(InputMapping const& input) {
    bool const personal = is_personal(input.rule);
    std::size_t const before = slots_.size();
    for (std::size_t place = 0; place < (personal ? places() : 1); ++place) {
        std::string rule = with_person(input.rule, name_of_place(place));
        // A child is asked less than an adult.
        if (program_->find(rule) == none) continue;
        auto const [known, is_new] = fact_of_.try_emplace(rule, facts_.size());
        if (is_new) facts_.push_back({std::move(rule), {}, {}, {}});
        facts_[known->second].inputs.push_back(&input);
        slots_.push_back({&input, personal ? std::optional(place) : std::nullopt, known->second});
    }
    // Windows multiply every series, though the rules do not sum each over each.
    bool const from_series = input.reading == Reading::sum && personal;
    if (slots_.size() > before || from_series) return Done{};
    return no_rule(input.rule);
}

Status HouseholdRules::add_questions(GoalMapping const& goal) {
    bool const personal = is_personal(goal.question);
    auto& row = questions_.emplace_back();
    for (std::size_t place = 0; place < (personal ? places() : 1); ++place) {
        auto const prepared = evaluator_.prepare(with_person(goal.question, name_of_place(place)));
        row.push_back(prepared.ok() ? std::optional(prepared_.size()) : std::nullopt);
        if (prepared.ok()) prepared_.push_back(prepared.value());
    }
    if (row.front()) return Done{};
    return no_rule(goal.question);
}

Status HouseholdRules::open(CalculatorMode mode) {
    for (auto const& input : mapping_->inputs)
        TRY(add_slots(input));
    for (auto const& goal : mapping_->goals)
        TRY(add_questions(goal));
    auto const& answers = mode == CalculatorMode::anchor ? mapping_->anchor : mapping_->law;
    for (auto const& [rule, answer] : answers) {
        auto const taken = evaluator_.answer(rule, answer);
        if (!taken.ok())
            return Error{ErrorCode::bad_input, "openfisca.json: " + describe(taken.error())};
    }
    open_columns(answers);
    return Done{};
}

/// There are none when a fact is answered in several ways: by a word here, a quantity there.
void HouseholdRules::open_columns(std::vector<std::pair<std::string, std::string>> const& answers) {
    ColumnsRequest request{today_, {}, {}, {}};
    for (auto const& [rule, answer] : answers)
        request.fixed.push_back({rule, answer});
    request.varying.push_back({mapping_->couple_rule, VaryingFact::Kind::boolean});
    request.varying.push_back({mapping_->children_rule, VaryingFact::Kind::number});
    for (auto const& fact : facts_) {
        auto described = varying_fact(fact.rule, fact.inputs);
        if (!described) return;
        request.varying.push_back(std::move(*described));
    }
    for (std::size_t goal = 0; goal < questions_.size(); ++goal)
        for (std::size_t place = 0; place < questions_[goal].size(); ++place)
            if (questions_[goal][place])
                request.goals.push_back(
                    with_person(mapping_->goals[goal].question, name_of_place(place))
                );
    varying_ = request.varying;
    columns_.emplace(*program_, std::move(request), mapping_->date_rule);
}

std::optional<Complaint>
HouseholdRules::hear(SituationIndex& situation, Family const& family, Month month) {
    if (auto complaint = coverage_.refusal(situation, family, month)) return complaint;
    month_ = month;
    adults_ = family.adults.size();
    children_ = family.children.size();
    HouseholdAnswers const answers(situation, family, month);
    if (auto complaint = hear_facts(answers, family)) return complaint;
    if (auto complaint = hear_given(answers, family, month)) return complaint;
    run_columns();
    if (by_columns()) return std::nullopt;
    auto const told = tell_evaluator();
    return told.ok() ? std::nullopt : std::optional(refused(describe(told.error())));
}

std::optional<Complaint>
HouseholdRules::hear_facts(HouseholdAnswers const& answers, Family const& family) {
    for (auto& fact : facts_)
        fact.heard = {};
    for (auto const& slot : slots_) {
        auto const* const member =
            slot.place ? member_at(family, *slot.place, mapping_->adults.size()) : nullptr;
        if (slot.place && member == nullptr) continue;
        auto const read = answers.answer(*slot.input, member);
        if (!read.ok()) return refused(read.error().message);
        // Two inputs may answer one rule: the later one stands, when it was given.
        bool const is_given = read.value().kind != HouseholdAnswer::Kind::none;
        if (is_given) facts_[slot.fact].heard = read.value();
    }
    return std::nullopt;
}

/// What a situation gives of computed variables for the month itself.
std::optional<Complaint>
HouseholdRules::hear_given(HouseholdAnswers const& answers, Family const& family, Month month) {
    given_.clear();
    for (auto const& goal : mapping_->goals) {
        if (!goal.is_rule || (goal.month && month % 12 + 1 != *goal.month)) continue;
        if (auto complaint = hear_given_goal(answers, family, goal)) return complaint;
    }
    return std::nullopt;
}

std::optional<Complaint> HouseholdRules::hear_given_goal(
    HouseholdAnswers const& answers, Family const& family, GoalMapping const& goal
) {
    bool const personal = goal.entity == Entity::person;
    for (std::size_t place = 0; place < (personal ? mapping_->adults.size() : 1); ++place) {
        auto const* const member = member_at(family, place, mapping_->adults.size());
        if (personal && member == nullptr) continue;
        auto const read = answers.answer(goal.given, member);
        if (!read.ok()) return refused(read.error().message);
        if (read.value().kind != HouseholdAnswer::Kind::none)
            given_.emplace_back(with_person(goal.question, name_of_place(place)), read.value());
    }
    return std::nullopt;
}

void HouseholdRules::run_columns() {
    columns_told_ = nullptr;
    if (!columns_ || !given_.empty()) return;
    answers_.assign({adults_ > 1 ? 1.0 : 0.0, static_cast<double>(children_)});
    for (auto const& fact : facts_)
        answers_.push_back(column_value(varying_[answers_.size()], fact.heard));
    columns_told_ = columns_->run(month_, answers_);
}

/// "" takes the answer away. A refused one leaves none behind.
RulesResult<Done> HouseholdRules::tell(std::string const& rule, std::string const& answer) {
    if (answer.empty()) {
        evaluator_.forget(rule);
        return Done{};
    }
    auto taken = evaluator_.answer(rule, answer);
    if (!taken.ok()) evaluator_.forget(rule);
    return taken;
}

/// Only what is not as it was told the last time.
RulesResult<Done> HouseholdRules::tell_evaluator() {
    for (auto const& [rule, answer] :
         {std::pair(mapping_->date_rule, first_day_of(month_)),
          std::pair(mapping_->couple_rule, std::string(adults_ > 1 ? "oui" : "non")),
          std::pair(mapping_->children_rule, std::to_string(children_))}) {
        auto& told = told_[rule];
        if (told == answer) continue;
        told.clear();
        TRY(tell(rule, answer));
        told = answer;
    }
    for (auto const& [rule, place] : fact_of_) {
        auto& fact = facts_[place];
        if (fact.told == fact.heard) continue;
        fact.told = {};
        TRY(tell(rule, written(fact.heard)));
        fact.told = fact.heard;
    }
    for (auto const& rule : told_goals_)
        evaluator_.forget(rule);
    told_goals_.clear();
    for (auto const& [rule, answer] : given_) {
        told_goals_.push_back(rule);
        TRY(tell(rule, written(answer)));
    }
    return Done{};
}

std::optional<HouseholdRules::Question>
HouseholdRules::question(std::size_t goal, std::size_t place) const {
    auto const& row = questions_[goal];
    return place < row.size() ? row[place] : std::nullopt;
}

/// Nothing when one of them fails or misses a fact: the evaluator tells which.
std::optional<std::vector<RulesResult<Value>>>
HouseholdRules::values_by_columns(std::span<Question const> questions) const {
    if (!by_columns()) return std::nullopt;
    std::vector<RulesResult<Value>> values;
    for (auto const question : questions) {
        auto outcome = columns_told_->value(question, 0);
        if (!outcome.ok() || outcome.value().value.kind == Value::Kind::undefined)
            return std::nullopt;
        values.emplace_back(std::move(outcome).value().value);
    }
    return values;
}

std::vector<RulesResult<Value>> HouseholdRules::values_of(std::span<Question const> questions) {
    if (auto values = values_by_columns(questions)) return std::move(*values);
    if (by_columns()) {
        auto const told = tell_evaluator();
        std::vector<RulesResult<Value>> refused;
        while (!told.ok() && refused.size() < questions.size())
            refused.emplace_back(told.error());
        if (!told.ok()) return refused;
    }
    std::vector<Evaluator::Question> asked;
    for (auto const question : questions)
        asked.push_back(prepared_[question]);
    return evaluator_.values_of(asked);
}

RulesResult<std::vector<std::string>> HouseholdRules::missing(Question question) {
    TRY(tell_evaluator());
    return TRY(evaluator_.evaluate(prepared_[question]))->missing;
}

std::vector<InputMapping const*> HouseholdRules::assumptions() const {
    std::vector<InputMapping const*> found;
    for (auto const& fact : facts_)
        if (fact.heard.assumed != nullptr) found.push_back(fact.heard.assumed);
    return found;
}

} // namespace prevenance
