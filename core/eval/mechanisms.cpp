// The half of Machine that applies mechanisms: units, rounding, durations, brackets, texts.
#include "core/eval/calendar.h"
#include "core/eval/format.h"
#include "core/eval/machine.h"
#include "core/eval/numbers.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace prevenance {

namespace {

UnitId present(UnitId unit) {
    return unit == unit_absent ? unit_void : unit;
}

} // namespace

Cell Machine::convert(ProgramNode const& node) {
    Cell value = evaluate(node.a);
    // As in the reference engine, oui is 1 and a text no number, when they come with a unit.
    bool const as_number = value.is_number() || (has_unit(value.unit) && is_truthy(value));
    if (as_number && can_convert(value.unit, node.b)) {
        value.number = program_->units.convert(value.unit, node.b, to_number(value));
        value.kind = Cell::Kind::number;
    }
    value.unit = node.b;
    return value;
}

Cell Machine::simplify(ProgramNode const& node) {
    Cell value = evaluate(node.a);
    if (value.is_undefined() || value.is_not_applicable()) return value;
    if (!has_unit(value.unit)) {
        value.unit = unit_void;
        return value;
    }
    return simplified(value);
}

Cell Machine::round(ProgramNode const& node) {
    Cell value = simplified(evaluate(node.a));
    value.unit = present(value.unit);
    if (value.is_false()) return value;
    Cell const precision = evaluate(node.b);
    value.set_missing(unite(value.missing(), precision.missing()));
    if (precision.is_number() &&
        program_->units.print(precision.unit).find("décimale") == std::string::npos) {
        fail("the precision of 'arrondi' has no unit 'décimales'", "write it '2 décimales'");
        return {};
    }
    if (!value.is_number()) return value;
    if (precision.is_number()) value.number = round_half_up(value.number, precision.number);
    if (precision.is_true()) value.number = round_half_up(value.number, 0);
    if (precision.is_undefined()) value.kind = Cell::Kind::undefined;
    return value;
}

Cell Machine::logarithm(ProgramNode const& node) {
    Cell value = simplified(evaluate(node.a));
    value.unit = unit_absent;
    if (value.is_undefined() || value.is_not_applicable()) return value;
    if (!value.is_number()) {
        fail("the logarithm of what is no number", "check the rule it takes");
        return {};
    }
    value.number = std::log(value.number);
    return value;
}

Cell Machine::duration(ProgramNode const& node) {
    Cell const from = evaluate(node.a);
    Cell const until = evaluate(node.b);
    Cell result;
    result.unit = duration_units_[node.c];
    result.set_missing(unite(from.missing(), until.missing()));
    if (from.is_not_applicable() || until.is_not_applicable()) {
        result.kind = Cell::Kind::not_applicable;
        return result;
    }
    if (from.is_undefined() || until.is_undefined()) return result;
    auto const day_of = [&](Cell const& cell) {
        return cell.is_text() ? parse_french_day(program_->text(cell.text)) : std::nullopt;
    };
    auto const first = day_of(from);
    auto const last = day_of(until);
    if (!first || !last) {
        fail("a duration between what are no dates", "write dates as 31/12/2026");
        return {};
    }
    result.kind = Cell::Kind::number;
    result.number =
        std::max(0.0, duration_between(*first, *last, static_cast<DurationUnit>(node.c)));
    return result;
}

std::string Machine::print(Cell const& cell) const {
    switch (cell.kind) {
    case Cell::Kind::undefined:
        return "Pas encore défini";
    case Cell::Kind::not_applicable:
        return "Non applicable";
    case Cell::Kind::boolean:
        return cell.boolean ? "oui" : "non";
    case Cell::Kind::text:
        return std::string(program_->text(cell.text));
    case Cell::Kind::number:
        break;
    }
    if (std::isnan(cell.number)) return "Erreur dans le calcul du nombre";
    return format_quantity(cell.number, program_->units.print(cell.unit));
}

Cell Machine::text(ProgramNode const& node) {
    std::string written;
    Cell result;
    for (std::uint32_t i = 0; i < node.b; ++i) {
        Cell const piece = simplified(evaluate(program_->operands[node.a + i * 2 + 1]));
        written += print(piece);
        result.set_missing(unite(result.missing(), piece.missing()));
    }
    result.kind = Cell::Kind::text;
    result.text = program_->intern(written);
    return result;
}

/// One bracket of a scale or grid, from the previous ceiling to its own.
struct Machine::Bracket {
    enum class Active : std::uint8_t { no, yes, unknown };

    NodeIndex amount_node = none;
    Cell ceiling; ///< As written.
    Cell upper;   ///< Ceiling times multiplier, in the unit of the base.
    Cell lower;   ///< The upper bound of the bracket before; 0 for the first.
    Cell amount;  ///< What the bracket gives, once evaluated.
    MissingId missing = 0;
    Active active = Active::unknown;
    Active after_active = Active::no;
    bool reached = false; ///< Brackets behind the active one are not looked at.
};

struct Machine::Brackets {
    Cell base;
    Cell multiplier;
    double base_number = 0;
    std::vector<Bracket> items;
};

bool Machine::open_brackets(ProgramNode const& node, Brackets& brackets) {
    brackets.base = evaluate(node.a);
    brackets.multiplier = evaluate(node.b);
    if (brackets.multiplier.is_number() && brackets.multiplier.number == 0) {
        fail("a scale whose multiplier is 0", "test the multiplier before");
        return false;
    }
    brackets.base_number = to_number(brackets.base);
    std::uint32_t const count = program_->operands[node.c];
    bool found = false;
    for (std::uint32_t i = 0; i < count; ++i) {
        Bracket bracket;
        bracket.amount_node = program_->operands[node.c + 2 + i * 2];
        brackets.items.push_back(bracket);
        if (found) {
            brackets.items.back().after_active = Bracket::Active::yes;
            continue;
        }
        brackets.items.back().ceiling = evaluate(program_->operands[node.c + 1 + i * 2]);
        brackets.items.back() = evaluate_bracket(brackets, i);
        found = brackets.items.back().active == Bracket::Active::yes;
        if (stopped_) return false;
    }
    return true;
}

Machine::Bracket Machine::evaluate_bracket(Brackets const& brackets, std::size_t index) {
    auto& units = program_->units;
    Bracket bracket = brackets.items[index];
    Cell const& base = brackets.base;
    bracket.reached = true;
    bracket.lower.kind = Cell::Kind::number;
    MissingId before = 0;
    if (index > 0) {
        bracket.lower = brackets.items[index - 1].upper;
        before = brackets.items[index - 1].ceiling.missing();
    }
    if (!bracket.ceiling.is_undefined() && !brackets.multiplier.is_undefined()) {
        bracket.upper.kind = Cell::Kind::number;
        bracket.upper.number = to_number(bracket.ceiling) * to_number(brackets.multiplier);
        auto const unit = units.multiply(bracket.ceiling.unit, brackets.multiplier.unit);
        if (!std::isinf(bracket.upper.number) && can_convert(unit, base.unit))
            bracket.upper.number = units.convert(unit, base.unit, bracket.upper.number);
    }
    bool const bounds_known = !bracket.lower.is_undefined() && !base.is_undefined();
    bool const beyond = bounds_known && bracket.lower.number > brackets.base_number;
    bracket.after_active = !bounds_known ? Bracket::Active::unknown
        : beyond                         ? Bracket::Active::yes
                                         : Bracket::Active::no;
    bool const undefined_before = index > 0 && brackets.items[index - 1].ceiling.is_undefined();
    if (bracket.ceiling.is_undefined() || base.is_undefined() ||
        brackets.multiplier.is_undefined() || undefined_before) {
        bracket.missing = unite(
            unite(bracket.ceiling.missing(), base.missing()),
            unite(brackets.multiplier.missing(), before)
        );
        return bracket;
    }
    if (index > 0 && bracket.lower.number != 0 && bracket.upper.number <= bracket.lower.number) {
        fail("a bracket ends before it begins", "put the brackets in rising order");
        return bracket;
    }
    bool const active =
        brackets.base_number >= bracket.lower.number && brackets.base_number < bracket.upper.number;
    bracket.active = active ? Bracket::Active::yes : Bracket::Active::no;
    return bracket;
}

Cell Machine::scale(ProgramNode const& node) {
    Cell const base = evaluate(node.a);
    Cell const multiplier = evaluate(node.b);
    Cell result = base;
    result.unit = present(base.unit);
    result.set_missing(unite(base.missing(), multiplier.missing()));
    bool const is_zero = base.is_number() && base.number == 0;
    bool const multiplied_by_zero = multiplier.is_number() && multiplier.number == 0;
    bool const opens = !is_zero && !base.is_undefined() && !base.is_not_applicable();
    if (!opens && !multiplied_by_zero) return result;

    Brackets brackets;
    if (!open_brackets(node, brackets)) return {};
    double total = 0;
    bool undefined = false;
    for (auto& bracket : brackets.items) {
        Cell const part = scale_bracket(brackets, bracket);
        result.set_missing(unite(result.missing(), part.missing()));
        // Once undefined, what is added makes no number of it, as in the reference engine.
        if (undefined) total = std::numeric_limits<double>::quiet_NaN();
        undefined = part.is_undefined();
        if (!undefined) total += part.number;
    }
    result.kind = undefined ? Cell::Kind::undefined : Cell::Kind::number;
    result.number = total;
    return result;
}

Cell Machine::scale_bracket(Brackets const& brackets, Bracket& bracket) {
    Cell part;
    part.kind = Cell::Kind::number;
    part.set_missing(bracket.missing);
    if (bracket.after_active == Bracket::Active::yes) return part;
    Cell const rate = evaluate(bracket.amount_node);
    part.set_missing(unite(rate.missing(), bracket.missing));
    bool const known = !rate.is_undefined() && !bracket.upper.is_undefined() &&
        !bracket.lower.is_undefined() && !brackets.base.is_undefined();
    if (!known) {
        part.kind = Cell::Kind::undefined;
        return part;
    }
    if (!program_->units.convertible(rate.unit, unit_empty)) {
        fail("a rate that is no part of the whole", "write it in % or without a unit");
        return part;
    }
    double const share = program_->units.convert(rate.unit, unit_empty, to_number(rate));
    double const ceiling = bracket.upper.number; // No number: nor is what lies below it.
    double const upper = std::isnan(ceiling) ? ceiling : std::min(brackets.base_number, ceiling);
    part.number = (upper - bracket.lower.number) * share;
    return part;
}

Cell Machine::grid(ProgramNode const& node) {
    Brackets brackets;
    if (!open_brackets(node, brackets)) return {};
    Cell result;
    result.unit = unit_void;
    result.set_missing(unite(brackets.base.missing(), brackets.multiplier.missing()));
    Bracket const* active = nullptr;
    bool any_unknown = false;
    for (auto& bracket : brackets.items) {
        if (bracket.active == Bracket::Active::no) continue;
        bracket.amount = evaluate(bracket.amount_node);
        bracket.missing = unite(bracket.amount.missing(), bracket.missing);
        if (bracket.active == Bracket::Active::yes && active == nullptr) active = &bracket;
        any_unknown = true;
    }
    if (active != nullptr) {
        result.set_missing(unite(result.missing(), active->missing));
        result.unit = present(active->amount.unit);
        Cell amount = active->amount;
        amount.unit = result.unit;
        amount.set_missing(result.missing());
        return amount;
    }
    // Above the last bracket nothing is said; below the first one the answer is no.
    if (brackets.items.back().after_active == Bracket::Active::no) return result;
    if (!any_unknown) {
        result.kind = Cell::Kind::boolean;
        return result;
    }
    bool first = true; // Of the brackets that may be the one, the first gives the unit.
    for (auto const& bracket : brackets.items) {
        if (bracket.active != Bracket::Active::unknown) continue;
        if (first) result.unit = present(bracket.amount.unit);
        first = false;
        result.set_missing(unite(result.missing(), bracket.missing));
    }
    return result;
}

Cell Machine::rate_in_percent(NodeIndex node) {
    auto const percent = program_->units.percent();
    Cell const rate = evaluate(node);
    if (rate.is_number() && !program_->units.convertible(rate.unit, percent)) {
        fail("a rate that is no percentage", "write it in % or without a unit");
        return {};
    }
    return in_unit(rate, percent);
}

Cell Machine::progressive_rate(ProgramNode const& node) {
    using Active = Bracket::Active;
    Brackets brackets;
    if (!open_brackets(node, brackets)) return {};
    auto& items = brackets.items;
    auto const is = [](Active state) {
        return [state](Bracket const& bracket) {
            return bracket.active == state;
        };
    };
    Bracket const& last = items.back();
    bool const endless =
        last.active == Active::yes && last.ceiling.is_number() && std::isinf(last.ceiling.number);
    if (endless || std::all_of(items.begin(), items.end(), is(Active::no)))
        return rate_in_percent(last.amount_node);

    Cell result;
    result.unit = program_->units.percent();
    auto const active = std::find_if(items.begin(), items.end(), is(Active::yes));
    if (active == items.end() || !brackets.base.is_number()) {
        for (auto const& bracket : items)
            result.set_missing(unite(result.missing(), bracket.missing));
        return result;
    }
    Cell const upper = rate_in_percent(active->amount_node);
    Cell const lower =
        active == items.begin() ? upper : rate_in_percent(std::prev(active)->amount_node);
    if (upper.is_undefined() || lower.is_undefined()) {
        result.set_missing(unite(lower.missing(), upper.missing()));
        return result;
    }
    double const slope =
        (to_number(upper) - to_number(lower)) / (active->upper.number - active->lower.number);
    result.kind = Cell::Kind::number;
    result.number = to_number(lower) + (brackets.base_number - active->lower.number) * slope;
    return result;
}

} // namespace prevenance
