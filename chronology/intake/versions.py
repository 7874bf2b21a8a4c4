"""A newer version of a file against the older: which rows stand otherwise now, and which are gone."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePath

from rapidfuzz import fuzz

from chronology.readers.hygiene import comparable
from chronology.record.casefile import CaseFile
from chronology.record.entries import Entry, Impact
from chronology.record.sources import Document
from chronology.record.steps import stepwise
from chronology.record.values import Id

SHARE_KNOWN = 0.5
"""Share of an older file's rows that a newer one has to hold again for it to be a version of it by its content."""
SHARE_NAMED = 0.2
"""The same, where the two files' names are alike but for dates and numbers."""
ALIKE = 60.0
"""Likeness of two accounts of one day, in per cent of their letters, from which on they are one row, edited."""
ALIKE_ELSEWHEN = 92.0
"""The same for two accounts of different days: there, little else may differ."""
MOST_PAIRS = 250_000
"""Pairs of accounts that are compared for edits of a date."""
_FIELDS = (
    "event",
    "category",
    "action",
    "outcome",
    "analysis",
    "response",
    "service",
    "plan",
    "part_of_day",
    "basis",
)


@dataclass(frozen=True)
class Edit:
    """What one row of a newer version says otherwise than the entry it gave earlier."""

    earlier: Entry
    now: Entry
    """The row as it would be read anew."""

    def differences(self, called: Mapping[Id, str]) -> dict[str, tuple[str, str]]:
        """Return column → as the entry has it, as the row has it; of what the row itself says, not what it leaves blank."""
        one, two = self.earlier, self.now
        found = {
            name: (str(getattr(one, name)), str(getattr(two, name)))
            for name in _FIELDS
            if str(getattr(two, name)) and comparable(str(getattr(one, name))) != comparable(str(getattr(two, name)))
        }
        if one.when.edtf != two.when.edtf:
            found["date"] = (one.when.words(), two.when.words())
        if comparable(two.origin.words()) not in comparable(one.origin.words()):
            found["source"] = (one.origin.words(), two.origin.words())
        if set(one.children) != set(two.children):
            found["children"] = (_names(one.children, called), _names(two.children, called))
        for child in dict.fromkeys(i.child for i in (*one.impacts, *two.impacts)):
            if two.impact_on(child) and one.impact_on(child) != two.impact_on(child):
                found[f"impact: {called.get(child, child)}"] = (one.impact_on(child), two.impact_on(child))
        return found

    def applied(self) -> Entry:
        """Return the entry with what the row says now; what a worker added beside it stays."""
        two = self.now
        said = {impact.child for impact in two.impacts}
        impacts = (
            *two.impacts,
            *(Impact(child=i.child, words=i.words) for i in self.earlier.impacts if i.child not in said),
        )
        return self.earlier.model_copy(
            update={name: getattr(two, name) for name in _FIELDS if str(getattr(two, name))}
            | {"when": two.when, "children": two.children or self.earlier.children, "content_key": two.content_key}
            | {"origin": two.origin if "source" in self.differences({}) else self.earlier.origin}
            | {"impacts": impacts, "cites": tuple(dict.fromkeys((*self.earlier.cites, *two.cites)))}
        )


@dataclass(frozen=True)
class Comparison:
    """A newer version of a file beside what its older version gave."""

    edits: tuple[Edit, ...]
    vanished: tuple[Entry, ...]
    """Entries whose row is no longer in the file; they stay."""


def compared(case: CaseFile, source: Document, met: Collection[Id], added: Sequence[Entry]) -> Comparison:
    """Return what changed and what is gone since an older version of this file, if the case file holds one.

    `met` are the entries whose rows stand in the newer file word for word, `added` those that it would add.
    """
    unseen: dict[Id, Entry] = {}
    for document, entries in _by_document(case).items():
        older = case.documents.get(document)
        if older is None or document == source.id or older.form in {"gedcom", "genopro", "gramps"}:
            continue
        known = sum(entry.id in met for entry in entries)
        needed = SHARE_NAMED if _stem(older.name) == _stem(source.name) else SHARE_KNOWN
        if known and known >= needed * len(entries):
            unseen |= {entry.id: entry for entry in entries if entry.id not in met}
    edits = tuple(_paired(list(unseen.values()), added))
    edited = {edit.earlier.id for edit in edits}
    return Comparison(edits, tuple(entry for entry in unseen.values() if entry.id not in edited))


def _by_document(case: CaseFile) -> dict[Id, list[Entry]]:
    found: dict[Id, list[Entry]] = {}
    for entry in stepwise(case.entries):
        for document in dict.fromkeys(cite.document for cite in entry.cites if entry.content_key):
            found.setdefault(document, []).append(entry)
    return found


def _paired(unseen: Sequence[Entry], added: Iterable[Entry]) -> Iterable[Edit]:
    """Yield an older entry and the new row that is its edited form, each once, the likest first."""
    news = list(added)
    by_day: dict[str, list[Entry]] = {}
    for entry in stepwise(news):
        by_day.setdefault(entry.when.edtf, []).append(entry)
    pairs = [
        (likeness, old, new)
        for old in stepwise(unseen)
        for new in by_day.get(old.when.edtf, ())
        if (likeness := _likeness(old, new)) >= ALIKE
    ]
    if len(unseen) * len(news) <= MOST_PAIRS:
        pairs += [
            (likeness, old, new)
            for old in stepwise(unseen)
            for new in news
            if new.when.edtf != old.when.edtf and (likeness := _likeness(old, new)) >= ALIKE_ELSEWHEN
        ]
    used: set[Id] = set()
    for _, old, new in sorted(pairs, key=lambda pair: (-pair[0], pair[1].id, pair[2].id)):
        if old.id not in used and new.id not in used:
            used |= {old.id, new.id}
            yield Edit(old, new)


def _likeness(one: Entry, two: Entry) -> float:
    """Return how alike two accounts are, in per cent; those of different children are two rows, however alike."""
    if set(one.case_ids) & set(two.case_ids):
        return 100.0
    if one.children != two.children and (one.when.edtf != two.when.edtf or (one.children and two.children)):
        return 0.0
    first, second = _told(one), _told(two)
    return fuzz.ratio(first, second) if first and second else 0.0


def _told(entry: Entry) -> str:
    return comparable(f"{entry.event}\n{entry.outcome}\n{entry.action}\n{entry.category}")


def _stem(name: str) -> str:
    """Return a file's name without its ending, dates, numbers and words for versions."""
    plain = re.sub(
        r"\bv?[0-9]+\b|[^a-z]+|\b(?:v|version|final|copy|updated?|new|latest|draft)\b",
        " ",
        PurePath(name).stem.casefold(),
    )
    return " ".join(plain.split())


def _names(children: Sequence[Id], called: Mapping[Id, str]) -> str:
    return ", ".join(called.get(child, child) for child in children)
