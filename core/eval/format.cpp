#include "core/eval/format.h"

#include "core/base/text.h"

#include <cmath>

namespace prevenance {

namespace {

constexpr std::string_view no_break_space = "\u00A0";

} // namespace

std::string print_shortest(double number) {
    if (std::isnan(number)) return "NaN";
    if (std::isinf(number)) return number > 0 ? "Infinity" : "-Infinity";
    auto const [digits, point, negative] = shortest_decimal(number);
    if (digits.empty()) return "0";
    std::string const sign = negative ? "-" : "";
    auto const size = static_cast<int>(digits.size());
    if (point > 21 || point < -5) {
        std::string const fraction = size > 1 ? '.' + digits.substr(1) : "";
        return sign + digits[0] + fraction + (point > 0 ? "e+" : "e") + std::to_string(point - 1);
    }
    auto const zeros = [](int count) {
        return std::string(static_cast<std::size_t>(count), '0');
    };
    if (point <= 0) return sign + "0." + zeros(-point) + digits;
    if (point >= size) return sign + digits + zeros(point - size);
    auto const whole = static_cast<std::size_t>(point);
    return sign + digits.substr(0, whole) + '.' + digits.substr(whole);
}

std::string format_quantity(double number, std::string_view unit) {
    std::string text = format_french_number(number, 2);
    if (std::signbit(number) && text == "0") text = "-0"; // As the reference engine writes it.
    if (unit.empty()) return text;
    if (unit == "€") {
        auto const comma = text.find(',');
        bool const whole = number == std::trunc(number);
        if (!whole && comma == std::string::npos) text += ",00";
        if (comma != std::string::npos && text.size() - comma == 2) text += '0';
    }
    return text + std::string(no_break_space) + std::string(unit);
}

} // namespace prevenance
