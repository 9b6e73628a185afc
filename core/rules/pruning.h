// Leaves out of a compiled program what evaluating it cannot meet.
#pragma once

#include "core/rules/program.h"

namespace prevenance {

/// The program without the nodes that nothing leads to, such as names of ancestors that disable
/// nothing and references that were replaced; equal constants are one. It gives the same answers,
/// in the same order of evaluation: only the indices of nodes and constants change.
/// Possibilities, once inferred, need no reference.
Program pruned(Program program);

} // namespace prevenance
