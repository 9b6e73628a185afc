// What was answered, each with a way to change it.
#include "core/base/text.h"
#include "web/screens/actions.h"
#include "web/screens/page.h"

#include <algorithm>
#include <cstdint>
#include <string>

namespace prevenance {

namespace {

std::string number_shown(Words const& words, FactQuestion const& question, std::string_view value) {
    auto const number = parse_decimal(value);
    if (!number) return std::string(value);
    if (question.unit.empty()) return words.number(*number);
    auto const amount = words.amount(*number, question.unit.starts_with("€") ? question.unit : "");
    auto const rest = question.unit.starts_with("€") ? std::string(words.period(question.unit))
                                                     : words.unit(question.unit);
    return rest.empty() ? amount : amount + ' ' + rest;
}

/// « 12 mars 2015, 4 juillet 2018 »
std::string days_shown(Words const& words, std::string_view value) {
    std::string shown;
    for (auto const& written : days_of(value)) {
        auto const day = parse_iso_day(written);
        shown += (shown.empty() ? "" : ", ") + (day.ok() ? words.day(day.value()) : written);
    }
    return shown;
}

void add_topic_line(Page& page) {
    auto const& interview = page.state.interview;
    for (auto const& topic : interview.topics) {
        if (topic.id != interview.topic) continue;
        add_answer_line(
            page,
            "topic",
            page.words(Text::answers_topic),
            page.words(topic.title),
            {Screen::topic, 0, {}}
        );
    }
}

void add_step_lines(Page& page) {
    auto const& interview = page.state.interview;
    std::uint32_t number = 0;
    for (auto const& step : interview.steps) {
        ++number;
        auto const* const question = find_question(interview, step.fact);
        auto const* const given = find_given(interview.answers, step.fact);
        if (question == nullptr || given == nullptr) continue;
        auto value = value_shown(page, *question, given->value);
        if (!step.counts) value += " – " + std::string(page.words(Text::answers_unneeded));
        add_answer_line(
            page,
            "fact " + step.fact,
            page.words(question->text),
            value,
            {Screen::question, number, {}}
        );
    }
}

std::string_view
choice_shown(Words const& words, FactQuestion const& question, std::string_view value) {
    for (auto const& option : question.options)
        if (option.id == value) return words(option.label);
    return value;
}

} // namespace

std::string value_shown(Page const& page, FactQuestion const& question, std::string_view value) {
    auto const& words = page.words;
    if (value.empty()) return std::string(words(Text::answers_skipped));
    switch (question.kind) {
    case FactKind::yes_no:
        return std::string(words(value == "yes" ? Text::question_yes : Text::question_no));
    case FactKind::choice:
        return std::string(choice_shown(words, question, value));
    case FactKind::whole_number:
    case FactKind::number:
    case FactKind::money:
        return number_shown(words, question, value);
    case FactKind::date:
    case FactKind::dates:
        return days_shown(words, value);
    }
    return std::string(value);
}

void add_answer_line(
    Page& page,
    std::string_view key,
    std::string_view name,
    std::string_view value,
    Route const& target
) {
    auto const item = page.tree.open(Role::item, key, name);
    page.tree.innermost().hint = value;
    auto& change = add_link(page, "change", page.words(Text::answers_change), path_of(target));
    tell_subject(page, change, name);
}

void add_answers(Page& page) {
    auto const& interview = page.state.interview;
    if (!interview.answers.home) return;
    auto const section = page.tree.open(Role::section, "answers");
    add_heading(page, 2, "heading", page.words(Text::answers_title));
    {
        auto const list = page.tree.open(Role::list, "list");
        add_answer_line(
            page,
            "commune",
            page.words(Text::answers_commune),
            interview.answers.home->commune_name,
            {Screen::postal_code, 0, {}}
        );
        add_topic_line(page);
        add_step_lines(page);
    }
    add_button(page, "restart", page.words(Text::answers_restart), actions::restart);
}

} // namespace prevenance
