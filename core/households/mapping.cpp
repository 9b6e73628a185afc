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

} // namespace prevenance
