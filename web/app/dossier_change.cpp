// "Mes dossiers": the session says who is there, then their dossiers arrive with all their events.
#include "core/wire/dossier_json.h"
#include "core/wire/flat_object.h"
#include "web/app/addresses.h"
#include "web/app/change.h"

#include <algorithm>
#include <tuple>
#include <utility>

namespace prevenance {

namespace {

constexpr std::uint32_t status_ok = 200;

/// Nobody is logged in: the session has ended, or the server does not know it any more.
constexpr std::uint32_t status_unauthorised = 401;

Result<Session> read_session(std::string_view text) {
    auto const object = TRY(FlatObject::parse(text));
    Session session;
    session.fetching = Fetching::here;
    session.authenticated = TRY(object.boolean("authenticated"));
    session.given_name = TRY(object.text("given_name"));
    session.family_name = TRY(object.text("family_name"));
    return session;
}

/// 0: the citizen must act; 1: open; 2: closed.
int rank_of(DossierSummary const& summary) {
    if (summary.turn.actor == NextActor::citizen) return 0;
    return is_closed(summary.state) ? 2 : 1;
}

/// What is most pressing first; among equals, what changed last.
bool comes_before(FollowedDossier const& left, FollowedDossier const& right) {
    auto const key = [](FollowedDossier const& dossier) {
        auto const& summary = dossier.summary;
        auto const rank = rank_of(summary);
        auto const due = rank == 0 ? summary.turn.due.value_or(Day::max()) : Day::max();
        return std::tuple(rank, due, -summary.last_change.time_since_epoch().count(), dossier.id);
    };
    return key(left) < key(right);
}

/// Where each dossier stands today. One that cannot have happened fails them all: showing the
/// others alone would say that it does not exist.
Result<std::vector<FollowedDossier>> follow_all(std::vector<Dossier> dossiers, Day today) {
    std::vector<FollowedDossier> followed;
    for (auto& dossier : dossiers) {
        auto summary = TRY(summarise(dossier.procedure, dossier.events, today));
        followed.push_back({std::move(dossier.id), std::move(dossier.procedure), std::move(summary)}
        );
    }
    std::sort(followed.begin(), followed.end(), comes_before);
    return followed;
}

Result<std::vector<FollowedDossier>> read_dossiers(Message const& answer, Day today) {
    if (answer.status != status_ok) return Error{ErrorCode::unavailable, "dossiers not fetched"};
    return follow_all(TRY(parse_dossiers(answer.body)), today);
}

} // namespace

void enter_dossiers(Change& change) {
    auto& session = change.state.session;
    if (session.fetching != Fetching::here) session.fetching = Fetching::awaited;
    // Also when it is here: it may have ended since.
    fetch(change, addresses::session);
}

void take_session(Change& change, Message const& answer) {
    auto& state = change.state;
    auto const trouble = state.session.trouble;
    auto session = answer.status == status_ok
        ? read_session(answer.body)
        : Result<Session>(Error{ErrorCode::unavailable, "session not fetched"});
    if (!session.ok()) {
        state.session = {};
        state.session.fetching = Fetching::failed;
        state.session.trouble = trouble;
        return;
    }
    state.session = std::move(session).value();
    if (!state.session.authenticated) {
        state.session.trouble = trouble;
        state.dossiers = {};
        return;
    }
    if (state.dossiers.fetching != Fetching::here) state.dossiers.fetching = Fetching::awaited;
    fetch(change, addresses::dossiers);
}

void take_dossiers(Change& change, Message const& answer) {
    auto& state = change.state;
    if (answer.status == status_unauthorised) {
        state.session.authenticated = false;
        state.dossiers = {};
        return;
    }
    auto dossiers = read_dossiers(answer, state.today);
    state.dossiers = {};
    state.dossiers.fetching = dossiers.ok() ? Fetching::here : Fetching::failed;
    if (dossiers.ok()) state.dossiers.known = std::move(dossiers).value();
}

} // namespace prevenance
