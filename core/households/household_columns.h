// What the rules of a pack say of the households of one month, by columns: ten times as fast as an
// evaluator, for months that are asked about so often that working the columns out pays.
#pragma once

#include "core/eval/columns.h"
#include "core/households/household_answers.h"
#include "core/households/period.h"

#include <list>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace prevenance {

/// The column for all that the inputs of a rule may answer; nothing when that is of several kinds
/// or units.
std::optional<VaryingFact>
varying_fact(std::string const& rule, std::span<InputMapping const* const> inputs);

/// The answer as a number of the column; NaN when nothing was given.
double column_value(VaryingFact const& fact, HouseholdAnswer const& answer);

class HouseholdColumns {
public:
    /// Columns of so many months are kept at a time.
    static constexpr std::size_t months_max = 4;

    /// A month is worked out when it was asked for so often: it takes as long as that.
    static constexpr unsigned asked_before = 100;

    /// `request`    without the date, which is that of the month.
    /// `program`    must outlive this object.
    HouseholdColumns(Program const& program, ColumnsRequest request, std::string date_rule)
        : program_(&program)
        , request_(std::move(request))
        , date_rule_(std::move(date_rule)) {}

    /// All goals of the request for one household, until the next call; nullptr when they are not
    /// worked out for that month, or the answers do not fit.
    ///
    /// `answers`  to the varying facts of the request, in their order.
    ColumnsRunner const* run(Month month, std::span<double const> answers);

private:
    struct OfMonth {
        OfMonth(Month asked_for, ColumnsPlan worked_out)
            : month(asked_for)
            , plan(std::move(worked_out))
            , runner(plan, 1) {}

        Month month;
        ColumnsPlan plan;
        ColumnsRunner runner; ///< Of `plan`: it stays where it is.
    };

    OfMonth* find(Month month);
    bool is_worth_it(Month month);

    Program const* program_;
    ColumnsRequest request_;
    std::string date_rule_;
    std::list<OfMonth> months_; ///< The last used first.
    std::vector<std::pair<Month, unsigned>> asked_;
};

} // namespace prevenance
