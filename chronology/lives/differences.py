"""What changed between two states of a case file, in words."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Any

from pydantic import BaseModel

from chronology.practice.categories import category_label, domain_label
from chronology.record.casefile import CaseFile
from chronology.record.dates import When
from chronology.record.entries import Entry
from chronology.record.people import Person
from chronology.record.steps import stepwise
from chronology.record.values import Id, Record

_HIDDEN = {"id", "content_key", "cites", "carried"}
LONGEST = 300
"""Letters of one value that are told; the record itself holds the rest."""


@dataclass(frozen=True)
class Difference:
    """One record that is otherwise in the second state."""

    record: Id
    title: str
    """What it is called."""
    is_new: bool = False
    is_gone: bool = False
    fields: tuple[tuple[str, str, str], ...] = ()
    """Field, what it said and what it says, where it is in both."""

    def lines(self) -> list[str]:
        """Return it in words, one line a field."""
        if self.is_new:
            return [f"+ {self.title}"]
        if self.is_gone:
            return [f"- {self.title}"]
        told = [f"    {name}: {was or 'nothing'} → {now or 'nothing'}" for name, was, now in self.fields]
        return [f"~ {self.title}", *(told or ["    the place that it was read from"])]


def differences(before: CaseFile, after: CaseFile) -> tuple[Difference, ...]:
    """Return every record that is new, gone or otherwise in the second state, in the order of the second."""
    found = []
    for identity, record in stepwise(after.records.items()):
        was = before.records.get(identity)
        if was is None:
            found.append(Difference(identity, title_of(record, after), is_new=True))
        elif was != record:
            found.append(Difference(identity, title_of(record, after), fields=_fields(was, record, before, after)))
    for identity, record in stepwise(before.records.items()):
        if identity not in after.records:
            found.append(Difference(identity, title_of(record, before), is_gone=True))
    return tuple(found)


def title_of(record: Record, case: CaseFile) -> str:
    """Return what a record is called where it is one of many: its kind, its date, who or what it is about."""
    if isinstance(record, Person):
        return f"Person: {record.shown_name}"
    if isinstance(record, Entry):
        return f"{record.called}: {_short(record.event, 60)}"
    when = getattr(record, "when", None)
    parts = [when.words() if isinstance(when, When) and not when.is_undated else ""]
    for name in ("child", "person", "children", "partners", "parents", "name", "ref", "words", "what"):
        value = getattr(record, name, None)
        parts.append(_short(_said(name, value, case), 60) if value else "")
    kind = record.kind.replace("_", " ")
    return f"{kind[:1].upper()}{kind[1:]}: {', '.join(part for part in parts if part)}".rstrip(": ")


def _fields(was: Record, now: Record, before: CaseFile, after: CaseFile) -> tuple[tuple[str, str, str], ...]:
    found = []
    for name in type(now).model_fields:
        old, new = getattr(was, name, None), getattr(now, name)
        if name not in _HIDDEN and old != new:
            told = _short(_said(name, old, before), LONGEST), _short(_said(name, new, after), LONGEST)
            found.append((name.replace("_", " "), *told))
    return tuple(found)


def _said(name: str, value: Any, case: CaseFile) -> str:
    """Return a value in words: people by their names, dates as they are written."""
    if value is None or value == "":
        return ""
    if isinstance(value, When):
        return "" if value.is_undated and not value.as_written else value.words()
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, tuple):
        return "; ".join(filter(None, (_said(name, part, case) for part in value)))
    if isinstance(value, BaseModel):
        told = [(field, _said(field, getattr(value, field), case)) for field in type(value).model_fields]
        return ", ".join(
            words if field in _PLAIN else f"{field.replace('_', ' ')} {words}" for field, words in told if words
        )
    if isinstance(value, str) and value in case.records:
        record = case.records[value]
        return record.shown_name if isinstance(record, Person) else title_of(record, case)
    if name == "category":
        return category_label(str(value))
    return domain_label(str(value)) if name == "domain" else str(value)


_PLAIN = {"child", "person", "words", "name", "domain", "agency", "text"}


def _short(words: str, most: int) -> str:
    plain = " ".join(words.split())
    return plain if len(plain) <= most else plain[: most - 1] + "…"
