// Where the nodes of a program are written: for messages to those who write rules.
#pragma once

#include "core/rules/program.h"
#include "core/rules/source.h"

#include <utility>
#include <vector>

namespace prevenance {

class NodePlaces {
public:
    /// Nodes from `first` on are written there, until the next mark. A mark that does not rise
    /// above the last one is left out.
    void mark(NodeIndex first, Position position);

    /// Where the expression that made a node is written; nowhere when no text made it.
    Position of(NodeIndex node) const;

private:
    std::vector<std::pair<NodeIndex, Position>> places_;
};

} // namespace prevenance
