#include "core/base/text.h"
#include "core/check/checks.h"
#include "core/rules/names.h"
#include "core/rules/reader.h"

#include <algorithm>
#include <array>
#include <map>
#include <string>
#include <string_view>

namespace prevenance {

namespace {

/// Keys that change what a rule is worth, or what is said of it. A key like one of them that is
/// none is taken for a description, in silence.
constexpr std::array<std::string_view, 41> meaningful_keys{
    "abattement",
    "applicable si",
    "arrondi",
    "avec",
    "barème",
    "condition",
    "contexte",
    "durée",
    "est applicable",
    "est défini",
    "est non applicable",
    "est non défini",
    "exemples",
    "formule",
    "grille",
    "inversion numérique",
    "le maximum de",
    "le minimum de",
    "moyenne",
    "non applicable si",
    "par défaut",
    "plafond",
    "plancher",
    "possiblement non applicable",
    "privé",
    "produit",
    "question",
    "remplace",
    "rend non applicable",
    "revalorisation",
    "références",
    "résoudre la référence circulaire",
    "simplifier l'unité",
    "somme",
    "suggestions",
    "taux progressif",
    "toutes ces conditions",
    "une de ces conditions",
    "unité",
    "valeur",
    "variations",
};

/// Written as such often enough to be meant.
constexpr std::array<std::string_view, 6> other_keys{
    "vérifié le", "une possibilité", "description", "titre", "note", "type"};

bool is_meant(std::string_view key) {
    auto const has = [key](auto const& keys) {
        return std::find(keys.begin(), keys.end(), key) != keys.end();
    };
    return is_mechanism(key) || has(meaningful_keys) || has(other_keys);
}

/// The key that was probably meant, or "".
std::string_view meant_by(std::string_view key) {
    constexpr std::size_t length_min = 5;
    constexpr std::size_t distance_max = 2; // A missing accent is two bytes away.
    std::string_view nearest;
    auto best = distance_max + 1;
    if (key.size() < length_min || is_meant(key)) return nearest;
    for (auto const known : meaningful_keys) {
        if (known.size() > key.size() + distance_max) continue;
        auto const distance = edit_distance(key, known);
        if (distance >= best) continue;
        best = distance;
        nearest = known;
    }
    return nearest;
}

using KeyCounts = std::map<std::string_view, std::size_t>;

KeyCounts count_keys(std::vector<WrittenRule> const& rules) {
    KeyCounts counts;
    for (auto const& rule : rules)
        for (auto const& key : rule.source->keys)
            ++counts[key];
    return counts;
}

/// A key that a pack uses often is a convention of its own.
void check_keys(WrittenRule const& rule, KeyCounts const& counts, std::vector<Finding>& findings) {
    constexpr std::size_t slips_max = 4;
    auto const& source = *rule.source;
    for (std::size_t i = 0; i < source.keys.size(); ++i) {
        auto const meant = meant_by(source.keys[i]);
        if (meant.empty() || counts.at(source.keys[i]) > slips_max) continue;
        Finding finding;
        finding.code = FindingCode::misspelt_key;
        finding.rule = rule.name;
        finding.position = source.position_of(i);
        finding.message = "'" + source.keys[i] + "' is no key of the language and is ignored";
        finding.remedy = "did you mean '" + std::string(meant) + "'?";
        findings.push_back(std::move(finding));
    }
}

bool cites(Source const& rule) {
    for (auto const* key : {"références", "lien"}) {
        auto const* cited = rule.find(key);
        if (cited != nullptr && cited->kind != Source::Kind::null) return true;
    }
    return false;
}

/// Rules whose value comes from the pack, not from the person.
bool needs_source(Source const& rule) {
    if (rule.kind == Source::Kind::number) return true;
    if (rule.kind != Source::Kind::map || rule.find("question") != nullptr) return false;
    return std::any_of(rule.keys.begin(), rule.keys.end(), [](std::string const& key) {
        return key == "formule" ||
            (is_mechanism(key) && key != "avec" && key != "par défaut" && key != "unité");
    });
}

} // namespace

void check_writing(std::vector<WrittenRule> const& rules, std::vector<Finding>& findings) {
    auto const counts = count_keys(rules);
    std::map<std::string_view, bool> has_source;
    for (auto const& rule : rules) {
        check_keys(rule, counts, findings);
        has_source[rule.name] = cites(*rule.source);
    }
    for (auto const& rule : rules) {
        bool sourced = has_source[rule.name];
        for (auto const ancestor : ancestor_names(rule.name))
            sourced = sourced || (has_source.contains(ancestor) && has_source[ancestor]);
        if (sourced || !needs_source(*rule.source)) continue;
        Finding finding;
        finding.code = FindingCode::missing_source;
        finding.rule = rule.name;
        finding.position = rule.position;
        finding.message = "neither it nor a rule above it says where it is taken from";
        finding.remedy = "add 'références' with the article of law or the page";
        findings.push_back(std::move(finding));
    }
}

} // namespace prevenance
