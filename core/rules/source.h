// A value as YAML and JSON both write it, with where it stood. What the rules reader reads.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace prevenance {

/// Where something is written. Lines and columns count from 1; 0 when unknown.
struct Position {
    std::uint32_t line = 0;
    std::uint32_t column = 0;
    std::uint32_t file = 0; ///< Which one of the files that a model is read from.

    friend bool operator==(Position, Position) = default;
};

struct Source {
    enum class Kind : std::uint8_t { null, boolean, number, text, list, map };

    Kind kind = Kind::null;
    bool boolean = false;
    double number = 0;
    std::string text;
    std::vector<std::string> keys;       ///< Maps only: keys[i] names items[i], in written order.
    std::vector<Source> items;           ///< Lists and maps.
    std::vector<Position> key_positions; ///< Maps: where keys[i] stands; empty when unknown.
    Position position;

    /// The value of a map's key, or nullptr: also when this is no map.
    Source const* find(std::string_view key) const;

    /// Where the name of items[index] stands; where the item itself does when that is unknown.
    Position position_of(std::size_t index) const;

    /// The same value, wherever it is written.
    friend bool operator==(Source const& left, Source const& right);
};

/// What is written as that text.
Source text_source(std::string text, Position position = {});

} // namespace prevenance
