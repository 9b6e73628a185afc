// A model as the checks look at it: what is written, what it became, and which node belongs where.
#pragma once

#include "core/check/example.h"
#include "core/check/finding.h"
#include "core/check/written_rules.h"
#include "core/rules/compile.h"

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace prevenance {

class ModelView {
public:
    /// `model`    must outlive the view.
    /// `authored` the same model, compiled without mistakes.
    ModelView(Source const& model, AuthoredModel authored);

    std::vector<WrittenRule> const& written() const { return written_; }

    Program const& program() const { return authored_.program; }

    /// For whoever evaluates: texts and units are interned in it.
    Program& program() { return authored_.program; }

    /// The rule as it is written, or nullptr when it is made by the reader.
    WrittenRule const* written(std::string_view name) const;

    /// The rule in whose formula the node stands; helpers of mechanisms count for the rule that
    /// they help. None for what no formula holds.
    RuleId owner(NodeIndex node) const { return owners_[node]; }

    /// The rule that an author wrote, for a rule that the reader may have made.
    RuleId written_owner(RuleId rule) const;

    /// True when the value of the rule is expected from outside: it is asked, has a default, has no
    /// formula, is a date, or another value is supposed for it somewhere.
    bool is_input(RuleId rule) const { return inputs_[rule]; }

    /// True for the choice between replacements that stands for a reference.
    bool is_choice(NodeIndex node) const { return choices_[node]; }

    /// A finding about a node, or about a rule as a whole.
    Finding
    about_node(FindingCode code, NodeIndex node, std::string message, std::string remedy) const;
    Finding
    about_rule(FindingCode code, RuleId rule, std::string message, std::string remedy) const;

private:
    void find_owners();
    void find_inputs();
    void suppose(NodeIndex reference);

    AuthoredModel authored_;
    std::vector<WrittenRule> written_;
    std::map<std::string_view, std::size_t> written_by_name_;
    std::vector<RuleId> owners_;
    std::vector<bool> inputs_;
    std::vector<bool> choices_;
};

} // namespace prevenance
