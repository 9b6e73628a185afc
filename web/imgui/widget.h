// One node with what the browser measured of it, and the functions that paint families of roles.
//
// Each repeats, with the same tokens, what assets/styles/*.css says of the role.
#pragma once

#include "web/imgui/pen.h"
#include "web/imgui/theme.h"
#include "web/view/boxes.h"
#include "web/view/tree.h"

#include <array>

namespace prevenance {

struct Widget {
    Node const* node = nullptr;
    Widget const* parent = nullptr;      ///< nullptr at the top.
    Widget const* previous = nullptr;    ///< The sibling before; nullptr for the first.
    Widget const* next = nullptr;        ///< The sibling after; nullptr for the last.
    Widget const* first_child = nullptr; ///< nullptr when it holds nothing.
    std::array<Box const*, 6> parts{};   ///< By Part; nullptr for what is not shown.
    bool hovered = false;
    bool pressed = false;
    bool focused = false;

    Box const* part(Part which) const { return parts[static_cast<std::size_t>(which)]; }

    bool is(Role role) const { return node->role == role; }

    bool inside(Role role) const { return parent != nullptr && parent->is(role); }
};

/// What all widgets are painted with.
struct Sheet {
    Pen& pen;
    Theme const& theme;
    Boxes const& boxes;

    Area place(Widget const& widget, Part part) const { return pen.place(*widget.part(part)); }

    /// The font size of the part's first line in device pixels, or 0 when it shows none.
    float em_of(Widget const& widget, Part part) const;
};

/// Draws the lines of one part, if it is shown.
void paint_lines(Sheet const& sheet, Widget const& widget, Part part, PackedColor color);

/// How far a line under the words stands from the baseline, and how thick it is, in em.
struct Underline {
    float offset_em = 0.2F;
    float thickness_em = 0; ///< 0: as thin as the face has it.
};

/// Underlines a part's lines, with gaps where letters reach down, as browsers do.
void underline_lines(
    Sheet const& sheet, Widget const& widget, Underline const& underline, PackedColor color
);

/// banner, footer, card, section, item, alert, status, details, loading, table and its cells.
void paint_surface(Sheet const& sheet, Widget const& widget);

/// heading, paragraph, link, figure, badge.
void paint_words(Sheet const& sheet, Widget const& widget);

/// button, field, choices, choice.
void paint_control(Sheet const& sheet, Widget const& widget);

/// A button, or a link that looks like one.
void paint_button(Sheet const& sheet, Widget const& widget);

/// step, progress.
void paint_progress(Sheet const& sheet, Widget const& widget);

/// The ring around what has the focus, seen from the keyboard.
void paint_focus(Sheet const& sheet, Widget const& widget);

} // namespace prevenance
