// What `prevenance pack check` finds, as JSON for programs and as SARIF for code hosts.
#pragma once

#include "core/check/model_check.h"

#include <span>
#include <string>

namespace prevenance {

/// `{"summary": {"rules", "errors", "warnings", "notes"}, "findings": [{"code", "severity", "rule",
/// "message", "remedy", "file", "line", "column"}], "parameters": [{"rule", "checked", "due",
/// "file", "line", "column"}]}`
///
/// `paths`  what Position::file is an index in.
std::string format_review(ModelReview const& review, std::span<std::string const> paths);

/// One run with every kind of finding as a rule. Columns count UTF-8 bytes as ours do, which SARIF
/// has no word for: `columnKind` is left out and lines without other letters agree.
///
/// Source: SARIF 2.1.0 (OASIS), sections 3.13 (log), 3.14 (run), 3.27 (result), 3.49
/// (reportingDescriptor).
std::string format_sarif(std::span<Finding const> findings, std::span<std::string const> paths);

} // namespace prevenance
