// Calls the functions of this engine that the npm engine has too, for
// tests/conformance/functions.mjs.
//
// one call a line: {"fn":"convertUnit","args":[…]}; an answer a line: {"result":…}, {"error":…}, or
// {"none":true} when nothing here does that.
#include "core/check/example_run.h"
#include "core/eval/calendar.h"
#include "core/eval/format.h"
#include "core/rules/expression.h"
#include "core/wire/json.h"

#include <iostream>
#include <map>
#include <string>

namespace {

using namespace prevenance; // NOLINT: a program of a few lines.
using Json = nlohmann::json;

Unit read_unit(Json const& unit) {
    return {unit.at("numerators"), unit.at("denominators")};
}

Json to_json(Unit const& unit) {
    return {{"numerators", unit.numerators}, {"denominators", unit.denominators}};
}

char const* sign_of(Op op) {
    static std::map<Op, char const*> const signs{
        {Op::add, "+"},
        {Op::subtract, "-"},
        {Op::multiply, "*"},
        {Op::divide, "/"},
        {Op::floor_divide, "//"},
        {Op::power, "**"},
        {Op::less, "<"},
        {Op::less_equal, "<="},
        {Op::greater, ">"},
        {Op::greater_equal, ">="},
        {Op::equal, "="},
        {Op::not_equal, "!="}};
    return signs.at(op);
}

/// A constant as the npm engine's parser writes it out.
Json to_json(Program const& program, Constant const& constant, Type type) {
    if (constant.kind == Constant::Kind::boolean)
        return {{"type", "boolean"}, {"nodeValue", constant.boolean}};
    if (constant.kind == Constant::Kind::text)
        return {
            {"type", type == Type::date ? "date" : "string"},
            {"nodeValue", program.text(constant.text)}};
    Json number{{"type", "number"}, {"nodeValue", constant.number}};
    if (has_unit(constant.unit)) number["rawUnit"] = program.units.print(constant.unit);
    return number;
}

Json to_json(Program const& program, NodeIndex index) {
    ProgramNode const& node = program.nodes[index];
    if (node.op == Op::reference) return {{"variable", program.text(node.b)}};
    if (node.op == Op::constant)
        return {{"constant", to_json(program, program.constants[node.a], node.type)}};
    return {{sign_of(node.op), {to_json(program, node.a), to_json(program, node.b)}}};
}

Json parse(std::string const& text) {
    Program program;
    Rule rule;
    rule.name = program.intern("a");
    auto const read = parse_expression(program, program.add_rule(rule), text);
    if (!read.ok()) return {{"error", read.error().message}};
    return {{"result", to_json(program, read.value())}};
}

Json convert(Json const& args) {
    UnitTable units;
    auto const from = units.intern(read_unit(args[0]));
    auto const to = units.intern(read_unit(args[1]));
    double const value =
        args[2].is_string() ? std::stod(args[2].get<std::string>()) : args[2].get<double>();
    return {{"result", units.convert(from, to, value)}};
}

Json infer(Json const& args) {
    UnitTable units;
    auto const left = units.intern(read_unit(args[1][0]));
    auto const right = units.intern(read_unit(args[1][1]));
    bool const divides = args[0] == "/";
    auto const unit = divides ? units.divide(left, right) : units.multiply(left, right);
    return {{"result", to_json(units.at(unit))}};
}

/// Sentences here are in French, and write units as they are.
Json format(Json const& args) {
    auto const options = args.size() > 1 ? args[1] : Json::object();
    if (options.contains("language") || options.contains("formatUnit")) return {{"none", true}};
    if (!args[0].is_object())
        return {{"result", format_quantity(args[0], options.value("displayedUnit", ""))}};
    UnitTable units;
    auto const from = units.intern(read_unit(args[0].at("unit")));
    auto const to = units.simplify(from);
    auto const number = units.convert(from, to, args[0].at("nodeValue"));
    return {{"result", format_quantity(number, units.print(to))}};
}

/// A value as an author writes it.
Json serialize(Json const& node) {
    Outcome outcome;
    auto const& value = node.at("nodeValue");
    if (value.is_number()) {
        outcome.value.kind = Value::Kind::number;
        outcome.value.number = value;
    } else if (value.is_boolean()) {
        outcome.value.kind = Value::Kind::boolean;
        outcome.value.boolean = value;
    } else {
        outcome.value.kind = Value::Kind::text;
        outcome.value.text = value;
    }
    outcome.unit = node.value("rawUnit", "");
    return {{"result", print_outcome(outcome)}};
}

Json duration(Json const& args, DurationUnit unit) {
    auto const from = parse_french_day(args[0].get<std::string>());
    auto const until = parse_french_day(args[1].get<std::string>());
    if (!from || !until) return {{"error", "no day of the calendar"}};
    return {{"result", duration_between(*from, *until, unit)}};
}

Json call(std::string const& function, Json const& args) {
    if (function == "parseExpression") return parse(args[0]);
    if (function == "convertUnit") return convert(args);
    if (function == "inferUnit") return infer(args);
    if (function == "formatValue") return format(args);
    if (function == "serializeEvaluation") return serialize(args[0]);
    if (function == "getDifferenceInMonths") return duration(args, DurationUnit::month);
    if (function == "getDifferenceInYears") return duration(args, DurationUnit::year);
    UnitTable units;
    if (function == "parseUnit") {
        auto const unit = units.parse(args[0].get<std::string>());
        return unit.ok() ? Json{{"result", to_json(units.at(unit.value()))}}
                         : Json{{"error", unit.error().message}};
    }
    if (function == "areUnitConvertible") {
        auto const from = units.intern(read_unit(args[0]));
        return {{"result", units.convertible(from, units.intern(read_unit(args[1])))}};
    }
    return {{"none", true}};
}

} // namespace

int main() {
    std::string line;
    while (std::getline(std::cin, line)) {
        auto const wanted = parse_json(line);
        if (!wanted.ok()) {
            std::cerr << wanted.error().message << '\n';
            return 1;
        }
        std::cout << format_json(call(wanted.value().at("fn"), wanted.value().at("args"))) << '\n';
    }
    return 0;
}
