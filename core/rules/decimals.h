// Rounding as the reference engine's conversions do it, without a branch: compilers make vectors of
// it.
#pragma once

#include <cmath>

namespace prevenance {

/// What rounding took away from a product, exactly.
///
/// Source: T. J. Dekker, A floating-point technique for extending the available precision (1971).
inline double product_error(double left, double right, double product) {
    constexpr double splitter = 134'217'729; // 2 to the 27, plus 1: halves of 26 bits.
    auto const high = [](double value) {
        double const scaled = splitter * value;
        return scaled - (scaled - value);
    };
    double const left_high = high(left);
    double const left_low = left - left_high;
    double const right_high = high(right);
    double const right_low = right - right_high;
    double const high_error = left_high * right_high - product;
    return high_error + left_high * right_low + left_low * right_high + left_low * right_low;
}

/// The nearest value with 16 decimals; of two, the even one. From a half upwards a double is its
/// own nearest.
inline double round_to_16_decimals(double value) {
    constexpr double power = 1e16;
    constexpr double above_half = 0.5000000000000001;
    bool const has_more = std::fabs(value) < 0.5; // Neither has what is no number.
    double const part = has_more ? value : 0;
    double const product = part * power;
    double const nearest = std::nearbyint(product);
    double const rest = product - nearest;
    double const error = product_error(part, power, product);
    // Exactly between two, what the product lost says which one is nearest.
    double const half = nearest * 0.5;
    double const limit = std::trunc(half) == half ? above_half : 0.5;
    bool const is_beyond =
        rest == 0 ? std::fabs(error) >= limit : std::fabs(rest) == 0.5 && rest * error > 0;
    double const step = is_beyond ? std::copysign(1.0, error) : 0;
    double const rounded = std::copysign((nearest + step) / power, part);
    return has_more ? rounded : value;
}

} // namespace prevenance
