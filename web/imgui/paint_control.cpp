#include "styles/tokens.h"
#include "web/imgui/widget.h"

#include <algorithm>

namespace prevenance {

namespace {

/// Surface, border and letters of something pressed. A colour of 0 is not drawn.
struct ButtonColors {
    PackedColor face = 0;
    PackedColor border = 0;
    PackedColor ink = 0;
};

/// Buttons of the page's frame look like words.
bool is_plain_button(Widget const& widget) {
    return widget.inside(Role::banner) || widget.inside(Role::footer);
}

ButtonColors button_colors(Theme const& theme, Widget const& widget) {
    if (widget.inside(Role::footer)) return {0, 0, theme.muted};
    if (widget.node->disabled) return {0, theme.line, theme.muted};
    PackedColor const accent = widget.hovered ? theme.accent_strong : theme.accent;
    if (widget.node->primary) return {accent, accent, theme.on_accent};
    if (widget.inside(Role::banner)) return {0, 0, accent};
    return {theme.surface, widget.hovered ? accent : theme.line_strong, accent};
}

/// What is wrong stands beside a bar along the left edge.
void paint_wrong_bar(Sheet const& sheet, Widget const& widget) {
    if (widget.node->error.empty()) return;
    Area area = sheet.place(widget, Part::whole);
    area.right = area.left + sheet.pen.rem(0.25F);
    sheet.pen.fill(area, 0, sheet.theme.error);
}

void paint_question(Sheet const& sheet, Widget const& widget) {
    paint_wrong_bar(sheet, widget);
    paint_lines(sheet, widget, Part::text, sheet.theme.ink);
    paint_lines(sheet, widget, Part::hint, sheet.theme.muted);
    paint_lines(sheet, widget, Part::error, sheet.theme.error);
}

/// The frame only: what is typed is shown by the real input that lies there.
void paint_field(Sheet const& sheet, Widget const& widget) {
    paint_question(sheet, widget);
    if (widget.part(Part::control) == nullptr) return;
    Theme const& theme = sheet.theme;
    PackedColor const calm = widget.focused ? theme.accent : theme.line_strong;
    sheet.pen.surface(
        sheet.place(widget, Part::control),
        sheet.pen.rem(tokens::size_radius_small_rem),
        sheet.pen.px(tokens::line_control_px),
        widget.node->error.empty() ? calm : theme.error,
        theme.surface
    );
}

void paint_round(Sheet const& sheet, Widget const& widget) {
    if (widget.part(Part::control) == nullptr) return;
    Theme const& theme = sheet.theme;
    Area const area = sheet.place(widget, Part::control);
    float const radius = std::min(area.width(), area.height()) / 2;
    bool const checked = widget.node->checked;
    float const ring = checked ? sheet.pen.rem(0.4375F) : sheet.pen.px(tokens::line_control_px);
    sheet.pen.disc(area.center(), radius, checked ? theme.accent : theme.line_strong);
    sheet.pen.disc(area.center(), radius - ring, theme.surface);
}

PackedColor choice_border(Theme const& theme, Widget const& widget) {
    if (widget.node->checked) return theme.accent;
    return widget.hovered ? theme.line_strong : theme.line;
}

void paint_choice(Sheet const& sheet, Widget const& widget) {
    Theme const& theme = sheet.theme;
    sheet.pen.surface(
        sheet.place(widget, Part::whole),
        sheet.pen.rem(tokens::size_radius_rem),
        sheet.pen.px(tokens::line_control_px),
        choice_border(theme, widget),
        widget.node->checked ? theme.accent_soft : theme.surface
    );
    paint_round(sheet, widget);
    paint_lines(sheet, widget, Part::text, theme.ink);
    paint_lines(sheet, widget, Part::hint, theme.muted);
}

} // namespace

void paint_button(Sheet const& sheet, Widget const& widget) {
    ButtonColors const colors = button_colors(sheet.theme, widget);
    Area const area = sheet.place(widget, Part::whole);
    float const radius = sheet.pen.rem(tokens::size_radius_rem);
    float const border = sheet.pen.px(tokens::line_control_px);
    if (colors.face != 0) {
        sheet.pen.surface(area, radius, border, colors.border, colors.face);
    } else if (colors.border != 0) {
        sheet.pen.outline(area, radius, border, colors.border);
    }
    if (is_plain_button(widget)) underline_lines(sheet, widget, {}, colors.ink);
    paint_lines(sheet, widget, Part::text, colors.ink);
}

void paint_control(Sheet const& sheet, Widget const& widget) {
    if (widget.is(Role::button)) {
        paint_button(sheet, widget);
    } else if (widget.is(Role::field)) {
        paint_field(sheet, widget);
    } else if (widget.is(Role::choice)) {
        paint_choice(sheet, widget);
    } else {
        paint_question(sheet, widget);
    }
}

void paint_focus(Sheet const& sheet, Widget const& widget) {
    // They only receive the focus so that reading goes on from there.
    bool const title = widget.is(Role::heading) && widget.node->level == 1;
    if (title || widget.is(Role::main)) return;
    Pen& pen = sheet.pen;
    bool const inner = widget.is(Role::field) && widget.part(Part::control) != nullptr;
    Area const area = sheet.place(widget, inner ? Part::control : Part::whole);
    bool const round = widget.is(Role::button) || widget.is(Role::choice) || widget.node->primary;
    float const radius = pen.rem(round ? tokens::size_radius_rem : tokens::size_radius_small_rem);
    float const gap = pen.px(2);
    float const ring = pen.px(tokens::line_focus_px);
    pen.outline(area.inset(-gap), radius + gap, gap, sheet.theme.surface);
    pen.outline(area.inset(-gap - ring), radius + gap + ring, ring, sheet.theme.focus);
}

} // namespace prevenance
