"""Which facts a genogram is drawn from: what is withheld or was not asked for is left out, and said."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date

from chronology.disclosure.restricted import records_about
from chronology.disclosure.restricted import without_restricted as open_to_everyone
from chronology.lives.kinship import FamilyGraph
from chronology.lives.placements import with_carers
from chronology.record.casefile import CaseFile
from chronology.record.errors import UsageError
from chronology.record.people import Place
from chronology.record.ties import Partnership
from chronology.record.values import Id, Record
from exporters.documents.origins import files_of, from_words, is_by_hand
from exporters.documents.printable import printable
from exporters.documents.selection import WHY_WITHHELD
from exporters.genogram.chosen import Sensitive, without_unasked

MOST_SOURCES = 2
"""Files named in the heading as where the family was read; of more, only how many."""
_NOT_FAMILY = {Place.NETWORK, Place.PROFESSIONAL, Place.PET}
GENERATIONS = 3
"""How many generations a drawing for one child reaches where nobody says."""


def facts_to_draw(
    case: CaseFile,
    notices: list[str],
    *,
    day: date,
    child: Id | None = None,
    generations: int | None = None,
    show: Collection[Sensitive] = (),
) -> CaseFile:
    """Return what may be drawn of a case file, for one child or for all, and add to the notices what may not."""
    case, unasked = without_unasked(without_restricted(case, notices), show)
    notices += unasked
    case = _with_one_history_a_couple(with_carers(case), notices)
    if child is not None and child not in case.people:
        raise UsageError("this child's own record is withheld.", remedy="Draw the family without --child.")
    if generations is not None and child is None:
        notices.append("generations are counted from a child: without one, everyone is drawn")
    if child is not None:
        near = FamilyGraph(case, day).within(child, generations or GENERATIONS)
        near |= _beside(case, near)
        gone = [p.place in _NOT_FAMILY for p in case.people.values() if p.id not in near]
        untied, left = sum(gone), len(gone) - sum(gone)
        case = CaseFile.of(records_about(case, near))
        if left:
            reach = generations or GENERATIONS
            far = "1 person is" if left == 1 else f"{left} people are"
            notices.append(f"{far} further away than {reach} generation{'s' * (reach > 1)} and not drawn")
        if untied:
            beside = "1 person who is not family" if untied == 1 else f"{untied} people who are not family"
            notices.append(f"not drawn, as no tie to anybody drawn is recorded: {beside}")
    return case


def _beside(case: CaseFile, near: Collection[Id]) -> set[Id]:
    """Return who is not family and has a tie to somebody drawn."""
    ends = [pair for b in case.bonds for pair in ((b.source, b.target), (b.target, b.source))]
    return {
        one for one, other in ends if other in near and one in case.people and case.people[one].place in _NOT_FAMILY
    }


def without_restricted(case: CaseFile, notices: list[str]) -> CaseFile:
    """Return the case file without what is withheld from every export, and say so."""
    open_to_all = open_to_everyone(case)
    told = open_to_all.of_people
    if told:
        why = " and ".join(WHY_WITHHELD[r] for r in sorted(open_to_all.reasons))
        are = "1 record of people and ties is" if told == 1 else f"{told} records of people and ties are"
        notices.append(f"{are} withheld: {why}")
    return open_to_all.case


def _with_one_history_a_couple(case: CaseFile, notices: list[str]) -> CaseFile:
    """Return the case file with each couple's partnerships as one history: two who marry again are one line, not two."""
    held: dict[frozenset[Id], list[Partnership]] = {}
    for partnership in case.partnerships:
        if len(partnership.partners) == 2:
            held.setdefault(frozenset(partnership.partners), []).append(partnership)
    joined: list[Record] = []
    gone: dict[Id, Id] = {}
    for several in held.values():
        if len(several) < 2:
            continue
        several.sort(key=lambda p: (min((s.when.sort_key for s in p.steps), default=(1, 0, 0, "")), p.id))
        first, *rest = several
        if any(p.standing is not first.standing for p in rest):
            names = " and ".join(case.people[i].shown_name for i in first.partners if i in case.people)
            notices.append(f"{names}: partnerships of different standing are recorded; the first is drawn")
            continue
        steps = tuple(dict.fromkeys(step for p in several for step in p.steps))
        joined.append(first.model_copy(update={"steps": steps}))
        gone |= {p.id: first.id for p in rest}
    joined += [
        p.model_copy(update={"partnership": gone[p.partnership]}) for p in case.parentages if p.partnership in gone
    ]
    return case.with_records(joined, gone) if joined else case


def source_words(case: CaseFile, people: Iterable[Id], made_for: str) -> list[str]:
    """Return from which files these people were read, in words, and whether some were recorded by hand."""
    drawn = [case.people[i] for i in people]
    names = sorted({printable(case.documents[i].name) for i in files_of(case, drawn)})
    if len(names) > MOST_SOURCES:
        names = [f"{len(names)} files"]
    words = from_words(names, by_hand=is_by_hand(drawn, made_for))
    return [words] if words else []
