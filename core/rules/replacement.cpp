#include "core/rules/replacement.h"

#include "core/rules/collation.h"

#include <algorithm>
#include <set>

namespace prevenance {

namespace {

bool begins_with_one_of(
    Program const& program, std::string_view name, std::vector<RuleId> const& prefixes
) {
    return std::any_of(prefixes.begin(), prefixes.end(), [&](RuleId prefix) {
        return name.starts_with(program.name_of(prefix));
    });
}

/// Whether the replacement concerns references written in the rule `where`.
bool holds_in(Program const& program, Replacement const& replacement, RuleId where) {
    if (program.nodes[replacement.definition].a == where) return false;
    std::string_view const name = program.name_of(where);
    bool const listed =
        replacement.only_in.empty() || begins_with_one_of(program, name, replacement.only_in);
    return listed && !begins_with_one_of(program, name, replacement.not_in);
}

/// Highest priority first, then by name backwards, then the one declared last.
std::vector<Replacement const*>
replacements_in_order(Program const& program, RuleId replaced, RuleId where) {
    std::vector<Replacement const*> found;
    for (auto const& replacement : program.replacements.at(replaced))
        if (holds_in(program, replacement, where)) found.push_back(&replacement);
    std::reverse(found.begin(), found.end());
    auto const name = [&](Replacement const* replacement) -> std::string_view {
        return program.name_of(program.nodes[replacement->definition].a);
    };
    std::stable_sort(found.begin(), found.end(), [&](auto const* left, auto const* right) {
        if (left->priority != right->priority) return left->priority > right->priority;
        return compare_french(name(left), name(right)) > 0;
    });
    return found;
}

NodeIndex add(Program& program, Op op, NodeIndex a, NodeIndex b = none, NodeIndex c = none) {
    ProgramNode node;
    node.op = op;
    node.a = a;
    node.b = b;
    node.c = c;
    return program.add_node(node);
}

NodeIndex add_boolean(Program& program, bool value) {
    Constant constant;
    constant.kind = Constant::Kind::boolean;
    constant.boolean = value;
    return program.add_constant(constant);
}

/// si D est applicable alors D; …; sinon the reference itself.
NodeIndex
add_choice(Program& program, NodeIndex reference, std::vector<Replacement const*> const& chosen) {
    std::vector<std::uint32_t> branches;
    for (auto const* replacement : chosen) {
        NodeIndex const definition = replacement->definition;
        if (replacement->makes_not_applicable) {
            Constant hidden;
            hidden.kind = Constant::Kind::not_applicable;
            branches.push_back(definition);
            branches.push_back(program.add_constant(hidden));
            continue;
        }
        NodeIndex const hides = add(program, Op::is_not_applicable, definition);
        NodeIndex const no = add_boolean(program, false);
        NodeIndex const yes = add_boolean(program, true);
        branches.push_back(add(program, Op::condition, hides, no, yes));
        branches.push_back(definition);
    }
    branches.push_back(add_boolean(program, true));
    branches.push_back(reference);
    auto const list = static_cast<std::uint32_t>(program.operands.size());
    program.operands.insert(program.operands.end(), branches.begin(), branches.end());
    return add(program, Op::variations, list, static_cast<std::uint32_t>(branches.size() / 2));
}

/// What stands in the place of a reference: itself, or a choice shared by all like it.
NodeIndex replaced(Program& program, NodeIndex index) {
    if (index == none || program.nodes[index].op != Op::reference) return index;
    ProgramNode const reference = program.nodes[index];
    if (!program.replacements.contains(reference.a)) return index;
    auto const chosen = replacements_in_order(program, reference.a, reference.c);
    if (chosen.empty()) return index;
    std::vector<std::uint32_t> key;
    for (auto const* replacement : chosen)
        key.push_back(replacement->order);
    auto const known = program.replaced_references.find(key);
    if (known != program.replaced_references.end()) return known->second;
    NodeIndex const choice = add_choice(program, index, chosen);
    program.replaced_references.emplace(std::move(key), choice);
    return choice;
}

/// Walks the trees of the new rules; a node is visited once, choices are not entered.
class Inliner {
public:
    Inliner(Program& program, NodeIndex first)
        : program_(&program)
        , first_(first)
        , seen_(program.nodes.size() - first) {}

    NodeIndex inline_in(NodeIndex index) {
        NodeIndex const now = replaced(*program_, index);
        if (now != index || index == none || index < first_) return now;
        if (index - first_ >= seen_.size() || seen_[index - first_]) return index;
        seen_[index - first_] = true;
        inline_operands(index);
        return index;
    }

private:
    void inline_list(std::uint32_t list, std::size_t from, std::size_t to, std::size_t step) {
        for (std::size_t i = from; i < to; i += step) {
            auto const now = inline_in(program_->operands[list + i]);
            program_->operands[list + i] = now;
        }
    }

    void inline_operands(NodeIndex index) {
        ProgramNode const node = program_->nodes[index];
        if (node.op == Op::constant || node.op == Op::today || node.op == Op::reference) return;
        // What is inverted, and the rules that a context sets, mean themselves.
        if (node.op == Op::inversion) return;
        if (node.op == Op::context)
            inline_list(node.b, 2, 1 + std::size_t{program_->operands[node.b]} * 3, 3);
        if (node.op == Op::variations) return inline_list(node.a, 0, std::size_t{node.b} * 2, 1);
        if (node.op == Op::text) return inline_list(node.a, 1, std::size_t{node.b} * 2, 2);
        bool const brackets =
            node.op == Op::scale || node.op == Op::grid || node.op == Op::progressive_rate;
        if (brackets) inline_list(node.c, 1, 1 + std::size_t{program_->operands[node.c]} * 2, 1);
        bool const unary = node.op == Op::convert || node.op == Op::note_missing ||
            node.op == Op::context || node.op == Op::fixed_point;
        auto const a = inline_in(node.a);
        auto const b = unary ? node.b : inline_in(node.b);
        auto const c = node.op == Op::condition ? inline_in(node.c) : node.c;
        program_->nodes[index].a = a;
        program_->nodes[index].b = b;
        program_->nodes[index].c = c;
    }

    Program* program_;
    NodeIndex first_;
    std::vector<bool> seen_;
};

} // namespace

void record_replacements(Program& program, std::span<RuleDraft const> drafts) {
    std::uint32_t order = 0;
    for (auto const& [replaced, known] : program.replacements)
        order += static_cast<std::uint32_t>(known.size());
    auto const rule_of = [&](NodeIndex node) {
        return program.nodes[node].a;
    };
    for (auto const& draft : drafts) {
        for (auto const& replacing : draft.replacing) {
            Replacement replacement;
            replacement.definition = add(program, Op::reference, draft.rule, none, draft.rule);
            for (auto const name : replacing.only_in)
                replacement.only_in.push_back(rule_of(name));
            for (auto const name : replacing.not_in)
                replacement.not_in.push_back(rule_of(name));
            replacement.priority = replacing.priority;
            replacement.order = order++;
            replacement.makes_not_applicable = replacing.makes_not_applicable;
            program.replacements[rule_of(replacing.replaced)].push_back(std::move(replacement));
        }
    }
}

void inline_replacements(Program& program, std::span<RuleDraft> drafts, NodeIndex first_node) {
    // A rule is touched when it, or a rule declared by it, names a replaced rule itself.
    std::set<RuleId> concerned;
    for (auto index = first_node; index < program.nodes.size(); ++index) {
        ProgramNode const& node = program.nodes[index];
        if (node.op == Op::reference && program.replacements.contains(node.a))
            concerned.insert(node.c);
    }
    Inliner inliner(program, first_node);
    for (auto& draft : drafts) {
        if (!concerned.contains(draft.rule)) continue;
        auto const value = inliner.inline_in(program.rules[draft.rule].value);
        program.rules[draft.rule].value = value;
        for (auto& parent : draft.parents)
            parent = inliner.inline_in(parent);
    }
}

} // namespace prevenance
