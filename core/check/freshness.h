// When the values of a pack were last compared with their source, and when they change next.
#pragma once

#include "core/base/date.h"
#include "core/check/finding.h"
#include "core/check/written_rules.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace prevenance {

/// A rule with `vérifié le`.
struct Parameter {
    std::string rule;
    Position position;
    Day checked;
    std::optional<Day> due; ///< From that day on it must be checked again; nothing: never.
};

struct Freshness {
    std::vector<Parameter> parameters; ///< Those due first come first.
    std::vector<Finding> findings;     ///< overdue, expired, bad-date.
};

/// `today`  a parameter whose day has come is overdue; a rule whose `date de fin` is before has
///          expired.
Freshness review_freshness(std::vector<WrittenRule> const& rules, Day today);

/// The first day after `checked` that `written` names: a day (`01/04/2027`), a day of every year
/// (`1er avril`), or `SMIC`, which is the first of January.
///
/// Source: code du travail, article L3231-4 and R3231-1: the SMIC is fixed each first of January;
/// a rise within the year (L3231-5) has no day known beforehand.
std::optional<Day> next_revaluation(std::string_view written, Day checked);

} // namespace prevenance
