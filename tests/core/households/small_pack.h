// A pack of a few rules with its mapping, small enough to reckon by hand.
#pragma once

#include "core/households/mapping.h"
#include "core/rules/compile.h"
#include "core/wire/model_json.h"

#include <string_view>

namespace prevenance {

inline constexpr std::string_view small_pack_model = R"({
  "date": {"type": "date"},
  "couple": {"question": "?"},
  "enfants": {"question": "?"},
  "loi": {"par défaut": "oui"},
  "demandeur": {}, "conjoint": {}, "enfant 1": {}, "enfant 2": {},
  "demandeur . salaire": {"unité": "€/mois", "par défaut": "0 €/mois"},
  "conjoint . salaire": {"unité": "€/mois", "par défaut": "0 €/mois"},
  "demandeur . année": {"unité": "€", "par défaut": "0 €"},
  "demandeur . seul": {"question": "?"},
  "demandeur . aide": {"valeur": "10 % * demandeur . salaire", "unité": "€/mois"},
  "reçu": {"unité": "€/mois", "par défaut": "1 €/mois"},
  "plafond": {"variations": [{"si": "loi", "alors": "1000 €/mois"}, {"sinon": "900 €/mois"}]},
  "aide": {"valeur": "plafond + 50 €/mois * enfants - reçu", "unité": "€/mois"},
  "double": {"valeur": "aide * 2", "unité": "€/mois"},
  "prime": {"valeur": "demandeur . année / 10", "unité": "€"},
  "seul": {"applicable si": "demandeur . seul", "valeur": "3 €"}
})";

inline constexpr std::string_view small_pack_openfisca = R"({
  "first_month": "2023-01", "adults": ["demandeur", "conjoint"], "children": ["enfant 1", "enfant 2"],
  "couple_rule": "couple", "children_rule": "enfants", "date_rule": "date",
  "anchor": {"loi": "non"}, "law": {"loi": "oui"}, "companions": {"brut": "salaire"}, "without_effect": ["case"],
  "series": {"salaire": "salaire"}, "windows": {"": {"months": [0, 0], "unit": "€/mois"}},
  "inputs": [
    {"entity": "individus", "variables": ["salaire"], "rule": "{personne} . année", "reading": "sum", "years": [-2, -2], "unit": "€"},
    {"entity": "individus", "variables": ["statut"], "rule": "demandeur . seul", "reading": "words", "words": {"seul": "oui", "autre": "non"}},
    {"entity": "familles", "variables": ["aide"], "rule": "reçu", "reading": "sum", "months": [-1, -1], "unit": "€/mois"},
    {"entity": "familles", "variables": ["versé"], "rule": "reçu", "reading": "whole", "months": [-2, -1], "unit": "€/mois"}
  ],
  "goals": [
    {"entity": "familles", "variable": "aide", "rule": "aide", "unit": "€/mois"},
    {"entity": "familles", "variable": "double", "rule": "double", "unit": "€/mois"},
    {"entity": "familles", "variable": "riche", "expression": "aide > 950 €/mois"},
    {"entity": "familles", "variable": "seul", "rule": "seul", "unit": "€"},
    {"entity": "familles", "variable": "prime", "rule": "prime", "unit": "€", "month": 7},
    {"entity": "individus", "variable": "part", "rule": "{personne} . aide", "unit": "€/mois"}
  ]
})";

inline Program small_pack_rules() {
    return compile(parse_model_json(small_pack_model).value()).value();
}

inline HouseholdMapping small_pack_mapping() {
    return read_household_mapping(parse_model_json(small_pack_openfisca).value()).value();
}

} // namespace prevenance
