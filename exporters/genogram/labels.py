"""What stands below a person's symbol: name, dates, what is told about them, and what changes from day to day."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from chronology.lives.plans import plan_periods
from chronology.record.casefile import CaseFile
from chronology.record.dates import Falls
from chronology.record.people import Life, Person, Place
from chronology.record.steps import stepwise
from chronology.record.ties import ParentalResponsibility
from chronology.record.values import Id
from exporters.documents.printable import printable
from exporters.drawing.metrics import shortened, text_width
from exporters.genogram.about import about_words, move_words, moves_of, plan_category, role_words
from exporters.genogram.dating import short_date
from exporters.genogram.health import health_words
from exporters.genogram.notation import ORDER_BADGES, TIER_BADGES

NAME_SIZE, DATE_SIZE, SMALL_SIZE = 11.0, 9.0, 9.0
LINE = 12.5
"""Height of one line of a label, in points."""
WIDEST_LABEL, NARROW_LABEL = 118.0, 66.0
"""A name wider than this goes on two lines, and is shortened where a line is wider still."""
LONGEST_NAME = 400
"""Letters of a name that are looked at: two lines never hold more."""


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
    lines += _of_days(badges_through(person.id, case, days), "badges")
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
    return badges_through(person, case, (day,))[0]


def badges_through(person: Id, case: CaseFile, days: Sequence[date]) -> list[tuple[str, ...]]:
    """Return the same for each of some days; what is recorded is gone through once for all of them."""
    orders = [
        (order.when, ORDER_BADGES.get(order.status.casefold(), order.words or order.status))
        for order in case.orders_by_child.get(person, ())
    ]
    plans = []
    if case.people[person].is_subject:
        told = [plan for plan in plan_periods(case, person) if plan.tier in TIER_BADGES]
        plans = [(plan, TIER_BADGES[plan.tier], plan_category(plan, case)) for plan in told]
    others = _other_responsibilities(person, case)
    packed_before: dict[tuple[str, ...], tuple[str, ...]] = {}
    found = []
    for day in stepwise(days):
        words = [words for when, words in orders if when.covers(day).may_be]
        for plan, badge, category in plans:
            falls = plan.runs_on(day)
            if falls.may_be:
                words.append(f"{badge}{'?' if falls is Falls.POSSIBLE else ''} {category}".rstrip())
        words += [words for held, words in others if held.when.stands_on(day)]
        said = tuple(dict.fromkeys(words))
        if said not in packed_before:
            packed_before[said] = packed(said, is_bold=True)
        found.append(packed_before[said])
    return found


def _other_responsibilities(child: Id, case: CaseFile) -> list[tuple[ParentalResponsibility, str]]:
    """Return who has parental responsibility for a child without a line to the child that could say so, in short words."""
    parents = {p for held in case.parentages_by_child.get(child, ()) for p in held.parents}
    found = []
    for held in case.responsibilities_by_child.get(child, ()):
        if held.holder in parents:
            continue
        holder = case.people.get(held.holder) if held.holder else None
        name = printable(holder.given or holder.shown_name) if holder else printable(held.authority)
        found.append((held, f"PR {name}".rstrip()))
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
