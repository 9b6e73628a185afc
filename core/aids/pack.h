// A pack as its author describes it: a published model, its rules seen as aids, its questions.
//
// Nothing about a particular aid is written in C++: all of it is data of assets/packs.
#pragma once

#include "core/base/date.h"

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace prevenance {

struct BilingualText {
    std::string french;
    std::string english;

    friend bool operator==(BilingualText const&, BilingualText const&) = default;
};

/// Who pays an aid.
enum class Payer : std::uint8_t { state, region, departement, epci, commune, company };

/// What an aid's number means. Only `one_off` sums can be added to each other.
enum class AmountKind : std::uint8_t {
    one_off,
    per_month,
    per_year,
    rate,
    loan,
    tax_cut,
    fee_per_month, ///< What the person pays for it.
};

/// What is known of a place, once it is chosen.
enum class PlaceFact : std::uint8_t {
    commune,          ///< INSEE code
    commune_name,     ///<
    epci,             ///< SIREN
    epci_name,        ///<
    departement,      ///< "35"
    departement_name, ///<
    region,           ///< INSEE code
    country,          ///< Always "France".
};

/// A rule answered from the place.
struct PlaceBinding {
    /// An expression, and the places where it holds; none: all that were not named before.
    struct Zone {
        std::string expression;
        std::vector<std::string> places;
    };

    std::string rule;
    PlaceFact from = PlaceFact::commune;
    /// When there are any: the first that names the place answers; elsewhere nothing does.
    std::vector<Zone> zones;
    /// Models do not all write codes alike: what to say instead of some.
    std::vector<std::pair<std::string, std::string>> instead;
};

/// A rule and the Publicodes expression that answers it.
struct RuleAnswer {
    std::string rule;
    std::string expression;
};

/// Holds when the fact was answered by one of these options.
struct FactCondition {
    std::string fact;
    std::vector<std::string> among;
};

/// Codes of places: the aid exists there only.
struct Territory {
    Payer kind = Payer::commune; ///< commune, epci, departement or region.
    std::vector<std::string> codes;
};

struct PackAid {
    std::string id;   ///< Within the pack; fits an address: "angers".
    std::string rule; ///< What it is worth.
    BilingualText title;
    Payer payer_kind = Payer::state;
    std::string payer; ///< "Rennes Métropole"
    std::string category;
    AmountKind amount = AmountKind::one_off;
    std::string link;
    BilingualText description;
    std::vector<BilingualText> documents;
    std::vector<FactCondition> when; ///< All must hold, else the person has another project.
    std::optional<Territory> territory;
    std::optional<Day> checked; ///< When its author last checked it.
    std::optional<Day> ends;    ///< The last day it can be asked for.
};

/// Many aids at once: the children of a rule that replace one of its children, which says who pays.
struct AidFamily {
    struct Replaced {
        std::string child; ///< "commune", for `aides . commune`.
        Payer payer = Payer::commune;
    };

    std::string under;
    std::vector<Replaced> replaces;
    /// What all members share: `title`, `category`, `amount`, `documents`.
    PackAid shared;
    /// Under which key a member's rule says it; "" when it does not.
    std::string payer_key;
    std::string link_key;
    std::string description_key;
    std::string checked_key;
    std::string ends_key;
};

enum class FactKind : std::uint8_t {
    yes_no,
    choice,
    whole_number,
    number,
    money,
    date,
    dates, ///< One for each rule, as many as `as_many_as` says.
};

struct FactOption {
    std::string id;
    BilingualText label;
    std::string expression;      ///< Answers the question's rules; "" when it does not.
    std::vector<RuleAnswer> set; ///< Further rules that this option answers.
};

/// A question in plain words, and the rules it answers.
struct FactQuestion {
    /// Shared by all packs: the same fact is asked once.
    std::string fact;
    std::vector<std::string> rules;
    FactKind kind = FactKind::yes_no;
    BilingualText text;
    BilingualText help;
    std::string unit;          ///< Of the number, as Publicodes writes it; "" when there is none.
    std::optional<double> min; ///< Of dates: whole years from today, below 0 before it.
    std::optional<double> max;
    std::vector<FactOption> options; ///< `choice` only.
    std::string as_many_as;          ///< `dates` only: the fact that says how many.
    BilingualText each;              ///< `dates` only: what one of them is of: « Enfant ».
    std::string after; ///< A fact that must be known before this one is asked; "" for none.
    /// What is estimated when the person passes; empty: passing leaves the aids open.
    BilingualText if_unknown;
};

/// A situation that the rules do not know: who is in it must ask elsewhere.
struct PackLimit {
    FactCondition condition;               ///< Of an answer; without a fact when places decide.
    std::vector<std::string> departements; ///< Where the rules do not hold.
    std::vector<std::string> aids;         ///< Their ids; empty: all aids of the pack.
    BilingualText text;
    std::string link;
};

/// Until when a value of the rules was known to be right.
struct Revaluation {
    std::string rule;
    Day due{};
};

/// Which question comes first when several would help.
enum class QuestionOrder : std::uint8_t { most_decisive, as_written };

struct Pack {
    std::string id;
    BilingualText title;
    BilingualText summary;
    BilingualText note; ///< What people should know of its age or limits.
    std::string publisher;
    std::string licence;
    std::string source;        ///< Address of its rules as their authors keep them.
    std::string model_package; ///< npm
    std::string model_version;
    std::string model_file;   ///< Within the package.
    std::string rules_folder; ///< Instead of a package: rules kept beside the pack.
    Day data_date{};          ///< Its rules say what held that day.
    std::vector<RuleAnswer> situation;
    std::string month_rule; ///< Answered by the first day of this month; "" when there is none.
    std::vector<PlaceBinding> place;
    std::vector<AidFamily> families;
    std::vector<PackAid> aids;
    std::vector<FactQuestion> questions;
    QuestionOrder order = QuestionOrder::most_decisive;
    std::vector<PackLimit> limits;
    /// What is taken for granted, in words. When there are any, rules that no question asks for
    /// keep their default; otherwise they leave an aid open.
    std::vector<BilingualText> assumptions;
    std::vector<Revaluation> revaluations;
};

} // namespace prevenance
