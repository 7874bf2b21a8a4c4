"""Looking over a whole journal: encryption, digests, chain, and that what is shown is what the changes give."""

from __future__ import annotations

import hashlib
from typing import Any

from chronology.journal.chain import BEGINNING, change_hash, value_digest, words_digest
from chronology.journal.change import Fault
from chronology.journal.stores.tables import ERASED
from chronology.record.steps import go_on, stepwise


def inspect_chain(connection: Any) -> list[Fault]:
    """Return every fault of a journal, over any DB-API connection that holds the tables."""
    faults = [
        Fault(f"the encrypted file is damaged: {row[0]}") for row in connection.execute("PRAGMA cipher_integrity_check")
    ]
    go_on()
    faults += [
        Fault(f"the file is damaged: {row[0]}")
        for row in connection.execute("PRAGMA integrity_check")
        if row[0] != "ok"
    ]
    if faults:
        return faults
    go_on()
    faults += _changes(connection)
    faults += _originals(connection)
    go_on()
    faults += _current(connection)
    return faults


def _changes(connection: Any) -> list[Fault]:
    faults: list[Fault] = []
    erased = _erasures(connection)
    words_gone = {
        row[0] for entity in erased for row in connection.execute("SELECT seq FROM fact WHERE entity = ?", (entity,))
    }
    digests: dict[int, list[str]] = {}
    for entity, seq, kind, body, salt, digest in stepwise(
        connection.execute("SELECT entity, seq, kind, body, salt, digest FROM fact ORDER BY seq, entity")
    ):
        digests.setdefault(seq, []).append(digest)
        if salt is None and body is None:
            if seq >= erased.get(entity, 0):
                faults.append(Fault(f"the value {entity} is gone, and no erasure of it is recorded", seq))
            continue
        if salt is None or value_digest(bytes(salt), entity, kind, body) != digest:
            faults.append(Fault(f"the value {entity} is not as it was recorded", seq))
    originals: dict[int, list[str]] = {}
    for sha256, seq in connection.execute("SELECT sha256, seq FROM original ORDER BY sha256"):
        originals.setdefault(seq, []).append(sha256)
    prev, expected = BEGINNING, 1
    for seq, at, actor, label, why, salt, digest, undoes, claimed, this in stepwise(
        connection.execute(
            "SELECT seq, at_utc, actor, label, why, salt, words_digest, undoes, prev, hash FROM tx ORDER BY seq"
        )
    ):
        if seq != expected:
            faults.append(Fault(f"change {expected} is missing", seq))
        if salt is None:
            if label is not None or why is not None or seq not in words_gone:
                faults.append(Fault("its label and reason are gone, and no erasure is recorded", seq))
        elif words_digest(bytes(salt), label or "", why or "") != digest:
            faults.append(Fault("its label or reason is not as it was recorded", seq))
        if claimed != prev:
            faults.append(Fault("it does not follow from the change before it", seq))
        made = change_hash(claimed, seq, at, actor, digest, undoes, digests.get(seq, []), originals.get(seq, []))
        if made != this:
            faults.append(Fault("it is not as it was recorded", seq))
        prev, expected = this, seq + 1
    stray = sorted(set(digests) - set(range(1, expected)))
    faults += [Fault("values without a change", seq) for seq in stray]
    return faults


def _erasures(connection: Any) -> dict[str, int]:
    """Return the last change that erased each value or original, by id."""
    return dict(connection.execute("SELECT entity, max(seq) FROM fact WHERE kind = ? GROUP BY entity", (ERASED,)))


def _originals(connection: Any) -> list[Fault]:
    erased = _erasures(connection)
    faults = []
    for sha256, seq, name, data in stepwise(connection.execute("SELECT sha256, seq, name, data FROM original")):
        if data is None:
            if sha256 not in erased:
                faults.append(Fault("an imported file is gone, and no erasure of it is recorded", seq))
        elif hashlib.sha256(bytes(data)).hexdigest() != sha256:
            faults.append(Fault(f"the imported file {name} is not as it was kept", seq))
    return faults


def _current(connection: Any) -> list[Fault]:
    wrong = connection.execute(
        """
        WITH last AS (SELECT entity, max(seq) AS seq FROM fact GROUP BY entity),
             due AS (SELECT f.entity, f.seq, f.kind, f.body FROM fact f JOIN last USING (entity, seq)
                     WHERE f.body IS NOT NULL)
        SELECT entity FROM (SELECT * FROM due EXCEPT SELECT entity, seq, kind, body FROM current)
        UNION SELECT entity FROM (SELECT entity, seq, kind, body FROM current EXCEPT SELECT * FROM due)
        """
    ).fetchall()
    return [Fault(f"what is shown of {entity} is not what its changes give") for (entity,) in wrong]
