"""The tables that a journal is kept in; the same on every engine."""

from __future__ import annotations

SCHEMA = 1
"""Version of the tables; a newer one is refused."""

ERASED = "erased"
"""The kind under which an erasure notes, in the chain, what it took away."""

TABLES = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE tx (
  seq INTEGER PRIMARY KEY, at_utc TEXT NOT NULL, actor TEXT NOT NULL, label TEXT, why TEXT, salt BLOB,
  words_digest TEXT NOT NULL, undoes INTEGER, prev TEXT NOT NULL, hash TEXT NOT NULL
);
CREATE TABLE fact (
  entity TEXT NOT NULL, seq INTEGER NOT NULL REFERENCES tx(seq), kind TEXT NOT NULL, body TEXT, salt BLOB,
  digest TEXT NOT NULL, PRIMARY KEY (entity, seq)
) WITHOUT ROWID;
CREATE INDEX fact_by_change ON fact(seq);
CREATE INDEX fact_erased ON fact(seq) WHERE salt IS NULL OR kind = 'erased';
CREATE TABLE current (entity TEXT PRIMARY KEY, seq INTEGER NOT NULL, kind TEXT NOT NULL, body TEXT NOT NULL);
CREATE TABLE original (sha256 TEXT PRIMARY KEY, seq INTEGER NOT NULL REFERENCES tx(seq), name TEXT NOT NULL, data BLOB);
CREATE TABLE draft (key TEXT PRIMARY KEY, text TEXT NOT NULL);
CREATE TRIGGER tx_kept BEFORE DELETE ON tx BEGIN SELECT RAISE(ABORT, 'changes are never taken away'); END;
CREATE TRIGGER fact_kept BEFORE DELETE ON fact BEGIN SELECT RAISE(ABORT, 'versions are never taken away'); END;
CREATE TRIGGER tx_fixed BEFORE UPDATE ON tx
WHEN NOT (
  (SELECT value FROM meta WHERE key = 'erasing') = 'change ' || OLD.seq
  AND NEW.label IS NULL AND NEW.why IS NULL AND NEW.salt IS NULL AND NEW.seq = OLD.seq AND NEW.at_utc = OLD.at_utc
  AND NEW.actor = OLD.actor AND NEW.words_digest = OLD.words_digest AND NEW.undoes IS OLD.undoes
  AND NEW.prev = OLD.prev AND NEW.hash = OLD.hash
)
BEGIN SELECT RAISE(ABORT, 'changes are never altered'); END;
CREATE TRIGGER original_kept BEFORE DELETE ON original
BEGIN SELECT RAISE(ABORT, 'originals are never taken away'); END;
CREATE TRIGGER original_fixed BEFORE UPDATE ON original
WHEN NOT (
  (SELECT value FROM meta WHERE key = 'erasing') = OLD.sha256
  AND NEW.data IS NULL AND NEW.name = '' AND NEW.sha256 = OLD.sha256 AND NEW.seq = OLD.seq
)
BEGIN SELECT RAISE(ABORT, 'originals are never altered'); END;
CREATE TRIGGER fact_fixed BEFORE UPDATE ON fact
WHEN NOT (
  (SELECT value FROM meta WHERE key = 'erasing') = NEW.entity
  AND NEW.body IS NULL AND NEW.salt IS NULL AND NEW.entity = OLD.entity AND NEW.seq = OLD.seq
  AND NEW.kind = OLD.kind AND NEW.digest = OLD.digest
)
BEGIN SELECT RAISE(ABORT, 'versions are never altered'); END;
"""
"""The update triggers' exceptions are the one path of erasure: text and salt go, the digest stays."""
