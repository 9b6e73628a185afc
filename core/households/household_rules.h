// What the rules of a pack say of one household after the other, each for one month of right.
#pragma once

#include "core/base/date.h"
#include "core/base/result.h"
#include "core/eval/evaluator.h"
#include "core/households/coverage.h"
#include "core/households/household_columns.h"

#include <map>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace prevenance {

/// Whose answers: OpenFisca's, or the law's where OpenFisca departs from it.
enum class CalculatorMode : std::uint8_t { anchor, law };

/// Where a person stands in the family: adults first, then children.
std::optional<std::size_t>
place_of(Family const& family, std::size_t person, std::size_t adults_max);

class HouseholdRules {
public:
    /// A goal of the mapping, for one place in the household when it names a person.
    using Question = std::size_t;

    /// `program`, `mapping`  must outlive this object.
    /// `today`               the day that *durée* counts to when a rule names none.
    HouseholdRules(Program const& program, HouseholdMapping const& mapping, Day today);

    /// Before all else. Errors: bad_input, naming the rule that the mapping names in vain.
    Status open(CalculatorMode mode);

    /// Takes in what is given of the family. When it is refused, nothing can be asked.
    std::optional<Complaint> hear(SituationIndex& situation, Family const& family, Month month);

    /// The question for a goal (its place in the mapping) at a place in the household, 0 for the
    /// household; nothing when that place has no such rule.
    std::optional<Question> question(std::size_t goal, std::size_t place) const;

    /// What each is worth, of the household that was heard.
    std::vector<RulesResult<Value>> values_of(std::span<Question const> questions);

    /// Names of the facts that would decide an undefined value.
    RulesResult<std::vector<std::string>> missing(Question question);

    /// The inputs whose `otherwise` was taken for an answer, when that may be wrong.
    std::vector<InputMapping const*> assumptions() const;

    /// Whether the household that was heard is told by columns.
    bool by_columns() const { return columns_told_ != nullptr; }

private:
    /// A rule that hears an answer.
    struct Fact {
        std::string rule;
        std::vector<InputMapping const*> inputs;
        HouseholdAnswer heard;
        HouseholdAnswer told; ///< To the evaluator.
    };

    /// An input of a fact, for one place in the household or for the household.
    struct Slot {
        InputMapping const* input = nullptr;
        std::optional<std::size_t> place;
        std::size_t fact = 0;
    };

    std::size_t places() const { return mapping_->adults.size() + mapping_->children.size(); }

    std::string const& name_of_place(std::size_t place) const;
    Status add_slots(InputMapping const& input);
    Status add_questions(GoalMapping const& goal);
    void open_columns(std::vector<std::pair<std::string, std::string>> const& answers);

    std::optional<Complaint> hear_facts(HouseholdAnswers const& answers, Family const& family);
    std::optional<Complaint>
    hear_given(HouseholdAnswers const& answers, Family const& family, Month month);
    std::optional<Complaint>
    hear_given_goal(HouseholdAnswers const& answers, Family const& family, GoalMapping const& goal);
    void run_columns();
    std::optional<std::vector<RulesResult<Value>>>
    values_by_columns(std::span<Question const> questions) const;
    RulesResult<Done> tell(std::string const& rule, std::string const& answer);
    RulesResult<Done> tell_evaluator();

    Program const* program_;
    HouseholdMapping const* mapping_;
    Day today_;
    Coverage coverage_;
    std::vector<Fact> facts_;
    std::vector<Slot> slots_;
    std::map<std::string, std::size_t> fact_of_; ///< Place in `facts_` of a rule.
    /// For each goal, for each place in the household (one place when the goal names no person).
    std::vector<std::vector<std::optional<Question>>> questions_;

    Month month_ = 0;
    std::size_t adults_ = 0;
    std::size_t children_ = 0;
    std::vector<std::pair<std::string, HouseholdAnswer>> given_; ///< Of goals' rules.

    Evaluator evaluator_;
    std::vector<Evaluator::Question> prepared_;
    std::map<std::string, std::string> told_; ///< What every household answers.
    std::vector<std::string> told_goals_;     ///< Rules of goals that hold an answer.

    std::optional<HouseholdColumns> columns_;
    std::vector<VaryingFact> varying_; ///< Couple, children, then the facts.
    std::vector<double> answers_;
    ColumnsRunner const* columns_told_ = nullptr;
};

} // namespace prevenance
