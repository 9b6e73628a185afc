#include "core/rules/replacement.h"

#include "core/rules/collation.h"
#include "core/rules/operands.h"

#include <algorithm>
#include <set>

namespace prevenance {

namespace {

/// A hostile model may ask for more by nesting what is needed twice.
constexpr std::size_t nodes_max = 4'000'000;

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
    key.reserve(chosen.size());
    for (auto const* replacement : chosen)
        key.push_back(replacement->order);
    auto const known = program.replaced_references.find(key);
    if (known != program.replaced_references.end()) return known->second;
    NodeIndex const choice = add_choice(program, index, chosen);
    program.replaced_references.emplace(std::move(key), choice);
    return choice;
}

/// Walks the tree of a rule, putting choices in the place of replaced references. A node that
/// stands at two places of the tree becomes two: what was evaluated at one place must not count
/// at the other. Choices are not entered.
class Inliner {
public:
    Inliner(Program& program, NodeIndex first)
        : program_(&program)
        , first_(first)
        , met_(program.nodes.size() - first) {}

    bool too_large() const { return too_large_; }

    NodeIndex inline_in(NodeIndex index) {
        NodeIndex const now = replaced(*program_, index);
        if (now != index || index == none || index < first_) return now;
        if (index - first_ >= met_.size()) return index;
        if (met_[index - first_]) return copied(index);
        met_[index - first_] = true;
        ProgramNode const node = inlined(program_->nodes[index]);
        program_->nodes[index] = node;
        return index;
    }

private:
    NodeIndex copied(NodeIndex original) {
        ProgramNode node = program_->nodes[original];
        auto const places = operand_places(*program_, node);
        bool const has_operands = places.a || places.list != nullptr;
        if (!has_operands) return original;
        too_large_ = too_large_ || program_->nodes.size() > nodes_max;
        if (too_large_) return original;
        if (places.list != nullptr) {
            auto const list =
                program_->operands.begin() + static_cast<std::ptrdiff_t>(node.*places.list);
            std::vector<std::uint32_t> const words(
                list, list + static_cast<std::ptrdiff_t>(places.list_size)
            );
            node.*places.list = static_cast<std::uint32_t>(program_->operands.size());
            program_->operands.insert(program_->operands.end(), words.begin(), words.end());
        }
        return program_->add_node(inlined(node));
    }

    ProgramNode inlined(ProgramNode node) {
        auto const places = operand_places(*program_, node);
        if (places.a) node.a = inline_in(node.a);
        if (places.b) node.b = inline_in(node.b);
        if (places.c) node.c = inline_in(node.c);
        for (std::size_t i = 0; i < places.count; ++i) {
            auto const place = node.*places.list + places.first + i * places.step;
            auto const now = inline_in(program_->operands[place]);
            program_->operands[place] = now;
        }
        return node;
    }

    Program* program_;
    NodeIndex first_;
    std::vector<bool> met_;
    bool too_large_ = false;
};

} // namespace

void record_replacements(Program& program, std::span<RuleDraft const> drafts) {
    auto const rule_of = [&](NodeIndex node) {
        return program.nodes[node].a;
    };
    for (auto const& draft : drafts) {
        for (auto const& replacing : draft.replacing) {
            Replacement replacement;
            replacement.definition = replacing.definition;
            for (auto const name : replacing.only_in)
                replacement.only_in.push_back(rule_of(name));
            for (auto const name : replacing.not_in)
                replacement.not_in.push_back(rule_of(name));
            replacement.priority = replacing.priority;
            replacement.order = program.replacement_count++;
            replacement.makes_not_applicable = replacing.makes_not_applicable;
            program.replacements[rule_of(replacing.replaced)].push_back(std::move(replacement));
        }
    }
}

bool inline_replacements(Program& program, std::span<RuleDraft> drafts, NodeIndex first_node) {
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
    return !inliner.too_large();
}

} // namespace prevenance
