#include "core/aids/desk.h"

#include "core/base/text.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace prevenance {

namespace {

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
    }
    return {};
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
    for (auto const& binding : book_->pack.place) {
        auto text = text_of(home, binding.from);
        for (auto const& [from, to] : binding.instead)
            if (text == from) text = to;
        wanted[binding.rule] = in_quotes(text);
    }
    return wanted;
}

void Desk::add_answer(Expressions& wanted, GivenFact const& given) const {
    auto const* asked = question(given.fact);
    if (asked == nullptr || !answers_question(*asked, given.value)) return;
    if (auto const expression = expression_of(*asked, given.value); !expression.empty())
        for (auto const& rule : asked->rules)
            wanted[rule] = expression;
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
    return std::find(codes.begin(), codes.end(), code_of(place, aid.territory->kind)) !=
        codes.end();
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
    put(std::move(wanted));
}

Fit Desk::fit(std::size_t aid, InterviewAnswers const& answers) const {
    for (auto const& condition : book_->pack.aids[aid].when) {
        auto const* given = find_given(answers, condition.fact);
        auto const* asked = question(condition.fact);
        if (given == nullptr || asked == nullptr || !answers_question(*asked, given->value))
            return {Fit::Kind::waits, condition.fact};
        auto const& among = condition.among;
        if (std::find(among.begin(), among.end(), given->value) == among.end())
            return {Fit::Kind::other, condition.fact};
    }
    return {};
}

std::vector<std::string> Desk::facts_of(std::vector<std::string> const& rules) const {
    std::vector<std::string> facts;
    for (auto const& rule : rules) {
        auto const found = book_->question_of_rule.find(rule);
        if (found == book_->question_of_rule.end()) continue;
        auto const& fact = book_->pack.questions[found->second].fact;
        if (std::find(facts.begin(), facts.end(), fact) == facts.end()) facts.push_back(fact);
    }
    return facts;
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
    if (!outcome.value()->missing.empty()) return verdict;
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
