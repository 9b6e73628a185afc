#include "core/check/interval.h"

#include <algorithm>
#include <cmath>

namespace prevenance {

bool Interval::is_empty() const {
    return least > greatest || (least == greatest && !(holds_least && holds_greatest));
}

bool Interval::is_bounded() const {
    return std::isfinite(least) && std::isfinite(greatest);
}

Interval intersection(Interval const& left, Interval const& right) {
    Interval both;
    both.least = std::max(left.least, right.least);
    both.greatest = std::min(left.greatest, right.greatest);
    both.holds_least = (left.least < both.least || left.holds_least) &&
        (right.least < both.least || right.holds_least);
    both.holds_greatest = (left.greatest > both.greatest || left.holds_greatest) &&
        (right.greatest > both.greatest || right.holds_greatest);
    return both;
}

std::vector<Interval> without(std::vector<Interval> const& set, Interval const& taken) {
    std::vector<Interval> left;
    Interval below;
    below.greatest = taken.least;
    below.holds_greatest = !taken.holds_least;
    Interval above;
    above.least = taken.greatest;
    above.holds_least = !taken.holds_greatest;
    for (auto const& piece : set) {
        if (taken.is_empty()) left.push_back(piece);
        for (auto const& side : {below, above}) {
            auto const rest = intersection(piece, side);
            if (!taken.is_empty() && !rest.is_empty()) left.push_back(rest);
        }
    }
    return left;
}

bool meets(std::vector<Interval> const& set, Interval const& interval) {
    return std::any_of(set.begin(), set.end(), [&](Interval const& piece) {
        return !intersection(piece, interval).is_empty();
    });
}

} // namespace prevenance
