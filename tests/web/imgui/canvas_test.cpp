// Goal: every role is drawn at its box, in the colours of the tokens, and nothing anywhere else;
// the keyboard types what is touched; a lost context costs nothing but an upload. Method: lay a
// tree out by hand, draw it without a graphics card, look at the vertices.
#include "web/imgui/canvas.h"

#include "styles/tokens.h"
#include "tests/web/imgui/square_font.h"
#include "web/imgui/theme.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <set>
#include <string>

using prevenance::Boxes;
using prevenance::Canvas;
using prevenance::Frame;
using prevenance::Node;
using prevenance::Part;
using prevenance::Role;
using prevenance::Tree;
using prevenance::TreeBuilder;
using prevenance::Viewport;

namespace {

struct Vertex {
    float x;
    float y;
    float u;
    float v;
    std::uint32_t color;
};

struct Place {
    float x;
    float y;
    float width;
    float height;
};

/// A tree that is laid out by hand while it is built.
class Sheet {
public:
    Sheet()
        : builder(tree) {}

    Node& add(Role role, std::string_view text, Place const& place) {
        Node& node = builder.add(role, std::to_string(tree.nodes.size()), text);
        put(node.id, Part::whole, place);
        if (!text.empty()) write(node.id, Part::text, text, place);
        return node;
    }

    void put(prevenance::NodeId node, Part part, Place const& place) {
        auto const lines = static_cast<std::uint32_t>(boxes.lines.size());
        boxes.boxes.push_back({node, part, place.x, place.y, place.width, place.height, lines, 0});
    }

    /// One line in the left half of the place, in the middle of its height.
    void write(prevenance::NodeId node, Part part, std::string_view text, Place const& place) {
        put(node, part, place);
        boxes.boxes.back().line_count = 1;
        prevenance::Line line;
        line.text_start = static_cast<std::uint32_t>(boxes.text.size());
        line.text_size = static_cast<std::uint32_t>(text.size());
        boxes.text += text;
        line.x = place.x + 10;
        line.y = place.y + place.height / 2 - 10;
        line.width = 12 * static_cast<float>(text.size());
        line.height = 25;
        line.font_px = 20;
        boxes.lines.push_back(line);
    }

    Tree tree;
    Boxes boxes;
    TreeBuilder builder;
};

Viewport window() {
    Viewport viewport;
    viewport.width = 800;
    viewport.height = 600;
    return viewport;
}

/// The colours drawn, and the bounds of all that was drawn.
struct Drawn {
    std::set<std::uint32_t> colors;
    float left = 1e9F;
    float top = 1e9F;
    float right = -1e9F;
    float bottom = -1e9F;
    std::size_t vertices = 0;

    bool within(Place const& place, float margin) const {
        return left >= place.x - margin && top >= place.y - margin &&
            right <= place.x + place.width + margin && bottom <= place.y + place.height + margin;
    }
};

/// Everything that a frame draws. Checks what the other side of the border relies on.
Drawn look_at(Frame const& frame) {
    Drawn drawn;
    for (std::uint32_t index = 0; index < frame.mesh_count; ++index) {
        auto const& mesh = frame.meshes[index];
        auto const* vertices = static_cast<Vertex const*>(mesh.vertices);
        auto const* indices = static_cast<std::uint16_t const*>(mesh.indices);
        for (std::uint32_t number = 0; number < mesh.command_count; ++number) {
            auto const& command = mesh.commands[number];
            REQUIRE(command.first_index + command.index_count <= mesh.index_count);
            CHECK(command.clip_left >= 0);
            CHECK(command.clip_top >= 0);
            CHECK(command.clip_right <= frame.width);
            CHECK(command.clip_bottom <= frame.height);
            for (std::uint32_t at = 0; at < command.index_count; ++at) {
                std::uint32_t const vertex =
                    command.first_vertex + indices[command.first_index + at];
                REQUIRE(vertex < mesh.vertex_count);
                Vertex const& point = vertices[vertex];
                drawn.left = std::min(drawn.left, point.x);
                drawn.top = std::min(drawn.top, point.y);
                drawn.right = std::max(drawn.right, point.x);
                drawn.bottom = std::max(drawn.bottom, point.y);
                // Softened edges are the same colour, transparent.
                if (point.color >> 24U == 0xFF) drawn.colors.insert(point.color);
                ++drawn.vertices;
            }
        }
    }
    return drawn;
}

/// A canvas that has its letters.
class ReadyCanvas {
public:
    ReadyCanvas() {
        REQUIRE_FALSE(canvas.ready());
        std::string const font = prevenance::make_square_font();
        REQUIRE(canvas.add_font(prevenance::Weight::regular, font).ok());
        REQUIRE(canvas.add_font(prevenance::Weight::bold, font).ok());
        REQUIRE(canvas.ready());
    }

    Drawn draw(Sheet const& sheet, Viewport const& viewport) {
        return look_at(canvas.draw(sheet.tree, sheet.boxes, viewport));
    }

    Canvas canvas;
};

/// 0xRRGGBB as a vertex has it.
std::uint32_t packed(std::uint32_t color) {
    return 0xFF00'0000U | (color & 0xFFU) << 16U | (color & 0xFF00U) | color >> 16U;
}

constexpr Place place{100, 200, 400, 80};

} // namespace

TEST_CASE("every role: drawn inside its box, in its colours, by day and by night") {
    using Palette = prevenance::tokens::Palette;
    using Token = std::uint32_t Palette::*;

    struct Row {
        Role role;
        Token ground; ///< nullptr: it has none.
        Token ink;
    };

    constexpr Row rows[] = {
        {Role::heading, nullptr, &Palette::ink},
        {Role::paragraph, nullptr, &Palette::ink},
        {Role::card, &Palette::surface, &Palette::ink},
        {Role::button, &Palette::surface, &Palette::accent},
        {Role::choice, &Palette::surface, &Palette::ink},
        {Role::badge, &Palette::accent_soft, &Palette::accent},
        {Role::status, nullptr, &Palette::ink},
        {Role::alert, &Palette::accent_soft, &Palette::ink},
        {Role::figure, nullptr, &Palette::accent},
        {Role::details, nullptr, &Palette::ink},
        {Role::cell, nullptr, &Palette::ink},
        {Role::loading, nullptr, &Palette::muted},
        {Role::choices, nullptr, &Palette::ink},
    };
    ReadyCanvas ready;
    for (bool const dark : {false, true}) {
        Palette const& palette = dark ? prevenance::tokens::dark : prevenance::tokens::light;
        for (Row const& row : rows) {
            CAPTURE(static_cast<int>(row.role));
            CAPTURE(dark);
            Sheet sheet;
            sheet.add(row.role, "mots", place);
            Viewport viewport = window();
            viewport.dark = dark;
            Drawn const drawn = ready.draw(sheet, viewport);
            CHECK(drawn.vertices > 0);
            CHECK(drawn.within(place, 1));
            CHECK(drawn.colors.contains(packed(palette.*row.ink)));
            if (row.ground != nullptr) CHECK(drawn.colors.contains(packed(palette.*row.ground)));
            CHECK(
                ready.canvas.draw(sheet.tree, sheet.boxes, viewport).background ==
                packed(palette.page)
            );
        }
    }
}

TEST_CASE("states: hovered, primary, disabled, checked and wrong look different") {
    using Palette = prevenance::tokens::Palette;
    Palette const& palette = prevenance::tokens::light;
    ReadyCanvas ready;
    Viewport viewport = window();
    Sheet sheet;
    Node& button = sheet.add(Role::button, "ok", place);
    button.primary = true;
    CHECK(ready.draw(sheet, viewport).colors.contains(packed(palette.on_accent)));
    viewport.hovered = button.id;
    CHECK(ready.draw(sheet, viewport).colors.contains(packed(palette.accent_strong)));
    button.disabled = true;
    CHECK(ready.draw(sheet, viewport).colors.contains(packed(palette.muted)));
    CHECK_FALSE(ready.draw(sheet, viewport).colors.contains(packed(palette.accent_strong)));

    Sheet form;
    form.add(Role::choice, "oui", place).checked = true;
    CHECK(ready.draw(form, viewport).colors.contains(packed(palette.accent_soft)));

    Sheet wrong;
    Node& field = wrong.add(Role::field, "code", place);
    wrong.put(field.id, Part::control, {100, 250, 200, 30});
    CHECK_FALSE(ready.draw(wrong, viewport).colors.contains(packed(palette.error)));
    field.error = "Cinq chiffres.";
    CHECK(ready.draw(wrong, viewport).colors.contains(packed(palette.error)));
}

TEST_CASE("the focus: a ring around what has it, when it came from the keyboard") {
    ReadyCanvas ready;
    Viewport viewport = window();
    Sheet sheet;
    Node const& button = sheet.add(Role::button, "ok", place);
    viewport.focused = button.id;
    CHECK(ready.draw(sheet, viewport).within(place, 1));
    viewport.focus_visible = true;
    Drawn const drawn = ready.draw(sheet, viewport);
    CHECK_FALSE(drawn.within(place, 3));
    CHECK(drawn.within(place, 6));
    CHECK(drawn.colors.contains(packed(prevenance::tokens::light.focus)));
}

TEST_CASE("timeline: the thread leads from mark to mark and ends with the last") {
    ReadyCanvas ready;
    Sheet sheet;
    auto const timeline = sheet.builder.open(Role::timeline, "steps");
    prevenance::StepState const states[] = {
        prevenance::StepState::done,
        prevenance::StepState::current,
        prevenance::StepState::upcoming};
    float top = 100;
    for (auto const state : states) {
        Node& step = sheet.add(Role::step, "pas", {100, top, 300, 90});
        step.state = state;
        sheet.put(step.id, Part::control, {100, top, 32, 32});
        top += 90;
    }
    Drawn const drawn = ready.draw(sheet, window());
    CHECK(drawn.within({100, 100, 300, 270}, 1));
    auto const& palette = prevenance::tokens::light;
    for (std::uint32_t const color : {palette.accent, palette.accent_soft, palette.line_strong}) {
        CHECK(drawn.colors.contains(packed(color)));
    }
}

TEST_CASE("scrolling moves what is drawn; what the window does not show is not drawn") {
    ReadyCanvas ready;
    Sheet sheet;
    sheet.add(Role::card, "haut", place);
    sheet.add(Role::card, "bas", {100, 5000, 400, 80});
    Viewport viewport = window();
    Drawn const above = ready.draw(sheet, viewport);
    CHECK(above.within(place, 1));
    viewport.scroll_y = 4800;
    CHECK(ready.draw(sheet, viewport).within(place, 1));
    viewport.scroll_y = 2500;
    CHECK(ready.draw(sheet, viewport).vertices == 0);
}

TEST_CASE("device pixels: twice as many, twice as large") {
    ReadyCanvas ready;
    Sheet sheet;
    sheet.add(Role::card, "carte", place);
    Viewport viewport = window();
    viewport.pixel_ratio = 2;
    Frame const& frame = ready.canvas.draw(sheet.tree, sheet.boxes, viewport);
    CHECK(frame.width == 1600);
    CHECK(frame.height == 1200);
    Drawn const drawn = look_at(frame);
    CHECK(drawn.within({200, 400, 800, 160}, 1));
    CHECK(drawn.right == doctest::Approx(1000).epsilon(0.002));
}

TEST_CASE("a wide table is cut where its own box ends") {
    ReadyCanvas ready;
    Sheet sheet;
    auto const table = sheet.builder.open(Role::table, "table");
    sheet.put(sheet.builder.innermost().id, Part::whole, {100, 100, 200, 100});
    sheet.add(Role::cell, "une cellule bien trop large", {150, 120, 500, 40});
    Frame const& frame = ready.canvas.draw(sheet.tree, sheet.boxes, window());
    bool cut = false;
    for (std::uint32_t index = 0; index < frame.meshes[0].command_count; ++index) {
        auto const& command = frame.meshes[0].commands[index];
        CHECK(command.clip_right <= 300);
        cut = true;
    }
    CHECK(cut);
}

TEST_CASE("boxes of another tree, and a tree without boxes, draw nothing and harm nothing") {
    ReadyCanvas ready;
    Sheet sheet;
    sheet.add(Role::card, "carte", place);
    Boxes strange = sheet.boxes;
    for (auto& box : strange.boxes)
        box.node += 1;
    CHECK(look_at(ready.canvas.draw(sheet.tree, strange, window())).vertices == 0);
    CHECK(look_at(ready.canvas.draw(sheet.tree, {}, window())).vertices == 0);
    CHECK(look_at(ready.canvas.draw({}, sheet.boxes, window())).vertices == 0);
}

TEST_CASE("textures: uploaded whole once, then only what is new; all again after a loss") {
    ReadyCanvas ready;
    Sheet sheet;
    sheet.add(Role::paragraph, "abc", place);
    auto const uploads = [&](Sheet const& shown) {
        Frame const& frame = ready.canvas.draw(shown.tree, shown.boxes, window());
        std::uint32_t rows = 0;
        for (std::uint32_t index = 0; index < frame.upload_count; ++index) {
            auto const& upload = frame.uploads[index];
            CHECK(upload.first_row + upload.row_count <= upload.height);
            rows += upload.row_count;
        }
        return std::pair(frame.upload_count, rows);
    };
    auto const [count, rows] = uploads(sheet);
    CHECK(count == 1);
    CHECK(uploads(sheet).first == 0);
    Sheet more;
    more.add(Role::paragraph, "abcxyz", place);
    auto const [more_count, more_rows] = uploads(more);
    CHECK(more_count == 1);
    CHECK(more_rows < rows);
    ready.canvas.forget_textures();
    CHECK(uploads(more) == std::pair(1U, rows));
}

TEST_CASE("keyboard: only on a kiosk, for the focused field; each touch types once") {
    ReadyCanvas ready;
    Sheet sheet;
    Node& field = sheet.add(Role::field, "code", place);
    field.input = prevenance::Input::postal_code;
    Viewport viewport = window();
    viewport.focused = field.id;
    auto const draw = [&]() -> Frame const& {
        return ready.canvas.draw(sheet.tree, sheet.boxes, viewport);
    };
    CHECK(draw().keyboard_top == 600);
    viewport.kiosk = true;
    Frame const& frame = draw();
    float const top = frame.keyboard_top;
    CHECK(top < 600);
    CHECK(top >= 300); // Half of the window stays for the page.

    // Touch every spot of the keyboard: all digits and the keys beside them, nothing else.
    std::set<std::uint32_t> typed;
    for (float y = top + 5; y < 600; y += 20) {
        for (float x = 5; x < 800; x += 20) {
            ready.canvas.point(x, y, true);
            std::uint32_t const key = draw().typed;
            if (key != 0) typed.insert(key);
            CHECK(draw().typed == 0); // Holding a key does not repeat it.
            ready.canvas.point(x, y, false);
            while (draw().unsettled != 0) {
            }
        }
    }
    std::set<std::uint32_t> expected{
        prevenance::key_erase, prevenance::key_enter, prevenance::key_close};
    for (std::uint32_t digit = '0'; digit <= '9'; ++digit)
        expected.insert(digit);
    CHECK(typed == expected);
    viewport.focused = 0;
    CHECK(draw().keyboard_top == 600);
}
