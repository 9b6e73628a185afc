// Where the browser laid the nodes of a tree out: measured by the platform, read by the painter.
//
// CSS lays the page out and nothing here computes a layout. Lengths are CSS pixels. Positions
// count from the top left corner of the page, not of the window: scrolling changes none of them.
//
// What the DOM renderer owes the one who measures:
// - the outermost element of a node carries `data-node="<id>"`;
// - an element inside it that shows the node's hint, error or value carries `data-part="hint"`,
//   `"error"` or `"value"`; all other text inside a node, outside its children, is its `text`;
// - the element that is pressed or filled, where it is not the outermost one, carries
//   `data-piece="control"`: the input of a field, the round mark of a choice, the bar of a
//   progress, the mark of a step, the mark of a details.
#pragma once

#include "core/base/result.h"
#include "web/view/tree.h"

#include <cstdint>
#include <string_view>
#include <vector>

namespace prevenance {

struct Rectangle {
    float left = 0;
    float top = 0;
    float width = 0;
    float height = 0;

    float right() const { return left + width; }

    float bottom() const { return top + height; }

    friend bool operator==(Rectangle const&, Rectangle const&) = default;
};

enum class Piece : std::uint8_t {
    whole,   ///< Everything of the node, its children included, up to its border.
    control, ///< What one presses or fills.
};

struct Box {
    NodeId node = 0;
    Piece piece = Piece::whole;
    Rectangle area;
};

/// Which text of a node a line shows.
enum class Part : std::uint8_t { text, hint, error, value };

/// One line of text as the browser broke it.
struct Line {
    NodeId node = 0;
    Part part = Part::text;
    bool bold = false;
    std::uint32_t begin = 0; ///< First byte of the part shown on this line.
    std::uint32_t end = 0;   ///< One past its last byte.
    Rectangle area;          ///< As wide as the letters, as high as the face's ascent and descent.
    float size_px = 0;       ///< The font size: the em.
};

struct Boxes {
    std::vector<Box> boxes;
    std::vector<Line> lines;
};

/// Reads what the platform measured.
///
/// `bytes`  32-bit little-endian words: the number of boxes, the number of lines; per box: node,
///          piece, then left, top, width and height as floats; per line: node, part + 256 if
///          bold, begin, end, then left, top, width, height and size as floats.
/// Errors:  bad_input when a count, an enumerator or a float (NaN, infinity) is not as said.
Result<Boxes> read_boxes(std::string_view bytes);

} // namespace prevenance
