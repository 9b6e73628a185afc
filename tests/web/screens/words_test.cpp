// Goal: days, amounts and counts read as each language writes them.
// Method: tables; `~` stands for a no-break space.
#include "web/screens/words.h"

#include <doctest/doctest.h>

#include <string>

using prevenance::Language;
using prevenance::parse_iso_day;
using prevenance::Text;
using prevenance::Words;

namespace {

Words const french(Language::french);
Words const english(Language::english);

std::string with_no_break_spaces(std::string text) {
    for (auto at = text.find('~'); at != std::string::npos; at = text.find('~', at))
        text.replace(at, 1, "\u00A0");
    return text;
}

} // namespace

TEST_CASE("days") {
    struct Row {
        std::string day;
        std::string in_french;
        std::string in_english;
    };

    for (auto const& row : {
             Row{"2026-12-03", "3~décembre~2026", "3~December~2026"},
             Row{"2027-03-01", "1er~mars~2027", "1~March~2027"},
             Row{"2024-02-29", "29~février~2024", "29~February~2024"},
             Row{"2026-08-31", "31~août~2026", "31~August~2026"},
         }) {
        auto const day = parse_iso_day(row.day).value();
        CHECK(french.day(day) == with_no_break_spaces(row.in_french));
        CHECK(english.day(day) == with_no_break_spaces(row.in_english));
    }
}

TEST_CASE("amounts") {
    struct Row {
        double number;
        std::string unit;
        std::string in_french;
        std::string in_english;
        std::string period;
    };

    for (auto const& row : {
             Row{1200, "€", "1~200~€", "€1,200", ""},
             Row{0, "€", "0~€", "€0", ""},
             Row{487.5, "€/an", "487,50~€", "€487.50", "par an"},
             Row{1234567.891, "€/mois", "1~234~567,89~€", "€1,234,567.89", "par mois"},
             Row{999.999, "€", "1~000~€", "€1,000", ""},
             Row{-50, "€", "-50~€", "€-50", ""},
             Row{-0.001, "€", "0~€", "€0", ""},
             Row{30, "%", "30~%", "30~%", ""},
             Row{3, "", "3", "3", ""},
         }) {
        CAPTURE(row.in_french);
        CHECK(french.amount(row.number, row.unit) == with_no_break_spaces(row.in_french));
        CHECK(english.amount(row.number, row.unit) == with_no_break_spaces(row.in_english));
        CHECK(french.period(row.unit) == row.period);
    }
}

TEST_CASE("counts: French has 0 in the singular, English does not") {
    auto const one = Text::results_summary_one;
    auto const many = Text::results_summary_many;
    CHECK(french.count(0, one, many) == "Vous pouvez demander 0 aide.");
    CHECK(french.count(1, one, many) == "Vous pouvez demander 1 aide.");
    CHECK(french.count(2, one, many) == "Vous pouvez demander 2 aides.");
    CHECK(english.count(0, one, many) == "You can apply for 0 benefits.");
    CHECK(english.count(1, one, many) == "You can apply for 1 benefit.");
}

TEST_CASE("typography: no-break spaces and curly apostrophes are set by the generator") {
    CHECK(french(Text::aids_postal_title) == with_no_break_spaces("Où habitez-vous~?"));
    CHECK(french(Text::common_home) == "Retour à l’accueil");
    CHECK(english(Text::question_skip) == "I don’t know");
}
