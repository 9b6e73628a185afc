#include "core/households/mapping.h"

namespace prevenance {

std::string_view plural_of(Entity entity) {
    switch (entity) {
    case Entity::person:
        return "individus";
    case Entity::family:
        return "familles";
    case Entity::dwelling:
        return "menages";
    case Entity::tax_household:
        return "foyers_fiscaux";
    }
    return "";
}

VariableId VariableNames::add(std::string const& name) {
    auto const variable = add_unread(name);
    is_read_[variable] = true;
    return variable;
}

VariableId VariableNames::add_unread(std::string const& name) {
    auto const [place, is_new] = ids_.try_emplace(name, static_cast<VariableId>(ids_.size()));
    if (is_new) is_read_.push_back(false);
    return place->second;
}

std::optional<VariableId> VariableNames::find(std::string_view name) const {
    auto const found = ids_.find(name);
    return found == ids_.end() ? std::nullopt : std::optional(found->second);
}

} // namespace prevenance
