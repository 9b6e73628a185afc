#include "core/base/text.h"
#include "styles/tokens.h"
#include "web/imgui/widget.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace prevenance {

namespace {

bool is_done(Widget const& widget) {
    return widget.node->state == StepState::done;
}

bool is_current(Widget const& widget) {
    return widget.node->state == StepState::current;
}

PackedColor done_color(Theme const& theme, Tone tone) {
    if (tone == Tone::success) return theme.success;
    return tone == Tone::error ? theme.error : theme.accent;
}

/// The tick of a step that is behind, its corner a little below the middle.
void paint_tick(Sheet const& sheet, ImVec2 center, PackedColor color) {
    float const rem = sheet.pen.rem(1);
    auto const at = [&](float x, float y) {
        return ImVec2(center.x + x * rem, center.y + y * rem);
    };
    std::array<ImVec2, 3> const points{at(-0.435F, 0.06F), at(-0.135F, 0.34F), at(0.42F, -0.39F)};
    sheet.pen.list().AddPolyline(
        points.data(), static_cast<int>(points.size()), color, 0, sheet.pen.rem(0.1875F)
    );
}

void paint_mark(Sheet const& sheet, Widget const& widget) {
    Theme const& theme = sheet.theme;
    Area const area = sheet.place(widget, Part::control);
    float const radius = area.width() / 2;
    float const ring = sheet.pen.px(tokens::line_thread_px);
    ImVec2 const center = area.center();
    if (is_done(widget)) {
        sheet.pen.disc(center, radius, done_color(theme, widget.node->tone));
        paint_tick(sheet, center, theme.on_accent);
    } else if (is_current(widget)) {
        sheet.pen.disc(center, radius, theme.accent);
        sheet.pen.disc(center, radius - ring, theme.surface);
        sheet.pen.disc(center, radius - ring - sheet.pen.rem(0.3F), theme.accent);
    } else {
        sheet.pen.ring(center, radius, ring, theme.line_strong);
    }
}

/// Dots as large as the thread, about as far from one another, from end to end.
void paint_dots(Sheet const& sheet, Area const& way, PackedColor color) {
    float const size = way.width();
    float const length = way.height();
    if (length < size) return;
    int const gaps = std::max(1, static_cast<int>(std::lround((length - size) / (2 * size))));
    float const step = (length - size) / static_cast<float>(gaps);
    for (int index = 0; index <= gaps; ++index) {
        float const y = way.top + size / 2 + static_cast<float>(index) * step;
        sheet.pen.disc(ImVec2(way.center().x, y), size / 2, color);
    }
}

/// The thread to the next step: whole where it is done, dotted where it is to come.
void paint_thread(Sheet const& sheet, Widget const& widget) {
    Pen& pen = sheet.pen;
    Area const mark = sheet.place(widget, Part::control);
    Area const whole = sheet.place(widget, Part::whole);
    float const thread = pen.px(tokens::line_thread_px);
    float const left = mark.center().x - thread / 2;
    if (is_done(widget)) {
        pen.fill({left, mark.bottom, left + thread, whole.bottom}, 0, sheet.theme.accent);
        return;
    }
    float const gap = pen.rem(0.25F);
    float const beyond = is_current(widget) ? pen.rem(tokens::space_4_rem) : 0;
    Area const way{left, mark.bottom + gap, left + thread, whole.bottom + beyond - gap};
    paint_dots(sheet, way, sheet.theme.line_strong);
}

void paint_step(Sheet const& sheet, Widget const& widget) {
    Theme const& theme = sheet.theme;
    bool const current = is_current(widget);
    if (current) {
        float const radius = sheet.pen.rem(tokens::size_radius_rem);
        sheet.pen.fill(sheet.place(widget, Part::whole), radius, theme.accent_soft);
    }
    if (widget.part(Part::control) != nullptr) {
        if (widget.next != nullptr) paint_thread(sheet, widget);
        paint_mark(sheet, widget);
    }
    bool const upcoming = widget.node->state == StepState::upcoming;
    paint_lines(sheet, widget, Part::text, upcoming ? theme.muted : theme.ink);
    paint_lines(sheet, widget, Part::value, current ? theme.accent : theme.muted);
    paint_lines(sheet, widget, Part::hint, current ? theme.ink : theme.muted);
}

void paint_bar(Sheet const& sheet, Widget const& widget) {
    Theme const& theme = sheet.theme;
    Area const track = sheet.place(widget, Part::control);
    float const hair = sheet.pen.px(tokens::line_hair_px);
    auto const percent = parse_whole_number(widget.node->value).value_or(0);
    float const share = static_cast<float>(std::clamp<std::int64_t>(percent, 0, 100)) / 100;
    sheet.pen.surface(track, track.height() / 2, hair, theme.line_strong, theme.accent_soft);
    Area done = track.inset(hair);
    done.right = done.left + done.width() * share;
    sheet.pen.fill(done, done.height() / 2, theme.accent);
}

} // namespace

void paint_progress(Sheet const& sheet, Widget const& widget) {
    if (widget.is(Role::step)) {
        paint_step(sheet, widget);
        return;
    }
    paint_lines(sheet, widget, Part::text, sheet.theme.ink);
    if (widget.part(Part::control) != nullptr) paint_bar(sheet, widget);
}

} // namespace prevenance
