"""Ties, orders and parental responsibility on one line: `tie: close with Joan`, `order: supervision order from 3/2020`."""

from __future__ import annotations

import re
from datetime import date

from chronology.intake.family_edits import FamilyEdit
from chronology.intake.home_edits import ORDERS, order_called
from chronology.intake.home_lines import HomeLine
from chronology.intake.names_typed import person_called
from chronology.intake.tie_edits import tie_words
from chronology.record.casefile import CaseFile
from chronology.record.dates import UNDATED, When, read_when
from chronology.record.errors import UnreadableDate, UsageError
from chronology.record.sources import Standing, Stated
from chronology.record.ties import Bond, Order, ParentalResponsibility
from chronology.record.values import Id, new_id

TIE_WORDS = frozenset({"tie", "order", "responsibility", "pr"})
"""Words before the colon that begin such a line."""
_TO = re.compile(r"\s+(?P<way>to|with|towards)\s+", re.IGNORECASE)
_ALLEGED = re.compile(r"(?:^|[\s,;]+)alleged\s*$", re.IGNORECASE)


def read_tie_line(word: str, rest: str, case: CaseFile, *, day: date, focus: Id | None) -> HomeLine:
    """Return what follows “tie”, “order” or “responsibility” as it was understood; what is not written is not recorded.

    `tie: controlling to Kelly 2016 to 2019` goes from the person in focus to another, `with` goes both ways;
    `order:` and `responsibility:` are the child's in focus. A date comes last; `alleged` after it says how far it stands.
    """
    if focus is None:
        return HomeLine(problems=("nobody is in focus: mark who it is with Tab, or begin with @ and a name",))
    words = " ".join(rest.split())
    is_alleged = bool(_ALLEGED.search(words))
    words = _ALLEGED.sub("", words)
    try:
        made = {"tie": _bond, "order": _order}.get(word, _responsibility)(case, focus, words, day)
        if is_alleged:
            made = made.model_copy(update={"standing": Standing.ALLEGED})
        _not_twice(case, made)
    except UsageError as failure:
        return HomeLine(problems=(f"{failure.message} {failure.remedy or ''}".strip(),))
    label = tie_words(case, made)
    said = ("alleged",) if is_alleged and not isinstance(made, Bond) else ()
    return HomeLine(FamilyEdit(label, (made,), person=focus), (label, *said))


def _bond(case: CaseFile, focus: Id, words: str, day: date) -> Stated:
    found = _TO.search(f" {words}")
    nature = f" {words}"[: found.start()].strip() if found else ""
    if found is None or not nature:
        raise UsageError("what it is, and with whom:", remedy="tie: close with Joan, tie: controlling to Kelly 2018.")
    name, when = _name_and_date(f" {words}"[found.end() :], day)
    other = person_called(case, name)
    if other == focus:
        raise UsageError("nobody has a tie with themselves.")
    is_mutual = found["way"].casefold() == "with"
    return Bond(id=new_id(), source=focus, target=other, nature=nature, is_mutual=is_mutual, when=when)


def _order(_case: CaseFile, focus: Id, words: str, day: date) -> Stated:
    status, when = _name_and_date(words, day)
    if not status:
        known = ", ".join(known[-1] for known in ORDERS.values())
        raise UsageError(f"which order is missing: {known}, or others in words.")
    status, own_words = order_called(status)
    return Order(id=new_id(), child=focus, status=status, words=own_words, when=_lasting(when))


def _responsibility(case: CaseFile, focus: Id, words: str, day: date) -> Stated:
    said, when = _name_and_date(words, day)
    name, _, ground = (part.strip() for part in said.partition(","))
    if not name:
        raise UsageError("who holds it is missing:", remedy="responsibility: Tom, birth registration from 12/3/2010.")
    holder = person_called(case, name)
    return ParentalResponsibility(id=new_id(), child=focus, holder=holder, ground=ground, when=_lasting(when))


def _lasting(when: When) -> When:
    """Return one date, or `from` one, as the beginning of what goes on; another period, or nothing, as it is."""
    if when.is_undated or (when.is_period and not when.edtf.endswith("/")):
        return when
    return When(edtf=f"{when.edtf.rstrip('/')}/..", doubts=when.doubts)


def _name_and_date(words: str, day: date) -> tuple[str, When]:
    """Return what stands before the longest date at the end, and that; raises UsageError for a date that cannot be read."""
    parts = words.split()
    for at in range(len(parts)):
        try:
            when = read_when(" ".join(parts[at:]), latest=day)
        except UnreadableDate as failure:
            if at == len(parts) - 1 and any(letter.isdigit() for letter in parts[at]):
                raise UsageError(failure.message) from failure
            continue
        return " ".join(parts[:at]).strip(" ,;"), when
    return words.strip(" ,;"), UNDATED


def _not_twice(case: CaseFile, made: Stated) -> None:
    """Raise UsageError where the same is recorded already."""
    same = made.model_dump(exclude={"id"})
    held = (r for r in case.of_kind(type(made)) if r.model_dump(exclude={"id"}) == same)
    if next(held, None) is not None:
        raise UsageError("this is recorded already.", remedy="R on the genogram corrects it.")
