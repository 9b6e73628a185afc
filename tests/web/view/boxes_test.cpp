// Goal: what the platform measured is read exactly, and nothing else is taken for it.
// Method: write the bytes word by word as the platform does, read them, then spoil them.
#include "web/view/boxes.h"

#include <doctest/doctest.h>

#include <cmath>
#include <cstring>
#include <limits>
#include <string>

using prevenance::read_boxes;

namespace {

void put(std::string& bytes, std::uint32_t word) {
    for (unsigned shift = 0; shift < 32; shift += 8) {
        bytes += static_cast<char>(word >> shift & 0xFFU);
    }
}

void put_decimal(std::string& bytes, float number) {
    std::uint32_t word = 0;
    std::memcpy(&word, &number, sizeof word);
    put(bytes, word);
}

/// One box and one bold line of a hint.
std::string sample(std::uint32_t piece, std::uint32_t part, float size) {
    std::string bytes;
    for (std::uint32_t const word : {1U, 1U, 7U, piece})
        put(bytes, word);
    for (float const length : {10.0F, 20.5F, 300.0F, 40.0F})
        put_decimal(bytes, length);
    for (std::uint32_t const word : {7U, part, 3U, 9U})
        put(bytes, word);
    for (float const length : {12.0F, 22.0F, 55.25F, 23.0F, size})
        put_decimal(bytes, length);
    return bytes;
}

} // namespace

TEST_CASE("read_boxes: boxes and lines come back as written") {
    auto const result = read_boxes(sample(1, 257, 18));
    REQUIRE(result.ok());
    REQUIRE(result.value().boxes.size() == 1);
    auto const& box = result.value().boxes[0];
    CHECK(box.node == 7);
    CHECK(box.piece == prevenance::Piece::control);
    CHECK(box.area == prevenance::Rectangle{10, 20.5F, 300, 40});
    REQUIRE(result.value().lines.size() == 1);
    auto const& line = result.value().lines[0];
    CHECK(line.part == prevenance::Part::hint);
    CHECK(line.bold);
    CHECK(line.begin == 3);
    CHECK(line.end == 9);
    CHECK(line.area.right() == 67.25F);
    CHECK(line.size_px == 18);
}

TEST_CASE("read_boxes: anything else is refused") {
    std::string const good = sample(0, 0, 18);
    for (std::size_t length = 0; length < good.size(); ++length) {
        CAPTURE(length);
        CHECK_FALSE(read_boxes(std::string_view(good).substr(0, length)).ok());
    }
    CHECK_FALSE(read_boxes(good + "abcd").ok());
    CHECK_FALSE(read_boxes(sample(2, 0, 18)).ok());
    CHECK_FALSE(read_boxes(sample(0, 4, 18)).ok());
    CHECK_FALSE(read_boxes(sample(0, 0, std::numeric_limits<float>::infinity())).ok());
    CHECK_FALSE(read_boxes(sample(0, 0, std::numeric_limits<float>::quiet_NaN())).ok());
    CHECK_FALSE(read_boxes(std::string(8, '\xFF')).ok());
}
