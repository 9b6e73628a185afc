#include "web/app/canvas_painter.h"

#include "web/view/tree_bytes.h"

namespace prevenance {

namespace {

/// Keeps what was there before when the new bytes cannot be read.
template <typename Value>
void replace(std::optional<Value>& kept, Result<Value> received) {
    if (received.ok()) kept = std::move(received).value();
}

} // namespace

void CanvasPainter::receive_font(int weight, std::string_view font) {
    // Refused letters show as a canvas that never gets ready: the page then stays with HTML.
    Status const added = canvas_.add_font(weight > 500 ? Weight::bold : Weight::regular, font);
    static_cast<void>(added.ok());
}

void CanvasPainter::receive_tree(std::span<std::byte const> bytes) {
    replace(tree_, read_tree(bytes));
}

void CanvasPainter::receive_boxes(std::span<std::byte const> bytes) {
    replace(boxes_, read_boxes(bytes));
}

void CanvasPainter::receive_viewport(std::span<std::byte const> bytes) {
    replace(viewport_, read_viewport(bytes));
}

void CanvasPainter::receive_pointer(float x, float y, bool down) {
    canvas_.point(x, y, down);
}

void CanvasPainter::receive_new_context() {
    canvas_.forget_textures();
}

void const* CanvasPainter::paint() {
    if (!canvas_.ready() || !tree_ || !boxes_ || !viewport_) return nullptr;
    return &canvas_.draw(*tree_, *boxes_, *viewport_);
}

} // namespace prevenance
