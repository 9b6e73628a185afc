// The families of a situation in OpenFisca's web-API JSON, with where each member's values stand.
#pragma once

#include "core/base/result.h"
#include "core/households/mapping.h"
#include "core/rules/source.h"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace prevenance {

/// A person, family, dwelling or tax household, by its place in the situation.
struct Member {
    std::string id;
    std::size_t index = 0; ///< Within its entity.
};

struct Family {
    std::size_t index = 0; ///< Within `familles`.
    std::vector<Member> adults;
    std::vector<Member> children;
    std::optional<std::size_t> dwelling; ///< Within `menages`: where the first adult lives.
    std::vector<std::size_t> tax_households;
};

/// `individus`, `familles`, …: an empty map when the situation has none.
Source const& instances_of(Source const& situation, Entity entity);

/// Every family, each person in one of them.
///
/// Errors: bad_input, naming the place in the situation and what to change, when an entity is no
/// object, a role names nobody or somebody twice, or a person is in no family.
Result<std::vector<Family>> read_families(Source const& situation);

/// A value and the period it is given for.
struct DatedValue {
    MonthSpan period;
    Source const* value = nullptr;
};

/// The values of a variable that are given: not null, each for a period that can be read.
/// A variable without periods is given for ever.
std::vector<DatedValue> dated_values(Source const* variable);

/// The value for a month: that of the shortest period that holds it; nullptr when there is none.
Source const* value_at(std::span<DatedValue const> values, Month month);

/// What `first` to `last` add up to; a longer period counts for the months it shares. Nothing when
/// no value is a number given for one of these months.
std::optional<double> sum_between(std::span<DatedValue const> values, Month first, Month last);

} // namespace prevenance
