#include "core/check/checks.h"
#include "core/rules/operands.h"

#include <algorithm>
#include <set>

namespace prevenance {

namespace {

std::string quoted(std::string_view text) {
    return "'" + std::string(text) + "'";
}

class ConditionsCheck {
public:
    explicit ConditionsCheck(Checking const& checking)
        : view_(&checking.view)
        , program_(&checking.view.program())
        , values_(&checking.values)
        , findings_(&checking.findings) {}

    void run() {
        // Backwards: what stands above in a formula is made after what stands below.
        for (auto node = static_cast<NodeIndex>(program_->nodes.size()); node-- > 0;) {
            if (view_->owner(node) == none) continue;
            auto const op = program_->nodes[node].op;
            if (op == Op::variations) check_variations(node);
            if (op == Op::condition) check_condition(node);
            if (op == Op::equal || op == Op::not_equal) check_comparison(node);
            if (op == Op::both || op == Op::either || op == Op::add) check_repetition(node);
        }
    }

private:
    void add(FindingCode code, NodeIndex node, std::string message, std::string remedy) {
        findings_->push_back(view_->about_node(code, node, std::move(message), std::move(remedy)));
    }

    NodeIndex test_of(ProgramNode const& variations, std::uint32_t branch) const {
        return program_->operands[variations.a + branch * 2];
    }

    NodeIndex outcome_of(ProgramNode const& variations, std::uint32_t branch) const {
        return program_->operands[variations.a + branch * 2 + 1];
    }

    void check_variations(NodeIndex index) {
        auto const node = program_->nodes[index];
        std::set<std::uint32_t> met;
        for (std::uint32_t i = 0; i < node.b; ++i) {
            auto const test = test_of(node, i);
            bool const is_else = is_constant_node(test);
            if (!is_else && !met.insert(values_->identity(test)).second) {
                add(FindingCode::unreachable_branch,
                    test,
                    "this condition already stands above, in the same variations",
                    "remove the branch, or mend its condition");
                continue;
            }
            auto const truth = values_->truth(test);
            if (!truth.may_hold) {
                add(FindingCode::unreachable_branch,
                    test,
                    "this condition never holds",
                    "remove the branch, or mend its condition");
            }
            if (truth.may_fail || i + 1 == node.b) continue;
            add(FindingCode::unreachable_branch,
                outcome_of(node, i + 1),
                is_else ? "'sinon' stands before this branch"
                        : "the condition of the branch above always holds",
                "put the general case last");
            return;
        }
    }

    bool is_constant_node(NodeIndex node) const { return program_->nodes[node].op == Op::constant; }

    /// `condition`, `applicable si`, `non applicable si`, unless `oui` or `non` is written there:
    /// that is meant. Bounds and defaults are conditions too, but whether they bind is no mistake.
    void check_condition(NodeIndex index) {
        auto const& node = program_->nodes[index];
        auto const& test = program_->nodes[node.a];
        if (test.op == Op::is_undefined || test.op == Op::both) return;
        auto const tested = is_applicability(node) ? test.a : node.a;
        if (is_constant_node(tested) || asks_applicability(program_->nodes[tested])) return;
        auto const truth = values_->truth(node.a);
        if (!truth.is_known()) return;
        add(FindingCode::constant_condition,
            tested,
            truth.may_hold ? "this condition always holds" : "this condition never holds",
            "remove it, or what it can never give");
    }

    /// `est applicable`, which `moyenne` asks of each of its items.
    bool asks_applicability(ProgramNode const& node) const {
        return node.op == Op::is_not_applicable ||
            (node.op == Op::equal && program_->nodes[node.a].op == Op::is_not_applicable);
    }

    bool is_applicability(ProgramNode const& node) const {
        auto const& test = program_->nodes[node.a];
        auto const& otherwise = program_->nodes[node.c];
        bool const compares = test.op == Op::equal || test.op == Op::not_equal;
        return compares && otherwise.op == Op::constant &&
            program_->constants[otherwise.a].kind == Constant::Kind::not_applicable;
    }

    void check_comparison(NodeIndex index) {
        auto const found = values_->impossible_comparison(index);
        if (found.rule == none) return;
        add(FindingCode::impossible_value,
            index,
            quoted(program_->text(found.text)) + " is none of the answers that " +
                quoted(program_->name_of(found.rule)) + " may have",
            "use one of: " + list_possibilities(found.rule));
    }

    std::string list_possibilities(RuleId rule) const {
        constexpr std::size_t listed_max = 8;
        auto const& items = program_->possibilities[program_->rules[rule].possibilities].items;
        std::string list;
        for (std::size_t i = 0; i < std::min(items.size(), listed_max); ++i)
            list += (i == 0 ? "" : ", ") + quoted(program_->text(items[i].value));
        return items.size() > listed_max ? list + ", …" : list;
    }

    /// Items of a list, or of a chain of the same operation: looked at from its top only.
    void check_repetition(NodeIndex top) {
        auto const op = program_->nodes[top].op;
        if (!chained_.insert(top).second) return;
        std::vector<NodeIndex> open{top};
        std::set<std::uint32_t> met;
        while (!open.empty()) {
            auto const index = open.back();
            open.pop_back();
            auto const& node = program_->nodes[index];
            if (node.op == op) {
                chained_.insert(index);
                open.push_back(node.b);
                open.push_back(node.a);
            } else if (node.op == Op::reference && !met.insert(values_->identity(index)).second) {
                tell_repetition(op, index);
            }
        }
    }

    void tell_repetition(Op op, NodeIndex index) {
        auto const name = quoted(program_->name_of(program_->nodes[index].a));
        add(FindingCode::repeated_item,
            index,
            op == Op::add ? name + " is added twice" : name + " is tested twice",
            op == Op::add ? "remove one, or write 2 * " + name : "remove one");
    }

    ModelView const* view_;
    Program const* program_;
    StaticValues* values_;
    std::vector<Finding>* findings_;
    std::set<NodeIndex> chained_; ///< Already looked at from above.
};

} // namespace

void check_conditions(Checking const& checking) {
    ConditionsCheck(checking).run();
}

} // namespace prevenance
