#include "core/rules/source.h"

#include <algorithm>
#include <cstddef>

namespace prevenance {

Source const* Source::find(std::string_view key) const {
    if (kind != Kind::map) return nullptr;
    auto const found = std::find(keys.begin(), keys.end(), key);
    if (found == keys.end()) return nullptr;
    return &items[static_cast<std::size_t>(found - keys.begin())];
}

Position Source::position_of(std::size_t index) const {
    return index < key_positions.size() ? key_positions[index] : items[index].position;
}

} // namespace prevenance
