// Sets of real numbers made of intervals: what cases that compare with numbers leave open.
#pragma once

#include <limits>
#include <vector>

namespace prevenance {

struct Interval {
    double least = -std::numeric_limits<double>::infinity();
    double greatest = std::numeric_limits<double>::infinity();
    bool holds_least = false;
    bool holds_greatest = false;

    bool is_empty() const;
    bool is_bounded() const;
};

Interval intersection(Interval const& left, Interval const& right);

/// What is left of `set`, disjoint intervals, without `taken`.
std::vector<Interval> without(std::vector<Interval> const& set, Interval const& taken);

/// True when some number is in both.
bool meets(std::vector<Interval> const& set, Interval const& interval);

} // namespace prevenance
