// The part of Machine for *une possibilité*: what a rule may be worth.
#include "core/eval/machine.h"

#include <algorithm>

namespace prevenance {

/// The only possibility left, *not applicable* when none is, undefined when there is a choice.
Cell Machine::possibilities(Possibilities const& list) {
    Cell cell;
    cell.unit = list.unit;
    if (list.kind != PossibilityKind::reference) return cell;
    TextId left = none;
    std::size_t count = 0;
    for (auto const& item : list.items) {
        Cell hidden;
        if (item.not_applicable != none) hidden = evaluate(item.not_applicable);
        cell.set_missing(unite(cell.missing(), hidden.missing()));
        if (hidden.is_true()) continue;
        if (count == 0) left = item.value;
        ++count;
    }
    if (count == 0) cell.kind = Cell::Kind::not_applicable;
    if (count == 1) {
        cell.kind = Cell::Kind::text;
        cell.text = left;
    }
    return cell;
}

bool Machine::allows(RuleId rule, Cell const& value) {
    auto const possibilities = program_->rules[rule].possibilities;
    if (possibilities == none || value.is_undefined() || value.is_not_applicable()) return true;
    Possibilities const& list = program_->possibilities[possibilities];
    auto& units = program_->units;
    return std::any_of(list.items.begin(), list.items.end(), [&](Possibility const& item) {
        if (list.kind != PossibilityKind::number) {
            if (!value.is_text() || value.text != item.value) return false;
            return item.not_applicable == none || !evaluate(item.not_applicable).is_true();
        }
        if (!value.is_number()) return false;
        if (!has_unit(item.unit)) return value.number == item.number;
        return units.convertible(value.unit, item.unit) &&
            units.convert(value.unit, item.unit, value.number) == item.number;
    });
}

} // namespace prevenance
