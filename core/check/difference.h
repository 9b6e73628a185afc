// What changed between two states of a pack, or between two days of one: rules, parameters, and
// what comes out for the people of the examples.
#pragma once

#include "core/base/date.h"
#include "core/check/example.h"
#include "core/check/example_run.h"
#include "core/rules/program.h"
#include "core/rules/source.h"

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace prevenance {

struct RuleChange {
    enum class Kind : std::uint8_t {
        added,
        removed,
        formula,     ///< Something that its value may depend on.
        description, ///< Only what is said of it.
    };

    std::string rule;
    Kind kind = Kind::formula;
    std::vector<std::string> keys; ///< Which keys differ; "" for a rule that is no map.
    Position before;               ///< In the first model; nowhere when it was added.
    Position after;                ///< In the second one; nowhere when it was removed.
};

/// The rules that differ, in the order of the second model, the removed ones last. Rules below
/// `avec` count for themselves.
std::vector<RuleChange> compare_rules(Source const& before, Source const& after);

/// One value that differs, as it prints: `573.49 €/mois`.
struct ValueChange {
    std::string subject; ///< A rule; or an example and what it asks for.
    std::string before;
    std::string after;
    Position position; ///< Of the example; nowhere for a rule.
};

/// A compiled model on a day: durations count to it and it answers the rule `date`.
struct DatedProgram {
    Program const& program;
    Day day;
};

/// The rules of both programs whose value needs no answer and differs, in the order of the second.
/// Rules that differ only because they use such a rule are left out.
std::vector<ValueChange> compare_parameters(DatedProgram before, DatedProgram after);

using ExampleRun = std::function<ExampleResult(Example const&)>;

/// The results of examples that differ between two ways to run them; one that cannot be run has the
/// reason as its result.
///
/// `done`  called after each example.
std::vector<ValueChange> compare_examples(
    std::vector<Example> const& examples,
    ExampleRun const& before,
    ExampleRun const& after,
    std::function<void()> const& done
);

} // namespace prevenance
