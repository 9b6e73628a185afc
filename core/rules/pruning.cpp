#include "core/rules/pruning.h"

#include "core/base/bit_cast.h"
#include "core/rules/operands.h"

#include <map>
#include <tuple>
#include <utility>
#include <vector>

namespace prevenance {

namespace {

/// Calls `visit(NodeIndex&)` wherever rules, replacements and questions lead to a node.
template <typename Visit>
void for_each_root(Program& program, Visit visit) {
    for (auto& rule : program.rules) {
        visit(rule.value);
        visit(rule.parent);
    }
    for (auto& list : program.possibilities)
        for (auto& item : list.items)
            visit(item.not_applicable);
    for (auto& [replaced, known] : program.replacements)
        for (auto& replacement : known)
            visit(replacement.definition);
    for (auto& [orders, choice] : program.replaced_references)
        visit(choice);
    for (auto& [question, value] : program.questions)
        visit(value);
}

/// Calls `visit(NodeIndex&)` wherever a node leads to another: to its operands, and to references
/// that only name a rule.
template <typename Visit>
void for_each_step(Program& program, ProgramNode& node, Visit visit) {
    auto& operands = program.operands;
    auto const places = operand_places(program, node);
    if (places.a) visit(node.a);
    if (places.b) visit(node.b);
    if (places.c) visit(node.c);
    for (std::size_t i = 0; i < places.count; ++i)
        visit(operands[node.*places.list + places.first + i * places.step]);
    if (node.op == Op::context)
        for (std::uint32_t i = 0; i < operands[node.b]; ++i)
            visit(operands[node.b + 1 + i * 3]);
    if (node.op == Op::inversion)
        for (std::uint32_t i = 0; i < operands[node.b + 3]; ++i)
            visit(operands[node.b + 4 + i]);
}

std::vector<bool> reached_nodes(Program& program) {
    std::vector<bool> reached(program.nodes.size());
    std::vector<NodeIndex> open;
    auto const reach = [&](NodeIndex node) {
        if (node == none || reached[node]) return;
        reached[node] = true;
        open.push_back(node);
    };
    for_each_root(program, reach);
    while (!open.empty()) {
        auto const node = open.back();
        open.pop_back();
        for_each_step(program, program.nodes[node], reach);
    }
    return reached;
}

/// Equal constants once, in the order they are first named.
class DistinctConstants {
public:
    std::uint32_t index_of(Constant const& constant) {
        Key const key{
            constant.kind,
            constant.boolean,
            bit_cast<std::uint64_t>(constant.number),
            constant.text,
            constant.unit};
        auto const next = static_cast<std::uint32_t>(in_order_.size());
        auto const [known, added] = indices_.emplace(key, next);
        if (added) in_order_.push_back(constant);
        return known->second;
    }

    Constant const& operator[](std::uint32_t index) const { return in_order_[index]; }

    std::vector<Constant> take() && { return std::move(in_order_); }

private:
    using Key = std::tuple<Constant::Kind, bool, std::uint64_t, TextId, UnitId>;

    std::map<Key, std::uint32_t> indices_;
    std::vector<Constant> in_order_;
};

class Pruner {
public:
    explicit Pruner(Program program)
        : program_(std::move(program))
        , numbers_(program_.nodes.size(), none) {}

    Program run() && {
        auto const reached = reached_nodes(program_);
        for (NodeIndex node = 0; node < program_.nodes.size(); ++node)
            if (reached[node]) numbers_[node] = keep(program_.nodes[node]);
        program_.nodes = std::move(kept_);
        program_.constants = std::move(constants_).take();
        auto const renumber = [this](NodeIndex& node) {
            if (node != none) node = numbers_[node];
        };
        for_each_root(program_, renumber);
        for (auto& node : program_.nodes)
            for_each_step(program_, node, renumber);
        for (auto& list : program_.possibilities)
            for (auto& item : list.items)
                item.reference = none;
        return std::move(program_);
    }

private:
    NodeIndex keep(ProgramNode node) {
        if (node.op == Op::constant) node.a = distinct(node.a);
        if (node.op == Op::inversion)
            for (std::uint32_t i = 0; i < 3; ++i)
                program_.operands[node.b + i] = distinct(program_.operands[node.b + i]);
        auto const next = static_cast<NodeIndex>(kept_.size());
        // Nothing is remembered of such a constant: it can stand at several places.
        if (node.op == Op::constant && is_settled(node, constants_[node.a])) {
            auto const [known, added] =
                shared_.emplace(std::tuple(node.a, node.nullable, node.type), next);
            if (!added) return known->second;
        }
        kept_.push_back(node);
        return next;
    }

    std::uint32_t distinct(std::uint32_t constant) {
        return constants_.index_of(program_.constants[constant]);
    }

    Program program_;
    std::vector<NodeIndex> numbers_; ///< By index before; none: left out.
    std::vector<ProgramNode> kept_;
    DistinctConstants constants_;
    std::map<std::tuple<std::uint32_t, Nullable, Type>, NodeIndex> shared_;
};

} // namespace

Program pruned(Program program) {
    return Pruner(std::move(program)).run();
}

} // namespace prevenance
