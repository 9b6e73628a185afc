// One pack's part of the interview: answers put to its model, aids weighed one by one.
//
// Only core/aids/adviser.cpp uses it.
#pragma once

#include "core/aids/adviser.h"
#include "core/aids/rulebook.h"
#include "core/eval/evaluator.h"
#include "core/eval/explanation.h"

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace prevenance {

/// Whether an aid fits what the person wants to do.
struct Fit {
    enum class Kind : std::uint8_t {
        fits,
        waits, ///< `fact` would tell.
        other, ///< `fact` told that it does not.
    };

    Kind kind = Kind::fits;
    std::string fact;
};

class Desk {
public:
    /// `book`  must outlive the desk.
    Desk(Rulebook const& book, Day today);

    Rulebook const& book() const { return *book_; }

    FactQuestion const* question(std::string_view fact) const;

    /// Puts all answers but those to `except` to the model. The home must be there.
    void hear(InterviewAnswers const& answers, std::string_view except = {});

    /// Aids that exist where the person last heard lives.
    std::vector<std::size_t> const& concerned() const { return concerned_; }

    Fit fit(std::size_t aid, InterviewAnswers const& answers) const;

    /// What the model says of an aid after the answers last heard. `deciding` stays empty.
    Verdict weigh(std::size_t aid);

    /// The rules that decided of it, by the answers last heard.
    Explanation explain(std::size_t aid);

    /// The limit of the pack that the answers run into, if any.
    std::optional<std::size_t> limit_of(std::size_t aid, InterviewAnswers const& answers) const;

private:
    using Expressions = std::map<std::string, std::string, std::less<>>;

    Expressions expressions_of(Home const& home) const;
    void add_answer(Expressions& wanted, GivenFact const& given) const;
    void add_choices(Expressions& wanted, GivenFact const& given) const;
    void put(Expressions wanted);
    void settle(Home const& home);
    static bool exists_in(PackAid const& aid, Place const& place);
    std::vector<std::string> facts_of(std::vector<std::string> const& rules) const;
    void set_estimates_apart(Verdict& verdict) const;

    Rulebook const* book_;
    Day today_;
    Evaluator evaluator_;
    std::vector<Evaluator::Question> questions_; ///< What each aid of the pack is worth.
    Expressions put_;                            ///< What the evaluator has heard.
    std::optional<Home> home_;
    std::vector<std::size_t> concerned_;
    std::vector<std::string> passed_;   ///< Facts that were passed and are estimated.
    std::vector<std::string> answered_; ///< Facts heard, passed ones left out.
};

/// Whether `value` answers a question. Passing (`""`) is no answer.
bool answers_question(FactQuestion const& question, std::string_view value);

} // namespace prevenance
