// Runs the examples of a pack and compares what comes out with what is expected.
#pragma once

#include "core/check/example.h"
#include "core/eval/evaluator.h"

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace prevenance {

struct ExampleResult {
    /// One thing that was expected.
    struct Comparison {
        std::string goal;
        std::string expected; ///< As it prints: `573.49 €/mois`, `oui`, `non applicable`, …
        std::string got;
        Position position; ///< Of the expected value.
        bool agrees = false;
    };

    std::vector<Comparison> comparisons;
    std::optional<Diagnostic> failure; ///< Why the example could not be run.

    /// True when it ran and everything came out as expected.
    bool passed() const;
};

/// `573.49 €/mois`, `oui`, `'texte'`, `non applicable`, `non défini`: as an example writes it,
/// with 12 significant digits.
std::string print_outcome(Outcome const& outcome);

/// The rule that holds the day a right is calculated for, in packs that have one.
inline constexpr std::string_view date_rule = "date";

/// Answers the rule `date` with that day, when the program has one of type date that is public.
RulesResult<Done> answer_date(Evaluator& evaluator, Program const& program, Day day);

/// Not for two threads at once.
class ExampleRunner {
public:
    /// `program`  must outlive the runner.
    /// `today`    the day for examples that name none.
    ExampleRunner(Program const& program, Day today)
        : program_(&program)
        , today_(today) {}

    /// On the day that the example names.
    ExampleResult run(Example const& example);

    /// On that day, whatever the example names: durations count to it, and it answers the rule
    /// `date`, when the program has one of type date and the situation leaves it open. Without a
    /// day, durations count to `today` and the rule keeps its own value.
    ExampleResult run_on(Example const& example, std::optional<Day> day);

private:
    Evaluator& evaluator_for(Day day);
    RulesResult<Done>
    answer(Evaluator& evaluator, Example const& example, std::optional<Day> day) const;

    Program const* program_;
    Day today_;
    std::map<Day, std::unique_ptr<Evaluator>> evaluators_;
};

} // namespace prevenance
