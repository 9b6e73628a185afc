#include "server/store/owner.h"

#include "server/store/chain.h"

namespace prevenance {

std::string owner_of_subject(std::string_view issuer, std::string_view subject) {
    return std::string(issuer) + '|' + std::string(subject);
}

std::string owner_of_identity(
    std::string_view family_name, std::string_view given_name, std::string_view birthdate
) {
    HashedFields fields("prevenance identity 1");
    fields.add(family_name);
    fields.add(given_name);
    fields.add(birthdate);
    return "identity:" + hexadecimal(fields.digest());
}

} // namespace prevenance
