#include "web/view/boxes.h"

#include "web/view/word_reader.h"

namespace prevenance {

namespace {

constexpr std::size_t header_words = 3;
constexpr std::size_t box_words = 8;
constexpr std::size_t line_words = 8;
constexpr std::size_t viewport_words = 12;

Error malformed(char const* what) {
    return Error{ErrorCode::bad_input, std::string("boxes: ") + what};
}

Result<Box> read_box(WordReader& words, std::size_t line_count) {
    Box box;
    box.node = words.whole();
    std::uint32_t const part = words.whole();
    box.x = words.real();
    box.y = words.real();
    box.width = words.real();
    box.height = words.real();
    box.first_line = words.whole();
    box.line_count = words.whole();
    if (part > static_cast<std::uint32_t>(Part::value)) return malformed("unknown part");
    box.part = static_cast<Part>(part);
    if (box.first_line > line_count || box.line_count > line_count - box.first_line) {
        return malformed("lines out of range");
    }
    return box;
}

Result<Line> read_line(WordReader& words, std::size_t text_size) {
    Line line;
    line.text_start = words.whole();
    line.text_size = words.whole();
    line.x = words.real();
    line.y = words.real();
    line.width = words.real();
    line.height = words.real();
    line.font_px = words.real();
    line.bold = words.whole() != 0;
    if (line.text_start > text_size || line.text_size > text_size - line.text_start) {
        return malformed("text out of range");
    }
    return line;
}

} // namespace

std::string_view Boxes::text_of(Line const& line) const {
    return std::string_view(text).substr(line.text_start, line.text_size);
}

Result<Boxes> read_boxes(std::span<std::byte const> bytes) {
    if (bytes.size() < header_words * word_bytes) return malformed("no header");
    WordReader words(bytes);
    std::uint64_t const box_count = words.whole();
    std::uint64_t const line_count = words.whole();
    std::uint64_t const text_size = words.whole();
    std::uint64_t const expected =
        (header_words + box_count * box_words + line_count * line_words) * word_bytes + text_size;
    if (bytes.size() != expected) return malformed("counts and size disagree");

    Boxes boxes;
    boxes.boxes.reserve(static_cast<std::size_t>(box_count));
    for (std::uint64_t i = 0; i < box_count; ++i) {
        boxes.boxes.push_back(TRY(read_box(words, static_cast<std::size_t>(line_count))));
    }
    boxes.lines.reserve(static_cast<std::size_t>(line_count));
    for (std::uint64_t i = 0; i < line_count; ++i) {
        boxes.lines.push_back(TRY(read_line(words, static_cast<std::size_t>(text_size))));
    }
    if (!words.all_finite()) return malformed("a length that is no number");
    auto const text = words.rest();
    boxes.text.assign(reinterpret_cast<char const*>(text.data()), text.size());
    return boxes;
}

Result<Viewport> read_viewport(std::span<std::byte const> bytes) {
    if (bytes.size() != viewport_words * word_bytes) return malformed("viewport of another size");
    WordReader words(bytes);
    Viewport viewport;
    viewport.width = words.real();
    viewport.height = words.real();
    viewport.scroll_x = words.real();
    viewport.scroll_y = words.real();
    viewport.pixel_ratio = words.real();
    viewport.root_font_px = words.real();
    viewport.hovered = words.whole();
    viewport.focused = words.whole();
    viewport.pressed = words.whole();
    viewport.focus_visible = words.whole() != 0;
    viewport.dark = words.whole() != 0;
    viewport.kiosk = words.whole() != 0;
    if (!words.all_finite()) return malformed("a length that is no number");
    return viewport;
}

} // namespace prevenance
