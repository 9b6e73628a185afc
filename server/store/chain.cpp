#include "server/store/chain.h"

#include <openssl/evp.h>

namespace prevenance {

std::string hexadecimal(Digest const& digest) {
    constexpr std::string_view digits = "0123456789abcdef";
    std::string text;
    for (auto const byte : digest) {
        text += digits[byte >> 4];
        text += digits[byte & 15];
    }
    return text;
}

HashedFields::HashedFields(std::string_view purpose) {
    add(purpose);
}

void HashedFields::add(std::string_view field) {
    add(static_cast<std::int64_t>(field.size()));
    bytes_ += field;
}

void HashedFields::add(std::int64_t number) {
    for (int shift = 56; shift >= 0; shift -= 8)
        bytes_ += static_cast<char>(static_cast<std::uint64_t>(number) >> shift & 0xFF);
}

void HashedFields::add(Digest const& digest) {
    add(std::string_view(reinterpret_cast<char const*>(digest.data()), digest.size()));
}

Digest HashedFields::digest() const {
    Digest result{};
    unsigned int length = 0;
    int const done =
        EVP_Digest(bytes_.data(), bytes_.size(), result.data(), &length, EVP_sha256(), nullptr);
    ENSURE(done == 1 && length == result.size());
    return result;
}

Digest chain_root(NewDossier const& dossier) {
    HashedFields fields("prevenance dossier 1");
    fields.add(dossier.key.authority);
    fields.add(dossier.key.dossier);
    fields.add(dossier.procedure);
    fields.add(dossier.owner);
    return fields.digest();
}

Digest chain_link(
    Digest const& previous,
    DossierKey const& key,
    Event const& event,
    std::string_view payload,
    std::string_view idempotency_key
) {
    HashedFields fields("prevenance event 1");
    fields.add(previous);
    fields.add(key.authority);
    fields.add(key.dossier);
    fields.add(event.sequence);
    fields.add(static_cast<std::int64_t>(event.at.time_since_epoch().count()));
    fields.add(format_iso_day(event.day));
    fields.add(name_of(event.actor));
    fields.add(name_of(event.kind));
    fields.add(payload);
    fields.add(idempotency_key);
    return fields.digest();
}

} // namespace prevenance
