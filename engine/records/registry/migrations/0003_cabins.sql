-- The keys of the cabins whose tapes are taken, and which key signed each record's tape.
CREATE TABLE cabin (
    key         TEXT PRIMARY KEY, -- public, 64 hexadecimal digits; a cabin may have had several
    name        TEXT NOT NULL,
    added_at_ms INTEGER NOT NULL
) STRICT;

ALTER TABLE record ADD COLUMN signed_by TEXT;
