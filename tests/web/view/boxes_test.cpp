// Goal: what the browser measured arrives whole, and bytes that lie are refused.
// Method: write the words by hand, read them back; then spoil one at a time.
#include "web/view/boxes.h"

#include <doctest/doctest.h>

#include <cstring>
#include <limits>
#include <string_view>
#include <vector>

using prevenance::Part;

namespace {

struct Bytes {
    std::vector<std::byte> bytes;

    void whole(std::uint32_t word) { append(&word, sizeof word); }

    void real(float word) { append(&word, sizeof word); }

    void text(std::string_view text) { append(text.data(), text.size()); }

    void append(void const* from, std::size_t size) {
        auto const* first = static_cast<std::byte const*>(from);
        bytes.insert(bytes.end(), first, first + size);
    }
};

struct Lies {
    std::uint32_t box_count = 2;
    std::uint32_t part = 1;
    std::uint32_t first_line = 0;
    std::uint32_t line_count = 1;
    std::uint32_t text_size = 6;
    float width = 300;
};

/// A heading of one line, « Aidés ».
Bytes heading(Lies const& lies = {}) {
    Bytes out;
    for (std::uint32_t const count : {lies.box_count, 1U, 6U})
        out.whole(count);
    for (std::uint32_t const part : {0U, lies.part}) {
        out.whole(42);
        out.whole(part);
        for (float const length : {10.0F, 20.5F, lies.width, 40.0F})
            out.real(length);
        out.whole(part == 0 ? 0 : lies.first_line);
        out.whole(part == 0 ? 0 : lies.line_count);
    }
    out.whole(0);
    out.whole(lies.text_size);
    for (float const length : {10.0F, 22.0F, 88.25F, 30.0F, 24.0F})
        out.real(length);
    out.whole(1);
    out.text("Aid\xC3\xA9s");
    return out;
}

} // namespace

TEST_CASE("boxes: what was written is read") {
    auto const read = prevenance::read_boxes(heading().bytes);
    REQUIRE(read.ok());
    auto const& boxes = read.value();
    REQUIRE(boxes.boxes.size() == 2);
    CHECK(boxes.boxes[0].part == Part::whole);
    CHECK(boxes.boxes[1].part == Part::text);
    CHECK(boxes.boxes[1].node == 42);
    CHECK(boxes.boxes[1].y == 20.5F);
    REQUIRE(boxes.lines.size() == 1);
    CHECK(boxes.text_of(boxes.lines[0]) == "Aid\xC3\xA9s");
    CHECK(boxes.lines[0].width == 88.25F);
    CHECK(boxes.lines[0].bold);
}

TEST_CASE("boxes: bytes that lie are refused") {
    Lies const lies[] = {
        {.box_count = 3},
        {.box_count = 0xFFFF'FFFF},
        {.part = 6},
        {.first_line = 2},
        {.line_count = 2},
        {.line_count = 0xFFFF'FFFF},
        {.text_size = 7},
        {.width = std::numeric_limits<float>::infinity()},
        {.width = std::numeric_limits<float>::quiet_NaN()}};
    for (auto const& lie : lies)
        CHECK_FALSE(prevenance::read_boxes(heading(lie).bytes).ok());
    auto cut = heading().bytes;
    cut.pop_back();
    CHECK_FALSE(prevenance::read_boxes(cut).ok());
    CHECK_FALSE(prevenance::read_boxes({}).ok());
}

TEST_CASE("viewport: twelve words") {
    Bytes out;
    for (float const length : {390.0F, 844.0F, 0.0F, 120.5F, 3.0F, 16.0F})
        out.real(length);
    for (std::uint32_t const word : {7U, 8U, 0U, 1U, 0U, 1U})
        out.whole(word);
    auto const read = prevenance::read_viewport(out.bytes);
    REQUIRE(read.ok());
    CHECK(read.value().scroll_y == 120.5F);
    CHECK(read.value().focused == 8);
    CHECK(read.value().focus_visible);
    CHECK_FALSE(read.value().dark);
    CHECK(read.value().kiosk);
    out.whole(0);
    CHECK_FALSE(prevenance::read_viewport(out.bytes).ok());
}
