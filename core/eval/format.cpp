#include "core/eval/format.h"

#include "core/base/text.h"

#include <array>
#include <cmath>
#include <cstdio>
#include <cstdlib>

namespace prevenance {

namespace {

constexpr std::string_view no_break_space = "\u00A0";

/// Half away from zero at two decimals, as people round, where printf rounds the binary value.
double round_to_cents(double number) {
    std::array<char, 40> text{};
    static_cast<void>(std::snprintf(text.data(), text.size(), "%.15g", number));
    double const decimal = std::strtod(text.data(), nullptr);
    double const scaled = std::fabs(decimal) * 100;
    double const cents = std::floor(scaled + 0.5 + scaled * 1e-15);
    return std::copysign(cents / 100, number);
}

} // namespace

std::string print_shortest(double number) {
    if (std::isnan(number)) return "NaN";
    if (std::isinf(number)) return number > 0 ? "Infinity" : "-Infinity";
    if (number == 0) return "0";
    std::array<char, 40> text{};
    int digits = 1;
    for (; digits <= 17; ++digits) {
        static_cast<void>(std::snprintf(text.data(), text.size(), "%.*e", digits - 1, number));
        if (std::strtod(text.data(), nullptr) == number) break;
    }
    std::string_view const scientific = text.data();
    auto const exponent_at = scientific.find('e');
    int const exponent = std::atoi(scientific.data() + exponent_at + 1);
    std::string mantissa;
    for (char const letter : scientific.substr(0, exponent_at))
        if (letter >= '0' && letter <= '9') mantissa += letter;
    std::string const sign = number < 0 ? "-" : "";
    auto const size = static_cast<int>(mantissa.size());
    if (exponent >= 21 || exponent < -6) {
        std::string written = sign + mantissa[0];
        if (size > 1) written += '.' + mantissa.substr(1);
        return written + 'e' + (exponent > 0 ? "+" : "") + std::to_string(exponent);
    }
    if (exponent < 0)
        return sign + "0." + std::string(static_cast<std::size_t>(-exponent - 1), '0') + mantissa;
    if (exponent + 1 >= size)
        return sign + mantissa + std::string(static_cast<std::size_t>(exponent + 1 - size), '0');
    auto const whole = static_cast<std::size_t>(exponent + 1);
    return sign + mantissa.substr(0, whole) + '.' + mantissa.substr(whole);
}

std::string format_quantity(double number, std::string_view unit) {
    if (unit == "€") {
        std::string text = format_french_number(round_to_cents(number), 2);
        auto const comma = text.find(',');
        bool const whole = number == std::trunc(number);
        if (!whole && comma == std::string::npos) text += ",00";
        if (comma != std::string::npos && text.size() - comma == 2) text += '0';
        return text + std::string(no_break_space) + "€";
    }
    std::string text = format_french_number(round_to_cents(number), 2);
    if (unit == "%") return text + std::string(no_break_space) + "%";
    if (unit.empty()) return text;
    return text + std::string(no_break_space) + std::string(unit);
}

} // namespace prevenance
