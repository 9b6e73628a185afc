// Any bytes as a situation in JSON: each answer taken or refused, every rule evaluated after each,
// no crash; and whoever heard the answers one by one knows what one who hears them at once knows.
#include "core/base/ensure.h"
#include "core/eval/evaluator.h"
#include "core/rules/compile.h"
#include "core/wire/model_json.h"

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size);

namespace {

using namespace prevenance; // NOLINT: a fuzzer reads better without the name on every line.

constexpr std::string_view model = R"model({
  "âge": {"question": "?", "par défaut": "30 an"},
  "ville": {"une possibilité": ["'a'", "'b'"], "question": "?"},
  "choix": {"une possibilité": ["un", "deux"], "question": "?", "possiblement non applicable": "oui"},
  "choix . un": {"applicable si": "âge > 18 an"},
  "choix . deux": {"titre": "deux"},
  "brut": {"unité": "€/mois", "inversion numérique": ["net", "coût"]},
  "net": {"valeur": "brut - cotisations", "arrondi": "2 décimales"},
  "coût": "brut * 1.4",
  "cotisations": {"barème": {"assiette": "brut", "multiplicateur": "parts",
    "tranches": [{"taux": "10 %", "plafond": "1000 €/mois"}, {"taux": "taux"}]}},
  "parts": {"par défaut": 1},
  "taux": {"grille": {"assiette": "âge", "tranches": [{"montant": "5 %", "plafond": "20 an"}, {"montant": "20 %"}]}},
  "impôt": {"valeur": "10 % * (net - impôt)",
                           "résoudre la référence circulaire" : "oui"
}

,
    "sans taux"
    : {"valeur" : "cotisations", "contexte" : {"taux" : "taux / 2", "âge" : "âge + 1 an"}},
      "remise" : {
          "valeur" : "1 €",
          "remplace" : {"références à" : "coût", "dans" : "total"},
          "applicable si" : "ville = 'a'"
      },
                 "total"
    : {"somme" : [ "coût", "impôt", "choix . un", "durée" ], "plancher" : "0 €/mois"},
      "début" : {"type" : "date"},
                "durée" : {"durée" : {"depuis" : "début", "unité" : "mois"}, "unité" : "€/mois"},
                          "phrase" : {"texte" : "{{ total }} à {{ ville }}"},
                                     "meilleur" : {"le maximum de" : [ "net", "coût", "total" ]},
                                                  "[privé] caché"
    : {"variations" : [ {"si" : "ville = 'b'", "alors" : "net"}, {"sinon" : "caché"} ]},
      "cycle" : "caché + cycle"
})model";

Program const& program() {
    static Program const compiled = compile(parse_model_json(model).value()).value();
    return compiled;
}

bool same(RulesResult<Outcome> const& left, RulesResult<Outcome> const& right) {
    if (!left.ok() || !right.ok()) return left.ok() == right.ok();
    auto const& a = left.value();
    auto const& b = right.value();
    bool const both_numbers =
        a.value.kind == Value::Kind::number && b.value.kind == Value::Kind::number;
    bool const same_number = !both_numbers || a.value.number == b.value.number ||
        (std::isnan(a.value.number) && std::isnan(b.value.number));
    return a.value.kind == b.value.kind && same_number && a.value.text == b.value.text &&
        a.unit == b.unit && a.missing == b.missing;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
    auto const situation =
        parse_model_json(std::string_view(reinterpret_cast<char const*>(data), size));
    if (!situation.ok() || situation.value().keys.size() > 8) return 0;
    auto const& answers = situation.value();
    Evaluator one_by_one(program(), Day{});
    for (std::size_t i = 0; i < answers.keys.size(); ++i) {
        static_cast<void>(one_by_one.answer(answers.keys[i], answers.items[i]).ok());
        static_cast<void>(one_by_one.evaluate("total").ok());
    }
    Evaluator at_once(program(), Day{});
    for (std::size_t i = 0; i < answers.keys.size(); ++i)
        static_cast<void>(at_once.answer(answers.keys[i], answers.items[i]).ok());
    for (auto const* goal :
         {"total", "net", "phrase", "meilleur", "sans taux", "choix . un", "cycle"})
        ENSURE(same(one_by_one.evaluate(goal), at_once.evaluate(goal)));
    return 0;
}
