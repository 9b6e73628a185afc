// Examples that authors write in a pack: a situation, and what must come out of it.
#pragma once

#include "core/base/date.h"
#include "core/rules/diagnostic.h"
#include "core/rules/source.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace prevenance {

/// Format: docs/recipes.md, «Write a rule pack».
struct Example {
    struct Expectation {
        std::string goal; ///< A rule or an expression.
        Source value;     ///< As written: `573.49 €/mois`, `non applicable`, `non défini`, …
    };

    std::string name;
    std::string rule; ///< The rule it stands below; "" in a file of examples.
    Position position;
    std::optional<Day> date;
    Source situation; ///< A map from rules to answers.
    std::vector<Expectation> expected;
    double tolerance = 0;                            ///< In the unit of the expected value.
    std::optional<std::vector<std::string>> missing; ///< All the facts that must be missing.
};

/// `rsa . montant — Une personne seule`: the rule it stands below, and its name.
std::string title_of(Example const& example);

struct Examples {
    std::vector<Example> all;
    std::vector<Diagnostic> mistakes; ///< Examples that cannot be read; they are not in `all`.
};

/// Gathers the examples written below rules, then those of a list that stands apart.
Examples read_examples(Source const& model, Source const& apart);

/// A day as authors write it: `24/11/2026` or `2026-11-24`.
std::optional<Day> read_written_day(std::string_view text);

} // namespace prevenance
