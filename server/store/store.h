// Where dossiers are kept: an append-only log of events per dossier, each tied to the one before it
// by a hash. One interface; each database implements it and passes the same tests.
#pragma once

#include "core/dossiers/event.h"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace prevenance {

/// An authority keeps to its own dossiers: no call crosses from one to another.
struct DossierKey {
    std::string authority; ///< SIREN, or another name of at most 200 bytes.
    std::string dossier;   ///< The dossier's number within the authority, at most 200 bytes.

    bool operator==(DossierKey const&) const = default;
};

struct NewDossier {
    DossierKey key;
    std::string procedure; ///< Which of assets/procedures.
    std::string owner;     ///< Whose it is, for ever: see server/store/owner.h.
};

struct NewEvent {
    Moment at{};
    Day day{}; ///< The civil day of `at` at the authority.
    Actor actor = Actor::agent;
    EventKind kind = EventKind::message_agent;
    EventDetails details;
    /// Chosen by who asks, unique within the authority, 1 to 200 bytes: the same request sent twice
    /// is recorded once.
    std::string idempotency_key;
};

struct StoredDossier {
    DossierKey key;
    std::string procedure;
    std::string owner;
    std::vector<Event> events; ///< The whole log, in order.

    bool operator==(StoredDossier const&) const = default;
};

/// What verify() found. Damage is a finding, not a failure.
struct VerifyReport {
    std::int64_t dossiers = 0;
    std::int64_t events = 0;
    /// SHA-256 over the last hash of every dossier, in hexadecimal. Kept outside, it shows later
    /// whether the log was rewritten as a whole, which no store can tell from within.
    std::string root;
    /// One sentence each: which dossier, which event, what is wrong. Empty when all is well.
    std::vector<std::string> damages;
};

/// Every call is safe from any thread. What a call acknowledges is on the disk when it returns.
/// Errors of every call: unavailable when the database can't be read or written now (full disk,
/// damaged file, held by another program); then nothing of the call was recorded.
class Store {
public:
    Store() = default;
    Store(Store const&) = delete;
    Store& operator=(Store const&) = delete;
    virtual ~Store() = default;

    /// Opens a dossier with its deposit.
    ///
    /// Errors: bad_input when a name is too long or empty, or the event is malformed; conflict when
    /// the dossier exists, or the idempotency key was used for something else.
    virtual Result<Event> deposit(NewDossier const& dossier, NewEvent const& event) = 0;

    /// Records what happens next to a dossier.
    ///
    /// `after`  the sequence of the last event that the caller has seen.
    /// Answers the event as recorded; for a request already recorded, the event recorded then.
    ///
    /// Errors: not_found; conflict when somebody was faster, when the event can't happen now (see
    /// follow()), or when the idempotency key was used for something else; bad_input as above.
    virtual Result<Event>
    append(DossierKey const& key, std::int64_t after, NewEvent const& event) = 0;

    /// Errors: not_found.
    virtual Result<StoredDossier> dossier(DossierKey const& key) = 0;

    /// The dossiers that belong to any of `owners`, by number.
    virtual Result<std::vector<StoredDossier>>
    dossiers_of(std::string const& authority, std::span<std::string const> owners) = 0;

    /// All dossiers of an authority, by number.
    virtual Result<std::vector<StoredDossier>> dossiers(std::string const& authority) = 0;

    /// Reads everything, of all authorities, and checks that nothing was changed since it was
    /// recorded.
    virtual Result<VerifyReport> verify() = 0;
};

} // namespace prevenance
