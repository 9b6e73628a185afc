// The part of ColumnsLowering for barème, grille and taux progressif. Brackets are gone through
// from the last one to the first: what is left when the earlier ones do not hold.
#include "core/eval/columns_lowering.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace prevenance {

using Kind = Possible::Kind;

namespace {

Possible number_of(double number) {
    return {.kind = Kind::number, .number = number};
}

Term yes_or_no(bool value) {
    return TermBuilder::constant({.kind = value ? Kind::yes : Kind::no});
}

UnitId present(UnitId unit) {
    return unit == unit_absent ? unit_void : unit;
}

/// Numbers never tell a unit that came to nothing from none at all.
Possible with_present_unit(Possible item) {
    if (!item.is(Kind::unknown) && !item.is(Kind::number)) item.unit = present(item.unit);
    return item;
}

bool is_undefined_or_absent(Possible const& item) {
    return item.is(Kind::undefined) || item.is(Kind::not_applicable);
}

} // namespace

/// One node with brackets. Numbers that lanes share or hold in one column are a Possible of the
/// kind `number`, in the unit of the base.
class BracketsLowering {
public:
    BracketsLowering(ColumnsLowering& lowering, ProgramNode const& node)
        : lowering_(&lowering)
        , builder_(&lowering.builder_)
        , units_(&lowering.program_->units)
        , base_(lowering.value(node.a))
        , fits_(yes_or_no(true)) {
        auto const& operands = lowering.program_->operands;
        Term const multiplier = lowering.value(node.b);
        auto const factor = take_number(multiplier, "a multiplier that is no number");
        take_base();
        refuse(factor.fits);
        refuse_zero(factor.number);
        for (std::uint32_t i = 0; i < operands[node.c]; ++i) {
            Term const ceiling = lowering.value(operands[node.c + 1 + i * 2]);
            add_bracket(ceiling, factor.number, lowering.value(operands[node.c + 2 + i * 2]));
        }
        is_rising_ = std::all_of(brackets_.begin(), brackets_.end(), [](Bracket const& bracket) {
            bool const is_constant = bracket.upper.column == none && bracket.lower.column == none;
            return is_constant && bracket.lower.number < bracket.upper.number;
        });
    }

    Term grid() {
        Bracket const& last = brackets_.back();
        Term const before = question(ColumnOp::less, number_, last.lower);
        // Above the last bracket nothing is said; below the first one the answer is no.
        Term rest = lowering_->combine({&before}, [](auto items) -> Possible {
            return {
                .kind = items[0]->is(Kind::yes) ? Kind::no : Kind::undefined, .unit = unit_void};
        });
        // Of a base that is undefined, the first amount gives the unit.
        Term lost = TermBuilder::constant({.kind = Kind::undefined, .unit = unit_void});
        for (auto bracket = brackets_.rbegin(); bracket != brackets_.rend(); ++bracket) {
            rest = or_before(*bracket, bracket->amount, rest);
            lost = lowering_->combine({&bracket->amount, &lost}, [](auto items) -> Possible {
                for (auto const* item : items)
                    if (item->is(Kind::unknown)) return *item;
                return {.kind = Kind::undefined, .unit = present(items[0]->unit)};
            });
        }
        return lowering_->combine({&fits_, &base_, &rest, &lost}, [](auto items) {
            if (items[0]->is(Kind::unknown)) return *items[0];
            return with_present_unit(items[1]->is(Kind::undefined) ? *items[3] : *items[2]);
        });
    }

    Term scale() {
        Possible total = number_of(0);
        Term found = yes_or_no(false);
        Term told = fits_;
        for (auto const& bracket : brackets_) {
            auto const rate = take_rate(bracket.amount, unit_empty);
            Term const behind = question(ColumnOp::less, number_, bracket.lower);
            Term const part_counts =
                lowering_->combine({&found, &behind}, [](auto items) -> Possible {
                    bool const counts = items[0]->is(Kind::no) && items[1]->is(Kind::no);
                    return {.kind = counts ? Kind::yes : Kind::no};
                });
            told = lowering_->combine(
                {&told, &found, &bracket.fails, &part_counts, &rate.fits},
                [](auto items) {
                    if (items[0]->is(Kind::unknown)) return *items[0];
                    if (items[1]->is(Kind::no) && items[2]->is(Kind::unknown)) return *items[2];
                    return items[3]->is(Kind::yes) ? *items[4] : *items[0];
                }
            );
            Possible const top = compute(ColumnOp::least, number_, bracket.upper);
            Possible const width = compute(ColumnOp::subtract, top, bracket.lower);
            Possible const part = compute(ColumnOp::plain_multiply, width, rate.number);
            total = select(part_counts, compute(ColumnOp::add, total, part), total);
            if (!is_rising_) found = or_active(found, bracket);
        }
        return scaled(told, total);
    }

    Term progressive_rate() {
        auto const percent = units_->percent();
        Bracket const& last = brackets_.back();
        if (last.ceiling.column != none) return lowering_->unknown("a last ceiling that varies");
        Term const last_rate = in_percent(last.amount);
        Term rest = last_rate;
        for (std::size_t i = brackets_.size(); i-- > 0;) {
            bool const is_endless = i + 1 == brackets_.size() && std::isinf(last.ceiling.number);
            Term const rate = is_endless ? last_rate : slope_of(i);
            rest = or_before(brackets_[i], rate, rest);
        }
        return lowering_->combine({&fits_, &base_, &rest}, [&](auto items) -> Possible {
            if (items[0]->is(Kind::unknown)) return *items[0];
            if (items[1]->is(Kind::undefined)) return {.kind = Kind::undefined, .unit = percent};
            return *items[2];
        });
    }

private:
    /// What a term is worth where it fits; where it does not, why.
    struct Number {
        Possible number;
        Term fits;
    };

    struct Bracket {
        Term amount;
        Possible ceiling; ///< As written.
        Possible upper;   ///< Ceiling times multiplier.
        Possible lower;   ///< The upper bound of the bracket before; 0 for the first.
        Term fails;       ///< Whether it ends before it begins.
    };

    Possible unknown(char const* reason) { return lowering_->unknown_lane(reason); }

    /// One number for all lanes whose item has one by `read`.
    template <typename Read>
    Possible merged(Term const& term, Read read) {
        std::vector<ValueSource> sources;
        for (auto const& item : term.items)
            sources.push_back(read(item));
        auto const first = std::find_if(sources.begin(), sources.end(), [](auto const& source) {
            return source.matters;
        });
        if (first == sources.end()) return number_of(0);
        bool const is_shared = std::all_of(sources.begin(), sources.end(), [&](auto const& source) {
            bool const same = source.number == first->number &&
                std::signbit(source.number) == std::signbit(first->number);
            return !source.matters || (source.column == none && same);
        });
        if (is_shared && first->column == none) return number_of(first->number);
        Possible result = number_of(0);
        result.column = builder_->merge(term.state, sources);
        return result;
    }

    static ValueSource plain(Possible const& item) {
        return {item.is(Kind::number), item.column, item.number};
    }

    static ValueSource number_or_absent(Possible const& item) {
        return item.is(Kind::not_applicable) ? ValueSource{true, none, 0} : plain(item);
    }

    /// Lanes where it is no number of the one unit that it has do not fit.
    Number take_number(Term const& term, char const* reason) {
        auto const first = std::find_if(term.items.begin(), term.items.end(), [](auto const& item) {
            return item.is(Kind::number);
        });
        UnitId const unit = first == term.items.end() ? unit_absent : first->unit;
        Number result{merged(term, plain), lowering_->combine({&term}, [&](auto items) -> Possible {
                          if (items[0]->is(Kind::unknown)) return *items[0];
                          bool const fits = items[0]->is(Kind::number) && items[0]->unit == unit;
                          return fits ? Possible{.kind = Kind::yes} : unknown(reason);
                      })};
        result.number.unit = unit;
        return result;
    }

    void refuse(Term const& fits) {
        fits_ = lowering_->combine({&fits_, &fits}, [](auto items) {
            return items[0]->is(Kind::unknown) ? *items[0] : *items[1];
        });
    }

    /// A base that is absent counts as 0, whatever its unit; the undefined is told apart later.
    void take_base() {
        auto const first =
            std::find_if(base_.items.begin(), base_.items.end(), [](auto const& item) {
                return item.is(Kind::number);
            });
        base_unit_ = first == base_.items.end() ? unit_absent : first->unit;
        number_ = merged(base_, number_or_absent);
        refuse(lowering_->combine({&base_}, [&](auto items) -> Possible {
            Possible const& item = *items[0];
            if (item.is(Kind::unknown)) return item;
            bool const is_number = item.is(Kind::number) && item.unit == base_unit_;
            if (is_number || is_undefined_or_absent(item)) return {.kind = Kind::yes};
            return unknown("a base that is no number, or in several units");
        }));
    }

    void add_bracket(Term const& ceiling, Possible const& factor, Term amount) {
        auto const bound = take_number(ceiling, "a ceiling that is no number");
        refuse(bound.fits);
        Bracket bracket;
        bracket.amount = std::move(amount);
        bracket.ceiling = bound.number;
        bracket.lower = brackets_.empty() ? number_of(0) : brackets_.back().upper;
        bracket.upper = upper_bound(bound.number, factor);
        bracket.fails = yes_or_no(false);
        if (!brackets_.empty()) bracket.fails = ends_early(bracket);
        if (!brackets_.empty() && bound.number.unit != brackets_.back().ceiling.unit)
            refuse_absent();
        brackets_.push_back(std::move(bracket));
    }

    Possible upper_bound(Possible const& ceiling, Possible const& factor) {
        UnitId const unit = units_->multiply(ceiling.unit, factor.unit);
        Possible upper = compute(ColumnOp::plain_multiply, ceiling, factor);
        bool const is_endless = upper.column == none && std::isinf(upper.number);
        if (is_endless || !has_unit(unit) || !units_->convertible(unit, base_unit_)) return upper;
        if (upper.column == none) {
            upper.number = units_->convert(unit, base_unit_, upper.number);
        } else {
            upper.column = lowering_->converted_column(upper.column, unit, base_unit_);
        }
        return upper;
    }

    Term ends_early(Bracket const& bracket) {
        Term const starts_at_zero = question(ColumnOp::equal, bracket.lower, number_of(0));
        Term const ends = question(ColumnOp::less_equal, bracket.upper, bracket.lower);
        return lowering_->combine({&starts_at_zero, &ends}, [&](auto items) -> Possible {
            bool const fails = items[0]->is(Kind::no) && items[1]->is(Kind::yes);
            return fails ? unknown("a bracket that ends before it begins")
                         : Possible{.kind = Kind::no};
        });
    }

    void refuse_zero(Possible const& factor) {
        Term const is_zero = question(ColumnOp::equal, factor, number_of(0));
        refuse(lowering_->combine({&is_zero}, [&](auto items) -> Possible {
            if (items[0]->is(Kind::no)) return {.kind = Kind::yes};
            return unknown("a scale whose multiplier is 0");
        }));
    }

    /// Bounds in several units are compared with an absent base as they are written.
    void refuse_absent() {
        refuse(lowering_->combine({&base_}, [&](auto items) -> Possible {
            if (!items[0]->is(Kind::not_applicable)) return {.kind = Kind::yes};
            return unknown("an absent base beside ceilings in several units");
        }));
    }

    Possible compute(ColumnOp op, Possible const& a, Possible const& b) {
        Possible result = number_of(0);
        bool const is_constant = a.column == none && b.column == none;
        bool const keeps = op == ColumnOp::plain_multiply && b.column == none && b.number == 1;
        if (keeps) {
            result.column = a.column;
            result.number = a.number;
        } else if (is_constant) {
            result.number = fold_values(builder_->code(), {.op = op}, a.number, b.number);
        } else {
            result.column = builder_->operate({.op = op, .a = column_of(a), .b = column_of(b)});
        }
        return result;
    }

    ColumnId column_of(Possible const& item) {
        return item.column == none ? builder_->constant_column(item.number) : item.column;
    }

    Term question(ColumnOp op, Possible const& a, Possible const& b) {
        if (a.column == none && b.column == none) {
            if (op == ColumnOp::less) return yes_or_no(a.number < b.number);
            if (op == ColumnOp::less_equal) return yes_or_no(a.number <= b.number);
            return yes_or_no(a.number == b.number);
        }
        ColumnId const state = builder_->operate({.op = op, .a = column_of(a), .b = column_of(b)});
        return {state, {{.kind = Kind::no}, {.kind = Kind::yes}}};
    }

    Possible select(Term const& test, Possible const& chosen, Possible const& other) {
        return merged(test, [&](Possible const& item) {
            return plain(item.is(Kind::yes) ? chosen : other);
        });
    }

    /// What the bracket gives in the lanes where it is the one, else what the later ones do.
    Term or_before(Bracket const& bracket, Term const& amount, Term const& rest) {
        Term const begun = question(ColumnOp::less_equal, bracket.lower, number_);
        Term const goes_on = question(ColumnOp::less, number_, bracket.upper);
        return lowering_->combine(
            {&bracket.fails, &begun, &goes_on, &amount, &rest},
            [](auto items) {
                if (items[0]->is(Kind::unknown)) return *items[0];
                bool const is_active = items[1]->is(Kind::yes) && items[2]->is(Kind::yes);
                return is_active ? *items[3] : *items[4];
            }
        );
    }

    Term or_active(Term const& found, Bracket const& bracket) {
        Term const active = or_before(bracket, yes_or_no(true), yes_or_no(false));
        return lowering_->combine({&found, &active}, [](auto items) {
            return items[0]->is(Kind::yes) || items[1]->is(Kind::unknown) ? *items[0] : *items[1];
        });
    }

    /// A rate in that unit; absent ones are 0.
    Number take_rate(Term const& rate, UnitId unit) {
        auto const is_rate = [&](Possible const& item) {
            bool const usual = item.is(Kind::number) || item.is(Kind::not_applicable);
            return usual && units_->convertible(item.unit, unit);
        };
        Possible const number = merged(rate, [&](Possible const& item) -> ValueSource {
            if (!is_rate(item)) return {};
            return number_or_absent(lowering_->converted(item, unit));
        });
        return {number, lowering_->combine({&rate}, [&](auto items) -> Possible {
                    if (items[0]->is(Kind::unknown)) return *items[0];
                    if (is_rate(*items[0])) return {.kind = Kind::yes};
                    return unknown("a rate that is undefined or no part of the whole");
                })};
    }

    /// An undefined or absent base is itself, and so is zero.
    Term scaled(Term const& told, Possible const& total) {
        Term const is_zero = question(ColumnOp::equal, number_, number_of(0));
        Possible const result = select(is_zero, number_, total);
        return lowering_->combine({&base_, &told}, [&](auto items) -> Possible {
            for (auto const* item : items)
                if (item->is(Kind::unknown)) return *item;
            if (is_undefined_or_absent(*items[0])) return with_present_unit(*items[0]);
            Possible item = result;
            item.unit = items[0]->unit;
            return item;
        });
    }

    Term in_percent(Term const& rate) {
        auto const percent = units_->percent();
        return lowering_->combine({&rate}, [&](auto items) -> Possible {
            Possible item = *items[0];
            if (item.is(Kind::unknown)) return item;
            bool const usual = item.is(Kind::number) || is_undefined_or_absent(item);
            bool const clashes = item.is(Kind::number) && !units_->convertible(item.unit, percent);
            if (!usual || clashes) return unknown("a rate that is no percentage");
            item = lowering_->converted(item, percent);
            item.unit = percent;
            return item;
        });
    }

    /// From the rate of the bracket before to its own.
    Term slope_of(std::size_t index) {
        auto const percent = units_->percent();
        Bracket const& bracket = brackets_[index];
        Term const upper = in_percent(bracket.amount);
        Term const lower = index == 0 ? upper : in_percent(brackets_[index - 1].amount);
        Possible const high = merged(upper, number_or_absent);
        Possible const low = merged(lower, number_or_absent);
        Possible const slope = compute(
            ColumnOp::plain_divide,
            compute(ColumnOp::subtract, high, low),
            compute(ColumnOp::subtract, bracket.upper, bracket.lower)
        );
        Possible const above = compute(ColumnOp::subtract, number_, bracket.lower);
        Possible rate =
            compute(ColumnOp::add, low, compute(ColumnOp::plain_multiply, above, slope));
        rate.unit = percent;
        return lowering_->combine({&base_, &upper, &lower}, [&](auto items) -> Possible {
            for (auto const* item : items)
                if (item->is(Kind::unknown)) return *item;
            bool const known = items[0]->is(Kind::number) && !items[1]->is(Kind::undefined) &&
                !items[2]->is(Kind::undefined);
            return known ? rate : Possible{.kind = Kind::undefined, .unit = percent};
        });
    }

    ColumnsLowering* lowering_;
    TermBuilder* builder_;
    UnitTable* units_;
    Term base_;
    UnitId base_unit_ = unit_absent;
    Possible number_; ///< The base.
    Term fits_;       ///< Unknown where columns do not tell.
    std::vector<Bracket> brackets_;
    bool is_rising_ = false; ///< The bounds are the same in every lane, one above the other.
};

Term ColumnsLowering::brackets(ProgramNode const& node) {
    BracketsLowering lowering(*this, node);
    if (node.op == Op::grid) return lowering.grid();
    return node.op == Op::scale ? lowering.scale() : lowering.progressive_rate();
}

} // namespace prevenance
