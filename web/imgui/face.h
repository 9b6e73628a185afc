// The letters: two weights of one typeface, drawn glyph by glyph where the browser put the line.
#pragma once

#include "core/base/result.h"

#include <imgui.h>

#include <array>
#include <cstdint>
#include <string_view>

namespace prevenance {

enum class Weight : std::uint8_t { regular, bold };

/// Colour as Dear ImGui packs it: 0xAABBGGRR.
using PackedColor = std::uint32_t;

/// A line of text in device pixels.
struct TextRun {
    std::string_view text; ///< UTF-8.
    Weight weight = Weight::regular;
    float left = 0;
    float top = 0;   ///< Of the band as high as the face's ascent and descent.
    float width = 0; ///< What the browser gave it: letters are spread over it. 0: as wide as it is.
    float em = 0;    ///< Font size as CSS counts it.
    float unit = 1;  ///< Device pixels for one unit that the browser rounds line metrics to.
    PackedColor color = 0;
};

/// Where a line under the letters stands, in device pixels.
struct Underneath {
    float offset = 0; ///< From the baseline to its upper edge.
    float thickness = 1;
};

/// The two faces, in the atlas of the current Dear ImGui context.
class Faces {
public:
    /// Adds one weight. A weight that is already there stays as it is.
    ///
    /// `font`   a TrueType file; it is copied.
    /// Errors:  bad_input when a table that drawing needs is missing or cut off.
    Status add(ImFontAtlas& atlas, Weight weight, std::string_view font);

    /// True when both weights are there: nothing can be drawn before.
    bool complete() const;

    /// Draws one line, its baseline on a whole pixel as the browser has it.
    void draw(ImDrawList& list, TextRun const& run) const;

    /// Draws a line under the letters of a run, with gaps where they reach through it.
    void underline(ImDrawList& list, TextRun const& run, Underneath const& where) const;

    /// Width of a text in device pixels, without kerning.
    float width_of(std::string_view text, Weight weight, float em) const;

    /// Height from the top of the letters' band to the baseline, in device pixels.
    /// Source: Chromium, SimpleFontData::PlatformInit: both metrics are whole, and a descent that
    /// was rounded down takes a pixel from the ascent.
    float ascent_of(Weight weight, float em, float unit = 1) const;

private:
    struct Face {
        ImFont* font = nullptr;
        float ascent_em = 0;  ///< From the baseline up, for a font size of 1.
        float descent_em = 0; ///< From the baseline down, for a font size of 1.
        float line_em = 0;    ///< From the ascent to the descent, for a font size of 1.
    };

    Face const& face(Weight weight) const;

    template <typename Visit>
    void walk(TextRun const& run, Visit&& visit) const;

    std::array<Face, 2> faces_;
};

} // namespace prevenance
