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
    Box const& box = *widget.part(Part::text);
    if (box.line_count == 0) return;
    Line const& line = sheet.boxes.lines[box.first_line + box.line_count - 1];
    Area const words =
        sheet.pen.place(Box{.x = line.x, .y = line.y, .width = line.width, .height = line.height});
    float const em = sheet.pen.px(line.font_px);
    float const size = std::round(em * 0.55F);
    float const stroke = std::max(1.0F, std::floor(em * 0.11F));
    float const left = std::round(words.right + em * 0.4F);
    float const top = std::round(words.center().y - size / 2);
    float const right = left + size;
    sheet.pen.fill({left, top, right, top + stroke}, 0, ink);
    sheet.pen.fill({right - stroke, top, right, top + size}, 0, ink);
    sheet.pen.list().AddLine(
        ImVec2(left, top + size), ImVec2(right - stroke, top + stroke), ink, stroke
    );
}

/// The emblem of a town without a logo: the mark of the step where one stands.
void paint_emblem(Sheet const& sheet, Widget const& widget) {
    Area const area = sheet.place(widget, Part::whole);
    float const radius = sheet.pen.rem(tokens::size_mark_rem) / 2;
    ImVec2 const center(area.left + radius, area.center().y);
    sheet.pen.disc(center, radius, sheet.theme.accent);
    sheet.pen.disc(center, radius * 0.75F, sheet.theme.surface);
    sheet.pen.disc(center, radius * 0.43F, sheet.theme.accent);
}

/// The page's title, or the sentence right after it: they stand on the band.
bool is_on_band(Widget const& widget) {
    if (!widget.inside(Role::main)) return false;
    auto const is_title = [](Widget const& candidate) {
        return candidate.is(Role::heading) && candidate.node->level == 1;
    };
    if (is_title(widget)) return true;
    return widget.is(Role::paragraph) && widget.previous != nullptr && is_title(*widget.previous);
}

/// From edge to edge of the window.
void paint_band(Sheet const& sheet, Widget const& widget) {
    Area band = sheet.place(widget, Part::whole);
    band.left = 0;
    band.right = sheet.pen.window_width();
    sheet.pen.fill(band, 0, sheet.theme.band);
}

/// In a part of the page that stands out, what is said first is said louder.
bool is_warning(Widget const& widget) {
    Widget const* const section = widget.parent;
    return widget.is(Role::paragraph) && section != nullptr && section->is(Role::section) &&
        section->inside(Role::main) && section->node->tone == Tone::warning &&
        widget.previous != nullptr && widget.previous->is(Role::heading) &&
        widget.previous->node->level == 2;
}

void paint_link(Sheet const& sheet, Widget const& widget) {
    bool const skip = widget.parent == nullptr; // Leads past the banner: there for the keyboard.
    if (skip && !widget.focused) return;
    if (widget.node->primary) {
        paint_button(sheet, widget);
        if (widget.node->external) paint_outside_mark(sheet, widget, sheet.theme.on_accent);
        return;
    }
    if (widget.part(Part::text) == nullptr) return;
    if (skip) sheet.pen.fill(sheet.place(widget, Part::whole), 0, sheet.theme.surface);
    PackedColor const ink = link_ink(sheet, widget);
    if (widget.inside(Role::banner) && !tokens::town_has_logo) paint_emblem(sheet, widget);
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
    bool const neutral = widget.node->tone == Tone::neutral;
    ToneColors const colors =
        tone_colors(sheet.theme, neutral ? Tone::information : widget.node->tone);
    Area const area = sheet.place(widget, Part::whole);
    sheet.pen.fill(area, sheet.pen.rem(1), colors.soft);
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
        bool const on_band = is_on_band(widget);
        if (on_band) paint_band(sheet, widget);
        PackedColor ink = on_band ? sheet.theme.on_band : inherited_ink(sheet, widget);
        if (is_warning(widget)) ink = sheet.theme.warning;
        paint_lines(sheet, widget, Part::text, ink);
        paint_lines(sheet, widget, Part::hint, sheet.theme.muted);
    }
}

} // namespace prevenance
