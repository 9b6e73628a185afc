// The hash chain that ties a dossier's events together: change one byte of what was recorded, and
// every hash after it is wrong.
#pragma once

#include "core/dossiers/event.h"
#include "server/store/store.h"

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace prevenance {

/// A SHA-256.
using Digest = std::array<std::uint8_t, 32>;

/// 64 digits, lower case.
std::string hexadecimal(Digest const& digest);

/// Hashes several texts so that no two lists of texts give the same bytes: each has its length
/// first.
class HashedFields {
public:
    /// `purpose`  what the hash is for, and its version: hashes for other purposes never agree.
    explicit HashedFields(std::string_view purpose);

    void add(std::string_view field);
    void add(std::int64_t number);
    void add(Digest const& digest);

    Digest digest() const;

private:
    std::string bytes_;
};

/// What stands before the first event: it seals the dossier's number, procedure and owner.
Digest chain_root(NewDossier const& dossier);

/// `payload`  the details as they are stored, byte for byte.
Digest chain_link(
    Digest const& previous,
    DossierKey const& key,
    Event const& event,
    std::string_view payload,
    std::string_view idempotency_key
);

} // namespace prevenance
