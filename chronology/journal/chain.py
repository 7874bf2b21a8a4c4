"""The chain that shows a history unaltered, and the canonical encoding that it is made over.

Canonical encoding: JSON with sorted keys, no white space, no ASCII escapes, UTF-8, lone surrogates refused.

    digest of a value   = SHA-256(salt ‖ canonical([id, kind, body]))         body: canonical JSON text, or null
    digest of the words = SHA-256(salt ‖ canonical([label, why]))
    hash of a change    = SHA-256(canonical([previous hash, number, time, actor, digest of the words,
                                             number undone or null, [digests of values, by id],
                                             [hashes of originals, sorted]]))

Salts are 16 random bytes. Without its salt a digest tells nothing of what it was made over, so an erasure that
takes text and salt away and leaves the digest leaves the chain verifying.
"""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Sequence
from typing import Any

from chronology.record.values import Record

_CANONICAL = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))

BEGINNING = "0" * 64
"""What the first change names as its predecessor's hash."""


def canonical(value: Any) -> str:
    """Return the canonical JSON text of a value."""
    return _CANONICAL.encode(value)


def body_of(record: Record) -> str:
    """Return a record's canonical body; what equals its default is left out."""
    return canonical(record.model_dump(mode="json", exclude_defaults=True))


def new_salt() -> bytes:
    """Return 16 random bytes."""
    return secrets.token_bytes(16)


def value_digest(salt: bytes, entity: str, kind: str, body: str | None) -> str:
    """Return the salted digest of one version of one value, hexadecimal."""
    return _sha256(salt + canonical([entity, kind, body]).encode("utf-8"))


def words_digest(salt: bytes, label: str, why: str) -> str:
    """Return the salted digest of a change's label and reason, hexadecimal."""
    return _sha256(salt + canonical([label, why]).encode("utf-8"))


def change_hash(
    prev: str,
    seq: int,
    at: str,
    actor: str,
    words: str,
    undoes: int | None,
    digests: Sequence[str],
    originals: Sequence[str],
) -> str:
    """Return the hash of a change, hexadecimal; `digests` by id, `originals` sorted."""
    return _sha256(canonical([prev, seq, at, actor, words, undoes, list(digests), list(originals)]).encode("utf-8"))


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
