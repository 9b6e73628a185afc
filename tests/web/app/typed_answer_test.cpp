// Goal: what people type is read as they mean it, and what cannot be read is named kindly.
// Method: a table of questions, what was typed, and what the rules receive.
#include "web/app/typed_answer.h"

#include <doctest/doctest.h>

#include <string>

using prevenance::FactKind;
using prevenance::FactQuestion;
using prevenance::Language;
using prevenance::Mistake;
using prevenance::parse_iso_day;
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
    if (kind == FactKind::date || kind == FactKind::dates) {
        question.min = -100;
        question.max = 0;
    }
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
             Row{date, "12/03/1990", "1990-03-12"},
             Row{date, "1 3 1990", "1990-03-01"},
             Row{date, "12.03.1990", "1990-03-12"},
             Row{date, "12031990", "1990-03-12"},
             Row{date, "1990-03-12", "1990-03-12"},
             Row{date, "", "", Mistake::nothing_typed},
             Row{date, "12/03/90", "", Mistake::not_a_day},
             Row{date, "31/02/1990", "", Mistake::not_a_day},
             Row{date, "mars 1990", "", Mistake::not_a_day},
             Row{date, "23/11/1926", "", Mistake::day_too_early},
             Row{date, "24/11/1926", "1926-11-24"},
             Row{date, "24/11/2026", "2026-11-24"},
             Row{date, "25/11/2026", "", Mistake::day_too_late},
             Row{yes_no, "yes", "yes"},
             Row{yes_no, "", "", Mistake::nothing_chosen},
             Row{yes_no, "peut-être", "", Mistake::nothing_chosen},
             Row{choice, "new", "new"},
             Row{choice, "used", "", Mistake::nothing_chosen},
         }) {
        CAPTURE(row.typed);
        auto const answer = read_typed_answer(
            question(row.kind), row.typed, {row.language, parse_iso_day("2026-11-24").value()}
        );
        CHECK(answer.value == row.value);
        CHECK(answer.mistake == row.mistake);
    }
}

TEST_CASE("typed answers: several dates, and which of them is off") {
    auto const asked = question(FactKind::dates);
    prevenance::TypedWhere const where{Language::french, parse_iso_day("2026-11-24").value()};
    auto const read = prevenance::read_typed_days(asked, {"12/03/2015", "4/7/2018"}, where);
    CHECK(read.mistake == Mistake::none);
    CHECK(read.value == "2015-03-12 2018-07-04");
    auto const missing = prevenance::read_typed_days(asked, {"12/03/2015", " "}, where);
    CHECK(missing.mistake == Mistake::nothing_typed);
    CHECK(missing.mistake_at == 1);
    CHECK(missing.value.empty());
}
