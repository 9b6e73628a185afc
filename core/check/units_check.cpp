#include "core/check/checks.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace prevenance {

namespace {

/// Deeper chains of rules are left alone.
constexpr int depth_max = 1'000;

template <std::size_t size>
bool is_one_of(std::array<Op, size> const& ops, Op op) {
    return std::find(ops.begin(), ops.end(), op) != ops.end();
}

constexpr std::array aligning{
    Op::add,
    Op::subtract,
    Op::less,
    Op::less_equal,
    Op::greater,
    Op::greater_equal,
    Op::equal,
    Op::not_equal};

/// Their value bears the unit of their first operand.
constexpr std::array keeping{Op::round, Op::note_missing, Op::context, Op::fixed_point, Op::scale};

/// Which unit a value bears, as far as the formula alone says it.
class Units {
public:
    explicit Units(Program& program)
        : program_(&program)
        , known_(program.nodes.size())
        , met_(program.nodes.size()) {}

    std::optional<UnitId> of(NodeIndex node) {
        if (met_[node] || depth_ > depth_max) return known_[node];
        met_[node] = true;
        ++depth_;
        auto const unit = compute(program_->nodes[node]);
        --depth_;
        return known_[node] = unit;
    }

private:
    std::optional<UnitId> compute(ProgramNode const& node) {
        auto& units = program_->units;
        if (node.op == Op::constant) return of_constant(program_->constants[node.a]);
        if (node.op == Op::reference) return of(program_->rules[node.a].value);
        if (node.op == Op::convert) return node.b;
        if (is_one_of(keeping, node.op)) return of(node.a);
        if (node.op == Op::condition) return of_condition(node);
        if (node.op == Op::variations) return of_variations(node);
        if (node.op == Op::progressive_rate) return units.percent();
        if (node.op == Op::simplify) {
            auto const unit = of(node.a);
            return unit && has_unit(*unit) ? std::optional(units.simplify(*unit)) : unit;
        }
        if (node.op == Op::multiply || node.op == Op::divide) return of_product(node);
        if (node.op == Op::add || node.op == Op::subtract) return of_sum(node);
        return std::nullopt;
    }

    static std::optional<UnitId> of_constant(Constant const& constant) {
        if (constant.kind != Constant::Kind::number) return std::nullopt;
        return constant.unit;
    }

    /// The first that bears a unit. Nothing bears none as long as the other one is not known.
    static std::optional<UnitId> best_of(std::optional<UnitId> left, std::optional<UnitId> right) {
        if (left && has_unit(*left)) return left;
        if (right && has_unit(*right)) return right;
        return left && right ? left : std::nullopt;
    }

    /// True for what bears no unit whatever it is: no number, or an answer still to be given.
    bool is_silent(NodeIndex index) const {
        auto const& node = program_->nodes[index];
        if (node.op == Op::reference) return program_->rules[node.a].is_situation;
        return node.op == Op::constant &&
            program_->constants[node.a].kind != Constant::Kind::number;
    }

    /// An answer is taken to bear the unit of what stands for it: the formula, or the default.
    std::optional<UnitId> of_condition(ProgramNode const& node) {
        bool const stands_for_answer = program_->nodes[node.a].op == Op::is_undefined;
        if (auto const unit = of(node.b); unit && stands_for_answer) return unit;
        if (is_silent(node.c)) return of(node.b);
        return is_silent(node.b) ? of(node.c) : best_of(of(node.b), of(node.c));
    }

    /// Nothing when the branches disagree, or when one is not known. What bears no unit agrees with
    /// every branch: a zero often stands without one.
    std::optional<UnitId> of_variations(ProgramNode const& node) {
        std::optional<UnitId> common;
        for (std::uint32_t i = 0; i < node.b; ++i) {
            auto const branch = program_->operands[node.a + i * 2 + 1];
            auto const unit = of(branch);
            if (is_silent(branch)) continue;
            bool const clashes = common && unit && has_unit(*common) && has_unit(*unit);
            if (!unit || (clashes && *common != *unit)) return std::nullopt;
            common = common ? best_of(common, unit) : unit;
        }
        return common;
    }

    std::optional<UnitId> of_product(ProgramNode const& node) {
        auto const left = of(node.a);
        auto const right = of(node.b);
        if (!left || !right) return std::nullopt;
        auto& units = program_->units;
        if (node.op == Op::divide) return units.divide(*left, *right);
        auto const product = units.multiply(*left, *right);
        return units.has_percent(product) ? units.without_percent(product) : product;
    }

    /// The left one's unit, or the right one's when the left bears none; a percentage adds a part
    /// of the other.
    std::optional<UnitId> of_sum(ProgramNode const& node) {
        auto const left = of(node.a);
        auto const right = of(node.b);
        bool const adds_part = left && right && program_->units.is_percent(*right);
        return adds_part ? left : best_of(left, right);
    }

    Program* program_;
    std::vector<std::optional<UnitId>> known_;
    std::vector<bool> met_;
    int depth_ = 0;
};

class UnitsCheck {
public:
    explicit UnitsCheck(Checking const& checking)
        : view_(&checking.view)
        , program_(&checking.view.program())
        , units_(checking.view.program())
        , findings_(&checking.findings) {}

    void run() {
        for (NodeIndex index = 0; index < program_->nodes.size(); ++index) {
            if (view_->owner(index) == none) continue;
            auto const node = program_->nodes[index];
            if (is_one_of(aligning, node.op)) check_operation(index);
            if (node.op == Op::convert) check_pair(index, units_.of(node.a), node.b);
            if (is_brackets(node.op)) check_ceilings(node);
        }
    }

private:
    void check_operation(NodeIndex index) {
        auto const node = program_->nodes[index];
        auto const right = units_.of(node.b);
        bool const is_sum = node.op == Op::add || node.op == Op::subtract;
        bool const adds_part = is_sum && right && program_->units.is_percent(*right);
        if (!adds_part) check_pair(index, units_.of(node.a), right);
    }

    static bool is_brackets(Op op) {
        return op == Op::scale || op == Op::grid || op == Op::progressive_rate;
    }

    void check_ceilings(ProgramNode const& node) {
        auto const factor = units_.of(node.b);
        auto const base = units_.of(node.a);
        for (std::uint32_t i = 0; i < program_->operands[node.c]; ++i) {
            auto const bound = program_->operands[node.c + 1 + i * 2];
            auto const unit = units_.of(bound);
            if (!unit || !factor || is_endless(bound)) continue;
            check_pair(bound, base, program_->units.multiply(*unit, *factor));
        }
    }

    bool is_endless(NodeIndex bound) const {
        auto const& node = program_->nodes[bound];
        return node.op == Op::constant && std::isinf(program_->constants[node.a].number);
    }

    void check_pair(NodeIndex node, std::optional<UnitId> left, std::optional<UnitId> right) {
        if (!left || !right || !has_unit(*left) || !has_unit(*right)) return;
        if (program_->units.convertible(*left, *right)) return;
        auto const name = [&](UnitId unit) {
            auto const text = program_->units.print(unit);
            return text.empty() ? std::string("a number without a unit") : "'" + text + "'";
        };
        findings_->push_back(view_->about_node(
            FindingCode::unit_clash,
            node,
            name(*left) + " meets " + name(*right) +
                ": neither can be converted, the numbers are taken as they are",
            "convert one with 'unité', or mend the unit that is wrong"
        ));
    }

    ModelView const* view_;
    Program* program_;
    Units units_;
    std::vector<Finding>* findings_;
};

} // namespace

void check_units(Checking const& checking) {
    UnitsCheck(checking).run();
}

} // namespace prevenance
