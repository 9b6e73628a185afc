// What was found in a pack, as text for a person at a terminal.
#pragma once

#include "core/check/model_check.h"
#include "server/authoring/model_file.h"

#include <string>

namespace prevenance {

struct FindingsStyle {
    bool has_colours = false;
    bool shows_all = false; ///< Else the first few of each code.
};

/// `packs/rsa.yaml:3:7: rsa . montant: message; remedy`.
std::string describe_finding(Finding const& finding, ModelFiles const& files);

/// One group for each code, the gravest first, and a line that counts.
std::string print_findings(ModelReview const& review, ModelFiles const& files, FindingsStyle style);

/// What is overdue or has ended, then what is due next.
std::string
print_freshness(ModelReview const& review, ModelFiles const& files, Day today, FindingsStyle style);

} // namespace prevenance
