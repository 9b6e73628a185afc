// "Mes aides", up to the results: postal code, commune, topic, one question per step.
#include "web/screens/interview.h"

#include "web/screens/actions.h"
#include "web/screens/page.h"

#include <algorithm>
#include <string>

namespace prevenance {

namespace {

/// What to say about a mistake; "" when there is none.
std::string_view words_for(Page const& page, Mistake mistake) {
    auto const& words = page.words;
    switch (mistake) {
    case Mistake::none:
        return "";
    case Mistake::postal_code_shape:
        return words(Text::mistake_postal_code_shape);
    case Mistake::postal_code_unknown:
        return words(Text::mistake_postal_code_unknown);
    case Mistake::nothing_chosen:
        return words(Text::mistake_nothing_chosen);
    case Mistake::nothing_chosen_here:
        return words(Text::mistake_nothing_chosen_here);
    case Mistake::nothing_typed:
        return words(Text::mistake_nothing_typed);
    case Mistake::not_a_number:
        return words(Text::mistake_not_a_number);
    case Mistake::not_a_whole_number:
        return words(Text::mistake_not_a_whole_number);
    case Mistake::below_minimum:
        return words(Text::mistake_below_minimum);
    case Mistake::above_maximum:
        return words(Text::mistake_above_maximum);
    case Mistake::not_a_date:
        return words(Text::mistake_not_a_date);
    case Mistake::refused:
        return words(Text::mistake_refused);
    }
    return "";
}

void add_primary(Page& page, std::string_view action) {
    add_button(page, "continue", page.words(Text::common_continue), action).primary = true;
}

Node& add_choice(Page& page, std::string_view value, std::string_view label) {
    auto& choice = page.tree.add(Role::choice, value, label);
    choice.value = value;
    choice.checked = page.state.interview.draft == value;
    choice.action = actions::draft;
    return choice;
}

TreeBuilder::Scope open_choices(Page& page, std::string_view text) {
    auto scope = page.tree.open(Role::choices, "choices", text);
    page.tree.innermost().action = actions::draft;
    page.tree.innermost().error = words_for(page, page.state.interview.mistake);
    return scope;
}

Input input_for(QuestionKind kind) {
    switch (kind) {
    case QuestionKind::whole_number:
        return Input::whole_number;
    case QuestionKind::number:
        return Input::decimal;
    case QuestionKind::date:
        return Input::date;
    case QuestionKind::yes_no:
    case QuestionKind::choice:
    case QuestionKind::text:
        return Input::text;
    }
    return Input::text;
}

void add_field(Page& page, Question const& question) {
    auto& field = page.tree.add(Role::field, "answer", question.text);
    field.input = input_for(question.kind);
    field.value = page.state.interview.draft;
    field.error = words_for(page, page.state.interview.mistake);
    field.action = actions::draft;
    field.language = written_in_french(page);
    if (question.kind == QuestionKind::date) field.hint = page.words(Text::question_date_hint);
    if (!question.unit.empty()) {
        field.hint =
            page.words.fill(Text::question_unit, {{"unit", page.words.unit(question.unit)}});
    }
}

void add_question_input(Page& page, Question const& question) {
    if (question.kind != QuestionKind::yes_no && question.kind != QuestionKind::choice) {
        return add_field(page, question);
    }
    auto const choices = open_choices(page, question.text);
    page.tree.innermost().language = written_in_french(page);
    if (question.kind == QuestionKind::yes_no) {
        add_choice(page, "oui", page.words(Text::question_yes));
        add_choice(page, "non", page.words(Text::question_no));
        return;
    }
    for (auto const& choice : question.choices)
        add_choice(page, choice.value, choice.label).language = written_in_french(page);
}

/// How far one is, said without promising more than is known.
void add_progress(Page& page) {
    auto const& interview = page.state.interview;
    auto const number = page.state.route.number;
    if (number <= interview.answers.size()) {
        page.tree.add(Role::paragraph, "progress", page.words(Text::question_changing));
        return;
    }
    auto const left = interview.steps_left_max == 0 ? 0 : interview.steps_left_max - 1;
    auto const done = number - 1;
    auto& progress = page.tree.add(
        Role::progress,
        "progress",
        left == 0 ? std::string(page.words(Text::question_last))
                  : page.words.count(left, Text::question_left_one, Text::question_left_many)
    );
    progress.value = std::to_string(done * 100 / (done + left + 1));
}

/// The question of the step in the address; nullptr when there is no such step.
Question const* question_of(State const& state) {
    auto const& interview = state.interview;
    auto const at = static_cast<std::size_t>(state.route.number) - 1;
    if (at < interview.answers.size()) return &interview.answers[at].question;
    if (at == interview.answers.size() && interview.next) return &*interview.next;
    return nullptr;
}

std::string path_before(State const& state) {
    if (state.route.number <= 1) return path_of(Screen::topic);
    return path_of(Route{Screen::question, state.route.number - 1, {}});
}

void add_back(Page& page, std::string const& target) {
    add_link(page, "back", page.words(Text::common_back), target);
}

void add_question_form(Page& page, Question const& question) {
    auto const form = page.tree.open(Role::form, "form " + question.id);
    add_question_input(page, question);
    if (!question.help.empty()) {
        auto const help = page.tree.open(Role::details, "help", page.words(Text::question_help));
        add_french_paragraphs(page, "text", question.help);
    }
    add_primary(page, actions::answer);
    add_button(page, "skip", page.words(Text::question_skip), actions::skip);
}

void show_question_ready(Page& page, Question const& question) {
    add_progress(page);
    add_question_form(page, question);
    add_back(page, path_before(page.state));
    add_link(page, "results", page.words(Text::question_see_results), path_of(Screen::results));
    add_answers(page);
}

} // namespace

void show_postal_code(Page& page) {
    auto const& interview = page.state.interview;
    add_title(page, page.words(Text::aids_postal_title));
    page.tree.add(Role::paragraph, "text", page.words(Text::aids_postal_text));
    if (interview.places == Fetching::failed) {
        add_failure(page, Text::aids_postal_failed, Text::aids_postal_failed_remedy);
    }
    {
        auto const form = page.tree.open(Role::form, "form");
        auto& field =
            page.tree.add(Role::field, "postal code", page.words(Text::aids_postal_label));
        field.input = Input::postal_code;
        field.hint = page.words(Text::aids_postal_hint);
        field.value = interview.postal_code;
        field.error = words_for(page, interview.mistake);
        field.action = actions::type_postal_code;
        add_primary(page, actions::find_commune);
    }
    if (interview.places == Fetching::awaited) add_waiting(page, Text::aids_postal_waiting);
}

void show_commune(Page& page) {
    auto const& interview = page.state.interview;
    add_title(page, page.words(Text::aids_commune_title));
    {
        auto const form = page.tree.open(Role::form, "form");
        {
            auto const choices = open_choices(
                page, page.words.fill(Text::aids_commune_label, {{"code", interview.postal_code}})
            );
            for (auto const& commune : interview.communes)
                add_choice(page, commune.code, commune.name);
        }
        add_primary(page, actions::choose_commune);
    }
    add_back(page, path_of(Screen::postal_code));
}

void show_topic(Page& page) {
    auto const& interview = page.state.interview;
    add_title(page, page.words(Text::aids_topic_title));
    switch (interview.packs) {
    case Fetching::idle:
    case Fetching::awaited:
        return add_waiting(page, Text::aids_topic_waiting);
    case Fetching::failed:
        return add_failure(page, Text::aids_topic_failed, Text::aids_topic_failed_remedy);
    case Fetching::here:
        break;
    }
    if (interview.topics.empty()) {
        page.tree.add(Role::paragraph, "empty", page.words(Text::aids_topic_empty));
        return add_back(page, path_of(Screen::welcome));
    }
    {
        auto const form = page.tree.open(Role::form, "form");
        {
            auto const choices = open_choices(page, page.words(Text::aids_topic_label));
            for (auto const& topic : interview.topics) {
                add_choice(page, topic.id, topic.title);
            }
        }
        add_primary(page, actions::choose_topic);
    }
    add_back(page, path_of(Screen::postal_code));
}

void show_question(Page& page) {
    auto const& state = page.state;
    add_title(
        page,
        page.words.fill(Text::question_title, {{"number", std::to_string(state.route.number)}})
    );
    switch (state.interview.model) {
    case Fetching::idle:
    case Fetching::awaited:
        return add_waiting(page, Text::aids_model_waiting);
    case Fetching::failed:
        return add_failure(page, Text::aids_model_failed, Text::aids_model_failed_remedy);
    case Fetching::here:
        break;
    }
    Question const* const question = question_of(state);
    if (question != nullptr) return show_question_ready(page, *question);
    page.tree.add(Role::paragraph, "unneeded", page.words(Text::question_unneeded_text));
    add_link(page, "results", page.words(Text::question_see_results), path_of(Screen::results))
        .primary = true;
}

} // namespace prevenance
