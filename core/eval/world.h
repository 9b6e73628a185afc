// What is known of one person under one set of hypotheses: the results so far, the rules being
// evaluated, and the answers that the hypotheses put in place of the given ones.
#pragma once

#include "core/eval/cell.h"

#include <array>
#include <cstdint>
#include <memory>
#include <utility>
#include <vector>

namespace prevenance {

/// A set of answered rules: a bit for each of the first ones, then bits are shared.
using Reads = std::uint64_t;

/// Counts the changes of answers, from 1.
using AnswersTime = std::uint32_t;

/// Which answers changed, and when: what depends on none of them still holds.
class AnswerHistory {
public:
    /// The bit of all the rules that were never answered.
    static constexpr unsigned unanswered = 63;

    Reads bit_of(RuleId situation) const {
        return Reads{1} << (situation < bits_.size() ? bits_[situation] : unanswered);
    }

    void change(RuleId situation);

    AnswersTime now() const { return now_; }

    bool still_holds(Reads reads, AnswersTime since) const {
        return since != 0 && now_ - since < remembered &&
            (changes_[since % remembered] & reads) == 0;
    }

private:
    static constexpr AnswersTime remembered = 64;

    std::array<Reads, remembered> changes_{}; ///< By time: the answers changed since then.
    AnswersTime now_ = 1;
    std::vector<std::uint8_t> bits_;
    unsigned next_bit_ = 0;
};

/// An answer that a hypothesis gives to a rule.
struct Hypothesis {
    RuleId situation = none; ///< The rule that holds the answer.
    NodeIndex node = none;   ///< What gives the value; none: it is supposed as it is.
    Cell value;
    Reads reads = 0;      ///< The answers that the value depends on.
    bool is_known = true; ///< The node has been evaluated, in the world around.
};

/// The rules that a *contexte* changes, and how the change is written.
using Amendment = std::vector<std::pair<RuleId, TextId>>;

/// A result that is remembered.
struct Memo {
    Cell cell;
    Reads reads = 0; ///< The answers that it depends on.
    /// Of the question during which it was remembered, from 1; its complement while it is computed.
    std::uint32_t epoch = 0;
    AnswersTime since = 0; ///< It holds for other questions too, from then on; 0: it does not.
};

/// Memos by number, in pages that are made when one of theirs is written: a hypothesis touches few.
class Memos {
public:
    void resize(std::size_t count) { pages_.resize((count + page_size - 1) / page_size); }

    Memo const& operator[](std::size_t index) const {
        auto const* page = pages_[index / page_size].get();
        return page == nullptr ? blank : (*page)[index % page_size];
    }

    /// Stays where it is as long as the table lives.
    Memo& writable(std::size_t index) {
        auto* const page = pages_[index / page_size].get();
        return page == nullptr ? in_new_page(index) : (*page)[index % page_size];
    }

    /// Holds what the other holds, which has as many.
    void copy(Memos const& other);

private:
    static constexpr std::size_t page_size = 32;
    using Page = std::array<Memo, page_size>;
    static Memo const blank;

    Memo& in_new_page(std::size_t index);

    std::vector<std::unique_ptr<Page>> pages_;
};

struct World {
    /// Forgets results and what failed half-way; hypotheses stay.
    void forget(std::size_t node_count, std::size_t rule_count) {
        nodes.resize(node_count);
        if (rule_count != on_stack.size()) {
            rules.resize(rule_count);
            on_stack.resize(rule_count);
            testing_parent.resize(rule_count);
            busy.resize(rule_count);
        }
        for (auto const rule : stack)
            on_stack[rule] = 0;
        stack.clear();
        parent_tests = 0;
        ++epoch;
    }

    Hypothesis const* hypothesis(RuleId situation) const {
        for (auto const& hypothesis : hypotheses)
            if (hypothesis.situation == situation) return &hypothesis;
        return nullptr;
    }

    /// Supposes what another world does; what is computed there is to be computed again here.
    void inherit(World const& other) {
        hypotheses = other.hypotheses;
        for (auto& hypothesis : hypotheses)
            hypothesis.is_known = hypothesis.node == none;
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

    Memos nodes;
    Memos rules;
    std::uint32_t epoch = 0;
    std::vector<std::uint32_t> on_stack; ///< How often each rule is on the stack.
    std::vector<RuleId> stack;
    std::vector<std::uint8_t> testing_parent; ///< The rule's parent is being tested for it.
    std::vector<std::uint8_t> busy;           ///< The rule is being evaluated.
    int parent_tests = 0;
    std::vector<Hypothesis> hypotheses;
    std::vector<std::pair<TextId, World*>> contexts; ///< The worlds of each *contexte* met here.
    Amendment amendment; ///< What made this world, when a *contexte* did.
    bool is_amended = false;
    bool keeps_between_questions = false; ///< Memos with a time hold until their answers change.
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
