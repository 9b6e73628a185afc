// "Mes aides", up to the results: postal code, commune, topic, one question per step.
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
    case Mistake::commune_name_short:
        return words(Text::mistake_commune_name_short);
    case Mistake::commune_name_unknown:
        return words(Text::mistake_commune_name_unknown);
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
    case Mistake::not_a_day:
        return words(Text::mistake_not_a_day);
    case Mistake::day_too_early:
        return words(Text::mistake_day_too_early);
    case Mistake::day_too_late:
        return words(Text::mistake_day_too_late);
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

bool is_chosen(FactKind kind) {
    return kind == FactKind::yes_no || kind == FactKind::choice;
}

Input input_of(FactKind kind) {
    if (kind == FactKind::date) return Input::date;
    return kind == FactKind::whole_number ? Input::whole_number : Input::decimal;
}

/// A field for each date: « Enfant 1 », « Enfant 2 ».
void add_date_fields(Page& page, FactQuestion const& question) {
    auto const& interview = page.state.interview;
    auto& heading = page.tree.add(Role::heading, "question", page.words(question.text));
    heading.level = 2;
    heading.language = language_of(page, question.text);
    for (std::size_t at = 0; at < interview.drafts.size(); ++at) {
        auto const number = std::to_string(at);
        auto const name = std::string(page.words(question.each)) + ' ' + std::to_string(at + 1);
        auto& field = page.tree.add(Role::field, number, name);
        field.input = Input::date;
        field.value = interview.drafts[at];
        field.hint = page.words(Text::question_date_hint);
        if (at == interview.mistake_at) field.error = words_for(page, interview.mistake);
        field.action = std::string(actions::draft_part_prefix) + number;
        field.language = language_of(page, question.each);
    }
}

void add_field(Page& page, FactQuestion const& question) {
    auto& field = page.tree.add(Role::field, "answer", page.words(question.text));
    field.input = input_of(question.kind);
    field.value = page.state.interview.draft;
    field.error = words_for(page, page.state.interview.mistake);
    field.action = actions::draft;
    field.language = language_of(page, question.text);
    if (question.kind == FactKind::date) field.hint = page.words(Text::question_date_hint);
    if (!question.unit.empty()) {
        field.hint =
            page.words.fill(Text::question_unit, {{"unit", page.words.unit(question.unit)}});
    }
}

void add_question_input(Page& page, FactQuestion const& question) {
    if (question.kind == FactKind::dates) return add_date_fields(page, question);
    if (!is_chosen(question.kind)) return add_field(page, question);
    auto const choices = open_choices(page, page.words(question.text));
    page.tree.innermost().language = language_of(page, question.text);
    if (question.kind == FactKind::yes_no) {
        add_choice(page, "yes", page.words(Text::question_yes));
        add_choice(page, "no", page.words(Text::question_no));
        return;
    }
    for (auto const& option : question.options) {
        add_choice(page, option.id, page.words(option.label)).language =
            language_of(page, option.label);
    }
}

/// Beyond so many, the count says nothing: most questions wait for an answer that spares them.
constexpr std::size_t left_max = 12;

std::string words_for_left(Page const& page, std::size_t left) {
    if (left == 0) return std::string(page.words(Text::question_last));
    if (left > left_max) return std::string(page.words(Text::question_left_some));
    return page.words.count(left, Text::question_left_one, Text::question_left_many);
}

/// How far one is, said without promising more than is known: an answer may open new questions.
void add_progress(Page& page) {
    auto const& interview = page.state.interview;
    auto const number = page.state.route.number;
    if (number <= interview.steps.size()) {
        page.tree.add(Role::paragraph, "progress", page.words(Text::question_changing));
        return;
    }
    auto const left = interview.to_ask.size() - 1;
    auto const done = interview.steps.size();
    auto& progress = page.tree.add(Role::progress, "progress", words_for_left(page, left));
    progress.value = std::to_string(done * 100 / (done + left + 1));
}

std::string path_before(State const& state) {
    if (state.route.number <= 1) return path_of(Screen::topic);
    return path_of(Route{Screen::question, state.route.number - 1, {}});
}

void add_back(Page& page, std::string const& target) {
    add_link(page, "back", page.words(Text::common_back), target);
}

void add_question_form(Page& page, FactQuestion const& question) {
    auto const form = page.tree.open(Role::form, "form " + question.fact);
    add_question_input(page, question);
    if (!question.help.french.empty()) {
        page.tree.add(Role::paragraph, "help", page.words(question.help)).language =
            language_of(page, question.help);
    }
    add_primary(page, actions::answer);
    add_button(page, "skip", page.words(Text::question_skip), actions::skip);
}

void show_question_ready(Page& page, FactQuestion const& question) {
    add_progress(page);
    add_question_form(page, question);
    add_back(page, path_before(page.state));
    add_link(page, "results", page.words(Text::question_see_results), path_of(Screen::results));
    add_answers(page);
}

/// What became of the search for a commune, on each of its screens.
void add_places_failure(Page& page) {
    if (page.state.interview.places != Fetching::failed) return;
    add_failure(page, Text::aids_postal_failed, Text::aids_postal_failed_remedy);
}

void add_places_waiting(Page& page) {
    if (page.state.interview.places == Fetching::awaited)
        add_waiting(page, Text::aids_postal_waiting);
}

/// "Saint-Denis (Seine-Saint-Denis)": many communes share a name.
std::string in_departement(Home const& home) {
    return home.commune_name + " (" + home.departement_name + ")";
}

} // namespace

void show_postal_code(Page& page) {
    auto const& interview = page.state.interview;
    add_title(page, page.words(Text::aids_postal_title));
    page.tree.add(Role::paragraph, "text", page.words(Text::aids_postal_text));
    add_places_failure(page);
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
    add_places_waiting(page);
    add_link(page, "by name", page.words(Text::aids_by_name), path_of(Screen::commune_name));
}

void show_commune_name(Page& page) {
    auto const& interview = page.state.interview;
    add_title(page, page.words(Text::aids_name_title));
    add_places_failure(page);
    {
        auto const form = page.tree.open(Role::form, "form");
        auto& field = page.tree.add(Role::field, "name", page.words(Text::aids_name_label));
        field.hint = page.words(Text::aids_name_hint);
        field.value = interview.commune_name;
        field.error = words_for(page, interview.mistake);
        field.action = actions::type_commune_name;
        add_primary(page, actions::search_commune);
    }
    add_places_waiting(page);
    add_back(page, path_of(Screen::postal_code));
}

void show_commune(Page& page) {
    auto const& interview = page.state.interview;
    bool const by_name = interview.search == PlaceSearch::name;
    add_title(page, page.words(Text::aids_commune_title));
    add_places_failure(page);
    {
        auto const form = page.tree.open(Role::form, "form");
        auto const label = by_name
            ? page.words.fill(Text::aids_name_found, {{"name", interview.commune_name}})
            : page.words.fill(Text::aids_commune_label, {{"code", interview.postal_code}});
        {
            auto const choices = open_choices(page, label);
            for (auto const& home : interview.homes)
                add_choice(
                    page, home.place.commune, by_name ? in_departement(home) : home.commune_name
                );
        }
        if (interview.homes_left_out)
            page.tree.add(Role::paragraph, "left out", page.words(Text::aids_name_left_out));
        add_primary(page, actions::choose_commune);
    }
    add_places_waiting(page);
    add_back(page, path_of(by_name ? Screen::commune_name : Screen::postal_code));
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
            for (auto const& topic : interview.topics)
                add_choice(page, topic.id, page.words(topic.title)).language =
                    language_of(page, topic.title);
        }
        add_primary(page, actions::choose_topic);
    }
    if (interview.opening) {
        if (interview.model == Fetching::awaited) add_waiting(page, Text::aids_model_waiting);
        if (interview.model == Fetching::failed) {
            add_failure(page, Text::aids_model_failed, Text::aids_model_failed_remedy);
        }
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
    auto const fact = fact_of_step(state.interview, state.route.number);
    auto const* const question = find_question(state.interview, fact);
    if (question != nullptr) return show_question_ready(page, *question);
    page.tree.add(Role::paragraph, "unneeded", page.words(Text::question_unneeded_text));
    add_link(page, "results", page.words(Text::question_see_results), path_of(Screen::results))
        .primary = true;
}

} // namespace prevenance
