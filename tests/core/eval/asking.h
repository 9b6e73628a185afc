// Models, situations and questions as rows of a table; the answer is written `value unit |
// missing`.
#pragma once

#include "core/eval/evaluator.h"
#include "core/eval/format.h"
#include "core/rules/compile.h"
#include "core/wire/model_json.h"

#include <doctest/doctest.h>

#include <string>

namespace asking {

using prevenance::Evaluator;
using prevenance::Outcome;
using prevenance::Program;
using prevenance::Value;

inline prevenance::Day today() {
    return prevenance::parse_iso_day("2026-11-24").value();
}

inline prevenance::Source source(std::string const& json) {
    auto const read = prevenance::parse_model_json(json);
    REQUIRE(read.ok());
    return read.value();
}

inline Program program(std::string const& json) {
    auto compiled = prevenance::compile(source(json));
    if (!compiled.ok()) FAIL(prevenance::describe(compiled.error()));
    return std::move(compiled).value();
}

inline std::string written(Value const& value) {
    switch (value.kind) {
    case Value::Kind::undefined:
        return "undefined";
    case Value::Kind::not_applicable:
        return "null";
    case Value::Kind::boolean:
        return value.boolean ? "oui" : "non";
    case Value::Kind::number:
        return prevenance::print_shortest(value.number);
    case Value::Kind::text:
        break;
    }
    return "'" + value.text + "'";
}

inline std::string written(Outcome const& outcome) {
    std::string text = written(outcome.value);
    if (!outcome.unit.empty()) text += ' ' + outcome.unit;
    for (std::size_t i = 0; i < outcome.missing.size(); ++i)
        text += (i == 0 ? " | " : ", ") + outcome.missing[i];
    return text;
}

inline std::string
ask(std::string const& model, std::string const& situation, std::string const& goal) {
    Program const rules = program(model);
    Evaluator evaluator(rules, today());
    auto const answers = source(situation);
    for (std::size_t i = 0; i < answers.keys.size(); ++i) {
        auto const taken = evaluator.answer(answers.keys[i], answers.items[i]);
        if (!taken.ok()) return "error: " + taken.error().message;
    }
    auto const outcome = evaluator.evaluate(goal);
    return outcome.ok() ? written(outcome.value()) : "error: " + outcome.error().message;
}

struct Row {
    char const* model;
    char const* situation;
    char const* goal;
    char const* answer;
};

template <std::size_t size>
void check(Row const (&rows)[size]) {
    for (Row const& row : rows) {
        CAPTURE(row.model);
        CAPTURE(row.situation);
        CAPTURE(row.goal);
        CHECK(ask(row.model, row.situation, row.goal) == std::string(row.answer));
    }
}

} // namespace asking
