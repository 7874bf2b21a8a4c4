"""A case file as one audience may see it: a new case file made of what that audience may have, and nothing else.

Whatever is built from the projection, a drawing or a document, is built as if the rest had never been recorded.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from chronology.disclosure.audiences import RULES, Audience, Reason, audience_of
from chronology.disclosure.events import events_of
from chronology.disclosure.homes import homes_of
from chronology.disclosure.kin import Kinship, Needed, carers_of, needed
from chronology.disclosure.masks import words_for_people
from chronology.disclosure.parent_sets import parent_sets_of
from chronology.disclosure.people import people_of
from chronology.disclosure.restricted import records_about, without_restricted
from chronology.disclosure.scope import Scope
from chronology.disclosure.screening import Decisions, Mention, Screen
from chronology.disclosure.spellings import folded
from chronology.disclosure.ties import ties_of
from chronology.disclosure.tokens import (
    Finder,
    Kind,
    Token,
    as_people_write,
    identifiers,
    own_tokens,
    phrases,
    withheld_tokens,
    without_days_shown,
)
from chronology.disclosure.work import work_of
from chronology.lives.children import subject_children
from chronology.lives.mentions import other_children
from chronology.lives.placements import with_carers
from chronology.lives.timescales import timed_for
from chronology.record.casefile import CaseFile
from chronology.record.errors import UsageError
from chronology.record.households import Footing
from chronology.record.people import Gender, Life, Person
from chronology.record.plans import Family
from chronology.record.releases import Chosen
from chronology.record.sources import Stated
from chronology.record.ties import ParentageKind
from chronology.record.values import Id, Record

_PARENTS_WAYS = frozenset({
    ParentageKind.BIRTH, ParentageKind.UNKNOWN, ParentageKind.ADOPTED, ParentageKind.GUARDIANSHIP,
    ParentageKind.CHILD_ARRANGEMENTS, ParentageKind.KINSHIP, ParentageKind.STEP,
})  # fmt: skip
"""By what somebody counts as a parent for whom a document can be made."""


@dataclass(frozen=True)
class Request:
    """For whom something is made, about which child, and what for."""

    audience: str
    """A key of AUDIENCES."""
    child: Id | None = None
    """The child it is about; None, where the audience allows it, for every subject child."""
    parent: Id | None = None
    """For parent and other_parent: which one."""
    purpose: str = ""
    is_childs_own: bool = False
    """Whether it is for the child's own document, of others nothing but their place in the family; else for a drawing."""
    has_pseudonyms: bool = False
    """Whether names in words are replaced by the word each person stands by, instead of the words being left out."""
    hides_professionals: bool = False
    """Whether professionals stand as their role alone."""


@dataclass(frozen=True)
class Projection:
    """What one audience may see, and how much it may not."""

    case: CaseFile
    audience: Audience
    heading: str
    """For whom it was made and what is withheld from them: the same whatever there was to withhold."""
    withheld: Mapping[Reason, int]
    """How many things were withheld for each reason; never what."""
    tokens: frozenset[Token] = field(repr=False)
    """What tells of anybody or any place withheld: nothing of it may stand in an output."""
    stands_for: Mapping[Id, Id] = field(default_factory=dict, repr=False)
    """For each person shown by a word alone, and each home, the id that it has in the case file."""
    mentions: tuple[Mention, ...] = ()
    """The records whose words name somebody withheld, with what was decided about each."""
    searched: CaseFile | None = None
    """The same without the names in words that somebody decided to let stand, by which it is searched; None where none is."""
    let_stand: frozenset[Token] = field(default=frozenset(), repr=False)
    """What stands in words that somebody decided to let stand."""
    others: frozenset[Token] = field(default=frozenset(), repr=False)
    """The names of other children, where it is for one child's own document and its audience has no part in theirs."""
    included: Mapping[Id, str] = field(default_factory=dict, repr=False)
    """Entries about others that somebody included, each with the reason."""
    pseudonyms: Mapping[Id, str] = field(default_factory=dict, repr=False)
    """The word for each person who stands without a name: to be kept in the case file, so that it can be turned back."""
    lifted: int = 0
    """How many records leave although they carry a restriction, since somebody decided so."""
    shared_surnames: int = 0
    """How many people shown bear the surname of somebody who is shown by a word alone."""

    @property
    def to_decide(self) -> tuple[Id, ...]:
        """The records whose words are left out until a person has decided."""
        return tuple(m.record for m in self.mentions if m.chosen is None)

    def notices(self) -> list[str]:
        """Return what the worker should know: how much was withheld and why, with the code of each reason."""
        found = [
            f"withheld, {reason.value}: {RULES[reason].meaning} ({count})"
            for reason, count in self.withheld.items()
            if count
        ]
        if self.to_decide:
            count = len(self.to_decide)
            records = "1 record names" if count == 1 else f"{count} records name"
            what = "the names in their words are replaced" if self.pseudonyms else "their words are left out"
            found.append(f"{records} somebody withheld: {what} until you have decided (kinline withheld)")
        stand = sum(m.chosen is Chosen.AS_WRITTEN for m in self.mentions)
        if stand:
            found.append(f"{_records(stand)} a name that is withheld elsewhere: a person decided that the words stand")
        if self.included:
            found.append(f"{len(self.included)} included about others, each with its reason")
        if self.lifted:
            found.append(f"restriction lifted by decision: {self.lifted}")
        if self.shared_surnames:
            bear = "1 person shown bears" if self.shared_surnames == 1 else f"{self.shared_surnames} people shown bear"
            found.append(f"{bear} the surname of somebody who is not named: it stands there, and may tell who that is")
        return found


def project(case: CaseFile, request: Request, *, day: date, whole: CaseFile | None = None) -> Projection:
    """Return the case file as an audience may see it on a day.

    `whole` is the case file with everything in it, where `case` is a part (what was known on a day): what neither
    shows is searched for too, and decisions are read from it. Raises UsageError for an audience that is not known, and
    where the child or the parent is missing or does not fit. The same case file, request and day give the same projection.
    """
    counts: Counter[Reason] = Counter()
    told = whole or case
    case, decisions, lifted, request, audience = _with_decisions(case, told, request, day)
    open_to_all = without_restricted(case)
    counts[Reason.RESTRICTED] += open_to_all.of_people + open_to_all.of_events
    scope = _scope(open_to_all.case, audience, request, day)
    cared_for = with_carers(open_to_all.case)
    seen = parent_sets_of(_with_sure_people(cared_for, scope, counts), scope, counts)
    carers = carers_of(cared_for, day, scope.parent)
    carers = {**_only_placed_with(open_to_all.case, carers, scope), **carers}
    need = needed(seen, carers, audience, scope.children, scope.parent, hides_professionals=request.hides_professionals)
    kept = told.pseudonyms if request.has_pseudonyms else {}
    people = people_of(seen, need, scope, counts, kept)
    near = frozenset(need.named) | frozenset(need.unnamed)
    left = CaseFile.of(records_about(seen, near))
    homes = homes_of(left, people.ids, scope, counts)
    frame = CaseFile.of([*people.records, *homes.records])
    tokens = withheld_tokens(identifiers(told), frame)
    words = _pseudonyms(told, need, people.records, people.ids) if request.has_pseudonyms else {}
    others, others_alone = _names_of_others(frame, scope)
    screen = Screen(
        Finder(tokens),
        Finder(others),
        decisions,
        words_for_people(told, words),
        request.has_pseudonyms,
        request.hides_professionals,
    )
    ties = ties_of(left, people.ids, need, scope, screen.finder, counts)
    events = events_of(left, people.ids, scope, screen, counts)
    shown_entries = frozenset(r.id for r in events)
    work = work_of(left, people.ids, shown_entries, scope, screen, counts)
    records: list[Record] = [
        *_family(case, screen.finder), *people.records, *homes.records, *ties, *events, *work,
    ]  # fmt: skip
    shown = CaseFile.of(records)
    stands_for = {new: old for old, new in {**people.ids, **homes.ids}.items() if new != old}
    withheld = {reason: counts[reason] for reason in Reason}
    tokens = without_days_shown(tokens, shown, _days_due(shown, [people.ids.get(c, c) for c in scope.status_of], day))
    bare = [record for record in screen.stood.values() if isinstance(record, Record)]
    included = {i: given.because for i, given in decisions.of(Chosen.INCLUDED).items() if i in shown_entries}
    return Projection(
        shown,
        audience,
        _heading(case, scope, request),
        withheld,
        tokens,
        stands_for,
        tuple(screen.mentions.values()),
        shown.with_records(bare) if bare else None,
        frozenset(t for m in screen.mentions.values() if m.chosen is Chosen.AS_WRITTEN for t in m.tokens),
        others_alone,
        included,
        words,
        lifted,
        _shared_surnames(seen, shown, need.unnamed),
    )


def _only_placed_with(case: CaseFile, carers: Mapping[Id, str], scope: Scope) -> dict[Id, str]:
    """Return the kinship carers of placements whom the audience would not see but for the placement: no placement names anybody."""
    placed = {c for stay in case.residences if stay.footing is Footing.KINSHIP for c in stay.carers if c in case.people}
    if not placed - set(carers):
        return {}
    nothing: Counter[Reason] = Counter()
    seen = parent_sets_of(_with_sure_people(case, scope, nothing), scope, nothing)
    named = needed(seen, carers, scope.audience, scope.children, scope.parent).named
    return dict.fromkeys(sorted(placed - named - set(carers) - {scope.parent}), "Carer")


def _with_decisions(
    case: CaseFile, told: CaseFile, request: Request, day: date
) -> tuple[CaseFile, Decisions, int, Request, Audience]:
    """Return the case file with the restrictions lifted that somebody decided to lift, and what else was decided."""
    audience, request = _meant(without_restricted(case).case, audience_of(request.audience), request, day)
    children = (request.child,) if request.child else (p.id for p in case.people.values() if p.is_subject)
    decisions = Decisions(told, audience.key, children)
    lifted = [
        record.model_copy(update={"restriction": ()})
        for i in decisions.of(Chosen.LIFTED)
        if isinstance(record := case.records.get(i), Stated)
    ]
    return case.with_records(lifted) if lifted else case, decisions, len(lifted), request, audience


def _names_of_others(frame: CaseFile, scope: Scope) -> tuple[frozenset[Token], frozenset[Token]]:
    """Return what tells other children's names, and what of it tells nobody else, where words about them have no place.

    A surname tells nobody apart, and neither does a name that this child bears too.
    """
    if not scope.is_childs_own or scope.audience.sees_siblings_status:
        return frozenset(), frozenset()
    people = frame.people
    surnames = {words for person in people.values() for words in phrases(person.surname)}
    ours = {token for i in scope.children if i in people for token in own_tokens(people[i])}
    names = {
        token
        for i in scope.others
        if i in people
        for token in own_tokens(people[i])
        if token.kind in {Kind.NAME, Kind.FULL_NAME} and token.words not in surnames
    } - ours
    borne = {token for i, person in people.items() if i not in scope.others for token in own_tokens(person)}
    taken = {token.words for token in borne | ours} | surnames
    return as_people_write(names, taken), as_people_write(names - borne, taken)


def _pseudonyms(told: CaseFile, need: Needed, shown: Collection[Person], ids: Mapping[Id, Id]) -> dict[Id, str]:
    """Return the word by which each person stands who is not named, kept ones as they are; nobody's word is used twice."""
    words = dict(told.pseudonyms)
    by_id = {person.id: person.name for person in shown}
    for held in need.unnamed:
        words.setdefault(held, by_id[ids[held]])
    taken = set(words.values())
    number = 0
    for person in told.people.values():
        if person.id in words or person.id in need.named:
            continue
        while (word := f"Person {(number := number + 1)}") in taken:
            pass
        words[person.id] = word
        taken.add(word)
    return words


def parents_for_whom(case: CaseFile, child: Id) -> tuple[Person, ...]:
    """Return the recorded parents of a child for whom something can be made: never a foster carer."""
    found = [
        p for held in case.parentages if held.child == child for p in held.parents if held.way_of(p) in _PARENTS_WAYS
    ]
    return tuple(case.people[i] for i in dict.fromkeys(found) if i in case.people)


def _meant(case: CaseFile, audience: Audience, request: Request, day: date) -> tuple[Audience, Request]:
    """Return the audience and request with what nobody had to say: the one subject child, the one parent, or any parent."""
    if request.child is None and audience.needs_child:
        children = [p.id for p in case.people.values() if p.is_subject] or [p.id for p in subject_children(case, day)]
        request = replace(request, child=children[0]) if len(children) == 1 else request
    if audience.needs_parent and request.parent is None and request.child is not None:
        parents = parents_for_whom(case, request.child)
        if len(parents) == 1:
            return audience, replace(request, parent=parents[0].id)
        return audience.for_any_parent(), request
    return audience, request


def _scope(case: CaseFile, audience: Audience, request: Request, day: date) -> Scope:
    if request.child is None:
        if audience.needs_child:
            raise UsageError(
                f"what the audience {audience.key} may see depends on which child it is about.",
                remedy="Name the child with --child NAME.",
            )
        children = frozenset(p.id for p in subject_children(case, day))
    elif request.child in case.people:
        children = frozenset({request.child})
    else:
        raise UsageError("this child's own record is withheld.")
    if (request.parent is not None) != audience.needs_parent:
        if audience.needs_parent:
            raise UsageError(
                f"the audience {audience.key} may be one of several people.",
                remedy="Say which parent with --for NAME" + _parents_words(case, children),
            )
        raise UsageError(
            f"--for says which parent, and the audience {audience.key} is none.",
            remedy="Leave it out, or use --redact parent or --redact other_parent.",
        )
    parents = {p.id for child in children for p in parents_for_whom(case, child)}
    if request.parent is not None and request.parent not in parents:
        raise UsageError(
            "the person named with --for is not recorded as a parent of this child.",
            remedy="Name a parent" + _parents_words(case, children),
        )
    own = frozenset(Kinship(case).children.get(request.parent, ())) if request.parent else frozenset[Id]()
    status = children
    if audience.sees_siblings_status:
        status = frozenset(case.people)
    elif audience.sees_own_childrens_status:
        status = children | own
    if request.is_childs_own:
        status = children
    others = frozenset(p.id for child in children for p in other_children(case, child)) - children
    return Scope(
        audience,
        children,
        request.parent,
        own,
        status,
        request.is_childs_own,
        request.hides_professionals,
        others,
    )


def _parents_words(case: CaseFile, children: Collection[Id]) -> str:
    names = sorted({p.shown_name for child in children for p in parents_for_whom(case, child)})
    return f": {'; '.join(names)}." if names else "; none is recorded for this child."


def _with_sure_people(case: CaseFile, scope: Scope, counts: Counter[Reason]) -> CaseFile:
    """Return the case file without those who are only reported, and without pregnancies and losses not for this audience."""
    own = frozenset[Id]() if scope.audience.hides_first_parents_home else scope.own
    gone = set()
    for person in case.people.values():
        if person.id in scope.children:
            continue
        if not person.is_confirmed and not scope.audience.sees_alleged:
            gone.add(person.id)
            counts[Reason.ALLEGED] += 1
        elif person.life is not Life.BORN and not scope.audience.sees_losses and person.id not in own:
            gone.add(person.id)
            counts[Reason.PRIVATE] += 1
    return CaseFile.of(records_about(case, frozenset(case.people) - gone)) if gone else case


def _records(count: int) -> str:
    return "1 record holds" if count == 1 else f"{count} records hold"


def _shared_surnames(case: CaseFile, shown: CaseFile, unnamed: Collection[Id]) -> int:
    hidden = {folded(case.people[i].surname) for i in unnamed if case.people[i].surname}
    return sum(1 for person in shown.people.values() if folded(person.surname) in hidden)


def _family(case: CaseFile, finder: Finder) -> list[Family]:
    """Return what is true of the family as a whole; its name only where somebody shown bears it."""
    if case.family is None:
        return []
    name = "" if finder.found_in(case.family.name) else case.family.name
    return [Family(id=case.family.id, name=name, nation=case.family.nation, council=case.family.council)]


def _days_due(shown: CaseFile, children: Iterable[Id], day: date) -> Iterator[date]:
    """Yield the days by which something fell due, worked out from what is shown: they may be somebody's birthday by chance."""
    for child in children:
        for timed in timed_for(shown, child, day=day):
            yield from (due for due in (*timed.due, *timed.due_counting_first) if due is not None)


def _heading(case: CaseFile, scope: Scope, request: Request) -> str:
    """Return for whom it was made; a parent is called mother or father and not by name."""
    parent = case.people.get(scope.parent) if scope.parent else None
    word = {Gender.FEMALE: "mother", Gender.MALE: "father"}.get(parent.gender, "parent") if parent else ""
    purpose = f" ({' '.join(request.purpose.split())})" if request.purpose.strip() else ""
    return f"for {scope.audience.words.format(parent=word)}{purpose}: {scope.audience.heading}"
