// Paints what the page shows: keeps the tree and what the browser measured of it, and hands both to
// the canvas.
#pragma once

#include "web/imgui/canvas.h"
#include "web/platform/canvas_border.h"
#include "web/view/boxes.h"
#include "web/view/tree.h"

#include <optional>

namespace prevenance {

class CanvasPainter final : public Painter {
public:
    void receive_font(int weight, std::string_view font) override;
    void receive_tree(std::span<std::byte const> bytes) override;
    void receive_boxes(std::span<std::byte const> bytes) override;
    void receive_viewport(std::span<std::byte const> bytes) override;
    void receive_pointer(float x, float y, bool down) override;
    void receive_new_context() override;
    void const* paint() override;

private:
    Canvas canvas_;
    std::optional<Tree> tree_;
    std::optional<Boxes> boxes_;
    std::optional<Viewport> viewport_;
};

} // namespace prevenance
