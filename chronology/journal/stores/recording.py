"""How a change is kept in a journal's tables: versions, refusals, reversal, erasure and hashes; the same on every engine."""

from __future__ import annotations

import hashlib
import json
from abc import abstractmethod
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from typing import Any, NoReturn

from chronology.journal.chain import BEGINNING, body_of, change_hash, new_salt, value_digest, words_digest
from chronology.journal.change import Change, Original, Recorded
from chronology.journal.journal import reversal_label
from chronology.journal.stores.questions import Questions
from chronology.journal.stores.tables import ERASED
from chronology.record.errors import ConflictError, UsageError
from chronology.record.values import Id, Record

_ERASURE = "An erasure that the law requires"


class Recording(Questions):
    """The writing half of a journal in tables; `Journal` says what each call means."""

    _where: str
    """What is named in the words of a refusal: where the case file lies."""

    @abstractmethod
    def _writing(self) -> AbstractContextManager[Any]:
        """Give a cursor inside one transaction that nobody else writes beside; nothing of it stays where anything fails."""

    def _settle(self) -> None:
        """Have a change that is recorded rest in the journal itself, where the engine keeps it elsewhere first; never fails."""

    @abstractmethod
    def _forget_what_was_erased(self) -> None:
        """Let go of what the engine itself still holds of erased content: free pages, a log."""

    def append(
        self, change: Change, *, actor: str, at: datetime | None = None, originals: Sequence[Original] = ()
    ) -> Recorded:
        """Record a change and return it once it is on disk."""
        bodies: dict[Id, tuple[str, str | None]] = {r.id: (r.kind, _storable(r)) for r in change.values}
        if len({*bodies, *change.removed}) < len(change.values) + len(change.removed):
            raise UsageError("one change gives the same value twice; nothing was changed.")

        def write(cursor: Any) -> dict[Id, tuple[str, str | None]]:
            touched = dict(bodies)
            for gone in change.removed:
                known = _latest(cursor, gone)
                if known is None or known[2] is None:
                    self._refuse(cursor, known[0] if known else 0, change.expected.get(gone, 0))
                touched[gone] = (known[1], None)
            for entity in touched:
                self._check_version(cursor, entity, change.expected.get(entity, 0))
            return touched

        return self._commit(write, actor=actor, at=at, words=lambda _: (change.label, change.why), originals=originals)

    def reverse(self, seq: int, *, actor: str) -> Recorded:
        """Record a change that gives back what `seq` changed."""

        def write(cursor: Any) -> dict[Id, tuple[str, str | None]]:
            facts = cursor.execute(
                "SELECT entity, kind, body, salt FROM fact WHERE seq = ? ORDER BY entity", (seq,)
            ).fetchall()
            if not facts:
                raise UsageError(f"change {seq} cannot be undone: there is none, or it touched nothing.")
            back: dict[Id, tuple[str, str | None]] = {}
            for entity, kind, body, salt in facts:
                if salt is None or kind == ERASED:
                    raise UsageError(f"change {seq} cannot be undone: what it was about has been erased.")
                now = _latest(cursor, entity)
                if now is None or now[2] != body:
                    self._refuse(cursor, now[0] if now else 0, seq)
                before = cursor.execute(
                    "SELECT kind, body FROM fact WHERE entity = ? AND seq < ? ORDER BY seq DESC LIMIT 1", (entity, seq)
                ).fetchone()
                back[entity] = (before[0], before[1]) if before and before[0] != ERASED else (kind, None)
            return back

        def words(cursor: Any) -> tuple[str, str]:
            row = cursor.execute("SELECT label FROM tx WHERE seq = ?", (seq,)).fetchone()
            return reversal_label(row[0] or f"change {seq}"), ""

        return self._commit(write, actor=actor, at=None, words=words, undoes=seq)

    def _check_version(self, cursor: Any, entity: Id, seen: int) -> None:
        known = _latest(cursor, entity)
        now = known[0] if known else 0
        if seen == 0 and known is not None and known[2] is None:
            return
        if now != seen:
            self._refuse(cursor, now, seen)

    def _refuse(self, cursor: Any, now: int, seen: int) -> NoReturn:
        who, when, label = cursor.execute("SELECT actor, at_utc, label FROM tx WHERE seq = ?", (now,)).fetchone() or (
            "nobody",
            "",
            "not there",
        )
        mine = cursor.execute("SELECT label FROM tx WHERE seq = ?", (seen,)).fetchone()
        raise ConflictError(
            f"this was changed since: change {now} by {who}, {when[:16]} UTC, “{label or 'words erased'}”; "
            f"you last saw {f'change {seen}, “{mine[0]}”' if mine and mine[0] else 'nothing there'}. "
            "Nothing was changed.",
            where=self._where,
            remedy="Look at what is there now, then make your change again.",
        )

    def _commit(
        self,
        write: Callable[[Any], dict[Id, tuple[str, str | None]]],
        *,
        actor: str,
        at: datetime | None,
        words: Callable[[Any], tuple[str, str]],
        undoes: int | None = None,
        originals: Sequence[Original] = (),
    ) -> Recorded:
        with self._writing() as cursor:
            touched = write(cursor)
            label, why = words(cursor)
            last = cursor.execute("SELECT seq, hash FROM tx ORDER BY seq DESC LIMIT 1").fetchone()
            seq, prev = (last[0] + 1, last[1]) if last else (1, BEGINNING)
            stamp = (at or datetime.now(UTC)).astimezone(UTC).isoformat(timespec="milliseconds")
            facts = []
            for entity in sorted(touched):
                kind, body = touched[entity]
                salt = new_salt()
                facts.append((entity, seq, kind, body, salt, value_digest(salt, entity, kind, body)))
            kept = {hashlib.sha256(o.data).hexdigest(): o for o in originals}
            held = {row[0] for row in cursor.execute("SELECT sha256 FROM original")}
            new = sorted(set(kept) - held)
            salt = new_salt()
            digest = words_digest(salt, label, why)
            this = change_hash(prev, seq, stamp, actor, digest, undoes, [fact[5] for fact in facts], new)
            cursor.execute(
                "INSERT INTO tx VALUES (?,?,?,?,?,?,?,?,?,?)",
                (seq, stamp, actor, label, why, salt, digest, undoes, prev, this),
            )
            cursor.executemany("INSERT INTO fact VALUES (?,?,?,?,?,?)", facts)
            cursor.executemany(
                "DELETE FROM current WHERE entity = ?", [(e,) for e, (_, b) in touched.items() if b is None]
            )
            cursor.executemany(
                "INSERT INTO current VALUES (?,?,?,?) ON CONFLICT (entity) DO UPDATE "
                "SET seq = excluded.seq, kind = excluded.kind, body = excluded.body",
                [(e, seq, kind, body) for e, (kind, body) in touched.items() if body is not None],
            )
            cursor.executemany(
                "INSERT INTO original VALUES (?,?,?,?)", [(sha, seq, kept[sha].name, kept[sha].data) for sha in new]
            )
        self._settle()
        final = any(kind == ERASED for kind, _ in touched.values())
        at = datetime.fromisoformat(stamp)
        return Recorded(seq, at, actor, label, why, undoes, this, tuple(sorted(touched)), is_final=final)

    def erase(
        self, ids: Sequence[Id], *, actor: str, why: str, words: bool = False, originals: Sequence[str] = ()
    ) -> Recorded:
        """Take away every version's content of these values; the chain goes on verifying."""

        def write(cursor: Any) -> dict[Id, tuple[str, str | None]]:
            changes: set[int] = set()
            for entity in ids:
                held = cursor.execute("SELECT seq FROM fact WHERE entity = ?", (entity,)).fetchall()
                if not held:
                    raise UsageError("there is no such value to erase; nothing was changed.")
                changes |= {row[0] for row in held}
                _allow(cursor, entity)
                cursor.execute(
                    "UPDATE fact SET body = NULL, salt = NULL WHERE entity = ? AND kind <> ?", (entity, ERASED)
                )
                cursor.execute("DELETE FROM current WHERE entity = ?", (entity,))
            for seq in sorted(changes) if words else ():
                _allow(cursor, f"change {seq}")
                cursor.execute("UPDATE tx SET label = NULL, why = NULL, salt = NULL WHERE seq = ?", (seq,))
            for sha256 in originals:
                _allow(cursor, sha256)
                if not cursor.execute(
                    "UPDATE original SET name = '', data = NULL WHERE sha256 = ?", (sha256,)
                ).rowcount:
                    raise UsageError("no such original is kept in this case file; nothing was changed.")
            _allow(cursor, "")
            # A draft may hold any of the words; what nobody has recorded is not kept against an erasure.
            cursor.execute("DELETE FROM draft")
            return dict.fromkeys((*ids, *originals), (ERASED, None))

        label = f"{_ERASURE}: {_counted(len(ids), 'value')}, {_counted(len(originals), 'imported file')}"
        done = self._commit(write, actor=actor, at=None, words=lambda _: (label, why))
        self._forget_what_was_erased()
        return done

    def save_draft(self, key: str, text: str) -> None:
        """Keep a draft beside the chain; an empty text drops it."""
        with self._writing() as cursor:
            cursor.execute("DELETE FROM draft WHERE key = ?", (key,))
            if text:
                cursor.execute("INSERT INTO draft VALUES (?, ?)", (key, text))

    def name_recipients(self, recipients: Sequence[str]) -> None:
        """Note who may open the case file; the key itself is wrapped by whoever calls."""
        with self._writing() as cursor:
            cursor.execute("UPDATE meta SET value = ? WHERE key = 'recipients'", (json.dumps(list(recipients)),))


def _latest(cursor: Any, entity: Id) -> tuple[int, str, str | None] | None:
    row = cursor.execute(
        "SELECT seq, kind, body FROM fact WHERE entity = ? ORDER BY seq DESC LIMIT 1", (entity,)
    ).fetchone()
    return (int(row[0]), str(row[1]), row[2]) if row else None


def _storable(record: Record) -> str:
    body = body_of(record)
    try:
        body.encode("utf-8")
    except UnicodeEncodeError:
        raise UsageError("a value holds half a character, which cannot be kept; nothing was changed.") from None
    return body


def _allow(cursor: Any, what: str) -> None:
    """Open the one path of erasure for a value, a change's words or an original; the empty text closes it."""
    cursor.execute("UPDATE meta SET value = ? WHERE key = 'erasing'", (what,))


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
