// Goal: a month that is asked about again and again is told by columns, with what the evaluator
// says of each household. Method: the small pack; amounts reckoned by hand for hundreds of
// households, and what columns cannot tell in between.
#include "core/households/household_columns.h"

#include "core/households/calculator.h"
#include "tests/core/households/small_pack.h"

#include <doctest/doctest.h>

#include <cmath>
#include <string>
#include <vector>

using namespace prevenance;

namespace {

InputMapping reads(Reading reading, std::string unit = "") {
    InputMapping input;
    input.reading = reading;
    input.unit = std::move(unit);
    return input;
}

InputMapping words(std::vector<std::string> const& answers, std::string otherwise = "") {
    auto input = reads(Reading::words);
    for (auto const& answer : answers)
        input.words.emplace(std::to_string(input.words.size()), answer);
    input.otherwise = std::move(otherwise);
    return input;
}

std::optional<VaryingFact> described(std::vector<InputMapping> const& inputs) {
    std::vector<InputMapping const*> pointers;
    for (auto const& input : inputs)
        pointers.push_back(&input);
    return varying_fact("règle", pointers);
}

std::string with_salary(int salary, std::string const& month, std::string const& family = "") {
    return R"({"individus":{"a":{"salaire":{")" + month + "\":" + std::to_string(salary) +
        R"(},"part":{")" + month + R"(":null}}},"familles":{"f":{"parents":["a"],"aide":{")" +
        month + "\":null}" + family + "}}}";
}

std::string calculated(Calculator& calculator, std::string const& situation) {
    auto const filled = calculator.calculate(parse_model_json(situation).value());
    return filled.ok() ? format_source_line(filled.value()) : filled.error().message;
}

/// A household of one month, heard a given number of times.
struct Heard {
    explicit Heard(std::string const& text)
        : situation(parse_model_json(text).value()) {
        CHECK(rules.open(CalculatorMode::anchor).ok());
    }

    bool by_columns_after(unsigned times, Month month) {
        auto const families = read_families(situation).value();
        for (unsigned i = 0; i < times; ++i) {
            SituationIndex index(mapping.names, situation);
            CHECK_FALSE(rules.hear(index, families.front(), month).has_value());
        }
        return rules.by_columns();
    }

    Program program = small_pack_rules();
    HouseholdMapping mapping = small_pack_mapping();
    Source situation;
    HouseholdRules rules{program, mapping, Day{}};
};

constexpr Month july = 2026 * 12 + 6;

} // namespace

TEST_CASE("columns of facts: one kind and one unit, or none") {
    CHECK(described({reads(Reading::sum, "€/mois")})->unit == "€/mois");
    CHECK(described({reads(Reading::share)})->unit == "%");
    CHECK(described({reads(Reading::day)})->kind == VaryingFact::Kind::date);
    CHECK(described({reads(Reading::positive)})->kind == VaryingFact::Kind::boolean);
    CHECK(described({words({"oui"}, "non")})->kind == VaryingFact::Kind::boolean);
    CHECK(described({words({"1", "2"}, "3")})->kind == VaryingFact::Kind::number);
    CHECK(
        described({words({"'a'", "'b'", "'a'"}, "'c'")})->texts ==
        std::vector<std::string>{"a", "b", "c"}
    );
    CHECK(described({reads(Reading::number, "€"), words({"0 €"})})->unit == "€");
    CHECK_FALSE(described({reads(Reading::number, "€"), reads(Reading::number, "€/mois")}));
    CHECK_FALSE(described({reads(Reading::number, "€"), words({"oui"})}));
    CHECK_FALSE(described({words({"'a'", "oui"})}));
    CHECK_FALSE(described({words({"revenu * 2"})}));
    CHECK_FALSE(described({}));
}

TEST_CASE("columns of facts: answers as numbers") {
    auto const expression = [](std::string_view text) {
        return HouseholdAnswer{HouseholdAnswer::Kind::expression, 0, text};
    };
    auto const texts = described({words({"'a'", "'b'"})}).value();
    CHECK(column_value(texts, expression("'b'")) == 1);
    CHECK(column_value(described({words({"oui", "non"})}).value(), expression("oui")) == 1);
    CHECK(column_value(described({words({"1", "2.5"})}).value(), expression("2.5")) == 2.5);
    auto const amount = described({reads(Reading::sum, "€")}).value();
    CHECK(column_value(amount, {HouseholdAnswer::Kind::quantity, 12.34, "€"}) == 12.34);
    CHECK(std::isnan(column_value(amount, {})));
}

TEST_CASE("households: every household of a month that is often asked has its own amounts") {
    auto const program = small_pack_rules();
    auto const mapping = small_pack_mapping();
    auto const calculator =
        Calculator::open(program, mapping, CalculatorMode::anchor, Day{}).value();
    for (auto const* const month :
         {"2026-07", "2026-08", "2025-01", "2024-02", "2023-03", "2026-07"}) {
        for (int i = 0; i < 150; ++i) {
            CAPTURE(i);
            auto const told = calculated(*calculator, with_salary(i * 10, month));
            auto const amount = std::string("{\"") + month + "\":";
            CHECK(told.find("\"part\":" + amount + std::to_string(i)) != std::string::npos);
            CHECK(told.find("\"aide\":" + amount + "899") != std::string::npos);
        }
    }
}

TEST_CASE("households: what columns cannot tell is told between others") {
    auto const program = small_pack_rules();
    auto const mapping = small_pack_mapping();
    auto const calculator =
        Calculator::open(program, mapping, CalculatorMode::anchor, Day{}).value();
    for (int i = 0; i < 300; ++i) {
        CAPTURE(i);
        auto const given = R"(,"seul":{"2026-07":null})";
        auto const missing = calculated(*calculator, with_salary(i, "2026-07", given));
        CHECK(missing.find("these facts would decide: demandeur . seul") != std::string::npos);
        auto const other = R"(,"double":{"2026-07":20,"2026-06":5})";
        CHECK(
            calculated(*calculator, with_salary(i, "2026-07", other)).find("899") !=
            std::string::npos
        );
        auto const bad = R"({"individus":{"a":{"statut":{"2026-07":"perdu"}}},)"
                         R"("familles":{"f":{"parents":["a"],"aide":{"2026-07":null}}}})";
        CHECK(calculated(*calculator, bad).find("use one of autre, seul") != std::string::npos);
    }
}

TEST_CASE("households: columns are worked out when they pay, and not for what they cannot hear") {
    Heard plain(with_salary(100, "2026-07"));
    CHECK_FALSE(plain.by_columns_after(HouseholdColumns::asked_before, july));
    CHECK(plain.by_columns_after(1, july));
    CHECK_FALSE(plain.by_columns_after(1, july + 1));
    Heard given(with_salary(100, "2026-07", R"(,"double":{"2026-07":20})"));
    CHECK_FALSE(given.by_columns_after(2 * HouseholdColumns::asked_before, july));
}
