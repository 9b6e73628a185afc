// What a check of a pack finds, said to the person who wrote it.
#pragma once

#include "core/rules/source.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace prevenance {

enum class Severity : std::uint8_t {
    error,   ///< The pack cannot be used, or some evaluation must fail.
    warning, ///< What is written is most likely not what was meant.
    note,    ///< Worth a look.
};

/// The kinds of findings; docs/checks.md explains each under its name.
enum class FindingCode : std::uint8_t {
    syntax,
    unknown_name,
    limit,
    bad_example,
    bracket_order,
    bad_date,
    bracket_gap,
    constant_condition,
    cycle,
    expired,
    impossible_value,
    misspelt_key,
    overdue,
    repeated_item,
    unit_clash,
    unreachable_branch,
    bracket_end,
    missing_example,
    missing_source,
    possible_cycle,
    unused_rule,
};

inline constexpr std::size_t finding_codes_count = 21;

struct Finding {
    FindingCode code = FindingCode::syntax;
    std::string rule;    ///< Full name; "" when no rule is at fault.
    std::string message; ///< What is wrong, in English.
    std::string remedy;  ///< What to do; "" when the message says it all.
    Position position;

    friend bool operator==(Finding const&, Finding const&) = default;
};

/// What is the same of all findings of one code.
struct FindingKind {
    std::string_view name; ///< `unit-clash`: it never changes.
    Severity severity = Severity::note;
    std::string_view title; ///< One line.
};

FindingKind const& kind_of(FindingCode code);

/// `error`, `warning`, `note`: as SARIF names them.
std::string_view name_of(Severity severity);

/// By file, line and column, then by code; each once.
void sort_findings(std::vector<Finding>& findings);

std::size_t count_findings(std::vector<Finding> const& findings, Severity severity);

} // namespace prevenance
