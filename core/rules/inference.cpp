#include "core/rules/inference.h"

#include <algorithm>

namespace prevenance {

namespace {

constexpr int depth_max = 1'500;

struct Inferred {
    Nullable nullable = Nullable::unknown;
    Type type = Type::unknown;
};

/// `a || b` of JavaScript: the right one decides unless the left one is certain.
Nullable either_nullable(Nullable left, Nullable right) {
    return left == Nullable::yes ? left : right;
}

Type type_of(Constant::Kind kind) {
    switch (kind) {
    case Constant::Kind::boolean:
        return Type::boolean;
    case Constant::Kind::number:
        return Type::number;
    case Constant::Kind::text:
        return Type::text;
    case Constant::Kind::undefined:
    case Constant::Kind::not_applicable:
        break;
    }
    return Type::unknown;
}

class Inference {
public:
    Inference(Program& program, NodeIndex first_node, RuleId first_rule)
        : program_(&program)
        , first_node_(first_node)
        , first_rule_(first_rule)
        , node_met_(program.nodes.size() - first_node)
        , rule_met_(program.rules.size() - first_rule) {}

    bool too_deep() const { return too_deep_; }

    Inferred infer_rule(RuleId id) {
        Rule const rule = program_->rules[id];
        if (id < first_rule_ || rule_met_[id - first_rule_]) return {rule.nullable, rule.type};
        rule_met_[id - first_rule_] = true;
        auto const inferred = compute_rule(rule);
        program_->rules[id].nullable = inferred.nullable;
        program_->rules[id].type = inferred.type;
        return inferred;
    }

    Inferred infer(NodeIndex index) {
        ProgramNode const node = program_->nodes[index];
        if (index < first_node_ || node_met_[index - first_node_])
            return {node.nullable, node.type};
        if (depth_ > depth_max) {
            too_deep_ = true;
            return {};
        }
        node_met_[index - first_node_] = true;
        ++depth_;
        // What an author or the reader already said of a constant is kept.
        Inferred const said{node.nullable, node.type};
        program_->nodes[index].nullable = Nullable::unknown;
        program_->nodes[index].type = Type::unknown;
        auto const inferred = compute(node, said);
        --depth_;
        program_->nodes[index].nullable = inferred.nullable;
        program_->nodes[index].type = inferred.type;
        return inferred;
    }

private:
    Inferred compute_rule(Rule const& rule) {
        auto const value = infer(rule.value);
        if (rule.possibilities != none) {
            auto const& list = program_->possibilities[rule.possibilities];
            auto const kind = list.kind == PossibilityKind::number ? Type::number : Type::text;
            return {either_nullable(value.nullable, possibilities_nullable(list)), kind};
        }
        if (value.type != Type::unknown) return value;
        return {value.nullable, rule.declared_type};
    }

    /// A list of rules is nullable when every one of them is.
    Nullable possibilities_nullable(Possibilities const& list) {
        if (list.kind != PossibilityKind::reference) return Nullable::no;
        auto const items = list.items;
        for (auto const& item : items) {
            if (infer(item.reference).nullable != Nullable::yes) return Nullable::no;
        }
        return Nullable::yes;
    }

    Inferred compute(ProgramNode const& node, Inferred said) {
        switch (node.op) {
        case Op::constant:
            return infer_constant(node, said);
        case Op::today:
            return {Nullable::no, Type::text};
        case Op::reference:
            return infer_rule(node.a);
        case Op::add:
        case Op::floor_divide:
        case Op::power:
            return {Nullable::no, Type::number};
        case Op::equal:
        case Op::not_equal:
        case Op::both:
        case Op::either:
            return {Nullable::no, Type::boolean};
        case Op::subtract:
            return {infer(node.a).nullable, Type::number};
        case Op::multiply:
        case Op::divide:
            return {nullable_as_either(node), Type::number};
        case Op::less:
        case Op::less_equal:
        case Op::greater:
        case Op::greater_equal:
            return {nullable_as_either(node), Type::boolean};
        case Op::condition:
            return infer_condition(node);
        case Op::variations:
            return infer_variations(node);
        case Op::is_not_applicable:
        case Op::is_undefined:
            return {Nullable::no, Type::boolean};
        case Op::convert:
        case Op::simplify:
        case Op::round:
        case Op::logarithm:
            return {infer(node.a).nullable, Type::number};
        case Op::note_missing:
            return infer(node.a);
        case Op::context:
            return infer_context(node);
        case Op::scale:
        case Op::grid:
        case Op::progressive_rate:
        case Op::duration:
        case Op::inversion:
        case Op::fixed_point:
            return {Nullable::no, Type::number};
        case Op::text:
            return {Nullable::no, Type::text};
        }
        return {};
    }

    Nullable nullable_as_either(ProgramNode const& node) {
        auto const left = infer(node.a).nullable;
        return left == Nullable::yes ? left : infer(node.b).nullable;
    }

    Inferred infer_constant(ProgramNode const& node, Inferred said) const {
        Constant const& constant = program_->constants[node.a];
        auto const nullable = said.nullable != Nullable::unknown ? said.nullable
            : constant.kind == Constant::Kind::not_applicable    ? Nullable::yes
                                                                 : Nullable::no;
        return {nullable, said.type != Type::unknown ? said.type : type_of(constant.kind)};
    }

    Inferred infer_condition(ProgramNode const& node) {
        bool nullable = false;
        for (auto const operand : {node.a, node.b, node.c})
            nullable = nullable || infer(operand).nullable == Nullable::yes;
        auto const type = infer(node.b).type;
        return {
            nullable ? Nullable::yes : Nullable::no,
            type != Type::unknown ? type : infer(node.c).type};
    }

    Inferred infer_context(ProgramNode const& node) {
        auto const result = infer(node.a);
        for (std::uint32_t i = 0; i < program_->operands[node.b]; ++i)
            infer(program_->operands[node.b + 1 + i * 3 + 1]);
        return result;
    }

    Inferred infer_variations(ProgramNode const& node) {
        Inferred result{Nullable::no, Type::unknown};
        for (std::uint32_t i = 0; i < node.b; ++i) {
            auto const outcome = infer(program_->operands[node.a + i * 2 + 1]);
            if (outcome.nullable == Nullable::yes) result.nullable = Nullable::yes;
            if (result.type == Type::unknown) result.type = outcome.type;
        }
        return result;
    }

    Program* program_;
    NodeIndex first_node_;
    RuleId first_rule_;
    std::vector<bool> node_met_;
    std::vector<bool> rule_met_;
    int depth_ = 0;
    bool too_deep_ = false;
};

} // namespace

bool infer_types(Program& program, std::span<RuleDraft const> drafts, NodeIndex first_node) {
    if (drafts.empty()) return true;
    std::vector<RuleDraft const*> in_order;
    for (auto const& draft : drafts)
        in_order.push_back(&draft);
    std::sort(in_order.begin(), in_order.end(), [](auto const* left, auto const* right) {
        return left->rule < right->rule;
    });
    Inference inference(program, first_node, in_order.front()->rule);
    for (auto const* draft : in_order) {
        inference.infer_rule(draft->rule);
        for (auto const parent : draft->parents)
            inference.infer(parent);
    }
    for (auto const* draft : in_order) {
        auto const disables = [&](NodeIndex parent) {
            ProgramNode const& node = program.nodes[parent];
            return node.nullable == Nullable::yes || node.type == Type::boolean;
        };
        auto const& parents = draft->parents;
        auto const found = std::find_if(parents.begin(), parents.end(), disables);
        program.rules[draft->rule].parent = found == parents.end() ? none : *found;
    }
    return !inference.too_deep();
}

} // namespace prevenance
