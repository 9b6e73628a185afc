// Texts told apart by small numbers: each text once, side by side in a few blocks. A text that
// begins with the one before it, as names of rules do, takes the place of what it adds.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace prevenance {

using TextId = std::uint32_t;

/// Never forgets. A view of one of its texts holds as long as the table, whatever is added.
class TextTable {
public:
    /// Equal texts have equal ids: 0, 1, 2 in the order they are first met. At most 2^32 - 1 bytes
    /// a text.
    TextId intern(std::string_view text);

    /// The id of each of many texts, for which room is made at once: no more than they need.
    std::vector<TextId> intern_all(std::span<std::string_view const> texts);

    /// The id of a text that was interned.
    std::optional<TextId> find(std::string_view text) const;

    /// `text` an id that intern() gave.
    std::string_view operator[](TextId text) const {
        auto const& place = places_[text];
        return std::string_view(blocks_[place.block]).substr(place.start, place.size);
    }

    /// The bytes of a text, without reading it.
    std::size_t size_of(TextId text) const { return places_[text].size; }

    std::size_t size() const { return places_.size(); }

private:
    struct Place {
        std::uint32_t block;
        std::uint32_t start;
        std::uint32_t size;
    };

    std::size_t slot_of(std::string_view text) const;
    void spread(std::size_t slots);
    void make_room(std::span<std::string_view const> texts);
    std::string_view end_of_blocks() const;
    Place keep(std::string_view text);

    /// Each is only added to within its capacity: what is in it stays where it is.
    std::deque<std::string> blocks_;
    std::vector<Place> places_; ///< By id.
    /// Ids where their hash leads, or the next free slot after it; a power of two of slots, of
    /// which a quarter at least is free.
    std::vector<std::uint32_t> slots_;
};

} // namespace prevenance
