"""A person's decision about one record in what is made for an audience: whether it can be made, and what is kept of it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from chronology.disclosure.audiences import AUDIENCES, Reason, audience_of
from chronology.disclosure.kin import carers_of
from chronology.disclosure.projection import Projection, Request, project
from chronology.disclosure.tokens import Kind, Token, own_tokens
from chronology.lives.mentions import other_children
from chronology.record.casefile import CaseFile, date_of
from chronology.record.dates import When
from chronology.record.entries import Entry
from chronology.record.errors import UsageError
from chronology.record.people import Person, Place
from chronology.record.releases import OF_WORDS, Chosen, Release, digest_of, release_id
from chronology.record.sources import Stated
from chronology.record.values import Id, Record

INCLUDES_SIBLINGS = frozenset({"court", "conference"})
"""For whom an entry about a brother or sister may be included (line 7)."""
SAID = {
    Chosen.AS_WRITTEN: "stands as it is written",
    Chosen.WITHOUT_NAMES: "stands with names replaced",
    Chosen.REWORDED: "stands in other words",
    Chosen.LEFT_OUT: "stays without its words",
    Chosen.INCLUDED: "is included",
    Chosen.LIFTED: "leaves although it is restricted",
}
_BY_KIND: Mapping[Kind, Collection[Reason]] = {
    Kind.ADDRESS: {Reason.ADDRESS},
    Kind.POSTCODE: {Reason.ADDRESS},
    Kind.PHONE: {Reason.WORDS},
    Kind.EMAIL: {Reason.WORDS},
    Kind.NUMBER: {Reason.WORDS},
}
"""Why a place, or what somebody is reached or filed under, is withheld, whosever it is."""


@dataclass(frozen=True)
class Decided:
    """A decision that can be kept."""

    release: Release
    label: str
    """A sentence for the change history."""


def decided(
    case: CaseFile,
    record: Record,
    chosen: Chosen,
    request: Request,
    *,
    because: str,
    worker: str,
    words: str = "",
    day: date,
) -> Decided:
    """Return a decision about a record, for the audience and child of the request.

    Raises UsageError where nobody is named who decides or no reason is given, and where the decision would change nothing or
    is one that this audience's document does not allow.
    """
    audience = audience_of(request.audience)
    if not because.strip() or not worker.strip():
        raise UsageError(
            "a decision about what leaves is a named person's, and has a reason.",
            remedy="Give --worker NAME and --why WORDS.",
        )
    request = replace(request, is_childs_own=True)
    if chosen is Chosen.INCLUDED:
        _can_be_included(record, request)
    elif chosen is Chosen.LIFTED:
        if not isinstance(record, Stated) or not record.restriction:
            raise UsageError("this record carries no restriction.", remedy="Nothing has to be lifted.")
    else:
        _can_be_decided(case, record, chosen, request, words, day)
    child = request.child
    release = Release(
        id=release_id(record.id, chosen, audience.key, child),
        record=record.id,
        chosen=chosen,
        audience=audience.key,
        child=child,
        words=words.strip() if chosen is Chosen.REWORDED else "",
        of=digest_of(record),
        because=because.strip(),
        worker=worker.strip(),
        when=When.on(day),
    )
    return Decided(release, f"{told(record)} {SAID[chosen]} {_for(audience.key)}: decided by {worker.strip()}")


def told(record: Record) -> str:
    """Return which record it is, without a word of its own."""
    when = date_of(record)
    kind = "The entry" if isinstance(record, Entry) else f"The {record.kind.replace('_', ' ')}"
    return f"{kind} of {when.words()}" if not when.is_undated else f"{kind} without a date"


def found_record(case: CaseFile, words: str) -> Record:
    """Return the one record whose id is this or begins so; raises UsageError where there is none or are several."""
    start = words.strip().casefold()
    found = [r for i, r in case.records.items() if i == start] or [
        r for i, r in case.records.items() if len(start) >= 6 and i.startswith(start)
    ]
    if len(found) != 1:
        raise UsageError(
            "several records begin so." if found else "there is no such record.",
            remedy="Give the id as kinline withheld lists it.",
        )
    return found[0]


def restricted_of(case: CaseFile, child: Id) -> Sequence[Entry]:
    """Return the entries that name a child and carry a restriction, so that somebody can decide about them."""
    return [e for e in case.entries_about(child) if e.restriction]


def includable(case: CaseFile, child: Id, audience: str) -> Sequence[Entry]:
    """Return the entries that can be included in a child's document: about others for court and conference, else the family's."""
    of_others = audience in INCLUDES_SIBLINGS
    return [
        e
        for e in case.entries
        if not e.concerns(child) and not e.restriction and bool(e.children or e.children_as_written) is of_others
    ]


def possible_of_words(record: Record) -> tuple[Chosen, ...]:
    """Return what may become of a record's words that name somebody withheld."""
    takes_words = isinstance(record, Entry) or "words" in type(record).model_fields
    return (Chosen.AS_WRITTEN, Chosen.WITHOUT_NAMES, *((Chosen.REWORDED,) if takes_words else ()), Chosen.LEFT_OUT)


def reasons_of(
    case: CaseFile, projection: Projection, request: Request, *, day: date
) -> Mapping[Id, tuple[Reason, ...]]:
    """Return for which reasons what each mention's record names is withheld: each code once, in the order of the codes."""
    carers = carers_of(case, day, request.parent)
    siblings = {p.id for p in other_children(case, request.child)} if request.child else set[Id]()
    of_people: dict[Token, set[Reason]] = {}
    for person in case.people.values():
        if person.id not in projection.case.people or person.id in siblings:
            for token in own_tokens(person):
                of_people.setdefault(token, set()).add(_why_withheld(person, carers, siblings))

    def reasons(token: Token) -> Collection[Reason]:
        return _BY_KIND.get(token.kind) or of_people.get(token) or {Reason.THIRD}

    named = {m.record: {reason for token in m.tokens for reason in reasons(token)} for m in projection.mentions}
    return {record: tuple(reason for reason in Reason if reason in found) for record, found in named.items()}


def _why_withheld(person: Person, carers: Collection[Id], siblings: Collection[Id]) -> Reason:
    if person.restriction:
        return Reason.RESTRICTED
    if person.id in carers:
        return Reason.CARER
    if person.id in siblings:
        return Reason.SIBLING
    if person.place is Place.PROFESSIONAL:
        return Reason.PROFESSIONAL
    return Reason.THIRD if person.is_confirmed else Reason.ALLEGED


def _for(audience: str) -> str:
    words = AUDIENCES[audience].words.format(parent="parent")
    return f"in what is made for {words}"


def _can_be_included(record: Record, request: Request) -> None:
    if not isinstance(record, Entry) or request.child is None:
        raise UsageError("only an entry is included, in one child's document.", remedy="Name the child with --child.")
    if record.concerns(request.child):
        raise UsageError("this entry names the child: it needs no decision to be included.")
    if record.restriction:
        raise UsageError(
            "this entry carries a restriction.", remedy="It is not included: that is not what a restriction is for."
        )
    if (record.children or record.children_as_written) and request.audience not in INCLUDES_SIBLINGS:
        raise UsageError(
            "an entry about a brother or sister is included for a court or a conference alone.",
            remedy="Write what it shows about this child in an entry of this child's own.",
        )
    if request.audience in INCLUDES_SIBLINGS and not record.children and not record.children_as_written:
        raise UsageError("this entry is about the family and stands there already.")


def _can_be_decided(case: CaseFile, record: Record, chosen: Chosen, request: Request, words: str, day: date) -> None:
    bare = case.with_records((), [r.id for r in case.releases if r.record == record.id and r.chosen in OF_WORDS])
    projection = project(bare, request, day=day)
    if record.id not in {m.record for m in projection.mentions}:
        raise UsageError("the words of this record name nobody who is withheld from this audience.")
    if chosen is Chosen.REWORDED and (not words.strip() or names_withheld(projection, words)):
        raise UsageError(
            "the new words name somebody withheld too." if words.strip() else "there are no new words.",
            remedy="Write it without names.",
        )


def names_withheld(projection: Projection, words: str) -> bool:
    """Return whether words hold something that is withheld in a projection."""
    from chronology.disclosure.tokens import Finder

    return bool(Finder(projection.tokens | projection.others).found_in(words))
