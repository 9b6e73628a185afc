// One compiled model, a great many situations at once: what each goal is worth in every lane, with
// the same bits as an Evaluator that hears the lane's answers. ColumnsPlan works out once what all
// lanes have in common; ColumnsRunner does the rest by blocks, in memory that does not grow.
#pragma once

#include "core/base/date.h"
#include "core/eval/columns_code.h"
#include "core/eval/columns_terms.h"
#include "core/eval/evaluator.h"
#include "core/rules/program.h"

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace prevenance {

class ColumnsLowering;

/// An answer that differs between lanes.
struct VaryingFact {
    enum class Kind : std::uint8_t {
        number,  ///< In `unit`.
        boolean, ///< 1: *oui*, 0: *non*.
        text,    ///< An index in `texts`.
        date,    ///< Days since 1 January 1970.
    };

    std::string rule;
    Kind kind = Kind::number;
    std::string unit{};               ///< Of numbers: `€/an`; "" when the answer bears none.
    std::vector<std::string> texts{}; ///< Of texts: what may be answered.
    bool may_be_unset = false;        ///< Lanes may leave it without answer.
};

/// An answer that all lanes give, as Evaluator::answer() takes it.
struct FixedFact {
    std::string rule;
    std::string expression; ///< A literal: `1800 €`, `oui`, `'électrique'`, `24/11/2026`.
};

struct ColumnsRequest {
    Day today;
    std::vector<FixedFact> fixed;
    std::vector<VaryingFact> varying;
    std::vector<std::string> goals; ///< Names of rules or expressions.
};

/// What a goal may be worth in a lane. Numbers have their value in a column, or `value.number`.
struct ColumnOutcome {
    Value value;
    std::string unit;
    bool unit_present = false;
    bool is_scalar = false; ///< Not known by columns: the lane was left to an Evaluator.
    std::string fallback;   ///< Why it was; "" when it was not.
    ColumnId column = none; ///< Numbers and dates: where they differ between lanes.
    bool is_date = false;
};

struct ColumnGoal {
    std::string expression;
    ColumnId state = none; ///< none: the first outcome in every lane.
    std::vector<ColumnOutcome> outcomes;
    /// Why some or all lanes are left to an Evaluator; "" when none can be.
    std::string fallback;
    bool always_falls_back = false;
};

/// What is common to all lanes.
class ColumnsPlan {
public:
    /// `program` must outlive the plan and its runners.
    ///
    /// Errors: a fact names an unknown or private rule, is given twice, or is fixed to what is no
    /// literal; a varying text has no texts; a goal cannot be read.
    static RulesResult<ColumnsPlan> make(Program const& program, ColumnsRequest request);

    ColumnsRequest const& request() const { return request_; }

    std::span<ColumnGoal const> goals() const { return goals_; }

    /// How many instructions a lane costs, and the bytes of columns that one lane takes.
    std::size_t instruction_count() const { return code_.instructions.size(); }

    std::size_t bytes_per_lane() const;

    /// Bytes of columns that the instructions read and write for one lane.
    double traffic_per_lane() const;

private:
    friend class ColumnsRunner;

    ColumnsPlan() = default;

    /// The value column of each varying fact; none: it has none.
    RulesResult<std::vector<ColumnId>> lower_facts(Program& common, ColumnsLowering& lowering);
    void allocate(std::span<ColumnId const> fact_values);

    Program const* program_ = nullptr;
    ColumnsRequest request_;
    ColumnCode code_;
    std::vector<ColumnInstruction> constants_; ///< Run once, on all lanes of the memory.
    std::vector<ColumnGoal> goals_;
    std::vector<ColumnId> fact_states_; ///< Of each varying fact; none: no goal needs it.
};

/// One thread's memory for a plan. Not for two threads at once; many runners may share a plan.
class ColumnsRunner {
public:
    /// Lanes that are run together. More of them share the cost of an instruction, fewer of them
    /// keep the columns in a nearer cache.
    static constexpr std::size_t block_lanes = 256;

    /// `lanes_max`  of each block: at most `block_lanes`. Few of them need less memory, which stays
    ///              in a nearer cache.
    explicit ColumnsRunner(ColumnsPlan const& plan, std::size_t lanes_max = block_lanes);
    ~ColumnsRunner();
    ColumnsRunner(ColumnsRunner&&) noexcept;

    /// Evaluates every goal for up to `lanes_max` lanes. What is read below holds until the next
    /// call.
    ///
    /// `facts`  a column for each varying fact, in the order of the request, all as long; a lane
    ///          whose fact is no number (NaN) leaves it unset. They are not copied: they must stay
    ///          where they are, unchanged, until the last of what is read below.
    ///
    /// Errors: a column is missing or of another length; a value is none of its kind.
    RulesResult<Done> run(std::span<std::span<double const> const> facts);

    std::size_t lanes() const { return block_.lanes; }

    /// Which of the goal's outcomes holds in the lane.
    ColumnOutcome const& outcome(std::size_t goal, std::size_t lane) const;

    /// What the goal is worth in the lane, as an Evaluator tells it: without what is missing.
    ///
    /// Errors: the evaluation fails for that lane.
    RulesResult<Outcome> value(std::size_t goal, std::size_t lane) const;

    /// The number of each lane; 0 where the goal is worth no number, or its evaluation fails.
    void numbers(std::size_t goal, std::span<double> out) const;

    /// How many lanes of the block an Evaluator had to tell, over all goals.
    std::size_t scalar_lanes() const { return scalar_.size(); }

private:
    struct Scalar;

    /// What an Evaluator says of a lane.
    struct Told {
        Outcome outcome;
        std::optional<Diagnostic> failure;
    };

    RulesResult<Done> take_fact(std::size_t fact, std::span<double const> values);
    RulesResult<Done> tell_scalar_lanes(std::span<std::span<double const> const> facts);

    ColumnsPlan const* plan_;
    std::vector<LaneState> states_;
    std::vector<double> values_;
    std::vector<double const*> given_; ///< The columns of the facts.
    ColumnBlock block_;
    std::unique_ptr<Scalar> evaluator_;
    std::map<std::pair<std::size_t, std::size_t>, Told> scalar_; ///< By lane and goal.
};

} // namespace prevenance
