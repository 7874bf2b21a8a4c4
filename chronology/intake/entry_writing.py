"""An entry written in its form: every fault under its field at once, and a correction that changes nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import TypeVar

from chronology.intake.cells import explanations_of, grades_of, pieces, restrictions_of
from chronology.intake.entry_fields import Fields, fields_of
from chronology.intake.groups import all_named
from chronology.intake.laying import laid_over
from chronology.intake.names import Certainty, Names
from chronology.intake.names_written import NamesWritten
from chronology.intake.work_cells import WorkCells
from chronology.practice.categories import category_of, domain_of, folded
from chronology.record.casefile import CaseFile
from chronology.record.dates import UNDATED, When, read_when
from chronology.record.entries import (
    Entry,
    Extra,
    Grade,
    Impact,
    Neglect,
    Origin,
    OwnAccount,
    Seen,
    Significance,
    Told,
    View,
)
from chronology.record.errors import UnreadableDate
from chronology.record.safety import DangerStatement, SafetyGoal
from chronology.record.sources import Basis, Restriction, Standing
from chronology.record.values import Id

K = TypeVar("K", bound=StrEnum)
_NEGLECT = re.compile(r"(?P<words>.+?)(?:\s+(?P<severity>[1-5]))?\s*(?:\((?P<tool>[^)]*)\))?\s*\Z", re.DOTALL)
_ID = re.compile(r"\[(?P<id>[^\[\];]+)\]\Z")


@dataclass(frozen=True)
class EntryWritten:
    """What the fields of an entry came to."""

    entry: Entry | None
    """What would be recorded; None where a field is at fault."""
    faults: dict[str, str] = field(default_factory=dict)
    """Field → what is wrong in it and what to do."""
    doubts: tuple[str, ...] = ()
    """What is kept as it is written but wants a look, and what is asked for and not written."""


def read_entry(
    fields: Fields, case: CaseFile, *, day: date, ident: Id, base: Entry | None = None, extras: Iterable[str] = ()
) -> EntryWritten:
    """Return the entry that fields make, or everything that is wrong in them.

    With `base`, the entry as it is recorded, only what reads otherwise than before changes; a field that nobody
    touched is never at fault. `extras` names the columns of the file that the fields `extra:0` and on are of.
    """
    after = _Reading(fields, case, day, ident, tuple(extras))
    made = after.entry()
    faults = dict(after.faults)
    if base is not None:
        shown = fields_of(base, case, day=day)
        before = _Reading(shown, case, day, ident, tuple(extra.column for extra in base.extras)).entry()
        faults = {key: words for key, words in faults.items() if fields.get(key, "") != shown.get(key, "")}
        if not faults:
            made = laid_over(base, before, made)
    if faults:
        return EntryWritten(None, faults)
    return EntryWritten(made, doubts=(*after.doubts, *asked_for(made, case)))


def asked_for(entry: Entry, case: CaseFile) -> tuple[str, ...]:
    """Return what is asked for and not written: impact where an entry is significant, or stands for a period."""
    is_significant = entry.significance in {Significance.YES, Significance.TURNING_POINT}
    if not is_significant and not entry.when.is_period:
        return ()
    missing = [case.people[c].shown_name for c in entry.children if c in case.people and not entry.impact_on(c).strip()]
    why = "The entry is significant" if is_significant else "The entry stands for a period"
    return (f"{why}: the impact on {all_named(missing)} is not written",) if missing else ()


def same_impacts(entry: Entry) -> tuple[tuple[Id, ...], ...]:
    """Return the children for whom the same words stand as impact: written once for several, so not apart."""
    by_words: dict[str, list[Id]] = {}
    for child in dict.fromkeys(impact.child for impact in entry.impacts):
        if words := folded(entry.impact_on(child)):
            by_words.setdefault(words, []).append(child)
    return tuple(tuple(children) for children in by_words.values() if len(children) > 1)


def entry_label(before: Entry | None, after: Entry, case: CaseFile) -> str:
    """Return the sentence under which the change history files what was written."""
    if before is None:
        return f"{after.called} added"
    shown = fields_of(before, case, day=date.max), fields_of(after, case, day=date.max)
    keys = dict.fromkeys((*shown[1], *shown[0]))
    changed = list(dict.fromkeys(_part_words(k, case) for k in keys if shown[0].get(k) != shown[1].get(k)))
    told = all_named(changed[:4]) + (f" and {len(changed) - 4} more" if len(changed) > 4 else "")
    return f"{after.called} corrected: {told}" if changed else f"{after.called} corrected"


_PARTS = {
    "when": "date",
    "event": "what happened",
    "known": "when it became known",
    "recorded": "when it was written up",
    "told_to_social_care": "whether social care was told",
    "part_of_day": "part of the day",
    "count": "how many events",
    "explained_by": "explanation",
    "case_ids": "ids in the case system",
    "corroborates": "what it bears out",
    "contradicts": "what it speaks against",
    "people": "others whom it is about",
    "children_as_written": "children as written",
    "basis": "how we know",
    "goals": "goals",
}
_OF_CHILD = {"impact": "impact on", "seen": "being seen of", "seen_by": "being seen of", "view": "words of"}


def _part_words(key: str, case: CaseFile) -> str:
    if key.startswith("child:"):
        _, child, what, *_rest = key.split(":")
        name = case.people[child].shown_name if child in case.people else "a child"
        return f"{_OF_CHILD.get(what, f'{what} of')} {name}"
    if key.startswith("origin."):
        return "source"
    if key.startswith("account:"):
        return "an account of one's own"
    if key.startswith("extra:"):
        return "a column of the file"
    return _PARTS.get(key, key)


class _Reading:
    """Fields being read, with the faults and doubts found on the way."""

    def __init__(self, fields: Fields, case: CaseFile, day: date, ident: Id, extras: tuple[str, ...]) -> None:
        self._fields = {key: words.strip() for key, words in fields.items() if words.strip()}
        self._case = case
        self._day = day
        self._ident = ident
        self._extras = extras
        self._names = Names(case)
        self._written = NamesWritten(case)
        self.faults: dict[str, str] = {}
        self.doubts: list[str] = []

    def entry(self) -> Entry:
        """Return the entry, as far as it can be read."""
        children = self._people("children")
        event = self._text("event")
        if not event:
            self.faults["event"] = "Nothing is written: an entry says what happened."
        plain = (
            "children_as_written",
            "part_of_day",
            "response",
            "service",
            "plan",
            "action",
            "outcome",
            "analysis",
            "note",
        )
        own = dict.fromkeys((*children, *(key.split(":")[1] for key in self._fields if key.startswith("child:"))))
        for child in own:
            if child not in children and any(key.startswith(f"child:{child}:") for key in self._fields):
                self.doubts.append(f"{self._name(child)} is not among the children, but something is written for them")
        return Entry(
            id=self._ident,
            when=self._when("when"),
            known=self._when("known"),
            recorded=self._when("recorded"),
            event=event,
            children=children,
            people=self._people("people"),
            category=self._category(),
            significance=self._choice("significance", Significance, Significance.NOT_SAID),
            basis=self._choice("basis", Basis, Basis.NOT_RECORDED),
            standing=self._choice("standing", Standing, Standing.RECORDED),
            told_to_social_care=self._choice("told_to_social_care", Told, Told.UNKNOWN),
            origin=Origin(**{part: self._text(f"origin.{part}") for part in ("agency", "person", "document", "page")}),
            restriction=self._restriction(),
            count=self._count(),
            neglect=(
                *self._neglect("neglect", None),
                *(n for c in own for n in self._neglect(f"child:{c}:neglect", c)),
            ),
            grades=(*self._grades("grades", None), *(g for c in own for g in self._grades(f"child:{c}:grades", c))),
            impacts=tuple(Impact(child=c, words=w) for c in own if (w := self._text(f"child:{c}:impact"))),
            seen=tuple(s for c in own if (s := self._seen(c)) is not None),
            views=tuple(v for c in own for v in self._views(c)),
            goals=self._goals("goals"),
            explained_by=explanations_of(self._text("explained_by")),
            corroborates=self._entries("corroborates"),
            contradicts=self._entries("contradicts"),
            case_ids=tuple(pieces(self._text("case_ids"))),
            own_accounts=self._accounts(),
            extras=tuple(
                Extra(column=column, words=words)
                for n, column in enumerate(self._extras)
                if (words := self._text(f"extra:{n}"))
            ),
            **{name: self._text(name) for name in plain},
        )

    def _text(self, key: str) -> str:
        return self._fields.get(key, "")

    def _name(self, person: Id) -> str:
        return self._case.people[person].shown_name if person in self._case.people else "Somebody"

    def _when(self, key: str) -> When:
        words = self._text(key)
        if not words:
            return UNDATED
        try:
            return read_when(words, latest=self._day)
        except UnreadableDate as failure:
            self.faults[key] = f"{failure.message} {failure.remedy}".strip()
            return UNDATED

    def _choice(self, key: str, kinds: type[K], otherwise: K) -> K:
        words = self._text(key)
        if not words:
            return otherwise
        try:
            return kinds(words)
        except ValueError:
            self.faults[key] = f"“{words[:40]}” is none of: {', '.join(k.value for k in kinds if k.value)}."
            return otherwise

    def _people(self, key: str) -> tuple[Id, ...]:
        found = []
        for words in pieces(self._text(key)):
            who = self._written.meant(words)
            if who is None:
                parts = [words] if self._sure(words) else [part.strip() for part in words.split(",") if part.strip()]
                for part in parts:
                    if (meant := self._written.meant(part) or self._sure(part)) is None:
                        why = self._names.find(part).why or "is not sure"
                        self.faults[key] = f"“{part[:60]}” {why}. Write the name as the family has it."
                    else:
                        found.append(meant)
            else:
                found.append(who)
        return tuple(dict.fromkeys(found))

    def _sure(self, words: str) -> Id | None:
        found = self._names.find(words)
        return found.person if found.certainty is Certainty.SURE else None

    def _category(self) -> str:
        words = self._text("category")
        if not words:
            return ""
        key = category_of(words)
        if not key:
            self.doubts.append(f"Category: “{words[:60]}” is none that is known: kept as written, it counts as nothing")
        return key or words

    def _restriction(self) -> tuple[Restriction, ...]:
        said: list[str] = []
        found = restrictions_of(self._text("restriction"), said.append)
        if said:
            self.faults["restriction"] = "One of these is no restriction that is known. Write those named above."
        return found

    def _count(self) -> int:
        words = self._text("count") or "1"
        if words.isascii() and words.isdigit() and int(words[:6]) >= 1 and len(words) <= 6:
            return int(words)
        self.faults["count"] = f"“{words[:20]}” is no number of events from 1 on."
        return 1

    def _neglect(self, key: str, child: Id | None) -> list[Neglect]:
        found = []
        for part in pieces(self._text(key).replace(",", ";")):
            match = _NEGLECT.match(part) if len(part) <= 200 else None
            if match is None:
                self.faults[key] = f"“{part[:40]}” is no domain of neglect."
                continue
            domain = domain_of(match["words"])
            if not domain:
                self.doubts.append(
                    f"“{match['words'][:40]}” is no domain of neglect that is known: kept, it counts as nothing"
                )
            severity = int(match["severity"]) if match["severity"] else None
            if severity is not None and not match["tool"]:
                self.faults[key] = f"“{part[:40]}” has a severity without its tool. Write the tool: hygiene 4 (GCP2)."
            found.append(
                Neglect(
                    domain=domain or match["words"], child=child, severity=severity, tool=(match["tool"] or "").strip()
                )
            )
        return found

    def _grades(self, key: str, child: Id | None) -> list[Grade]:
        said: list[str] = []
        found = grades_of(self._text(key), said.append)
        if said:
            self.faults[key] = "A grade is the tool, what is graded, and a number: GCP2 nutrition 4."
        return [grade.model_copy(update={"child": child}) for grade in found]

    def _seen(self, child: Id) -> Seen | None:
        words, by = self._text(f"child:{child}:seen"), self._text(f"child:{child}:seen_by")
        if words not in {"", "seen", "seen alone"}:
            self.faults[f"child:{child}:seen"] = f"“{words[:40]}” is none of: seen, seen alone."
        if not words and by:
            self.faults[f"child:{child}:seen"] = (
                "Somebody is named who saw the child: was the child seen, or seen alone?"
            )
        return Seen(child=child, is_alone=words == "seen alone", by=by) if words else None

    def _views(self, child: Id) -> list[View]:
        at = f"child:{child}:view:"
        numbers = sorted({int(key.removeprefix(at).split(":")[0]) for key in self._fields if key.startswith(at)})
        found = []
        for n in numbers:
            if not self._text(f"{at}{n}:words"):
                self.faults[f"{at}{n}:words"] = (
                    "The child's words are missing; what is written beside them is of no use alone."
                )
            found.append(
                View(
                    child=child,
                    words=self._text(f"{at}{n}:words"),
                    question=self._text(f"{at}{n}:question"),
                    to_whom=self._text(f"{at}{n}:to_whom"),
                    present=self._text(f"{at}{n}:present"),
                    written_up=self._when(f"{at}{n}:written_up"),
                    answers=self._goals(f"{at}{n}:answers"),
                )
            )
        return found

    def _accounts(self) -> tuple[OwnAccount, ...]:
        numbers = sorted({int(key.split(":")[1]) for key in self._fields if key.startswith("account:")})
        found = []
        for n in numbers:
            name, words = self._text(f"account:{n}:name"), self._text(f"account:{n}:words")
            if not words:
                self.faults[f"account:{n}:words"] = "Nothing is written of what they say."
            person = self._written.meant(name) or self._sure(name) if name else None
            when = self._when(f"account:{n}:when")
            found.append(OwnAccount(words=words, person=person, name="" if person else name, when=when))
        return tuple(found)

    def _goals(self, key: str) -> tuple[Id, ...]:
        found = []
        statements: tuple[DangerStatement | SafetyGoal, ...] = (*self._case.danger_statements, *self._case.safety_goals)
        known = {folded(called): r.id for r in statements for called in (r.said(), r.ref) if called}
        for part in pieces(self._text(key)):
            match = _ID.match(part)
            goal = match["id"] if match else known.get(folded(part))
            if goal is None:
                self.faults[key] = f"“{part[:40]}” is no danger statement or goal. Write its number."
            else:
                found.append(goal)
        return tuple(found)

    def _entries(self, key: str) -> tuple[Id, ...]:
        found: list[Id] = []
        for part in pieces(self._text(key)):
            if match := _ID.match(part):
                found.append(match["id"])
                continue
            cells = WorkCells(self._case, self._names, self._day)
            cited, left = cells.cited(part, (), "")
            found += cited
            if left:
                self.faults[key] = f"{cells.doubts[0].removeprefix(': ')}."
        return tuple(dict.fromkeys(found))
