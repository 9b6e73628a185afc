// Which rules use which: through formulas, replacements, hypotheses and possibilities.
#pragma once

#include "core/check/model_view.h"

#include <set>
#include <vector>

namespace prevenance {

class Usage {
public:
    /// `view`  must outlive it.
    explicit Usage(ModelView const& view);

    /// True when another rule uses it, or when it holds a family of rules together.
    bool is_used(RuleId rule) const { return is_used_[rule]; }

    /// The rules written by authors that stand in the formula of a rule, or in what replaces them.
    std::set<RuleId> const& used_by(RuleId rule) const { return uses_[rule]; }

    /// Marks everything that the value of a rule may depend on, itself included.
    void reach(RuleId start, std::vector<bool>& reached) const;

private:
    void collect(NodeIndex index);
    void collect_rule(RuleId id);
    void collect_possibilities(RuleId user, Rule const& rule);
    void use(RuleId user, RuleId used);
    void add_references(NodeIndex root, std::vector<RuleId>& references) const;

    ModelView const* view_;
    std::vector<std::set<RuleId>> uses_;
    std::vector<bool> is_used_;
};

} // namespace prevenance
