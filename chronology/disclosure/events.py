"""Entries, plans, services and meetings of a projection: of whom they may be shown, in words that name nobody withheld."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from chronology.disclosure.audiences import Reason
from chronology.disclosure.own import of_these, words_alone
from chronology.disclosure.parent_sets import STANDS
from chronology.disclosure.people import CLEARED
from chronology.disclosure.scope import Scope
from chronology.disclosure.screening import NOT_SHOWN, Screen
from chronology.disclosure.spellings import apart
from chronology.disclosure.tellers import is_private_report, is_somebodys_own, origin_of, speaks_for_agency
from chronology.lives.mentions import names_of
from chronology.practice.agencies import agency_kind
from chronology.practice.kin import kin_called
from chronology.record.casefile import CaseFile
from chronology.record.entries import Entry, Origin, OwnAccount
from chronology.record.plans import Meeting, Service
from chronology.record.releases import Chosen
from chronology.record.sources import Document
from chronology.record.steps import stepwise
from chronology.record.values import Id, Record


def events_of(
    case: CaseFile, people: Mapping[Id, Id], scope: Scope, screen: Screen, counts: Counter[Reason]
) -> list[Record]:
    """Return the entries, plans, services and meetings that concern a child whose own they may be shown.

    What another child said or what it meant for them never stands in it. An entry whose words name somebody withheld
    stands without its words until a person has decided.
    """
    records: list[Record] = []
    included = screen.decisions.of(Chosen.INCLUDED)
    for entry in stepwise(case.entries):
        children = tuple(c for c in entry.children if c in scope.status_of and c in people)
        if entry.id in included and not children:
            shown = _included(case, entry, people, screen)
        elif (entry.children or entry.children_as_written) and not children:
            counts[Reason.SIBLING] += 1
            continue
        elif not entry.children and not scope.audience.sees_siblings_status:
            counts[Reason.THIRD] += 1
            continue
        elif entry.standing not in STANDS and not scope.audience.sees_alleged:
            counts[Reason.ALLEGED] += 1
            continue
        else:
            shown = _entry(case, entry, children, people, scope, screen, counts)
        records.append(screen.shown(entry.id, shown, reworded="event") or _without_words(shown, screen))
    for plan in case.plans:
        if plan.child in scope.status_of and plan.child in people:
            kind, ended = screen.clean(plan.category), screen.clean(plan.ended_because)
            records.append(plan.model_copy(update=CLEARED | {"case_ids": (), "category": kind, "ended_because": ended}))
        else:
            counts[Reason.SIBLING] += 1
    held: tuple[Service | Meeting, ...] = (*case.services, *case.meetings)
    for record in stepwise(held):
        children = tuple(c for c in record.children if c in scope.status_of and c in people)
        if children:
            records.append(_service_or_meeting(record, children, people, screen))
        else:
            counts[Reason.SIBLING] += 1
    records += [
        visits.model_copy(update=CLEARED | {"declared_by": ""})
        for visits in case.visit_records
        if visits.child in scope.status_of and visits.child in people
    ]
    if scope.audience.sees_files:
        records += _files(case, {c.document for r in records if isinstance(r, Entry) for c in r.cites}, screen)
    return records


def _entry(
    case: CaseFile,
    entry: Entry,
    children: tuple[Id, ...],
    people: Mapping[Id, Id],
    scope: Scope,
    screen: Screen,
    counts: Counter[Reason],
) -> Entry:
    """Return an entry with what it says of these children and of nobody else, before its words are looked through."""
    counts[Reason.WORDS] += len(entry.extras)
    mine = {*children, *({scope.parent} if scope.parent else ())}
    seen = entry.seen if not screen.hides_professionals else tuple(s.model_copy(update={"by": ""}) for s in entry.seen)
    changes: dict[str, object] = {
        "children": children,
        "children_as_written": "",
        "people": tuple(people[p] for p in entry.people if p in people),
        "origin": _origin(case, entry, screen),
        "seen": tuple(s.model_copy(update={"by": screen.clean(s.by)}) for s in seen if s.child in children),
        "views": tuple(
            v.model_copy(
                update={"to_whom": _teller(v.to_whom, screen), "present": screen.clean(v.present), "answers": ()}
            )
            for v in entry.views
            if v.child in children
        ),
        "case_ids": (),
        "explained_by": tuple(
            e.model_copy(update={"said_by": _giver(e.said_by, case, people)}) for e in entry.explained_by
        ),
        "own_accounts": tuple(
            a.model_copy(update={"person": people.get(a.person or ""), "name": screen.clean(a.name)})
            for a in entry.own_accounts
            if a.person in mine or (scope.audience.sees_siblings_status and _may_tell(a, people, scope))
        ),
        "goals": (),
        "corroborates": (),
        "contradicts": (),
        "extras": (),
        "content_key": "",
    }
    cites = entry.cites if scope.audience.sees_files else ()
    cites = tuple(c.model_copy(update={"place": screen.clean(c.place)}) for c in cites)
    return of_these(entry, children).model_copy(update=CLEARED | changes | {"cites": cites})


def _may_tell(account: OwnAccount, people: Mapping[Id, Id], scope: Scope) -> bool:
    """Return whether somebody's own account may stand there: of another child's own document it is no part."""
    if account.person is None:
        return bool(account.name)
    return account.person in people and not (scope.is_childs_own and account.person in scope.others)


def _included(case: CaseFile, entry: Entry, people: Mapping[Id, Id], screen: Screen) -> Entry:
    """Return an entry about somebody else that a person included: what happened, and who says so."""
    found = words_alone(entry).model_copy(update={"origin": _origin(case, entry, screen), "cites": ()})
    return found.model_copy(update={"people": tuple(people[p] for p in entry.people if p in people)})


def _origin(case: CaseFile, entry: Entry, screen: Screen) -> Origin:
    """Return who says it: the agency and its document; a person only who speaks for an agency, never who told it privately."""
    said = origin_of(case, entry)
    is_private = is_private_report(entry.category, said)
    is_named = speaks_for_agency(said) and not is_private and not screen.hides_professionals
    person = screen.clean(said.person) if is_named else ""
    is_hidden = (is_private and agency_kind(said.agency) == "") or is_somebodys_own(said.agency)
    agency = "" if is_hidden or not screen.clean(apart(said.agency)) else said.agency
    document = said.document if screen.clean(apart(said.document)) else ""
    return Origin(agency=agency, person=person, document=document, page=screen.clean(said.page))


def _teller(words: str, screen: Screen) -> str:
    """Return to whom a child said something, where it is somebody's office to hear it."""
    is_kept = not screen.hides_professionals and speaks_for_agency(Origin(agency=words, person=words))
    return screen.clean(words) if is_kept else ""


def _giver(words: str, case: CaseFile, people: Mapping[Id, Id]) -> str:
    """Return who gave an explanation: by their office, as a relative, or by name who stands in the projection by name."""
    shown = {name.casefold() for i, who in people.items() if i == who for name in names_of(case.people[i])}
    is_kept = speaks_for_agency(Origin(agency=words, person=words)) or kin_called(words) or words.casefold() in shown
    return words if is_kept else ""


def _without_words(entry: Entry, screen: Screen) -> Entry:
    """Return an entry as its date, its children, its kind and its source alone, saying that it had words."""
    return Entry(
        id=entry.id,
        when=entry.when,
        known=entry.known,
        standing=entry.standing,
        children=entry.children,
        category=screen.clean(entry.category),
        plan=screen.clean(entry.plan),
        event=NOT_SHOWN,
        origin=entry.origin,
        basis=entry.basis,
        cites=entry.cites,
        significance=entry.significance,
    )


def _files(case: CaseFile, cited: set[Id], screen: Screen) -> list[Record]:
    """Return the files that entries cite, each without a name that names somebody withheld."""
    return [
        Document(
            id=kept.id,
            name=screen.clean(apart(kept.name)) and kept.name,
            form=kept.form,
            sha256=kept.sha256,
            agency=screen.clean(kept.agency),
        )
        for kept in case.documents.values()
        if kept.id in cited
    ]


def _service_or_meeting(
    record: Service | Meeting, children: tuple[Id, ...], people: Mapping[Id, Id], screen: Screen
) -> Service | Meeting:
    clean = screen.clean
    changes: dict[str, object] = CLEARED | {"children": children}
    if isinstance(record, Service):
        adults = tuple(people[p] for p in record.people if p in people)
        periods = tuple(p.model_copy(update={"reason": clean(p.reason)}) for p in record.periods)
        words = {"name": clean(record.name), "provider": clean(record.provider), "need": clean(record.need), "ref": ""}
        return record.model_copy(update=changes | words | {"people": adults, "periods": periods})
    came = tuple(
        a.model_copy(
            update={"name": "", "person": None, "role": clean(a.role), "agency": clean(a.agency), "reason": ""}
        )
        for a in record.attendance
    )
    words = {"what": clean(record.what), "decisions": clean(record.decisions)}
    return record.model_copy(update=changes | words | {"attendance": came, "entry": None})
