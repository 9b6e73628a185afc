#include "styles/tokens.h"
#include "web/imgui/widget.h"

#include <algorithm>
#include <cmath>

namespace prevenance {

namespace {

float hair(Sheet const& sheet) {
    return std::max(1.0F, std::floor(sheet.pen.px(tokens::line_hair_px)));
}

void paint_banner(Sheet const& sheet, Widget const& widget) {
    Area const area = sheet.place(widget, Part::whole);
    Area bottom = area;
    bottom.top = bottom.bottom - hair(sheet);
    sheet.pen.fill(area, 0, sheet.theme.surface);
    sheet.pen.fill(bottom, 0, sheet.theme.line);
}

/// What is to be done next stands out: it holds the main button, or says what is awaited of whom.
bool stands_out(Widget const& section) {
    if (section.node->tone == Tone::information || section.node->tone == Tone::warning) return true;
    for (Widget const* child = section.first_child; child != nullptr; child = child->next) {
        if (child->node->primary) return true;
    }
    return false;
}

void paint_section(Sheet const& sheet, Widget const& widget) {
    if (!widget.inside(Role::main) || !stands_out(widget)) return;
    bool const warns = widget.node->tone == Tone::warning;
    sheet.pen.surface(
        sheet.place(widget, Part::whole),
        sheet.pen.rem(tokens::size_radius_rem),
        sheet.pen.px(tokens::line_control_px),
        warns ? sheet.theme.warning : sheet.theme.accent,
        sheet.theme.surface
    );
}

/// An item that answers itself: a row with an edge below, what was asked above what was said.
void paint_answer(Sheet const& sheet, Widget const& widget) {
    Area edge = sheet.place(widget, Part::whole);
    edge.top = edge.bottom - hair(sheet);
    sheet.pen.fill(edge, 0, sheet.theme.line);
    paint_lines(sheet, widget, Part::text, sheet.theme.muted);
    paint_lines(sheet, widget, Part::hint, sheet.theme.ink);
}

void paint_edge_above(Sheet const& sheet, Widget const& widget) {
    Area edge = sheet.place(widget, Part::whole);
    edge.bottom = edge.top + hair(sheet);
    sheet.pen.fill(edge, 0, sheet.theme.line);
}

void paint_card(Sheet const& sheet, Widget const& widget) {
    sheet.pen.surface(
        sheet.place(widget, Part::whole),
        sheet.pen.rem(tokens::size_radius_rem),
        hair(sheet),
        sheet.theme.line,
        sheet.theme.surface
    );
}

/// The dash before an item: level with its first line, or with a link, which is a finger high.
void paint_dash(Sheet const& sheet, Widget const& widget) {
    if (!widget.inside(Role::list)) return;
    Pen& pen = sheet.pen;
    Area const area = sheet.place(widget, Part::whole);
    float const thread = pen.px(tokens::line_thread_px);
    bool const leads_with_link = widget.part(Part::text) == nullptr &&
        widget.first_child != nullptr && widget.first_child->is(Role::link);
    float const down = leads_with_link ? pen.rem(tokens::size_target_rem) / 2 - thread / 2
                                       : pen.rem(0.72F * tokens::type_body_rem);
    float const top = area.top + down;
    pen.fill(
        {area.left, top, area.left + pen.rem(0.75F), top + thread}, thread / 2, sheet.theme.accent
    );
}

void paint_message(Sheet const& sheet, Widget const& widget) {
    bool const silent = widget.node->text.empty() && widget.first_child == nullptr;
    if (silent) return;
    ToneColors const colors = tone_colors(sheet.theme, widget.node->tone);
    if (widget.is(Role::status)) {
        bool const plain =
            widget.node->tone == Tone::neutral || widget.node->tone == Tone::information;
        paint_lines(sheet, widget, Part::text, plain ? sheet.theme.ink : colors.ink);
        return;
    }
    float const radius = sheet.pen.rem(tokens::size_radius_rem);
    float const border = sheet.pen.px(tokens::line_control_px);
    bool const neutral = widget.node->tone == Tone::neutral;
    sheet.pen.surface(
        sheet.place(widget, Part::whole),
        radius,
        border,
        neutral ? sheet.theme.accent : colors.ink,
        neutral ? sheet.theme.accent_soft : colors.soft
    );
}

/// Edges above and below, and a corner that turns.
void paint_details(Sheet const& sheet, Widget const& widget) {
    Pen& pen = sheet.pen;
    Area const area = sheet.place(widget, Part::whole);
    bool const follows = widget.previous != nullptr && widget.previous->is(Role::details);
    if (!follows) paint_edge_above(sheet, widget);
    pen.fill({area.left, area.bottom - hair(sheet), area.right, area.bottom}, 0, sheet.theme.line);
    if (widget.part(Part::text) == nullptr) return;
    Area const summary = sheet.place(widget, Part::text);
    bool const open = area.height() > summary.height() + pen.rem(1);
    ImVec2 const middle(
        summary.left + pen.rem(0.55F), summary.center().y - (open ? pen.rem(0.2F) : 0)
    );
    pen.corner(middle, pen.rem(0.6F), pen.rem(0.15F), open, sheet.theme.accent);
}

void paint_wait(Sheet const& sheet, Widget const& widget) {
    if (widget.part(Part::control) == nullptr) return;
    Area const area = sheet.place(widget, Part::control);
    float const thread = sheet.pen.px(tokens::line_thread_px);
    sheet.pen.ring(area.center(), area.width() / 2, thread, sheet.theme.line);
    sheet.pen.arc(area.center(), area.width() / 2, thread, sheet.theme.accent);
}

/// The line under a cell: strong under the heads of columns.
void paint_cell(Sheet const& sheet, Widget const& widget) {
    bool const head = widget.is(Role::column_header);
    Area edge = sheet.place(widget, Part::whole);
    edge.top = edge.bottom - (head ? sheet.pen.px(tokens::line_control_px) : hair(sheet));
    sheet.pen.fill(edge, 0, head ? sheet.theme.ink : sheet.theme.line);
}

} // namespace

void paint_surface(Sheet const& sheet, Widget const& widget) {
    if (widget.is(Role::banner)) paint_banner(sheet, widget);
    if (widget.is(Role::footer)) paint_edge_above(sheet, widget);
    if (widget.is(Role::card)) paint_card(sheet, widget);
    if (widget.is(Role::section)) paint_section(sheet, widget);
    if (widget.is(Role::item) && widget.part(Part::hint) != nullptr) {
        paint_answer(sheet, widget);
        return;
    }
    if (widget.is(Role::item)) paint_dash(sheet, widget);
    if (widget.is(Role::alert) || widget.is(Role::status)) paint_message(sheet, widget);
    if (widget.is(Role::details)) paint_details(sheet, widget);
    if (widget.is(Role::loading)) paint_wait(sheet, widget);
    bool const cell =
        widget.is(Role::cell) || widget.is(Role::row_header) || widget.is(Role::column_header);
    if (cell) paint_cell(sheet, widget);
    if (widget.is(Role::status)) return;
    bool const quiet = widget.is(Role::table) || widget.is(Role::loading);
    paint_lines(sheet, widget, Part::text, quiet ? sheet.theme.muted : sheet.theme.ink);
    paint_lines(sheet, widget, Part::hint, sheet.theme.ink);
}

} // namespace prevenance
