#include "core/check/usage.h"

#include "core/rules/names.h"
#include "core/rules/operands.h"

namespace prevenance {

Usage::Usage(ModelView const& view)
    : view_(&view)
    , uses_(view.program().rules.size())
    , is_used_(view.program().rules.size()) {
    auto const& program = view.program();
    for (NodeIndex node = 0; node < program.nodes.size(); ++node)
        collect(node);
    for (RuleId rule = 0; rule < program.rules.size(); ++rule)
        collect_rule(rule);
    for (auto const& rule : view.written())
        if (auto const parent = program.find(parent_name(rule.name)); parent != none)
            is_used_[parent] = true; // It holds a family together.
}

void Usage::reach(RuleId start, std::vector<bool>& reached) const {
    std::vector<RuleId> open{start};
    while (!open.empty()) {
        auto const rule = open.back();
        open.pop_back();
        if (reached[rule]) continue;
        reached[rule] = true;
        for (auto const used : uses_[rule])
            open.push_back(used);
        auto const parent = view_->program().rules[rule].parent;
        if (parent != none) add_references(parent, open);
    }
}

void Usage::collect(NodeIndex index) {
    auto const& program = view_->program();
    auto const& node = program.nodes[index];
    auto const owner = view_->owner(index);
    if (node.op == Op::variations && view_->is_choice(index)) return;
    if (owner == none) return;
    std::vector<RuleId> references;
    if (node.op == Op::reference) references.push_back(node.a);
    for_each_operand(program, node, [&](NodeIndex operand) {
        if (view_->is_choice(operand)) add_references(operand, references);
    });
    auto const add_list = [&](std::uint32_t first, std::uint32_t count, std::uint32_t step) {
        for (std::uint32_t i = 0; i < count; ++i)
            add_references(program.operands[first + i * step], references);
    };
    if (node.op == Op::context) add_list(node.b + 1, program.operands[node.b], 3);
    if (node.op == Op::inversion) add_list(node.b + 4, program.operands[node.b + 3], 1);
    for (auto const rule : references)
        use(owner, view_->written_owner(rule));
}

void Usage::use(RuleId user, RuleId used) {
    if (user == none || used == none || used == user) return;
    uses_[user].insert(used);
    is_used_[used] = true;
}

/// The rules named in a tree: all the replacements of a choice are.
void Usage::add_references(NodeIndex root, std::vector<RuleId>& references) const {
    std::vector<NodeIndex> open{root};
    while (!open.empty()) {
        auto const& node = view_->program().nodes[open.back()];
        open.pop_back();
        if (node.op == Op::reference) references.push_back(node.a);
        for_each_operand(view_->program(), node, [&](NodeIndex operand) {
            open.push_back(operand);
        });
    }
}

void Usage::collect_rule(RuleId id) {
    auto const& program = view_->program();
    auto const& rule = program.rules[id];
    std::vector<RuleId> references;
    if (view_->is_choice(rule.value)) add_references(rule.value, references);
    for (auto const used : references)
        use(view_->written_owner(id), view_->written_owner(used));
    if (rule.possibilities != none) collect_possibilities(id, rule);
}

void Usage::collect_possibilities(RuleId user, Rule const& rule) {
    auto const& program = view_->program();
    auto const& list = program.possibilities[rule.possibilities];
    if (list.kind != PossibilityKind::reference) return;
    for (auto const& item : list.items) {
        auto const named = resolve_name(program, program.name_of(user), program.text(item.value));
        if (named.ok()) use(user, named.value());
    }
}

} // namespace prevenance
