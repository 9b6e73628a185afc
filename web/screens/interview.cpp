#include "web/screens/interview.h"

#include "core/base/text.h"

#include <algorithm>

namespace prevenance {

FactQuestion const* find_question(InterviewState const& interview, std::string_view fact) {
    auto const& questions = interview.questions;
    auto const found =
        std::find_if(questions.begin(), questions.end(), [fact](FactQuestion const& question) {
            return question.fact == fact;
        });
    return found == questions.end() ? nullptr : &*found;
}

std::size_t count_of_dates(InterviewState const& interview, FactQuestion const& question) {
    auto const* given = find_given(interview.answers, question.as_many_as);
    auto const count = given == nullptr ? std::nullopt : parse_whole_number(given->value);
    return std::min(static_cast<std::size_t>(count.value_or(0)), question.rules.size());
}

std::string_view fact_of_step(InterviewState const& interview, std::uint32_t number) {
    auto const& steps = interview.steps;
    if (number == 0) return "";
    if (number <= steps.size()) return steps[number - 1].fact;
    bool const is_next = number == steps.size() + 1 && !interview.to_ask.empty();
    return is_next ? std::string_view(interview.to_ask.front()) : "";
}

std::uint32_t step_of_fact(InterviewState const& interview, std::string_view fact) {
    std::uint32_t number = 0;
    for (auto const& step : interview.steps) {
        ++number;
        if (step.fact == fact) return number;
    }
    return number + 1;
}

} // namespace prevenance
