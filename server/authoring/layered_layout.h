// Where the boxes and arrows of a dependency picture stand: layers from left to right, groups as
// bands from top to bottom.
#pragma once

#include <cstddef>
#include <utility>
#include <vector>

namespace prevenance {

struct LayoutBox {
    double width = 0;
    double height = 0;
    std::size_t group = 0; ///< Bands stand in the order of the groups' numbers.
    double x = 0;          ///< Left edge; set by lay_out().
    double y = 0;          ///< Upper edge; set by lay_out().
};

struct LayoutPoint {
    double x = 0;
    double y = 0;
};

struct LayoutArrow {
    std::size_t from = 0;
    std::size_t to = 0;
    std::vector<LayoutPoint> points; ///< From edge to edge of the boxes; set by lay_out().
};

struct LayoutBand {
    double y = 0;
    double height = 0;
};

struct Layout {
    std::vector<LayoutBox> boxes;
    std::vector<LayoutArrow> arrows;
    std::vector<LayoutBand> bands; ///< One for each group.
    double width = 0;
    double height = 0;
};

/// Each box stands right of those that point to it, as far as arrows go round in no circle; boxes
/// of one layer and band stand below each other, near what they are joined to. An arrow that passes
/// layers has a point in each. No two boxes overlap.
///
/// Source: K. Sugiyama, S. Tagawa, M. Toda, Methods for visual understanding of hierarchical system
/// structures, IEEE Trans. SMC 11 (1981): layers, order by barycentres, positions.
Layout lay_out(
    std::vector<LayoutBox> boxes,
    std::vector<std::pair<std::size_t, std::size_t>> const& arrows,
    std::size_t groups
);

} // namespace prevenance
