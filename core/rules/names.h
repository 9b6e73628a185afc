// Names of rules: `salarié . contrat . CDD`, who is whose parent, and what a short name means.
#pragma once

#include "core/rules/diagnostic.h"
#include "core/rules/program.h"

#include <string>
#include <string_view>
#include <vector>

namespace prevenance {

/// `a . b` of `a . b . c`; "" of a name at the root.
std::string_view parent_name(std::string_view name);

/// Ancestors, nearest first; without the root.
std::vector<std::string_view> ancestor_names(std::string_view name);

/// The rule that a person wrote, of one that this engine puts below it: `a` of `a . $SITUATION`;
/// "" of a question.
std::string_view written_name(std::string_view name);

std::string join_name(std::string_view parent, std::string_view child);

/// True when no private rule stands between the rule and whoever asks from `from`.
bool is_accessible(Program const& program, std::string_view from, std::string_view name);

/// The rule that `partial` means when it is written in the rule `from`.
///
/// Tried in this order: below `from`, below its ancestors from the nearest, at the root, itself.
/// `^ . ` leaves `from` out.
///
/// Errors: unknown_rule, with the nearest known name as a suggestion when one is near.
RulesResult<RuleId>
resolve_name(Program const& program, std::string_view from, std::string_view partial);

/// A known name that looks like `name`, or "".
std::string nearest_name(Program const& program, std::string_view name);

} // namespace prevenance
