// What the values of one family answer to the rules of the pack, for one month of right.
#pragma once

#include "core/base/result.h"
#include "core/households/household.h"
#include "core/households/mapping.h"
#include "core/households/situation_index.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace prevenance {

/// An answer before it is written out: most are what the household before answered.
struct HouseholdAnswer {
    enum class Kind : std::uint8_t {
        none, ///< Nothing was given.
        quantity,
        day,        ///< `number` days since 1970.
        expression, ///< As Publicodes writes it.
    };

    Kind kind = Kind::none;
    double number = 0;
    std::string_view text; ///< The unit, or the expression: of the mapping.
    InputMapping const* assumed =
        nullptr; ///< The input whose `otherwise` it is, when that may be wrong.

    friend bool operator==(HouseholdAnswer const&, HouseholdAnswer const&) = default;
};

/// As Publicodes writes it; "" when nothing was given.
std::string written(HouseholdAnswer const& answer);

/// Reads the inputs of one family.
class HouseholdAnswers {
public:
    /// All must outlive this object.
    HouseholdAnswers(SituationIndex& index, Family const& family, Month month)
        : index_(&index)
        , family_(&family)
        , month_(month) {}

    /// The answer to the input's rule. It points into `input`.
    ///
    /// `person`  whose values they are; nullptr: the family's, its dwelling's, its tax households'
    ///           (of a person's variable: the first adult's).
    ///
    /// Errors: bad_input, naming the variable, when a value has another type than the mapping says
    /// or is a word it does not know.
    Result<HouseholdAnswer> answer(InputMapping const& input, Member const* person) const;

private:
    std::span<DatedValue const> values(
        InputMapping const& input,
        VariableId variable,
        Member const* person,
        std::vector<DatedValue>& several
    ) const;
    Result<HouseholdAnswer>
    total(InputMapping const& input, std::span<DatedValue const> values) const;

    SituationIndex* index_;
    Family const* family_;
    Month month_;
};

} // namespace prevenance
