// Goal: what people type is read as they mean it, and what cannot be read is named kindly.
// Method: a table of questions, what was typed, and what the rules receive.
#include "web/app/typed_answer.h"

#include <doctest/doctest.h>

#include <string>

using prevenance::Language;
using prevenance::Mistake;
using prevenance::Question;
using prevenance::QuestionKind;
using prevenance::read_typed_answer;

namespace {

struct Row {
    QuestionKind kind;
    std::string typed;
    std::string value;
    Mistake mistake = Mistake::none;
    Language language = Language::french;
};

Question question(QuestionKind kind) {
    Question question;
    question.kind = kind;
    if (kind == QuestionKind::choice) question.choices = {{"'neuf'", "Neuf"}};
    return question;
}

} // namespace

TEST_CASE("typed answers") {
    using enum QuestionKind;
    for (auto const& row : {
             Row{number, "1250", "1250"},
             Row{number, " 1 250,50 € ", "1250.50"},
             Row{number, "12\u00A0500", "12500"},
             Row{number, "12\u202F500,5", "12500.5"},
             Row{number, "1250.5", "1250.5"},
             Row{number, "12,500.50", "12500.50", Mistake::none, Language::english},
             Row{number, "12,500", "12500", Mistake::none, Language::english},
             Row{number, "0", "0"},
             Row{number, "", "", Mistake::nothing_typed},
             Row{number, "   ", "", Mistake::nothing_typed},
             Row{number, "douze", "", Mistake::not_a_number},
             Row{number, "1e3", "", Mistake::not_a_number},
             Row{number, "1.2.3", "", Mistake::not_a_number},
             Row{number, "inf", "", Mistake::not_a_number},
             Row{number, "-5", "", Mistake::below_minimum},
             Row{number, "99999999999", "", Mistake::above_maximum},
             Row{whole_number, "3", "3"},
             Row{whole_number, "3,5", "", Mistake::not_a_whole_number},
             Row{date, "03/12/1980", "03/12/1980"},
             Row{date, "3/2/1980", "03/02/1980"},
             Row{date, "1980-12-03", "03/12/1980"},
             Row{date, "31/02/1980", "", Mistake::not_a_date},
             Row{date, "hier", "", Mistake::not_a_date},
             Row{date, "3/12", "", Mistake::not_a_date},
             Row{yes_no, "oui", "oui"},
             Row{yes_no, "", "", Mistake::nothing_chosen},
             Row{yes_no, "peut-être", "", Mistake::nothing_chosen},
             Row{choice, "'neuf'", "'neuf'"},
             Row{choice, "'autre'", "", Mistake::nothing_chosen},
             Row{text, " 29 rue ", "29 rue"},
         }) {
        CAPTURE(row.typed);
        auto const answer = read_typed_answer(question(row.kind), row.typed, row.language);
        CHECK(answer.value == row.value);
        CHECK(answer.mistake == row.mistake);
    }
}
