// What the screens of "Mes aides" need to know: where one lives, what was said, what follows.
//
// Plain data, filled by web/app from the places, packs and rules of core.
#pragma once

#include "core/aids/adviser.h"
#include "core/aids/pack.h"
#include "core/base/date.h"
#include "core/eval/explanation.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace prevenance {

/// How far something that is fetched has come.
enum class Fetching : std::uint8_t {
    idle,    ///< Nobody asked yet.
    awaited, ///< Asked, no answer yet.
    here,    ///< Arrived and readable.
    failed,  ///< Did not arrive, or cannot be read. May be asked again.
};

/// What is wrong with what was typed or chosen. The screens have kind words for each.
enum class Mistake : std::uint8_t {
    none,
    postal_code_shape,   ///< Not five digits.
    postal_code_unknown, ///< Five digits that no commune bears.
    commune_name_short,  ///< Not even two letters to search by.
    commune_name_unknown,
    nothing_chosen,
    nothing_chosen_here, ///< The same where a choice cannot be skipped.
    nothing_typed,
    not_a_number,
    not_a_whole_number,
    below_minimum,
    above_maximum,
    not_a_day,
    day_too_early,
    day_too_late,
};

/// What a commune is looked for by.
enum class PlaceSearch : std::uint8_t { postal_code, name };

/// A question of the chosen topic that was answered or passed.
struct Step {
    std::string fact;
    bool counts = true; ///< False when nothing depends on it any more.
};

/// An aid that exists where one lives, and what the answers make of it.
struct ShownAid {
    std::string id; ///< Fits an address: "aides-velo.rennes".
    PackAid aid;
    Verdict verdict;
    std::vector<OverdueValue> overdue; ///< Values it rests on that should have been checked again.
};

/// A rule that decided of the aid that is looked at.
struct ShownRule {
    std::string title;
    Value value;
    std::string unit;
    std::vector<Citation> citations;
};

/// "Mes aides", from the postal code to the results.
struct InterviewState {               // NOLINT(*-Padding): in the order one reads it.
    Fetching places = Fetching::idle; ///< The search that was asked for.
    PlaceSearch search = PlaceSearch::postal_code;
    std::string postal_code;     ///< As typed.
    std::string commune_name;    ///< As typed, by those who do not know the code.
    std::vector<Home> homes;     ///< Those found, to choose from.
    bool homes_left_out = false; ///< More communes bear that name than the list shows.
    InterviewAnswers answers;    ///< For all topics: the same fact is asked once.

    Fetching packs = Fetching::idle;
    std::vector<Pack> topics;        ///< What one can look for: packs, without questions and aids.
    std::string topic;               ///< Id of the one chosen; "" before.
    Fetching model = Fetching::idle; ///< The rules of the chosen topic.
    bool opening = false;            ///< A topic was just chosen: its first question follows.

    std::vector<FactQuestion> questions; ///< Of the chosen topic.
    std::vector<Step> steps;             ///< In the order they were put.
    std::vector<std::string> to_ask;     ///< Facts that would still decide something, next first.
    std::vector<ShownAid> aids;          ///< In the order to show.
    std::vector<Flip> flips;             ///< For the refused aid that is looked at.
    std::vector<ShownRule> rules;        ///< The same: those that decided, itself first.
    std::vector<PackLimit> limits;       ///< Of the chosen topic.
    std::vector<BilingualText> assumptions;

    std::string draft;               ///< What is typed or chosen and not yet sent.
    std::vector<std::string> drafts; ///< The same, for a question that asks for several dates.
    Mistake mistake = Mistake::none;
    std::size_t mistake_at = 0; ///< Which of the drafts it is in.
};

/// The question of the chosen topic that asks for a fact, or nullptr.
FactQuestion const* find_question(InterviewState const& interview, std::string_view fact);

/// How many dates a question asks for, by what was said of the fact that counts them.
std::size_t count_of_dates(InterviewState const& interview, FactQuestion const& question);

/// The fact that a step asks for, counted from 1: one that was answered, or the next to ask.
/// "" when there is no such step.
std::string_view fact_of_step(InterviewState const& interview, std::uint32_t number);

/// The step where a fact is answered: its own when it was put, else the next one.
std::uint32_t step_of_fact(InterviewState const& interview, std::string_view fact);

} // namespace prevenance
