// What `prevenance pack diff` finds, as JSON.
#pragma once

#include "core/check/difference.h"

#include <span>
#include <string>

namespace prevenance {

struct PackDifference {
    std::vector<RuleChange> rules; ///< Empty between two days of one pack.
    std::vector<ValueChange> parameters;
    std::vector<ValueChange> examples;
    std::size_t examples_run = 0;

    bool is_empty() const { return rules.empty() && parameters.empty() && examples.empty(); }
};

/// `{"rules": [{"rule", "change", "keys", "before": place, "after": place}], "parameters":
/// [{"rule", "before", "after"}], "examples": [{"example", "before", "after", "file", "line",
/// "column"}], "examples_run"}`
///
/// `before`, `after`  the paths that Position::file is an index in, of the two packs.
std::string format_difference(
    PackDifference const& difference,
    std::span<std::string const> before,
    std::span<std::string const> after
);

/// `added`, `removed`, `formula`, `description`.
std::string_view name_of(RuleChange::Kind kind);

} // namespace prevenance
