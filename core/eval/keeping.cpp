#include "core/eval/keeping.h"

#include "core/rules/operands.h"

#include <algorithm>
#include <array>
#include <cstdint>

namespace prevenance {

namespace {

/// Strongly connected components, without recursion. Vertices are the nodes, then the rules.
///
/// Source: R. Tarjan, Depth-first search and linear graph algorithms, SIAM J. Comput. 1 (1972).
class Search {
public:
    explicit Search(Program const& program)
        : program_(&program)
        , vertices_(program.nodes.size() + program.rules.size()) {}

    Keeping run() {
        for (std::uint32_t vertex = 0; vertex < vertices_.size(); ++vertex)
            if (vertices_[vertex].order == 0) visit_from(vertex);
        Keeping found;
        for (std::size_t i = 0; i < vertices_.size(); ++i)
            (i < program_->nodes.size() ? found.nodes : found.rules)
                .push_back(vertices_[i].circular ? Keep::question : Keep::questions);
        return found;
    }

private:
    struct Vertex {
        std::uint32_t order = 0; ///< When it was first met, from 1.
        std::uint32_t lowest = 0;
        bool open = false;
        bool circular = false;
    };

    struct Step {
        std::uint32_t vertex;
        std::vector<std::uint32_t> next;
        std::size_t at = 0;
    };

    std::uint32_t vertex_of(RuleId rule) const {
        return static_cast<std::uint32_t>(program_->nodes.size()) + rule;
    }

    std::vector<std::uint32_t> successors(std::uint32_t vertex) {
        std::vector<std::uint32_t> next;
        auto const add = [&](std::uint32_t node) {
            if (node != none) next.push_back(node);
        };
        if (vertex >= program_->nodes.size()) {
            Rule const& rule = program_->rules[vertex - program_->nodes.size()];
            add(rule.value);
            add(rule.parent);
            if (rule.possibilities != none)
                for (auto const& item : program_->possibilities[rule.possibilities].items)
                    add(item.not_applicable);
            return next;
        }
        ProgramNode const& node = program_->nodes[vertex];
        for_each_operand(*program_, node, add);
        if (node.op == Op::reference) next.push_back(vertex_of(node.a));
        if (node.op == Op::context)
            for (std::uint32_t i = 0; i < program_->operands[node.b]; ++i)
                add(program_->operands[node.b + 1 + i * 3]);
        return next;
    }

    void meet(std::uint32_t vertex) {
        auto& met = vertices_[vertex];
        met.order = met.lowest = ++count_;
        met.open = true;
        open_.push_back(vertex);
        bool const is_node = vertex < program_->nodes.size();
        auto const op = is_node ? program_->nodes[vertex].op : Op::constant;
        met.circular = op == Op::inversion || op == Op::fixed_point;
        steps_.push_back({vertex, successors(vertex)});
    }

    void visit_from(std::uint32_t start) {
        meet(start);
        while (!steps_.empty()) {
            auto& step = steps_.back();
            auto& here = vertices_[step.vertex];
            if (step.at == step.next.size()) {
                close(step.vertex);
                steps_.pop_back();
                continue;
            }
            auto const& next = vertices_[step.next[step.at]];
            if (next.order == 0) {
                meet(step.next[step.at]); // And come back to this successor afterwards.
                continue;
            }
            if (next.open) here.lowest = std::min(here.lowest, next.lowest);
            here.circular = here.circular || next.circular || step.next[step.at] == step.vertex;
            ++step.at;
        }
    }

    /// A component is complete: it is circular when it has several members or reaches a cycle.
    void close(std::uint32_t root) {
        if (vertices_[root].lowest != vertices_[root].order) return;
        auto const first = std::find(open_.rbegin(), open_.rend(), root).base() - 1;
        bool const several = open_.end() - first > 1;
        bool const circular = several || vertices_[root].circular;
        for (auto member = first; member != open_.end(); ++member) {
            vertices_[*member].open = false;
            vertices_[*member].circular = circular;
        }
        open_.erase(first, open_.end());
    }

    Program const* program_;
    std::vector<Vertex> vertices_;
    std::vector<std::uint32_t> open_;
    std::vector<Step> steps_;
    std::uint32_t count_ = 0;
};

/// How often each node is named: by nodes, rules and possibilities.
std::vector<std::uint32_t> count_uses(Program const& program) {
    std::vector<std::uint32_t> uses(program.nodes.size());
    auto const use = [&](NodeIndex node) {
        if (node != none) ++uses[node];
    };
    for (auto const& node : program.nodes)
        for_each_operand(program, node, use);
    for (auto const& rule : program.rules) {
        use(rule.value);
        use(rule.parent);
    }
    for (auto const& list : program.possibilities)
        for (auto const& item : list.items)
            use(item.not_applicable);
    for (auto const& [replacements, node] : program.replaced_references)
        use(node); // Questions that are compiled later name it too.
    return uses;
}

/// Computing it costs about as much as remembering it.
bool is_light(Op op) {
    return (op >= Op::add && op <= Op::either) || op == Op::convert || op == Op::simplify;
}

/// While it is remembered, or asked for once, it evaluates each operand at most once and asks
/// nothing else of it.
bool asks_once(ProgramNode const& node) {
    // A condition that may not apply is asked that first, and then for its value.
    if (node.op == Op::condition) return node.nullable == Nullable::no;
    constexpr std::array others{
        Op::variations,
        Op::is_undefined,
        Op::round,
        Op::logarithm,
        Op::note_missing,
        Op::duration,
        Op::text};
    return is_light(node.op) || std::find(others.begin(), others.end(), node.op) != others.end();
}

/// Whether other questions, and other answers to this one, should find the operand again.
bool is_worth_keeping(Keep keep, ProgramNode const& node, ProgramNode const& operand) {
    return keep == Keep::questions && !(is_light(node.op) && is_light(operand.op));
}

/// Whether the rule is remembered as long as its formula would be.
bool lasts_like_its_formula(Rule const& rule) {
    return rule.parent == none && rule.possibilities == none;
}

} // namespace

Keeping find_keeping(Program const& program) {
    auto keeping = Search(program).run();
    auto const uses = count_uses(program);
    for (NodeIndex i = 0; i < program.nodes.size(); ++i) {
        ProgramNode const& node = program.nodes[i];
        if (node.op == Op::reference) keeping.nodes[i] = Keep::nothing; // The rule is remembered.
        if (!asks_once(node)) continue;
        for_each_operand(program, node, [&](NodeIndex operand) {
            auto& keep = keeping.nodes[operand];
            if (uses[operand] == 1 && !is_worth_keeping(keep, node, program.nodes[operand]))
                keep = Keep::nothing;
        });
    }
    for (auto const& rule : program.rules) {
        auto& keep = keeping.nodes[rule.value];
        if (uses[rule.value] == 1 && (keep == Keep::question || lasts_like_its_formula(rule)))
            keep = Keep::nothing;
    }
    return keeping;
}

} // namespace prevenance
