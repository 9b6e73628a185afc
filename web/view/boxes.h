// Where the browser laid the tree out: rectangles and lines of text, as plain data for the painter.
//
// The document is the only layout. After each change, scroll or resize the page reports what it
// measured; the painter paints the same tree at these places. All lengths are CSS pixels.
#pragma once

#include "core/base/result.h"
#include "web/view/tree.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace prevenance {

/// Which part of a node a box is. Every shown node has a `whole`; the others follow it.
enum class Part : std::uint8_t {
    whole,   ///< The node itself, padding and border included.
    text,    ///< Node::text: label, legend, summary, caption, sentence.
    hint,    ///< Node::hint.
    error,   ///< Node::error.
    control, ///< The input's frame, the radio's ring, the progress track, the step's mark.
    value,   ///< Node::value where it is shown: what is typed, the step's state in words.
};

/// One part of one node. `x`, `y` are counted from the page's top left corner, not the window's:
/// subtract the scroll of the Viewport. A part that is not shown has no box.
struct Box {
    NodeId node = 0;
    Part part = Part::whole;
    float x = 0;
    float y = 0;
    float width = 0;
    float height = 0;
    std::uint32_t first_line = 0; ///< Index in Boxes::lines; its lines follow one another.
    std::uint32_t line_count = 0;
};

/// One line of text as the browser broke it.
struct Line {
    std::uint32_t text_start = 0; ///< In Boxes::text, in bytes.
    std::uint32_t text_size = 0;
    float x = 0;
    float y = 0;      ///< Top of the glyphs' band: the baseline is `y` + the face's ascent.
    float width = 0;  ///< As measured: the painter spreads its own advance widths over it.
    float height = 0; ///< Ascent plus descent of the face at this size.
    float font_px = 0;
    bool bold = false;
};

/// Of the whole page. Sent again whenever a node moves.
struct Boxes {
    std::vector<Box> boxes; ///< In tree order; parts of a node stand together, `whole` first.
    std::vector<Line> lines;
    std::string text; ///< UTF-8.

    std::string_view text_of(Line const& line) const;
};

/// What the window shows of the page, and where the person is. Sent on scroll, resize, hover,
/// focus and press: no box moves then.
struct Viewport {
    float width = 0;
    float height = 0;
    float scroll_x = 0;
    float scroll_y = 0;
    float pixel_ratio = 1; ///< Device pixels for one CSS pixel, browser zoom included.
    float root_font_px = 16;
    NodeId hovered = 0; ///< 0: none.
    NodeId focused = 0;
    NodeId pressed = 0;
    bool focus_visible = false; ///< The focus came from the keyboard: show its ring.
    bool dark = false;
    bool kiosk = false;
};

/// Reads what web/imgui/boxes.js wrote: 32-bit little-endian words.
///
///     boxes, lines, text bytes                                                 3 counts
///     node, part, x, y, width, height, first line, lines                       8 words a box
///     text start, text size, x, y, width, height, font px, bold                8 words a line
///     UTF-8 text
///
/// Errors: counts that do not fit the size, an unknown part, a line or text out of range, a length
/// that is not finite.
Result<Boxes> read_boxes(std::span<std::byte const> bytes);

/// 12 words: width, height, scroll x, scroll y, pixel ratio, root font px, hovered, focused,
/// pressed, focus visible, dark, kiosk.
///
/// Errors: any other size, a length that is not finite.
Result<Viewport> read_viewport(std::span<std::byte const> bytes);

} // namespace prevenance
