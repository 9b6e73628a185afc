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

/// These four take what prevenance_buffer() was filled with.
void prevenance_font(int weight, char const* bytes, std::size_t size);
void prevenance_tree(std::byte const* bytes, std::size_t size);
void prevenance_boxes(std::byte const* bytes, std::size_t size);
void prevenance_viewport(std::byte const* bytes, std::size_t size);

/// `down` is 1 while a finger or a button is down.
void prevenance_pointer(float x, float y, int down);

void prevenance_new_context();

/// Returns the frame's address, or 0.
void const* prevenance_paint();

#ifdef __EMSCRIPTEN__
/// Call out of C++, written in web/imgui/painter.js.
void platform_start_painter();
#endif
}

void prevenance_font(int weight, char const* bytes, std::size_t size) {
    prevenance::painter().receive_font(weight, {bytes, size});
}

void prevenance_tree(std::byte const* bytes, std::size_t size) {
    prevenance::painter().receive_tree({bytes, size});
}

void prevenance_boxes(std::byte const* bytes, std::size_t size) {
    prevenance::painter().receive_boxes({bytes, size});
}

void prevenance_viewport(std::byte const* bytes, std::size_t size) {
    prevenance::painter().receive_viewport({bytes, size});
}

void prevenance_pointer(float x, float y, int down) {
    prevenance::painter().receive_pointer(x, y, down != 0);
}

void prevenance_new_context() {
    prevenance::painter().receive_new_context();
}

void const* prevenance_paint() {
    return prevenance::painter().paint();
}

void prevenance::start_painter() {
#ifdef __EMSCRIPTEN__
    platform_start_painter();
#endif
}
