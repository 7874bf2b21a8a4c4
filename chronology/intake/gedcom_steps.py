"""Events of a GEDCOM FAM record as the steps of a partnership: engaged, married, separated, and what else people write."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from chronology.intake.gedcom_people import Warner, dated, note_words, said_once, unsaid
from chronology.readers.families.structures import Structure
from chronology.record.dates import UNDATED, When
from chronology.record.ties import PartnershipStatus, PartnershipStep

_S = PartnershipStatus
_STEPS = {
    "ENGA": _S.ENGAGED,
    "MARR": _S.MARRIED,
    "DIV": _S.DIVORCED,
    "ANUL": _S.ANNULLED,
    "SEPA": _S.SEPARATED,
    "_SEPR": _S.SEPARATED,
    "_SEPARATED": _S.SEPARATED,
    "_LIV": _S.COHABITING,
    "_COHABITATION": _S.COHABITING,
}
_WORDS: tuple[tuple[str, PartnershipStatus | None], ...] = (
    ("ended cohabitation", _S.COHABITATION_ENDED),
    ("cohabitation ended", _S.COHABITATION_ENDED),
    ("cohabit", _S.COHABITING),
    ("living together", _S.COHABITING),
    ("common law", _S.COHABITING),
    ("living apart together", _S.LIVING_APART_TOGETHER),
    ("legal separation", _S.LEGALLY_SEPARATED),
    ("legally separated", _S.LEGALLY_SEPARATED),
    ("separat", _S.SEPARATED),
    ("civil partnership", _S.CIVIL_PARTNERSHIP),
    ("reconcil", _S.RECONCILED),
    ("relationship ended", _S.ENDED),
    ("divorce filed", None),
    ("divorce", _S.DIVORCED),
    ("marriage", _S.MARRIED),
    ("dating", _S.DATING),
    ("affair", _S.AFFAIR),
    ("engage", _S.ENGAGED),
)
_STATUSES = {status.value: status for status in PartnershipStatus}
STEP_TAGS = frozenset({"DATE", "TYPE", "PLAC", "NOTE", "SNOTE", "CONT", "CONC"})
"""What a step holds of its event; whatever else stands below it is carried."""


def steps_of(family: Structure, notes: Mapping[str, str], warn: Warner) -> Iterator[PartnershipStep]:
    """Yield the steps that the events of one record tell; `notes` are the notes that stand elsewhere in the file."""
    for line in family.below or ():
        status = status_of(line)
        if status is None or line.value.strip().upper() == "N":
            continue
        kind = line.text("TYPE").strip() if line.tag != "EVEN" else ""
        noted = [note_words(n, notes, unsaid) for n in line.all("NOTE", "SNOTE")]
        told = said_once((kind, line.text("PLAC").strip(), *noted))
        yield from _as_steps(status, dated(line, warn), "; ".join(told))


def in_order(steps: list[PartnershipStep]) -> tuple[PartnershipStep, ...]:
    """Return the steps once each, by date where all have one, else as recorded."""
    once = list(dict.fromkeys(steps))
    return tuple(sorted(once, key=lambda s: s.when.sort_key) if all(not s.when.is_undated for s in once) else once)


def status_of(line: Structure) -> PartnershipStatus | None:
    """Return what a partnership became by an event, None where the event is no such step."""
    if line.tag == "_STATUS":
        return _STATUSES.get(line.whole_text().strip().casefold())
    if line.tag not in _STEPS and line.tag != "EVEN":
        return None
    kind = line.text("TYPE").strip().casefold()
    if line.tag == "EVEN":
        words = f"{kind} {line.value}".casefold()
        return next((s for word, s in _WORDS if word in words), None)
    if line.tag == "MARR" and "civil partnership" in kind:
        return PartnershipStatus.CIVIL_PARTNERSHIP
    if line.tag == "MARR" and any(word in kind for word in ("common law", "cohabit")):
        return PartnershipStatus.COHABITING
    return _STEPS[line.tag]


def _as_steps(status: PartnershipStatus, when: When, note: str) -> Iterator[PartnershipStep]:
    """Yield the step, and for a period that ended the ending as a step of its own."""
    start, slash, end = when.edtf.partition("/")
    if not slash or status.has_ended:
        yield PartnershipStep(status=status, when=when, note=note)
        return
    yield PartnershipStep(status=status, when=_part(start, when.as_written), note=note)
    if end not in {"", ".."}:
        cohabited = status is PartnershipStatus.COHABITING
        ending = PartnershipStatus.COHABITATION_ENDED if cohabited else PartnershipStatus.ENDED
        yield PartnershipStep(status=ending, when=_part(end, when.as_written))


def _part(edtf: str, as_written: str) -> When:
    return (
        UNDATED.model_copy(update={"as_written": as_written})
        if edtf in {"", ".."}
        else When(edtf=edtf, as_written=as_written)
    )
