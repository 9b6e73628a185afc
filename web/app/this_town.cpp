#include "web/app/this_town.h"

#include "town/town.h"

namespace prevenance {

Town this_town() {
    return Town{
        .name = town::name,
        .publisher = town::publisher,
        .director = town::director,
        .host = town::host,
        .contact = town::contact,
        .phone = town::phone,
        .data_protection = town::data_protection,
        .logo = town::logo};
}

} // namespace prevenance
