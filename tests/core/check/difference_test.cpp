// Goal: between two models, what differs and nothing else is named; a parameter is told once, not
// with everything that uses it. Method: small models before and after, changes written as lines.
#include "core/check/difference.h"

#include "core/rules/compile.h"
#include "core/wire/model_json.h"

#include <doctest/doctest.h>

#include <string>

namespace {

using prevenance::RuleChange;
using prevenance::compare_parameters;
using prevenance::ValueChange;

prevenance::Source model(std::string const& json) {
    auto const read = prevenance::parse_model_json(json);
    if (!read.ok()) FAIL(read.error().message);
    return read.value();
}

prevenance::Program program(std::string const& json) {
    auto compiled = prevenance::compile(model(json));
    if (!compiled.ok()) FAIL(prevenance::describe(compiled.error()));
    return std::move(compiled).value();
}

prevenance::Day day(std::string const& text) {
    return prevenance::parse_iso_day(text).value();
}

/// `+ added`, `- removed`, `~ changed: keys`, `" described: keys`.
std::string rules(std::string const& before, std::string const& after) {
    std::string text;
    for (auto const& change : prevenance::compare_rules(model(before), model(after))) {
        text += "+-~\""[static_cast<std::size_t>(change.kind)];
        text += ' ' + change.rule;
        for (auto const& key : change.keys)
            text += ' ' + (key.empty() ? "value" : key);
        text += '\n';
    }
    return text;
}

std::string written(std::vector<ValueChange> const& changes) {
    std::string text;
    for (auto const& change : changes)
        text += change.subject + ": " + change.before + " → " + change.after + '\n';
    return text;
}

TEST_CASE("rules: added, removed, changed in value or in words") {
    CHECK(rules(R"({"a": 1, "b": 2})", R"({"b": 2, "a": 1})") == "");
    CHECK(rules(R"({"a": 1, "b": 2})", R"({"a": 3, "c": 2})") == "~ a value\n+ c\n- b\n");
    CHECK(
        rules(
            R"({"a": {"valeur": 1, "titre": "A"}, "b": {"valeur": 1, "plafond": 3}})",
            R"({"a": {"valeur": 1, "titre": "B"}, "b": {"valeur": 2, "note": "n"}})"
        ) == "\" a titre\n~ b valeur note plafond\n"
    );
    CHECK(
        rules(R"({"a": {"remplace": "b"}, "b": 1})", R"({"a": {"remplace": "a"}, "b": 1})") ==
        "~ a remplace\n"
    );
    CHECK(rules(R"({"a": 1})", R"({"[privé] a": 1})") == "~ a privé\n");
}

TEST_CASE("rules below avec count for themselves") {
    CHECK(
        rules(
            R"({"a": {"valeur": "b", "avec": {"b": 1}}})",
            R"({"a": {"valeur": "b", "avec": {"b": 2}}})"
        ) == "~ a . b value\n"
    );
}

TEST_CASE("parameters: where the value changes, not where it is used") {
    auto const rules_with = [](std::string const& amount) {
        return program(
            R"({"x": {"question": "?"}, "SMIC": ")" + amount +
            R"(", "double": "2 * SMIC", "paie": "SMIC * x", "fixe": 3, "choix": {"par défaut": 1}})"
        );
    };
    auto const before = rules_with("11.88 €/heure");
    auto const after = rules_with("12.02 €/heure");
    auto const today = day("2026-11-24");
    CHECK(
        written(compare_parameters({before, today}, {after, today})) ==
        "SMIC: 11.88 €/heure → 12.02 €/heure\n"
    );
    CHECK(written(compare_parameters({before, today}, {before, today})) == "");
}

TEST_CASE("parameters between two days of one model") {
    auto const scales = program(R"({"date": {"type": "date", "valeur": "01/01/2026"},
        "BMAF": {"variations": [{"si": "date >= 01/04/2026", "alors": "478.16 €/mois"},
                                {"sinon": "474.37 €/mois"}]},
        "AF": "32 % * BMAF"})");
    CHECK(
        written(compare_parameters({scales, day("2026-03-31")}, {scales, day("2026-04-01")})) ==
        "BMAF: 474.37 €/mois → 478.16 €/mois\n"
    );
    CHECK(
        written(compare_parameters({scales, day("2026-04-01")}, {scales, day("2027-04-01")})) == ""
    );
}

TEST_CASE("examples: results that differ, and those that can no longer be had") {
    auto const before = model(R"({"x": {"question": "?"}, "a": {"valeur": "x * 2", "exemples": [
        {"nom": "Deux", "situation": {"x": 2}, "attendu": 4},
        {"nom": "Zéro", "situation": {"x": 0}, "attendu": 0}]}})");
    auto const old_rules = prevenance::compile(before).value();
    auto const new_rules = program(R"({"x": {"question": "?"}, "a": "x * 3"})");
    auto const renamed = program(R"({"y": {"question": "?"}, "a": "y * 2"})");
    auto const examples = prevenance::read_examples(before, {}).all;
    auto const compare = [&](prevenance::Program const& other) {
        prevenance::ExampleRunner first(old_rules, day("2026-11-24"));
        prevenance::ExampleRunner second(other, day("2026-11-24"));
        std::size_t done = 0;
        auto const changes = prevenance::compare_examples(
            examples,
            [&](auto const& example) { return first.run(example); },
            [&](auto const& example) { return second.run(example); },
            [&] { ++done; }
        );
        CHECK(done == examples.size());
        return written(changes);
    };
    CHECK(compare(old_rules) == "");
    CHECK(compare(new_rules) == "a — Deux: 4 → 6\n");
    auto const gone = compare(renamed);
    CHECK(gone.find("a — Deux: 4 → rule 'x'") == 0);
    CHECK(gone.find("a — Zéro: 0 → rule 'x'") != std::string::npos);
}

} // namespace
