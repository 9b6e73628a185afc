// The part of ColumnsLowering that applies mechanisms: units, rounding, logarithms, durations.
#include "core/eval/calendar.h"
#include "core/eval/columns_lowering.h"

#include <algorithm>
#include <cmath>

namespace prevenance {

using Kind = Possible::Kind;

namespace {

UnitId number_unit(UnitId unit) {
    return unit == unit_void ? unit_absent : unit;
}

bool is_nothing(Possible const& item) {
    return item.is(Kind::undefined) || item.is(Kind::not_applicable);
}

} // namespace

ColumnId ColumnsLowering::converted_column(ColumnId column, UnitId from, UnitId to) {
    auto const& conversion = program_->units.conversion(from, has_unit(to) ? to : unit_empty);
    ColumnInstruction step;
    step.op = ColumnOp::convert;
    step.a = column;
    step.table = builder_.conversion(conversion);
    return builder_.operate(step);
}

ValueSource ColumnsLowering::day_source(Possible const& item) const {
    if (item.is(Kind::day)) return {true, item.column, item.number};
    if (!item.is(Kind::text)) return {};
    auto const day = parse_french_day(program_->text(item.text));
    if (!day) return {};
    return {true, none, static_cast<double>(day->time_since_epoch().count())};
}

/// The number said in another unit, where the two are convertible; the unit is left to the caller.
Possible ColumnsLowering::converted(Possible item, UnitId to) {
    if (!item.is(Kind::number) || !has_unit(item.unit)) return item;
    if (!program_->units.convertible(item.unit, to)) return item;
    if (item.column == none) {
        item.number = program_->units.convert(item.unit, to, item.number);
    } else {
        item.column = converted_column(item.column, item.unit, to);
    }
    return item;
}

Term ColumnsLowering::convert(ProgramNode const& node) {
    Term const worth = value(node.a);
    return combine({&worth}, [&](auto items) {
        Possible item = *items[0];
        if (item.is(Kind::unknown)) return item;
        bool const is_truthy = item.is(Kind::yes) || item.is(Kind::text) || item.is(Kind::day);
        if (is_truthy && has_unit(item.unit)) return unknown_lane("a unit on what is no number");
        item = converted(item, node.b);
        item.unit = item.is(Kind::number) ? number_unit(node.b) : node.b;
        return item;
    });
}

/// In the unit without the factors that a conversion cancels.
Possible ColumnsLowering::simplified(Possible item) {
    if (!has_unit(item.unit)) return item;
    UnitId const unit = program_->units.simplify(item.unit);
    if (item.is(Kind::number) && !program_->units.convertible(item.unit, unit))
        return unknown_lane("a unit that cannot be simplified");
    item = converted(item, unit);
    item.unit = unit;
    return item;
}

Term ColumnsLowering::simplify(ProgramNode const& node) {
    Term const worth = value(node.a);
    return combine({&worth}, [&](auto items) {
        Possible item = *items[0];
        if (is_nothing(item) || item.is(Kind::unknown)) return item;
        if (has_unit(item.unit)) return simplified(item);
        item.unit = item.is(Kind::number) ? unit_absent : unit_void;
        return item;
    });
}

Possible ColumnsLowering::rounded(Possible item, double decimals) {
    ColumnInstruction step;
    step.op = ColumnOp::round;
    step.number = decimals;
    step.a = item.column;
    if (item.column == none) {
        item.number = fold_values(builder_.code(), step, item.number, 0);
    } else {
        item.column = builder_.operate(step);
    }
    return item;
}

Term ColumnsLowering::round(ProgramNode const& node) {
    Term const worth = value(node.a);
    Term const precision = value(node.b);
    return combine({&worth, &precision}, [&](auto items) {
        Possible item = simplified(*items[0]);
        if (item.is(Kind::unknown)) return item;
        if (item.unit == unit_absent && !item.is(Kind::number)) item.unit = unit_void;
        if (item.is(Kind::no)) return item;
        Possible const& digits = *items[1];
        if (digits.is(Kind::unknown)) return digits;
        bool const is_number = digits.is(Kind::number);
        if (is_number && program_->units.print(digits.unit).find("décimale") == std::string::npos)
            return unknown_lane("the precision of 'arrondi' has no unit 'décimales'");
        if (is_number && digits.column != none) return unknown_lane("a precision that varies");
        if (!item.is(Kind::number)) return item;
        if (digits.is(Kind::undefined)) return Possible{.kind = Kind::undefined, .unit = item.unit};
        if (is_number) return rounded(item, digits.number);
        return digits.is(Kind::yes) ? rounded(item, 0) : item;
    });
}

Term ColumnsLowering::logarithm(ProgramNode const& node) {
    Term const worth = value(node.a);
    return combine({&worth}, [&](auto items) {
        Possible item = simplified(*items[0]);
        if (item.is(Kind::unknown)) return item;
        item.unit = unit_absent;
        if (is_nothing(item)) return item;
        if (!item.is(Kind::number)) return unknown_lane("the logarithm of what is no number");
        ColumnInstruction step;
        step.op = ColumnOp::logarithm;
        step.a = item.column;
        if (item.column == none) {
            item.number = std::log(item.number);
        } else {
            item.column = builder_.operate(step);
        }
        return item;
    });
}

Term ColumnsLowering::duration(ProgramNode const& node) {
    Term const from = value(node.a);
    Term const until = value(node.b);
    UnitId const unit = duration_units_[node.c];
    return combine({&from, &until}, [&](auto items) {
        for (auto const* item : items)
            if (item->is(Kind::unknown)) return *item;
        for (auto const* item : items)
            if (item->is(Kind::not_applicable))
                return Possible{.kind = Kind::not_applicable, .unit = unit};
        for (auto const* item : items)
            if (item->is(Kind::undefined)) return Possible{.kind = Kind::undefined, .unit = unit};
        auto const first = day_source(*items[0]);
        auto const last = day_source(*items[1]);
        if (!first.matters || !last.matters)
            return unknown_lane("a duration between what are no dates");
        ColumnInstruction step;
        step.op = ColumnOp::duration;
        step.table = node.c;
        Possible result{.kind = Kind::number, .unit = unit};
        if (first.column == none && last.column == none) {
            result.number = fold_values(builder_.code(), step, first.number, last.number);
            return result;
        }
        step.a = first.column == none ? builder_.constant_column(first.number) : first.column;
        step.b = last.column == none ? builder_.constant_column(last.number) : last.column;
        result.column = builder_.operate(step);
        return result;
    });
}

} // namespace prevenance
