// The families of a situation in OpenFisca's web-API JSON, with where each member's values stand.
#pragma once

#include "core/base/result.h"
#include "core/households/mapping.h"
#include "core/rules/source.h"

#include <optional>
#include <string>
#include <vector>

namespace prevenance {

/// A person, family, dwelling or tax household, by its place in the situation.
struct Member {
    std::string id;
    std::size_t index = 0; ///< Within its entity.
};

struct Family {
    std::size_t index = 0; ///< Within `familles`.
    std::vector<Member> adults;
    std::vector<Member> children;
    std::optional<std::size_t> dwelling; ///< Within `menages`: where the first adult lives.
    std::vector<std::size_t> tax_households;
};

/// Every family, each person in one of them.
///
/// Errors: bad_input, naming the place in the situation and what to change, when an entity is no
/// object, a role names nobody or somebody twice, or a person is in no family.
Result<std::vector<Family>> read_families(Source const& situation);

} // namespace prevenance
