// Goal: what people type is read as they mean it, and what cannot be read is named kindly.
// Method: a table of questions, what was typed, and what the rules receive.
#include "web/app/typed_answer.h"

#include <doctest/doctest.h>

#include <string>

using prevenance::FactKind;
using prevenance::FactQuestion;
using prevenance::Language;
using prevenance::Mistake;
using prevenance::read_typed_answer;

namespace {

struct Row {
    FactKind kind;
    std::string typed;
    std::string value;
    Mistake mistake = Mistake::none;
    Language language = Language::french;
};

FactQuestion question(FactKind kind) {
    FactQuestion question;
    question.kind = kind;
    if (kind == FactKind::choice)
        question.options = {{.id = "new", .label = {}, .expression = {}, .set = {}}};
    if (kind == FactKind::whole_number) question.max = 20;
    return question;
}

} // namespace

TEST_CASE("typed answers") {
    using enum FactKind;
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
             Row{whole_number, "21", "", Mistake::above_maximum},
             Row{money, "15 000 €", "15000"},
             Row{whole_number, "3,5", "", Mistake::not_a_whole_number},
             Row{yes_no, "yes", "yes"},
             Row{yes_no, "", "", Mistake::nothing_chosen},
             Row{yes_no, "peut-être", "", Mistake::nothing_chosen},
             Row{choice, "new", "new"},
             Row{choice, "used", "", Mistake::nothing_chosen},
         }) {
        CAPTURE(row.typed);
        auto const answer = read_typed_answer(question(row.kind), row.typed, row.language);
        CHECK(answer.value == row.value);
        CHECK(answer.mistake == row.mistake);
    }
}
