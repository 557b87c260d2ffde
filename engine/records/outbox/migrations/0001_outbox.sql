-- Records on their way to the registry. A row stays for ever; its body goes once the registry has
-- acknowledged it, and `sha256` then still tells whether the same record is put again.
CREATE TABLE bundle (
    hash  TEXT PRIMARY KEY,
    bytes BLOB NOT NULL
) STRICT;

CREATE TABLE record (
    id          INTEGER PRIMARY KEY, -- oldest first
    attempt     TEXT NOT NULL UNIQUE,
    bundle      TEXT NOT NULL REFERENCES bundle (hash),
    sha256      TEXT NOT NULL,
    body        BLOB,
    state       TEXT NOT NULL CHECK (state IN ('pending', 'inflight', 'acked', 'quarantined')),
    tries       INTEGER NOT NULL DEFAULT 0,
    next_at_ms  INTEGER NOT NULL DEFAULT 0,
    put_at_ms   INTEGER NOT NULL,
    last_status INTEGER,
    last_error  TEXT,
    acked_at_ms INTEGER,
    CHECK (body IS NOT NULL OR state = 'acked')
) STRICT;

CREATE INDEX record_pending ON record (id) WHERE state = 'pending';
