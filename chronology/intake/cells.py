"""Cells of a chronology row as values: basis, standing, grades, neglect, restrictions; unknown words are kept and said."""

from __future__ import annotations

import re
from collections.abc import Callable

from chronology.practice.categories import domain_of, folded
from chronology.readers.tables import Cell, number_of
from chronology.record.dates import UNDATED, When, read_when
from chronology.record.entries import Explanation, Grade, Neglect, Origin, Significance, Told, View
from chronology.record.errors import UnreadableDate
from chronology.record.sources import Basis, Restriction, Standing
from chronology.record.values import Id

Say = Callable[[str], None]
"""Takes a doubt about the row in words."""

_BASES = {
    "observed": Basis.OBSERVED, "seen": Basis.OBSERVED, "observation": Basis.OBSERVED, "direct observation": Basis.OBSERVED,
    "witnessed": Basis.OBSERVED, "told by parent": Basis.TOLD_BY_PARENT, "parent": Basis.TOLD_BY_PARENT,
    "mother": Basis.TOLD_BY_PARENT, "father": Basis.TOLD_BY_PARENT, "mother said": Basis.TOLD_BY_PARENT,
    "told by mother": Basis.TOLD_BY_PARENT, "told by father": Basis.TOLD_BY_PARENT, "reported by parent": Basis.TOLD_BY_PARENT,
    "told by child": Basis.TOLD_BY_CHILD, "child": Basis.TOLD_BY_CHILD, "child said": Basis.TOLD_BY_CHILD,
    "told by other": Basis.TOLD_BY_OTHER, "other": Basis.TOLD_BY_OTHER, "reported": Basis.TOLD_BY_OTHER,
    "hearsay": Basis.TOLD_BY_OTHER, "told by another agency": Basis.TOLD_BY_OTHER, "told by family": Basis.TOLD_BY_OTHER,
    "professional opinion": Basis.OPINION, "opinion": Basis.OPINION, "assessment": Basis.OPINION,
    "document": Basis.DOCUMENT, "letter": Basis.DOCUMENT, "record": Basis.DOCUMENT, "records": Basis.DOCUMENT,
    "report": Basis.DOCUMENT, "file": Basis.DOCUMENT,
}  # fmt: skip
_STANDINGS = {
    "recorded": Standing.RECORDED, "fact": Standing.RECORDED, "alleged": Standing.ALLEGED, "allegation": Standing.ALLEGED,
    "admitted": Standing.ADMITTED, "found": Standing.FOUND, "found by a court": Standing.FOUND, "finding": Standing.FOUND,
    "proved": Standing.FOUND, "not proved": Standing.NOT_PROVED, "not proven": Standing.NOT_PROVED,
    "unproven": Standing.NOT_PROVED, "unsubstantiated": Standing.NOT_PROVED, "not substantiated": Standing.NOT_PROVED,
    "withdrawn": Standing.WITHDRAWN, "retracted": Standing.WITHDRAWN,
}  # fmt: skip
_RESTRICTIONS = {r.value: r for r in Restriction} | {
    "legal advice": Restriction.PRIVILEGED, "legally privileged": Restriction.PRIVILEGED, "anonymous": Restriction.REFERRER,
    "referrer anonymous": Restriction.REFERRER, "address": Restriction.PROTECTED_ADDRESS,
    "confidential address": Restriction.PROTECTED_ADDRESS, "refuge": Restriction.PROTECTED_ADDRESS,
    "police intelligence": Restriction.INTELLIGENCE, "marac": Restriction.INTELLIGENCE,
    "adoption records": Restriction.ADOPTION, "court papers": Restriction.COURT,
}  # fmt: skip
_SIGNIFICANCES = {
    "yes": Significance.YES, "y": Significance.YES, "significant": Significance.YES, "x": Significance.YES, "high": Significance.YES,
    "turning point": Significance.TURNING_POINT, "no": Significance.NO, "n": Significance.NO, "low": Significance.NO,
}  # fmt: skip
_TOLD = {
    "yes": Told.YES,
    "y": Told.YES,
    "no": Told.NO,
    "n": Told.NO,
    "unknown": Told.UNKNOWN,
    "not known": Told.UNKNOWN,
}
LONGEST_PART = 500
"""Characters of one grade or explanation that are looked into; anything longer is kept as written."""
_GRADE = re.compile(r"(?P<tool>\S+)\s+(?P<area>.+?)\s*[:=]?\s+(?P<grade>\d{1,2})\Z")
_EXPLAINED = re.compile(
    r"(?P<by>[^(,]+?)\s*(?:\(\s*(?P<a>[^)]*)\)|,?\s*(?:said by|by|according to)\s+(?P<b>.+))?\Z", re.IGNORECASE
)

_PAGE = re.compile(r"\b(?:pages?|pp?\.)\s*\d+(?:\s*[-–]\s*\d+)?", re.IGNORECASE)
_DOCUMENT = re.compile(
    r"\b(?:letter|log|report|files?|records?|e-?mail|minutes|form|notes?|referral|assessment|statement|summary|"
    r"chronology|exhibit|document|transcript|bundle|register)\b",
    re.IGNORECASE,
)
_OPENING, _CLOSING = "\"“‘'", "\"”’'"
_ASKED = re.compile(
    r"\s*(?:when\s+)?asked\s*[:,]?\s*[\"“](?P<question>[^\"“”]+)[\"”]\s*[:,;]\s*(?:said\s*:?\s*)?[\"“](?P<words>[^\"“”]+)[\"”]\.?\s*\Z",
    re.IGNORECASE,
)


def pieces(words: str) -> list[str]:
    """Return the parts of a cell, apart by semicolon or line."""
    return [part.strip() for part in re.split(r"[;\n]", words) if part.strip()]


def when_of(cell: Cell, *, latest: object) -> When:
    """Return a date cell as read; raises UnreadableDate with the reason where it cannot be."""
    if cell.edtf:
        return When(edtf=cell.edtf, as_written=cell.text)
    return read_when(cell.text, latest=latest, serials=cell.epoch)  # type: ignore[arg-type]


def side_date(cell: Cell, what: str, *, latest: object, say: Say) -> When:
    """Return a date that is not the entry's own; one that cannot be read is kept in words and said."""
    if not cell.text.strip() and not cell.edtf:
        return UNDATED
    try:
        return when_of(cell, latest=latest)
    except UnreadableDate as failure:
        say(f"{what}: {failure.message} It is kept in words, not dated.")
        return When(as_written=cell.text)


def basis_of(words: str, say: Say) -> Basis:
    """Return how we know; an unknown word is said and left out."""
    found = _BASES.get(folded(words), Basis.NOT_RECORDED)
    if words.strip() and not found:
        say(f"“{_short(words)}” is no known way of knowing (observed, told by parent …): kept beside the entry")
    return found


def standing_of(words: str, say: Say) -> Standing:
    """Return how far a statement stands; an unknown word is said and counts as recorded."""
    found = _STANDINGS.get(folded(words))
    if words.strip() and found is None:
        say(f"“{_short(words)}” is no known standing (recorded, alleged, not proved …): kept beside the entry")
    return found or Standing.RECORDED


def known_restrictions() -> frozenset[str]:
    """Return every word that a restriction is known by, and those that mean none."""
    return frozenset(folded(word) for word in _RESTRICTIONS) | {"no", "none", "n a"}


def restrictions_of(words: str, say: Say) -> tuple[Restriction, ...]:
    """Return why the entry is withheld; an unknown word withholds it as court papers would be, and is said."""
    found = []
    for part in pieces(words.replace(",", ";")):
        known = _RESTRICTIONS.get(folded(part))
        if known is None and folded(part) not in {"no", "none", "n a"}:
            say(f"“{_short(part)}” is no known restriction: the entry is withheld from exports until somebody decides")
            known = Restriction.COURT
        if known is not None:
            found.append(known)
    return tuple(dict.fromkeys(found))


def significance_of(words: str, say: Say) -> Significance:
    """Return whether the entry is significant."""
    found = _SIGNIFICANCES.get(folded(words))
    if words.strip() and found is None:
        say(f"“{_short(words)}” does not say whether the entry is significant (yes, turning point, no)")
    return found or Significance.NOT_SAID


def told_of(words: str, say: Say) -> Told:
    """Return whether social care was told."""
    found = _TOLD.get(folded(words))
    if words.strip() and found is None:
        say(f"“{_short(words)}” does not say whether social care was told (yes, no, unknown)")
    return found or Told.UNKNOWN


def count_of(words: str, say: Say) -> int:
    """Return how many events the row stands for."""
    plain = words.strip()
    if (number := number_of(plain, 0)) > 0:
        return number
    if plain:
        say(f"“{_short(words)}” is no number of events: counted as one, the words kept beside the entry")
    return 1


def severity_of(words: str, say: Say) -> int | None:
    """Return a severity of 1 to 5 as a worker entered it."""
    plain = words.strip()
    if plain in {"1", "2", "3", "4", "5"}:
        return int(plain)
    if plain:
        say(f"“{_short(words)}” is no severity from 1 to 5: kept beside the entry")
    return None


def neglect_of(words: str, severity: int | None, say: Say) -> tuple[Neglect, ...]:
    """Return the domains of neglect; an unknown word is kept as written and counts as nothing."""
    found = []
    for part in pieces(words.replace(",", ";")):
        key = domain_of(part)
        if not key:
            say(f"“{_short(part)}” is no known domain of neglect: kept as written, counts as nothing")
        found.append(Neglect(domain=key or part, severity=severity))
    if severity is not None and not found:
        say("a severity without a domain of neglect: kept beside the entry")
    return tuple(found)


def grades_of(words: str, say: Say) -> tuple[Grade, ...]:
    """Return graded-care results, each tool, sub-area and grade."""
    found = []
    for part in pieces(words.replace(",", ";")):
        match = _GRADE.match(" ".join(part.split())) if len(part) <= LONGEST_PART else None
        if match is None or int(match["grade"]) > 10:
            say(f"“{_short(part)}” is no grade (tool, sub-area, number, as GCP2 nutrition 4): kept beside the entry")
            continue
        found.append(Grade(tool=match["tool"], area=match["area"].strip(" :"), grade=int(match["grade"])))
    return tuple(found)


def explanations_of(words: str) -> tuple[Explanation, ...]:
    """Return what is said to explain the entry, and by whom."""
    found = []
    for part in pieces(words):
        match = _EXPLAINED.match(" ".join(part.split())) if len(part) <= LONGEST_PART else None
        if match is None:
            found.append(Explanation(by=part))
        else:
            found.append(Explanation(by=folded(match["by"]) or part, said_by=(match["a"] or match["b"] or "").strip()))
    return tuple(found)


def origin_of(words: str) -> Origin:
    """Return agency, person, document and page of a source cell: "School, Mr Farrow", "Police, log 0442", "GP, p. 4"."""
    agency, comma, rest = (part.strip() for part in words.partition(","))
    page = _PAGE.search(rest)
    if page is not None:
        rest = f"{rest[: page.start()]}{rest[page.end() :]}".strip(" ,;")
    is_document = bool(_DOCUMENT.search(rest))
    return Origin(
        agency=agency,
        person="" if is_document or not comma else rest,
        document=rest if is_document else "",
        page=page[0].strip() if page else "",
    )


def view_of(child: Id, words: str) -> View:
    """Return a child's words, with the question where the cell gives it; quotation marks round the whole go."""
    asked = _ASKED.match(words)
    if asked is not None:
        return View(child=child, question=asked["question"].strip(), words=asked["words"].strip())
    whole = words.strip()
    if len(whole) > 1 and whole[0] in _OPENING and whole[-1] in _CLOSING and not any(q in whole[1:-1] for q in '"“”'):
        whole = whole[1:-1].strip()
    return View(child=child, words=whole)


def _short(words: str) -> str:
    plain = " ".join(words.split())
    return plain if len(plain) <= 60 else plain[:59] + "…"
