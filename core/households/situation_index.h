// Where the values of a situation stand: each name is looked up once, each period read once.
#pragma once

#include "core/households/mapping.h"
#include "core/households/period.h"
#include "core/rules/source.h"

#include <array>
#include <cstddef>
#include <optional>
#include <span>
#include <vector>

namespace prevenance {

/// A value and the period it is given for.
struct DatedValue {
    MonthSpan period;
    Source const* value = nullptr;
};

/// The values of a variable that are given: not null, each for a period that can be read.
/// A variable without periods is given for ever.
std::vector<DatedValue> dated_values(Source const& variable);

/// The value for a month: that of the shortest period that holds it; nullptr when there is none.
Source const* value_at(std::span<DatedValue const> values, Month month);

/// What `first` to `last` add up to; a longer period counts for the months it shares. Nothing when
/// no value is a number given for one of these months.
std::optional<double> sum_between(std::span<DatedValue const> values, Month first, Month last);

/// Whether each month from `first` to `last` has a value.
bool covers(std::span<DatedValue const> values, Month first, Month last);

/// `individus`, `familles`, …: an empty map when the situation has none.
Source const& instances_of(Source const& situation, Entity entity);

class SituationIndex {
public:
    /// `situation`  its entities are maps of maps, as read_families() checks; both must outlive
    ///              this object.
    SituationIndex(VariableNames const& names, Source const& situation);

    Source const& situation() const { return *situation_; }

    bool is_given(Entity entity, std::size_t instance, VariableId variable) const;

    /// Holds as long as this object.
    std::span<DatedValue const> values(Entity entity, std::size_t instance, VariableId variable);

    /// Places of the variables of an instance that nothing reads.
    std::span<std::size_t const> unread(Entity entity, std::size_t instance) const;

private:
    struct Variable {
        Source const* given = nullptr;
        bool is_read = false;
        std::vector<DatedValue> values;
    };

    struct Instance {
        std::vector<Variable> variables; ///< By VariableId.
        std::vector<std::size_t> unread;
    };

    Instance const& at(Entity entity, std::size_t instance) const;

    Source const* situation_;
    std::array<std::vector<Instance>, 4> instances_; ///< By Entity.
};

} // namespace prevenance
