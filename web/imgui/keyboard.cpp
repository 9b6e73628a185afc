#include "web/imgui/keyboard.h"

#include "styles/tokens.h"

#include <imgui.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <string>

namespace prevenance {

namespace {

constexpr std::uint32_t key_shift = 14;
constexpr std::uint32_t key_gap = 0xFFFF; ///< Leaves room, draws and types nothing.

/// One key: what it types and how many columns it takes.
struct Key {
    std::uint32_t small = key_gap;
    std::uint32_t capital = 0; ///< 0: the same.
    float columns = 1;
};

using Row = std::array<Key, 12>; // Unused places at the end have no column.

constexpr Key none{key_gap, 0, 0};

constexpr Key letter(char32_t small, char32_t capital) {
    return {small, capital, 1};
}

constexpr Key sign(char32_t character) {
    return {character, 0, 1};
}

constexpr Key wide(std::uint32_t key, float columns) {
    return {key, 0, columns};
}

constexpr float letter_columns = 11.5F;
constexpr std::array<Row, 5> letter_rows{
    {{sign('1'),
      sign('2'),
      sign('3'),
      sign('4'),
      sign('5'),
      sign('6'),
      sign('7'),
      sign('8'),
      sign('9'),
      sign('0'),
      wide(key_erase, 1.5F),
      none},
     {letter('a', 'A'),
      letter('z', 'Z'),
      letter('e', 'E'),
      letter('r', 'R'),
      letter('t', 'T'),
      letter('y', 'Y'),
      letter('u', 'U'),
      letter('i', 'I'),
      letter('o', 'O'),
      letter('p', 'P'),
      wide('\'', 1.5F),
      none},
     {letter('q', 'Q'),
      letter('s', 'S'),
      letter('d', 'D'),
      letter('f', 'F'),
      letter('g', 'G'),
      letter('h', 'H'),
      letter('j', 'J'),
      letter('k', 'K'),
      letter('l', 'L'),
      letter('m', 'M'),
      wide('-', 1.5F),
      none},
     {wide(key_shift, 1.5F),
      letter('w', 'W'),
      letter('x', 'X'),
      letter('c', 'C'),
      letter('v', 'V'),
      letter('b', 'B'),
      letter('n', 'N'),
      letter(U'é', U'É'),
      letter(U'è', U'È'),
      letter(U'ç', U'Ç'),
      letter(U'à', U'À'),
      none},
     {wide(key_close, 1.5F),
      sign('@'),
      sign('.'),
      wide(' ', 5),
      letter(U'ê', U'Ê'),
      letter(U'ô', U'Ô'),
      wide(key_enter, 1),
      none,
      none,
      none,
      none,
      none}}};

constexpr float digit_columns = 4;

constexpr std::array<Row, 4> digit_rows(char32_t mark) {
    Key const left = mark == 0 ? wide(key_gap, 1) : sign(mark);
    return {
        {{sign('1'),
          sign('2'),
          sign('3'),
          wide(key_erase, 1),
          none,
          none,
          none,
          none,
          none,
          none,
          none,
          none},
         {sign('4'),
          sign('5'),
          sign('6'),
          wide(key_gap, 1),
          none,
          none,
          none,
          none,
          none,
          none,
          none,
          none},
         {sign('7'),
          sign('8'),
          sign('9'),
          wide(key_close, 1),
          none,
          none,
          none,
          none,
          none,
          none,
          none,
          none},
         {left,
          sign('0'),
          wide(key_gap, 1),
          wide(key_enter, 1),
          none,
          none,
          none,
          none,
          none,
          none,
          none,
          none}}};
}

constexpr std::array<Row, 4> plain_digits = digit_rows(0);
constexpr std::array<Row, 4> decimal_digits = digit_rows(',');
constexpr std::array<Row, 4> date_digits = digit_rows('/');

struct Layout {
    Row const* rows;
    std::size_t row_count;
    float columns;
};

Layout layout_of(KeyboardLayout layout) {
    switch (layout) {
    case KeyboardLayout::letters:
        return {letter_rows.data(), letter_rows.size(), letter_columns};
    case KeyboardLayout::digits:
        return {plain_digits.data(), plain_digits.size(), digit_columns};
    case KeyboardLayout::decimal_digits:
        return {decimal_digits.data(), decimal_digits.size(), digit_columns};
    case KeyboardLayout::date_digits:
        return {date_digits.data(), date_digits.size(), digit_columns};
    }
    return {letter_rows.data(), letter_rows.size(), letter_columns};
}

/// In device pixels.
struct Measures {
    float left;
    float top;
    float column; ///< From one key to the next.
    float row;
    float gap;
};

Measures measure(KeyboardLayout layout, Viewport const& viewport) {
    constexpr float column_rem_max = 5;
    constexpr float row_rem = 3.5F;
    constexpr float gap_rem = 0.5F;
    Layout const keys = layout_of(layout);
    float const ratio = viewport.pixel_ratio;
    float const rem = viewport.root_font_px * ratio;
    float const width = viewport.width * ratio;
    float const height = viewport.height * ratio;
    auto const rows = static_cast<float>(keys.row_count);
    Measures sizes{};
    sizes.gap = std::round(gap_rem * rem);
    sizes.column =
        std::floor(std::min(column_rem_max * rem, (width - 2 * sizes.gap) / keys.columns));
    // Half of the window stays for the page, however large the letters are.
    sizes.row = std::floor(std::min(row_rem * rem, (height / 2 - 2 * sizes.gap) / rows));
    sizes.left = std::round((width - sizes.column * keys.columns + sizes.gap) / 2);
    sizes.top = std::round(height - rows * sizes.row - sizes.gap);
    return sizes;
}

std::string utf8(std::uint32_t character) {
    std::string text;
    if (character < 0x80) {
        text += static_cast<char>(character);
    } else {
        text += static_cast<char>(0xC0 | character >> 6U);
        text += static_cast<char>(0x80 | (character & 0x3FU));
    }
    return text;
}

/// The signs of the keys that type no character, drawn as lines.
void draw_sign(Pen& pen, std::uint32_t key, ImVec2 center, float size, PackedColor color) {
    float const half = size / 2;
    float const stroke = std::max(1.5F, size / 9);
    auto const at = [&](float x, float y) {
        return ImVec2(center.x + x * half, center.y + y * half);
    };
    auto const draw = [&](std::initializer_list<ImVec2> points) {
        pen.list().AddPolyline(
            points.begin(), static_cast<int>(points.size()), color, ImDrawFlags_None, stroke
        );
    };
    if (key == key_erase) {
        draw({at(-0.3F, -0.8F), at(-1.1F, 0), at(-0.3F, 0.8F)});
        draw({at(-1.1F, 0), at(1.1F, 0)});
    } else if (key == key_enter) {
        pen.check_mark(center, size * 0.85F, stroke * 1.2F, color);
    } else if (key == key_shift) {
        draw({at(-0.9F, 0.1F), at(0, -0.9F), at(0.9F, 0.1F)});
        draw({at(0, -0.8F), at(0, 1)});
    } else if (key == key_close) {
        draw({at(-0.9F, -0.4F), at(0, 0.5F), at(0.9F, -0.4F)});
    } else if (key == ' ') {
        draw({at(-1.6F, 0), at(-1.6F, 0.5F), at(1.6F, 0.5F), at(1.6F, 0)});
    }
}

/// What decides how a key looks.
struct KeyLook {
    std::uint32_t key = key_gap;
    bool down = false;
    bool held = false; ///< Capitals are on, and this key switches them.
};

void draw_key(
    Pen& pen, Faces const& faces, Theme const& theme, Area const& area, KeyLook const& look
) {
    bool const strong = look.key == key_enter || look.held;
    PackedColor const calm = strong ? theme.accent : theme.surface;
    PackedColor const pushed = strong ? theme.accent_strong : theme.accent_soft;
    PackedColor const face = look.down ? pushed : calm;
    PackedColor const ink = strong ? theme.on_accent : theme.ink;
    float const radius = pen.rem(tokens::size_radius_small_rem);
    pen.surface(
        area, radius, pen.px(tokens::line_hair_px), strong ? face : theme.line_strong, face
    );
    bool const is_character = look.key > ' ';
    float const em = std::round(std::min(pen.rem(tokens::type_lead_rem), area.height() * 0.5F));
    if (!is_character) {
        draw_sign(pen, look.key, area.center(), em * 0.8F, ink);
        return;
    }
    std::string const text = utf8(look.key);
    TextRun run;
    run.text = text;
    run.em = em;
    run.color = ink;
    run.left = std::round(area.center().x - faces.width_of(text, run.weight, em) / 2);
    run.top = area.center().y - em * 0.6F;
    faces.draw(pen.list(), run);
}

/// A Dear ImGui window without anything of its own: no frame, no padding, no scrolling.
void begin_window(Area const& area, PackedColor color) {
    ImGui::SetNextWindowPos(ImVec2(area.left, area.top));
    ImGui::SetNextWindowSize(ImVec2(area.width(), area.height()));
    ImGui::PushStyleColor(ImGuiCol_WindowBg, color);
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(0, 0));
    ImGui::PushStyleVar(ImGuiStyleVar_WindowBorderSize, 0.0F);
    ImGui::PushStyleVar(ImGuiStyleVar_WindowMinSize, ImVec2(1, 1));
    ImGui::Begin(
        "keyboard",
        nullptr,
        ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings |
            ImGuiWindowFlags_NoNav
    );
}

void end_window() {
    ImGui::End();
    ImGui::PopStyleVar(3);
    ImGui::PopStyleColor();
}

} // namespace

KeyboardLayout keyboard_layout_for(Input input) {
    switch (input) {
    case Input::text:
        return KeyboardLayout::letters;
    case Input::postal_code:
    case Input::whole_number:
        return KeyboardLayout::digits;
    case Input::decimal:
        return KeyboardLayout::decimal_digits;
    case Input::date:
        return KeyboardLayout::date_digits;
    }
    return KeyboardLayout::letters;
}

float Keyboard::top_of(KeyboardLayout layout, Viewport const& viewport) {
    Measures const sizes = measure(layout, viewport);
    return sizes.top - sizes.gap;
}

std::uint32_t Keyboard::draw(
    KeyboardLayout layout, Faces const& faces, Theme const& theme, Viewport const& viewport
) {
    Measures const sizes = measure(layout, viewport);
    Layout const keys = layout_of(layout);
    float const width = viewport.width * viewport.pixel_ratio;
    float const height = viewport.height * viewport.pixel_ratio;
    Area const whole{0, sizes.top - sizes.gap, width, height};
    begin_window(whole, theme.page);
    Pen pen(*ImGui::GetWindowDrawList(), faces, viewport);
    pen.fill({0, whole.top, width, whole.top + std::max(1.0F, pen.px(1))}, 0, theme.line);

    std::uint32_t typed = key_none;
    int identity = 0;
    for (std::size_t row = 0; row < keys.row_count; ++row) {
        float const top = sizes.top + static_cast<float>(row) * sizes.row;
        float left = sizes.left;
        for (Key const& key : keys.rows[row]) {
            Area const area{
                left,
                top,
                left + key.columns * sizes.column - sizes.gap,
                top + sizes.row - sizes.gap};
            left += key.columns * sizes.column;
            ++identity;
            if (key.small == key_gap) continue;
            std::uint32_t const character = capitals_ && key.capital != 0 ? key.capital : key.small;
            ImGui::PushID(identity);
            ImGui::SetCursorScreenPos(ImVec2(area.left, area.top));
            ImGui::InvisibleButton("key", ImVec2(area.width(), area.height()));
            if (ImGui::IsItemClicked()) typed = character;
            KeyLook const look{
                character, ImGui::IsItemActive(), capitals_ && key.small == key_shift};
            draw_key(pen, faces, theme, area, look);
            ImGui::PopID();
        }
    }
    end_window();
    if (typed == key_none) return key_none;
    bool const switches = typed == key_shift;
    // As on paper forms: one capital, then small letters again.
    capitals_ = switches && !capitals_;
    return switches ? key_none : typed;
}

} // namespace prevenance
