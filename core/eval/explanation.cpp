#include "core/eval/explanation.h"

#include "core/eval/machine.h"
#include "core/rules/names.h"
#include "core/rules/operands.h"

#include <algorithm>
#include <deque>
#include <set>

namespace prevenance {

namespace {

bool refuses(Cell const& cell) {
    return cell.is_false() || cell.is_not_applicable();
}

bool adds_nothing(Cell const& cell) {
    return cell.is_not_applicable() || (cell.is_number() && cell.number == 0);
}

bool is_product(Op op) {
    return op == Op::multiply || op == Op::divide || op == Op::floor_divide;
}

/// Walks the evaluated part of a program from the question, one rule after the other.
class Explainer {
public:
    Explainer(Program const& program, Machine const& machine, ExplanationScope scope)
        : program_(program)
        , machine_(machine)
        , decisive_(scope == ExplanationScope::decisive) {
        for (auto const& [order, choice] : program.replaced_references)
            choices_.insert(choice);
    }

    Explanation explain(NodeIndex root) {
        ProgramNode const& node = program_.nodes[root];
        if (node.op == Op::reference) {
            add_rule(node.a, nullptr, "");
        } else {
            explanation_.rules.emplace_back();
            rule_of_.push_back(none);
            if (auto const cell = machine_.known(root)) set_value(*cell);
            visit(root);
        }
        for (std::size_t i = 0; i < rule_of_.size(); ++i)
            if (rule_of_[i] != none) explain_rule(static_cast<std::uint32_t>(i));
        return std::move(explanation_);
    }

private:
    ExplainedRule& current() { return explanation_.rules[current_]; }

    void set_value(Cell const& cell) {
        auto& value = current().value;
        value.kind = static_cast<Value::Kind>(cell.kind);
        value.boolean = cell.boolean;
        value.number = cell.is_text() ? 0 : cell.number;
        if (cell.is_text()) value.text = program_.text(cell.text);
        if (has_unit(cell.unit)) current().unit = program_.units.print(cell.unit);
    }

    void explain_rule(std::uint32_t index) {
        current_ = index;
        inlined_.clear();
        Rule const& rule = program_.rules[rule_of_[index]];
        auto const cell = machine_.known_rule(rule_of_[index]);
        if (cell.has_value()) set_value(*cell);
        bool const refused = current().value.kind == Value::Kind::not_applicable;
        if (refused && !machine_.known(rule.value) && is_disabled_by_parent(rule)) {
            current().origin = ValueOrigin::parent;
            visit_applicability(rule.parent, nullptr);
            return;
        }
        if (cell.has_value())
            visit(rule.value);
        else
            visit_applicability(rule.value, nullptr);
        bool const is_open = cell.has_value() && cell->is_undefined();
        if (is_open && current().because.empty()) current().origin = ValueOrigin::missing;
    }

    bool is_disabled_by_parent(Rule const& rule) const {
        if (rule.parent == none) return false;
        ProgramNode const& parent = program_.nodes[rule.parent];
        auto cell = machine_.known(rule.parent);
        if (!cell && parent.op == Op::reference) cell = machine_.known_rule(parent.a);
        // Tested without being evaluated, it leaves no trace of its own: then nothing else can be.
        return !cell || refuses(*cell);
    }

    /// `verdict`  of a rule that was tested and not evaluated: does it not apply?
    void add_rule(RuleId id, Cell const* verdict, std::string_view instead_of) {
        Rule const& rule = program_.rules[id];
        std::string_view const name = program_.name_of(id);
        if (rule.is_situation || name.find("$INTERNAL") != std::string_view::npos) {
            look_through(id);
            return;
        }
        auto const known = std::find(rule_of_.begin(), rule_of_.end(), id);
        auto const index = static_cast<std::uint32_t>(known - rule_of_.begin());
        if (known == rule_of_.end()) append(id, verdict);
        if (explanation_.rules.size() == 1) return; // The question itself.
        auto& because = current().because;
        bool const there = std::any_of(because.begin(), because.end(), [&](auto const& reason) {
            return reason.rule == index;
        });
        if (!there) because.push_back({index, std::string(instead_of)});
    }

    void append(RuleId id, Cell const* verdict) {
        ExplainedRule made;
        made.name = program_.name_of(id);
        if (verdict != nullptr && !machine_.known_rule(id)) {
            made.origin = verdict->is_undefined() ? ValueOrigin::missing : ValueOrigin::only_tested;
            if (verdict->is_true()) made.value.kind = Value::Kind::not_applicable;
        }
        describe(made);
        rule_of_.push_back(id);
        explanation_.rules.push_back(std::move(made));
    }

    void describe(ExplainedRule& rule) const {
        std::string_view name = rule.name;
        if (auto const id = program_.find(name); id != none) {
            rule.title = program_.described(id, "titre").value_or("");
            rule.question = program_.described(id, "question").value_or("");
        }
        for (; !name.empty() && rule.citations.empty(); name = parent_name(name))
            if (auto const id = program_.find(name); id != none)
                rule.citations = program_.citations(id);
    }

    /// Answers and the helpers of mechanisms belong to the rule that needs them.
    void look_through(RuleId id) {
        auto const cell = machine_.known_rule(id);
        if (!cell || !inlined_.insert(id).second) return;
        bool const is_situation = program_.rules[id].is_situation;
        if (is_situation && cell->is_undefined()) return;
        auto const own = rule_of_[current_];
        if (is_situation && own != none && program_.rules[own].situation == id)
            current().origin = ValueOrigin::answer;
        visit(program_.rules[id].value);
    }

    void visit(NodeIndex index) {
        auto const cell = machine_.known(index);
        if (!cell) return;
        ProgramNode const& node = program_.nodes[index];
        if (node.op == Op::reference) return add_rule(node.a, nullptr, "");
        if (node.op == Op::is_not_applicable) return visit_applicability(node.a, &*cell);
        if (node.op == Op::variations) return visit_variations(index);
        if (!decisive_) return visit_all(node);
        if (node.op == Op::note_missing) note_default(node);
        if (cell->is_undefined() && visit_undefined(node)) return;
        if (node.op == Op::condition) return visit_condition(node);
        if (visit_deciding_operand(node, *cell)) return;
        if (node.op == Op::add || node.op == Op::subtract) return visit_terms(node, *cell);
        visit_all(node);
    }

    void visit_all(ProgramNode const& node) {
        if (node.op == Op::note_missing) note_default(node);
        for_each_operand(program_, node, [this](NodeIndex operand) { visit(operand); });
    }

    void note_default(ProgramNode const& node) {
        auto const own = rule_of_[current_];
        if (own != none && node.b == program_.rules[own].name)
            current().origin = ValueOrigin::by_default;
    }

    /// Of what is undefined, what is missing. False when nothing of it is.
    bool visit_undefined(ProgramNode const& node) {
        bool any = false;
        for_each_operand(program_, node, [&](NodeIndex operand) {
            auto const cell = machine_.known(operand);
            if (!cell || !cell->is_undefined()) return;
            any = true;
            visit(operand);
        });
        return any;
    }

    void visit_condition(ProgramNode const& node) {
        auto const test = machine_.known(node.a);
        if (!test) return;
        if (!(test->is_false() && is_bound(program_.nodes[node.a])) && !is_own_absence(node.a))
            visit(node.a);
        // What is known of the branch not chosen is a bound that does not bind: with another value,
        // it might.
        visit(node.b);
        visit(node.c);
    }

    /// The test of *plafond* and *plancher* tells nothing that its branches do not.
    bool is_bound(ProgramNode const& test) const {
        if (test.op != Op::both) return false;
        auto const op = program_.nodes[test.b].op;
        return is_not_non(program_.nodes[test.a]) && (op == Op::less || op == Op::greater);
    }

    bool is_not_non(ProgramNode const& test) const {
        if (test.op != Op::not_equal || program_.nodes[test.b].op != Op::constant) return false;
        auto const& constant = program_.constants[program_.nodes[test.b].a];
        return constant.kind == Constant::Kind::boolean && !constant.boolean;
    }

    /// The test of *par défaut* and of the answer: whether the rule itself is undefined.
    bool is_own_absence(NodeIndex test) const {
        ProgramNode const& node = program_.nodes[test];
        return node.op == Op::is_undefined && program_.nodes[node.a].op != Op::reference;
    }

    /// One operand that settles the whole: the condition that fails, the factor that is zero.
    bool visit_deciding_operand(ProgramNode const& node, Cell const& result) {
        auto const settles = [&](Cell const& operand) {
            if (node.op == Op::both) return !result.is_true() && refuses(operand);
            if (node.op == Op::either) return result.is_true() && operand.is_true();
            if (!is_product(node.op)) return false;
            return result.is_not_applicable() ? operand.is_not_applicable()
                                              : adds_nothing(result) && adds_nothing(operand);
        };
        bool const may = node.op == Op::both || node.op == Op::either || is_product(node.op);
        if (!may) return false;
        for (auto const operand :
             {node.a, node.b}) { // NOLINT(readability-use-anyofallof): it visits.
            auto const cell = machine_.known(operand);
            if (!cell || !settles(*cell)) continue;
            visit(operand);
            return true;
        }
        return false;
    }

    /// Terms that are not zero; all when all are.
    void visit_terms(ProgramNode const& node, Cell const& result) {
        for (auto const operand : {node.a, node.b}) {
            auto const cell = machine_.known(operand);
            if (cell.has_value() && (adds_nothing(result) || !adds_nothing(*cell))) visit(operand);
        }
    }

    void visit_variations(NodeIndex index) {
        ProgramNode const& node = program_.nodes[index];
        auto const cell = machine_.known(index);
        bool const is_choice = choices_.contains(index);
        if (decisive_ && cell->is_undefined() && visit_undefined(node)) return;
        auto const chosen = chosen_branch(node);
        bool const by_elimination = chosen == node.b ||
            program_.nodes[program_.operands[node.a + chosen * 2]].op == Op::constant;
        for (std::uint32_t i = 0; i <= chosen && i < node.b; ++i)
            if (!decisive_ || (!is_choice && (i == chosen || by_elimination)))
                visit(program_.operands[node.a + i * 2]);
        if (chosen == node.b) return;
        if (is_choice)
            visit_replacement(node, chosen);
        else
            visit(program_.operands[node.a + chosen * 2 + 1]);
    }

    /// The first branch whose test does not fail; their number when all do.
    std::uint32_t chosen_branch(ProgramNode const& node) const {
        for (std::uint32_t i = 0; i < node.b; ++i) {
            auto const test = machine_.known(program_.operands[node.a + i * 2]);
            if (test.has_value() && !refuses(*test)) return i;
        }
        return node.b;
    }

    void visit_replacement(ProgramNode const& node, std::uint32_t branch) {
        ProgramNode const& original =
            program_.nodes[program_.operands[node.a + (node.b - 1) * 2 + 1]];
        auto const outcome = program_.operands[node.a + branch * 2 + 1];
        bool const hides = program_.nodes[outcome].op == Op::constant;
        ProgramNode const& shown =
            program_.nodes[hides ? program_.operands[node.a + branch * 2] : outcome];
        if (shown.op != Op::reference || original.op != Op::reference) return visit(outcome);
        bool const itself = shown.a == original.a;
        add_rule(shown.a, nullptr, itself ? std::string() : program_.name_of(original.a));
    }

    /// What decided whether the node applies; it may never have been evaluated.
    void visit_applicability(NodeIndex index, Cell const* verdict) {
        if (machine_.known(index)) return visit(index);
        ProgramNode const& node = program_.nodes[index];
        if (node.op == Op::reference) return add_rule(node.a, verdict, "");
        if (node.op != Op::condition) return;
        auto const test = machine_.known(node.a);
        if (!test) return;
        visit(node.a);
        if (!test->is_false()) visit_applicability(node.b, verdict);
        if (!test->is_true()) visit_applicability(node.c, verdict);
    }

    Program const& program_;
    Machine const& machine_;
    bool decisive_;
    Explanation explanation_;
    std::vector<RuleId> rule_of_; ///< Of each step; none for a question that is an expression.
    std::uint32_t current_ = 0;
    std::set<RuleId> inlined_;
    std::set<NodeIndex> choices_;
};

} // namespace

Explanation
explain(Program const& program, Machine const& machine, NodeIndex root, ExplanationScope scope) {
    return Explainer(program, machine, scope).explain(root);
}

} // namespace prevenance
