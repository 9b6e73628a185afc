// Everything that can be said against a pack without running it.
#pragma once

#include "core/base/date.h"
#include "core/check/example.h"
#include "core/check/finding.h"
#include "core/check/freshness.h"
#include "core/rules/source.h"

#include <vector>

namespace prevenance {

struct ModelReview {
    std::vector<Finding> findings; ///< Sorted by place.
    std::vector<Parameter> parameters;
    std::size_t rules = 0;
};

/// Checks a model and its examples. What needs the compiled rules is left out as long as they
/// cannot be compiled.
///
/// `apart`  examples that stand in files of their own: a list.
/// `today`  decides what is overdue or has ended.
ModelReview review_model(Source const& model, Source const& apart, Day today);

} // namespace prevenance
