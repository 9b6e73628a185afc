#include "core/rules/source.h"

#include <algorithm>
#include <cstddef>
#include <utility>

namespace prevenance {

Source text_source(std::string text, Position position) {
    Source source;
    source.kind = Source::Kind::text;
    source.text = std::move(text);
    source.position = position;
    return source;
}

Source const* Source::find(std::string_view key) const {
    if (kind != Kind::map) return nullptr;
    auto const found = std::find(keys.begin(), keys.end(), key);
    if (found == keys.end()) return nullptr;
    return &items[static_cast<std::size_t>(found - keys.begin())];
}

bool operator==(Source const& left, Source const& right) {
    return left.kind == right.kind && left.boolean == right.boolean &&
        left.number == right.number && left.text == right.text && left.keys == right.keys &&
        left.items == right.items;
}

Position Source::position_of(std::size_t index) const {
    return index < key_positions.size() ? key_positions[index] : items[index].position;
}

} // namespace prevenance
