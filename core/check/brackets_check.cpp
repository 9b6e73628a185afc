#include "core/check/checks.h"
#include "core/check/interval.h"
#include "core/eval/format.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <string>

namespace prevenance {

namespace {

/// A condition on one value: it lies in the interval.
struct Case {
    std::uint32_t subject = none; ///< The expression's number: StaticValues::identity().
    UnitId unit = unit_absent;    ///< Of the bounds.
    Interval interval;
};

Op mirrored(Op op) {
    if (op == Op::less) return Op::greater;
    if (op == Op::less_equal) return Op::greater_equal;
    if (op == Op::greater) return Op::less;
    return op == Op::greater_equal ? Op::less_equal : op;
}

std::optional<Interval> interval_of(Op op, double bound) {
    Interval interval;
    bool const below = op == Op::less || op == Op::less_equal || op == Op::equal;
    bool const above = op == Op::greater || op == Op::greater_equal || op == Op::equal;
    if (!below && !above) return std::nullopt;
    bool const holds = op == Op::less_equal || op == Op::greater_equal || op == Op::equal;
    if (below) interval.greatest = bound;
    if (above) interval.least = bound;
    interval.holds_greatest = below && holds;
    interval.holds_least = above && holds;
    return interval;
}

class BracketsCheck {
public:
    explicit BracketsCheck(Checking const& checking)
        : view_(&checking.view)
        , program_(&checking.view.program())
        , values_(&checking.values)
        , findings_(&checking.findings) {}

    void run() {
        for (NodeIndex node = 0; node < program_->nodes.size(); ++node) {
            if (view_->owner(node) == none) continue;
            auto const op = program_->nodes[node].op;
            if (op == Op::scale || op == Op::grid || op == Op::progressive_rate)
                check_brackets(node);
            if (op == Op::variations) check_cases(node);
        }
    }

private:
    void add(FindingCode code, NodeIndex node, std::string message, std::string remedy) {
        findings_->push_back(view_->about_node(code, node, std::move(message), std::move(remedy)));
    }

    /// In the unit of the value it is compared with, as far as that can be said.
    std::optional<Cell> ceiling(NodeIndex node) {
        auto const cell = values_->constant(node);
        return cell.has_value() && cell->is_number() ? cell : std::nullopt;
    }

    std::string print(Cell const& number) const {
        auto const unit = program_->units.print(number.unit);
        return print_shortest(number.number) + (unit.empty() ? "" : ' ' + unit);
    }

    void check_brackets(NodeIndex index) {
        auto const node = program_->nodes[index];
        auto const count = program_->operands[node.c];
        std::optional<Cell> before;
        for (std::uint32_t i = 0; i < count; ++i) {
            auto const bound = program_->operands[node.c + 1 + i * 2];
            auto const amount = program_->operands[node.c + 2 + i * 2];
            auto const here = ceiling(bound);
            if (here && before) compare_ceilings(*before, *here, bound);
            bool const is_open = here.has_value() && std::isinf(here->number);
            if (is_open && i + 1 < count)
                return add(
                    FindingCode::bracket_order,
                    amount,
                    "this bracket has no 'plafond' and others follow",
                    "give it a 'plafond', or put it last"
                );
            bool const ends = here.has_value() && !is_open && i + 1 == count;
            if (ends && node.op == Op::grid)
                add(FindingCode::bracket_end,
                    bound,
                    "above " + print(*here) + " this grille has no value",
                    "add a last bracket without 'plafond'");
            before = here;
        }
    }

    void compare_ceilings(Cell const& before, Cell const& here, NodeIndex bound) {
        auto& units = program_->units;
        if (!units.convertible(here.unit, before.unit)) return;
        if (units.convert(here.unit, before.unit, here.number) > before.number) return;
        add(FindingCode::bracket_order,
            bound,
            "this 'plafond' of " + print(here) + " is not above the one before, " + print(before),
            "put the brackets in rising order");
    }

    std::optional<Case> read_case(NodeIndex index) {
        auto const node = program_->nodes[index];
        if (node.op == Op::both) return read_both(node);
        if (!interval_of(node.op, 0)) return std::nullopt;
        if (auto const right = ceiling(node.b)) return make_case(node.op, node.a, *right);
        if (auto const left = ceiling(node.a)) return make_case(mirrored(node.op), node.b, *left);
        return std::nullopt;
    }

    std::optional<Case> make_case(Op op, NodeIndex subject, Cell const& bound) {
        auto const interval = interval_of(op, bound.number);
        if (!interval) return std::nullopt;
        return Case{values_->identity(subject), bound.unit, *interval};
    }

    std::optional<Case> read_both(ProgramNode const& node) {
        if (values_->constant(node.a)) return read_case(node.b); // `oui et …`, as lists begin.
        auto left = read_case(node.a);
        auto const right = read_case(node.b);
        bool const alike = left.has_value() && right.has_value() &&
            left->subject == right->subject && left->unit == right->unit;
        if (!alike) return std::nullopt;
        left->interval = intersection(left->interval, right->interval);
        return left;
    }

    /// Of each value that is compared: the numbers that no branch has taken yet.
    struct Left {
        std::vector<Interval> open{Interval{}};
        std::vector<double> points; ///< Compared with `=`: what lies between them is no gap.
        std::uint32_t branches = 0;
    };

    void check_cases(NodeIndex index) {
        auto const node = program_->nodes[index];
        std::map<std::pair<std::uint32_t, UnitId>, Left> subjects;
        for (std::uint32_t i = 0; i < node.b; ++i) {
            auto const test = program_->operands[node.a + i * 2];
            auto const read = read_case(test);
            if (!read) continue;
            auto& left = subjects[{read->subject, read->unit}];
            if (left.branches != 0 && !meets(left.open, read->interval))
                add(FindingCode::unreachable_branch,
                    test,
                    "the branches above already take every such value",
                    "put the narrower case before the wider one");
            left.open = without(left.open, read->interval);
            if (read->interval.least == read->interval.greatest)
                left.points.push_back(read->interval.least);
            ++left.branches;
        }
        if (subjects.size() == 1 && subjects.begin()->second.branches == node.b)
            tell_gaps(node, subjects.begin()->first.second, subjects.begin()->second);
    }

    void tell_gaps(ProgramNode const& node, UnitId unit, Left const& left) {
        auto const is_point = [&](double bound) {
            return std::find(left.points.begin(), left.points.end(), bound) != left.points.end();
        };
        for (auto const& gap : left.open) {
            if (!gap.is_bounded() || is_point(gap.least) || is_point(gap.greatest)) continue;
            Cell least = make_number(gap.least);
            Cell greatest = make_number(gap.greatest);
            least.unit = greatest.unit = unit;
            auto const place = gap.least == gap.greatest
                ? "at " + print(least)
                : "between " + print(least) + " and " + print(greatest);
            add(FindingCode::bracket_gap,
                program_->operands[node.a],
                place + " no case holds",
                "use '<=' or '>=' on one side, or add 'sinon'");
        }
    }

    ModelView const* view_;
    Program* program_;
    StaticValues* values_;
    std::vector<Finding>* findings_;
};

} // namespace

void check_brackets(Checking const& checking) {
    BracketsCheck(checking).run();
}

} // namespace prevenance
