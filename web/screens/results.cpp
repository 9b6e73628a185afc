// "Mes aides": what the answers give. Granted first, then what one answer would decide.
#include "web/screens/page.h"

#include <algorithm>
#include <string>

namespace prevenance {

namespace {

std::size_t count_of(InterviewState const& interview, Standing standing) {
    auto const stands = [standing](ShownAid const& aid) {
        return aid.verdict.standing == standing;
    };
    return static_cast<std::size_t>(
        std::count_if(interview.aids.begin(), interview.aids.end(), stands)
    );
}

void add_aid_links(Page& page, ShownAid const& shown) {
    auto const title = name_of(page, shown.aid);
    auto& detail = add_link(
        page, "detail", page.words(Text::aid_detail), path_of(Route{Screen::aid, 0, shown.id})
    );
    tell_subject(page, detail, title);
    if (shown.verdict.standing != Standing::granted || shown.aid.link.empty()) return;
    add_outside_link(page, "apply", page.words(Text::aid_apply), shown.aid.link, title);
}

/// The first sentence of a description: it tells apart aids that bear the same title.
std::string_view first_sentence(std::string_view text) {
    text = text.substr(0, text.find('\n'));
    auto const stop = text.find(". ");
    return stop == std::string_view::npos ? text : text.substr(0, stop + 1);
}

void add_aid_card(Page& page, ShownAid const& shown) {
    auto const card = page.tree.open(Role::card, shown.id);
    auto& title = page.tree.add(Role::heading, "title", page.words(shown.aid.title));
    title.level = 3;
    title.language = language_of(page, shown.aid.title);
    add_aid_amount(page, shown);
    if (!shown.aid.payer.empty()) {
        page.tree.add(
            Role::paragraph, "payer", page.words.fill(Text::aid_payer, {{"payer", shown.aid.payer}})
        );
    }
    auto const summary = first_sentence(page.words(shown.aid.description));
    if (!summary.empty()) {
        page.tree.add(Role::paragraph, "summary", summary).language =
            language_of(page, shown.aid.description);
    }
    add_estimates(page, shown);
    if (!shown.overdue.empty())
        page.tree.add(Role::badge, "overdue", page.words(Text::results_overdue)).tone =
            Tone::warning;
    if (shown.aid.checked) add_data_date(page, *shown.aid.checked);
    add_aid_links(page, shown);
}

void add_cards(Page& page, Standing standing) {
    for (auto const& shown : page.state.interview.aids) {
        if (shown.verdict.standing == standing) add_aid_card(page, shown);
    }
}

/// One group of aids under its heading; nothing when it is empty.
void add_group(
    Page& page, std::string_view key, Standing standing, Text heading, Text const* explanation
) {
    if (count_of(page.state.interview, standing) == 0) return;
    auto const section = page.tree.open(Role::section, key);
    add_heading(page, 2, "heading", page.words(heading));
    if (explanation != nullptr) page.tree.add(Role::paragraph, "text", page.words(*explanation));
    add_cards(page, standing);
}

/// What these rules do not know, where to ask instead, and for which aids.
void add_limit(Page& page, std::size_t limit) {
    auto const& interview = page.state.interview;
    auto const here = [&](ShownAid const& shown) {
        return shown.verdict.standing == Standing::beyond && shown.verdict.limit == limit;
    };
    if (std::none_of(interview.aids.begin(), interview.aids.end(), here)) return;
    auto const card = page.tree.open(Role::card, std::to_string(limit));
    auto const& text = interview.limits[limit].text;
    page.tree.add(Role::paragraph, "text", page.words(text)).language = language_of(page, text);
    add_outside_link(
        page, "elsewhere", page.words(Text::aid_elsewhere), interview.limits[limit].link
    );
    auto const details =
        page.tree.open(Role::details, "aids", page.words(Text::results_beyond_aids));
    auto const list = page.tree.open(Role::list, "list");
    for (auto const& shown : interview.aids)
        if (here(shown)) page.tree.add(Role::item, shown.id, page.words(shown.aid.title));
}

void add_limits(Page& page) {
    if (count_of(page.state.interview, Standing::beyond) == 0) return;
    auto const section = page.tree.open(Role::section, "beyond");
    add_heading(page, 2, "heading", page.words(Text::results_beyond));
    for (std::size_t limit = 0; limit < page.state.interview.limits.size(); ++limit)
        add_limit(page, limit);
}

/// Closed until asked for: what is not for oneself must not hide what is.
void add_folded_group(Page& page, std::string_view key, Standing standing, Text one, Text many) {
    auto const count = count_of(page.state.interview, standing);
    if (count == 0) return;
    auto const details = page.tree.open(Role::details, key, page.words.count(count, one, many));
    auto const list = page.tree.open(Role::list, "list");
    for (auto const& shown : page.state.interview.aids) {
        if (shown.verdict.standing != standing) continue;
        auto const item = page.tree.open(Role::item, shown.id);
        auto& link = add_link(
            page, "detail", name_of(page, shown.aid), path_of(Route{Screen::aid, 0, shown.id})
        );
        link.language = language_of(page, shown.aid.title);
    }
}

/// Grants paid once may add up; loans, rates and monthly sums do not. One amount is no sum.
void add_total(Page& page) {
    double total = 0;
    std::size_t count = 0;
    for (auto const& shown : page.state.interview.aids) {
        bool const adds = shown.verdict.standing == Standing::granted &&
            shown.aid.amount == AmountKind::one_off && shown.verdict.unit == "€";
        if (!adds) continue;
        total += shown.verdict.amount;
        ++count;
    }
    if (count < 2) return;
    auto& figure = page.tree.add(Role::figure, "total", page.words.amount(total, "€"));
    figure.hint = page.words(Text::results_total_hint);
}

/// Why no aid is granted: too early to say, beyond these rules, none exists here, or none fits.
Text words_for_none(InterviewState const& interview) {
    if (!interview.to_ask.empty()) return Text::results_summary_not_yet;
    if (count_of(interview, Standing::beyond) != 0) return Text::results_summary_beyond;
    if (count_of(interview, Standing::open) != 0) return Text::results_summary_open;
    return interview.aids.empty() && interview.steps.empty() ? Text::results_summary_nowhere
                                                             : Text::results_summary_none;
}

void add_summary(Page& page) {
    auto const count = count_of(page.state.interview, Standing::granted);
    auto const none = words_for_none(page.state.interview);
    auto const text = count == 0
        ? std::string(page.words(none))
        : page.words.count(count, Text::results_summary_one, Text::results_summary_many);
    page.tree.add(Role::status, "summary", text).tone = count == 0 ? Tone::neutral : Tone::success;
}

void add_next_question(Page& page) {
    auto const& interview = page.state.interview;
    if (interview.to_ask.empty()) return;
    page.tree.add(Role::paragraph, "incomplete", page.words(Text::results_incomplete));
    auto const number = static_cast<std::uint32_t>(interview.steps.size()) + 1;
    add_link(
        page, "next", page.words(Text::results_next), path_of(Route{Screen::question, number, {}})
    ).primary = true;
}

/// What the publisher of the rules says of their age, and the day they held.
void add_note(Page& page) {
    auto const& interview = page.state.interview;
    for (auto const& topic : interview.topics) {
        if (topic.id != interview.topic) continue;
        add_data_date(page, topic.data_date);
        if (topic.note.french.empty()) continue;
        page.tree.add(Role::paragraph, "note", page.words(topic.note)).language =
            language_of(page, topic.note);
    }
}

void add_assumptions(Page& page) {
    auto const& assumptions = page.state.interview.assumptions;
    if (assumptions.empty()) return;
    auto const section = page.tree.open(Role::section, "assumptions");
    add_heading(page, 2, "heading", page.words(Text::results_assumptions));
    auto const list = page.tree.open(Role::list, "list");
    std::size_t number = 0;
    for (auto const& assumption : assumptions)
        page.tree.add(Role::item, std::to_string(number++), page.words(assumption)).language =
            language_of(page, assumption);
}

void show_results_ready(Page& page) {
    auto const& interview = page.state.interview;
    add_summary(page);
    add_total(page);
    if (!interview.aids.empty()) {
        page.tree.add(Role::paragraph, "estimate", page.words(Text::results_estimate));
    }
    add_next_question(page);
    add_group(page, "granted", Standing::granted, Text::results_granted, nullptr);
    constexpr auto open_text = Text::results_open_text;
    add_group(page, "open", Standing::open, Text::results_open, &open_text);
    add_limits(page);
    constexpr auto broken_text = Text::results_broken_text;
    add_group(page, "broken", Standing::broken, Text::results_broken, &broken_text);
    add_folded_group(
        page, "refused", Standing::refused, Text::results_refused_one, Text::results_refused_many
    );
    add_folded_group(
        page, "ended", Standing::ended, Text::results_ended_one, Text::results_ended_many
    );
    bool const settled = interview.to_ask.empty() && count_of(interview, Standing::beyond) == 0;
    if (count_of(interview, Standing::granted) == 0 && settled) {
        page.tree.add(Role::paragraph, "none", page.words(Text::results_none_remedy));
    }
    if (interview.topics.size() > 1) {
        add_link(page, "topics", page.words(Text::results_other_topics), path_of(Screen::topic));
    }
    add_assumptions(page);
    add_note(page);
    add_answers(page);
}

} // namespace

void show_results(Page& page) {
    auto const& interview = page.state.interview;
    auto const commune = interview.answers.home ? interview.answers.home->commune_name : "";
    add_title(page, page.words.fill(Text::results_title, {{"commune", commune}}));
    switch (interview.model) {
    case Fetching::idle:
    case Fetching::awaited:
        return add_waiting(page, Text::aids_model_waiting);
    case Fetching::failed:
        return add_failure(page, Text::aids_model_failed, Text::aids_model_failed_remedy);
    case Fetching::here:
        return show_results_ready(page);
    }
}

} // namespace prevenance
