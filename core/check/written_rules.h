// The rules of a model as they are written, with their full names and places, nested ones too.
#pragma once

#include "core/rules/source.h"

#include <string>
#include <vector>

namespace prevenance {

struct WrittenRule {
    std::string name;               ///< Full name, without `[privé]`.
    Source const* source = nullptr; ///< Lives as long as the model.
    Position position;              ///< Where its name stands.
    bool is_private = false;
};

/// In the order the rules are declared: `avec` and the rules among possibilities come after the
/// rule they are written in.
std::vector<WrittenRule> list_written_rules(Source const& model);

} // namespace prevenance
