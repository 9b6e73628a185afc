// How OpenFisca's variables correspond to the rules of a pack: data, read from `openfisca.json`.
#pragma once

#include "core/base/result.h"
#include "core/households/period.h"
#include "core/rules/source.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace prevenance {

enum class Entity : std::uint8_t { person, family, dwelling, tax_household };

/// `individus`, `familles`, `menages`, `foyers_fiscaux`.
std::string_view plural_of(Entity entity);

using VariableId = std::uint32_t;

/// The names of OpenFisca's variables that a mapping knows, numbered from 0.
class VariableNames {
public:
    /// A variable that is read or asked, or that may be given and change nothing.
    VariableId add(std::string const& name);

    /// A variable that is only looked at.
    VariableId add_unread(std::string const& name);

    std::optional<VariableId> find(std::string_view name) const;

    bool is_read(VariableId variable) const { return is_read_[variable]; }

    std::size_t size() const { return ids_.size(); }

private:
    struct Hash {
        using is_transparent = void;

        std::size_t operator()(std::string_view name) const {
            return std::hash<std::string_view>{}(name);
        }
    };

    std::unordered_map<std::string, VariableId, Hash, std::equal_to<>> ids_;
    std::vector<bool> is_read_; ///< By VariableId.
};

/// How dated values become one answer.
enum class Reading : std::uint8_t {
    sum,      ///< Of the months of the window, with the unit; a year's amount counts by month.
    mean,     ///< The same, divided by the months of the window.
    whole,    ///< The sum, when each month of the window is given.
    number,   ///< Of the month, with the unit.
    share,    ///< Of the month, in percent: 0.8 is `80 %`.
    day,      ///< `2008-03-05` is `05/03/2008`.
    flag,     ///< `oui` or `non`.
    words,    ///< Looked up in `words`.
    prefix,   ///< The longest key of `words` that the text begins with.
    positive, ///< `oui` when the sum is above zero, else `non`.
    given,    ///< `answer` when the window holds any value.
};

/// The months a reading takes, relative to the month of right or to a calendar year.
struct Window {
    int first = 0;
    int last = 0;
    bool of_year = false; ///< Then first and last count years: -2 is the year N-2.
};

struct InputMapping {
    Entity entity = Entity::person;
    std::vector<std::string> variables; ///< Added up; all but sums and `given` take the first.
    std::vector<VariableId> ids;        ///< Of `variables`.
    std::string rule;                   ///< `{personne}` stands for each person of the household.
    Reading reading = Reading::sum;
    Window window;
    std::string unit;
    std::map<std::string, std::string, std::less<>> words;
    std::string otherwise; ///< What stands for other words; "": they are an error.
    std::string
        assumption; ///< What `otherwise` supposes, when it may be wrong: told beside the answers.
    std::string remedy;    ///< What to give instead.
    std::string answer;    ///< Reading::given.
    std::string if_absent; ///< The answer when nothing was given; "": the pack's own default.
};

struct GoalMapping {
    Entity entity = Entity::family;
    std::string variable;
    std::string question;     ///< Rule or expression; `{personne}` as above.
    bool is_rule = true;      ///< Then a value given for the month is taken as its answer.
    std::optional<int> month; ///< A variable of the year, worth what it is in that month (1 to 12).
    InputMapping given;       ///< How a value that is given is read.
};

/// A variable that, when it is not zero, is of no use without another one.
struct Companion {
    std::string variable;
    std::string needs;
    VariableId variable_id = 0;
    VariableId needs_id = 0;
};

struct HouseholdMapping {
    Month first_month = 0;
    std::vector<std::string> adults; ///< Names of the rules of each adult: the most there can be.
    std::vector<std::string> children;
    std::string couple_rule;
    std::string children_rule;
    std::string date_rule;
    std::vector<std::pair<std::string, std::string>> anchor; ///< Answers that reproduce OpenFisca.
    std::vector<std::pair<std::string, std::string>> law;    ///< Answers that follow the law.
    std::vector<InputMapping> inputs;
    std::vector<GoalMapping> goals;
    std::vector<Companion> companions;
    VariableNames names; ///< Those above, and those that may be given and change nothing.
};

/// Reads `openfisca.json`, as the README of the national pack describes it.
///
/// Errors: bad_input, naming the field.
Result<HouseholdMapping> read_household_mapping(Source const& source);

} // namespace prevenance
