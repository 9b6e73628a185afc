#include "core/households/situation_index.h"

#include <algorithm>

namespace prevenance {

std::vector<DatedValue> dated_values(Source const& variable) {
    std::vector<DatedValue> values;
    if (variable.kind == Source::Kind::null) return values;
    if (variable.kind != Source::Kind::map) {
        values.push_back({MonthSpan{}, &variable});
        return values;
    }
    values.reserve(variable.items.size());
    for (std::size_t i = 0; i < variable.items.size(); ++i) {
        if (variable.items[i].kind == Source::Kind::null) continue;
        auto const period = parse_period(variable.keys[i]);
        if (period) values.push_back({*period, &variable.items[i]});
    }
    return values;
}

Source const* value_at(std::span<DatedValue const> values, Month month) {
    DatedValue const* best = nullptr;
    for (auto const& value : values) {
        if (!value.period.covers(month)) continue;
        bool const shorter = best == nullptr || best->period.is_eternity() ||
            (!value.period.is_eternity() && value.period.months < best->period.months);
        if (shorter) best = &value;
    }
    return best == nullptr ? nullptr : best->value;
}

std::optional<double> sum_between(std::span<DatedValue const> values, Month first, Month last) {
    std::optional<double> sum;
    for (auto const& [period, value] : values) {
        if (value->kind != Source::Kind::number || period.is_eternity()) continue;
        int const shared =
            std::min(period.first + period.months - 1, last) - std::max(period.first, first) + 1;
        if (shared > 0) sum = sum.value_or(0) + value->number * shared / period.months;
    }
    return sum;
}

bool covers(std::span<DatedValue const> values, Month first, Month last) {
    for (Month month = first; month <= last; ++month)
        if (value_at(values, month) == nullptr) return false;
    return true;
}

Source const& instances_of(Source const& situation, Entity entity) {
    static Source const none_of_them;
    auto const* const found = situation.find(plural_of(entity));
    return found == nullptr ? none_of_them : *found;
}

SituationIndex::SituationIndex(VariableNames const& names, Source const& situation)
    : situation_(&situation) {
    for (auto const entity :
         {Entity::person, Entity::family, Entity::dwelling, Entity::tax_household}) {
        auto& indexed = instances_[static_cast<std::size_t>(entity)];
        for (auto const& given : instances_of(situation, entity).items) {
            auto& instance = indexed.emplace_back();
            instance.variables.resize(names.size());
            for (std::size_t i = 0; i < given.keys.size(); ++i) {
                auto const variable = names.find(given.keys[i]);
                if (variable) instance.variables[*variable].given = &given.items[i];
                if (!variable || !names.is_read(*variable)) instance.unread.push_back(i);
            }
        }
    }
}

SituationIndex::Instance const& SituationIndex::at(Entity entity, std::size_t instance) const {
    return instances_[static_cast<std::size_t>(entity)][instance];
}

bool SituationIndex::is_given(Entity entity, std::size_t instance, VariableId variable) const {
    return at(entity, instance).variables[variable].given != nullptr;
}

std::span<DatedValue const>
SituationIndex::values(Entity entity, std::size_t instance, VariableId variable) {
    auto& found = instances_[static_cast<std::size_t>(entity)][instance].variables[variable];
    if (!found.is_read && found.given != nullptr) found.values = dated_values(*found.given);
    found.is_read = true;
    return found.values;
}

std::span<std::size_t const> SituationIndex::unread(Entity entity, std::size_t instance) const {
    return at(entity, instance).unread;
}

} // namespace prevenance
