"""How much of a family a drawing in characters says: everything, or names shortened and dates left out for a narrow screen."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from itertools import zip_longest

from chronology.record.dates import Age, When, age_at
from chronology.record.people import Gender, Life, Person
from chronology.record.people import Place as Standing
from chronology.record.ties import Partnership
from chronology.record.values import Id
from exporters.genogram.ages import OLDEST, age_words
from exporters.genogram.family import Drawn, label_top
from exporters.genogram.forms import FORMS
from exporters.genogram.health import letters_of
from exporters.genogram.labels import LINE, badges_through, health_of, turns_of
from exporters.genogram.letters import cells, clipped, even
from exporters.genogram.notation import is_secret, short_label
from exporters.genogram.picture import Picture
from exporters.genogram.shape import DescentLine
from exporters.genogram.spots import words_of_any_day
from exporters.genogram.steps import step_parts
from exporters.genogram.symbols import lived_otherwise

WIDE = 100
"""Columns from which on nothing is left out, however far the drawing reaches."""


@dataclass(frozen=True)
class Fit:
    """What a drawing says of each person and line. Ages, and everybody, stay in every one."""

    name: str
    has_dates: bool = True
    """Whether dates of birth, death and of couples are written."""
    room: int | None = None
    """Columns of a label; None where it is as wide as on paper."""
    points_a_column: float | None = None
    """How many points of the layout one column is, where words don't need more; None: as close as can be."""


FULL = Fit("full", points_a_column=12.0)
UNDATED = Fit("without dates", has_dates=False)
COMPACT = Fit("compact", has_dates=False, room=9)
FITS = (FULL, UNDATED, COMPACT)
"""From the widest to the narrowest."""
_DATED = {"birth", "death"}
_INSIDE = 5
"""Letters of an age that a symbol has room for."""


class Labels:
    """What stands below and beside everybody in one fit, on any day."""

    def __init__(self, drawn: Drawn, fit: Fit) -> None:
        self._drawn = drawn
        self.fit = fit
        people = drawn.case.people
        self._short = _short_names([people[i] for i in drawn.labels if i in people])

    def _slots(self, person: Id) -> list[int]:
        """Return the lines of a label on paper that are written here too, by their number."""
        found: list[int] = []
        for n, line in enumerate(self._drawn.labels[person]):
            is_left_out = line.role in _DATED and not self.fit.has_dates
            is_rest_of_name = line.role == "name" and self.fit.room is not None and n > 0
            if not is_left_out and not is_rest_of_name:
                found.append(n)
        return found

    def on_day(self, picture: Picture, person: Person) -> list[str]:
        """Return the lines below a symbol on a day, each in its place: empty where the day has nothing to say there."""
        top = label_top(picture.drawn.is_marked(person.id))
        said = {round((y - top) / LINE): text for _, text, y in picture.label_lines(person)}
        lines = self._drawn.labels[person.id]
        return [self._fitting(person.id, lines[n].role, said.get(n, "")) for n in self._slots(person.id)]

    def _fitting(self, person: Id, role: str, text: str) -> str:
        if self.fit.room is None:
            return even(text)
        return clipped(self._short[person] if role == "name" else even(text), self.fit.room)

    def widths(self, person: Id) -> list[int]:
        """Return how many columns each line below a symbol takes at most, on any day."""
        whole = self._drawn.case.people.get(person)
        if whole is None:
            return []
        days = turns_of(whole, self._drawn.case)
        waiting = {
            "badges": zip_longest(*badges_through(person, self._drawn.case, days), fillvalue=""),
            "health": zip_longest(*(health_of(whole, day) for day in days), fillvalue=""),
        }
        found = []
        for n in self._slots(person):
            line = self._drawn.labels[person][n]
            texts = next(waiting[line.role], ()) if line.role in waiting else (line.text,)
            found.append(max((cells(self._fitting(person, line.role, text)) for text in texts), default=0))
        return found

    def couple(self, partnership: Partnership) -> str:
        """Return the words beside a couple's line: its history; in a narrow drawing without its years."""
        if self.fit.has_dates:
            return even(", ".join(step_parts(partnership, partnership.steps)))
        return " ".join(dict.fromkeys(label for s in partnership.steps if (label := short_label(s.status))))

    def descent(self, words: str) -> str:
        """Return the words beside a line of descent; in a narrow drawing the way of descent alone."""
        words = even(words)
        if self.fit.room is None:
            return words
        return clipped(",".join(dict.fromkeys(part.split()[0] for part in words.split(", ") if part)), self.fit.room)

    def descent_width(self, line: DescentLine) -> int:
        """Return how many columns the words beside a line of descent take at most, on any day."""
        return max(cells(self.descent(words)) for words in words_of_any_day(self._drawn, line))


def _short_names(people: list[Person]) -> dict[Id, str]:
    """Return everybody's given name, with the first letter of the surname where two have the same."""
    given = {p.id: _given(p) for p in people}
    count = Counter(given.values())
    found = {}
    for person in people:
        name = given[person.id]
        if count[name] > 1 and person.surname and person.given:
            name = f"{clipped(name, (COMPACT.room or 9) - 2)} {even(person.surname)[:1]}"
        found[person.id] = name + ("" if person.is_confirmed else " ?")
    return found


def _given(person: Person) -> str:
    if not (person.given and person.surname):
        return even(person.shown_name)
    words = even(person.given)
    return words if cells(words) <= (COMPACT.room or 9) else words.split()[0]


def symbol_width(person: Person, *, is_marked: bool) -> tuple[int, int]:
    """Return how many columns a person's symbol takes at most, on any day, and the small marks to its right."""
    if person.life is not Life.BORN:
        return 5 + 2 * is_marked, 0
    if person.place is Standing.PET:
        return 1, 0
    if person.place is Standing.PROFESSIONAL:
        return len(FORMS["professional"].terminal), 0
    has_edge = is_marked or not person.is_confirmed or person.place is Standing.NETWORK
    is_nested = lived_otherwise(person) is not None
    beside = bool(person.about.culture) + any(is_secret(fact.what) for fact in person.facts)
    beside += len(letters_of(person.health, "uk"))
    return 2 + max(3, _widest_inside(person)) + 2 * has_edge + 2 * is_nested, beside


def _widest_inside(person: Person) -> int:
    if person.number != 1:
        return len(str(person.number))
    if person.gender is Gender.UNKNOWN or person.birth.is_undated:
        return 2
    may_die = person.is_dead or not person.death.is_undated
    born = person.birth
    span = None
    if born.earliest and born.latest:
        age = age_at(born, When.on(born.latest))
        span = None if age.oldest is None or age.youngest is None else age.oldest - age.youngest
    wide = _widest_age(span)
    if not person.death.is_undated:
        wide = max(wide, len(narrow_age(age_at(born, person.death))))
    return wide + may_die


def narrow_age(age: Age) -> str:
    """Return an age of at most five letters: of one that takes more only the years, as 1-2 for 13m-30m."""
    words = age_words(age)
    if len(words) <= _INSIDE:
        return words
    low, high = (months // 12 for months in (age.youngest or 0, age.oldest or 0))
    years = f"{low}-{high}" if high > low else f"{low}"
    return years if len(years) <= _INSIDE else f"{low}+"


@lru_cache(maxsize=256)
def _widest_age(span: int | None) -> int:
    """Return the longest words of an age whose date of birth is uncertain by so many months."""
    if span is None:
        return len(f"≤{OLDEST}")
    return max(
        len(narrow_age(Age(youngest=least, oldest=least + span + more)))
        for more in (0, 1)
        for least in range(-span - 1, OLDEST * 12)
    )
