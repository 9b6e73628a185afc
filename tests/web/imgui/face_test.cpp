// Goal: letters land where the browser put them, and only fonts that can be drawn are taken.
// Method: draw with a font whose every letter is the same square, look at the vertices.
#include "web/imgui/face.h"

#include "tests/web/imgui/square_font.h"

#include <doctest/doctest.h>
#include <imgui.h>

#include <string>

using prevenance::Faces;
using prevenance::TextRun;
using prevenance::Weight;

namespace {

/// A Dear ImGui context in the middle of a frame.
class Fixture {
public:
    Fixture()
        : context_(ImGui::CreateContext()) {
        ImGui::SetCurrentContext(context_);
        ImGuiIO& io = ImGui::GetIO();
        io.IniFilename = nullptr;
        io.BackendFlags |= ImGuiBackendFlags_RendererHasTextures;
        io.DisplaySize = ImVec2(800, 600);
        std::string const font = prevenance::make_square_font();
        REQUIRE(faces.add(*io.Fonts, Weight::regular, font).ok());
        REQUIRE(faces.add(*io.Fonts, Weight::bold, font).ok());
        ImGui::NewFrame();
    }

    ~Fixture() {
        ImGui::EndFrame();
        ImGui::DestroyContext(context_);
    }

    Fixture(Fixture const&) = delete;
    Fixture& operator=(Fixture const&) = delete;

    /// The vertices of one run: four a letter.
    ImVector<ImDrawVert> const& draw(TextRun const& run) {
        ImDrawList& list = *ImGui::GetBackgroundDrawList();
        list.VtxBuffer.resize(0);
        list.IdxBuffer.resize(0);
        list._ResetForNewFrame();
        list.PushClipRectFullScreen();
        list.PushTexture(ImGui::GetIO().Fonts->TexRef);
        faces.draw(list, run);
        return list.VtxBuffer;
    }

    Faces faces;

private:
    ImGuiContext* context_;
};

TextRun run_of(std::string_view text, float em) {
    TextRun run;
    run.text = text;
    run.left = 100;
    run.top = 50;
    run.em = em;
    run.color = 0xFF112233;
    return run;
}

} // namespace

TEST_CASE("a letter stands on the baseline, as large as the em says") {
    Fixture fixture;
    for (float const em : {10.0F, 16.0F, 18.5F, 22.5F, 40.0F}) {
        CAPTURE(em);
        auto const& vertices = fixture.draw(run_of("a", em));
        REQUIRE(vertices.Size == 4);
        float const baseline = 50 + fixture.faces.ascent_of(Weight::regular, em);
        CHECK(
            fixture.faces.ascent_of(Weight::regular, em) == doctest::Approx(0.95 * em).epsilon(0.06)
        );
        // The raster may be a pixel larger on each side than the shape.
        CHECK(vertices[0].pos.x == doctest::Approx(100 + 0.1 * em).epsilon(0.02));
        CHECK(vertices[2].pos.y == doctest::Approx(baseline).epsilon(0.012));
        CHECK(vertices[2].pos.y - vertices[0].pos.y >= 0.4F * em - 0.01F);
        CHECK(vertices[2].pos.y - vertices[0].pos.y <= 0.4F * em + 2);
        CHECK(vertices[0].col == 0xFF112233);
    }
}

TEST_CASE("letters follow one another by their advance, spread over the width asked for") {
    Fixture fixture;
    CHECK(fixture.faces.width_of("abcd", Weight::regular, 20) == doctest::Approx(48));
    TextRun run = run_of("abcd", 20);
    auto const step = [&] {
        auto const& vertices = fixture.draw(run);
        REQUIRE(vertices.Size == 16);
        return vertices[4].pos.x - vertices[0].pos.x;
    };
    CHECK(step() == doctest::Approx(12));
    run.width = 56;
    CHECK(step() == doctest::Approx(14));
    run.width = 46;
    CHECK(step() == doctest::Approx(11.5));
}

TEST_CASE("blanks that the face lacks, and characters without a shape") {
    struct Row {
        char const* text;
        int squares;
        float advances;
    };

    Fixture fixture;
    for (Row const& row : {
             Row{"1 200 €", 4, 6},         // The face has no euro sign here: nothing is drawn.
             Row{"1\u202F200", 4, 4.5F},   // A narrow no-break space becomes a no-break space.
             Row{"a\u200Bb\u2060c", 3, 3}, // Invisible characters take no room.
             Row{"mi\u2011temps", 8, 8},   // A no-break hyphen is a hyphen.
             Row{"é\n", 1, 1},             // A line's end is not drawn.
         }) {
        CAPTURE(row.text);
        CHECK(fixture.draw(run_of(row.text, 20)).Size == row.squares * 4);
        float const width = fixture.faces.width_of(row.text, Weight::regular, 20);
        CHECK(width == doctest::Approx(row.advances * 12));
    }
}

TEST_CASE("a file that is no font, or is cut off, is refused") {
    Fixture fixture;
    Faces faces;
    ImFontAtlas& atlas = *ImGui::GetIO().Fonts;
    std::string const good = prevenance::make_square_font();
    for (std::size_t size = 0; size < good.size(); size += 7) {
        CAPTURE(size);
        CHECK_FALSE(faces.add(atlas, Weight::regular, std::string_view(good).substr(0, size)).ok());
    }
    CHECK_FALSE(faces.add(atlas, Weight::regular, std::string(4096, 'x')).ok());
    CHECK_FALSE(faces.complete());
    CHECK(faces.add(atlas, Weight::regular, good).ok());
}
