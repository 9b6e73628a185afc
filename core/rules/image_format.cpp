#include "core/rules/image_format.h"

namespace prevenance {

NodeFields node_fields(Op op) {
    using enum NodeField;
    switch (op) {
    case Op::constant:
        return {constant, unused, unused};
    case Op::today:
        return {};
    case Op::reference:
        return {rule, unused, unused};
    case Op::condition:
        return {node, node, node};
    case Op::variations:
    case Op::text:
        return {list, plain, unused};
    case Op::convert:
        return {node, unit, unused};
    case Op::note_missing:
        return {node, text, unused};
    case Op::scale:
    case Op::grid:
    case Op::progressive_rate:
        return {node, node, list};
    case Op::duration:
        return {node, node, plain};
    case Op::context:
        return {node, list, text};
    case Op::inversion:
        return {rule, list, unused};
    case Op::fixed_point:
        return {node, rule, unused};
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
        return {node, node, unused};
    case Op::is_not_applicable:
    case Op::is_undefined:
    case Op::simplify:
    case Op::logarithm:
        return {node, unused, unused};
    }
    return {};
}

} // namespace prevenance
