// The keys under which a person's dossiers are kept. They say nothing of the person to who reads
// the store: an identity provider's pseudonym, or a hash.
#pragma once

#include <string>
#include <string_view>

namespace prevenance {

/// `issuer` and `subject` as the identity provider gives them: together they name one person.
std::string owner_of_subject(std::string_view issuer, std::string_view subject);

/// For dossiers that were there before the person first logged in: found by civil identity, letter
/// for letter as the identity provider writes it.
///
/// `birthdate`  `1962-08-24`, with `00` where month or day are unknown.
std::string owner_of_identity(
    std::string_view family_name, std::string_view given_name, std::string_view birthdate
);

} // namespace prevenance
