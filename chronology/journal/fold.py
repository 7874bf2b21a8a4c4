"""The case file that a journal's versions make, and the hash of what it says."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

from pydantic import TypeAdapter, ValidationError

from chronology.journal.chain import body_of
from chronology.journal.change import Version
from chronology.journal.journal import Journal
from chronology.journal.pauses import no_pauses
from chronology.record.casefile import CaseFile
from chronology.record.errors import UnreadableFile
from chronology.record.kinds import KINDS
from chronology.record.steps import stepwise
from chronology.record.values import Id, Record


@lru_cache(maxsize=64)
def _adapter(kind: str) -> TypeAdapter[Any]:
    if kind not in KINDS:
        raise UnreadableFile(
            f"this case file holds something this version does not know ({kind[:40]}).",
            remedy="Install the newest Kinline and open it again.",
        )
    cls: Any = KINDS[kind]
    return TypeAdapter(list[cls])


def records_of(versions: Mapping[Id, Version]) -> list[Record]:
    """Return the records that versions in force hold, in their order; those taken out are left out.

    Every body is validated. Bodies of one kind are read as JSON arrays of a thousand, with the garbage collector paused:
    20,000 entries take a seventh of the time so, and a thread beside has its turn between two of them.
    """
    by_kind: dict[str, list[str]] = {}
    order: list[tuple[str, int]] = []
    for version in stepwise(versions.values()):
        if version.body is not None:
            bodies = by_kind.setdefault(version.kind, [])
            order.append((version.kind, len(bodies)))
            bodies.append(version.body)
    with no_pauses():
        try:
            read = {
                kind: [record for some in stepwise(_thousands(bodies)) for record in _adapter(kind).validate_json(some)]
                for kind, bodies in by_kind.items()
            }
        except ValidationError as failure:
            raise UnreadableFile(
                f"a value in this case file does not fit this version ({failure.title}).",
                remedy="Install the newest Kinline and open it again; kinline verify says whether the file is whole.",
            ) from None
        return [read[kind][at] for kind, at in order]


def _thousands(bodies: Sequence[str]) -> Iterator[str]:
    return ("[" + ",".join(bodies[at : at + 1000]) + "]" for at in range(0, len(bodies), 1000))


def fold(journal: Journal) -> CaseFile:
    """Return the case file as it stands."""
    return CaseFile.of(records_of(journal.current()))


def as_recorded_at(journal: Journal, seq: int) -> CaseFile:
    """Return the case file as it stood after a change: what this file said then."""
    return CaseFile.of(records_of(journal.as_recorded_at(seq)))


def state_hash(case: CaseFile) -> str:
    """Return the hash of what a case file says, however it came to say it; hexadecimal."""
    digest = hashlib.sha256()
    for identity in stepwise(sorted(case.records)):
        record = case.records[identity]
        digest.update(f"{record.kind}\x1f{body_of(record)}\x1e".encode("utf-8", "surrogatepass"))
    return digest.hexdigest()
