// Paints a view tree at the places the browser gave it: every role, in its states.
#pragma once

#include "web/imgui/face.h"
#include "web/imgui/theme.h"
#include "web/view/boxes.h"
#include "web/view/tree.h"

#include <imgui.h>

namespace prevenance {

struct Scene {
    Tree const& tree;
    Boxes const& boxes; ///< Those of this very tree.
    Viewport const& viewport;
};

/// Adds everything to the list, back to front. What the window does not show is left out.
void paint(ImDrawList& list, Faces const& faces, Theme const& theme, Scene const& scene);

} // namespace prevenance
