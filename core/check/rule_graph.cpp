#include "core/check/rule_graph.h"

#include "core/check/usage.h"
#include "core/rules/names.h"
#include "core/rules/reader.h"

#include <algorithm>
#include <limits>
#include <map>
#include <set>

namespace prevenance {

namespace {

constexpr auto nowhere = std::numeric_limits<std::size_t>::max();

RuleGraph::Kind kind_of_rule(ModelView const& view, WrittenRule const& rule, bool uses_nothing) {
    auto const& source = *rule.source;
    auto const id = view.program().find(rule.name);
    bool const has_value = source.kind != Source::Kind::null;
    bool const is_asked =
        source.find("question") != nullptr || source.find("par défaut") != nullptr;
    if (is_asked) return RuleGraph::Kind::question;
    bool const is_parameter = has_value && uses_nothing && !view.is_input(id);
    return is_parameter ? RuleGraph::Kind::parameter : RuleGraph::Kind::computed;
}

/// Part of a graph: the nodes that are kept, in their order.
RuleGraph part_of(RuleGraph const& graph, std::vector<bool> const& kept) {
    RuleGraph part;
    std::vector<std::size_t> places(graph.nodes.size(), nowhere);
    for (std::size_t i = 0; i < graph.nodes.size(); ++i) {
        if (!kept[i]) continue;
        places[i] = part.nodes.size();
        part.nodes.push_back(graph.nodes[i]);
    }
    for (auto const& [user, used] : graph.edges)
        if (kept[user] && kept[used]) part.edges.emplace_back(places[user], places[used]);
    return part;
}

/// How many uses away from the start each node is, following edges one way; `nowhere` when not at
/// all.
std::vector<std::size_t>
distances(RuleGraph const& graph, std::size_t start, bool backwards, std::size_t depth) {
    std::vector<std::size_t> found(graph.nodes.size(), nowhere);
    found[start] = 0;
    for (std::size_t distance = 0; distance < depth; ++distance) {
        for (auto const& [user, used] : graph.edges) {
            auto const from = backwards ? used : user;
            auto const to = backwards ? user : used;
            if (found[from] == distance && found[to] == nowhere) found[to] = distance + 1;
        }
    }
    return found;
}

std::string_view root_of(std::string_view name) {
    return name.substr(0, name.find(" . "));
}

bool leads_to(RuleGraph const& graph, std::size_t from, std::size_t to) {
    auto const found = distances(graph, from, false, graph.nodes.size());
    return found[to] != nowhere;
}

/// Takes away every edge that other edges say together: what can be reached stays the same.
void leave_out_detours(RuleGraph& graph) {
    for (auto i = graph.edges.size(); i-- > 0;) {
        auto const edge = graph.edges[i];
        graph.edges.erase(graph.edges.begin() + static_cast<std::ptrdiff_t>(i));
        if (!leads_to(graph, edge.first, edge.second))
            graph.edges.insert(graph.edges.begin() + static_cast<std::ptrdiff_t>(i), edge);
    }
}

} // namespace

RuleGraph draw_rules(ModelView const& view) {
    Usage const usage(view);
    auto const& program = view.program();
    RuleGraph graph;
    std::map<RuleId, std::size_t> places;
    for (auto const& rule : view.written()) {
        auto const id = program.find(rule.name);
        if (id == none) continue;
        RuleGraph::Node node;
        node.name = rule.name;
        node.family = parent_name(rule.name);
        node.kind = kind_of_rule(view, rule, usage.used_by(id).empty());
        if (auto const* title = rule.source->find("titre")) node.title = title->text;
        places.emplace(id, graph.nodes.size());
        graph.nodes.push_back(std::move(node));
    }
    std::vector<bool> is_linked(graph.nodes.size());
    for (auto const& [user, place] : places) {
        for (auto const used : usage.used_by(user)) {
            auto const found = places.find(used);
            if (found == places.end()) continue;
            graph.edges.emplace_back(place, found->second);
            is_linked[place] = is_linked[found->second] = true;
        }
    }
    // A name that only holds others together says nothing in a picture.
    std::vector<bool> kept(graph.nodes.size());
    for (std::size_t i = 0; i < kept.size(); ++i)
        kept[i] =
            is_linked[i] || view.written(graph.nodes[i].name)->source->kind != Source::Kind::null;
    return part_of(graph, kept);
}

RuleGraph neighbourhood(
    RuleGraph const& graph, std::string_view rule, std::size_t depth, std::size_t nodes_max
) {
    auto const centre = std::find_if(graph.nodes.begin(), graph.nodes.end(), [&](auto const& node) {
        return node.name == rule;
    });
    if (centre == graph.nodes.end()) return {};
    auto const start = static_cast<std::size_t>(centre - graph.nodes.begin());
    auto const below = distances(graph, start, false, depth);
    auto const above = distances(graph, start, true, depth);
    std::vector<std::pair<std::size_t, std::size_t>> by_distance;
    for (std::size_t i = 0; i < graph.nodes.size(); ++i)
        if (auto const distance = std::min(below[i], above[i]); distance != nowhere)
            by_distance.emplace_back(distance, i);
    std::sort(by_distance.begin(), by_distance.end());
    std::vector<bool> kept(graph.nodes.size());
    auto const count = std::min(by_distance.size(), nodes_max);
    for (std::size_t i = 0; i < count; ++i)
        kept[by_distance[i].second] = true;
    auto part = part_of(graph, kept);
    for (auto& node : part.nodes)
        node.is_centre = node.name == rule;
    part.left_out = by_distance.size() - count;
    return part;
}

RuleGraph families(RuleGraph const& graph) {
    RuleGraph drawn;
    std::map<std::string_view, std::size_t> places;
    for (auto const& node : graph.nodes) {
        auto const root = root_of(node.name);
        auto const [place, is_new] = places.emplace(root, drawn.nodes.size());
        if (is_new) drawn.nodes.push_back({std::string(root), "", "", RuleGraph::Kind::family, 0});
        auto& family = drawn.nodes[place->second];
        ++family.rules;
        if (node.name == root) family.title = node.title;
    }
    std::set<std::pair<std::size_t, std::size_t>> edges;
    for (auto const& [user, used] : graph.edges) {
        auto const from = places[root_of(graph.nodes[user].name)];
        auto const to = places[root_of(graph.nodes[used].name)];
        if (from != to) edges.emplace(from, to);
    }
    drawn.edges.assign(edges.begin(), edges.end());
    leave_out_detours(drawn);
    return drawn;
}

} // namespace prevenance
