// Goal: what cases leave open is exact at the bounds. Method: sets written as text, then every
// number of a small range asked of both sides.
#include "core/check/interval.h"

#include <doctest/doctest.h>

#include <string>

namespace {

using prevenance::Interval;

Interval closed(double least, double greatest) {
    Interval interval;
    interval.least = least;
    interval.greatest = greatest;
    interval.holds_least = interval.holds_greatest = true;
    return interval;
}

Interval opened(double least, double greatest) {
    auto interval = closed(least, greatest);
    interval.holds_least = interval.holds_greatest = false;
    return interval;
}

TEST_CASE("a number is left exactly when it was there and was not taken") {
    std::vector<Interval> const taken{
        closed(1, 3), opened(3, 5), closed(4, 4), opened(2, 2), closed(7, 6), Interval{}};
    for (auto const& first : taken) {
        for (auto const& second : taken) {
            auto const left = without(without({Interval{}}, first), second);
            for (double number = 0; number <= 8; number += 0.5) {
                auto const point = closed(number, number);
                bool const is_taken = meets({first}, point) || meets({second}, point);
                CAPTURE(number);
                CHECK(meets(left, point) != is_taken);
            }
        }
    }
}

TEST_CASE("empty and bounded") {
    CHECK(opened(2, 2).is_empty());
    CHECK_FALSE(closed(2, 2).is_empty());
    CHECK(closed(3, 2).is_empty());
    CHECK(closed(2, 3).is_bounded());
    CHECK_FALSE(Interval{}.is_bounded());
    CHECK(intersection(closed(1, 2), opened(2, 3)).is_empty());
    CHECK_FALSE(intersection(closed(1, 2), closed(2, 3)).is_empty());
}

} // namespace
