// Who somebody is, on the word of the identity provider.
#pragma once

#include <string>

namespace prevenance {

/// The civil identity that the provider vouches for. Personal data: never in a log.
struct Person {
    std::string issuer;
    /// The provider's own name for the person; only (issuer, subject) identifies, never an e-mail.
    std::string subject;
    std::string given_name;   ///< All given names, blanks between.
    std::string family_name;  ///< The name of birth.
    std::string usage_name;   ///< The name the person goes by; "" when it is the name of birth.
    std::string birthdate;    ///< `1962-08-24`; month or day `00` when they are presumed.
    std::string gender;       ///< `female`, `male`, or "" when unknown.
    std::string birthplace;   ///< INSEE code of the commune; "" for a birth abroad.
    std::string birthcountry; ///< INSEE code of the country: `99100` is France.
};

} // namespace prevenance
