-- Dossiers are their events. The authority comes first in every key, so that the tables can be
-- spread over several servers by it.

-- One row a dossier. `events` and `head` repeat what the log says: how many events, and the hash of
-- the last one. They are written in the same transaction, and tell when the end of a log is missing.
CREATE TABLE dossier (
    authority TEXT NOT NULL,
    dossier TEXT NOT NULL,
    procedure TEXT NOT NULL,
    owner TEXT NOT NULL,
    events INTEGER NOT NULL,
    head BLOB NOT NULL CHECK (length(head) = 32),
    PRIMARY KEY (authority, dossier)
) STRICT, WITHOUT ROWID;

CREATE INDEX dossier_by_owner ON dossier (authority, owner, dossier);

-- `at` is in seconds of UTC since 1970, `day` the civil day at the authority. `hash` covers every
-- other column and the hash before it.
CREATE TABLE event (
    authority TEXT NOT NULL,
    dossier TEXT NOT NULL,
    sequence INTEGER NOT NULL,
    at INTEGER NOT NULL,
    day TEXT NOT NULL,
    actor TEXT NOT NULL,
    kind TEXT NOT NULL,
    payload TEXT NOT NULL,
    idempotency TEXT NOT NULL,
    previous BLOB NOT NULL CHECK (length(previous) = 32),
    hash BLOB NOT NULL CHECK (length(hash) = 32),
    PRIMARY KEY (authority, dossier, sequence),
    FOREIGN KEY (authority, dossier) REFERENCES dossier (authority, dossier)
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX event_by_idempotency ON event (authority, idempotency);

CREATE TRIGGER event_is_never_changed BEFORE UPDATE ON event
BEGIN
    SELECT RAISE(ABORT, 'events are never changed');
END;

CREATE TRIGGER event_is_never_erased BEFORE DELETE ON event
BEGIN
    SELECT RAISE(ABORT, 'events are never erased');
END;

CREATE TRIGGER dossier_is_never_erased BEFORE DELETE ON dossier
BEGIN
    SELECT RAISE(ABORT, 'dossiers are never erased');
END;
