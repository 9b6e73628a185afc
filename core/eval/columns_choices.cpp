// The part of ColumnsLowering for what chooses between values: conditions and variations.
#include "core/eval/columns_lowering.h"

namespace prevenance {

using Kind = Possible::Kind;

namespace {

UnitId bare_is_absent(UnitId unit) {
    return has_unit(unit) ? unit : unit_absent;
}

/// What a condition may test: *oui*, *non* or nothing, without a unit.
bool is_usable_test(Possible const& test) {
    bool const usable = test.is(Kind::yes) || test.is(Kind::no) || test.is(Kind::undefined) ||
        test.is(Kind::not_applicable);
    return usable && test.unit == unit_absent;
}

/// Whether every lane has that test, so that what it rules out need not be looked at.
bool is_always(Term const& term, Kind kind) {
    for (auto const& item : term.items)
        if (!item.is(kind)) return false;
    return true;
}

bool may_be(Term const& term, Kind kind) {
    for (auto const& item : term.items)
        if (item.is(kind)) return true;
    return false;
}

bool may_be_undefined(Term const& term) {
    return may_be(term, Kind::undefined) || may_be(term, Kind::no_or_undefined);
}

Term placeholder() {
    return TermBuilder::constant({.kind = Kind::unknown});
}

} // namespace

Term ColumnsLowering::condition_not_applicable(ProgramNode const& node) {
    Term const test = value(node.a);
    bool const undefined = may_be_undefined(test);
    bool const needs_then =
        undefined || may_be(test, Kind::yes) || may_be(test, Kind::yes_or_not_applicable);
    bool const needs_else =
        undefined || may_be(test, Kind::no) || may_be(test, Kind::no_or_undefined);
    Term const otherwise = needs_else ? not_applicable(node.c) : placeholder();
    Term const then = needs_then ? not_applicable(node.b) : placeholder();
    return combine({&test, &otherwise, &then}, [&](auto items) -> Possible {
        Possible const& tested = *items[0];
        if (tested.is(Kind::unknown)) return tested;
        if (!is_usable_test(tested)) return unknown_lane("a condition is neither oui nor non");
        if (tested.is(Kind::no)) return *items[1];
        if (tested.is(Kind::yes)) return *items[2];
        if (tested.is(Kind::not_applicable)) return {.kind = Kind::yes_or_not_applicable};
        if (items[1]->is(Kind::unknown)) return *items[1];
        if (items[2]->is(Kind::unknown)) return *items[2];
        return {.kind = Kind::no_or_undefined};
    });
}

Term ColumnsLowering::condition(ProgramNode const& node) {
    Term const test = value(node.a);
    bool const undefined = may_be_undefined(test);
    bool const needs_then =
        undefined || may_be(test, Kind::yes) || may_be(test, Kind::yes_or_not_applicable);
    bool const needs_else = undefined || may_be(test, Kind::no);
    Term const otherwise = needs_else ? value(node.c) : placeholder();
    Term const then = needs_then ? value(node.b) : placeholder();
    UnitId const written = written_unit(node.b);
    return combine({&test, &otherwise, &then}, [&](auto items) -> Possible {
        Possible const& tested = *items[0];
        if (tested.is(Kind::unknown)) return tested;
        if (!is_usable_test(tested)) return unknown_lane("a condition is neither oui nor non");
        if (tested.is(Kind::yes)) {
            Possible result = *items[2];
            result.unit = bare_is_absent(result.unit);
            return result;
        }
        if (tested.is(Kind::undefined)) {
            if (items[1]->is(Kind::unknown)) return *items[1];
            if (items[2]->is(Kind::unknown)) return *items[2];
            return {.kind = Kind::undefined, .unit = bare_is_absent(items[2]->unit)};
        }
        Possible result = tested.is(Kind::no) ? *items[1] : tested;
        if (!has_unit(result.unit) && !result.is(Kind::unknown)) result.unit = written;
        return result;
    });
}

/// The unit that a branch bears by its writing alone, before any evaluation.
UnitId ColumnsLowering::written_unit(NodeIndex index) const {
    ProgramNode const& node = program_->nodes[index];
    if (node.op == Op::constant) return program_->constants[node.a].unit;
    if (node.op == Op::convert) return node.b;
    if (node.op == Op::duration) return duration_units_[node.c];
    return unit_absent;
}

/// From the last one to the first: what is left when the earlier ones do not hold, and what is left
/// once one was undefined (the result then is too, in the unit of the first outcome that has one).
Term ColumnsLowering::variations(ProgramNode const& node) {
    std::vector<Term> tests;
    bool undecided = false;
    for (std::uint32_t i = 0; i < node.b; ++i) {
        tests.push_back(value(program_->operands[node.a + i * 2]));
        undecided = undecided || may_be_undefined(tests.back());
        if (is_always(tests.back(), Kind::yes) && !undecided) break;
    }
    Term rest = TermBuilder::constant({.kind = Kind::not_applicable});
    Term lost = TermBuilder::constant({.kind = Kind::undefined});
    for (auto i = static_cast<std::uint32_t>(tests.size()); i-- > 0;) {
        Term const& test = tests[i];
        if (is_always(test, Kind::no)) continue;
        Term const outcome = value(program_->operands[node.a + i * 2 + 1]);
        auto const lose = [](Possible const& worth, Possible const& left) -> Possible {
            if (worth.is(Kind::unknown)) return worth;
            if (left.is(Kind::unknown)) return left;
            return {.kind = Kind::undefined, .unit = has_unit(worth.unit) ? worth.unit : left.unit};
        };
        rest = combine({&test, &outcome, &rest, &lost}, [&](auto items) {
            if (items[0]->is(Kind::unknown)) return *items[0];
            if (items[0]->is(Kind::no) || items[0]->is(Kind::not_applicable)) return *items[2];
            if (items[0]->is(Kind::undefined)) return lose(*items[1], *items[3]);
            Possible result = *items[1];
            result.unit = bare_is_absent(result.unit);
            return result;
        });
        if (!undecided) continue;
        lost = combine({&test, &outcome, &lost}, [&](auto items) {
            if (items[0]->is(Kind::unknown)) return *items[0];
            if (items[0]->is(Kind::no) || items[0]->is(Kind::not_applicable)) return *items[2];
            return lose(*items[1], *items[2]);
        });
    }
    return rest;
}

} // namespace prevenance
