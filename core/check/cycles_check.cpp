#include "core/check/checks.h"
#include "core/rules/operands.h"

#include <algorithm>
#include <cstdint>
#include <set>
#include <string>
#include <vector>

namespace prevenance {

namespace {

struct Cycle {
    std::vector<RuleId> rules;
    bool is_certain = false; ///< No condition decides whether it is met.
};

/// What may have to be evaluated to evaluate something else: the value of a node or of a rule, or
/// only whether it applies. Whether a parent applies is not followed: the engine asks that apart.
class Cycles {
public:
    explicit Cycles(Program const& program)
        : program_(&program)
        , nodes_(static_cast<std::uint32_t>(program.nodes.size()))
        , rules_(static_cast<std::uint32_t>(program.rules.size())) {}

    /// Cycles that do not depend on any condition, then the others. They have no rule in common;
    /// each begins with the rule met first.
    std::vector<Cycle> find() {
        for (follows_conditions_ = false;; follows_conditions_ = true) {
            states_.assign((nodes_ + rules_) * std::size_t{2}, State::new_);
            for (RuleId rule = 0; rule < rules_; ++rule)
                visit_from(value_of_rule(rule));
            if (follows_conditions_) return std::move(found_);
        }
    }

private:
    enum class State : std::uint8_t { new_, open, done };

    struct Step {
        std::uint32_t vertex;
        std::vector<std::uint32_t> next;
        std::size_t at = 0;
    };

    // Vertices: values of nodes, of rules, then whether nodes and rules apply.
    std::uint32_t value_of_rule(RuleId rule) const { return nodes_ + rule; }

    std::uint32_t applies(std::uint32_t vertex) const { return nodes_ + rules_ + vertex; }

    std::vector<std::uint32_t> successors(std::uint32_t vertex) const {
        bool const asks_value = vertex < nodes_ + rules_;
        auto const subject = asks_value ? vertex : vertex - nodes_ - rules_;
        if (subject >= nodes_) {
            auto const formula = program_->rules[subject - nodes_].value;
            return {asks_value ? formula : applies(formula)};
        }
        auto const& node = program_->nodes[subject];
        if (node.op == Op::reference) {
            auto const rule = value_of_rule(node.a);
            return {asks_value ? rule : applies(rule)};
        }
        return asks_value ? of_value(node) : of_applicability(subject, node);
    }

    std::vector<std::uint32_t> of_value(ProgramNode const& node) const {
        // They look for a value that gives itself, or suppose other answers.
        bool const cuts =
            node.op == Op::fixed_point || node.op == Op::inversion || node.op == Op::context;
        if (cuts) return {};
        if (node.op == Op::is_not_applicable) return {applies(node.a)};
        if (!follows_conditions_) return certain_operands(node);
        std::vector<std::uint32_t> next;
        for_each_operand(*program_, node, [&](NodeIndex operand) { next.push_back(operand); });
        return next;
    }

    /// The operands that are evaluated whatever the others are worth.
    std::vector<std::uint32_t> certain_operands(ProgramNode const& node) const {
        if (node.op == Op::condition) {
            // Of the answer to a rule and of its formula, the formula counts.
            bool const asks_answer = program_->nodes[node.a].op == Op::is_undefined;
            return asks_answer ? std::vector{node.a, node.b} : std::vector{node.a};
        }
        std::vector<std::uint32_t> next;
        for_each_operand(*program_, node, [&](NodeIndex operand) { next.push_back(operand); });
        bool const may_stop = node.op == Op::variations || node.op == Op::both ||
            node.op == Op::either || node.op == Op::scale || node.op == Op::grid;
        if (may_stop && next.size() > 1) next.resize(1);
        return next;
    }

    std::vector<std::uint32_t> of_applicability(NodeIndex index, ProgramNode const& node) const {
        if (node.nullable == Nullable::no) return {};
        if (node.op != Op::condition) return {index};
        if (!follows_conditions_) return {node.a};
        return {node.a, applies(node.b), applies(node.c)};
    }

    void meet(std::uint32_t vertex) {
        states_[vertex] = State::open;
        steps_.push_back({vertex, successors(vertex)});
    }

    void visit_from(std::uint32_t start) {
        if (states_[start] != State::new_) return;
        meet(start);
        while (!steps_.empty()) {
            auto& step = steps_.back();
            if (step.at == step.next.size()) {
                states_[step.vertex] = State::done;
                steps_.pop_back();
                continue;
            }
            auto const next = step.next[step.at++];
            if (states_[next] == State::open) add_cycle(next);
            if (states_[next] == State::new_) meet(next);
        }
    }

    /// The steps from `first` to the last one lead back to `first`.
    void add_cycle(std::uint32_t first) {
        Cycle cycle{{}, !follows_conditions_};
        auto const begin = std::find_if(steps_.begin(), steps_.end(), [&](Step const& step) {
            return step.vertex == first;
        });
        for (auto step = begin; step != steps_.end(); ++step) {
            auto const subject = step->vertex % (nodes_ + rules_);
            if (subject < nodes_) continue;
            auto const rule = subject - nodes_;
            if (program_->rules[rule].is_situation) continue;
            if (!told_.insert(rule).second) return; // Of several cycles through a rule, one.
            cycle.rules.push_back(rule);
        }
        if (!cycle.rules.empty()) found_.push_back(std::move(cycle));
    }

    Program const* program_;
    std::uint32_t nodes_;
    std::uint32_t rules_;
    std::vector<State> states_;
    std::vector<Step> steps_;
    std::set<RuleId> told_;
    std::vector<Cycle> found_;
    bool follows_conditions_ = false;
};

std::string describe_cycle(ModelView const& view, std::vector<RuleId> const& cycle) {
    constexpr std::size_t rules_max = 6;
    std::string text;
    std::size_t told = 0;
    for (auto const rule : cycle) {
        if (view.written_owner(rule) != rule) continue; // Helpers say nothing to an author.
        if (told++ == rules_max) {
            text += "… → ";
            break;
        }
        text.append(view.program().name_of(rule)).append(" → ");
    }
    return text.append(view.program().name_of(view.written_owner(cycle.front())));
}

} // namespace

void check_cycles(Checking const& checking) {
    auto const& view = checking.view;
    for (auto const& cycle : Cycles(view.program()).find())
        checking.findings.push_back(view.about_rule(
            cycle.is_certain ? FindingCode::cycle : FindingCode::possible_cycle,
            view.written_owner(cycle.rules.front()),
            (cycle.is_certain ? "it needs its own value: " : "it may need its own value: ") +
                describe_cycle(view, cycle.rules),
            "break the cycle, or say 'résoudre la référence circulaire: oui'"
        ));
}

} // namespace prevenance
