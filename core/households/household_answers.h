// What the values of one family answer to the rules of the pack, for one month of right.
#pragma once

#include "core/base/result.h"
#include "core/households/household.h"
#include "core/households/mapping.h"

#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace prevenance {

/// Reads the inputs of one family.
class HouseholdAnswers {
public:
    /// All must outlive this object.
    HouseholdAnswers(Source const& situation, Family const& family, Month month)
        : situation_(&situation)
        , family_(&family)
        , month_(month) {}

    /// The answer to the input's rule, as Publicodes writes it; nothing when nothing was given.
    ///
    /// `person`  whose values they are; nullptr: the family's, its dwelling's, its tax households'
    ///           (of a person's variable: the first adult's).
    ///
    /// Errors: bad_input, naming the variable, when a value has another type than the mapping says
    /// or is a word it does not know.
    Result<std::optional<std::string>>
    answer(InputMapping const& input, Member const* person) const;

private:
    std::vector<DatedValue>
    values(InputMapping const& input, std::string const& variable, Member const* person) const;
    Result<std::optional<std::string>>
    total(InputMapping const& input, std::span<DatedValue const> values) const;

    /// Each variable's periods are read once: many inputs are windows of one series.
    std::vector<DatedValue> const& read(Source const* variable) const;

    mutable std::unordered_map<Source const*, std::vector<DatedValue>> dated_;
    Source const* situation_;
    Family const* family_;
    Month month_;
};

} // namespace prevenance
