// What no question of a pack asks for keeps its default: said once, when the pack is opened.
#pragma once

#include "core/aids/pack.h"
#include "core/rules/program.h"

#include <string>
#include <vector>

namespace prevenance {

/// Where the pack has assumptions, lets each rule that nothing answers be its default, so that it
/// is never missing: verdicts are decided, and what rests on it is kept from answer to answer.
///
/// Rules that are more than an input with a default stay as they are.
void keep_defaults(Pack const& pack, Program& program);

/// Every rule that the pack answers or asks for, and those its aids are worth.
std::vector<std::string> rules_named_by(Pack const& pack);

} // namespace prevenance
