// The half of Machine that computes: operators, with the coercions of the reference engine.
#include "core/base/text.h"
#include "core/eval/calendar.h"
#include "core/eval/format.h"
#include "core/eval/machine.h"
#include "core/eval/numbers.h"

#include <cmath>
#include <limits>

namespace prevenance {

namespace {

constexpr double milliseconds_per_day = 86'400'000;

bool is_comparison(Op op) {
    return op == Op::less || op == Op::less_equal || op == Op::greater || op == Op::greater_equal;
}

bool is_product(Op op) {
    return op == Op::multiply || op == Op::divide || op == Op::floor_divide;
}

Cell compare_numbers(Op op, double left, double right) {
    if (op == Op::less) return make_boolean(left < right);
    if (op == Op::less_equal) return make_boolean(left <= right);
    if (op == Op::greater) return make_boolean(left > right);
    return make_boolean(left >= right);
}

/// Equality and logic take *not applicable* for *non*.
Cell or_no(Cell cell) {
    if (!cell.is_not_applicable()) return cell;
    cell.kind = Cell::Kind::boolean;
    cell.boolean = false;
    return cell;
}

bool same_value(Cell const& left, Cell const& right) {
    if (left.kind != right.kind) return false;
    switch (left.kind) {
    case Cell::Kind::boolean:
        return left.boolean == right.boolean;
    case Cell::Kind::number:
        return left.number == right.number;
    case Cell::Kind::text:
        return left.text == right.text;
    case Cell::Kind::undefined:
    case Cell::Kind::not_applicable:
        break;
    }
    return true;
}

/// A day in milliseconds, as JavaScript compares dates; nothing for other texts.
std::optional<Cell> instant_of(std::string_view text) {
    auto const day = parse_french_day(text);
    if (!day) return std::nullopt;
    return make_number(static_cast<double>(day->time_since_epoch().count()) * milliseconds_per_day);
}

} // namespace

double Machine::to_number(Cell const& cell) const {
    switch (cell.kind) {
    case Cell::Kind::number:
        return cell.number;
    case Cell::Kind::boolean:
        return cell.boolean ? 1 : 0;
    case Cell::Kind::not_applicable:
        return 0;
    case Cell::Kind::text: {
        auto const text = trim(program_->text(cell.text));
        if (text.empty()) return 0;
        return parse_decimal(text).value_or(std::numeric_limits<double>::quiet_NaN());
    }
    case Cell::Kind::undefined:
        break;
    }
    return std::numeric_limits<double>::quiet_NaN();
}

bool Machine::is_truthy(Cell const& cell) const {
    switch (cell.kind) {
    case Cell::Kind::number:
        return cell.number != 0 && !std::isnan(cell.number);
    case Cell::Kind::boolean:
        return cell.boolean;
    case Cell::Kind::text:
        return !program_->text(cell.text).empty();
    case Cell::Kind::undefined:
    case Cell::Kind::not_applicable:
        break;
    }
    return false;
}

Cell Machine::in_unit(Cell cell, UnitId unit) {
    if (has_unit(cell.unit) && cell.is_number())
        cell.number = program_->units.convert(cell.unit, unit, cell.number);
    cell.unit = unit;
    return cell;
}

Cell Machine::simplified(Cell cell) {
    if (!has_unit(cell.unit)) return cell;
    return in_unit(cell, program_->units.simplify(cell.unit));
}

/// Whether that operand decides alone, whatever the other one is worth.
inline bool Machine::decides(Op op, Cell const& operand) {
    switch (operand.kind) {
    case Cell::Kind::number:
        return operand.number == 0 && op == Op::multiply;
    case Cell::Kind::boolean:
        return op == (operand.boolean ? Op::either : Op::both);
    case Cell::Kind::not_applicable:
        return is_comparison(op) || is_product(op) || op == Op::both;
    case Cell::Kind::undefined:
    case Cell::Kind::text:
        break;
    }
    return false;
}

/// What an operand that decides makes of the operation: its own missing facts alone, and no unit.
inline Cell Machine::decided(Op op, Cell operand) {
    if (op == Op::both) return make_boolean(false, operand.missing());
    operand.unit = unit_absent;
    return operand;
}

Cell Machine::operation(ProgramNode const& node) {
    Op const op = node.op;
    Cell const left = evaluate(node.a);
    bool const ends = (op == Op::divide && left.is_number() && left.number == 0) ||
        (op == Op::subtract && left.is_not_applicable());
    if (ends || decides(op, left)) return decided(op, left);
    Cell const right = evaluate(node.b);
    if (op == Op::divide && right.is_number() && right.number == 0) {
        fail("division by zero", "test the divisor before dividing");
        return {};
    }
    if (decides(op, right)) return decided(op, right);
    auto const missing = unite(left.missing(), right.missing());
    Cell result = are_plain(op, left, right) ? test(op, left, right) : combine(op, left, right);
    result.set_missing(missing);
    return result;
}

/// Tests of two of one kind without units: most operations of most rules. Nothing is converted.
inline bool Machine::are_plain(Op op, Cell const& left, Cell const& right) const {
    if (left.kind != right.kind || has_unit(left.unit) || has_unit(right.unit)) return false;
    if (left.is_number()) return op >= Op::less && op <= Op::not_equal;
    if (left.kind == Cell::Kind::boolean) return op >= Op::equal && op <= Op::either;
    constexpr std::size_t day_size = 10; // One day may be written in several ways.
    return left.is_text() && (op == Op::equal || op == Op::not_equal) &&
        program_->size_of(left.text) != day_size;
}

/// What combine() finds for operands that are_plain().
inline Cell Machine::test(Op op, Cell const& left, Cell const& right) {
    bool const alike = left.is_number() ? left.number == right.number
        : left.is_text()                ? left.text == right.text
                                        : left.boolean == right.boolean;
    if (op == Op::equal || op == Op::not_equal) return make_boolean(alike == (op == Op::equal));
    if (op == Op::both) return make_boolean(left.boolean && right.boolean);
    if (op == Op::either) return make_boolean(left.boolean || right.boolean);
    return compare_numbers(op, left.number, right.number);
}

Cell Machine::combine(Op op, Cell left, Cell right) {
    auto& units = program_->units;
    bool const additive = op == Op::add || op == Op::subtract;
    bool const adds_percent =
        additive && units.is_percent(right.unit) && !units.is_percent(left.unit);
    bool const known = !left.is_undefined() && !right.is_undefined();
    if (known && !is_product(op) && !adds_percent) align_units(left, right);

    Cell result = known ? apply(op, left, right) : Cell{};
    if (adds_percent) {
        if (left.is_number() && right.is_number()) {
            double const sign = op == Op::subtract ? -1 : 1;
            result = make_number(left.number * (1 + right.number / 100 * sign));
        }
        result.unit = units.without_percent(units.multiply(left.unit, right.unit));
        return result;
    }
    set_operation_unit(op, result, left.unit, right.unit);
    return result;
}

/// Brings both operands to the left one's unit; clashing units are left as they are.
void Machine::align_units(Cell& left, Cell& right) {
    if (has_unit(left.unit) && right.unit != unit_absent) {
        if (can_convert(right.unit, left.unit)) right = in_unit(right, left.unit);
    } else if (has_unit(right.unit)) {
        if (can_convert(left.unit, right.unit)) left = in_unit(left, right.unit);
    }
}

void Machine::set_operation_unit(Op op, Cell& result, UnitId left, UnitId right) {
    auto& units = program_->units;
    if (op == Op::multiply) {
        result.unit = units.multiply(left, right);
        if (!units.has_percent(result.unit)) return;
        if (result.is_number()) result.number /= 100;
        result.unit = units.without_percent(result.unit);
    } else if (op == Op::divide) {
        result.unit = units.divide(left, right);
    } else if (op == Op::floor_divide) {
        result.unit = has_unit(left) && has_unit(right) ? unit_void : units.multiply(left, right);
    } else if (op == Op::add || op == Op::subtract) {
        result.unit = has_unit(left) ? left : has_unit(right) ? right : unit_void;
    } else {
        result.unit = unit_absent;
    }
}

Cell Machine::apply(Op op, Cell const& left, Cell const& right) {
    if (left.is_text() && right.is_text()) {
        auto const first = instant_of(program_->text(left.text));
        auto const second = instant_of(program_->text(right.text));
        if (first && second) return apply(op, *first, *second);
    }
    if (op == Op::equal || op == Op::not_equal)
        return make_boolean(same_value(or_no(left), or_no(right)) == (op == Op::equal));
    if (op == Op::both || op == Op::either) {
        Cell result = is_truthy(left) == (op == Op::both) ? or_no(right) : or_no(left);
        result.unit = unit_absent;
        return result;
    }
    if (is_comparison(op)) return compare(op, left, right);
    if (op == Op::add && (left.is_text() || right.is_text())) return join_texts(left, right);
    return arithmetic(op, to_number(left), to_number(right));
}

Cell Machine::arithmetic(Op op, double left, double right) {
    if (op == Op::add) return make_number(left + right);
    if (op == Op::subtract) return make_number(left - right);
    if (op == Op::multiply) return make_number(left * right);
    if (op == Op::divide) return make_number(left / right);
    if (op == Op::floor_divide) return make_number((left - std::fmod(left, right)) / right);
    return make_number(raise(left, right));
}

Cell Machine::compare(Op op, Cell const& left, Cell const& right) const {
    if (left.is_text() && right.is_text()) {
        // UTF-8 orders as code points; texts of rules hold no letter beyond the BMP.
        int const order = program_->text(left.text).compare(program_->text(right.text));
        return compare(op, make_number(order), make_number(0));
    }
    return compare_numbers(op, to_number(left), to_number(right));
}

Cell Machine::join_texts(Cell const& left, Cell const& right) {
    auto const written = [&](Cell const& cell) -> std::string {
        if (cell.is_text()) return std::string(program_->text(cell.text));
        if (cell.is_not_applicable()) return "null";
        if (cell.kind == Cell::Kind::boolean) return cell.boolean ? "true" : "false";
        return print_shortest(cell.number);
    };
    return make_text(program_->intern(written(left) + written(right)));
}

} // namespace prevenance
