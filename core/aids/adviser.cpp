#include "core/aids/adviser.h"

#include "core/aids/desk.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>
#include <utility>

namespace prevenance {

namespace {

bool holds(std::vector<std::string> const& list, std::string_view wanted) {
    return std::find(list.begin(), list.end(), wanted) != list.end();
}

/// Whether an aid is for those alone who gave some answer to the question.
bool waits_for(PackAid const& aid, std::string_view fact) {
    return std::any_of(aid.when.begin(), aid.when.end(), [&](auto const& condition) {
        return condition.fact == fact;
    });
}

/// Questions that ask little come first when several would help as much.
int effort(FactKind kind) {
    switch (kind) {
    case FactKind::yes_no:
        return 0;
    case FactKind::choice:
        return 1;
    case FactKind::whole_number:
        return 2;
    case FactKind::number:
        return 3;
    case FactKind::money:
        return 4;
    case FactKind::date:
    case FactKind::dates:
        return 5;
    }
    return 6;
}

} // namespace

std::vector<std::string> days_of(std::string_view value) {
    std::vector<std::string> days;
    while (!value.empty()) {
        auto const end = std::min(value.find(' '), value.size());
        if (end != 0) days.emplace_back(value.substr(0, end));
        value.remove_prefix(std::min(end + 1, value.size()));
    }
    return days;
}

void give(InterviewAnswers& answers, std::string_view fact, std::string_view value) {
    for (auto& given : answers.facts) {
        if (given.fact != fact) continue;
        given.value = value;
        return;
    }
    answers.facts.push_back({std::string(fact), std::string(value)});
}

void take_back(InterviewAnswers& answers, std::string_view fact) {
    std::erase_if(answers.facts, [&](GivenFact const& given) { return given.fact == fact; });
}

GivenFact const* find_given(InterviewAnswers const& answers, std::string_view fact) {
    for (auto const& given : answers.facts)
        if (given.fact == fact) return &given;
    return nullptr;
}

Adviser::Adviser(std::vector<Rulebook const*> const& books, Day today)
    : today_(today) {
    desks_.reserve(books.size());
    for (auto const* book : books)
        desks_.push_back(std::make_unique<Desk>(*book, today));
}

Adviser::~Adviser() = default;

Rulebook const& Adviser::book(std::size_t position) const {
    ENSURE(position < desks_.size());
    return desks_[position]->book();
}

PackAid const& Adviser::aid(Verdict const& verdict) const {
    auto const& aids = book(verdict.book).pack.aids;
    ENSURE(verdict.aid < aids.size());
    return aids[verdict.aid];
}

FactQuestion const* Adviser::question(std::string_view fact) const {
    for (auto const& desk : desks_)
        if (auto const* question = desk->question(fact)) return question;
    return nullptr;
}

Status Adviser::check(std::string_view fact, std::string_view value) const {
    auto const* asked = question(fact);
    if (asked == nullptr) return Error{ErrorCode::not_found, "no question asks for this fact"};
    if (!value.empty() && !answers_question(*asked, value))
        return Error{ErrorCode::bad_input, "not an answer to " + asked->fact};
    return Done{};
}

Advice Adviser::advise(InterviewAnswers const& answers) {
    Advice advice;
    advice.counts.assign(answers.facts.size(), false);
    if (!answers.home) return advice;
    for (std::size_t i = 0; i < desks_.size(); ++i) {
        weigh_all(i, answers, advice);
        find_deciding(i, answers, advice);
    }
    advice.to_ask = order_questions(answers, advice);
    return advice;
}

void Adviser::weigh_all(std::size_t book, InterviewAnswers const& answers, Advice& advice) {
    auto& desk = *desks_[book];
    desk.hear(answers);
    advice.elsewhere += desk.book().pack.aids.size() - desk.concerned().size();
    for (auto const aid : desk.concerned()) {
        auto const fit = desk.fit(aid, answers);
        if (fit.kind == Fit::Kind::other) {
            ++advice.other_project;
            continue;
        }
        auto verdict = desk.weigh(aid);
        verdict.book = book;
        if (auto const limit = desk.limit_of(aid, answers)) {
            verdict.standing = Standing::beyond;
            verdict.limit = *limit;
            verdict.missing.clear();
        }
        bool const decided =
            verdict.standing == Standing::granted || verdict.standing == Standing::refused;
        if (fit.kind == Fit::Kind::waits && (decided || verdict.standing == Standing::open)) {
            verdict.standing = Standing::open;
            verdict.missing = {fit.fact};
        }
        advice.verdicts.push_back(std::move(verdict));
    }
}

void Adviser::find_deciding(std::size_t book, InterviewAnswers const& answers, Advice& advice) {
    auto& desk = *desks_[book];
    for (std::size_t i = 0; i < answers.facts.size(); ++i) {
        auto const& fact = answers.facts[i].fact;
        auto const* asked = desk.question(fact);
        if (asked == nullptr) continue;
        auto const& concerned = desk.concerned();
        advice.counts[i] = advice.counts[i] ||
            std::any_of(concerned.begin(), concerned.end(), [&](auto const aid) {
                               return waits_for(desk.book().pack.aids[aid], fact);
                           });
        bool const answered = answers_question(*asked, answers.facts[i].value);
        if (answered) desk.hear(answers, fact);
        for (auto& verdict : advice.verdicts) {
            if (verdict.book != book) continue;
            auto const missing = answered ? desk.weigh(verdict.aid).missing : verdict.missing;
            if (!holds(missing, fact)) continue;
            advice.counts[i] = true;
            if (answered) verdict.deciding.push_back(fact);
        }
    }
    for (auto& verdict : advice.verdicts) {
        if (verdict.book != book || verdict.standing != Standing::beyond) continue;
        auto const& fact = desk.book().pack.limits[verdict.limit].condition.fact;
        if (!fact.empty()) verdict.deciding = {fact};
        for (std::size_t i = 0; i < answers.facts.size(); ++i)
            if (answers.facts[i].fact == fact) advice.counts[i] = true;
    }
}

Explanation Adviser::explain(InterviewAnswers const& answers, Verdict const& verdict) {
    ENSURE(verdict.book < desks_.size());
    if (!answers.home) return {};
    auto& desk = *desks_[verdict.book];
    desk.hear(answers);
    return desk.explain(verdict.aid);
}

std::vector<OverdueValue>
Adviser::overdue(Verdict const& verdict, Explanation const& explanation) const {
    std::vector<OverdueValue> overdue;
    for (auto const& revaluation : book(verdict.book).pack.revaluations) {
        if (revaluation.due > today_) continue;
        for (auto const& rule : explanation.rules)
            if (rule.name == revaluation.rule)
                overdue.push_back({rule.title.empty() ? rule.name : rule.title, revaluation.due});
    }
    return overdue;
}

/// A fact nobody spoke of; or several days, of which some are missing since there are more of them.
bool Adviser::must_ask(std::string_view fact, InterviewAnswers const& answers) const {
    auto const* given = find_given(answers, fact);
    if (given == nullptr) return true;
    return !given->value.empty() && question(fact)->kind == FactKind::dates;
}

std::vector<std::string>
Adviser::order_questions(InterviewAnswers const& answers, Advice const& advice) const {
    std::map<std::string, int> wanted;
    for (auto const& verdict : advice.verdicts)
        for (auto const& fact : verdict.missing)
            if (must_ask(fact, answers)) ++wanted[fact];

    using Rank = std::tuple<bool, int, int, std::size_t>;
    std::vector<std::pair<Rank, std::string>> ranked;
    std::size_t position = 0;
    for (auto const& desk : desks_) {
        for (auto const& question : desk->book().pack.questions) {
            ++position;
            auto const found = wanted.find(question.fact);
            if (found == wanted.end()) continue;
            bool const as_written = desk->book().pack.order == QuestionOrder::as_written;
            auto const decided = as_written ? 0 : -found->second;
            auto const work = as_written ? 0 : effort(question.kind);
            ranked.push_back({{as_written, decided, work, position}, question.fact});
            wanted.erase(found);
        }
    }
    std::sort(ranked.begin(), ranked.end());
    std::vector<std::string> facts;
    facts.reserve(ranked.size());
    for (auto& [rank, fact] : ranked)
        facts.push_back(std::move(fact));
    return facts;
}

} // namespace prevenance
