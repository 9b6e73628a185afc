#include "core/eval/root.h"

namespace prevenance {

std::optional<double> interpolated_step(
    RootPoint previous, RootPoint best, RootPoint opposite, double last_step, double precision
) {
    double const width = opposite.x - best.x;
    double numerator = 0;
    double denominator = 0;
    if (previous.x == opposite.x) {
        double const ratio = best.y / previous.y;
        numerator = width * ratio;
        denominator = 1.0 - ratio;
    } else {
        double const far = previous.y / opposite.y;
        double const near = best.y / opposite.y;
        double const ratio = best.y / previous.y;
        numerator = ratio * (width * far * (far - near) - (best.x - previous.x) * (near - 1));
        denominator = (far - 1) * (near - 1) * (ratio - 1);
    }
    if (numerator > 0) {
        denominator = -denominator;
    } else {
        numerator = -numerator;
    }
    bool const inside =
        numerator < 0.75 * width * denominator - std::abs(precision * denominator) / 2 &&
        numerator < std::abs(last_step * denominator / 2);
    if (!inside) return std::nullopt;
    return numerator / denominator;
}

} // namespace prevenance
