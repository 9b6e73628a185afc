// The part of ColumnsLowering for operators: for each pair of possibilities, what the operator
// makes of their kinds and units; then, for each way of computing that was met, one column.
#include "core/eval/calendar.h"
#include "core/eval/columns_lowering.h"

#include <algorithm>
#include <optional>

namespace prevenance {

using Kind = Possible::Kind;

namespace {

bool is_comparison(Op op) {
    return op >= Op::less && op <= Op::greater_equal;
}

bool is_equality(Op op) {
    return op == Op::equal || op == Op::not_equal;
}

bool is_product(Op op) {
    return op == Op::multiply || op == Op::divide || op == Op::floor_divide;
}

bool is_logic(Op op) {
    return op == Op::both || op == Op::either;
}

Possible yes_or_no(bool value) {
    return {.kind = value ? Kind::yes : Kind::no};
}

Kind or_no(Kind kind) {
    return kind == Kind::not_applicable ? Kind::no : kind;
}

/// What stands for it in a computation.
ValueSource as_number(Possible const& item) {
    if (item.is(Kind::number) || item.is(Kind::day)) return {true, item.column, item.number};
    if (item.is(Kind::yes)) return {true, none, 1};
    return {item.is(Kind::no) || item.is(Kind::not_applicable), none, 0};
}

} // namespace

/// One operator over two terms.
class OperationLowering {
public:
    OperationLowering(ColumnsLowering& lowering, Op op, Term left, Term right)
        : lowering_(&lowering)
        , builder_(&lowering.builder_)
        , units_(&lowering.program_->units)
        , op_(op)
        , left_(std::move(left))
        , right_(std::move(right)) {}

    Term lower() {
        if (op_ == Op::multiply || op_ == Op::divide) {
            left_zero_ = zero_column(left_);
            right_zero_ = zero_column(right_);
        }
        for (auto const& left : left_.items)
            for (auto const& right : right_.items)
                collect(left, right);
        std::vector<Axis> axes{axis_of(left_), axis_of(right_), left_zero_, right_zero_};
        for (auto const& way : ways_)
            if (way.makes_state) axes.push_back(question_axis(way.column));
        std::vector<Possible const*> items(2);
        return builder_->joint(axes, [&](std::span<std::uint32_t const> states) {
            states_ = states;
            items[0] = &left_.items[states[0]];
            items[1] = &right_.items[states[1]];
            return lowering_->resolve(items, 0, [this](auto pair) {
                return outcome(*pair[0], *pair[1], false);
            });
        });
    }

private:
    static constexpr std::size_t left_zero_axis = 2;
    static constexpr std::size_t right_zero_axis = 3;

    /// A way of computing with two numbers, and the column it gives.
    struct Way {
        ColumnOp op = ColumnOp::add;
        UnitId left_from = unit_absent; ///< unit_absent: no conversion.
        UnitId left_to = unit_absent;
        UnitId right_from = unit_absent;
        UnitId right_to = unit_absent;
        bool hundredth = false;
        bool swapped = false;
        bool makes_state = false;
        ColumnId column = none;

        bool same_as(Way const& other) const {
            return op == other.op && left_from == other.left_from && left_to == other.left_to &&
                right_from == other.right_from && right_to == other.right_to &&
                hundredth == other.hundredth && swapped == other.swapped;
        }
    };

    Axis zero_column(Term const& term) {
        bool const varies = std::any_of(term.items.begin(), term.items.end(), [](auto const& item) {
            return item.is(Kind::number) && item.column != none;
        });
        if (!varies) return {};
        ColumnInstruction step;
        step.op = ColumnOp::is_zero;
        step.a = number_column(term);
        return question_axis(builder_->operate(step));
    }

    ColumnId number_column(Term const& term) {
        std::vector<ValueSource> sources;
        for (auto const& item : term.items)
            sources.push_back(as_number(item));
        bool const hides_absent = is_comparison(op_) || is_equality(op_) || is_product(op_);
        for (std::size_t i = 0; i < sources.size(); ++i)
            if (hides_absent && term.items[i].is(Kind::not_applicable)) sources[i].matters = false;
        return builder_->merge(term.state, sources);
    }

    /// First round: which ways of computing are there.
    void collect(Possible const& left, Possible const& right) {
        std::vector<Possible const*> items{&left, &right};
        states_ = {};
        static_cast<void>(lowering_->resolve(items, 0, [this](auto pair) {
            return outcome(*pair[0], *pair[1], true);
        }));
    }

    bool is_zero(Possible const& item, std::size_t axis, bool collecting) const {
        if (!item.is(Kind::number)) return false;
        if (item.column == none) return item.number == 0;
        bool const divides = op_ == Op::divide && axis == right_zero_axis;
        if (zero_is_computed_ && !divides) return false;
        return !collecting && states_[axis] == 1;
    }

    /// What the left operand alone decides; it then carries no unit.
    std::optional<Possible> short_cut(Possible const& left, bool collecting) const {
        bool const hides =
            is_comparison(op_) || is_product(op_) || op_ == Op::subtract || op_ == Op::both;
        bool const zero = is_zero(left, left_zero_axis, collecting);
        bool const decided = (left.is(Kind::not_applicable) && hides) ||
            (zero && (op_ == Op::divide || op_ == Op::multiply)) ||
            (left.is(Kind::no) && op_ == Op::both) || (left.is(Kind::yes) && op_ == Op::either);
        if (!decided) return std::nullopt;
        return op_ == Op::both ? yes_or_no(false) : without_unit(left);
    }

    std::optional<Possible> late_short_cut(Possible const& right, bool collecting) {
        bool const zero = is_zero(right, right_zero_axis, collecting);
        if (op_ == Op::divide && zero) return unknown("division by zero");
        bool const hides = is_comparison(op_) || is_product(op_) || op_ == Op::both;
        bool const decided = (right.is(Kind::not_applicable) && hides) ||
            (zero && op_ == Op::multiply) || (right.is(Kind::no) && op_ == Op::both) ||
            (right.is(Kind::yes) && op_ == Op::either);
        if (!decided) return std::nullopt;
        return op_ == Op::both ? yes_or_no(false) : without_unit(right);
    }

    static Possible without_unit(Possible item) {
        item.unit = unit_absent;
        return item;
    }

    Possible unknown(char const* reason) { return lowering_->unknown_lane(reason); }

    Possible outcome(Possible const& left, Possible const& right, bool collecting) {
        if (left.is(Kind::unknown)) return left;
        // The product of a zero is the zero itself, without a unit: where it would have none either
        // way, the instruction sees to it.
        zero_is_computed_ = left.is(Kind::number) && right.is(Kind::number) &&
            number_unit(result_unit(left.unit, right.unit)) == unit_absent;
        if (auto const decided = short_cut(left, collecting)) return *decided;
        if (right.is(Kind::unknown)) return right;
        if (auto const decided = late_short_cut(right, collecting)) return *decided;
        bool const known = !left.is(Kind::undefined) && !right.is(Kind::undefined);
        bool const percent = adds_percent(left, right);
        if (!known) return {.kind = Kind::undefined, .unit = result_unit(left.unit, right.unit)};
        if (is_equality(op_) && or_no(left.kind) != or_no(right.kind) && !is_date(left) &&
            !is_date(right))
            return yes_or_no(op_ == Op::not_equal);
        if (is_text(left) || is_text(right)) return texts(left, right);
        if (is_logic(op_)) return logic(left, right);
        if (is_equality(op_) && !left.is(Kind::number)) return yes_or_no(op_ == Op::equal);
        Way way = way_of(left, right, percent);
        return apply(way, left, right);
    }

    static bool is_date(Possible const& item) { return item.is(Kind::day); }

    static bool is_text(Possible const& item) { return item.is(Kind::text) || is_date(item); }

    bool adds_percent(Possible const& left, Possible const& right) const {
        return (op_ == Op::add || op_ == Op::subtract) && units_->is_percent(right.unit) &&
            !units_->is_percent(left.unit);
    }

    UnitId result_unit(UnitId left, UnitId right) {
        if (op_ == Op::multiply) {
            UnitId const product = units_->multiply(left, right);
            return units_->has_percent(product) ? units_->without_percent(product) : product;
        }
        if (op_ == Op::divide) return units_->divide(left, right);
        if (op_ == Op::floor_divide)
            return has_unit(left) && has_unit(right) ? unit_void : units_->multiply(left, right);
        if (op_ != Op::add && op_ != Op::subtract) return unit_absent;
        if (units_->is_percent(right) && !units_->is_percent(left))
            return units_->without_percent(units_->multiply(left, right));
        return has_unit(left) ? left : has_unit(right) ? right : unit_void;
    }

    Possible logic(Possible const& left, Possible const& right) {
        if (left.is(Kind::number) || right.is(Kind::number)) return unknown("et, ou of a number");
        bool const is_true = left.is(Kind::yes);
        return {.kind = or_no(is_true == (op_ == Op::both) ? right.kind : left.kind)};
    }

    Possible texts(Possible const& left, Possible const& right) {
        if (is_date(left) || is_date(right)) return dates(left, right);
        bool const both_texts = left.is(Kind::text) && right.is(Kind::text);
        if (is_equality(op_)) {
            bool const same = both_texts && left.text == right.text;
            return yes_or_no(same == (op_ == Op::equal));
        }
        if (!both_texts || !is_comparison(op_)) return unknown("an operation on texts");
        auto const first = lowering_->day_source(left);
        auto const second = lowering_->day_source(right);
        if (first.matters && second.matters) return dates(left, right);
        auto const& text = lowering_->program_->text(left.text);
        int const order = text.compare(lowering_->program_->text(right.text));
        return apply(
            Way{.op = predicate()},
            {.kind = Kind::number, .number = static_cast<double>(order)},
            {.kind = Kind::number}
        );
    }

    Possible dates(Possible left, Possible right) {
        if (!is_comparison(op_) && !is_equality(op_)) return unknown("an operation on dates");
        for (auto* item : {&left, &right}) {
            if (item->is(Kind::text)) {
                auto const day = parse_french_day(lowering_->program_->text(item->text));
                if (day) {
                    item->kind = Kind::day;
                    item->number = static_cast<double>(day->time_since_epoch().count());
                } else if (!is_equality(op_)) {
                    return unknown("an operation on texts");
                }
            }
        }
        if (is_date(left) && is_date(right)) return apply(Way{.op = predicate()}, left, right);
        if (is_equality(op_)) return yes_or_no(op_ == Op::not_equal);
        return unknown("an operation on dates");
    }

    ColumnOp predicate() const {
        if (op_ == Op::less || op_ == Op::greater) return ColumnOp::less;
        return is_equality(op_) ? ColumnOp::equal : ColumnOp::less_equal;
    }

    ColumnOp computation(Possible const& left, Possible const& right, bool percent) const {
        bool const numbers = left.is(Kind::number) && right.is(Kind::number);
        if (op_ == Op::add) return percent && numbers ? ColumnOp::add_percent : ColumnOp::add;
        if (op_ == Op::subtract)
            return percent && numbers ? ColumnOp::subtract_percent : ColumnOp::subtract;
        if (op_ == Op::multiply) return numbers ? ColumnOp::multiply : ColumnOp::plain_multiply;
        if (op_ == Op::divide) return numbers ? ColumnOp::divide : ColumnOp::plain_divide;
        return op_ == Op::floor_divide ? ColumnOp::floor_divide : ColumnOp::power;
    }

    Way way_of(Possible const& left, Possible const& right, bool percent) {
        Way way;
        bool const asks = is_comparison(op_) || is_equality(op_);
        way.op = asks ? predicate() : computation(left, right, percent);
        if (!is_product(op_) && !percent) align(left, right, way);
        way.hundredth =
            op_ == Op::multiply && units_->has_percent(units_->multiply(left.unit, right.unit));
        return way;
    }

    /// Brings both operands to the left one's unit; clashing units are left as they are.
    void align(Possible const& left, Possible const& right, Way& way) {
        if (has_unit(left.unit) && right.unit != unit_absent) {
            bool const turns = right.is(Kind::number) && has_unit(right.unit) &&
                units_->convertible(right.unit, left.unit);
            if (turns) set_conversion(right.unit, left.unit, way.right_from, way.right_to);
        } else if (has_unit(right.unit)) {
            bool const turns = left.is(Kind::number) && has_unit(left.unit) &&
                units_->convertible(left.unit, right.unit);
            if (turns) set_conversion(left.unit, right.unit, way.left_from, way.left_to);
        }
    }

    static void set_conversion(UnitId unit, UnitId goal, UnitId& from, UnitId& to) {
        from = unit;
        to = goal;
    }

    Possible apply(Way way, Possible const& left, Possible const& right) {
        way.swapped = op_ == Op::greater || op_ == Op::greater_equal;
        way.makes_state = writes_state(way.op);
        if (left.column == none && right.column == none) return folded(way, left, right);
        std::size_t axis = right_zero_axis + 1;
        for (auto const& known : ways_) {
            if (known.same_as(way)) return computed(known, axis, left, right);
            axis += known.makes_state ? 1 : 0;
        }
        way.column = column_of(way, left.is(Kind::day));
        ways_.push_back(way);
        return {};
    }

    Possible
    computed(Way const& way, std::size_t axis, Possible const& left, Possible const& right) {
        if (way.makes_state)
            return yes_or_no((!states_.empty() && states_[axis] == 1) == (op_ != Op::not_equal));
        Possible result{.kind = Kind::number, .column = way.column};
        result.unit = number_unit(result_unit(left.unit, right.unit));
        return result;
    }

    /// Numbers never tell a unit that came to nothing from none at all.
    static UnitId number_unit(UnitId unit) { return unit == unit_void ? unit_absent : unit; }

    Possible folded(Way const& way, Possible const& left, Possible const& right) {
        double a = as_number(left).number;
        double b = as_number(right).number;
        if (way.left_from != unit_absent) a = units_->convert(way.left_from, way.left_to, a);
        if (way.right_from != unit_absent) b = units_->convert(way.right_from, way.right_to, b);
        if (way.swapped) std::swap(a, b);
        if (way.makes_state) {
            bool const holds = way.op == ColumnOp::less ? a < b
                : way.op == ColumnOp::equal             ? a == b
                                                        : a <= b;
            return yes_or_no(holds == (op_ != Op::not_equal));
        }
        Possible result{.kind = Kind::number};
        result.unit = number_unit(result_unit(left.unit, right.unit));
        result.number = fold_values(builder_->code(), {.op = way.op}, a, b);
        if (way.hundredth) result.number /= 100;
        return result;
    }

    ColumnId column_of(Way const& way, bool days) {
        ColumnInstruction step;
        step.op = way.op;
        step.a =
            converted(days ? day_column(left_) : number_column(left_), way.left_from, way.left_to);
        step.b = converted(
            days ? day_column(right_) : number_column(right_), way.right_from, way.right_to
        );
        if (way.swapped) std::swap(step.a, step.b);
        ColumnId const column = builder_->operate(step);
        if (!way.hundredth) return column;
        return builder_->operate({.op = ColumnOp::hundredth, .a = column});
    }

    ColumnId day_column(Term const& term) {
        std::vector<ValueSource> sources;
        for (auto const& item : term.items)
            sources.push_back(lowering_->day_source(item));
        return builder_->merge(term.state, sources);
    }

    ColumnId converted(ColumnId column, UnitId from, UnitId to) {
        if (from == unit_absent) return column;
        return lowering_->converted_column(column, from, to);
    }

    ColumnsLowering* lowering_;
    TermBuilder* builder_;
    UnitTable* units_;
    Op op_;
    Term left_;
    Term right_;
    Axis left_zero_;
    Axis right_zero_;
    std::vector<Way> ways_;
    bool zero_is_computed_ = false;
    std::span<std::uint32_t const> states_;
};

Term ColumnsLowering::operation(ProgramNode const& node) {
    Term const left = value(node.a);
    bool const decided = left.state == none &&
        ((left.items[0].is(Kind::no) && node.op == Op::both) ||
         (left.items[0].is(Kind::yes) && node.op == Op::either));
    if (decided) return left;
    return OperationLowering(*this, node.op, left, value(node.b)).lower();
}

} // namespace prevenance
