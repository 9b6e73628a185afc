// From what authors write to nodes: rules, mechanisms, possibilities. Names stay unresolved here.
#pragma once

#include "core/base/result.h"
#include "core/rules/diagnostic.h"
#include "core/rules/node_places.h"
#include "core/rules/program.h"
#include "core/rules/source.h"

#include <optional>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace prevenance {

/// What a rule declares and later stages need: it is gone once the program is compiled.
struct RuleDraft {
    RuleId rule = none;
    std::vector<NodeIndex> parents; ///< References to the ancestors, nearest first.

    struct Replacing {
        /// A reference to the rule by its own full name, which a child of that name would hide.
        NodeIndex definition = none;
        NodeIndex replaced = none;
        std::vector<NodeIndex> only_in;
        std::vector<NodeIndex> not_in;
        double priority = 0;
        bool makes_not_applicable = false;
    };

    std::vector<Replacing> replacing;
};

/// True for the keys that make a rule's value; every other key is metadata.
bool is_mechanism(std::string_view key);

/// Whether it may accompany another mechanism, as *plafond* does.
bool is_chained_mechanism(std::string_view key);

/// Reads rules and adds them, with their nodes, to a program.
class Reader {
public:
    explicit Reader(Program& program)
        : program_(&program)
        , first_rule_(static_cast<RuleId>(program.rules.size())) {}

    /// Reads a whole model: a map from full names to rules. Returns what is wrong, one mistake a
    /// rule at most; the program is then not whole.
    std::vector<Diagnostic> read_model(Source const& model);

    /// Reads one private rule, as situations and questions are.
    RulesResult<RuleId> read_private(std::string_view name, Source const& rule);

    std::vector<RuleDraft> const& drafts() const { return drafts_; }

    NodePlaces const& places() const { return places_; }

private:
    /// What a mechanism is given: text still to be read, or nodes made by another mechanism.
    using Given = std::variant<Source const*, NodeIndex>;

    struct Field {
        std::string_view key;
        Given value;
    };

    using Fields = std::vector<Field>;

    enum class Visibility : std::uint8_t { as_written, hidden };

    RulesResult<RuleId>
    read_rule(std::string_view context, std::string_view name, Source const& source, Visibility);
    RulesResult<RuleId> declare(std::string_view context, std::string_view name, bool is_private);
    void describe_rule(RuleId rule, Source const& source);
    RulesResult<NodeIndex> read_rule_value(RuleId rule, Source const& source);
    static Fields mechanism_fields(Source const& source);
    RulesResult<NodeIndex> with_situation(RuleId rule, Fields fields);
    RulesResult<Done> read_children(RuleId parent, Source const* children);
    RulesResult<Done> read_replacements(RuleId rule, Source const& source);
    RulesResult<Done>
    read_replacement(RuleId rule, Source const& source, bool makes_not_applicable);
    RulesResult<std::vector<NodeIndex>> read_names(RuleId rule, Source const* names);
    RulesResult<Done> read_suggestions(RuleId rule, Source const& source);
    void add_parents(RuleId rule);

    RulesResult<Source const*> find_possibilities(RuleId rule, Source const& source) const;
    RulesResult<Done> read_possibilities(RuleId rule, Source const& source);
    RulesResult<Done> add_possibility(RuleId rule, Source const& source, Possibilities& list);
    RulesResult<Done> check_possibilities(RuleId rule, Possibilities const& list) const;

    RulesResult<NodeIndex> read_value(RuleId rule, Source const& source);
    RulesResult<NodeIndex> read_given(RuleId rule, Given const& given);
    RulesResult<NodeIndex> read_fields(RuleId rule, Fields fields);
    RulesResult<NodeIndex> read_chained(RuleId rule, std::string_view key, Given given, Fields);
    RulesResult<NodeIndex>
    chain(RuleId rule, std::string_view key, NodeIndex value, NodeIndex with);
    RulesResult<NodeIndex> read_mechanism(RuleId rule, std::string_view key, Source const& value);
    RulesResult<NodeIndex> read_question(RuleId rule, std::string_view key, Source const& value);
    RulesResult<NodeIndex> read_fold(RuleId rule, std::string_view key, Source const& list);
    RulesResult<NodeIndex> read_constant(RuleId rule, Source const& source);
    RulesResult<NodeIndex> read_condition(RuleId rule, Source const& value);
    RulesResult<NodeIndex> read_variations(RuleId rule, Source const& value);
    RulesResult<NodeIndex> read_brackets(RuleId rule, Op op, Source const& value);
    RulesResult<NodeIndex> read_duration(RuleId rule, Source const& value);
    RulesResult<NodeIndex> read_text(RuleId rule, std::string_view value);
    RulesResult<NodeIndex> read_context(RuleId rule, Source const& rules, Fields rest);
    RulesResult<NodeIndex> read_inversion(RuleId rule, Source const& value);
    RulesResult<NodeIndex> read_part(RuleId rule, Source const& value, std::string_view key);
    RulesResult<NodeIndex>
    extreme(RuleId rule, Op better, std::vector<NodeIndex> const& values, std::size_t count);
    RulesResult<RuleId> declare_internal(RuleId parent, std::string_view name);
    NodeIndex internal_reference(RuleId context, std::string_view name);

    NodeIndex constant(Constant constant) { return program_->add_constant(constant); }

    NodeIndex boolean(bool value);
    NodeIndex number(double value);
    NodeIndex not_applicable();
    NodeIndex make(Op op, NodeIndex a, NodeIndex b = none, NodeIndex c = none);

    Diagnostic complain(RuleId rule, std::string message, std::string remedy = {}) const;
    Diagnostic
    complain(RuleId rule, Source const& where, std::string message, std::string remedy) const;

    Program* program_;
    RuleId first_rule_; ///< Rules from there on were declared by this reader.
    std::vector<RuleDraft> drafts_;
    NodePlaces places_;
    int depth_ = 0;
};

} // namespace prevenance
