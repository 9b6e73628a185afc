// One aid: whether, how much, why, what to prepare and where to apply.
#include "web/screens/page.h"

#include <algorithm>
#include <chrono>
#include <string>

namespace prevenance {

namespace {

constexpr std::chrono::days old_after{365};

struct StandingWords {
    Text badge;
    Tone tone;
};

StandingWords words_of(Standing standing) {
    switch (standing) {
    case Standing::granted:
        return {Text::aid_granted, Tone::success};
    case Standing::open:
        return {Text::aid_open, Tone::information};
    case Standing::refused:
        return {Text::aid_refused, Tone::neutral};
    case Standing::ended:
        return {Text::aid_ended, Tone::neutral};
    case Standing::broken:
        return {Text::aid_broken, Tone::warning};
    case Standing::beyond:
        return {Text::aid_beyond, Tone::information};
    }
    return {Text::aid_open, Tone::neutral};
}

/// What an amount is, where it is not simply paid once.
std::string_view amount_hint(Page const& page, ShownAid const& shown) {
    switch (shown.aid.amount) {
    case AmountKind::one_off:
        return page.words.period(shown.verdict.unit);
    case AmountKind::per_month:
        return page.words(Text::period_month);
    case AmountKind::per_year:
        return page.words(Text::period_year);
    case AmountKind::rate:
        return page.words(Text::aid_rate);
    case AmountKind::loan:
        return page.words(Text::aid_loan);
    case AmountKind::tax_cut:
        return page.words(Text::aid_tax_cut);
    case AmountKind::fee_per_month:
        return page.words(Text::aid_fee);
    }
    return "";
}

/// A question with its answer and the link that changes it, or alone when it was not asked yet.
void add_fact(Page& page, FactQuestion const& question, GivenFact const* given) {
    auto const text = page.words(question.text);
    if (given == nullptr) {
        page.tree.add(Role::item, question.fact, text);
        return;
    }
    auto const step = step_of_fact(page.state.interview, question.fact);
    auto const value = value_shown(page, question, given->value);
    add_answer_line(page, question.fact, text, value, {Screen::question, step, {}});
}

/// Questions with their answers, each with the link that changes it. What was not asked yet has
/// no answer to change: the next question leads there.
void add_facts(Page& page, std::vector<std::string> const& facts) {
    auto const& interview = page.state.interview;
    bool unasked = false;
    {
        auto const list = page.tree.open(Role::list, "facts");
        for (auto const& fact : facts) {
            auto const* const question = find_question(interview, fact);
            auto const* const given = find_given(interview.answers, fact);
            unasked = unasked || given == nullptr;
            if (question != nullptr) add_fact(page, *question, given);
        }
    }
    if (!unasked || interview.to_ask.empty()) return;
    auto const next = static_cast<std::uint32_t>(interview.steps.size()) + 1;
    add_link(
        page, "next", page.words(Text::results_next), path_of(Route{Screen::question, next, {}})
    ).primary = true;
}

/// « Avec une autre réponse » : what a single other answer would have given.
void add_flips(Page& page, ShownAid const& shown) {
    auto const& interview = page.state.interview;
    if (shown.verdict.standing != Standing::refused || interview.flips.empty()) return;
    auto const section = page.tree.open(Role::section, "flips");
    add_heading(page, 2, "heading", page.words(Text::aid_flips));
    auto const list = page.tree.open(Role::list, "list");
    for (auto const& flip : interview.flips) {
        auto const* const question = find_question(interview, flip.fact);
        if (question == nullptr) continue;
        auto const item = page.tree.open(
            Role::item,
            flip.fact + ' ' + flip.value,
            page.words.fill(
                Text::aid_flip,
                {{"question", page.words(question->text)},
                 {"answer", value_shown(page, *question, flip.value)},
                 {"amount", page.words.amount(flip.amount, flip.unit)}}
            )
        );
    }
}

void add_why(Page& page, ShownAid const& shown) {
    auto const& verdict = shown.verdict;
    bool const open = verdict.standing == Standing::open;
    bool const refused = verdict.standing == Standing::refused;
    auto const& facts = open ? verdict.missing : verdict.deciding;
    if (facts.empty() && !refused) return;
    auto const section = page.tree.open(Role::section, "why");
    add_heading(page, 2, "heading", page.words(open ? Text::aid_missing : Text::aid_why));
    if (refused) {
        page.tree.add(Role::paragraph, "refused", page.words(Text::aid_why_refused));
    }
    if (facts.empty()) return;
    page.tree.add(
        Role::paragraph, "text", page.words(open ? Text::aid_missing_text : Text::aid_why_text)
    );
    add_facts(page, facts);
}

/// « 531,97 € par mois », « 2,5 ».
std::string quantity_shown(Words const& words, double number, std::string const& unit) {
    bool const money = unit.starts_with("€");
    auto const quantity = money ? words.amount(number, unit) : words.number(number);
    auto const rest = money ? std::string(words.period(unit)) : words.unit(unit);
    return rest.empty() ? quantity : quantity + ' ' + rest;
}

/// « 531,97 € par mois », « oui », « locataire HLM ».
std::string rule_value_shown(Page const& page, ShownRule const& rule) {
    auto const& words = page.words;
    switch (rule.value.kind) {
    case Value::Kind::boolean:
        return std::string(words(rule.value.boolean ? Text::question_yes : Text::question_no));
    case Value::Kind::number:
        return quantity_shown(words, rule.value.number, rule.unit);
    case Value::Kind::text:
        return rule.value.text;
    case Value::Kind::undefined:
    case Value::Kind::not_applicable:
        return "";
    }
    return "";
}

/// The rules that decided come nearest first: further ones are details of details.
constexpr std::size_t calculation_lines_max = 24;

/// A text of law, which everybody finds by its name where no link can lead.
void add_article(Page& page, Citation const& citation) {
    if (page.state.kiosk) {
        page.tree.add(Role::paragraph, "article", citation.title);
    } else {
        add_outside_link(page, "article", citation.title, citation.address);
    }
}

/// A rule that decided, its value, and its own article.
void add_calculation_line(Page& page, ShownRule const& rule, std::string const& key) {
    auto const item = page.tree.open(Role::item, key, rule.title);
    page.tree.innermost().hint = rule_value_shown(page, rule);
    page.tree.innermost().language = written_in_french(page);
    auto const& law = page.state.interview.rules.front().citations;
    bool const same = !law.empty() && !rule.citations.empty() &&
        rule.citations.front().title == law.front().title;
    if (rule.citations.empty() || same) return;
    auto const& citation = rule.citations.front();
    if (citation.address.empty() || citation.title.empty()) return;
    add_article(page, citation);
}

/// The law that an aid is taken from, and the rules that decided, line by line.
void add_calculation(Page& page) {
    auto const& rules = page.state.interview.rules;
    if (rules.empty()) return;
    auto const section = page.tree.open(Role::section, "calculation");
    add_heading(page, 2, "heading", page.words(Text::aid_calculation));
    page.tree.add(Role::paragraph, "text", page.words(Text::aid_calculation_text));
    {
        auto const list = page.tree.open(Role::list, "law");
        std::size_t number = 0;
        for (auto const& citation : rules.front().citations) {
            auto const item = page.tree.open(Role::item, std::to_string(number++));
            add_article(page, citation);
        }
    }
    auto const details =
        page.tree.open(Role::details, "lines", page.words(Text::aid_calculation_lines));
    auto const list = page.tree.open(Role::list, "list");
    for (std::size_t at = 0; at < std::min(rules.size(), calculation_lines_max); ++at)
        add_calculation_line(page, rules[at], std::to_string(at));
}

void add_limit(Page& page, ShownAid const& shown) {
    if (shown.verdict.standing != Standing::beyond) return;
    auto const& limit = page.state.interview.limits[shown.verdict.limit];
    page.tree.add(Role::paragraph, "limit", page.words(limit.text)).language =
        language_of(page, limit.text);
    add_outside_link(page, "elsewhere", page.words(Text::aid_elsewhere), limit.link);
}

/// The values that should have been checked again, and since when.
void add_overdue(Page& page, ShownAid const& shown) {
    for (auto const& value : shown.overdue) {
        page.tree.add(
            Role::paragraph,
            "overdue " + value.title,
            page.words.fill(
                Text::aid_overdue, {{"date", page.words.day(value.due)}, {"title", value.title}}
            )
        );
    }
}

void add_documents(Page& page, PackAid const& aid) {
    if (aid.documents.empty()) return;
    auto const section = page.tree.open(Role::section, "documents");
    add_heading(page, 2, "heading", page.words(Text::aid_documents));
    auto const list = page.tree.open(Role::list, "list");
    std::size_t number = 0;
    for (auto const& document : aid.documents) {
        page.tree.add(Role::item, std::to_string(number), page.words(document)).language =
            language_of(page, document);
        ++number;
    }
}

void add_description(Page& page, PackAid const& aid) {
    if (aid.description.french.empty()) return;
    auto const section = page.tree.open(Role::section, "description");
    add_heading(page, 2, "heading", page.words(Text::aid_description));
    if (language_of(page, aid.description).empty()) {
        return add_paragraphs(page, "text", page.words(aid.description));
    }
    add_french_paragraphs(page, "text", page.words(aid.description));
}

void add_head(Page& page, ShownAid const& shown) {
    auto const words = words_of(shown.verdict.standing);
    auto& title = page.tree.add(Role::heading, "title", name_of(page, shown.aid));
    title.level = 1;
    title.language = language_of(page, shown.aid.title);
    page.tree.add(Role::badge, "standing", page.words(words.badge)).tone = words.tone;
    add_aid_amount(page, shown);
    if (!shown.aid.payer.empty()) {
        page.tree.add(
            Role::paragraph, "payer", page.words.fill(Text::aid_payer, {{"payer", shown.aid.payer}})
        );
    }
}

/// Until when, whom to believe, and where to go.
void add_apply(Page& page, ShownAid const& shown) {
    bool const granted = shown.verdict.standing == Standing::granted;
    if (shown.aid.ends) {
        bool const ended = shown.verdict.standing == Standing::ended;
        page.tree.add(
            Role::paragraph,
            "ends",
            page.words.fill(
                ended ? Text::aid_ended_on : Text::aid_ends_on,
                {{"date", page.words.day(*shown.aid.ends)}}
            )
        );
    }
    if (granted || shown.verdict.standing == Standing::open) {
        page.tree.add(Role::paragraph, "estimate", page.words(Text::results_estimate));
    }
    if (shown.verdict.standing == Standing::broken) {
        page.tree.add(Role::paragraph, "broken", page.words(Text::results_broken_text));
    }
    add_estimates(page, shown);
    add_overdue(page, shown);
    if (shown.verdict.standing == Standing::beyond) return add_limit(page, shown);
    if (shown.aid.link.empty()) return;
    auto& apply = add_outside_link(
        page, "apply", page.words(granted ? Text::aid_apply : Text::aid_more), shown.aid.link
    );
    apply.primary = granted && apply.role == Role::link;
}

void show_known_aid(Page& page, ShownAid const& shown) {
    add_head(page, shown);
    add_apply(page, shown);
    add_why(page, shown);
    add_flips(page, shown);
    add_calculation(page);
    add_description(page, shown.aid);
    add_documents(page, shown.aid);
    if (shown.aid.checked) add_data_date(page, *shown.aid.checked);
}

void show_unknown_aid(Page& page) {
    add_title(page, page.words(Text::aid_unknown));
    page.tree.add(Role::paragraph, "text", page.words(Text::aid_unknown_text));
    add_link(page, "start", page.words(Text::welcome_aids_link), path_of(Screen::postal_code))
        .primary = true;
}

} // namespace

std::string name_of(Page const& page, PackAid const& aid) {
    auto const title = std::string(page.words(aid.title));
    bool const one_payer = aid.payer_kind == Payer::state || aid.payer.empty();
    return one_payer ? title : title + ", " + aid.payer;
}

void add_estimates(Page& page, ShownAid const& shown) {
    for (auto const& fact : shown.verdict.estimated) {
        auto const* question = find_question(page.state.interview, fact);
        if (question == nullptr) continue;
        page.tree.add(Role::paragraph, "estimated " + fact, page.words(question->if_unknown))
            .language = language_of(page, question->if_unknown);
    }
}

void add_aid_amount(Page& page, ShownAid const& shown) {
    if (shown.verdict.standing != Standing::granted || shown.verdict.amount == 0) return;
    auto const amount = page.words.amount(shown.verdict.amount, shown.verdict.unit);
    page.tree.add(Role::figure, "amount", amount).hint = amount_hint(page, shown);
}

void add_data_date(Page& page, Day date) {
    bool const old = page.state.today - date > old_after;
    auto const text = page.words.fill(
        old ? Text::common_data_old : Text::common_data_of, {{"date", page.words.day(date)}}
    );
    page.tree.add(old ? Role::badge : Role::paragraph, "data date", text).tone =
        old ? Tone::warning : Tone::neutral;
}

void show_aid(Page& page) {
    auto const& interview = page.state.interview;
    if (interview.model == Fetching::awaited) {
        add_title(page, page.words(Text::aids_title));
        return add_waiting(page, Text::aids_model_waiting);
    }
    auto const& aids = interview.aids;
    auto const shown = std::find_if(aids.begin(), aids.end(), [&](ShownAid const& candidate) {
        return candidate.id == page.state.route.id;
    });
    if (shown == aids.end()) return show_unknown_aid(page);
    show_known_aid(page, *shown);
    add_link(page, "back", page.words(Text::aid_back), path_of(Screen::results));
}

} // namespace prevenance
