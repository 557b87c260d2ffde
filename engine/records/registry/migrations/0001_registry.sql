-- Records with the scenario bundles they were scored by. Ticket and card are JSON as on the wire;
-- the tape is kept byte for byte. `sha256` is that of the whole record as it came.
CREATE TABLE bundle (
    hash           TEXT PRIMARY KEY,
    bytes          BLOB NOT NULL,
    received_at_ms INTEGER NOT NULL
) STRICT;

CREATE TABLE record (
    id             INTEGER PRIMARY KEY, -- in the order of arrival
    attempt        TEXT NOT NULL UNIQUE,
    bundle         TEXT NOT NULL REFERENCES bundle (hash),
    sha256         TEXT NOT NULL,
    ticket         TEXT NOT NULL,
    card           TEXT NOT NULL,
    tape           BLOB NOT NULL,
    tape_sha256    TEXT NOT NULL,
    chain          TEXT NOT NULL,
    received_at_ms INTEGER NOT NULL
) STRICT;
