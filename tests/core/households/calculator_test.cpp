// Goal: each null of a situation is filled or its reason told, from what was given and nothing
// else. Method: a small pack of rules with its mapping; situations beside the values expected.
#include "core/households/calculator.h"

#include "core/wire/model_json.h"
#include "tests/core/households/small_pack.h"

#include <doctest/doctest.h>

#include <string>

using namespace prevenance;

namespace {

/// One program for all, a calculator each.
std::string calculate(std::string_view situation, CalculatorMode mode = CalculatorMode::anchor) {
    auto const program = small_pack_rules();
    auto const mapping = small_pack_mapping();
    auto const calculator = Calculator::open(program, mapping, mode, Day{}).value();
    auto const filled = (*calculator).calculate(parse_model_json(situation).value());
    return filled.ok() ? format_source_line(filled.value()) : filled.error().message;
}

/// A family of one adult, with what is given of it, of its family and of more families.
std::string lone(std::string const& person, std::string const& family) {
    return R"({"individus":{"a":{)" + person + R"(}},"familles":{"f":{"parents":["a"],)" + family +
        "}}}";
}

bool holds(std::string const& text, std::string_view part) {
    return text.find(part) != std::string::npos;
}

} // namespace

TEST_CASE("calculate: the answer is the situation with its nulls filled") {
    CHECK(
        calculate(lone(
            R"("salaire":{"2026-07":500},"part":{"2026-07":null})", R"("aide":{"2026-07":null})"
        )) ==
        lone(R"("salaire":{"2026-07":500},"part":{"2026-07":50})", R"("aide":{"2026-07":899})")
    );
}

TEST_CASE("calculate: the anchor unless the law is asked") {
    auto const asked = lone("", R"("aide":{"2026-07":null},"riche":{"2026-07":null})");
    CHECK(holds(calculate(asked), R"("aide":{"2026-07":899},"riche":{"2026-07":false})"));
    CHECK(holds(
        calculate(asked, CalculatorMode::law), R"("aide":{"2026-07":999},"riche":{"2026-07":true})"
    ));
}

TEST_CASE("calculate: what is given of a computed variable is used, past and present") {
    CHECK(holds(calculate(lone("", R"("aide":{"2026-06":0,"2026-07":null})")), R"("2026-07":900)"));
    CHECK(holds(
        calculate(lone("", R"("aide":{"2026-07":20},"double":{"2026-07":null})")),
        R"("double":{"2026-07":40})"
    ));
    // What was asked of one month is not taken for given in the next.
    CHECK(
        holds(calculate(lone("", R"("aide":{"2026-07":null,"2026-08":null})")), R"("2026-08":899)")
    );
}

TEST_CASE("calculate: what is given and read by nothing is no silent zero") {
    auto const asked = R"("aide":{"2026-07":null})";
    auto const told = calculate(lone(R"("métayage":{"2026-05":300})", asked));
    CHECK(holds(told, R"("aide":{"2026-07":null})"));
    CHECK(holds(told, R"("code":"not_covered")"));
    CHECK(holds(told, "individus/a/métayage"));
    for (auto const* harmless :
         {R"("métayage":{"2026-05":0})",
          R"("marin":{"2026-07":false})",
          R"("case":{"2026":true})",
          R"("métayage":{"2019-05":300})",
          R"("métier":{"2026-07":"marin"})"})
        CHECK(holds(calculate(lone(harmless, asked)), R"("aide":{"2026-07":899})"));
}

TEST_CASE("calculate: a year is asked as a year, and its amount counts by month") {
    auto const year = lone(R"("salaire":{"2024":1200})", R"("prime":{"2026":null})");
    CHECK(holds(calculate(year), R"("prime":{"2026":120})"));
    auto const months =
        lone(R"("salaire":{"2024-02":500,"month:2023-12:2":200})", R"("prime":{"2026":null})");
    CHECK(holds(calculate(months), R"("prime":{"2026":60})"));
}

TEST_CASE("calculate: what is not covered stays null and is told") {
    auto const check = [](std::string const& situation, std::string_view code, std::string_view path
                       ) {
        CAPTURE(situation);
        auto const answer = calculate(situation);
        CAPTURE(answer);
        CHECK(holds(answer, ":null"));
        CHECK(holds(answer, "\"errors\":[{\"path\":\"" + std::string(path) + "\""));
        CHECK(holds(answer, "\"code\":\"" + std::string(code) + "\""));
    };
    check(lone("", R"("irpp":{"2026-07":null})"), "unknown_variable", "familles/f/irpp/2026-07");
    check(lone("", R"("aide":{"2026":null})"), "period", "familles/f/aide/2026");
    check(lone("", R"("aide":{"2022-12":null})"), "period", "familles/f/aide/2022-12");
    check(lone("", R"("aide":{"hier":null})"), "period", "familles/f/aide/hier");
    check(lone("", R"("seul":{"2026-07":null})"), "missing", "familles/f/seul/2026-07");
    check(
        lone(R"("statut":{"2026-07":"?"})", R"("seul":{"2026-07":null})"),
        "refused",
        "familles/f/seul/2026-07"
    );
    check(
        lone(R"("brut":{"2026-07":100})", R"("aide":{"2026-07":null})"),
        "missing",
        "familles/f/aide/2026-07"
    );
    check(
        R"({"individus":{"a":{},"b":{"part":{"2026-07":null}}},"familles":{"f":{"parents":["a"],"enfants":["b"]}}})",
        "not_covered",
        "individus/b/part/2026-07"
    );
    check(
        R"({"individus":{"a":{},"b":{},"c":{}},"familles":{"f":{"parents":["a","b","c"],"aide":{"2026-07":null}}}})",
        "not_covered",
        "familles/f/aide/2026-07"
    );
}

TEST_CASE("calculate: two families of one situation do not hear of each other") {
    auto const answer = calculate(
        R"({"individus":{"a":{"salaire":{"2026-07":100}},"b":{"part":{"2026-07":null}},"c":{}},)"
        R"("familles":{"f":{"parents":["a"],"enfants":["c"],"aide":{"2026-06":0,"2026-07":null}},)"
        R"("g":{"parents":["b"],"aide":{"2026-07":null}}}})"
    );
    CHECK(holds(answer, R"("b":{"part":{"2026-07":0}})"));
    CHECK(holds(answer, R"("aide":{"2026-06":0,"2026-07":950})"));
    CHECK(holds(answer, R"("g":{"parents":["b"],"aide":{"2026-07":899}})"));
}

TEST_CASE("calculate: no situation is an error that names the place") {
    auto const check = [](std::string_view situation, std::string_view begin) {
        CAPTURE(situation);
        CHECK(calculate(situation).starts_with(begin));
    };
    check("[]", "$: no situation");
    check(R"({"individus":[]})", "individus: no object");
    check(R"({"individus":{"a":1}})", "individus/a: no object");
    check(R"({"individus":{"a":{}}})", "individus/a: in no family");
    check(R"({"individus":{"a":{}},"familles":{"f":{}}})", "familles/f: no parents");
    check(R"({"individus":{},"familles":{"f":{"parents":["b"]}}})", "familles/f/parents: nobody");
    check(
        R"({"individus":{"a":{}},"familles":{"f":{"parents":["a"],"enfants":["a"]}}})",
        "individus/a: in families twice"
    );
}

TEST_CASE("calculate: what must be given for each month counts only when it is") {
    auto const aide = [](std::string const& given) {
        return calculate(lone("", R"("versé":{)" + given + R"(},"aide":{"2026-07":null})"));
    };
    CHECK(holds(aide(R"("2026-05":10,"2026-06":20)"), R"("aide":{"2026-07":870})"));
    CHECK(holds(aide(R"("2026":120)"), R"("aide":{"2026-07":880})"));
    CHECK(holds(aide(R"("2026-06":20)"), R"("aide":{"2026-07":899})"));
}

TEST_CASE("calculate: an answer that the rules refuse is refused each time, and leaves none behind"
) {
    std::string text(small_pack_openfisca);
    text.replace(text.find(R"("autre": "non")"), 14, R"("autre": "non", "faux": "(")");
    auto const program = small_pack_rules();
    auto const mapping = read_household_mapping(parse_model_json(text).value()).value();
    auto const calculator =
        Calculator::open(program, mapping, CalculatorMode::anchor, Day{}).value();
    auto const told = [&](std::string const& status) {
        auto const situation =
            lone(R"("statut":{"2026-07":")" + status + R"("})", R"("seul":{"2026-07":null})");
        auto const filled = (*calculator).calculate(parse_model_json(situation).value());
        return format_source_line(filled.value());
    };
    CHECK(holds(told("seul"), R"("seul":{"2026-07":3})"));
    CHECK(holds(told("faux"), R"("code":"refused")"));
    CHECK(holds(told("faux"), R"("code":"refused")"));
    CHECK(holds(told("autre"), R"("seul":{"2026-07":0})"));
    CHECK(holds(told("seul"), R"("seul":{"2026-07":3})"));
}
