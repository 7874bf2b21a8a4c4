"""Accounts of several sources that may tell of one matter: offered with the reason, decided by a person.

A pure function of the case file: what was decided is a record (`Matter`), what is offered is worked out anew. Nothing
is merged: every account stays under its source, an undated one is never drawn to a dated one.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from chronology.lives.mentions import names_of
from chronology.practice.agencies import agencies_named, agency_kind, names_agency
from chronology.practice.matters import concepts_in, matter_data, words_in
from chronology.record.casefile import CaseFile
from chronology.record.dates import When
from chronology.record.entries import Entry
from chronology.record.imports import Matter
from chronology.record.steps import stepwise
from chronology.record.values import Id

LONGEST_SPAN = timedelta(days=3)
"""Dates that may be further apart in themselves tell of no day, and are not laid beside others."""
FEWEST = 60
"""Entries below which a record is too small to tell what is seldom: a thing named twice in it still weighs."""
_MOST = 4.0
"""The most that one thing or word weighs, however seldom it is named."""


@dataclass(frozen=True)
class FoundMatter:
    """Accounts that tell of one matter, as it is offered or as somebody decided."""

    entries: tuple[Id, ...]
    """By date; one an account."""
    is_decided: bool
    """Whether a person said so."""
    why: str
    """What they share."""
    contradictions: tuple[str, ...] = ()
    """Where the accounts say different things."""


def matters_of(case: CaseFile) -> tuple[FoundMatter, ...]:
    """Return the matters that somebody decided on, and those offered, by date."""
    decided = [m for m in case.of_kind(Matter) if m.is_one]
    apart = {frozenset(pair) for m in case.of_kind(Matter) if not m.is_one for pair in _pairs(m.entries)}
    by_id = {entry.id: entry for entry in case.entries}
    taken = {entry for matter in decided for entry in matter.entries}
    found = [
        FoundMatter(known, True, matter.why or "decided by a person", contradictions(case, [by_id[e] for e in known]))
        for matter in decided
        if len(known := tuple(e for e in matter.entries if e in by_id)) > 1
    ]
    found += _offered(case, [entry for entry in case.entries if entry.id not in taken], apart)
    order = {entry.id: at for at, entry in enumerate(case.entries)}
    return tuple(sorted(found, key=lambda matter: order[matter.entries[0]]))


def _pairs(entries: Sequence[Id]) -> Iterable[tuple[Id, Id]]:
    return ((one, two) for at, one in enumerate(entries) for two in entries[at + 1 :])


def _offered(case: CaseFile, entries: Sequence[Entry], apart: set[frozenset[Id]]) -> list[FoundMatter]:
    weights = _Weights(case, entries)
    parameters = matter_data().parameters
    days = [(entry, span) for entry in entries if (span := _days(entry.when)) is not None]
    days.sort(key=lambda pair: (pair[1], pair[0].id))
    likely: list[tuple[float, Entry, Entry]] = []
    for at, (one, span) in enumerate(stepwise(days)):
        for two, other in days[at + 1 :]:
            gap = (other[0] - span[1]).days
            if gap > parameters.days_apart:
                if (other[0] - span[0]).days > parameters.days_apart + LONGEST_SPAN.days:
                    break
                continue
            if weights.has_one_source(one, two) or frozenset((one.id, two.id)) in apart or not _same_children(one, two):
                continue
            evidence = weights.evidence(one, two)
            if evidence >= (parameters.evidence if gap <= 0 else parameters.evidence_day_apart):
                likely.append((evidence, one, two))
    return [_matter(case, group) for group in stepwise(_grouped(likely, apart))]


def _grouped(likely: list[tuple[float, Entry, Entry]], apart: set[frozenset[Id]]) -> list[list[Entry]]:
    """Return groups of accounts, at most one of each source, the likest pairs joined first."""
    group_of: dict[Id, list[Entry]] = {}
    for _, one, two in stepwise(sorted(likely, key=lambda pair: (-pair[0], pair[1].id, pair[2].id))):
        first, second = group_of.get(one.id, [one]), group_of.get(two.id, [two])
        if first is second:
            continue
        joined = [*first, *second]
        if len({_source(entry) for entry in joined}) < len(joined):
            continue
        if any(frozenset(pair) in apart for pair in _pairs([entry.id for entry in joined])):
            continue
        for entry in joined:
            group_of[entry.id] = joined
    return list({id(group): group for group in group_of.values()}.values())


def _matter(case: CaseFile, group: list[Entry]) -> FoundMatter:
    ordered = sorted(group, key=lambda entry: (entry.when.sort_key, entry.id))
    shared = frozenset.intersection(*(concepts_in(_told(entry)) for entry in ordered))
    words = frozenset.intersection(*(words_in(_told(entry)) for entry in ordered))
    told = ", ".join(sorted(concept.replace("_", " ") for concept in shared) or sorted(words)[:6])
    days = {entry.when.edtf[:10] for entry in ordered}
    when = "on the same day" if len(days) == 1 else "a day apart"
    return FoundMatter(
        tuple(entry.id for entry in ordered),
        False,
        f"{len(ordered)} sources, {when}{f', all tell of: {told}' if told else ''}",
        contradictions(case, ordered),
    )


def contradictions(case: CaseFile, entries: Sequence[Entry]) -> tuple[str, ...]:
    """Return where accounts of one matter say different things: the day, the time, the children, seen, standing, numbers."""
    found: list[str] = []
    for what, said in (
        ("the day", [entry.when.words() for entry in entries]),
        ("the children", [_names(case, entry.children) for entry in entries if entry.children]),
        ("how far it stands", [entry.standing.value for entry in entries]),
        (
            "told to social care",
            [entry.told_to_social_care.value for entry in entries if entry.told_to_social_care.value != "unknown"],
        ),
        ("who was seen", [_names(case, tuple(s.child for s in entry.seen)) for entry in entries if entry.seen]),
    ):
        if len(set(said)) > 1:
            found.append(f"{what}: {' / '.join(dict.fromkeys(said))}")
    return tuple(found)


def _names(case: CaseFile, people: tuple[Id, ...]) -> str:
    return ", ".join(sorted(case.people[p].shown_name for p in set(people) if p in case.people)) or "nobody"


def matter_values(case: CaseFile, matter: FoundMatter) -> dict[str, Any]:
    """Return a matter as other programs read it: its accounts, each under its source, and what they contradict in."""
    by_id = {entry.id: entry for entry in case.entries}
    return {
        "decided": matter.is_decided,
        "why": matter.why,
        "contradictions": list(matter.contradictions),
        "accounts": [_account(case, by_id[entry]) for entry in matter.entries if entry in by_id],
    }


def _account(case: CaseFile, entry: Entry) -> dict[str, Any]:
    cite = next((cite for cite in entry.cites if cite.document in case.documents), None)
    return {
        "entry": entry.id,
        "date": entry.when.edtf,
        "agency": entry.origin.agency,
        "event": "withheld: it is restricted" if entry.restriction else entry.event,
        "file": case.documents[cite.document].name if cite else "",
        "row": cite.row if cite else None,
    }


class _Weights:
    """How seldom this record names each thing and word, and what two accounts share of them."""

    def __init__(self, case: CaseFile, entries: Sequence[Entry]) -> None:
        names = {
            word
            for person in case.people.values()
            if person.is_subject
            for name in names_of(person)
            for word in words_in(name)
        }
        self._concepts = {
            e.id: concepts_in(_told(e)) | {f"domain {n.domain}" for n in e.neglect} for e in stepwise(entries)
        }
        self._words = {e.id: words_in(_told(e)) - names for e in stepwise(entries)}
        self._kinds = {e.id: agency_kind(e.origin.agency) for e in stepwise(entries)}
        self._named = {e.id: agencies_named(_told(e)) for e in stepwise(entries)}
        self._sources = {e.id: _source(e) for e in stepwise(entries)}
        total = max(len(entries), FEWEST)
        self._weight: dict[str, float] = {}
        for terms in (self._concepts, self._words):
            counts = Counter(term for found in terms.values() for term in found)
            self._weight |= {term: min(math.log(total / (count + 0.5)), _MOST) for term, count in counts.items()}
        settings = matter_data().settings.concepts
        self._weight |= {c: self._weight[c] * matter_data().parameters.setting for c in settings if c in self._weight}

    def has_one_source(self, one: Entry, two: Entry) -> bool:
        """Return whether two accounts are of one source, which tells of a matter once."""
        return self._sources[one.id] == self._sources[two.id]

    def evidence(self, one: Entry, two: Entry) -> float:
        """Return how much speaks for two accounts telling of one matter."""
        parameters = matter_data().parameters
        first, second = self._concepts[one.id], self._concepts[two.id]
        if first.isdisjoint(second) and self._words[one.id].isdisjoint(self._words[two.id]):
            return 0.0
        shared = self._sum(first & second) + parameters.word * self._sum(self._words[one.id] & self._words[two.id])
        if not shared:
            return 0.0
        for here, there in ((one, two), (two, one)):
            if self._kinds[here.id] and self._kinds[here.id] in self._named[there.id]:
                shared += parameters.named
        return shared - parameters.unshared * self._sum(first ^ second)

    def _sum(self, terms: Iterable[str]) -> float:
        return sum(self._weight[term] for term in sorted(terms))


def _told(entry: Entry) -> str:
    return "\n".join(part for part in (entry.event, entry.action, entry.outcome) if part)


def _source(entry: Entry) -> str:
    """Return whose account it is: the agency, else the file it was read from (a worker's name is no agency)."""
    agency = " ".join(entry.origin.agency.casefold().split())
    if agency and names_agency(agency):
        return agency
    return next((cite.document for cite in entry.cites), agency or entry.id)


def _days(when: When) -> tuple[date, date] | None:
    first, last = when.earliest, when.latest
    return (first, last) if first is not None and last is not None and last - first <= LONGEST_SPAN else None


def _same_children(one: Entry, two: Entry) -> bool:
    """Return whether two accounts may be about the same children: they share one, or one of them names none."""
    first, second = set(one.children), set(two.children)
    return bool(first & second) or not first or not second
