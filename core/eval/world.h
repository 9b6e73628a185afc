// What is known of one person under one set of hypotheses: the results so far, the rules being
// evaluated, and the answers that the hypotheses put in place of the given ones.
#pragma once

#include "core/eval/cell.h"

#include <cstdint>
#include <memory>
#include <utility>
#include <vector>

namespace prevenance {

/// An answer that a hypothesis gives to a rule.
struct Hypothesis {
    RuleId situation = none; ///< The rule that holds the answer.
    NodeIndex node = none;   ///< The answer, or none when it is `constant`.
    Cell constant;
};

/// The rules that a *contexte* changes, and how the change is written.
using Amendment = std::vector<std::pair<RuleId, TextId>>;

struct World {
    struct Memo {
        Cell cell;
        std::uint32_t epoch = 0;
    };

    /// Forgets results and what failed half-way; hypotheses stay.
    void forget(std::size_t node_count, std::size_t rule_count) {
        nodes.resize(node_count);
        rules.resize(rule_count);
        on_stack.resize(rule_count);
        testing_parent.resize(rule_count);
        for (auto const rule : stack)
            on_stack[rule] = 0;
        stack.clear();
        parent_tests = 0;
        ++epoch;
    }

    bool knows_node(NodeIndex node) const { return nodes[node].epoch == epoch; }

    bool knows_rule(RuleId rule) const { return rules[rule].epoch == epoch; }

    Hypothesis const* hypothesis(RuleId situation) const {
        for (auto const& hypothesis : hypotheses)
            if (hypothesis.situation == situation) return &hypothesis;
        return nullptr;
    }

    /// Replaces an earlier hypothesis on the same rule.
    void suppose(Hypothesis const& supposed) {
        for (auto& hypothesis : hypotheses)
            if (hypothesis.situation == supposed.situation) {
                hypothesis = supposed;
                return;
            }
        hypotheses.push_back(supposed);
    }

    std::vector<Memo> nodes;
    std::vector<Memo> rules;
    std::uint32_t epoch = 0;
    std::vector<std::uint32_t> on_stack; ///< How often each rule is on the stack.
    std::vector<RuleId> stack;
    std::vector<std::uint8_t> testing_parent; ///< The rule's parent is being tested for it.
    int parent_tests = 0;
    std::vector<Hypothesis> hypotheses;
    std::vector<std::pair<TextId, World*>> contexts; ///< The worlds of each *contexte* met here.
    Amendment amendment; ///< What made this world, when a *contexte* did.
    bool is_amended = false;
};

/// Worlds that are used again, so that after a while none is allocated.
class Worlds {
public:
    /// A world without results nor hypotheses, until its owner gives it back.
    World& acquire(std::size_t node_count, std::size_t rule_count);

    /// Gives back a world and those of the contexts met in it.
    void release(World& world);

    /// Gives back the worlds of the contexts met in a world.
    void release_contexts(World& world);

    std::size_t in_use() const { return all_.size() - idle_.size(); }

private:
    std::vector<std::unique_ptr<World>> all_;
    std::vector<World*> idle_;
};

} // namespace prevenance
