#include "web/imgui/theme.h"

#include "styles/tokens.h"

namespace prevenance {

namespace {

/// From 0xRRGGBB.
constexpr PackedColor pack(std::uint32_t color) {
    return 0xFF00'0000U | (color & 0xFFU) << 16U | (color & 0xFF00U) | color >> 16U;
}

constexpr Theme pack(tokens::Palette const& palette) {
    return {
        .page = pack(palette.page),
        .surface = pack(palette.surface),
        .ink = pack(palette.ink),
        .muted = pack(palette.muted),
        .line = pack(palette.line),
        .line_strong = pack(palette.line_strong),
        .success = pack(palette.success),
        .success_soft = pack(palette.success_soft),
        .warning = pack(palette.warning),
        .warning_soft = pack(palette.warning_soft),
        .error = pack(palette.error),
        .error_soft = pack(palette.error_soft),
        .focus = pack(palette.focus),
        .accent = pack(palette.accent),
        .accent_strong = pack(palette.accent_strong),
        .accent_soft = pack(palette.accent_soft),
        .on_accent = pack(palette.on_accent),
        .band = pack(palette.band),
        .on_band = pack(palette.on_band)};
}

constexpr Theme light = pack(tokens::light);
constexpr Theme dark = pack(tokens::dark);

} // namespace

Theme const& theme_for(bool is_dark) {
    return is_dark ? dark : light;
}

ToneColors tone_colors(Theme const& theme, Tone tone) {
    switch (tone) {
    case Tone::neutral:
        return {theme.muted, theme.page};
    case Tone::information:
        return {theme.accent, theme.accent_soft};
    case Tone::success:
        return {theme.success, theme.success_soft};
    case Tone::warning:
        return {theme.warning, theme.warning_soft};
    case Tone::error:
        return {theme.error, theme.error_soft};
    }
    return {theme.muted, theme.page};
}

} // namespace prevenance
