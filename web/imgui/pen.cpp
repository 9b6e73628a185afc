#include "web/imgui/pen.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace prevenance {

namespace {

constexpr float pi = 3.14159265F;

ImVec2 low(Area const& area) {
    return {area.left, area.top};
}

ImVec2 high(Area const& area) {
    return {area.right, area.bottom};
}

float bounded(float radius, Area const& area) {
    return std::clamp(radius, 0.0F, std::min(area.width(), area.height()) / 2);
}

} // namespace

Pen::Pen(ImDrawList& list, Faces const& faces, Viewport const& viewport)
    : list_(&list)
    , faces_(&faces)
    , viewport_(&viewport) {}

Area Pen::place(Box const& box) const {
    float const left = box.x - viewport_->scroll_x;
    float const top = box.y - viewport_->scroll_y;
    return {
        std::round(px(left)),
        std::round(px(top)),
        std::round(px(left + box.width)),
        std::round(px(top + box.height))};
}

bool Pen::visible(Area const& area) const {
    float const margin = rem(2);
    return area.right >= -margin && area.bottom >= -margin &&
        area.left <= px(viewport_->width) + margin && area.top <= px(viewport_->height) + margin;
}

void Pen::fill(Area const& area, float radius, PackedColor color) {
    if (area.width() <= 0 || area.height() <= 0) return;
    list_->AddRectFilled(low(area), high(area), color, bounded(radius, area));
}

void Pen::surface(
    Area const& area, float radius, float border, PackedColor border_color, PackedColor color
) {
    float const width = std::max(1.0F, std::floor(border));
    fill(area, radius, border_color);
    fill(area.inset(width), radius - width, color);
}

void Pen::outline(Area const& area, float radius, float border, PackedColor color) {
    if (area.width() <= 0 || area.height() <= 0) return;
    // AddRect draws half a pixel inside the area it is given, centered on the stroke.
    Area const middle = area.inset(border / 2 - 0.5F);
    list_->AddRect(low(middle), high(middle), color, bounded(radius - border / 2, area), 0, border);
}

void Pen::disc(ImVec2 center, float radius, PackedColor color) {
    list_->AddCircleFilled(center, radius, color);
}

void Pen::check_mark(ImVec2 center, float radius, float stroke, PackedColor color) {
    std::array<ImVec2, 3> const points{
        ImVec2(center.x - radius * 0.45F, center.y + radius * 0.02F),
        ImVec2(center.x - radius * 0.12F, center.y + radius * 0.36F),
        ImVec2(center.x + radius * 0.48F, center.y - radius * 0.34F)};
    list_->AddPolyline(points.data(), static_cast<int>(points.size()), color, 0, stroke);
}

void Pen::ring(ImVec2 center, float radius, float stroke, PackedColor color) {
    list_->AddCircle(center, radius - stroke / 2, color, 0, stroke);
}

void Pen::arc(ImVec2 center, float radius, float stroke, PackedColor color) {
    list_->PathArcTo(center, radius - stroke / 2, -pi * 3 / 4, -pi / 4);
    list_->PathStroke(color, 0, stroke);
}

void Pen::corner(ImVec2 center, float size, float stroke, bool down, PackedColor color) {
    // Half of the turned square's diagonal; the strokes lie inside the square.
    float const reach = (size - stroke) / std::sqrt(2.0F);
    ImVec2 const tip =
        down ? ImVec2(center.x, center.y + reach) : ImVec2(center.x + reach, center.y);
    ImVec2 const arm = down ? ImVec2(reach, 0) : ImVec2(0, reach);
    std::array<ImVec2, 3> const points{
        ImVec2(center.x - arm.x, center.y - arm.y),
        tip,
        ImVec2(center.x + arm.x, center.y + arm.y)};
    list_->AddPolyline(points.data(), static_cast<int>(points.size()), color, 0, stroke);
}

TextRun Pen::run_of(Line const& line, std::string_view text, PackedColor color) const {
    TextRun run;
    run.text = text;
    run.weight = line.bold ? Weight::bold : Weight::regular;
    run.left = px(line.x - viewport_->scroll_x);
    run.top = px(line.y - viewport_->scroll_y);
    run.width = px(line.width);
    run.em = px(line.font_px);
    // Browsers round line metrics either to CSS pixels or to device pixels: the height tells.
    constexpr float tolerance = 0.01F;
    bool const css_pixels = std::abs(line.height - std::round(line.height)) < tolerance;
    run.unit = css_pixels ? viewport_->pixel_ratio : 1;
    run.color = color;
    return run;
}

void Pen::text(Line const& line, std::string_view text, PackedColor color) {
    faces_->draw(*list_, run_of(line, text, color));
}

void Pen::underline(
    Line const& line, std::string_view text, float offset_em, float thickness_em, PackedColor color
) {
    constexpr float usual_thickness_em = 0.1F;
    float const em = px(line.font_px);
    float const share = thickness_em > 0 ? thickness_em : usual_thickness_em;
    Underneath const where{std::round(em * offset_em), std::max(1.0F, std::round(em * share))};
    faces_->underline(*list_, run_of(line, text, color), where);
}

} // namespace prevenance
