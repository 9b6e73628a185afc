// Goal: a wrong model is refused with the rule, the place and what to change. Method: one small
// model for each mistake.
#include "core/rules/compile.h"

#include "core/wire/model_json.h"

#include <doctest/doctest.h>

#include <string>

namespace {

prevenance::Diagnostic refused(std::string const& json) {
    auto const model = prevenance::parse_model_json(json);
    REQUIRE(model.ok());
    auto const compiled = prevenance::compile(model.value());
    REQUIRE_FALSE(compiled.ok());
    return compiled.error();
}

} // namespace

TEST_CASE("compile: every mistake names the rule and the remedy") {
    using prevenance::RulesErrorCode;

    struct Row {
        char const* model;
        RulesErrorCode code;
        char const* rule;
        char const* message;
    };

    Row const rows[] = {
        {R"({"a": "b + 1"})", RulesErrorCode::unknown_rule, "a", "no rule is named 'b'"},
        {R"({"a": "1 +2"})", RulesErrorCode::syntax, "a", "in the expression '1 +2', at letter 2"},
        {R"({"a": true})", RulesErrorCode::syntax, "a", "true and false are not values here"},
        {R"({"a": {"somme": ["1"], "produit": ["2"]}})",
         RulesErrorCode::syntax,
         "a",
         "mechanisms that cannot stand side by side: 'somme', 'produit'"},
        {R"({"a": {"valeur": {"sommme": ["1"]}}})",
         RulesErrorCode::syntax,
         "a",
         "no mechanism is named 'sommme'"},
        {R"({"a . b": 1})", RulesErrorCode::syntax, "a . b", "its parent 'a' does not exist"},
        {R"({"a": {"avec": {"b": 1}}, "a . b": 2})",
         RulesErrorCode::syntax,
         "a . b",
         "the rule is declared twice"},
        {R"({"a": {"une possibilité": []}})",
         RulesErrorCode::syntax,
         "a",
         "'une possibilité' needs a list of answers"},
        {R"({"a": {"une possibilité": ["'x'", "'x'"]}})",
         RulesErrorCode::syntax,
         "a",
         "a possibility stands twice"},
        {R"({"a": {"durée": {"unité": "heure"}}})",
         RulesErrorCode::syntax,
         "a",
         "a duration is not counted in 'heure'"},
        {R"({"a": "31/02/2024"})", RulesErrorCode::syntax, "a", "in the expression '31/02/2024'"},
        {R"(["a"])", RulesErrorCode::syntax, "", "a model is a map from rule names to rules"},
    };
    for (Row const& row : rows) {
        CAPTURE(row.model);
        auto const diagnostic = refused(row.model);
        CHECK(diagnostic.code == row.code);
        CHECK(diagnostic.rule == row.rule);
        CHECK(diagnostic.message.substr(0, std::string(row.message).size()) == row.message);
    }
}

TEST_CASE("compile: the place is the line and column of the value") {
    auto const diagnostic = refused("{\n  \"a\": 1,\n  \"b\": {\"valeur\": \"1 +\"}\n}");
    CHECK(diagnostic.position.line == 3);
    CHECK(diagnostic.rule == "b");
}

TEST_CASE("compile: a hostile model ends in an error, not in a crash") {
    std::string nested(2000, '(');
    CHECK(refused("{\"a\": \"" + nested + "\"}").code == prevenance::RulesErrorCode::limit);

    // Each rule leans on the next, so that inferring the first one follows the whole chain.
    std::string chain = "{";
    for (int i = 1; i < 5000; ++i)
        chain += "\"r" + std::to_string(i) + "\": \"r" + std::to_string(i + 1) + "\", ";
    CHECK(refused(chain + "\"r5000\": 1}").code == prevenance::RulesErrorCode::limit);
}
