"""A case file's family as a shape to be laid out, with what each person's label holds."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field

from chronology.record.casefile import CaseFile
from chronology.record.dates import When
from chronology.record.people import Gender, Person, Place
from chronology.record.steps import stepwise
from chronology.record.ties import (
    Parentage,
    ParentageKind,
    ParentCertainty,
    Partnership,
)
from chronology.record.values import Id
from exporters.drawing.metrics import text_width
from exporters.genogram.labels import DATE_SIZE, LINE, NARROW_LABEL, WIDEST_LABEL, LabelLine, label_of
from exporters.genogram.notation import DESCENT_KINDS
from exporters.genogram.shape import Descent, DescentKind, Member, Shape, Union
from exporters.genogram.steps import halves, step_parts

SYMBOL = 44.0
"""Side of a symbol in points."""
GAP, NARROW_GAP = 10.0, 6.0
CLOSE = 0.25
"""How much of the usual room is left between neighbours where a family is drawn close to come onto one page."""
HALF_LINES = SYMBOL / 2 + 0.5
"""How far above and below its middle a symbol reaches, with room for rounding."""


@dataclass
class Drawn:
    """A family ready to be laid out."""

    case: CaseFile
    """The people and ties to draw, at any time."""
    shape: Shape
    labels: dict[Id, tuple[LabelLine, ...]]
    """By person; the same on every day, so that a picture does not move from one day to the next."""
    unions: dict[str, tuple[Partnership | None, tuple[Id, ...]]]
    """For each union its partnership, where one is recorded, and its partners."""
    descents: dict[tuple[str, Id], tuple[Parentage, str]]
    """For each union and child the first parent set and the short label of its line."""
    notices: list[str] = field(default_factory=list)
    sets: dict[tuple[str, Id], tuple[Parentage, ...]] = field(default_factory=dict)
    """For each union and child every parent set, in the order in which they began: fostered, then an order."""
    stand_ins: dict[str, Id] = field(default_factory=dict)
    """For each union of which a partner, or both parents, are not known what stands there instead: a "?", nobody."""
    marked: frozenset[Id] = frozenset()
    """Whose symbol has a second outline: the child in focus, else every subject child."""

    def label_width(self, person: Id) -> float:
        """Return the width of a person's label on the day when it is widest, in points."""
        return max((line.width for line in self.labels[person]), default=0.0)

    def ends_of(self, union: str) -> tuple[Id, ...]:
        """Return the partners of a union and what stands for one who is not known."""
        stand_in = self.stand_ins.get(union)
        return (*self.unions[union][1], *([stand_in] if stand_in else []))

    def is_marked(self, person: Id) -> bool:
        """Return whether a person's symbol has a second outline."""
        return person in self.marked


def label_top(is_marked: bool) -> float:
    """Return how far below a symbol's middle the first baseline of its label is; lower under a second outline."""
    return SYMBOL / 2 + LINE + (3.0 if is_marked else 0.0)


def drawn_family(case: CaseFile, focus: Id | None, *, is_close: bool = False) -> Drawn:
    """Return everyone recorded as a shape, close together if asked for; professionals whom nothing ties to anybody are counted."""
    tied = _tied(case)
    people = sorted((p for p in case.people.values() if p.id in tied or p.place is not Place.PROFESSIONAL), key=_steady)
    widest, gap = (NARROW_LABEL, NARROW_GAP) if is_close else (WIDEST_LABEL, GAP)
    labels = {p.id: label_of(p, case, widest) for p in stepwise(people)}
    notices: list[str] = []
    marked = {focus} if focus else {p.id for p in people if p.is_subject}
    untied = len(case.people) - len(people)
    if untied:
        verb = "professional is" if untied == 1 else "professionals are"
        notices.append(f"{untied} {verb} recorded without a tie to anybody here, and not drawn on the genogram")
    known = {p.id: n for n, p in enumerate(people)}
    drawn = Drawn(case, Shape((), ()), labels, {}, {}, notices, marked=frozenset(marked))
    unions = _unions(case, known, drawn)
    members: tuple[Member, ...] = tuple(
        Member(
            id=p.id,
            sex="M" if p.gender is Gender.MALE else "F" if p.gender is Gender.FEMALE else "U",
            birth=_ymd(p.birth),
            width=max(SYMBOL, drawn.label_width(p.id)) + gap,
            height=label_top(p.id in marked) + SYMBOL / 2 + LINE * (len(labels[p.id]) - 1) + 4,
        )
        for p in people
    )
    for stand_in in drawn.stand_ins.values():
        labels[stand_in] = ()
        members += (Member(stand_in, width=SYMBOL / 2 + gap, height=SYMBOL),)
    widths = {
        u.id: max(
            (text_width(words, DATE_SIZE) for words in _possible(drawn.unions[u.id][0], is_close=is_close)), default=0.0
        )
        for u in unions
    }
    drawn.shape = Shape(
        members, tuple(unions), focus, {u: w + 8 for u, w in widths.items() if w}, CLOSE if is_close else 1.0
    )
    return drawn


def _tied(case: CaseFile) -> set[Id]:
    """Return everyone with a tie to somebody of the family or round it, be it of feeling, of descent or a couple's."""
    beside = {p.id for p in case.people.values() if p.place is Place.PROFESSIONAL}
    found = {
        one for b in case.bonds for one, other in ((b.source, b.target), (b.target, b.source)) if other not in beside
    }
    found |= {i for held in case.parentages for i in (held.child, *held.parents)}
    return found | {i for held in case.partnerships for i in held.partners}


_NOT_DIGITS = re.compile("[^0-9]+")


def _steady(person: Person) -> tuple[object, ...]:
    """Return a key by which people keep their order when ids are given anew: the source's, then by birth and name."""
    digits = _NOT_DIGITS.sub("", person.ref)
    return (not person.ref, int(digits[:12] or 0), person.ref, person.birth.sort_key, person.name, person.id)


def _ymd(when: When) -> tuple[int, int, int] | None:
    first = when.earliest
    return (first.year, first.month, first.day) if first else None


def _unions(case: CaseFile, known: dict[Id, int], drawn: Drawn) -> list[Union]:
    """Return the couples and single parents with their children, each child's birth set before its others."""

    def first_seen(*ids: Id) -> list[int]:
        return sorted(known.get(i, len(known)) for i in ids)

    in_order = sorted(case.partnerships, key=lambda p: (first_seen(*p.partners), _first_day(p), p.id))
    partnerships = {p.id: p for p in in_order}
    by_pair: dict[frozenset[Id], Partnership] = {}
    for partnership in in_order:
        by_pair.setdefault(frozenset(partnership.partners), partnership)
    children: dict[str, list[Parentage]] = defaultdict(list)
    partners: dict[str, tuple[Id, ...]] = {}
    found: dict[str, Partnership | None] = {}

    def union_of(pair: tuple[Id, ...], partnership: Partnership | None) -> str:
        key = partnership.id if partnership else "parents:" + ":".join(sorted(pair))
        partners.setdefault(key, pair)
        found.setdefault(key, partnership)
        return key

    for partnership in in_order:
        pair = tuple(dict.fromkeys(p for p in partnership.partners if p in known))
        first = by_pair[frozenset(partnership.partners)]
        if pair and (len(pair) == 2 or partnership.steps) and first is partnership:
            union_of(pair, partnership)
    siblings: dict[str, list[Parentage]] = defaultdict(list)
    for parentage in sorted(
        case.parentages,
        key=lambda p: (p.way is not ParentageKind.BIRTH, p.order or 0, first_seen(p.child, *p.parents), _began(p)),
    ):
        if parentage.child not in known:
            continue
        pair = tuple(dict.fromkeys(p for p in parentage.parents if p in known))
        if not pair:
            siblings[parentage.partnership or parentage.id].append(parentage)
            continue
        partnership_ = partnerships.get(parentage.partnership or "") or by_pair.get(frozenset(pair))
        if partnership_ is not None and set(partnership_.partners) != set(pair):
            partnership_ = by_pair.get(frozenset(pair))
        if partnership_ is not None:
            partnership_ = by_pair[frozenset(partnership_.partners)]
        key = union_of(pair, partnership_)
        before = drawn.sets.get((key, parentage.child), ())
        if not before:
            children[key].append(parentage)
        drawn.sets[key, parentage.child] = (*before, parentage)
    for name, group in siblings.items():
        if len({p.child for p in group}) > 1:
            key = f"siblings:{name}"
            partners[key], found[key] = (), None
            children[key] = group
            drawn.sets |= {(key, p.child): (p,) for p in group}
    twins = _twins(case)
    unions = []
    for key, pair in partners.items():
        descents = []
        for parentage in sorted(children[key], key=lambda p: _birth_order(case, p)):
            kind, label = descent_kind(parentage, case)
            descents.append(Descent(parentage.child, kind, twins.get(parentage.child, 0)))
            drawn.descents[key, parentage.child] = (parentage, label)
        held = found[key]
        start = next((_ymd(step.when) for step in held.steps if not step.when.is_undated), None) if held else None
        drawn.unions[key] = (held, pair)
        if not pair or (held is not None and held.steps and len(held.partners) == 1):
            drawn.stand_ins[key] = f"not known:{key}"
        unions.append(Union(key, drawn.ends_of(key), tuple(descents), start))
    return sorted(unions, key=lambda u: not any(d.kind == "birth" for d in u.children))


def _began(parentage: Parentage) -> tuple[object, ...]:
    return parentage.when.sort_key, parentage.way, parentage.id


def _first_day(partnership: Partnership) -> tuple[int, int, int, str]:
    return min((step.when.sort_key for step in partnership.steps), default=(1, 0, 0, ""))


def _birth_order(case: CaseFile, parentage: Parentage) -> tuple[object, ...]:
    birth = case.people[parentage.child].birth
    return (
        (0, birth.sort_key, parentage.order or 0) if not birth.is_undated else (0, (0, 0, 0, ""), parentage.order or 0)
    )


_DOUBTS = (
    (ParentCertainty.EXCLUDED, "not parent"),
    (ParentCertainty.ALLEGED, "? alleged"),
    (ParentCertainty.DISPUTED, "?"),
    (ParentCertainty.PRESUMED, "? presumed"),
    (ParentCertainty.PROVED, "DNA"),
)
"""What stands beside a line of descent that is not simply recorded: the gravest doubt of several."""


def descent_kind(parentage: Parentage, case: CaseFile | None = None) -> tuple[DescentKind, str]:
    """Return how a parent set's line is drawn, and its short label."""
    if not parentage.parents:
        return "unknown", ""
    kind, label = DESCENT_KINDS[parentage.way]
    doubts = {c for c in parentage.certainty.values() if c is not ParentCertainty.RECORDED}
    if kind == "birth" and doubts:
        if doubts == {ParentCertainty.PROVED}:
            return "birth", "DNA"
        return "disputed", next(words for doubt, words in _DOUBTS if doubt in doubts)
    for parent in parentage.parents:
        other = parentage.way_of(parent)
        if other is not parentage.way and case and parent in case.people:
            name = case.people[parent]
            label = f"{label} {DESCENT_KINDS[other][1] or 'birth'}: {name.given or name.shown_name}".strip()
    return kind, label


def _twins(case: CaseFile) -> dict[Id, int]:
    return {child: n for n, birth in enumerate(case.multiple_births, 1) for child in birth.children}


def _possible(partnership: Partnership | None, *, is_close: bool) -> list[str]:
    if not partnership:
        return []
    parts = step_parts(partnership, partnership.steps)
    return list(halves(parts)) if is_close and len(parts) > 1 else [", ".join(parts)]
