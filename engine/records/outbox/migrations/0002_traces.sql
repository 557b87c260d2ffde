-- Traces on their way to the registry, each behind its record. A trace may be given up: the row then
-- stays with the reason and loses its bytes, as it does once the registry has them.
CREATE TABLE trace (
    id          INTEGER PRIMARY KEY, -- oldest first
    attempt     TEXT NOT NULL UNIQUE REFERENCES record (attempt),
    sha256      TEXT NOT NULL,
    body        BLOB,
    state       TEXT NOT NULL CHECK (state IN ('pending', 'inflight', 'acked', 'given_up')),
    tries       INTEGER NOT NULL DEFAULT 0,
    next_at_ms  INTEGER NOT NULL DEFAULT 0,
    put_at_ms   INTEGER NOT NULL,
    last_status INTEGER,
    last_error  TEXT,
    CHECK ((body IS NOT NULL) = (state IN ('pending', 'inflight')))
) STRICT;

CREATE INDEX trace_pending ON trace (id) WHERE state = 'pending';
