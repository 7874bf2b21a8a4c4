"""Invented lives that the tests of the patterns share: one child and rows of a chronology."""

from __future__ import annotations

from datetime import date

from chronology.patterns.life import Life, life_of
from chronology.patterns.pattern import Certainty, Pattern
from chronology.patterns.registry import RULES, patterns_by
from chronology.record.casefile import CaseFile
from chronology.record.dates import When
from chronology.record.entries import Entry, Explanation, Neglect
from chronology.record.sources import Standing
from chronology.record.values import Record
from tests.families import person

LATER = date(2030, 1, 1)


def row(
    when: str,
    category: str = "concern_reported",
    neglect: str = "",
    event: str = "",
    *,
    children: tuple[str, ...] = ("ada",),
    explained: str = "",
    standing: str = "recorded",
    number: str = "",
    **more: object,
) -> Entry:
    """Return an entry of a chronology; its id says what it is."""
    return Entry(
        id=f"{when} {category} {neglect} {event} {','.join(children)} {number}",
        when=When(edtf=when),
        category=category,
        neglect=(Neglect(domain=neglect),) if neglect else (),
        event=event,
        children=children,
        explained_by=(Explanation(by=explained),) if explained else (),
        standing=Standing(standing),
        **more,  # type: ignore[arg-type]
    )


def case_of(*rows: Record, born: str = "2015-03-10", **about: object) -> CaseFile:
    """Return a case file of Ada and some rows."""
    return CaseFile.of([person("ada", "Ada Shaw", "female", born, is_subject=True, **about), *rows])


def life(*rows: Record, born: str = "2015-03-10", day: date = LATER) -> Life:
    """Return Ada's life as at a day."""
    return life_of(case_of(*rows, born=born), "ada", day=day)


def found(rule: str, *rows: Record, born: str = "2015-03-10", day: date = LATER) -> list[Pattern]:
    """Return what one rule finds in Ada's life."""
    return list(patterns_by(next(r for r in RULES if r.key == rule), life(*rows, born=born, day=day)))


def certain(rule: str, *rows: Record, born: str = "2015-03-10", day: date = LATER) -> list[Pattern]:
    """Return what one rule finds however the dates fall."""
    return [p for p in found(rule, *rows, born=born, day=day) if p.certainty is Certainty.CERTAIN]


def neglect(*days: str, domain: str = "FTP-food") -> list[Entry]:
    """Return neglect reports of some days."""
    return [row(day, "referral", domain, number=str(k)) for k, day in enumerate(days)]
