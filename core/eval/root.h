// Where a function of one number is zero.
#pragma once

#include <cmath>
#include <optional>

namespace prevenance {

/// How precisely a root is searched.
struct RootSearch {
    double tolerance = 0;  ///< Of the root and of the function's value there.
    int iterations = 0;    ///< At most.
    double acceptable = 0; ///< A value as small as that is better than no root at all.
};

/// A number and what the function is worth there.
struct RootPoint {
    double x = 0;
    double y = 0;
};

/// The step from `best` that secants or an inverse parabola suggest, when it may be trusted.
std::optional<double> interpolated_step(
    RootPoint previous, RootPoint best, RootPoint opposite, double last_step, double precision
);

/// A root between `low` and `high`, or nothing when the iterations did not find one.
///
/// The reference engine's results are approximations, so each operation here is done in the order
/// it does them.
///
/// Source: R. P. Brent, Algorithms for Minimization without Derivatives (1973), chapter 4.
template <typename Function> // NOLINTNEXTLINE(*-cognitive-complexity): its steps are the book's.
std::optional<double> find_root(Function&& function, double low, double high, RootSearch search) {
    RootPoint previous{low, function(low)};
    RootPoint best{high, function(high)};
    RootPoint opposite = previous; // The root lies between it and the best point.
    std::optional<double> acceptable;
    for (int left = search.iterations; left > 0; --left) {
        double const last_step = best.x - previous.x;
        if (std::abs(opposite.y) < std::abs(best.y)) {
            previous = best;
            best = opposite;
            opposite = previous;
        }
        double const precision = 1e-15 * std::abs(best.x) + search.tolerance / 2;
        double step = (opposite.x - best.x) / 2;
        if (std::abs(step) <= precision || best.y == 0) return best.x;
        if (std::abs(last_step) >= precision && std::abs(previous.y) > std::abs(best.y))
            step = interpolated_step(previous, best, opposite, last_step, precision).value_or(step);
        if (std::abs(step) < precision) step = step > 0 ? precision : -precision;

        previous = best;
        best.x += step;
        best.y = function(best.x);
        bool const same_side = (best.y > 0 && opposite.y > 0) || (best.y < 0 && opposite.y < 0);
        if (same_side) opposite = previous;
        if (std::abs(best.y) < search.tolerance) return best.x;
        if (std::abs(best.y) < search.acceptable) acceptable = best.x;
    }
    return acceptable;
}

} // namespace prevenance
