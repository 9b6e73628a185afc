// Paints what the loop shows: keeps what the browser measured and hands it to the canvas.
#pragma once

#include "web/app/loop.h"
#include "web/imgui/canvas.h"
#include "web/platform/canvas_border.h"
#include "web/view/boxes.h"

#include <optional>

namespace prevenance {

class CanvasPainter final : public Painter {
public:
    /// `loop`  must outlive the painter.
    explicit CanvasPainter(Loop const& loop);

    void receive_font(int weight, std::string_view font) override;
    void receive_boxes(std::span<std::byte const> bytes) override;
    void receive_viewport(std::span<std::byte const> bytes) override;
    void receive_pointer(float x, float y, bool down) override;
    void receive_new_context() override;
    void const* paint() override;

private:
    Loop const* loop_;
    Canvas canvas_;
    std::optional<Boxes> boxes_;
    std::optional<Viewport> viewport_;
};

} // namespace prevenance
