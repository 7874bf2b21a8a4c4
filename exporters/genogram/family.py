"""A case file's family as a shape to be laid out, with what each person's label holds."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from chronology.lives.plans import plan_periods
from chronology.record.casefile import CaseFile
from chronology.record.dates import Falls, When
from chronology.record.people import Gender, Life, Person, Place
from chronology.record.sources import Standing
from chronology.record.ties import (
    Parentage,
    ParentageKind,
    ParentCertainty,
    Partnership,
    PartnershipStatus,
    PartnershipStep,
)
from chronology.record.values import Id
from exporters.documents.printable import printable
from exporters.drawing.metrics import shortened, text_width
from exporters.genogram.about import about_words, move_words, moves_of, plan_category, role_words
from exporters.genogram.dating import short_date, span_words, year_words
from exporters.genogram.health import health_words
from exporters.genogram.notation import DESCENT_KINDS, ORDER_BADGES, TIER_BADGES, feature_labels, short_label
from exporters.genogram.shape import Descent, DescentKind, Member, Shape, Union

SYMBOL = 44.0
"""Side of a symbol in points."""
NAME_SIZE, DATE_SIZE, SMALL_SIZE = 11.0, 9.0, 9.0
LINE = 12.5
"""Height of one line of a label, in points."""
WIDEST_LABEL, NARROW_LABEL = 118.0, 66.0
"""A name wider than this goes on two lines, and is shortened where a line is wider still."""
LONGEST_NAME = 400
"""Letters of a name that are looked at: two lines never hold more."""
GAP, NARROW_GAP = 10.0, 6.0
CLOSE = 0.25
"""How much of the usual room is left between neighbours where a family is drawn close to come onto one page."""
HALF_LINES = SYMBOL / 2 + 0.5
"""How far above and below its middle a symbol reaches, with room for rounding."""


@dataclass(frozen=True)
class LabelLine:
    """One line below a symbol."""

    text: str
    size: float
    is_bold: bool = False
    role: str = "name"
    """name, birth, death, about, health or badges; the last two are those of a day, the nth line of them."""
    least: float = 0.0
    """The width it takes on the day when it is widest, in points."""

    @cached_property
    def width(self) -> float:
        """The width on the day when it is widest, in points."""
        return max(text_width(self.text, self.size, is_bold=self.is_bold), self.least)


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
    labels = {p.id: label_of(p, case, widest) for p in people}
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


def label_of(person: Person, case: CaseFile, widest: float = WIDEST_LABEL) -> tuple[LabelLine, ...]:
    """Return the lines below a person's symbol, as many as on the day that needs most; a longer name goes on two."""
    lines = [LabelLine(text, NAME_SIZE, person.is_subject) for text in _name_lines(person, widest)]
    if person.place is not Place.PROFESSIONAL and not person.birth.is_undated:
        lead = "b. " if person.life is Life.BORN else "due " if person.life is Life.EXPECTED else ""
        lines.append(LabelLine(f"{lead}{short_date(person.birth)}", DATE_SIZE, role="birth"))
    if person.is_dead or not person.death.is_undated:
        died = f"d. {short_date(person.death)}" if not person.death.is_undated else "has died"
        lines.append(LabelLine(died, DATE_SIZE, role="death"))
    words = [*role_words(person), *about_words(person)]
    lines += [LabelLine(text, DATE_SIZE, role="about") for text in packed(words, is_bold=False)]
    days = turns_of(person, case)
    lines += _of_days([health_of(person, day) for day in days], "health")
    lines += _of_days([badges_of(person.id, case, day) for day in days], "badges")
    return tuple(lines)


def _of_days(said: list[tuple[str, ...]], role: str) -> list[LabelLine]:
    """Return lines for what changes from day to day: as many and as wide as on the day that needs most."""
    is_bold = role == "badges"
    found = []
    for n in range(max(map(len, said), default=0)):
        least = max(text_width(lines[n], DATE_SIZE, is_bold=is_bold) for lines in said if n < len(lines))
        found.append(LabelLine("", DATE_SIZE, is_bold=is_bold, role=role, least=least))
    return found


def turns_of(person: Person, case: CaseFile) -> list[date]:
    """Return the days on which a person's orders, plans or health may change."""
    whens = [order.when for order in case.orders_by_child.get(person.id, ())]
    whens += [held.when for held in case.responsibilities_by_child.get(person.id, ())]
    whens += [condition.when for condition in person.health]
    whens += [move.when for move in moves_of(person)]
    if person.is_subject:
        for plan in plan_periods(case, person.id):
            whens += [plan.start, *([plan.end] if plan.end else [])]
    days = {day for when in whens for day in (*when.begins, *when.ends, when.earliest, when.latest) if day}
    return sorted(days | ({date.max} if whens else set()))


def health_of(person: Person, day: date) -> tuple[str, ...]:
    """Return a person's moves by a day and their conditions on it, as lines of short words."""
    return (*packed(move_words(person, day), is_bold=False), *packed(health_words(person, day), is_bold=False))


def badges_of(person: Id, case: CaseFile, day: date) -> tuple[str, ...]:
    """Return a child's legal status and plans on a day, as lines of short words."""
    found = [
        ORDER_BADGES.get(order.status.casefold(), order.words or order.status)
        for order in case.orders_by_child.get(person, ())
        if order.when.covers(day).may_be
    ]
    if case.people[person].is_subject:
        for plan in plan_periods(case, person):
            falls = plan.runs_on(day)
            if falls.may_be and plan.tier in TIER_BADGES:
                doubt = "?" if falls is Falls.POSSIBLE else ""
                found.append(f"{TIER_BADGES[plan.tier]}{doubt} {plan_category(plan, case)}".rstrip())
    return packed(dict.fromkeys(found + _other_responsibility(person, case, day)), is_bold=True)


def _other_responsibility(child: Id, case: CaseFile, day: date) -> list[str]:
    """Return who has parental responsibility for a child without a line to the child that could say so."""
    mine = [held for held in case.responsibilities_by_child.get(child, ()) if held.when.stands_on(day)]
    parents = {p for held in case.parentages_by_child.get(child, ()) for p in held.parents}
    found = []
    for held in mine:
        if held.holder in parents:
            continue
        holder = case.people.get(held.holder) if held.holder else None
        name = printable(holder.given or holder.shown_name) if holder else printable(held.authority)
        found.append(f"PR {name}".rstrip())
    return found


def packed(words: Iterable[str], *, is_bold: bool) -> tuple[str, ...]:
    """Return words on as few lines as a label has room for, in their order, with a dot between those on one line."""
    lines: list[str] = []
    for word in words:
        joined = f"{lines[-1]} · {word}" if lines else word
        if lines and text_width(joined, DATE_SIZE, is_bold=is_bold) <= WIDEST_LABEL:
            lines[-1] = joined
        else:
            lines.append(shortened(word, DATE_SIZE, WIDEST_LABEL))
    return tuple(lines)


def _name_lines(person: Person, widest: float) -> list[str]:
    name = " ".join(printable(person.shown_name)[:LONGEST_NAME].split()) + ("" if person.is_confirmed else " ?")
    if person.number != 1:
        name = f"{name} ({person.number or 'number not known'})"
    if text_width(name, NAME_SIZE) <= widest:
        return [name]
    words = name.split() or [name]
    best = min(
        range(1, len(words)),
        key=lambda at: (max(text_width(" ".join(part), NAME_SIZE) for part in (words[:at], words[at:])), at),
        default=0,
    )
    parts = [" ".join(words[:best]), " ".join(words[best:])] if best else [name]
    return [shortened(part, NAME_SIZE, WIDEST_LABEL) for part in parts]


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


def step_parts(partnership: Partnership, steps: tuple[PartnershipStep, ...]) -> list[str]:
    """Return the short words of each step of a partnership's history: "LT 2018", "s. 2020", "partners from 2020"."""
    parts = [words for words in map(_step_label, steps) if words]
    parts += feature_labels(partnership.features)
    if parts and partnership.standing is not Standing.RECORDED:
        parts[-1] += f" ({partnership.standing.value})"
    return parts


def _step_label(step: PartnershipStep) -> str:
    """Return a step's short words; of one without a status only from when it is, empty where that is not known either."""
    label = short_label(step.status)
    if label:
        return f"{label} {year_words(step.when)}".rstrip()
    span = span_words(step.when) if step.status is PartnershipStatus.NOT_RECORDED else ""
    return f"partners {'' if step.when.is_period else 'from '}{span}" if span else ""


def step_words(partnership: Partnership, steps: tuple[PartnershipStep, ...]) -> str:
    """Return the short words of a partnership's history beside its line: "LT 2018, s. 2020"."""
    return ", ".join(step_parts(partnership, steps))


def _possible(partnership: Partnership | None, *, is_close: bool) -> list[str]:
    if not partnership:
        return []
    parts = step_parts(partnership, partnership.steps)
    return list(halves(parts)) if is_close and len(parts) > 1 else [", ".join(parts)]


def halves(steps: list[str]) -> tuple[str, str]:
    """Return a couple's steps in two lines."""
    first = (len(steps) + 1) // 2
    return ", ".join(steps[:first]) + ("," if steps[first:] else ""), ", ".join(steps[first:])
