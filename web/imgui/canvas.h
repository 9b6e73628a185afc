// The canvas view: paints a tree with Dear ImGui where the browser laid it out.
//
// One object holds the Dear ImGui context, the letters and the keyboard; a frame is drawn only
// when it is asked for. Nothing here listens, waits or keeps time.
#pragma once

#include "core/base/result.h"
#include "web/imgui/face.h"
#include "web/imgui/frame.h"
#include "web/imgui/keyboard.h"
#include "web/view/boxes.h"
#include "web/view/tree.h"

#include <string_view>
#include <vector>

struct ImGuiContext;

namespace prevenance {

class Canvas {
public:
    Canvas();
    ~Canvas();

    Canvas(Canvas const&) = delete;
    Canvas& operator=(Canvas const&) = delete;

    /// Gives one weight of the face. Errors: bad_input when `font` is not a TrueType file.
    Status add_font(Weight weight, std::string_view font);

    /// True when both weights are there.
    bool ready() const { return faces_.complete(); }

    /// Where a finger or the mouse is on the keyboard, in device pixels of the window.
    void point(float x, float y, bool down);

    /// After the browser lost the drawing context: the next frame uploads every texture anew.
    void forget_textures();

    /// Draws the tree. The frame and what it points to are good until the next call.
    ///
    /// `boxes`  those of this very tree: a node without a box is not drawn.
    /// Needs ready().
    Frame const& draw(Tree const& tree, Boxes const& boxes, Viewport const& viewport);

private:
    void collect_textures();
    void collect_meshes();

    ImGuiContext* context_;
    Faces faces_;
    Keyboard keyboard_;
    NodeId keyboard_field_ = 0;
    bool pointed_ = false;
    std::vector<TextureUpload> uploads_;
    std::vector<DrawCommand> commands_;
    std::vector<Mesh> meshes_;
    Frame frame_;
};

} // namespace prevenance
