#include "core/aids/desk.h"

#include "core/base/text.h"
#include "core/eval/calendar.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <utility>

namespace prevenance {

namespace {

bool holds(std::vector<std::string> const& list, std::string const& wanted) {
    return std::find(list.begin(), list.end(), wanted) != list.end();
}

std::string in_quotes(std::string_view text) {
    return '\'' + std::string(text) + '\'';
}

std::string text_of(Home const& home, PlaceFact fact) {
    switch (fact) {
    case PlaceFact::commune:
        return home.place.commune;
    case PlaceFact::commune_name:
        return home.commune_name;
    case PlaceFact::epci:
        return home.place.epci;
    case PlaceFact::epci_name:
        return home.epci_name;
    case PlaceFact::departement:
        return home.place.departement;
    case PlaceFact::departement_name:
        return home.departement_name;
    case PlaceFact::region:
        return home.place.region;
    case PlaceFact::country:
        return "France";
    }
    return {};
}

std::string const& code_of(Place const& place, Payer kind) {
    switch (kind) {
    case Payer::commune:
        return place.commune;
    case Payer::epci:
        return place.epci;
    case Payer::departement:
        return place.departement;
    case Payer::region:
    case Payer::state:
    case Payer::company:
        return place.region;
    }
    return place.commune;
}

bool is_plain_number(std::string_view value) {
    bool const plain = value.find_first_not_of("0123456789.") == std::string_view::npos;
    return plain && parse_decimal(value).has_value();
}

FactOption const* option_of(FactQuestion const& question, std::string_view id) {
    for (auto const& option : question.options)
        if (option.id == id) return &option;
    return nullptr;
}

/// The Publicodes expression of an answer; "" when it answers no rule by itself.
std::string expression_of(FactQuestion const& question, std::string const& value) {
    switch (question.kind) {
    case FactKind::yes_no:
        return value == "yes" ? "oui" : "non";
    case FactKind::choice:
        return option_of(question, value)->expression;
    case FactKind::whole_number:
    case FactKind::number:
    case FactKind::money:
        return question.unit.empty() ? value : value + ' ' + question.unit;
    case FactKind::date:
        return format_french_day(parse_iso_day(value).value());
    case FactKind::dates:
        return {};
    }
    return {};
}

/// Years that a date of somebody's life may have, births expected included.
constexpr std::chrono::year year_min{1900};
constexpr std::chrono::year year_max{2100};

bool is_day(std::string_view text) {
    auto const day = parse_iso_day(text);
    if (!day.ok()) return false;
    std::chrono::year_month_day const date(day.value());
    return date.year() >= year_min && date.year() <= year_max;
}

bool are_days(std::vector<std::string> const& days, std::size_t count_max) {
    return days.size() <= count_max && std::all_of(days.begin(), days.end(), is_day);
}

/// The first day of the month, as Publicodes writes it.
std::string month_of(Day day) {
    std::chrono::year_month_day const date(day);
    return format_french_day(std::chrono::sys_days(date.year() / date.month() / 1));
}

} // namespace

bool answers_question(FactQuestion const& question, std::string_view value) {
    switch (question.kind) {
    case FactKind::yes_no:
        return value == "yes" || value == "no";
    case FactKind::choice:
        return option_of(question, value) != nullptr;
    case FactKind::whole_number:
        if (!parse_whole_number(value)) return false;
        break;
    case FactKind::number:
    case FactKind::money:
        if (!is_plain_number(value)) return false;
        break;
    case FactKind::date:
        return is_day(value);
    case FactKind::dates:
        return !value.empty() && are_days(days_of(value), question.rules.size());
    }
    auto const number = parse_decimal(value);
    return number && *number >= question.min.value_or(*number) &&
        *number <= question.max.value_or(*number);
}

Desk::Desk(Rulebook const& book, Day today)
    : book_(&book)
    , today_(today)
    , evaluator_(book.program, today, nullptr) {
    for (auto const& aid : book.pack.aids) {
        auto const question = evaluator_.prepare(aid.rule);
        ENSURE(question.ok()); // make_rulebook() saw that each rule is there.
        questions_.push_back(question.value());
    }
}

FactQuestion const* Desk::question(std::string_view fact) const {
    for (auto const& question : book_->pack.questions)
        if (question.fact == fact) return &question;
    return nullptr;
}

Desk::Expressions Desk::expressions_of(Home const& home) const {
    Expressions wanted;
    for (auto const& answer : book_->pack.situation)
        wanted[answer.rule] = answer.expression;
    if (!book_->pack.month_rule.empty()) wanted[book_->pack.month_rule] = month_of(today_);
    for (auto const& binding : book_->pack.place) {
        auto text = text_of(home, binding.from);
        for (auto const& [from, to] : binding.instead)
            if (text == from) text = to;
        if (binding.zones.empty()) wanted[binding.rule] = in_quotes(text);
        for (auto const& zone : binding.zones)
            if (zone.places.empty() || holds(zone.places, text))
                wanted.try_emplace(binding.rule, zone.expression);
    }
    return wanted;
}

void Desk::add_answer(Expressions& wanted, GivenFact const& given) const {
    auto const* asked = question(given.fact);
    if (asked == nullptr || !answers_question(*asked, given.value)) return;
    if (asked->kind == FactKind::dates) {
        auto const days = days_of(given.value);
        for (std::size_t i = 0; i < days.size(); ++i)
            wanted[asked->rules[i]] = format_french_day(parse_iso_day(days[i]).value());
    }
    if (auto const expression = expression_of(*asked, given.value); !expression.empty())
        for (auto const& rule : asked->rules)
            wanted[rule] = expression;
}

/// What an option says of other rules stands above what was answered to them directly: that was
/// said before the choice was changed.
void Desk::add_choices(Expressions& wanted, GivenFact const& given) const {
    auto const* asked = question(given.fact);
    if (asked == nullptr) return;
    if (auto const* option = option_of(*asked, given.value))
        for (auto const& answer : option->set)
            wanted[answer.rule] = answer.expression;
}

/// Tells the evaluator only what changed. A model that cannot take an answer goes on without it.
void Desk::put(Expressions wanted) {
    for (auto const& [rule, expression] : put_)
        if (!wanted.contains(rule)) evaluator_.forget(rule);
    for (auto const& [rule, expression] : wanted) {
        auto const before = put_.find(rule);
        if (before != put_.end() && before->second == expression) continue;
        if (!evaluator_.answer(rule, expression).ok()) evaluator_.forget(rule);
    }
    put_ = std::move(wanted);
}

bool Desk::exists_in(PackAid const& aid, Place const& place) {
    if (!aid.territory) return true;
    auto const& codes = aid.territory->codes;
    return holds(codes, code_of(place, aid.territory->kind));
}

/// An aid exists here unless its pack names other places, or the place alone settles that it is
/// refused.
void Desk::settle(Home const& home) {
    put(expressions_of(home));
    concerned_.clear();
    for (std::size_t i = 0; i < book_->pack.aids.size(); ++i) {
        if (!exists_in(book_->pack.aids[i], home.place)) continue;
        auto const outcome = evaluator_.evaluate(questions_[i]);
        bool const settled = outcome.ok() && outcome.value()->missing.empty();
        auto const value = settled ? outcome.value()->value : Value{};
        bool const worth_nothing = settled && !value.boolean && value.number == 0;
        if (!worth_nothing) concerned_.push_back(i);
    }
    home_ = home;
}

void Desk::hear(InterviewAnswers const& answers, std::string_view except) {
    ENSURE(answers.home.has_value());
    if (home_ != answers.home) settle(*answers.home);
    auto wanted = expressions_of(*answers.home);
    for (auto const& given : answers.facts)
        if (given.fact != except) add_answer(wanted, given);
    for (auto const& given : answers.facts)
        if (given.fact != except) add_choices(wanted, given);
    put(std::move(wanted));
    passed_.clear();
    answered_.clear();
    for (auto const& given : answers.facts) {
        if (given.fact != except && !given.value.empty()) answered_.push_back(given.fact);
        auto const* asked = given.value.empty() ? question(given.fact) : nullptr;
        if (asked != nullptr && !asked->if_unknown.french.empty()) passed_.push_back(given.fact);
    }
}

Fit Desk::fit(std::size_t aid, InterviewAnswers const& answers) const {
    for (auto const& condition : book_->pack.aids[aid].when) {
        auto const* given = find_given(answers, condition.fact);
        auto const* asked = question(condition.fact);
        if (given == nullptr || asked == nullptr || !answers_question(*asked, given->value))
            return {Fit::Kind::waits, condition.fact};
        if (!holds(condition.among, given->value)) return {Fit::Kind::other, condition.fact};
    }
    return {};
}

std::vector<std::string> Desk::facts_of(std::vector<std::string> const& rules) const {
    std::vector<std::string> facts;
    for (auto const& rule : rules) {
        auto const found = book_->question_of_rule.find(rule);
        if (found == book_->question_of_rule.end()) continue;
        auto const& question = book_->pack.questions[found->second];
        auto const& first = question.as_many_as.empty() ? question.after : question.as_many_as;
        bool const early = !first.empty() && !holds(answered_, first);
        auto const& fact = early ? first : question.fact;
        if (!holds(facts, fact)) facts.push_back(fact);
    }
    return facts;
}

void Desk::set_estimates_apart(Verdict& verdict) const {
    std::erase_if(verdict.missing, [&](std::string const& fact) {
        bool const estimated = holds(passed_, fact);
        if (estimated) verdict.estimated.push_back(fact);
        return estimated;
    });
}

std::optional<std::size_t> Desk::limit_of(std::size_t aid, InterviewAnswers const& answers) const {
    auto const& limits = book_->pack.limits;
    for (std::size_t i = 0; i < limits.size(); ++i) {
        auto const* given = find_given(answers, limits[i].condition.fact);
        bool const runs_into = given != nullptr
            ? holds(limits[i].condition.among, given->value)
            : holds(limits[i].departements, answers.home->place.departement);
        bool const concerns =
            limits[i].aids.empty() || holds(limits[i].aids, book_->pack.aids[aid].id);
        if (runs_into && concerns) return i;
    }
    return std::nullopt;
}

Explanation Desk::explain(std::size_t aid) {
    auto explanation = evaluator_.explain(questions_[aid], ExplanationScope::decisive);
    return explanation.ok() ? std::move(explanation).value() : Explanation{};
}

Verdict Desk::weigh(std::size_t aid) {
    Verdict verdict;
    verdict.aid = aid;
    auto const& described = book_->pack.aids[aid];
    if (described.ends && *described.ends < today_) {
        verdict.standing = Standing::ended;
        return verdict;
    }
    auto const outcome = evaluator_.evaluate(questions_[aid]);
    if (!outcome.ok()) {
        verdict.standing = Standing::broken;
        return verdict;
    }
    auto const& value = outcome.value()->value;
    verdict.missing = facts_of(outcome.value()->missing);
    set_estimates_apart(verdict);
    bool const keeps_defaults = !book_->pack.assumptions.empty();
    bool const decided = value.kind != Value::Kind::undefined &&
        (keeps_defaults ? verdict.missing.empty() : outcome.value()->missing.empty());
    if (!decided) return verdict;
    bool const number = value.kind == Value::Kind::number;
    bool const granted = number ? value.number > 0 : value.boolean;
    verdict.standing = granted ? Standing::granted : Standing::refused;
    if (number && !std::isfinite(value.number)) verdict.standing = Standing::broken;
    if (verdict.standing == Standing::granted && number) {
        verdict.amount = value.number;
        verdict.unit = outcome.value()->unit;
    }
    return verdict;
}

} // namespace prevenance
