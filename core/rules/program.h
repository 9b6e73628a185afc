// A model made flat: every rule is a tree of small nodes in one array, names resolved.
//
// core/rules builds it, core/eval runs it. Nodes refer to each other by index, so a program is
// copied, and later saved, as plain memory.
#pragma once

#include "core/base/text_table.h"
#include "core/rules/source.h"
#include "core/rules/unit.h"

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace prevenance {

using NodeIndex = std::uint32_t;
using RuleId = std::uint32_t;

inline constexpr std::uint32_t none = 0xFFFF'FFFF;

/// What a node does. `a`, `b`, `c` are its operands; "list" is an offset into Program::operands.
enum class Op : std::uint8_t {
    constant,  ///< a: index in Program::constants
    today,     ///< The day the evaluation counts from.
    reference, ///< a: rule; b: name as written (text); c: rule it is written in
    add,       ///< a, b, and so on down to `either`
    subtract,
    multiply,
    divide,
    floor_divide,
    power,
    less,
    less_equal,
    greater,
    greater_equal,
    equal,
    not_equal,
    both,              ///< *et*
    either,            ///< *ou*
    condition,         ///< a: si, b: alors, c: sinon
    variations,        ///< list a of b pairs (si, alors)
    is_not_applicable, ///< a
    is_undefined,      ///< a
    convert,           ///< *unité*: a, in unit b
    simplify,          ///< *simplifier l'unité*: a
    round,             ///< *arrondi*: a, to b
    logarithm,         ///< a
    note_missing,      ///< *variable manquante*: a; b: name of the missing rule (text)
    scale,             ///< *barème*: a: assiette, b: multiplicateur, c: list
    grid,              ///< *grille*: the same
    progressive_rate,  ///< *taux progressif*: the same
    duration,          ///< *durée*: a: depuis, b: jusqu'à, c: DurationUnit
    text,              ///< *texte*: list a of b pairs (is literal, node)
    context,           ///< *contexte*: a, where list b holds; c: which context it is (text)
    inversion,         ///< *inversion numérique*: a: the rule to find (RuleId); b: list
    fixed_point,       ///< *résoudre la référence circulaire*: a; b: the rule to find (RuleId)
};

// Lists whose items are not all nodes:
//   brackets   their number, then pairs (plafond or none, taux or montant or none)
//   context    the number of its rules, then triples (reference, value, how the value is written)
//   inversion  constants of the least and the greatest value and of the tolerance, the number of
//              candidates, then references to them

enum class DurationUnit : std::uint8_t { day, month, quarter, year, civil_quarter, civil_year };

/// What inference can say before any evaluation. `unknown` is met in circular models.
enum class Nullable : std::uint8_t { no, yes, unknown };
enum class Type : std::uint8_t { unknown, number, boolean, text, date };

struct ProgramNode {
    Op op = Op::constant;
    Nullable nullable = Nullable::unknown;
    Type type = Type::unknown;
    std::uint32_t a = none;
    std::uint32_t b = none;
    std::uint32_t c = none;
};

struct Constant {
    enum class Kind : std::uint8_t { undefined, not_applicable, boolean, number, text };

    Kind kind = Kind::undefined;
    bool boolean = false;
    double number = 0;
    TextId text = none;
    UnitId unit = unit_absent;

    friend bool operator==(Constant const&, Constant const&) = default;
};

/// Whether nothing can be learnt of a constant by having evaluated it: where a rule is asked
/// whether it applies, only what is undefined may answer otherwise once it was evaluated.
inline bool is_settled(ProgramNode const& node, Constant const& constant) {
    return constant.kind != Constant::Kind::undefined || node.nullable == Nullable::no;
}

/// One of the answers a rule may have (*une possibilité*).
struct Possibility {
    TextId value = none; ///< Texts and references: the name as written.
    double number = 0;
    UnitId unit = unit_absent;
    NodeIndex reference = none;      ///< References: to the rule that is possible; not in images.
    NodeIndex not_applicable = none; ///< References, when applicability filters them.
};

enum class PossibilityKind : std::uint8_t { text, number, reference };

struct Possibilities {
    PossibilityKind kind = PossibilityKind::text;
    UnitId unit = unit_absent;
    std::vector<Possibility> items;
};

struct Rule {
    TextId name = none;
    NodeIndex value = none;
    RuleId situation = none; ///< The rule that holds this one's answer; none: cannot be set.
    NodeIndex parent = none; ///< Nearest ancestor that can disable this rule.
    std::uint32_t possibilities = none;
    std::uint32_t metadata = none;
    RuleId shadows = none; ///< The earlier rule of the same name, while this one stands.
    Nullable nullable = Nullable::unknown;
    Type type = Type::unknown;
    Type declared_type = Type::unknown;
    bool is_private = false;
    bool is_public = false; ///< May be asked from outside: neither it nor an ancestor is private.
    bool is_situation = false; ///< Its name ends in $SITUATION.
};

/// A text of law or a page that a rule is taken from.
struct Citation {
    std::string title;   ///< "" when the author gave an address alone.
    std::string address; ///< "" when the author gave a title alone.
};

/// A text or a number, as authors write it beside the formula for people: titre, question,
/// description, lien, … Those of a map or list of *références* have keys of the form
/// `références . title`, where the title of an item of a list is "".
struct Metadatum {
    TextId key = none;
    TextId text = none;
};

/// What is written beside one rule: `count` of Program::metadata_items, from `first` on.
struct Metadata {
    std::uint32_t first = 0;
    std::uint32_t count = 0;
};

struct CompileOptions {
    /// *flag.filterNotApplicablePossibilities* of the npm engine.
    bool filter_possibilities = false;
    /// *flag.automaticNamespaceDisabling*: a parent that does not apply disables its children.
    bool parents_disable = true;
    /// *strict.noOrphanRule*: a rule `a . b` needs a rule `a`.
    bool parents_required = true;
    /// *strict.checkPossibleValues*: a value that is none of the rule's possibilities is an error.
    bool check_possibilities = false;
    /// *strict.noCycleRuntime*: a rule that needs its own value is an error.
    bool cycles_fail = false;
    /// *inversionMaxIterations*; 0: 10 for inversions, 25 for circular references.
    int inversion_iterations = 0;
};

/// A replacement of references to one rule by another (*remplace*, *rend non applicable*).
struct Replacement {
    NodeIndex definition = none; ///< Reference to the rule that replaces.
    std::vector<RuleId> only_in; ///< *dans*; empty: everywhere.
    std::vector<RuleId> not_in;  ///< *sauf dans*
    double priority = 0;
    std::uint32_t order = 0; ///< Order of declaration.
    bool makes_not_applicable = false;
};

class Program {
public:
    Program();

    std::vector<ProgramNode> nodes;
    std::vector<std::uint32_t> operands;
    std::vector<Constant> constants;
    std::vector<Rule> rules;
    std::vector<Possibilities> possibilities;
    std::vector<Metadata> metadata;
    std::vector<Metadatum> metadata_items; ///< Of one rule after the other, in written order.
    std::map<RuleId, std::vector<Replacement>> replacements; ///< By replaced rule.
    std::uint32_t replacement_count = 0;
    UnitTable units;
    CompileOptions options;

    /// Questions compiled with the model, for whoever cannot compile: their values by what is
    /// asked.
    std::map<std::string, NodeIndex, std::less<>> questions;

    /// The rule of that full name, or none.
    RuleId find(std::string_view name) const;

    std::string_view name_of(RuleId rule) const { return texts_[rules[rule].name]; }

    std::string_view text(TextId text) const { return texts_[text]; }

    /// The bytes of a text, without reading it.
    std::size_t size_of(TextId text) const { return texts_.size_of(text); }

    /// Each text once: equal texts have equal ids. A text stays where it is while others are added.
    TextId intern(std::string_view text) { return texts_.intern(text); }

    /// The ids of many texts, for which room is made at once.
    std::vector<TextId> intern_all(std::span<std::string_view const> texts) {
        return texts_.intern_all(texts);
    }

    /// Makes room for that many more rules at once, whose names are the first texts.
    void reserve_rules(std::size_t count);

    /// What was written beside a rule's formula, in written order.
    std::span<Metadatum const> items_of(Metadata written) const {
        return std::span(metadata_items).subspan(written.first, written.count);
    }

    /// Of a rule: none when nothing was written.
    std::span<Metadatum const> metadata_of(RuleId rule) const;

    /// What a rule's author wrote under that key, if anything.
    std::optional<std::string_view> described(RuleId rule, std::string_view key) const;

    /// A rule's *références*, in written order; its *lien* when there are none.
    std::vector<Citation> citations(RuleId rule) const;

    NodeIndex add_node(ProgramNode node);
    NodeIndex add_constant(Constant constant);
    RuleId add_rule(Rule rule);

    /// Where the program ends now, so that what comes after can be taken away again.
    struct Mark {
        std::size_t nodes;
        std::size_t operands;
        std::size_t constants;
        std::size_t rules;
        std::size_t possibilities;
        std::size_t metadata;
        std::size_t metadata_items;
        std::uint32_t replacements;
    };

    Mark mark() const;

    /// Takes away nodes and rules added since the mark. Texts and units stay: they are shared.
    void truncate(Mark const& mark);

    /// The variations node that stands for a list of replacements, once made.
    std::map<std::vector<std::uint32_t>, NodeIndex> replaced_references;

private:
    TextTable texts_;
    std::vector<RuleId> rule_of_text_;
};

} // namespace prevenance
