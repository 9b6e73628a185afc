// Goal: what a person said survives a reload, and nothing that is kept can do harm. Method: written
// then read again; then texts that are damaged, old or foreign.
#include "core/wire/interview_json.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

using prevenance::format_interview_answers;
using prevenance::Home;
using prevenance::InterviewAnswers;
using prevenance::read_interview_answers;

TEST_CASE("interview answers: what is written is read again") {
    InterviewAnswers answers;
    CHECK(read_interview_answers(format_interview_answers(answers)) == answers);
    answers.facts = {{"bicycle.type", "electric"}, {"bicycle.price", ""}};
    CHECK(read_interview_answers(format_interview_answers(answers)) == answers);
    answers.home =
        Home{{"35238", "243500139", "35", "53"}, "Rennes", "Rennes Métropole", "Ille-et-Vilaine"};
    CHECK(read_interview_answers(format_interview_answers(answers)) == answers);
    answers.home->place.epci.clear(); // Ouessant has none.
    answers.home->epci_name.clear();
    CHECK(read_interview_answers(format_interview_answers(answers)) == answers);
}

TEST_CASE("interview answers: what cannot be read is left out") {
    for (std::string const text :
         {"",
          "{",
          "[]",
          "null",
          R"({"facts":[]})",
          R"({"version":2,"facts":[{"fact":"a"}]})",
          R"({"version":1,"facts":{}})"}) {
        CAPTURE(text);
        CHECK(read_interview_answers(text) == InterviewAnswers{});
    }
    auto const kept = read_interview_answers(
        R"({"version":1,"home":{"commune":"35238"},"facts":[{"fact":"a","value":"1"},)"
        R"({"value":"2"},7,{"fact":"a","value":"3"},{"fact":"b","value":4},{"fact":"c"}]})"
    );
    CHECK_FALSE(kept.home.has_value());
    InterviewAnswers const expected{{}, {{"a", "1"}, {"c", ""}}};
    CHECK(kept == expected);
}
