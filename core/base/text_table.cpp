#include "core/base/text_table.h"

#include "core/base/ensure.h"

#include <algorithm>
#include <functional>
#include <limits>

namespace prevenance {

namespace {

constexpr std::uint32_t free_slot = std::numeric_limits<std::uint32_t>::max();
constexpr std::size_t slots_min = 16;
constexpr std::size_t block_bytes = 16'384;

/// How many bytes of the text before are the beginning of this one: all of them, or none.
std::size_t shared_bytes(std::string_view before, std::string_view text) {
    return text.starts_with(before) ? before.size() : 0;
}

} // namespace

TextId TextTable::intern(std::string_view text) {
    if (places_.size() >= slots_.size() / 4 * 3) spread(std::max(slots_min, slots_.size() * 2));
    auto& slot = slots_[slot_of(text)];
    if (slot == free_slot) {
        slot = static_cast<TextId>(places_.size());
        places_.push_back(keep(text));
    }
    return slot;
}

std::optional<TextId> TextTable::find(std::string_view text) const {
    if (slots_.empty()) return std::nullopt;
    auto const id = slots_[slot_of(text)];
    return id == free_slot ? std::nullopt : std::optional(id);
}

std::vector<TextId> TextTable::intern_all(std::span<std::string_view const> texts) {
    make_room(texts);
    std::vector<TextId> ids;
    ids.reserve(texts.size());
    for (auto const text : texts)
        ids.push_back(intern(text));
    return ids;
}

void TextTable::make_room(std::span<std::string_view const> texts) {
    auto const all = places_.size() + texts.size();
    places_.reserve(all);
    auto slots = std::max(slots_min, slots_.size());
    while (all >= slots / 4 * 3)
        slots *= 2;
    if (slots > slots_.size()) spread(slots);
    std::size_t bytes = 0;
    std::string_view before;
    for (auto const text : texts) {
        bytes += text.size() - shared_bytes(before, text);
        before = text;
    }
    blocks_.emplace_back().reserve(std::min<std::size_t>(bytes, free_slot));
}

/// Where the text is, or where it would be put.
std::size_t TextTable::slot_of(std::string_view text) const {
    auto const last = slots_.size() - 1;
    std::size_t const hash = std::hash<std::string_view>{}(text);
    auto slot = hash & last;
    while (slots_[slot] != free_slot && (*this)[slots_[slot]] != text)
        slot = (slot + 1) & last;
    return slot;
}

void TextTable::spread(std::size_t slots) {
    slots_.assign(slots, free_slot);
    for (TextId id = 0; id < places_.size(); ++id)
        slots_[slot_of((*this)[id])] = id;
}

/// The last text, unless a block was begun after it.
std::string_view TextTable::end_of_blocks() const {
    bool const is_there = !places_.empty() && places_.back().block + 1 == blocks_.size();
    return is_there ? (*this)[static_cast<TextId>(places_.size() - 1)] : std::string_view();
}

TextTable::Place TextTable::keep(std::string_view text) {
    ENSURE(text.size() < free_slot);
    auto shared = shared_bytes(end_of_blocks(), text);
    bool const has_room = !blocks_.empty() &&
        blocks_.back().capacity() - blocks_.back().size() >= text.size() - shared;
    if (!has_room) {
        blocks_.emplace_back().reserve(std::max(block_bytes, text.size()));
        shared = 0;
    }
    auto& block = blocks_.back();
    Place const place{
        static_cast<std::uint32_t>(blocks_.size() - 1),
        static_cast<std::uint32_t>(block.size() - shared),
        static_cast<std::uint32_t>(text.size())};
    block.append(text.substr(shared));
    return place;
}

} // namespace prevenance
