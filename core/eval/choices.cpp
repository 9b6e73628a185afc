// The part of Machine that chooses: conditions and variations. The order in which tests and
// branches are evaluated is part of the language.
#include "core/eval/machine.h"

namespace prevenance {

/// What a condition tests; a failure when that is neither *oui*, *non* nor nothing.
Cell Machine::tested(NodeIndex node) {
    Cell const test = evaluate(node);
    bool const usable =
        test.kind == Cell::Kind::boolean || test.is_undefined() || test.is_not_applicable();
    if (usable && test.unit == unit_absent) return test;
    fail("a condition is neither oui nor non", "compare it with something");
    return {};
}

Cell Machine::condition_not_applicable(ProgramNode const& node) {
    Cell const test = tested(node.a);
    if (test.is_true() || test.is_false()) {
        Cell result = not_applicable(test.boolean ? node.b : node.c);
        result.set_missing(unite(test.missing(), result.missing()));
        return result;
    }
    Cell result = test;
    if (test.is_undefined()) {
        Cell const otherwise = not_applicable(node.c);
        Cell const then = not_applicable(node.b);
        result.set_missing(unite(test.missing(), unite(otherwise.missing(), then.missing())));
    }
    return result;
}

Cell Machine::condition(ProgramNode const& node) {
    Cell const test = tested(node.a);
    if (test.is_true()) {
        Cell result = evaluate(node.b);
        if (!has_unit(result.unit)) result.unit = unit_absent;
        result.set_missing(unite(test.missing(), result.missing()));
        return result;
    }
    if (test.is_undefined()) {
        Cell const otherwise = evaluate(node.c);
        Cell const then = evaluate(node.b);
        Cell result = test;
        result.unit = has_unit(then.unit) ? then.unit : unit_absent;
        result.set_missing(unite(test.missing(), unite(otherwise.missing(), then.missing())));
        return result;
    }
    Cell result = test;
    if (test.is_false()) {
        result = evaluate(node.c);
        result.set_missing(unite(test.missing(), result.missing()));
    }
    if (!has_unit(result.unit)) result.unit = written_unit(node.b);
    return result;
}

/// The unit that a branch bears by its writing alone, before any evaluation.
UnitId Machine::written_unit(NodeIndex index) const {
    ProgramNode const& node = program_->nodes[index];
    if (node.op == Op::constant) return program_->constants[node.a].unit;
    if (node.op == Op::convert) return node.b;
    if (node.op == Op::duration) return duration_units_[node.c];
    return unit_absent;
}

Cell Machine::variations(ProgramNode const& node) {
    Cell result = make_not_applicable(0);
    bool undecided = false; // An earlier condition is undefined: so is the result, for good.
    for (std::uint32_t i = 0; i < node.b; ++i) {
        Cell const test = evaluate(program_->operands[node.a + i * 2]);
        result.set_missing(unite(result.missing(), test.missing()));
        if (test.is_false() || test.is_not_applicable()) continue;

        undecided = undecided || test.is_undefined();
        Cell outcome = evaluate(program_->operands[node.a + i * 2 + 1]);
        if (has_unit(result.unit) && can_convert(outcome.unit, result.unit))
            outcome = in_unit(outcome, result.unit);
        auto const unit = has_unit(result.unit) ? result.unit
            : has_unit(outcome.unit)            ? outcome.unit
                                                : unit_absent;
        auto const missing = unite(result.missing(), outcome.missing());
        result = undecided ? Cell{} : outcome;
        result.unit = unit;
        result.set_missing(missing);
        if (!undecided) break;
    }
    return result;
}

} // namespace prevenance
