// The interview: from what a person said to what they get, what they miss and what to ask next.
#pragma once

#include "core/aids/places.h"
#include "core/aids/rulebook.h"
#include "core/base/date.h"
#include "core/base/result.h"
#include "core/eval/explanation.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace prevenance {

class Desk;

/// Where a person lives, by code and by name.
struct Home {
    Place place;
    std::string commune_name;
    std::string epci_name;
    std::string departement_name;

    friend bool operator==(Home const&, Home const&) = default;
};

/// A fact and what was said of it: an option's id, `yes` or `no`, a number as `-12.5`, a day as
/// `2026-11-24`, several days with a blank between.
struct GivenFact {
    std::string fact;
    std::string value; ///< "" when the person passed: it is not asked again, and decides nothing.

    friend bool operator==(GivenFact const&, GivenFact const&) = default;
};

/// The days of an answer that holds several, as they were said.
std::vector<std::string> days_of(std::string_view value);

/// All a person said so far. Going back or changing an answer is a change of this.
struct InterviewAnswers {
    std::optional<Home> home;
    std::vector<GivenFact> facts; ///< In the order they were given; each fact once.

    friend bool operator==(InterviewAnswers const&, InterviewAnswers const&) = default;
};

/// Says something of a fact, in place of what was said before. `value` "" passes.
void give(InterviewAnswers& answers, std::string_view fact, std::string_view value);

/// Takes back what was said of a fact.
void take_back(InterviewAnswers& answers, std::string_view fact);

/// What was said of a fact, or nullptr.
GivenFact const* find_given(InterviewAnswers const& answers, std::string_view fact);

enum class Standing : std::uint8_t {
    granted, ///< `amount` is what it is worth.
    refused, ///< `deciding` says which answers it hangs on.
    open,    ///< `missing` would decide it.
    ended,   ///< Its last day is past.
    broken,  ///< Its rules cannot be applied to these answers: an error of theirs.
    beyond,  ///< Its rules do not know this situation; Pack::limits[`limit`] says where to ask.
};

struct Verdict {
    std::size_t book = 0; ///< Position among the adviser's rulebooks.
    std::size_t aid = 0;  ///< Position in that pack's aids.
    Standing standing = Standing::open;
    double amount = 0;
    std::string unit;                   ///< "€", "€/an"; "" when there is none.
    std::vector<std::string> missing;   ///< Facts.
    std::vector<std::string> deciding;  ///< Facts said that it would be open without.
    std::vector<std::string> estimated; ///< Facts passed, of which the rules made an estimate.
    std::size_t limit = 0;
};

struct Advice {
    /// Of aids that exist where the person lives and fit their project, in the order of the packs.
    std::vector<Verdict> verdicts;
    std::size_t elsewhere = 0;     ///< Aids of other places.
    std::size_t other_project = 0; ///< Aids set aside by the person's own choice.
    /// Facts that would still decide something, the one to ask next first.
    std::vector<std::string> to_ask;
    /// As InterviewAnswers::facts: does something still hang on it?
    std::vector<bool> counts;
};

/// A single answer that, given otherwise, would grant a refused aid.
struct Flip {
    std::string fact;
    std::string value; ///< As in GivenFact. For numbers: the nearest whole one.
    double amount = 0;
    std::string unit;
};

/// A value of the rules whose day to be checked again has come.
struct OverdueValue {
    std::string title;
    Day due{};
};

/// Answers from some rulebooks. Not for two threads at once.
///
/// What it says depends on its arguments alone; it remembers the last ones only to be quick.
class Adviser {
public:
    /// `books`  must outlive the adviser. When several ask for the same fact, the first one's words
    ///          are used.
    /// `today`  decides which aids have ended.
    Adviser(std::vector<Rulebook const*> const& books, Day today);
    ~Adviser();
    Adviser(Adviser const&) = delete;
    Adviser& operator=(Adviser const&) = delete;

    Rulebook const& book(std::size_t position) const;

    PackAid const& aid(Verdict const& verdict) const;

    /// The question that asks for a fact, or nullptr.
    FactQuestion const* question(std::string_view fact) const;

    /// Whether `value` answers the question for `fact`; "" always does.
    ///
    /// Errors: not_found when no question asks for it; bad_input when it is no such answer, or out
    /// of bounds.
    Status check(std::string_view fact, std::string_view value) const;

    /// Everything there is to say. Without a home: no verdict, nothing to ask yet.
    ///
    /// `answers`  a fact that no question asks for, or whose value does not answer it, is
    ///            overlooked.
    Advice advise(InterviewAnswers const& answers);

    /// Single answers that would turn a refusal into a grant, others unchanged; in the order of
    /// the answers. Empty when no single one would, or the aid is not refused.
    std::vector<Flip> flips(InterviewAnswers const& answers, Verdict const& verdict);

    /// The rules that decided of an aid. Empty when they cannot be applied.
    Explanation explain(InterviewAnswers const& answers, Verdict const& verdict);

    /// Values of the rules that the explanation rests on and whose day to be checked has come.
    std::vector<OverdueValue> overdue(Verdict const& verdict, Explanation const& explanation) const;

private:
    void weigh_all(std::size_t book, InterviewAnswers const& answers, Advice& advice);
    void find_deciding(std::size_t book, InterviewAnswers const& answers, Advice& advice);
    bool must_ask(std::string_view fact, InterviewAnswers const& answers) const;
    std::vector<std::string>
    order_questions(InterviewAnswers const& answers, Advice const& advice) const;

    std::vector<std::unique_ptr<Desk>> desks_; ///< One per rulebook.
    Day today_;
};

} // namespace prevenance
