// Which values may need themselves: there, what is found depends on where one begins.
#pragma once

#include "core/rules/program.h"

#include <vector>

namespace prevenance {

/// For each node and each rule, whether evaluating it may meet a cycle, an inversion or a circular
/// reference. Every path counts, taken or not.
struct Circularity {
    std::vector<bool> nodes;
    std::vector<bool> rules;
};

Circularity find_circularity(Program const& program);

} // namespace prevenance
