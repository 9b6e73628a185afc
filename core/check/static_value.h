// What can be said of a node without any answer: its value when it is constant, else whether a
// condition may hold, and which nodes are the same expression.
#pragma once

#include "core/check/model_view.h"
#include "core/eval/machine.h"

#include <cstdint>
#include <map>
#include <optional>
#include <vector>

namespace prevenance {

/// What a condition may come to. Nothing is claimed of the undefined.
struct Truth {
    bool may_hold = true;
    bool may_fail = true; ///< Failing is *non*, or not applicable.

    bool is_known() const { return !may_hold || !may_fail; }
};

class StaticValues {
public:
    /// `view`   must outlive it.
    /// `today`  only rules that do not depend on the day have a value here.
    StaticValues(ModelView& view, Day today);

    /// The value of a node that depends on no input; nothing when its evaluation fails.
    std::optional<Cell> constant(NodeIndex node);

    /// Whether the value of the rule depends on no input.
    bool is_constant_rule(RuleId rule);

    Truth truth(NodeIndex node);

    /// Two nodes with the same number are the same expression over the same rules.
    std::uint32_t identity(NodeIndex node);

    /// The text compared with, when a node compares a rule with a text that is none of the answers
    /// the rule may have; else none.
    struct Impossible {
        RuleId rule = none;
        TextId text = none;
    };

    Impossible impossible_comparison(NodeIndex node) const;

private:
    enum class Known : std::uint8_t { unknown, in_progress, no, yes };

    bool is_constant(NodeIndex node);
    bool compute_is_constant(NodeIndex node);
    std::vector<std::uint32_t> key_of_constant(ProgramNode const& node) const;
    std::vector<std::uint32_t> key_of_operation(ProgramNode const& node);
    Truth compute_truth(NodeIndex node);
    Truth truth_of_rule(RuleId rule);
    Truth truth_of_comparison(NodeIndex node);
    Truth truth_of_choice(NodeIndex test, NodeIndex then, NodeIndex otherwise);
    bool is_unanswered(NodeIndex node) const;

    ModelView* view_;
    Machine machine_;
    std::vector<Known> constant_nodes_;
    std::vector<Known> constant_rules_;
    std::vector<std::optional<Truth>> truths_;
    std::vector<std::uint32_t> identities_;
    std::map<std::vector<std::uint32_t>, std::uint32_t> identity_of_;
    int depth_ = 0;
};

} // namespace prevenance
