// The checks of a compiled model, one subject each. What they look for: docs/checks.md.
#pragma once

#include "core/check/example.h"
#include "core/check/finding.h"
#include "core/check/model_view.h"
#include "core/check/static_value.h"

#include <vector>

namespace prevenance {

/// What every check reads, and where it puts what it finds.
struct Checking {
    ModelView& view;
    StaticValues& values;
    std::vector<Finding>& findings;
};

/// impossible-value, repeated-item, constant-condition, unreachable-branch.
void check_conditions(Checking const& checking);

/// bracket-order, bracket-end; and, where cases compare one value with numbers, bracket-gap and
/// unreachable-branch.
void check_brackets(Checking const& checking);

/// unit-clash.
void check_units(Checking const& checking);

/// cycle.
void check_cycles(Checking const& checking);

/// unused-rule, missing-example: the second only where there are examples.
void check_usage(Checking const& checking, Examples const& examples);

/// misspelt-key, missing-source.
void check_writing(std::vector<WrittenRule> const& rules, std::vector<Finding>& findings);

} // namespace prevenance
