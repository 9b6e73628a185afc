#include "web/imgui/face.h"

#include "core/base/ensure.h"

#include <imgui_internal.h>

#include <algorithm>
#include <cmath>
#include <optional>

namespace prevenance {

namespace {

constexpr char32_t narrow_no_break_space = 0x202F;
constexpr char32_t no_break_space = 0x00A0;
constexpr char32_t no_break_hyphen = 0x2011;
constexpr char32_t zero_width_space = 0x200B;
constexpr char32_t word_joiner = 0x2060;

std::uint32_t big_endian(std::string_view bytes, std::size_t at, std::size_t size) {
    std::uint32_t number = 0;
    for (std::size_t index = at; index < at + size; ++index) {
        number = number << 8U | static_cast<unsigned char>(bytes[index]);
    }
    return number;
}

/// The bytes of a table of a TrueType file, or nothing when it is missing, shorter than
/// `size_min` or beyond the end of the file.
std::optional<std::string_view>
table_of(std::string_view font, std::string_view tag, std::size_t size_min) {
    constexpr std::size_t directory = 12;
    constexpr std::size_t entry = 16;
    if (font.size() < directory || big_endian(font, 0, 4) != 0x0001'0000) return std::nullopt;
    std::size_t const count = big_endian(font, 4, 2);
    if (font.size() < directory + count * entry) return std::nullopt;
    for (std::size_t index = 0; index < count; ++index) {
        std::size_t const at = directory + index * entry;
        if (font.substr(at, 4) != tag) continue;
        std::uint64_t const offset = big_endian(font, at + 8, 4);
        std::uint64_t const size = big_endian(font, at + 12, 4);
        if (size < size_min || offset + size > font.size()) return std::nullopt;
        return font.substr(static_cast<std::size_t>(offset), static_cast<std::size_t>(size));
    }
    return std::nullopt;
}

/// The character that is drawn for one that is typed: the face lacks some blanks and hyphens.
char32_t drawn_for(char32_t letter) {
    if (letter == narrow_no_break_space) return no_break_space;
    if (letter == no_break_hyphen) return U'-';
    return letter;
}

/// How much of the drawn character's advance it takes. Browsers give the narrow space that a face
/// lacks half of a space. Source: HarfBuzz, hb-ot-shape-fallback, space fallback.
float advance_share(char32_t letter) {
    return letter == narrow_no_break_space ? 0.5F : 1;
}

bool is_invisible(char32_t letter) {
    return letter == zero_width_space || letter == word_joiner || letter < U' ';
}

/// Calls `visit` with each character to draw, and how much of its advance it takes.
template <typename Visit>
void for_each_letter(std::string_view text, Visit&& visit) {
    char const* at = text.data();
    char const* const end = at + text.size();
    while (at < end) {
        unsigned int letter = 0;
        at += ImTextCharFromUtf8(&letter, at, end);
        if (!is_invisible(letter)) visit(drawn_for(letter), advance_share(letter));
    }
}

/// Glyphs are baked at whole sizes; the density makes up for the fraction, so that the raster is
/// that of the exact size.
struct Baked {
    ImFontBaked* glyphs;
    float scale; ///< Device pixels for one unit of the glyphs' metrics.
};

/// `size`  in device pixels, as Dear ImGui counts: from the ascent to the descent, not the em.
Baked bake(ImFont& font, float size) {
    float const whole = std::max(1.0F, std::round(size));
    return {font.GetFontBaked(whole, size / whole), size / whole};
}

struct Extent {
    float width = 0;
    std::size_t letters = 0;
};

/// nullptr for a character that the face lacks: it is left out.
ImFontGlyph const* glyph_of(Baked const& baked, char32_t letter) {
    if (letter > IM_UNICODE_CODEPOINT_MAX) return nullptr;
    return baked.glyphs->FindGlyphNoFallback(static_cast<ImWchar>(letter));
}

Extent measure(Baked const& baked, std::string_view text) {
    Extent extent;
    for_each_letter(text, [&](char32_t letter, float share) {
        ImFontGlyph const* const glyph = glyph_of(baked, letter);
        if (glyph == nullptr) return;
        extent.width += glyph->AdvanceX * baked.scale * share;
        ++extent.letters;
    });
    return extent;
}

std::string_view without_trailing_blanks(std::string_view text) {
    while (!text.empty() && (text.back() == ' ' || text.back() == '\n'))
        text.remove_suffix(1);
    return text;
}

void draw_glyph(
    ImDrawList& list, ImFontGlyph const& glyph, ImVec2 origin, float scale, PackedColor color
) {
    if (!glyph.Visible) return;
    list.PrimReserve(6, 4);
    list.PrimRectUV(
        ImVec2(origin.x + glyph.X0 * scale, origin.y + glyph.Y0 * scale),
        ImVec2(origin.x + glyph.X1 * scale, origin.y + glyph.Y1 * scale),
        ImVec2(glyph.U0, glyph.V0),
        ImVec2(glyph.U1, glyph.V1),
        color
    );
}

/// Rows of the window, in device pixels.
struct Band {
    float top;
    float bottom;
};

struct Reach {
    float left;
    float right;
};

/// From where to where a letter has ink within the band; nothing when it stays above it.
std::optional<Reach>
ink_within(ImFontGlyph const& glyph, ImVec2 origin, float scale, Band const& band) {
    float const top = origin.y + glyph.Y0 * scale;
    float const bottom = origin.y + glyph.Y1 * scale;
    if (!glyph.Visible || bottom <= band.top || top >= band.bottom) return std::nullopt;
    ImTextureData const& texture = *ImGui::GetIO().Fonts->TexData;
    auto const column = [&](float u) {
        return static_cast<int>(std::lround(u * static_cast<float>(texture.Width)));
    };
    auto const row = [&](float y) {
        float const share = std::clamp((y - top) / (bottom - top), 0.0F, 1.0F);
        float const v = glyph.V0 + share * (glyph.V1 - glyph.V0);
        return static_cast<int>(std::lround(v * static_cast<float>(texture.Height)));
    };
    constexpr unsigned char ink_min = 64;
    int const first = column(glyph.U0);
    int const last = column(glyph.U1);
    int left = last;
    int right = first;
    for (int y = row(band.top); y < row(band.bottom); ++y) {
        for (int x = first; x < last; ++x) {
            if (texture.Pixels[y * texture.Width + x] < ink_min) continue;
            left = std::min(left, x);
            right = std::max(right, x + 1);
        }
    }
    if (left >= right) return std::nullopt;
    float const start = origin.x + glyph.X0 * scale;
    float const column_width = (glyph.X1 - glyph.X0) * scale / static_cast<float>(last - first);
    return Reach{
        start + static_cast<float>(left - first) * column_width,
        start + static_cast<float>(right - first) * column_width};
}

} // namespace

Status Faces::add(ImFontAtlas& atlas, Weight weight, std::string_view font) {
    Face& face = faces_[static_cast<std::size_t>(weight)];
    if (face.font != nullptr) return Done{};
    auto const head = table_of(font, "head", 54);
    auto const lines = table_of(font, "hhea", 36);
    bool drawable = head && lines;
    for (std::string_view const tag : {"cmap", "glyf", "hmtx", "loca", "maxp"}) {
        drawable = drawable && table_of(font, tag, 4);
    }
    float const units_per_em = drawable ? static_cast<float>(big_endian(*head, 18, 2)) : 0;
    if (units_per_em < 16) return Error{ErrorCode::bad_input, "not a TrueType font"};
    auto const height = [&](std::size_t at) { // Above the baseline, or below when negative.
        return static_cast<float>(static_cast<std::int16_t>(big_endian(*lines, at, 2)));
    };
    face.ascent_em = height(4) / units_per_em;
    face.descent_em = -height(6) / units_per_em;
    face.line_em = (height(4) - height(6)) / units_per_em;

    ImFontConfig config;
    config.FontData = IM_ALLOC(font.size());
    std::copy(font.begin(), font.end(), static_cast<char*>(config.FontData));
    config.FontDataSize = static_cast<int>(font.size());
    config.PixelSnapH = false;
    face.font = atlas.AddFont(&config);
    return Done{};
}

bool Faces::complete() const {
    return faces_[0].font != nullptr && faces_[1].font != nullptr;
}

Faces::Face const& Faces::face(Weight weight) const {
    Face const& found = faces_[static_cast<std::size_t>(weight)];
    ENSURE(found.font != nullptr);
    return found;
}

float Faces::ascent_of(Weight weight, float em, float unit) const {
    float const ascent = face(weight).ascent_em * em / unit;
    float const descent = face(weight).descent_em * em / unit;
    float const taken = std::round(descent) < descent ? 1 : 0;
    return (std::round(ascent) - taken) * unit;
}

float Faces::width_of(std::string_view text, Weight weight, float em) const {
    Face const& found = face(weight);
    return measure(bake(*found.font, em * found.line_em), text).width;
}

/// Calls `visit(glyph, origin, scale)` for each letter: `origin` is where the glyph's own metrics
/// count from, `scale` how many device pixels one of their units has.
template <typename Visit>
void Faces::walk(TextRun const& run, Visit&& visit) const {
    if (run.em < 1) return;
    std::string_view const text = without_trailing_blanks(run.text);
    Face const& found = face(run.weight);
    Baked const baked = bake(*found.font, run.em * found.line_em);
    Extent const natural = measure(baked, text);
    if (natural.letters == 0) return;
    float const spread =
        run.width > 0 ? (run.width - natural.width) / static_cast<float>(natural.letters) : 0;
    float const baseline = std::round(run.top + ascent_of(run.weight, run.em, run.unit));
    // Glyph metrics count from the top of the baked line, whose ascent is a whole number.
    ImVec2 origin(run.left, baseline - baked.glyphs->Ascent * baked.scale);
    for_each_letter(text, [&](char32_t letter, float share) {
        ImFontGlyph const* const glyph = glyph_of(baked, letter);
        if (glyph == nullptr) return;
        visit(*glyph, origin, baked.scale);
        origin.x += glyph->AdvanceX * baked.scale * share + spread;
    });
}

void Faces::draw(ImDrawList& list, TextRun const& run) const {
    walk(run, [&](ImFontGlyph const& glyph, ImVec2 origin, float scale) {
        draw_glyph(list, glyph, origin, scale, run.color);
    });
}

void Faces::underline(ImDrawList& list, TextRun const& run, Underneath const& where) const {
    float const baseline = std::round(run.top + ascent_of(run.weight, run.em, run.unit));
    Band const band{baseline + where.offset, baseline + where.offset + where.thickness};
    float from = run.left;
    auto const draw_until = [&](float to) {
        if (to <= from) return;
        list.AddRectFilled(ImVec2(from, band.top), ImVec2(to, band.bottom), run.color);
    };
    walk(run, [&](ImFontGlyph const& glyph, ImVec2 origin, float scale) {
        auto const ink = ink_within(glyph, origin, scale, band);
        if (!ink) return;
        draw_until(ink->left - where.thickness);
        from = std::max(from, ink->right + where.thickness);
    });
    draw_until(run.left + run.width);
}

} // namespace prevenance
