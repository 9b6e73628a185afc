// The rules of a pack and which uses which, as a graph to be drawn: whole, around one rule, or by
// families.
#pragma once

#include "core/check/model_view.h"

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

namespace prevenance {

struct RuleGraph {
    enum class Kind : std::uint8_t {
        computed,
        question,  ///< Asked, or with a default.
        parameter, ///< Its value needs no answer.
        family,    ///< Several rules below one name.
    };

    struct Node {
        std::string name;   ///< Full name.
        std::string title;  ///< *titre*, or "".
        std::string family; ///< The name it stands below; "" at the root.
        Kind kind = Kind::computed;
        std::size_t rules = 1; ///< How many it stands for.
        bool is_centre = false;
    };

    std::vector<Node> nodes;
    std::vector<std::pair<std::size_t, std::size_t>> edges; ///< User, used; each once.
    std::size_t left_out = 0; ///< Rules that would have belonged here, beyond the limit.
};

/// Every rule that an author wrote, except empty ones that nothing uses.
RuleGraph draw_rules(ModelView const& view);

/// The rules at most `depth` uses away from `rule`, in both directions; the nearest `nodes_max`.
/// Empty when there is no such rule.
RuleGraph neighbourhood(
    RuleGraph const& graph, std::string_view rule, std::size_t depth, std::size_t nodes_max
);

/// One node for each root of the names, with how many rules it holds. Of the edges, those that no
/// longer way replaces.
RuleGraph families(RuleGraph const& graph);

} // namespace prevenance
