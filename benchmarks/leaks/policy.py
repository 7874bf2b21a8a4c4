"""What must not stand in an output, written from docs/redaction.md and the project's own lines, and not from the program.

It knows three answers: forbidden, with the reason; the child's own, which should be there; and no opinion. It forbids
only what the rules say plainly.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from benchmarks.leaks.families import MadeFamily, Role
from benchmarks.leaks.planting import Planted, Sort
from chronology.record.values import Id

AUDIENCES = ("child", "parent", "other_parent", "court", "conference", "agency", "open_file_request")
EVERYONE = frozenset({"court", "conference"})
"""Audiences before whom everyone recorded may be named, and every child's status shown."""
DRAWN_OF_ALL = frozenset({"genogram"})
"""Commands that are of the family; everything else is one child's own document."""

WORK_OF_FAMILY = frozenset({"danger_statement", "safety_goal", "safety_scale", "safety_plan", "family_offer"})
WORK_OF_WORKER = frozenset({"decision", "claim", "closure", "pattern_review"})
SEES_NO_WORK = frozenset({"other_parent"})
SEES_WORKERS = frozenset({"court", "conference", "open_file_request"})
DECIDED = frozenset({"layout", "naming", "correction", "matter", "release"})
"""Kinds of records that hold what was decided about files and documents: nobody's to read but why an entry was included."""
OWN_RECORDS = frozenset({
    "order", "plan", "parental_responsibility", "visit_record", "safety_scale", "pattern_review", "residence", "entry",
    "service", "meeting", "decision", "claim", "closure", "danger_statement", "safety_goal", "safety_plan", "family_offer",
    "supervision",
})  # fmt: skip
"""Kinds of records that are of the children they name."""
HERITAGE = frozenset({
    "About.ethnicity", "About.faith", "About.language", "About.disability", "About.orientation", "About.gender_history",
    "About.culture", "Person.sex_at_birth",
})  # fmt: skip
FREE_WORDS = frozenset({
    "Carried.tag", "Carried.value", "Carried.xref", "Fact.what", "Fact.words", "Fact.place", "PartnershipStep.note",
    "Extra.column", "Extra.words", "Entry.content_key", "Entry.children_as_written", "Person.ref", "Partnership.ref",
    "Family.case_ids", "Person.case_ids", "Entry.case_ids", "Plan.case_ids",
})  # fmt: skip
SOURCES = frozenset({
    "Citation.place", "Document.name", "Document.form", "Document.sha256", "Document.agency", "Document.lineage",
})  # fmt: skip
INCLUDED_WORDS = frozenset({
    "Entry.event", "Entry.category", "Origin.agency", "Origin.person", "Origin.document", "Origin.page", "Citation.place",
    "When.as_written", "When.doubts",
})  # fmt: skip
"""Of an included entry: what happened, and who says so."""
SAID_IN_WORDS = frozenset({"Person.name", "Person.given", "Person.surname"})
CHILDS_OWN = frozenset({"Impact.words", "View.words", "Entry.event"})
"""What a child's document is for."""


@dataclass(frozen=True)
class Ask:
    """What was made, of which child, and for whom."""

    command: str
    child: Id | None
    """None for a drawing of every subject child."""
    audience: str = ""
    """Empty for what is made without --redact."""
    parent: Id | None = None
    roles_only: bool = False

    @property
    def is_childs_own(self) -> bool:
        """Return whether it is one child's own document."""
        return self.child is not None and self.command not in DRAWN_OF_ALL


class Policy:
    """What must not stand in what is made of one family."""

    def __init__(self, family: MadeFamily, ask: Ask) -> None:
        self.family, self.ask = family, ask
        self.children = frozenset(family.children)
        self.about = frozenset((ask.child,)) if ask.child else self.children
        self.visible = self._visible()
        self.unnamed = frozenset(family.people) - self._may_be_named() if ask.audience else self._siblings_carers()

    def forbidden(self) -> dict[Planted, str]:
        """Return every token that must not stand in it, each with the reason."""
        found = {}
        for token in self.family.planted:
            reason = self.why(token)
            if reason:
                found[token] = reason
        return found

    def own(self) -> Iterator[Planted]:
        """Yield what is the child's own, is forbidden to nobody here, and should be in the child's own document."""
        told = self.family.entries
        for token in self.family.planted:
            entry = told.get(token.record)
            is_own = entry is not None and token.field in CHILDS_OWN and bool(token.whose & self.about)
            names_somebody = entry is not None and (entry.mentions or token.record in self.family.mentioning)
            if entry and is_own and not names_somebody and entry.children and not self.why(token):
                yield token

    def why(self, token: Planted) -> str:
        """Return why a token must not stand in it; empty where it may, or where the rules do not say."""
        kind = self.kind_of(token)
        if token.is_restricted and not (self.ask.audience == "court" and token.record in self.family.lifted):
            return "restricted"
        if self._is_included(token):
            return (
                ""
                if token.field in INCLUDED_WORDS or token.sort is Sort.ID
                else "a sibling's own, beside what is included"
            )
        if self._is_siblings(token, kind):
            return "a sibling's own"
        if self._tells_who(token, kind) and token.whose & self.unnamed:
            return "somebody who is not named"
        if not self.ask.audience:
            return self._home_of_others(token, kind)
        return (
            self._home(token, kind)
            or self._private(token)
            or self._alleged(token)
            or self._of_the_family(token)
            or self._tie(kind)
            or self._work(token, kind)
            or self._words(token)
        )

    def kind_of(self, token: Planted) -> str:
        """Return the kind of record that a token stands in."""
        return self.family.case.records[token.record].kind

    # -- of whom -----------------------------------------------------------------------------

    def _visible(self) -> frozenset[Id]:
        """Return the children whose own may stand in it."""
        ask = self.ask
        if ask.is_childs_own:
            return self.about
        if not ask.audience or ask.audience in EVERYONE:
            return self.children
        if ask.audience in {"parent", "other_parent"} and ask.parent:
            is_theirs = ask.parent == self.family.mother
            theirs = self.children if is_theirs else self.family.people[ask.parent].of
            return self.about | theirs
        return self.about

    def _may_be_named(self) -> frozenset[Id]:
        family, ask = self.family, self.ask
        of = family.of_role
        never = {*of(Role.CARER, Role.ADOPTER, Role.CARERS_KIN, Role.RESTRICTED)}
        workers = set() if ask.roles_only else {*of(Role.PROFESSIONAL)}
        if ask.audience in EVERYONE:
            return frozenset(family.people) - never - ({*of(Role.PROFESSIONAL)} - workers)
        fathers = {family.father_of[c] for c in self.about}
        named = {*family.children, family.mother, *fathers, *workers}
        named |= {i for i in of(Role.HALF, Role.FATHERS_KIN) if family.people[i].of & fathers}
        named |= {i for i in of(Role.GUARDIAN) if family.people[i].of & (self.visible | self.about)}
        gran, *others = of(Role.MOTHERS_KIN)
        named |= {gran}
        is_nearest = ask.audience == "open_file_request" or (
            ask.audience in {"parent", "other_parent"} and ask.parent is None
        )
        if is_nearest:
            return frozenset(named)
        named |= {*others}
        mothers_partners = {*of(Role.PARTNER, Role.FATHER)}
        if ask.audience in {"child", "agency"} or ask.parent == family.mother:
            named |= mothers_partners
        if ask.audience == "parent":
            named |= {*of(Role.LOSS)}
        return frozenset(named)

    def _siblings_carers(self) -> frozenset[Id]:
        """Return who cares for a sibling alone: of the sibling's home, which has no place in this child's document."""
        if not self.ask.is_childs_own:
            return frozenset()
        people = self.family.people
        carers = {i for i in self.family.of_role(Role.CARER, Role.GUARDIAN) if not people[i].of & self.about}
        return frozenset(carers | {i for i in self.family.of_role(Role.CARERS_KIN) if people[i].of <= carers})

    def _tells_who(self, token: Planted, kind: str) -> bool:
        """Return whether a token tells who somebody is, or stands in their own record or account."""
        if not self.ask.audience:
            # Words of this child's own entries may name anybody; nothing else does.
            return kind == "person" and token.field not in SAID_IN_WORDS
        in_lists = token.field in {"Attendance.name", "NetworkMember.name"} or token.field.startswith("OwnAccount.")
        return kind == "person" or in_lists

    # -- of what -----------------------------------------------------------------------------

    def _is_included(self, token: Planted) -> bool:
        """Return whether a token is of a sibling's entry that a person included in this child's document for the court."""
        is_for = self.ask.audience in {"", "court"} and self.ask.is_childs_own
        return is_for and self.family.included.get(token.record) == self.ask.child

    def _is_siblings(self, token: Planted, kind: str) -> bool:
        others = self.children - self.visible
        if not token.whose or not token.whose <= others:
            return False
        if kind == "person":
            is_status = token.field.partition(".")[0] in {"About", "Condition", "Fact", "Carried"}
            return self.ask.is_childs_own and (is_status or token.field in {"Person.note", "Person.sex_at_birth"})
        return kind in OWN_RECORDS

    def _home_of_others(self, token: Planted, kind: str) -> str:
        lived = self.family.lived_in.get(token.record, frozenset())
        known_too = self.about | {*self.family.of_role(Role.MOTHERS_KIN)}
        is_theirs = kind == "household" and bool(lived & (self.children - self.about)) and not lived & known_too
        return "a sibling's home" if is_theirs and self.ask.is_childs_own else ""

    def _home(self, token: Planted, kind: str) -> str:
        if kind == "household" and not token.field.startswith("When."):
            return "an address or the name of a home"
        return "an address or the name of a home" if token.field == "Residence.words" else ""

    def _private(self, token: Planted) -> str:
        if token.field.startswith("Condition.") and not token.whose <= self.about:
            return "somebody else's health"
        if token.field in HERITAGE:
            if not token.whose <= self.about:
                return "somebody else's heritage or gender history"
            if self.ask.audience in {"parent", "other_parent", "agency"}:
                return "the child's heritage or gender history"
        return ""

    def _alleged(self, token: Planted) -> str:
        told = self.family.entries.get(token.record) or self.family.bonds.get(token.record)
        return "what is alleged" if told and told.is_alleged and self.ask.audience not in EVERYONE else ""

    def _of_the_family(self, token: Planted) -> str:
        told = self.family.entries.get(token.record)
        is_not_theirs = told is not None and not told.children and self.ask.audience not in EVERYONE
        return "an entry that names no child" if is_not_theirs else ""

    def _tie(self, kind: str) -> str:
        if kind != "bond" or self.ask.audience in EVERYONE:
            return ""
        is_seen = self.ask.audience == "agency" or (self.ask.audience == "parent" and self.ask.parent)
        return "" if is_seen else "how people get on"

    def _work(self, token: Planted, kind: str) -> str:
        if kind == "supervision":
            return "supervision"
        if token.record in self.family.set_aside:
            return "a pattern that was set aside"
        if kind in DECIDED and token.field != "Release.because":
            return "what was decided about files and documents"
        if kind in WORK_OF_WORKER and self.ask.audience not in SEES_WORKERS:
            return "work that this audience has no part in"
        has_none = self.ask.audience in SEES_NO_WORK or (self.ask.audience == "parent" and not self.ask.parent)
        return "work that this audience has no part in" if kind in WORK_OF_FAMILY and has_none else ""

    def _words(self, token: Planted) -> str:
        if token.field in FREE_WORDS or token.field.endswith(".note"):
            return "notes, facts, record numbers"
        if token.field in SOURCES and self.ask.audience not in EVERYONE:
            return "sources"
        if token.field == "Seen.by" and self.ask.roles_only:
            return "a professional's name"
        return ""


def refuge_word() -> Planted:
    """Return the token for which of the homes is a refuge: the word itself, which no made record holds."""
    return Planted("refuge", Sort.NAME, "Residence.footing", "residence.footing", "")
