// Which aids one looks for: the topic, then its questions, then what the answers give.
#include "core/eval/calendar.h"
#include "core/eval/explanation.h"
#include "core/rules/image.h"
#include "core/wire/pack_index_json.h"
#include "core/wire/pack_json.h"
#include "web/app/addresses.h"
#include "web/app/change.h"
#include "web/app/typed_answer.h"

#include <algorithm>
#include <utility>

namespace prevenance {

namespace {

constexpr std::uint32_t status_ok = 200;

void need_packs(Change& change) {
    auto& packs = change.state.interview.packs;
    if (packs == Fetching::here) return;
    packs = Fetching::awaited;
    fetch(change, addresses::packs);
}

/// Asks for the rules of the chosen topic. True when they are there.
bool need_model(Change& change) {
    auto& interview = change.state.interview;
    auto& topic = change.knowledge.topic;
    need_packs(change);
    if (topic.id != interview.topic) {
        topic = {};
        topic.id = interview.topic;
    }
    if (topic.adviser != nullptr) {
        interview.model = Fetching::here;
        return true;
    }
    interview.model = Fetching::awaited;
    if (!topic.pack) fetch(change, addresses::pack(topic.id));
    if (!topic.model) fetch(change, addresses::model(topic.id));
    return false;
}

/// Granted aids first, the largest of them at the top; the others stay in the order of the pack. A
/// pack whose author wrote its questions in order has its aids in order too.
void sort_aids(std::vector<ShownAid>& aids, QuestionOrder order) {
    auto const key = [order](Verdict const& verdict) {
        bool const granted = verdict.standing == Standing::granted;
        bool const by_amount = granted && order == QuestionOrder::most_decisive;
        return std::pair(granted ? 0 : 1, by_amount ? -verdict.amount : 0);
    };
    std::stable_sort(aids.begin(), aids.end(), [&](ShownAid const& left, ShownAid const& right) {
        return key(left.verdict) < key(right.verdict);
    });
}

/// What follows from the answers given so far.
void advise(Change& change) {
    auto& interview = change.state.interview;
    auto& topic = change.knowledge.topic;
    bool const still_holds = topic.advised == interview.answers && !interview.questions.empty();
    if (still_holds) return;
    topic.advised = interview.answers;
    auto& adviser = *topic.adviser;
    auto const& pack = topic.book->pack;
    auto advice = adviser.advise(interview.answers);
    interview.questions = pack.questions;
    interview.to_ask = std::move(advice.to_ask);
    interview.steps.clear();
    for (std::size_t at = 0; at < interview.answers.facts.size(); ++at) {
        auto const& fact = interview.answers.facts[at].fact;
        if (adviser.question(fact) == nullptr) continue;
        interview.steps.push_back({fact, advice.counts[at]});
    }
    interview.aids.clear();
    for (auto& verdict : advice.verdicts) {
        auto const& aid = adviser.aid(verdict);
        interview.aids.push_back({pack.id + '.' + aid.id, aid, std::move(verdict), {}});
    }
    sort_aids(interview.aids, pack.order);
    interview.limits = pack.limits;
    interview.assumptions = pack.assumptions;
}

/// Where the interview goes on: the next question, or the results.
Route next_step(InterviewState const& interview) {
    if (interview.to_ask.empty()) return {Screen::results, 0, {}};
    return {Screen::question, static_cast<std::uint32_t>(interview.steps.size()) + 1, {}};
}

/// Leads to the screen that must come first. True when nothing stands before the interview.
bool may_enter(Change& change) {
    auto const& interview = change.state.interview;
    if (!interview.answers.home) {
        go(change, {Screen::postal_code, 0, {}});
        return false;
    }
    if (interview.topic.empty()) {
        go(change, {Screen::topic, 0, {}});
        return false;
    }
    return need_model(change);
}

/// A day as it is typed: 12/03/1990.
std::string typed_day(std::string_view iso_day) {
    auto const day = parse_iso_day(iso_day);
    return day.ok() ? format_french_day(day.value()) : std::string();
}

/// What was said before stands in the fields.
void begin_draft(InterviewState& interview, std::string_view fact) {
    auto const* question = find_question(interview, fact);
    auto const* given = find_given(interview.answers, fact);
    if (question == nullptr) return;
    auto const said = given == nullptr ? std::string() : given->value;
    interview.draft = question->kind == FactKind::date ? typed_day(said) : said;
    if (question->kind != FactKind::dates) return;
    interview.drafts.assign(count_of_dates(interview, *question), "");
    auto const days = days_of(said);
    for (std::size_t i = 0; i < std::min(days.size(), interview.drafts.size()); ++i)
        interview.drafts[i] = typed_day(days[i]);
}

/// The rules to show: those with a title that say something.
std::vector<ShownRule> rules_shown(Explanation const& explanation) {
    std::vector<ShownRule> rules;
    for (auto const& rule : explanation.rules) {
        bool const says = rule.value.kind == Value::Kind::number
            ? rule.value.number != 0
            : rule.value.kind != Value::Kind::undefined &&
                rule.value.kind != Value::Kind::not_applicable;
        bool const first = rules.empty() && &rule == explanation.rules.data();
        if (!rule.title.empty() && (says || first))
            rules.push_back({rule.title, rule.value, rule.unit, rule.citations});
    }
    return rules;
}

/// What an aid rests on: values to be checked again, and its rules when it is looked at.
void explain(Change& change, ShownAid& shown) {
    auto& interview = change.state.interview;
    auto& topic = change.knowledge.topic;
    bool const looked_at =
        change.state.route.screen == Screen::aid && shown.id == change.state.route.id;
    bool const granted = shown.verdict.standing == Standing::granted;
    bool const counted = granted && !topic.book->pack.revaluations.empty();
    if (!counted && !(looked_at && !topic.book->pack.rules_folder.empty())) return;
    auto const explanation = topic.adviser->explain(interview.answers, shown.verdict);
    shown.overdue = topic.adviser->overdue(shown.verdict, explanation);
    if (looked_at) interview.rules = rules_shown(explanation);
}

bool needs_model(Screen screen) {
    return screen == Screen::question || screen == Screen::results || screen == Screen::aid;
}

void model_failed(Change& change) {
    change.state.interview.model = Fetching::failed;
    change.knowledge.topic = {};
}

/// The first question that still matters, or the results when nothing is left to ask.
void begin(Change& change) {
    advise(change);
    go(change, next_step(change.state.interview));
}

/// Opens the rules once the pack and its model have both arrived.
void open_topic(Change& change) {
    auto& topic = change.knowledge.topic;
    if (!topic.pack || !topic.model) return;
    auto program = read_image(*topic.model);
    auto book = program.ok() ? make_rulebook(std::move(*topic.pack), std::move(program).value())
                             : Result<Rulebook>(program.error());
    topic.pack.reset();
    topic.model.reset();
    if (!book.ok()) return model_failed(change);
    topic.book = std::make_unique<Rulebook>(std::move(book).value());
    topic.adviser = std::make_unique<Adviser>(
        std::vector<Rulebook const*>{topic.book.get()}, change.state.today
    );
    auto& interview = change.state.interview;
    interview.model = Fetching::here;
    if (std::exchange(interview.opening, false)) return begin(change);
    if (needs_model(change.state.route.screen)) go(change, Route(change.state.route));
}

void put_answer(Change& change, std::string_view fact, std::string_view value) {
    auto& interview = change.state.interview;
    give(interview.answers, fact, value);
    save(change);
    advise(change);
    go(change, next_step(interview));
}

/// The fact asked for on the screen; "" when there is none.
std::string fact_here(Change const& change) {
    auto const& state = change.state;
    bool const asks = state.route.screen == Screen::question &&
        state.interview.model == Fetching::here && change.knowledge.topic.adviser != nullptr;
    return asks ? std::string(fact_of_step(state.interview, state.route.number)) : std::string();
}

} // namespace

void enter_topic(Change& change) {
    auto& interview = change.state.interview;
    if (!interview.answers.home) return go(change, {Screen::postal_code, 0, {}});
    need_packs(change);
    interview.draft = interview.topic;
}

void enter_question(Change& change) {
    if (!may_enter(change)) return;
    auto& state = change.state;
    advise(change);
    auto const steps = static_cast<std::uint32_t>(state.interview.steps.size());
    auto const last = state.interview.to_ask.empty() ? steps : steps + 1;
    if (state.route.number > last) {
        state.route = next_step(state.interview);
        return;
    }
    begin_draft(state.interview, fact_of_step(state.interview, state.route.number));
}

void enter_results(Change& change) {
    auto& state = change.state;
    if (!may_enter(change)) return;
    advise(change);
    auto& adviser = *change.knowledge.topic.adviser;
    state.interview.flips.clear();
    state.interview.rules.clear();
    for (auto& shown : state.interview.aids) {
        explain(change, shown);
        bool const looked_at = state.route.screen == Screen::aid && shown.id == state.route.id;
        if (!looked_at || shown.verdict.standing != Standing::refused) continue;
        state.interview.flips = adviser.flips(state.interview.answers, shown.verdict);
    }
}

void enter_data(Change& change) {
    need_packs(change);
}

void choose_topic(Change& change) {
    auto& interview = change.state.interview;
    bool const known =
        std::any_of(interview.topics.begin(), interview.topics.end(), [&](Pack const& pack) {
            return pack.id == interview.draft;
        });
    if (!known) {
        interview.mistake = Mistake::nothing_chosen_here;
        return;
    }
    interview.topic = interview.draft;
    save(change);
    if (need_model(change)) return begin(change);
    interview.opening = true;
}

void answer_question(Change& change) {
    auto& interview = change.state.interview;
    auto const fact = fact_here(change);
    auto const* const question = find_question(interview, fact);
    if (question == nullptr) return;
    TypedWhere const where{change.state.language, change.state.today};
    auto typed = question->kind == FactKind::dates
        ? read_typed_days(*question, interview.drafts, where)
        : read_typed_answer(*question, interview.draft, where);
    auto const& adviser = *change.knowledge.topic.adviser;
    if (typed.mistake == Mistake::none && !adviser.check(fact, typed.value).ok()) {
        typed.mistake = Mistake::not_a_number;
    }
    interview.mistake = typed.mistake;
    interview.mistake_at = typed.mistake_at;
    if (typed.mistake == Mistake::none) put_answer(change, fact, typed.value);
}

void skip_question(Change& change) {
    auto const fact = fact_here(change);
    if (!fact.empty()) put_answer(change, fact, "");
}

void take_packs(Change& change, Message const& answer) {
    auto& interview = change.state.interview;
    auto packs = answer.status == status_ok
        ? read_pack_index(answer.body)
        : Result<std::vector<Pack>>(Error{ErrorCode::unavailable, "packs not fetched"});
    interview.packs = packs.ok() ? Fetching::here : Fetching::failed;
    if (packs.ok()) interview.topics = std::move(packs).value();
}

void take_pack(Change& change, Message const& answer) {
    auto& topic = change.knowledge.topic;
    bool const is_pack = answer.path == addresses::pack(topic.id);
    bool const is_model = answer.path == addresses::model(topic.id);
    if (topic.id.empty() || (!is_pack && !is_model)) return; // Another topic was chosen meanwhile.
    if (answer.status != status_ok) return model_failed(change);
    if (is_model) topic.model = answer.body;
    if (is_pack) {
        auto pack = read_pack(answer.body);
        if (!pack.ok()) return model_failed(change);
        topic.pack = std::move(pack).value();
    }
    open_topic(change);
}

} // namespace prevenance
