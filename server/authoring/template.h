// What YAML packs may write shorter than Publicodes, and its expansion into plain Publicodes.
//
// Two shorthands, both gone from what is built, so that any Publicodes engine runs the result:
// `pour chaque` copies a rule or an item of a list, and its values may have words; `selon la date`
// is a scale in force by date, or so many months before it (`il y a`). docs/publicodes.md shows
// them.
#pragma once

#include "core/base/result.h"
#include "core/rules/source.h"

namespace prevenance {

/// Expands every `pour chaque` and `selon la date` of a model; the rest is returned as it was.
///
/// Errors: bad_input, with line and column, when a shorthand is malformed, when two copies bear
/// one name, when a key keeps a `{variable}` that nothing gives, when `{variable en mots}` has no
/// words, or when the copies are too many.
Result<Source> expand_templates(Source model);

} // namespace prevenance
