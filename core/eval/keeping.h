// How long what was found is worth remembering, and what may need itself.
#pragma once

#include "core/rules/program.h"

#include <cstdint>
#include <vector>

namespace prevenance {

/// How long a value is remembered.
enum class Keep : std::uint8_t {
    nothing,   ///< Unless a rule needs itself, it is asked for once, or a rule remembers it.
    question,  ///< It may depend on where one begins: for the question being answered.
    questions, ///< Until an answer that it depends on changes.
};

struct Keeping {
    std::vector<Keep> nodes;
    std::vector<Keep> rules;

    /// Of nodes and rules added since, nothing is known: `question`.
    void resize(Program const& program) {
        if (nodes.size() != program.nodes.size())
            nodes.resize(program.nodes.size(), Keep::question);
        if (rules.size() != program.rules.size())
            rules.resize(program.rules.size(), Keep::question);
    }
};

/// Every path counts, taken or not: where evaluating may meet a cycle, an inversion or a circular
/// reference, what is found depends on where one begins. As long as no answer names a rule.
Keeping find_keeping(Program const& program);

} // namespace prevenance
