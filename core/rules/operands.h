// What a node is made of: for whoever walks the trees of a program without running them.
#pragma once

#include "core/rules/program.h"

#include <cstddef>

namespace prevenance {

/// Where the operands of a node stand: in its own fields, and at equal distances in a list.
struct OperandPlaces {
    bool a = false;
    bool b = false;
    bool c = false;
    /// The field that holds the offset of the list, or nullptr.
    std::uint32_t ProgramNode::*list = nullptr;
    std::size_t list_size = 0; ///< Words, operands and others.
    std::size_t first = 0;     ///< Of the operands, from the beginning of the list.
    std::size_t count = 0;
    std::size_t step = 1;
};

/// A reference has no operand, the rule it names is somewhere else; nor has an inversion, whose
/// candidates are only names.
OperandPlaces operand_places(Program const& program, ProgramNode const& node);

/// Calls `visit(NodeIndex)` for each operand of the node: tests before what they decide, the base
/// of a scale before its brackets.
template <typename Visit>
void for_each_operand(Program const& program, ProgramNode const& node, Visit visit) {
    auto const places = operand_places(program, node);
    if (places.a) visit(node.a);
    if (places.b) visit(node.b);
    if (places.c) visit(node.c);
    for (std::size_t i = 0; i < places.count; ++i) {
        auto const operand = program.operands[node.*places.list + places.first + i * places.step];
        if (operand != none) visit(operand);
    }
}

} // namespace prevenance
