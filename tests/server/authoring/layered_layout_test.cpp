// Goal: pictures never lie: no two boxes overlap, arrows begin and end at their boxes and lead to
// the right. Method: these properties on graphs drawn from fixed seeds, circles included.
#include "server/authoring/layered_layout.h"

#include <doctest/doctest.h>

#include <random>
#include <set>

namespace {

using prevenance::Layout;
using prevenance::LayoutBox;

Layout random_layout(unsigned seed, bool with_circles) {
    std::mt19937 random(seed);
    auto const count = 1 + random() % 40;
    auto const groups = 1 + random() % 5;
    auto const size = [&random](double least, unsigned range) {
        return least + static_cast<double>(random() % range);
    };
    std::vector<LayoutBox> boxes;
    for (std::size_t i = 0; i < count; ++i)
        boxes.push_back({size(40, 200), size(20, 40), random() % groups, 0, 0});
    std::set<std::pair<std::size_t, std::size_t>> arrows;
    for (std::size_t i = 0; i < 2 * count; ++i) {
        auto const from = random() % count;
        auto const to = random() % count;
        if (from < to || (with_circles && from != to)) arrows.emplace(from, to);
    }
    return prevenance::lay_out(std::move(boxes), {arrows.begin(), arrows.end()}, groups);
}

bool overlap(LayoutBox const& left, LayoutBox const& right) {
    return left.x < right.x + right.width && right.x < left.x + left.width &&
        left.y < right.y + right.height && right.y < left.y + left.height;
}

TEST_CASE("boxes stand apart, inside the picture and inside their band") {
    for (unsigned seed = 0; seed < 60; ++seed) {
        CAPTURE(seed);
        auto const layout = random_layout(seed, seed % 2 == 1);
        auto const& boxes = layout.boxes;
        for (std::size_t i = 0; i < boxes.size(); ++i) {
            auto const& band = layout.bands[boxes[i].group];
            CHECK(boxes[i].x >= 0);
            CHECK(boxes[i].x + boxes[i].width <= layout.width);
            CHECK(boxes[i].y >= band.y);
            CHECK(boxes[i].y + boxes[i].height <= band.y + band.height + 1e-6);
            for (std::size_t j = 0; j < i; ++j)
                CHECK_FALSE(overlap(boxes[i], boxes[j]));
        }
        for (std::size_t i = 1; i < layout.bands.size(); ++i)
            CHECK(layout.bands[i - 1].y + layout.bands[i - 1].height < layout.bands[i].y);
    }
}

TEST_CASE("arrows go from box to box, rightwards where there is no circle") {
    for (unsigned seed = 0; seed < 60; ++seed) {
        CAPTURE(seed);
        bool const with_circles = seed % 2 == 1;
        auto const layout = random_layout(seed, with_circles);
        for (auto const& arrow : layout.arrows) {
            auto const& from = layout.boxes[arrow.from];
            auto const& to = layout.boxes[arrow.to];
            bool const leads_right = from.x < to.x;
            CHECK((leads_right || with_circles));
            REQUIRE(arrow.points.size() >= 2);
            CHECK(
                arrow.points.front().x == doctest::Approx(from.x + (leads_right ? from.width : 0))
            );
            CHECK(arrow.points.front().y == doctest::Approx(from.y + from.height / 2));
            CHECK(arrow.points.back().x == doctest::Approx(to.x + (leads_right ? 0 : to.width)));
            CHECK(arrow.points.back().y == doctest::Approx(to.y + to.height / 2));
        }
    }
}

} // namespace
