// What every widget is drawn with: surfaces, borders, soft shadows, rings, marks and lines of text.
//
// The pen takes places as the browser measured them (CSS pixels of the page) and draws in device
// pixels of the window, edges on whole pixels as browsers have them.
#pragma once

#include "web/imgui/face.h"
#include "web/view/boxes.h"

#include <imgui.h>

namespace prevenance {

/// In device pixels of the window.
struct Area {
    float left = 0;
    float top = 0;
    float right = 0;
    float bottom = 0;

    float width() const { return right - left; }

    float height() const { return bottom - top; }

    ImVec2 center() const { return {(left + right) / 2, (top + bottom) / 2}; }

    /// Smaller by `distance` on each side; larger when it is negative.
    Area inset(float distance) const {
        return {left + distance, top + distance, right - distance, bottom - distance};
    }
};

class Pen {
public:
    Pen(ImDrawList& list, Faces const& faces, Viewport const& viewport);

    /// Device pixels for a length in CSS pixels.
    float px(float css_px) const { return css_px * viewport_->pixel_ratio; }

    /// Device pixels for a length in rem: it grows with the reader's text size.
    float rem(float lengths) const { return px(lengths * viewport_->root_font_px); }

    float window_width() const { return px(viewport_->width); }

    Area place(Box const& box) const;

    /// False when no pixel of it can be seen, a margin for shadows included.
    bool visible(Area const& area) const;

    /// `radius` in device pixels; at most half of the smaller side.
    void fill(Area const& area, float radius, PackedColor color);

    /// A surface with a border inside its edge, as CSS draws it.
    void surface(
        Area const& area, float radius, float border, PackedColor border_color, PackedColor color
    );

    /// The border alone.
    void outline(Area const& area, float radius, float border, PackedColor color);

    void disc(ImVec2 center, float radius, PackedColor color);

    /// A tick inside a circle of that radius.
    void check_mark(ImVec2 center, float radius, float stroke, PackedColor color);

    /// A circle of that outer radius, `stroke` thick inwards.
    void ring(ImVec2 center, float radius, float stroke, PackedColor color);

    /// The upper quarter of such a ring.
    void arc(ImVec2 center, float radius, float stroke, PackedColor color);

    /// Two sides of a square of that size, turned so that their corner points right, or down.
    void corner(ImVec2 center, float size, float stroke, bool down, PackedColor color);

    /// `text` must be the line's own; `line` says where, how large and how bold.
    void text(Line const& line, std::string_view text, PackedColor color);

    /// A line under the letters, lengths in em. `thickness_em` 0: as thin as browsers have it.
    void underline(
        Line const& line,
        std::string_view text,
        float offset_em,
        float thickness_em,
        PackedColor color
    );

    ImDrawList& list() { return *list_; }

private:
    TextRun run_of(Line const& line, std::string_view text, PackedColor color) const;

    ImDrawList* list_;
    Faces const* faces_;
    Viewport const* viewport_;
};

} // namespace prevenance
