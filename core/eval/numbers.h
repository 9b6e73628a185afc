// What both evaluators, for one person and for columns, do with bare numbers.
#pragma once

#include <cmath>
#include <limits>

namespace prevenance {

/// *arrondi* to as many decimals as the power of ten has noughts: half up, after the reference
/// engine's own nudge of one epsilon.
inline double round_by_power(double number, double power) {
    double const scaled = (number + std::numeric_limits<double>::epsilon()) * power;
    double const below = std::floor(scaled);
    return (scaled - below >= 0.5 ? below + 1 : below) / power;
}

inline double round_half_up(double number, double decimals) {
    return round_by_power(number, std::pow(10.0, decimals));
}

/// Source: ECMA-262, Number::exponentiate: 1 to a power that is no finite number is no number.
inline double raise(double base, double exponent) {
    if (!std::isfinite(exponent) && std::fabs(base) == 1)
        return std::numeric_limits<double>::quiet_NaN();
    return std::pow(base, exponent);
}

} // namespace prevenance
