#include "core/rules/literal.h"

#include "core/base/text.h"
#include "core/rules/expression.h"

#include <algorithm>
#include <string_view>

namespace prevenance {

namespace {

bool is_digit(char letter) {
    return letter >= '0' && letter <= '9';
}

Constant boolean_constant(bool value) {
    Constant constant;
    constant.kind = Constant::Kind::boolean;
    constant.boolean = value;
    return constant;
}

Constant number_constant(double value, UnitId unit) {
    Constant constant;
    constant.kind = Constant::Kind::number;
    constant.number = value;
    constant.unit = unit;
    return constant;
}

Constant text_constant(Program& program, std::string_view text) {
    Constant constant;
    constant.kind = Constant::Kind::text;
    constant.text = program.intern(text);
    return constant;
}

bool is_quoted(std::string_view text) {
    bool const quotes = text.size() >= 2 && text.front() == '\'' && text.back() == '\'';
    return quotes && text.find_first_of("\"\n") == std::string_view::npos;
}

/// Letters, then letters, digits, dots and slashes: no blank, no sign.
bool is_plain_unit(std::string_view text) {
    constexpr std::string_view signs = "!\"#&'()*+,-:;<=>?@[\\]^_`{|}~ \t\n";
    bool const begins = !text.empty() && !is_digit(text.front()) && text.front() != '.';
    return begins && text.find_first_of(signs) == std::string_view::npos;
}

std::optional<Constant> read_number(Program& program, std::string_view text) {
    auto const end = std::find_if_not(text.begin(), text.end(), [](char letter) {
        return is_digit(letter) || letter == '.';
    });
    auto const digits = text.substr(0, static_cast<std::size_t>(end - text.begin()));
    auto unit = text.substr(digits.size());
    bool const plain = !digits.empty() && is_digit(digits.front()) && is_digit(digits.back());
    auto const number = plain ? parse_decimal(digits) : std::nullopt;
    if (!number) return std::nullopt;
    if (unit.empty()) return number_constant(*number, unit_absent);
    if (unit.front() == ' ') unit.remove_prefix(1);
    if (!is_plain_unit(unit) || unit.front() == '/') return std::nullopt;
    auto const parsed = program.units.parse(unit);
    if (!parsed.ok()) return std::nullopt;
    return number_constant(*number, parsed.value());
}

} // namespace

std::optional<Constant> read_literal(Program& program, Source const& expression) {
    if (expression.kind == Source::Kind::number)
        return number_constant(expression.number, unit_absent);
    if (expression.kind != Source::Kind::text) return std::nullopt;
    std::string_view const text = expression.text;
    if (text == "oui" || text == "non") return boolean_constant(text == "oui");
    if (is_quoted(text)) return text_constant(program, text.substr(1, text.size() - 2));
    if (auto const date = normalise_date(text); !date.empty()) return text_constant(program, date);
    return read_number(program, text);
}

} // namespace prevenance
