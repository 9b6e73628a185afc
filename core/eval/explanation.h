// Why a rule came to its value: the rules that were applied, read off after an evaluation.
#pragma once

#include "core/eval/evaluator.h"
#include "core/rules/program.h"

#include <cstdint>
#include <string>
#include <vector>

namespace prevenance {

class Machine;

/// Where the value of a rule comes from.
enum class ValueOrigin : std::uint8_t {
    computed,
    answer,      ///< The person said so.
    by_default,  ///< Nobody said anything and the rule has a default.
    parent,      ///< Its parent does not apply.
    missing,     ///< An answer is missing.
    only_tested, ///< Only whether it applies was looked at: it does.
};

struct ExplainedRule {
    struct Because {
        std::uint32_t rule; ///< Index in Explanation::rules.
        /// The rule in whose place this one stands (*remplace*, *rend non applicable*); "" if none.
        std::string instead_of;
    };

    std::string name;     ///< Full name; the question itself for the first of all.
    std::string title;    ///< *titre*, or "".
    std::string question; ///< *question*, or "".
    Value value;
    std::string unit; ///< As Outcome::unit.
    ValueOrigin origin = ValueOrigin::computed;
    std::vector<Citation> citations; ///< Its own, else those of its nearest ancestor.
    std::vector<Because> because;    ///< What it rests on, in the order it was looked at.
};

struct Explanation {
    /// rules[0] is the question; each rule stands once, however many rest on it.
    std::vector<ExplainedRule> rules;
};

enum class ExplanationScope : std::uint8_t {
    /// What decided: the branch taken, the condition that failed, terms that are not zero, the
    /// bracket that holds; of what is undefined, only what is missing.
    decisive,
    everything, ///< Whatever was evaluated.
};

/// `machine`  just evaluated `root`, a node of `program`, without failure.
Explanation
explain(Program const& program, Machine const& machine, NodeIndex root, ExplanationScope scope);

} // namespace prevenance
