"""Who told something privately: a neighbour, a relative, a caller; never somebody who speaks for an agency."""

from __future__ import annotations

import re
from collections.abc import Iterator

from chronology.disclosure.everyday import is_everyday
from chronology.practice.agencies import agency_kind, names_role
from chronology.practice.categories import counts_as
from chronology.practice.kin import kin_called, number_called
from chronology.record.casefile import CaseFile
from chronology.record.entries import Entry, Origin
from chronology.record.sources import Restriction
from chronology.record.steps import stepwise

_NO_AGENCY = frozenset({"", "community"})
"""Kinds of sources whose people speak for themselves and not for an agency."""
_PRIVATE = re.compile(r"\b(?:neighbour|anonymous|public|friend|relative|family|caller|referrer)\b", re.IGNORECASE)
_NAME = r"[^\W\d_a-z][\w'’.-]*"
_TITLED = re.compile(rf"\b(?:Mr|Mrs|Ms|Miss|Mx|Master)\.?\s+({_NAME}(?:\s+{_NAME})*)")
_NAMED = re.compile(rf"(?<!\w){_NAME}(?:\s+{_NAME})+")


def origin_of(case: CaseFile, entry: Entry) -> Origin:
    """Return who says it, with the agency of its file where the entry names none."""
    said = entry.origin
    if said.agency:
        return said
    named = (case.documents[c.document].agency for c in entry.cites if c.document in case.documents)
    return said.model_copy(update={"agency": next((agency for agency in named if agency), "")})


def speaks_for_agency(said: Origin) -> bool:
    """Return whether the person of a source speaks for an agency."""
    return agency_kind(said.agency) not in _NO_AGENCY or names_role(said.person)


def is_private_report(category: str, said: Origin) -> bool:
    """Return whether somebody reported it who speaks for no agency."""
    return counts_as(category) == "report" and agency_kind(said.agency) in _NO_AGENCY


def is_somebodys_own(agency: str) -> bool:
    """Return whether what stands as an agency is a person: "Mrs Pringle"."""
    return _TITLED.search(agency) is not None and agency_kind(agency) == "" and not names_role(agency)


def private_tellers(case: CaseFile, *, held_alone: bool = False) -> Iterator[str]:
    """Yield the names of those who reported something privately, or whose report is restricted for their sake.

    With `held_alone` only the second.
    """
    for entry in stepwise(case.entries):
        said = origin_of(case, entry)
        is_held = Restriction.REFERRER in entry.restriction
        if speaks_for_agency(said) or (held_alone and not is_held):
            continue
        if is_held or is_private_report(entry.category, said) or _PRIVATE.search(said.agency):
            yield from _names(said.person, is_person=True)
            if agency_kind(said.agency) == "":
                yield from _names(said.agency, is_person=False)


def _names(words: str, *, is_person: bool) -> Iterator[str]:
    """Yield what in words is somebody's name, and not what they are to the family."""
    if kin_called(words) or number_called(words) or _PRIVATE.fullmatch(words.strip()):
        return
    for pattern in (_TITLED, _NAMED):
        found = [m[m.lastindex or 0] for m in pattern.finditer(words)]
        if found:
            yield from (name for name in found if not _PRIVATE.search(name))
            return
    if is_person and re.fullmatch(_NAME, words.strip()) and not is_everyday(words.strip().casefold()):
        yield words.strip()
