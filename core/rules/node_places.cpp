#include "core/rules/node_places.h"

#include <algorithm>
#include <iterator>

namespace prevenance {

void NodePlaces::mark(NodeIndex first, Position position) {
    bool const rises = places_.empty() || places_.back().first < first;
    if (rises) places_.emplace_back(first, position);
}

Position NodePlaces::of(NodeIndex node) const {
    auto const after = std::upper_bound(
        places_.begin(),
        places_.end(),
        node,
        [](NodeIndex index, auto const& place) { return index < place.first; }
    );
    return after == places_.begin() ? Position{} : std::prev(after)->second;
}

} // namespace prevenance
