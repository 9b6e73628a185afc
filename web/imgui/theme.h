// The colours of the design tokens as Dear ImGui packs them.
#pragma once

#include "web/imgui/face.h"
#include "web/view/tree.h"

namespace prevenance {

/// Named as in assets/styles/tokens.json.
struct Theme {
    PackedColor page = 0;
    PackedColor surface = 0;
    PackedColor ink = 0;
    PackedColor muted = 0;
    PackedColor line = 0;
    PackedColor line_strong = 0;
    PackedColor success = 0;
    PackedColor success_soft = 0;
    PackedColor warning = 0;
    PackedColor warning_soft = 0;
    PackedColor error = 0;
    PackedColor error_soft = 0;
    PackedColor focus = 0;
    PackedColor accent = 0;
    PackedColor accent_strong = 0;
    PackedColor accent_soft = 0;
    PackedColor on_accent = 0;
    PackedColor band = 0;
    PackedColor on_band = 0;
};

Theme const& theme_for(bool dark);

/// The colours of good and bad news.
struct ToneColors {
    PackedColor ink = 0;  ///< Words, marks and borders.
    PackedColor soft = 0; ///< The surface behind them.
};

ToneColors tone_colors(Theme const& theme, Tone tone);

} // namespace prevenance
