// A pack with its model compiled: what an adviser needs to say who gets what.
#pragma once

#include "core/aids/pack.h"
#include "core/base/result.h"
#include "core/rules/program.h"

#include <string>
#include <unordered_map>
#include <vector>

namespace prevenance {

struct Rulebook {
    Pack pack; ///< Its families are spread out: every aid stands in `aids`.
    Program program;
    /// Position in `pack.questions` of the question that answers a rule.
    std::unordered_map<std::string, std::size_t> question_of_rule;
};

/// Checks that every rule the pack names is in its program.
///
/// `program`  with the questions of its aids, see compile_rulebook().
///
/// Errors: bad_input, naming what is wrong in the pack.
Result<Rulebook> make_rulebook(Pack pack, Program program);

} // namespace prevenance
