// Any bytes as an OpenFisca situation: filled or refused, no crash; what is answered is JSON that
// reads back, and one that was filled once has nothing more to fill.
#include "core/base/ensure.h"
#include "core/households/calculator.h"
#include "core/rules/compile.h"
#include "core/wire/model_json.h"

#include <cstddef>
#include <cstdint>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size);

namespace {

using namespace prevenance; // NOLINT: a fuzzer reads better without the name on every line.

constexpr std::string_view rules = R"({
  "date": {"type": "date"}, "couple": {"question": "?"}, "enfants": {"question": "?"},
  "demandeur": {}, "conjoint": {}, "enfant 1": {},
  "demandeur . salaire": {"unité": "€/mois", "par défaut": "0 €/mois"},
  "conjoint . salaire": {"unité": "€/mois", "par défaut": "0 €/mois"},
  "demandeur . naissance": {"type": "date"},
  "demandeur . statut": {"question": "?"},
  "âge": {"durée": {"depuis": "demandeur . naissance", "jusqu'à": "date", "unité": "an"}},
  "reçu": {"par défaut": "non"},
  "aide": {"valeur": "1000 €/mois / enfants - demandeur . salaire", "unité": "€/mois"},
  "double": {"valeur": "aide * 2", "applicable si": "âge > 25 an"}
})";

constexpr std::string_view mapping_text = R"({
  "first_month": "2023-01", "adults": ["demandeur", "conjoint"], "children": ["enfant 1"],
  "couple_rule": "couple", "children_rule": "enfants", "date_rule": "date", "anchor": {}, "law": {},
  "companions": {"brut": "salaire"}, "without_effect": ["case"],
  "series": {"salaire": "salaire"}, "windows": {"": {"months": [-3, -1], "unit": "€/mois"}},
  "inputs": [
    {"entity": "individus", "variables": ["naissance"], "rule": "demandeur . naissance", "reading": "day"},
    {"entity": "menages", "variables": ["lieu"], "rule": "demandeur . statut", "reading": "prefix", "words": {"1": "'a'"}, "otherwise": "'b'"},
    {"entity": "foyers_fiscaux", "variables": ["rfr", "aide"], "rule": "reçu", "reading": "positive", "years": [-2, -2]}
  ],
  "goals": [
    {"entity": "familles", "variable": "aide", "rule": "aide", "unit": "€/mois"},
    {"entity": "familles", "variable": "double", "rule": "double", "unit": "€/mois", "month": 7},
    {"entity": "individus", "variable": "salaire", "rule": "{personne} . salaire", "unit": "€/mois"}
  ]
})";

Calculator& calculator() {
    static Program const program = compile(parse_model_json(rules).value()).value();
    static HouseholdMapping const mapping =
        read_household_mapping(parse_model_json(mapping_text).value()).value();
    static auto const opened =
        Calculator::open(program, mapping, CalculatorMode::anchor, Day{}).value().release();
    return *opened;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
    auto situation = parse_model_json(std::string_view(reinterpret_cast<char const*>(data), size));
    if (!situation.ok()) return 0;
    auto const filled = calculator().calculate(std::move(situation).value());
    if (!filled.ok()) return 0;
    ENSURE(parse_model_json(format_source_line(filled.value())).ok());
    return 0;
}
