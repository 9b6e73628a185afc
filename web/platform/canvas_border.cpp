#include "web/platform/canvas_border.h"

#include "core/base/ensure.h"

namespace prevenance {

namespace {

Painter*& painter_slot() {
    static Painter* the_painter = nullptr;
    return the_painter;
}

Painter& painter() {
    ENSURE(painter_slot() != nullptr);
    return *painter_slot();
}

} // namespace

void serve(Painter& painter) {
    painter_slot() = &painter;
}

} // namespace prevenance

extern "C" {

/// Both take what prevenance_buffer() was filled with.
void prevenance_boxes(std::byte const* bytes, std::size_t size);
void prevenance_viewport(std::byte const* bytes, std::size_t size);

/// Returns 1 when another frame is due.
int prevenance_paint();
}

void prevenance_boxes(std::byte const* bytes, std::size_t size) {
    prevenance::painter().receive_boxes({bytes, size});
}

void prevenance_viewport(std::byte const* bytes, std::size_t size) {
    prevenance::painter().receive_viewport({bytes, size});
}

int prevenance_paint() {
    return prevenance::painter().paint() ? 1 : 0;
}
