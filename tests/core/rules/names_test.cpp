// Goal: a short name means the nearest rule that can be seen from where it stands. Method: small
// models, one question each.
#include "core/rules/names.h"

#include "core/rules/compile.h"
#include "core/wire/model_json.h"

#include <doctest/doctest.h>

#include <string>

namespace {

prevenance::Program program(std::string const& json) {
    auto const model = prevenance::parse_model_json(json);
    REQUIRE(model.ok());
    auto compiled = prevenance::compile(model.value());
    REQUIRE(compiled.ok());
    return std::move(compiled).value();
}

std::string resolve(prevenance::Program const& rules, char const* from, char const* name) {
    auto const rule = prevenance::resolve_name(rules, from, name);
    return rule.ok() ? std::string(rules.name_of(rule.value())) : rule.error().message;
}

} // namespace

TEST_CASE("resolve_name: below the rule, below its ancestors, at the root") {
    auto const rules = program(R"({
        "a": null, "a . b": null, "a . b . c": null, "a . x": null, "a . b . x": null, "x": null,
        "y": null})");
    CHECK(resolve(rules, "a . b", "c") == "a . b . c");
    CHECK(resolve(rules, "a . b . c", "x") == "a . b . x");
    CHECK(resolve(rules, "a . b . x", "x") == "a . x");
    CHECK(resolve(rules, "a . x", "x") == "x");
    CHECK(resolve(rules, "a . b . c", "y") == "y");
    CHECK(resolve(rules, "x", "x") == "x");
    // After a caret the farthest ancestor comes first.
    CHECK(resolve(rules, "a . b . c", "^ . x") == "a . x");
}

TEST_CASE("resolve_name: private rules are seen by their family only") {
    auto const rules = program(R"({
        "a": null, "[privé] a . b": null, "a . b . c": null, "a . d": null, "e": null})");
    CHECK(resolve(rules, "a . d", "b") == "a . b");
    CHECK(resolve(rules, "a", "b . c") == "a . b . c");
    CHECK(
        resolve(rules, "e", "a . b . c") ==
        "the rule 'a . b . c' is private and not visible from here"
    );
}

TEST_CASE("resolve_name: an unknown name comes with the nearest known one") {
    auto const rules = program(R"({"vélo": null, "vélo . prix": null})");
    auto const unknown = prevenance::resolve_name(rules, "vélo", "pris");
    REQUIRE_FALSE(unknown.ok());
    CHECK(unknown.error().code == prevenance::RulesErrorCode::unknown_rule);
    CHECK(unknown.error().remedy == "did you mean 'vélo . prix'?");
}
