#include "styles/tokens.h"
#include "web/imgui/widget.h"

#include <algorithm>
#include <cmath>

namespace prevenance {

namespace {

/// What plain text inherits from where it stands.
PackedColor inherited_ink(Sheet const& sheet, Widget const& widget) {
    for (Widget const* holder = widget.parent; holder != nullptr; holder = holder->parent) {
        if (holder->is(Role::footer)) return sheet.theme.muted;
    }
    return sheet.theme.ink;
}

/// Links of the page's frame: plain words, underlined only under the pointer.
bool is_plain_link(Widget const& widget) {
    return widget.inside(Role::banner) || widget.inside(Role::navigation);
}

PackedColor link_ink(Sheet const& sheet, Widget const& widget) {
    Theme const& theme = sheet.theme;
    if (widget.inside(Role::navigation)) return widget.node->current ? theme.accent : theme.ink;
    if (widget.inside(Role::banner)) return theme.ink;
    if (widget.inside(Role::footer)) return theme.muted;
    return widget.hovered ? theme.accent_strong : theme.accent;
}

/// The thread under the page one is on.
void paint_current_mark(Sheet const& sheet, Widget const& widget) {
    Pen& pen = sheet.pen;
    Area const area = sheet.place(widget, Part::whole);
    float const side = pen.rem(tokens::space_2_rem);
    float const bottom = area.bottom - pen.rem(0.2F);
    float const thread = pen.px(tokens::line_thread_px);
    Area const mark{area.left + side, bottom - thread, area.right - side, bottom};
    pen.fill(mark, thread / 2, sheet.theme.accent);
}

/// The arrow out of a corner, for links that leave the site.
void paint_outside_mark(Sheet const& sheet, Widget const& widget, PackedColor ink) {
    Area const area = sheet.place(widget, Part::whole);
    float const em = sheet.em_of(widget, Part::text);
    float const size = std::round(em / 2);
    float const stroke = std::max(1.0F, std::floor(em / 8));
    float const right = std::round(area.right - em / 4);
    float const top = std::round(area.center().y - size / 2);
    sheet.pen.fill({right - size, top, right, top + stroke}, 0, ink);
    sheet.pen.fill({right - stroke, top, right, top + size}, 0, ink);
}

void paint_link(Sheet const& sheet, Widget const& widget) {
    bool const skip = widget.parent == nullptr; // Leads past the banner: there for the keyboard.
    if (skip && !widget.focused) return;
    if (widget.node->primary) {
        paint_button(sheet, widget);
        return;
    }
    if (widget.part(Part::text) == nullptr) return;
    if (skip) sheet.pen.fill(sheet.place(widget, Part::whole), 0, sheet.theme.surface);
    PackedColor const ink = link_ink(sheet, widget);
    if (!is_plain_link(widget)) {
        underline_lines(sheet, widget, {0.2F, widget.hovered ? 0.16F : 0.08F}, ink);
    } else if (widget.hovered) {
        underline_lines(sheet, widget, {}, ink);
    }
    paint_lines(sheet, widget, Part::text, ink);
    if (widget.node->external) paint_outside_mark(sheet, widget, ink);
    if (widget.inside(Role::navigation) && widget.node->current) paint_current_mark(sheet, widget);
}

void paint_badge(Sheet const& sheet, Widget const& widget) {
    ToneColors const colors = tone_colors(sheet.theme, widget.node->tone);
    Area const area = sheet.place(widget, Part::whole);
    sheet.pen.fill(area, area.height() / 2, colors.soft);
    float const dot = sheet.pen.rem(0.25F);
    float const left = area.left + sheet.pen.rem(tokens::space_3_rem);
    sheet.pen.disc(ImVec2(left + dot, area.center().y), dot, colors.ink);
    paint_lines(sheet, widget, Part::text, colors.ink);
}

void paint_figure(Sheet const& sheet, Widget const& widget) {
    if (widget.inside(Role::main)) {
        float const radius = sheet.pen.rem(tokens::size_radius_rem);
        sheet.pen.fill(sheet.place(widget, Part::whole), radius, sheet.theme.accent_soft);
    }
    paint_lines(sheet, widget, Part::text, sheet.theme.accent);
    paint_lines(sheet, widget, Part::hint, sheet.theme.muted);
}

} // namespace

void paint_words(Sheet const& sheet, Widget const& widget) {
    if (widget.is(Role::link)) {
        paint_link(sheet, widget);
    } else if (widget.is(Role::badge)) {
        paint_badge(sheet, widget);
    } else if (widget.is(Role::figure)) {
        paint_figure(sheet, widget);
    } else {
        Widget const* const before = widget.previous;
        bool const lead = widget.is(Role::paragraph) && before != nullptr &&
            before->is(Role::heading) && before->node->level == 1;
        PackedColor const ink = lead ? sheet.theme.muted : inherited_ink(sheet, widget);
        paint_lines(sheet, widget, Part::text, ink);
        paint_lines(sheet, widget, Part::hint, sheet.theme.muted);
    }
}

} // namespace prevenance
