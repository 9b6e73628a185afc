// What the screens of "Mes aides" need to show: places, questions, answers, aids.
//
// Plain data, filled by web/app from the places, packs and rules of core.
#pragma once

#include "core/base/date.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
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
    nothing_chosen,
    nothing_chosen_here, ///< The same where a choice cannot be skipped.
    nothing_typed,
    not_a_number,
    not_a_whole_number,
    below_minimum,
    above_maximum,
    not_a_date,
    refused, ///< The rules cannot take this answer.
};

struct Commune {
    std::string code; ///< INSEE code: "35238".
    std::string name; ///< "Rennes".

    friend bool operator==(Commune const&, Commune const&) = default;
};

/// A family of aids one can look for: a pack.
struct Topic {
    std::string id;
    std::string title;
    std::string summary;
    std::string publisher;
    std::string licence;
    std::string source;           ///< Where the model is published.
    std::optional<Day> data_date; ///< The day its data were last checked.
    std::size_t aid_count = 0;
};

enum class QuestionKind : std::uint8_t { yes_no, choice, whole_number, number, text, date };

struct Choice {
    std::string value; ///< What the rules receive.
    std::string label; ///< What is read.
};

struct Question {
    std::string id; ///< The rule it answers.
    std::string text;
    std::string help;
    QuestionKind kind = QuestionKind::yes_no;
    std::string unit;            ///< "€/an", "personne"; "" when there is none.
    std::vector<Choice> choices; ///< `choice` only.
    double minimum = 0;          ///< Numbers only: the least and the most that make sense.
    double maximum = 1e9;
};

/// A question that was put, and what was said.
struct Answer {
    Question question;
    std::string value;  ///< What was chosen or typed; "" when it was skipped.
    bool counts = true; ///< False when no aid depends on it any more.
};

/// An answer as it is kept: whatever the topic, and before its question is known again.
struct GivenAnswer {
    std::string topic;
    std::string question; ///< Question::id.
    std::string value;    ///< "" when it was skipped.

    friend bool operator==(GivenAnswer const&, GivenAnswer const&) = default;
};

struct Amount {
    double number = 0;
    std::string unit; ///< "€", "€/mois", "€/an", "%"…
};

enum class AidOutcome : std::uint8_t { granted, open, refused };

struct Aid {
    std::string id; ///< Fits an address: "aides-velo.rennes".
    std::string title;
    std::string description;
    std::string payer; ///< "Rennes Métropole".
    AidOutcome outcome = AidOutcome::open;
    std::optional<Amount> amount; ///< Granted: what it is worth. Open: what it may reach.
    std::string link;             ///< Where to apply or read more; "" when nobody knows.
    std::vector<std::string> documents;
    /// Open: steps whose answer would decide it. Granted or refused: answers that decided it.
    std::vector<std::string> deciding;
    std::optional<Day> data_date; ///< The day this aid's rules were last checked.
};

/// A sum that means something: the rules themselves say that these aids add up.
struct Total {
    Amount amount;
    std::size_t aid_count = 0;
};

/// "Mes aides", from the postal code to the results.
struct InterviewState {
    Fetching places = Fetching::idle;
    std::string postal_code;       ///< As typed.
    std::vector<Commune> communes; ///< Those of the postal code, when there are several.
    std::optional<Commune> commune;

    Fetching packs = Fetching::idle;
    std::vector<Topic> topics;
    std::string topic;               ///< Id of the one chosen; "" before.
    Fetching model = Fetching::idle; ///< The rules of the chosen topic.

    std::vector<GivenAnswer> given; ///< Of all topics, in the order they were put.
    std::vector<Answer> answers;    ///< Those of the chosen topic, with their questions.
    std::optional<Question> next;   ///< Absent: nothing more would change the results.
    std::size_t steps_left_max = 0; ///< At most so many questions are still to come.
    std::vector<Aid> aids;          ///< In the order to show within each outcome.
    std::optional<Total> total;

    std::string draft; ///< What is typed or chosen and not yet sent.
    Mistake mistake = Mistake::none;
};

} // namespace prevenance
