"""What is asked of a journal's tables; the same on every engine that keeps them."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from contextlib import AbstractContextManager
from datetime import datetime
from typing import Any

from chronology.journal.chain import BEGINNING
from chronology.journal.change import Recorded, Version
from chronology.record.errors import UsageError
from chronology.record.values import Id


class Questions(ABC):
    """The reading half of a journal in tables: changes, versions, originals and drafts; `Journal` says what each call means."""

    @abstractmethod
    def _rows(self, question: str, *values: Any) -> list[Any]:
        """Return what one question gives; raises the engine's failures in words."""

    @abstractmethod
    def _reading(self) -> AbstractContextManager[None]:
        """Hold one view of the tables over several questions, so that no change falls between them."""

    def history(self) -> list[Recorded]:
        """Return every change, oldest first."""
        with self._reading():
            return self._changes(0)

    def _changes(self, after: int) -> list[Recorded]:
        touched: dict[int, list[Id]] = {}
        for seq, entity in self._rows("SELECT seq, entity FROM fact WHERE seq > ? ORDER BY seq, entity", after):
            touched.setdefault(seq, []).append(entity)
        # Spelled as the partial index is, so that a long history is not read through for the few erasures in it.
        final = {row[0] for row in self._rows("SELECT DISTINCT seq FROM fact WHERE salt IS NULL OR kind = 'erased'")}
        rows = self._rows(
            "SELECT seq, at_utc, actor, label, why, undoes, hash FROM tx WHERE seq > ? ORDER BY seq", after
        )
        return [
            Recorded(
                seq,
                datetime.fromisoformat(at),
                actor,
                label or "",
                why or "",
                undoes,
                this,
                tuple(touched.get(seq, ())),
                is_final=seq in final,
            )
            for seq, at, actor, label, why, undoes, this in rows
        ]

    def since(self, seq: int) -> list[tuple[Recorded, Mapping[Id, Version]]]:
        """Return the changes after `seq`, each with the versions it gave."""
        if (self._rows("SELECT max(seq) FROM tx")[0][0] or 0) <= seq:
            return []
        with self._reading():
            given: dict[int, dict[Id, Version]] = {}
            for at, entity, kind, body in self._rows(
                "SELECT seq, entity, kind, body FROM fact WHERE seq > ? ORDER BY seq, entity", seq
            ):
                given.setdefault(at, {})[entity] = Version(at, kind, body)
            return [(change, given.get(change.seq, {})) for change in self._changes(seq)]

    def as_recorded_at(self, seq: int) -> Mapping[Id, Version]:
        """Return the version in force of every value after change `seq`."""
        rows = self._rows(
            "SELECT f.entity, f.seq, f.kind, f.body FROM fact f JOIN (SELECT entity, max(seq) AS last FROM fact "
            "WHERE seq <= ? GROUP BY entity) l ON f.entity = l.entity AND f.seq = l.last ORDER BY f.seq, f.entity",
            seq,
        )
        return {entity: Version(at, kind, body) for entity, at, kind, body in rows if body is not None}

    def head(self) -> str:
        """Return the last change's hash."""
        rows = self._rows("SELECT hash FROM tx ORDER BY seq DESC LIMIT 1")
        return str(rows[0][0]) if rows else BEGINNING

    def originals(self) -> Mapping[str, str]:
        """Return the names of the imported originals by their hash."""
        return dict(self._rows("SELECT sha256, name FROM original ORDER BY seq, sha256"))

    def original(self, sha256: str) -> bytes:
        """Return an imported original's bytes; raises UsageError where there is none."""
        rows = self._rows("SELECT data FROM original WHERE sha256 = ?", sha256)
        if not rows or rows[0][0] is None:
            raise UsageError("no such original is kept in this case file.")
        return bytes(rows[0][0])

    def drafts(self) -> Mapping[str, str]:
        """Return the drafts kept."""
        return dict(self._rows("SELECT key, text FROM draft ORDER BY key"))
