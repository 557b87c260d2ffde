-- Traces for replays, apart from the records that they belong to: they may expire.
CREATE TABLE trace (
    attempt        TEXT PRIMARY KEY REFERENCES record (attempt),
    bytes          BLOB NOT NULL,
    received_at_ms INTEGER NOT NULL
) STRICT;
