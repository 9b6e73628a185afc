#include "web/imgui/paint.h"

#include "web/imgui/widget.h"

#include <algorithm>
#include <vector>

namespace prevenance {

namespace {

/// Tells each node who holds it and who stands beside it. `widgets` must not move afterwards.
void link_widgets(std::vector<Widget>& widgets) {
    std::vector<Widget*> last(
        widgets.size() + 1, nullptr
    ); // Child of each; of the page at the end.
    for (Widget& widget : widgets) {
        std::uint32_t const parent = widget.node->parent;
        bool const top = parent == no_parent;
        Widget*& before = last[top ? widgets.size() : parent];
        if (!top) widget.parent = &widgets[parent];
        widget.previous = before;
        if (before != nullptr) before->next = &widget;
        if (before == nullptr && !top) widgets[parent].first_child = &widget;
        before = &widget;
    }
}

/// Pairs nodes with their boxes. Boxes stand in tree order, so one walk finds them all; a box
/// whose node is gone and a node without a box are passed over.
std::vector<Widget> gather(Scene const& scene) {
    auto const& nodes = scene.tree.nodes;
    auto const& boxes = scene.boxes.boxes;
    std::vector<Widget> widgets(nodes.size());
    std::size_t at = 0;
    for (std::size_t index = 0; index < nodes.size(); ++index) {
        Widget& widget = widgets[index];
        widget.node = &nodes[index];
        bool const enabled = !nodes[index].disabled;
        widget.hovered = nodes[index].id == scene.viewport.hovered && enabled;
        widget.pressed = nodes[index].id == scene.viewport.pressed && enabled;
        widget.focused = nodes[index].id == scene.viewport.focused;
        auto const found = std::find_if(
            boxes.begin() + static_cast<std::ptrdiff_t>(at),
            boxes.end(),
            [&](Box const& box) { return box.node == nodes[index].id; }
        );
        if (found == boxes.end()) continue;
        at = static_cast<std::size_t>(found - boxes.begin());
        for (; at < boxes.size() && boxes[at].node == nodes[index].id; ++at) {
            widget.parts[static_cast<std::size_t>(boxes[at].part)] = &boxes[at];
        }
    }
    return widgets;
}

void paint_widget(Sheet const& sheet, Widget const& widget) {
    switch (widget.node->role) {
    case Role::banner:
    case Role::footer:
    case Role::card:
    case Role::section:
    case Role::table:
    case Role::row:
    case Role::column_header:
    case Role::row_header:
    case Role::cell:
    case Role::item:
    case Role::status:
    case Role::alert:
    case Role::details:
    case Role::loading:
        paint_surface(sheet, widget);
        break;
    case Role::heading:
    case Role::paragraph:
    case Role::link:
    case Role::figure:
    case Role::badge:
        paint_words(sheet, widget);
        break;
    case Role::button:
    case Role::field:
    case Role::choices:
    case Role::choice:
        paint_control(sheet, widget);
        break;
    case Role::step:
    case Role::progress:
        paint_progress(sheet, widget);
        break;
    case Role::navigation:
    case Role::main:
    case Role::form:
    case Role::timeline:
    case Role::list:
        break; // They only hold others.
    }
}

/// A table too wide for the window scrolls by itself: nothing of it shows beside it.
Widget const* table_around(Widget const& widget) {
    for (Widget const* holder = widget.parent; holder != nullptr; holder = holder->parent) {
        if (holder->is(Role::table)) return holder->part(Part::whole) == nullptr ? nullptr : holder;
    }
    return nullptr;
}

void paint_clipped(Sheet const& sheet, Widget const& widget) {
    Widget const* const table = table_around(widget);
    if (table == nullptr) {
        paint_widget(sheet, widget);
        return;
    }
    Area const area = sheet.place(*table, Part::whole);
    sheet.pen.list().PushClipRect(
        ImVec2(area.left, area.top), ImVec2(area.right, area.bottom), true
    );
    paint_widget(sheet, widget);
    sheet.pen.list().PopClipRect();
}

} // namespace

float Sheet::em_of(Widget const& widget, Part part) const {
    Box const* const box = widget.part(part);
    if (box == nullptr || box->line_count == 0) return 0;
    return pen.px(boxes.lines[box->first_line].font_px);
}

void paint_lines(Sheet const& sheet, Widget const& widget, Part part, PackedColor color) {
    Box const* const box = widget.part(part);
    if (box == nullptr) return;
    for (std::uint32_t index = 0; index < box->line_count; ++index) {
        Line const& line = sheet.boxes.lines[box->first_line + index];
        sheet.pen.text(line, sheet.boxes.text_of(line), color);
    }
}

void underline_lines(
    Sheet const& sheet, Widget const& widget, Underline const& underline, PackedColor color
) {
    Box const* const box = widget.part(Part::text);
    if (box == nullptr) return;
    for (std::uint32_t index = 0; index < box->line_count; ++index) {
        Line const& line = sheet.boxes.lines[box->first_line + index];
        sheet.pen.underline(
            line, sheet.boxes.text_of(line), underline.offset_em, underline.thickness_em, color
        );
    }
}

void paint(ImDrawList& list, Faces const& faces, Theme const& theme, Scene const& scene) {
    Pen pen(list, faces, scene.viewport);
    Sheet const sheet{pen, theme, scene.boxes};
    std::vector<Widget> widgets = gather(scene);
    link_widgets(widgets);
    Widget const* focused = nullptr;
    for (Widget const& widget : widgets) {
        if (widget.part(Part::whole) == nullptr) continue;
        if (widget.focused) focused = &widget;
        if (pen.visible(sheet.place(widget, Part::whole))) paint_clipped(sheet, widget);
    }
    if (focused != nullptr && scene.viewport.focus_visible) paint_focus(sheet, *focused);
}

} // namespace prevenance
