#include "core/rules/operands.h"

namespace prevenance {

namespace {

OperandPlaces fields(bool a, bool b = false, bool c = false) {
    OperandPlaces places;
    places.a = a;
    places.b = b;
    places.c = c;
    return places;
}

/// `count` operands, `step` words apart, after `head` words of the list.
struct ListShape {
    std::size_t head;
    std::size_t count;
    std::size_t step;
    std::size_t place_in_step = 0;
};

OperandPlaces
with_list(OperandPlaces places, std::uint32_t ProgramNode::*list, ListShape const& shape) {
    places.list = list;
    places.list_size = shape.head + shape.count * shape.step;
    places.first = shape.head + shape.place_in_step;
    places.count = shape.count;
    places.step = shape.step;
    return places;
}

} // namespace

OperandPlaces operand_places(Program const& program, ProgramNode const& node) {
    switch (node.op) {
    case Op::constant:
    case Op::today:
    case Op::reference:
    case Op::inversion:
        return {};
    case Op::variations:
        return with_list({}, &ProgramNode::a, {0, std::size_t{node.b} * 2, 1});
    case Op::text:
        return with_list({}, &ProgramNode::a, {0, node.b, 2, 1});
    case Op::context:
        return with_list(fields(true), &ProgramNode::b, {1, program.operands[node.b], 3, 1});
    case Op::scale:
    case Op::grid:
    case Op::progressive_rate: {
        auto const brackets = std::size_t{program.operands[node.c]};
        return with_list(fields(true, true), &ProgramNode::c, {1, brackets * 2, 1});
    }
    case Op::condition:
        return fields(true, true, true);
    case Op::add:
    case Op::subtract:
    case Op::multiply:
    case Op::divide:
    case Op::floor_divide:
    case Op::power:
    case Op::less:
    case Op::less_equal:
    case Op::greater:
    case Op::greater_equal:
    case Op::equal:
    case Op::not_equal:
    case Op::both:
    case Op::either:
    case Op::round:
    case Op::duration:
        return fields(true, true);
    case Op::is_not_applicable:
    case Op::is_undefined:
    case Op::convert:
    case Op::simplify:
    case Op::logarithm:
    case Op::note_missing:
    case Op::fixed_point:
        return fields(true);
    }
    return {};
}

} // namespace prevenance
