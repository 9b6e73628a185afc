#include "core/check/static_value.h"

#include "core/rules/operands.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <utility>

namespace prevenance {

namespace {

/// Deeper chains of rules are left alone.
constexpr int depth_max = 1'000;

constexpr Truth always{true, false};
constexpr Truth never{false, true};

Truth either(Truth left, Truth right) {
    return {left.may_hold || right.may_hold, left.may_fail || right.may_fail};
}

Truth opposite(Truth truth) {
    return {truth.may_fail, truth.may_hold};
}

bool is_boolean_constant(Program const& program, NodeIndex node, bool value) {
    auto const& found = program.nodes[node];
    if (found.op != Op::constant) return false;
    auto const& constant = program.constants[found.a];
    return constant.kind == Constant::Kind::boolean && constant.boolean == value;
}

void append_bits(std::vector<std::uint32_t>& key, double number) {
    std::uint64_t bits = 0;
    std::memcpy(&bits, &number, sizeof bits);
    key.push_back(static_cast<std::uint32_t>(bits));
    key.push_back(static_cast<std::uint32_t>(bits >> 32U));
}

/// A possibility may have possibilities of its own: `classique . usage`.
bool has_text(Program const& program, Possibilities const& list, std::string_view text) {
    return std::any_of(list.items.begin(), list.items.end(), [&](Possibility const& item) {
        std::string_view const known = program.text(item.value);
        return text == known || text.starts_with(std::string(known) + " . ");
    });
}

} // namespace

StaticValues::StaticValues(ModelView& view, Day today)
    : view_(&view)
    , machine_(view.program(), today)
    , constant_nodes_(view.program().nodes.size())
    , constant_rules_(view.program().rules.size())
    , truths_(view.program().nodes.size())
    , identities_(view.program().nodes.size(), none) {}

std::optional<Cell> StaticValues::constant(NodeIndex node) {
    if (!is_constant(node)) return std::nullopt;
    machine_.forget();
    auto const cell = machine_.evaluate(node);
    if (machine_.failure()) return std::nullopt;
    return cell;
}

bool StaticValues::is_constant_rule(RuleId id) {
    if (constant_rules_[id] == Known::unknown) {
        constant_rules_[id] = Known::in_progress;
        Rule const& rule = view_->program().rules[id];
        auto const owner = view_->written_owner(id);
        bool const is_open = owner == none || view_->is_input(owner) || rule.possibilities != none;
        bool const is_constant_here = !is_open &&
            (rule.parent == none || is_constant(rule.parent)) && is_constant(rule.value);
        constant_rules_[id] = is_constant_here ? Known::yes : Known::no;
    }
    return constant_rules_[id] == Known::yes;
}

bool StaticValues::is_constant(NodeIndex node) {
    if (constant_nodes_[node] == Known::unknown) {
        if (depth_ > depth_max) return false;
        constant_nodes_[node] = Known::in_progress;
        ++depth_;
        constant_nodes_[node] = compute_is_constant(node) ? Known::yes : Known::no;
        --depth_;
    }
    return constant_nodes_[node] == Known::yes;
}

bool StaticValues::compute_is_constant(NodeIndex index) {
    auto const& program = view_->program();
    auto const node = program.nodes[index];
    if (node.op == Op::constant) return true;
    if (node.op == Op::reference) return is_constant_rule(node.a);
    constexpr std::array open{
        Op::today, Op::note_missing, Op::context, Op::inversion, Op::fixed_point};
    if (std::find(open.begin(), open.end(), node.op) != open.end()) return false;
    bool all = true;
    for_each_operand(program, node, [&](NodeIndex operand) { all = all && is_constant(operand); });
    return all;
}

Truth StaticValues::truth(NodeIndex node) {
    if (truths_[node]) return *truths_[node];
    if (depth_ > depth_max) return {};
    truths_[node] = Truth{}; // Met again in a cycle, nothing is known.
    ++depth_;
    auto const found = compute_truth(node);
    --depth_;
    truths_[node] = found;
    return found;
}

Truth StaticValues::compute_truth(NodeIndex index) {
    auto const& program = view_->program();
    auto const node = program.nodes[index];
    if (auto const value = constant(index)) {
        if (value->is_true()) return always;
        return value->is_false() || value->is_not_applicable() ? never : Truth{};
    }
    if (node.op == Op::reference) return truth_of_rule(node.a);
    if (node.op == Op::condition) return truth_of_choice(node.a, node.b, node.c);
    if (node.op == Op::is_undefined) return is_unanswered(node.a) ? always : Truth{};
    if (node.op == Op::equal || node.op == Op::not_equal) return truth_of_comparison(index);
    if (node.op != Op::both && node.op != Op::either) return {};
    auto const left = truth(node.a);
    auto const right = truth(node.b);
    if (node.op == Op::both)
        return {left.may_hold && right.may_hold, left.may_fail || right.may_fail};
    return {left.may_hold || right.may_hold, left.may_fail && right.may_fail};
}

Truth StaticValues::truth_of_rule(RuleId id) {
    Rule const& rule = view_->program().rules[id];
    auto const owner = view_->written_owner(id);
    if (rule.is_situation || owner == none || view_->is_input(owner)) return {};
    auto found = truth(rule.value);
    if (rule.parent != none) found.may_fail = true; // It may not apply.
    return found;
}

Truth StaticValues::truth_of_choice(NodeIndex test, NodeIndex then, NodeIndex otherwise) {
    auto const tested = truth(test);
    bool const is_nullable = view_->program().nodes[test].nullable != Nullable::no;
    Truth found{false, is_nullable};
    if (tested.may_hold) found = either(found, truth(then));
    if (tested.may_fail) found = either(found, truth(otherwise));
    return found;
}

/// True for the place of the answer to a rule that expects none.
bool StaticValues::is_unanswered(NodeIndex index) const {
    auto const& program = std::as_const(*view_).program();
    auto const& node = program.nodes[index];
    if (node.op != Op::reference || !program.rules[node.a].is_situation) return false;
    auto const owner = view_->written_owner(node.a);
    return owner != none && !view_->is_input(owner);
}

StaticValues::Impossible StaticValues::impossible_comparison(NodeIndex index) const {
    auto const& program = std::as_const(*view_).program();
    auto const& node = program.nodes[index];
    if (node.op != Op::equal && node.op != Op::not_equal) return {};
    for (auto const& [subject, other] : {std::pair{node.a, node.b}, std::pair{node.b, node.a}}) {
        auto const& reference = program.nodes[subject];
        auto const& literal = program.nodes[other];
        if (reference.op != Op::reference || literal.op != Op::constant) continue;
        auto const possibilities = program.rules[reference.a].possibilities;
        auto const& constant = program.constants[literal.a];
        if (possibilities == none || constant.kind != Constant::Kind::text) continue;
        auto const& list = program.possibilities[possibilities];
        if (list.kind == PossibilityKind::number ||
            has_text(program, list, program.text(constant.text)))
            continue;
        return {reference.a, constant.text};
    }
    return {};
}

Truth StaticValues::truth_of_comparison(NodeIndex index) {
    auto const& program = view_->program();
    auto const node = program.nodes[index];
    bool const asks_equal = node.op == Op::equal;
    for (auto const& [subject, other] : {std::pair{node.a, node.b}, std::pair{node.b, node.a}}) {
        if (program.nodes[subject].type != Type::boolean) continue;
        if (is_boolean_constant(program, other, asks_equal)) return truth(subject);
        if (is_boolean_constant(program, other, !asks_equal)) return opposite(truth(subject));
    }
    return {};
}

std::uint32_t StaticValues::identity(NodeIndex index) {
    if (identities_[index] != none) return identities_[index];
    auto const node = view_->program().nodes[index];
    auto key = node.op == Op::constant ? key_of_constant(node) : key_of_operation(node);
    auto const next = static_cast<std::uint32_t>(identity_of_.size());
    return identities_[index] = identity_of_.emplace(std::move(key), next).first->second;
}

std::vector<std::uint32_t> StaticValues::key_of_constant(ProgramNode const& node) const {
    auto const& constant = view_->program().constants[node.a];
    std::vector<std::uint32_t> key{static_cast<std::uint32_t>(node.op)};
    key.push_back(static_cast<std::uint32_t>(constant.kind));
    key.push_back(constant.boolean ? 1 : 0);
    key.push_back(constant.text);
    key.push_back(constant.unit);
    append_bits(key, constant.number);
    return key;
}

std::vector<std::uint32_t> StaticValues::key_of_operation(ProgramNode const& node) {
    std::vector<std::uint32_t> key{static_cast<std::uint32_t>(node.op)};
    if (node.op == Op::reference) return {key.front(), node.a};
    auto const places = operand_places(view_->program(), node);
    auto const add_field = [&](std::uint32_t ProgramNode::*field, bool is_operand) {
        if (places.list != field) key.push_back(is_operand ? identity(node.*field) : node.*field);
    };
    add_field(&ProgramNode::a, places.a);
    add_field(&ProgramNode::b, places.b);
    add_field(&ProgramNode::c, places.c);
    for_each_operand(view_->program(), node, [&](NodeIndex operand) {
        key.push_back(identity(operand));
    });
    return key;
}

} // namespace prevenance
