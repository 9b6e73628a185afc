#include "tests/web/imgui/square_font.h"

#include <cstdint>
#include <utility>
#include <vector>

namespace prevenance {

namespace {

constexpr unsigned first_character = 0x20;
constexpr unsigned last_character = 0x17F;
constexpr unsigned glyph_count = 3; // Missing, blank, square.

/// Big-endian numbers, as font files have them.
class Writer {
public:
    Writer& word(int number) {
        auto const bits = static_cast<unsigned>(number);
        bytes_ += static_cast<char>(bits >> 8U & 0xFFU);
        bytes_ += static_cast<char>(bits & 0xFFU);
        return *this;
    }

    Writer& words(std::vector<int> const& numbers) {
        for (int const number : numbers)
            word(number);
        return *this;
    }

    Writer& wide(std::uint32_t number) {
        return word(static_cast<int>(number >> 16U)).word(static_cast<int>(number & 0xFFFFU));
    }

    Writer& byte(int number) {
        bytes_ += static_cast<char>(number);
        return *this;
    }

    std::string const& bytes() const { return bytes_; }

private:
    std::string bytes_;
};

std::string head() {
    Writer table;
    table.wide(0x0001'0000).wide(0x0001'0000).wide(0).wide(0x5F0F'3CF5).word(0).word(1000);
    table.wide(0).wide(0).wide(0).wide(0);          // When it was made and changed.
    table.words({100, 0, 500, 400, 0, 8, 2, 0, 0}); // Bounds, style, short offsets.
    return table.bytes();
}

std::string horizontal_header() {
    Writer table;
    table.wide(0x0001'0000).words({950, -290, 0, 600, 100, 100, 500, 1, 0, 0, 0, 0, 0, 0, 0, 1});
    return table.bytes();
}

std::string maximum_profile() {
    Writer table;
    table.wide(0x0001'0000).words({glyph_count, 4, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0});
    return table.bytes();
}

/// One group for the blank, one for all others: groups of format 13 share a glyph, which few
/// readers know, hence a full table of format 4 with one range of indices.
std::string character_map() {
    unsigned const count = last_character - first_character + 1;
    Writer table;
    table.words({0, 1, 3, 1}).wide(12);
    table.words({4, static_cast<int>(16 + 8 * 2 + count * 2), 0, 4, 4, 1, 0});
    table.word(last_character).word(0xFFFF).word(0);
    table.word(first_character).word(0xFFFF);
    table.words({0, 1});
    table.words({4, 0}); // The indices begin two words further on.
    for (unsigned letter = first_character; letter <= last_character; ++letter) {
        table.word(letter == ' ' || letter == 0xA0 ? 1 : 2);
    }
    return table.bytes();
}

std::string square() {
    Writer glyph;
    glyph.words({1, 100, 0, 500, 400, 3, 0}); // One contour, bounds, last point, no program.
    for (int point = 0; point < 4; ++point)
        glyph.byte(1);                // On the curve, long coordinates.
    glyph.words({100, 400, 0, -400}); // From point to point, across.
    glyph.words({0, 0, 400, 0});      // And up.
    return glyph.bytes();
}

} // namespace

std::string make_square_font() {
    std::string const shape = square();
    int const half = static_cast<int>(shape.size() / 2); // Short offsets count words.
    std::vector<std::pair<std::string, std::string>> const tables{
        {"cmap", character_map()},
        {"glyf", shape},
        {"head", head()},
        {"hhea", horizontal_header()},
        {"hmtx", Writer().words({600, 100, 0, 100}).bytes()},
        {"loca", Writer().words({0, 0, 0, half}).bytes()},
        {"maxp", maximum_profile()}};
    Writer directory;
    directory.wide(0x0001'0000).words({static_cast<int>(tables.size()), 64, 2, 48});
    std::size_t offset = 12 + tables.size() * 16;
    std::string contents;
    for (auto const& [name, table] : tables) {
        for (char const letter : name)
            directory.byte(letter);
        directory.wide(0).wide(static_cast<std::uint32_t>(offset + contents.size()));
        directory.wide(static_cast<std::uint32_t>(table.size()));
        contents += table;
        contents.resize((contents.size() + 3) / 4 * 4);
    }
    return directory.bytes() + contents;
}

} // namespace prevenance
