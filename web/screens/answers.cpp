// What was answered, each with a way to change it.
#include "web/screens/actions.h"
#include "web/screens/page.h"

#include <algorithm>
#include <cstdint>
#include <string>

namespace prevenance {

namespace {

/// What was said, as it was shown: « Oui », « électrique », « 1 200 € ».
std::string value_shown(Words const& words, Answer const& answer) {
    if (answer.value.empty()) return std::string(words(Text::answers_skipped));
    auto const& question = answer.question;
    switch (question.kind) {
    case QuestionKind::yes_no:
        return std::string(words(answer.value == "oui" ? Text::question_yes : Text::question_no));
    case QuestionKind::choice: {
        auto const chosen = std::find_if(
            question.choices.begin(),
            question.choices.end(),
            [&](Choice const& choice) { return choice.value == answer.value; }
        );
        return chosen == question.choices.end() ? answer.value : chosen->label;
    }
    case QuestionKind::whole_number:
    case QuestionKind::number:
        return question.unit.empty() ? answer.value
                                     : answer.value + "\u00A0" + words.unit(question.unit);
    case QuestionKind::text:
    case QuestionKind::date:
        return answer.value;
    }
    return answer.value;
}

/// A question's short name, what was answered, and the link that changes it.
void add_line(
    Page& page,
    std::string_view key,
    std::string const& name,
    std::string const& value,
    std::string const& target
) {
    auto const item = page.tree.open(Role::item, key, name);
    page.tree.innermost().hint = value;
    add_link(page, "change", page.words.fill(Text::answers_change_named, {{"name", name}}), target);
}

void add_topic_line(Page& page) {
    auto const& interview = page.state.interview;
    for (auto const& topic : interview.topics) {
        if (topic.id != interview.topic) continue;
        add_line(
            page,
            "topic",
            std::string(page.words(Text::answers_topic)),
            topic.title,
            path_of(Screen::topic)
        );
    }
}

void add_answer_lines(Page& page) {
    std::uint32_t number = 0;
    for (auto const& answer : page.state.interview.answers) {
        ++number;
        auto value = value_shown(page.words, answer);
        if (!answer.counts) value += " – " + std::string(page.words(Text::answers_unneeded));
        add_line(
            page,
            "answer " + answer.question.id,
            answer.question.text,
            value,
            path_of(Route{Screen::question, number, {}})
        );
    }
}

} // namespace

void add_answers(Page& page) {
    auto const& interview = page.state.interview;
    if (!interview.commune) return;
    auto const section = page.tree.open(Role::section, "answers");
    add_heading(page, 2, "heading", page.words(Text::answers_title));
    {
        auto const list = page.tree.open(Role::list, "list");
        add_line(
            page,
            "commune",
            std::string(page.words(Text::answers_commune)),
            interview.commune->name,
            path_of(Screen::postal_code)
        );
        add_topic_line(page);
        add_answer_lines(page);
    }
    add_button(page, "restart", page.words(Text::answers_restart), actions::restart);
}

} // namespace prevenance
