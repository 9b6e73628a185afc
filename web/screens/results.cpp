// "Mes aides": what the answers give. Granted first, then what one answer would decide.
#include "web/screens/page.h"

#include <algorithm>
#include <string>

namespace prevenance {

namespace {

std::size_t count_of(InterviewState const& interview, AidOutcome outcome) {
    auto const of_outcome = [outcome](Aid const& aid) {
        return aid.outcome == outcome;
    };
    return static_cast<std::size_t>(
        std::count_if(interview.aids.begin(), interview.aids.end(), of_outcome)
    );
}

/// « Versée par Rennes Métropole », and the way to its page.
void add_aid_card(Page& page, Aid const& aid) {
    auto const card = page.tree.open(Role::card, aid.id);
    page.tree.add(Role::heading, "title", aid.title).level = 3;
    add_aid_amount(page, aid);
    if (!aid.payer.empty()) {
        page.tree.add(
            Role::paragraph, "payer", page.words.fill(Text::aid_payer, {{"payer", aid.payer}})
        );
    }
    add_data_date(page, aid.data_date);
    add_link(
        page,
        "detail",
        page.words.fill(Text::aid_detail, {{"title", aid.title}}),
        path_of(Route{Screen::aid, 0, aid.id})
    );
    if (aid.outcome == AidOutcome::granted && !aid.link.empty()) {
        add_outside_link(
            page, "apply", page.words.fill(Text::aid_apply, {{"title", aid.title}}), aid.link
        );
    }
}

void add_aids(Page& page, AidOutcome outcome) {
    for (auto const& aid : page.state.interview.aids) {
        if (aid.outcome == outcome) add_aid_card(page, aid);
    }
}

void add_granted(Page& page) {
    if (count_of(page.state.interview, AidOutcome::granted) == 0) return;
    auto const section = page.tree.open(Role::section, "granted");
    add_heading(page, 2, "heading", page.words(Text::results_granted));
    add_aids(page, AidOutcome::granted);
}

void add_open(Page& page) {
    if (count_of(page.state.interview, AidOutcome::open) == 0) return;
    auto const section = page.tree.open(Role::section, "open");
    add_heading(page, 2, "heading", page.words(Text::results_open));
    page.tree.add(Role::paragraph, "text", page.words(Text::results_open_text));
    add_aids(page, AidOutcome::open);
}

/// Closed until asked for: what is not for oneself must not hide what is.
void add_refused(Page& page) {
    auto const count = count_of(page.state.interview, AidOutcome::refused);
    if (count == 0) return;
    auto const details = page.tree.open(
        Role::details,
        "refused",
        page.words.count(count, Text::results_refused_one, Text::results_refused_many)
    );
    auto const list = page.tree.open(Role::list, "list");
    for (auto const& aid : page.state.interview.aids) {
        if (aid.outcome != AidOutcome::refused) continue;
        auto const item = page.tree.open(Role::item, aid.id);
        auto& link = add_link(page, "detail", aid.title, path_of(Route{Screen::aid, 0, aid.id}));
        link.language = written_in_french(page);
    }
}

void add_total(Page& page) {
    auto const& total = page.state.interview.total;
    if (!total || total->aid_count < 2) return; // One amount is no sum.
    auto& figure = page.tree.add(Role::figure, "total", page.words.amount(total->amount));
    figure.hint = page.words.count(
        total->aid_count, Text::results_total_hint_one, Text::results_total_hint_many
    );
}

void add_summary(Page& page) {
    auto const count = count_of(page.state.interview, AidOutcome::granted);
    auto const text = count == 0
        ? std::string(page.words(Text::results_summary_none))
        : page.words.count(count, Text::results_summary_one, Text::results_summary_many);
    page.tree.add(Role::status, "summary", text).tone = count == 0 ? Tone::neutral : Tone::success;
}

void add_next_question(Page& page) {
    auto const& interview = page.state.interview;
    if (!interview.next) return;
    page.tree.add(Role::paragraph, "incomplete", page.words(Text::results_incomplete));
    auto const number = static_cast<std::uint32_t>(interview.answers.size()) + 1;
    add_link(
        page, "next", page.words(Text::results_next), path_of(Route{Screen::question, number, {}})
    ).primary = true;
}

void show_results_ready(Page& page) {
    auto const& interview = page.state.interview;
    add_summary(page);
    add_total(page);
    if (!interview.aids.empty()) {
        page.tree.add(Role::paragraph, "estimate", page.words(Text::results_estimate));
    }
    add_next_question(page);
    add_granted(page);
    add_open(page);
    if (interview.aids.empty() && !interview.next) {
        page.tree.add(Role::paragraph, "none", page.words(Text::results_none_remedy));
    }
    add_refused(page);
    if (interview.topics.size() > 1) {
        add_link(page, "topics", page.words(Text::results_other_topics), path_of(Screen::topic));
    }
    add_answers(page);
}

} // namespace

void show_results(Page& page) {
    auto const& interview = page.state.interview;
    if (!interview.commune) return show_postal_code(page);
    add_title(page, page.words.fill(Text::results_title, {{"commune", interview.commune->name}}));
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
