// The border with the browser of the program that paints the canvas: what it is told, and asked.
//
// The names JavaScript may call are listed in web/platform/painter_exports.txt.
#pragma once

#include <cstddef>
#include <span>
#include <string_view>

namespace prevenance {

/// Paints the canvas.
class Painter {
public:
    virtual ~Painter() = default;

    /// A TrueType file of the page's face, of weight 400 or 700. Comes from outside: anything.
    virtual void receive_font(int weight, std::string_view font) = 0;

    /// What is seen, as web/view/tree_bytes.h lays it out. Comes from outside: anything.
    virtual void receive_tree(std::span<std::byte const> bytes) = 0;

    /// Where everything stands, as web/view/boxes.h lays it out. Comes from outside: anything.
    virtual void receive_boxes(std::span<std::byte const> bytes) = 0;

    /// What the window shows, as web/view/boxes.h lays it out. Comes from outside: anything.
    virtual void receive_viewport(std::span<std::byte const> bytes) = 0;

    /// A finger or the mouse on the on-screen keyboard: device pixels from the window's corner.
    virtual void receive_pointer(float x, float y, bool down) = 0;

    /// The browser lost the drawing context, and gave a new one: nothing is uploaded any more.
    virtual void receive_new_context() = 0;

    /// Draws one frame, as web/imgui/frame.h lays it out. Good until the next call; nullptr while
    /// letters, boxes or the window's state are still missing.
    virtual void const* paint() = 0;
};

/// Names who paints from now on: it must outlive the page.
void serve(Painter& painter);

/// Tells the page that its canvas can be painted now. Natively nobody asks.
void start_painter();

} // namespace prevenance
