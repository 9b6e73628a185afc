// The border with the browser that only the `full` page has: what the canvas is told, and asked.
//
// The names JavaScript may call are listed in web/platform/canvas_exports.txt.
#pragma once

#include <cstddef>
#include <span>

namespace prevenance {

/// Paints the canvas.
class Painter {
public:
    virtual ~Painter() = default;

    /// Where everything stands, as web/view/boxes.h lays it out. Comes from outside: anything.
    virtual void receive_boxes(std::span<std::byte const> bytes) = 0;

    /// What the window shows, as web/view/boxes.h lays it out. Comes from outside: anything.
    virtual void receive_viewport(std::span<std::byte const> bytes) = 0;

    /// Draws one frame. True when the next one would differ though nothing is received.
    virtual bool paint() = 0;
};

/// Names who paints from now on: it must outlive the page.
void serve(Painter& painter);

} // namespace prevenance
