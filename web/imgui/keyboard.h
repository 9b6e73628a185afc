// The kiosk's on-screen keyboard: AZERTY for words, a pad for numbers. It shows no word, only the
// characters it types and drawn signs.
#pragma once

#include "web/imgui/pen.h"
#include "web/imgui/theme.h"
#include "web/view/tree.h"

#include <cstdint>

namespace prevenance {

/// What keys type besides characters, as control characters of Unicode.
inline constexpr std::uint32_t key_none = 0;
inline constexpr std::uint32_t key_erase = 8;
inline constexpr std::uint32_t key_enter = 13;
inline constexpr std::uint32_t key_close = 27;

enum class KeyboardLayout : std::uint8_t { letters, digits, decimal_digits, date_digits };

/// The layout that suits what a field asks for.
KeyboardLayout keyboard_layout_for(Input input);

class Keyboard {
public:
    /// Draws the keyboard over the lower part of the window, in a Dear ImGui window of its own,
    /// and says which key went down since the last frame.
    ///
    /// Returns a character, one of the keys above, or key_none.
    std::uint32_t
    draw(KeyboardLayout layout, Faces const& faces, Theme const& theme, Viewport const& viewport);

    /// Where the keyboard begins, in device pixels from the top of the window.
    static float top_of(KeyboardLayout layout, Viewport const& viewport);

    /// Back to small letters, for the next field.
    void reset() { capitals_ = false; }

private:
    bool capitals_ = false;
};

} // namespace prevenance
