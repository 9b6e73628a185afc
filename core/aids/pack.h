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
enum class AmountKind : std::uint8_t { one_off, per_month, per_year, rate, loan, tax_cut };

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
    std::string rule;
    PlaceFact from = PlaceFact::commune;
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

enum class FactKind : std::uint8_t { yes_no, choice, whole_number, number, money };

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
    std::string unit; ///< Of the number, as Publicodes writes it; "" when there is none.
    std::optional<double> min;
    std::optional<double> max;
    std::vector<FactOption> options; ///< `choice` only.
};

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
    std::string model_file; ///< Within the package.
    Day data_date{};        ///< Its rules say what held that day.
    std::vector<RuleAnswer> situation;
    std::vector<PlaceBinding> place;
    std::vector<AidFamily> families;
    std::vector<PackAid> aids;
    std::vector<FactQuestion> questions;
};

} // namespace prevenance
