// What the tools for authors find, as JSON.
#pragma once

#include "core/check/example_run.h"

#include <span>
#include <string>
#include <vector>

namespace prevenance {

/// `{"summary": {"examples", "passed", "failed"}, "mistakes": [...], "examples": [{"name", "rule",
/// "file", "line", "column", "passed", "results": [{"goal", "expected", "got", "passed"}]}]}`
///
/// `results`  one for each of `examples.all`.
/// `paths`    what Position::file is an index in.
std::string format_example_results(
    Examples const& examples,
    std::span<ExampleResult const> results,
    std::span<std::string const> paths
);

} // namespace prevenance
