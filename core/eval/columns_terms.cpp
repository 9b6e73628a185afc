#include "core/eval/columns_terms.h"

#include "core/base/bit_cast.h"
#include "core/rules/decimals.h"

#include <algorithm>
#include <tuple>

namespace prevenance {

namespace {

constexpr std::size_t numbers_merged_from = 9;
constexpr std::size_t states_compressed_from = 8;

std::uint64_t bits_of(double number) {
    return prevenance::bit_cast<std::uint64_t>(number);
}

auto key_of(Possible const& possible) {
    return std::tuple(
        possible.kind, possible.unit, possible.text, possible.column, bits_of(possible.number)
    );
}

struct BeforeByKey {
    bool operator()(Possible const& left, Possible const& right) const {
        return key_of(left) < key_of(right);
    }
};

/// Gives each different possibility a number, in the order they are met.
class Numbering {
public:
    LaneState number(Possible const& possible) {
        auto const [entry, inserted] =
            known_.emplace(possible, static_cast<LaneState>(items_.size()));
        if (inserted) items_.push_back(possible);
        return entry->second;
    }

    std::vector<Possible>& items() { return items_; }

private:
    std::map<Possible, LaneState, BeforeByKey> known_;
    std::vector<Possible> items_;
};

} // namespace

bool operator==(Possible const& left, Possible const& right) {
    return key_of(left) == key_of(right);
}

namespace {

/// A column of a grid. States that no axis tells apart are one class, met by its first state.
struct GridColumn {
    ColumnId column = none;
    std::vector<LaneState> classes;          ///< Of each state.
    std::vector<std::uint32_t> first_states; ///< Of each class.

    std::size_t size() const { return first_states.size(); }

    /// Tells apart what the axis tells apart.
    void refine(Axis const& axis) {
        std::map<std::pair<LaneState, LaneState>, LaneState> known;
        first_states.clear();
        for (std::uint32_t state = 0; state < classes.size(); ++state) {
            auto const [entry, inserted] = known.emplace(
                std::pair(classes[state], axis.classes[state]), static_cast<LaneState>(known.size())
            );
            if (inserted) first_states.push_back(state);
            classes[state] = entry->second;
        }
    }
};

} // namespace

Axis axis_of(Term const& term) {
    Axis axis{term.state, {}};
    Numbering numbering;
    for (auto const& item : term.items)
        axis.classes.push_back(numbering.number(item));
    return axis;
}

/// The outcomes of every combination of classes, the last column running fastest.
struct TermBuilder::Grid {
    std::vector<GridColumn> columns;
    std::vector<LaneState> outcomes;
    std::vector<Possible> items;

    std::size_t row_length(std::size_t behind) const {
        std::size_t length = 1;
        for (std::size_t i = behind; i < columns.size(); ++i)
            length *= columns[i].size();
        return length;
    }

    /// Whether the outcome is the same wherever one is on that column.
    bool ignores(std::size_t column) const {
        std::size_t const inner = row_length(column + 1);
        std::size_t const size = columns[column].size();
        for (std::size_t i = 0; i < outcomes.size(); ++i)
            if (outcomes[i] != outcomes[i - i / inner % size * inner]) return false;
        return true;
    }

    void drop(std::size_t column) {
        std::size_t const inner = row_length(column + 1);
        std::size_t const size = columns[column].size();
        std::vector<LaneState> kept;
        for (std::size_t i = 0; i < outcomes.size(); ++i)
            if (i / inner % size == 0) kept.push_back(outcomes[i]);
        outcomes = std::move(kept);
        columns.erase(columns.begin() + static_cast<std::ptrdiff_t>(column));
    }

    /// The place of the axis's column, which then tells apart what the axis does.
    std::size_t place(Axis const& axis) {
        std::size_t at = 0;
        while (at < columns.size() && columns[at].column != axis.column)
            ++at;
        if (axis.column == none) return at;
        if (at == columns.size())
            columns.push_back({axis.column, std::vector<LaneState>(axis.classes.size()), {}});
        columns[at].refine(axis);
        return at;
    }

    void tell_nothing() {
        columns.clear();
        outcomes = {0};
        items = {Possible{.kind = Possible::Kind::unknown, .text = too_many_states}};
    }
};

TermBuilder::Grid TermBuilder::grid_of(std::span<Axis const> axes, JointOutcome const& outcome) {
    Grid grid;
    std::vector<std::size_t> places; // Of each axis among the columns.
    for (auto const& axis : axes)
        places.push_back(grid.place(axis));
    std::size_t const size = grid.row_length(0);
    if (size > joint_states_max) {
        grid.tell_nothing();
        return grid;
    }
    Numbering numbering;
    std::vector<std::uint32_t> counter(grid.columns.size());
    std::vector<std::uint32_t> states(axes.size());
    for (std::size_t i = 0; i < size; ++i) {
        for (std::size_t axis = 0; axis < axes.size(); ++axis) {
            auto const place = places[axis];
            bool const varies = axes[axis].column != none;
            states[axis] = varies ? grid.columns[place].first_states[counter[place]] : 0;
        }
        grid.outcomes.push_back(numbering.number(outcome(states)));
        for (std::size_t at = counter.size(); at-- > 0;) {
            if (++counter[at] < grid.columns[at].size()) break;
            counter[at] = 0;
        }
    }
    grid.items = std::move(numbering.items());
    return grid;
}

/// Of a grid of one column at most: that column, read otherwise.
Term TermBuilder::unfolded(Grid const& grid) {
    if (grid.columns.empty()) return constant(grid.items[grid.outcomes[0]]);
    Term term{grid.columns[0].column, {}};
    for (auto const state_class : grid.columns[0].classes)
        term.items.push_back(grid.items[grid.outcomes[state_class]]);
    return term;
}

/// Columns of no more states than the grid tells apart.
void TermBuilder::narrow(Grid& grid) {
    for (auto& column : grid.columns) {
        if (column.size() == column.classes.size()) continue;
        ColumnInstruction step;
        step.op = ColumnOp::remap;
        step.a = column.column;
        set_table(step, column.classes);
        column.column = operate(step);
    }
}

/// Makes one column of the first two: states behind which all is the same become one.
void TermBuilder::fold_first_two(Grid& grid) {
    std::size_t const length = grid.row_length(2);
    std::size_t const rows = grid.outcomes.size() / length;
    std::map<std::vector<LaneState>, LaneState> classes;
    std::vector<LaneState> table;
    std::vector<LaneState> outcomes;
    for (std::size_t row = 0; row < rows; ++row) {
        auto const begin = grid.outcomes.begin() + static_cast<std::ptrdiff_t>(row * length);
        std::vector<LaneState> cells(begin, begin + static_cast<std::ptrdiff_t>(length));
        auto const [entry, inserted] =
            classes.emplace(cells, static_cast<LaneState>(classes.size()));
        if (inserted) outcomes.insert(outcomes.end(), cells.begin(), cells.end());
        table.push_back(entry->second);
    }
    ColumnInstruction step;
    step.op = ColumnOp::table;
    step.a = grid.columns[0].column;
    step.b = grid.columns[1].column;
    set_table(step, table);
    step.width = static_cast<std::uint32_t>(grid.columns[1].size());
    GridColumn folded{operate(step), std::vector<LaneState>(classes.size()), {}};
    for (std::uint32_t i = 0; i < classes.size(); ++i) {
        folded.classes[i] = static_cast<LaneState>(i);
        folded.first_states.push_back(i);
    }
    grid.outcomes = std::move(outcomes);
    grid.columns.erase(grid.columns.begin());
    grid.columns[0] = std::move(folded);
}

Term TermBuilder::joint(std::span<Axis const> axes, JointOutcome const& outcome) {
    Grid grid = grid_of(axes, outcome);
    for (std::size_t i = grid.columns.size(); i-- > 0;)
        if (grid.ignores(i)) grid.drop(i);
    if (grid.columns.size() > 1) narrow(grid);
    while (grid.columns.size() > 1)
        fold_first_two(grid);
    return merge_numbers(compress(unfolded(grid)));
}

Term TermBuilder::compress(Term term) {
    if (term.items.size() < states_compressed_from) return term;
    Numbering numbering;
    std::vector<LaneState> table;
    for (auto const& item : term.items)
        table.push_back(numbering.number(item));
    if (numbering.items().size() * 2 > table.size()) return term;
    ColumnInstruction step;
    step.op = ColumnOp::remap;
    step.a = term.state;
    set_table(step, table);
    return {operate(step), std::move(numbering.items())};
}

Term TermBuilder::merge_numbers(Term term) {
    Numbering numbers;
    for (auto const& item : term.items)
        if (item.is(Possible::Kind::number)) numbers.number(item);
    if (numbers.items().size() < numbers_merged_from) return term;
    std::vector<ValueSource> sources;
    for (auto const& item : term.items)
        sources.push_back({item.is(Possible::Kind::number), item.column, item.number});
    ColumnId const column = merge(term.state, sources);
    for (auto& item : term.items)
        if (item.is(Possible::Kind::number)) {
            item.column = column;
            item.number = 0;
        }
    return compress(std::move(term));
}

ColumnId TermBuilder::merge(ColumnId state, std::span<ValueSource const> sources) {
    std::vector<ColumnId> columns;
    std::vector<double> numbers;
    std::vector<double> distinct;
    for (auto const& source : sources) {
        numbers.push_back(source.matters && source.column == none ? source.number : 0);
        if (!source.matters) continue;
        if (source.column == none) {
            bool const known = std::any_of(distinct.begin(), distinct.end(), [&](double other) {
                return bits_of(other) == bits_of(source.number);
            });
            if (!known) distinct.push_back(source.number);
        } else if (std::find(columns.begin(), columns.end(), source.column) == columns.end()) {
            columns.push_back(source.column);
        }
    }
    ColumnId merged = none;
    if (distinct.size() == 1) merged = constant_column(distinct[0]);
    if (distinct.size() > 1) {
        ColumnInstruction step;
        step.op = ColumnOp::lookup;
        step.a = state;
        step.table = add_numbers(numbers);
        step.entries = static_cast<std::uint32_t>(numbers.size());
        merged = operate(step);
    }
    for (auto const column : columns)
        merged = merged == none ? column : overlay(state, sources, column, merged);
    return merged == none ? constant_column(0) : merged;
}

/// `column` in the lanes where it is the source, `below` in the others.
ColumnId TermBuilder::overlay(
    ColumnId state, std::span<ValueSource const> sources, ColumnId column, ColumnId below
) {
    std::vector<LaneState> wanted;
    std::uint32_t count = 0;
    std::uint32_t last = 0;
    for (auto const& source : sources) {
        bool const is_wanted = source.matters && source.column == column;
        if (is_wanted) last = static_cast<std::uint32_t>(wanted.size());
        count += is_wanted ? 1 : 0;
        wanted.push_back(is_wanted ? 1 : 0);
    }
    ColumnInstruction step;
    step.op = ColumnOp::pick;
    step.a = state;
    step.b = column;
    step.c = below;
    step.width = last;
    if (count > 1) {
        ColumnInstruction which;
        which.op = ColumnOp::remap;
        which.a = state;
        set_table(which, wanted);
        step.a = operate(which);
        step.width = 1;
    }
    return operate(step);
}

bool TermBuilder::is_settled(ColumnId column) const {
    return column < settled_.size() && settled_[column];
}

/// Whether all that the instruction gives is what rounding to 16 decimals makes of it: conversions
/// round so, and a number of fewer decimals is the nearest to itself.
bool TermBuilder::gives_settled(ColumnInstruction const& step) const {
    auto const is_settled_number = [](double number) {
        return bits_of(round_to_16_decimals(number)) == bits_of(number);
    };
    if (step.op == ColumnOp::convert) return true;
    if (step.op == ColumnOp::round) return step.number >= 0 && step.number <= 16;
    if (step.op == ColumnOp::constant) return is_settled_number(step.number);
    if (step.op == ColumnOp::pick) return is_settled(step.b) && is_settled(step.c);
    if (step.op == ColumnOp::least) return is_settled(step.a) && is_settled(step.b);
    if (step.op != ColumnOp::lookup) return false;
    auto const numbers = std::span(code_.numbers).subspan(step.table, step.entries);
    return std::all_of(numbers.begin(), numbers.end(), is_settled_number);
}

/// A conversion by 1 of what needs no rounding.
bool TermBuilder::changes_nothing(ColumnInstruction const& step) const {
    return step.op == ColumnOp::convert && code_.conversions[step.table].is_by_one() &&
        is_settled(step.a);
}

ColumnId TermBuilder::operate(ColumnInstruction step) {
    if (changes_nothing(step)) return step.a;
    std::vector<std::uint64_t> const key{
        static_cast<std::uint64_t>(step.op),
        step.a,
        step.b,
        step.c,
        step.table,
        step.width,
        bits_of(step.number)};
    auto const known = known_steps_.find(key);
    if (known != known_steps_.end()) return known->second;
    bool const is_state = writes_state(step.op);
    step.out = is_state ? new_state() : new_value();
    if (!is_state && gives_settled(step)) {
        settled_.resize(code_.value_columns);
        settled_[step.out] = true;
    }
    code_.instructions.push_back(step);
    known_steps_.emplace(key, step.out);
    return step.out;
}

ColumnId TermBuilder::constant_column(double number) {
    ColumnInstruction step;
    step.op = ColumnOp::constant;
    step.number = number;
    return operate(step);
}

std::uint32_t TermBuilder::conversion(UnitTable::Conversion const& conversion) {
    auto& all = code_.conversions;
    for (std::size_t i = 0; i < all.size(); ++i)
        if (all[i].first == conversion.first && all[i].second == conversion.second &&
            all[i].third == conversion.third && all[i].fourth == conversion.fourth)
            return static_cast<std::uint32_t>(i);
    all.push_back(conversion);
    return static_cast<std::uint32_t>(all.size() - 1);
}

void TermBuilder::set_table(ColumnInstruction& step, std::vector<LaneState> const& table) {
    auto& all = code_.tables; // Ends with nothing, so that short tables can be read as small ones.
    all.resize(std::max(all.size(), small_table_states));
    auto const place = static_cast<std::uint32_t>(all.size() - small_table_states);
    auto const [entry, inserted] = known_tables_.emplace(table, place);
    if (inserted) {
        all.resize(place);
        all.insert(all.end(), table.begin(), table.end());
        all.resize(all.size() + small_table_states);
    }
    step.table = entry->second;
    step.entries = static_cast<std::uint32_t>(table.size());
}

std::uint32_t TermBuilder::add_numbers(std::vector<double> const& numbers) {
    std::vector<std::uint64_t> key;
    for (double const number : numbers)
        key.push_back(bits_of(number));
    auto const place = static_cast<std::uint32_t>(code_.numbers.size());
    auto const [entry, inserted] = known_numbers_.emplace(std::move(key), place);
    if (inserted) code_.numbers.insert(code_.numbers.end(), numbers.begin(), numbers.end());
    return entry->second;
}

} // namespace prevenance
