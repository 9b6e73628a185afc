#include "server/store/sqlite_log.h"

#include "core/base/text.h"
#include "core/dossiers/history.h"
#include "core/wire/dossier_json.h"

#include <optional>
#include <utility>

namespace prevenance {

namespace {

constexpr std::string_view begin_writing = "BEGIN IMMEDIATE";

/// An event with the columns that only the log needs.
struct Row {
    Event event;
    std::string payload;
    std::string idempotency_key;
    Digest previous{};
    Digest hash{};
};

Error damaged(DossierKey const& key, std::string const& what) {
    return {
        ErrorCode::unavailable,
        "dossier " + key.dossier + ": " + what + "; the log was changed outside this program"};
}

Result<Event> read_event_columns(Statement const& row) {
    Event event;
    event.sequence = row.whole(0);
    event.at = Moment{std::chrono::seconds{row.whole(1)}};
    event.day = TRY(parse_iso_day(row.text(2)));
    event.actor = TRY(parse_actor(row.text(3)));
    event.kind = TRY(parse_event_kind(row.text(4)));
    auto const details = TRY(parse_json(row.text(5)));
    event.details = TRY(read_event_details(details));
    return event;
}

/// Columns: sequence, at, day, actor, kind, payload, idempotency, previous, hash.
Result<Row> read_row(Statement const& statement, DossierKey const& key) {
    auto event = read_event_columns(statement);
    if (!event.ok())
        return damaged(key, "event " + std::to_string(statement.whole(0)) + " can't be read");
    Row row;
    row.event = std::move(event).value();
    row.payload = statement.text(5);
    row.idempotency_key = statement.text(6);
    row.previous = statement.digest(7);
    row.hash = statement.digest(8);
    return row;
}

/// Checks that `row` is the next link after `expected` events that end in `head`.
Status
check_link(DossierKey const& key, Row const& row, std::int64_t expected, Digest const& head) {
    auto const hash = chain_link(head, key, row.event, row.payload, row.idempotency_key);
    bool const intact =
        row.event.sequence == expected + 1 && row.previous == head && row.hash == hash;
    if (intact) return Done{};
    return damaged(key, "event " + std::to_string(expected + 1) + " is not what was recorded");
}

Status check_text(std::string_view text, std::size_t bytes_max, char const* what) {
    bool const sound =
        text.size() <= bytes_max && is_utf8(text) && text.find('\0') == std::string_view::npos;
    if (sound) return Done{};
    return Error{
        ErrorCode::bad_input, std::string(what) + " is too long, or is not UTF-8, or holds a NUL"};
}

Status check_name(std::string_view name, char const* what) {
    constexpr std::size_t bytes_max = 200;
    if (name.empty()) return Error{ErrorCode::bad_input, std::string(what) + " is empty"};
    return check_text(name, bytes_max, what);
}

Status check_texts(NewEvent const& event) {
    constexpr std::size_t bytes_max = 20'000;
    TRY(check_name(event.idempotency_key, "the idempotency key"));
    TRY(check_text(event.details.text, bytes_max, "the text"));
    for (auto const& piece : event.details.pieces)
        TRY(check_name(piece, "the name of a document"));
    return Done{};
}

/// The event that this very request recorded earlier, if it did.
Result<std::optional<Event>> recorded_before(
    Connection& connection, DossierKey const& key, NewEvent const& event, std::string const& payload
) {
    auto statement = TRY(Statement::prepare(
        connection,
        "SELECT sequence, at, day, actor, kind, payload, idempotency, previous, hash, dossier "
        "FROM event WHERE authority = ? AND idempotency = ?"
    ));
    statement.bind(key.authority).bind(event.idempotency_key);
    if (!TRY(statement.step())) return std::optional<Event>();
    auto const row = TRY(read_row(statement, key));
    bool const same = statement.text(9) == key.dossier && row.payload == payload &&
        row.event.kind == event.kind && row.event.actor == event.actor;
    if (same) return std::optional<Event>(row.event);
    return Error{ErrorCode::conflict, "the idempotency key was used for another event"};
}

Event numbered(NewEvent const& event, std::int64_t sequence) {
    return {sequence, event.at, event.day, event.actor, event.kind, event.details};
}

Status insert_event(Connection& connection, DossierKey const& key, Row const& row) {
    auto statement = TRY(
        Statement::prepare(connection, "INSERT INTO event VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
    );
    statement.bind(key.authority).bind(key.dossier).bind(row.event.sequence);
    statement.bind(static_cast<std::int64_t>(row.event.at.time_since_epoch().count()));
    statement.bind(format_iso_day(row.event.day));
    statement.bind(name_of(row.event.actor)).bind(name_of(row.event.kind));
    statement.bind(row.payload).bind(row.idempotency_key).bind(row.previous).bind(row.hash);
    TRY(statement.step());
    return Done{};
}

Status insert_dossier(Connection& connection, NewDossier const& dossier, Digest const& head) {
    auto statement =
        TRY(Statement::prepare(connection, "INSERT INTO dossier VALUES (?, ?, ?, ?, 1, ?)"));
    statement.bind(dossier.key.authority).bind(dossier.key.dossier);
    statement.bind(dossier.procedure).bind(dossier.owner).bind(head);
    TRY(statement.step());
    return Done{};
}

Status move_head(Connection& connection, DossierKey const& key, Row const& row) {
    auto statement = TRY(Statement::prepare(
        connection, "UPDATE dossier SET events = ?, head = ? WHERE authority = ? AND dossier = ?"
    ));
    statement.bind(row.event.sequence).bind(row.hash).bind(key.authority).bind(key.dossier);
    TRY(statement.step());
    return Done{};
}

Row make_row(
    DossierKey const& key, NewEvent const& event, std::int64_t sequence, Digest const& previous
) {
    Row row;
    row.event = numbered(event, sequence);
    row.payload = format_json(json_of(event.details));
    row.idempotency_key = event.idempotency_key;
    row.previous = previous;
    row.hash = chain_link(previous, key, row.event, row.payload, row.idempotency_key);
    return row;
}

Result<bool> exists(Connection& connection, DossierKey const& key) {
    auto statement = TRY(
        Statement::prepare(connection, "SELECT 1 FROM dossier WHERE authority = ? AND dossier = ?")
    );
    statement.bind(key.authority).bind(key.dossier);
    return statement.step();
}

/// The events of `loaded.dossier`, each checked; `loaded.head` moves along.
Status load_events(Connection& connection, LoadedDossier& loaded) {
    auto const& key = loaded.dossier.key;
    auto statement = TRY(Statement::prepare(
        connection,
        "SELECT sequence, at, day, actor, kind, payload, idempotency, previous, hash FROM event "
        "WHERE authority = ? AND dossier = ? ORDER BY sequence"
    ));
    statement.bind(key.authority).bind(key.dossier);
    while (TRY(statement.step())) {
        auto row = TRY(read_row(statement, key));
        auto const count = static_cast<std::int64_t>(loaded.dossier.events.size());
        TRY(check_link(key, row, count, loaded.head));
        loaded.head = row.hash;
        loaded.dossier.events.push_back(std::move(row.event));
    }
    return Done{};
}

} // namespace

Result<LoadedDossier> load_dossier(Connection& connection, DossierKey const& key) {
    auto statement = TRY(Statement::prepare(
        connection,
        "SELECT procedure, owner, events, head FROM dossier WHERE authority = ? AND dossier = ?"
    ));
    statement.bind(key.authority).bind(key.dossier);
    if (!TRY(statement.step())) return Error{ErrorCode::not_found, "no such dossier"};
    LoadedDossier loaded;
    loaded.dossier.key = key;
    loaded.dossier.procedure = statement.text(0);
    loaded.dossier.owner = statement.text(1);
    loaded.head = chain_root({key, loaded.dossier.procedure, loaded.dossier.owner});
    TRY(load_events(connection, loaded));
    bool const whole = statement.digest(3) == loaded.head &&
        statement.whole(2) == static_cast<std::int64_t>(loaded.dossier.events.size());
    if (!whole) return damaged(key, "its last events are missing");
    return loaded;
}

Result<std::vector<std::string>>
list_dossiers(Connection& connection, std::string const& authority, std::string const* owner) {
    auto statement = TRY(Statement::prepare(
        connection,
        owner == nullptr
            ? "SELECT dossier FROM dossier WHERE authority = ? ORDER BY dossier"
            : "SELECT dossier FROM dossier WHERE authority = ? AND owner = ? ORDER BY dossier"
    ));
    statement.bind(authority);
    if (owner != nullptr) statement.bind(*owner);
    std::vector<std::string> numbers;
    while (TRY(statement.step()))
        numbers.push_back(statement.text(0));
    return numbers;
}

Result<Event>
record_deposit(Connection& connection, NewDossier const& dossier, NewEvent const& event) {
    TRY(check_name(dossier.key.authority, "the authority"));
    TRY(check_name(dossier.key.dossier, "the dossier's number"));
    TRY(check_name(dossier.procedure, "the procedure"));
    constexpr std::size_t owner_bytes_max = 600; // An issuer's address and a subject.
    TRY(check_text(dossier.owner, owner_bytes_max, "the owner"));
    TRY(check_texts(event));
    Row const row = make_row(dossier.key, event, 1, chain_root(dossier));

    auto transaction = TRY(Transaction::open(connection, std::string(begin_writing)));
    auto const before = TRY(recorded_before(connection, dossier.key, event, row.payload));
    if (before) return *before;
    if (TRY(exists(connection, dossier.key)))
        return Error{ErrorCode::conflict, "the dossier exists already"};
    History history;
    TRY(follow(history, row.event));
    TRY(insert_dossier(connection, dossier, row.hash));
    TRY(insert_event(connection, dossier.key, row));
    TRY(transaction.commit());
    return row.event;
}

Result<Event> record_event(
    Connection& connection, DossierKey const& key, std::int64_t after, NewEvent const& event
) {
    TRY(check_texts(event));
    auto const payload = format_json(json_of(event.details));

    auto transaction = TRY(Transaction::open(connection, std::string(begin_writing)));
    auto const before = TRY(recorded_before(connection, key, event, payload));
    if (before) return *before;
    auto const loaded = TRY(load_dossier(connection, key));
    auto history = TRY(replay(loaded.dossier.events));
    if (history.sequence != after)
        return Error{
            ErrorCode::conflict,
            "the dossier has " + std::to_string(history.sequence) + " events, not " +
                std::to_string(after) + "; read it again"};
    Row const row = make_row(key, event, after + 1, loaded.head);
    TRY(follow(history, row.event));
    TRY(insert_event(connection, key, row));
    TRY(move_head(connection, key, row));
    TRY(transaction.commit());
    return row.event;
}

} // namespace prevenance
