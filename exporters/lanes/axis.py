"""One axis of dates, or of ages, for every child's lanes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from chronology.lives.experience import LivedExperience
from chronology.record.dates import add_months
from chronology.record.errors import UsageError
from exporters.lanes.items import Lane

YEAR = 365.2425


@dataclass(frozen=True)
class Axis:
    """Where days stand along the lanes: `left` to `right`, from day 0 to the last."""

    left: float
    right: float
    first: date
    """The first day of the axis (by age: of the eldest reading, the day of birth stands at the left)."""
    days: int
    is_by_age: bool

    def x(self, day: date, born: date | None) -> float:
        """Return where a day stands, for a child of this birth; kept on the axis."""
        start = born if self.is_by_age and born is not None else self.first
        share = (day - start).days / max(1, self.days)
        return self.left + min(1.0, max(0.0, share)) * (self.right - self.left)

    def is_on(self, day: date, born: date | None) -> bool:
        """Return whether a day lies on the axis."""
        start = born if self.is_by_age and born is not None else self.first
        return 0 <= (day - start).days <= self.days

    def ticks(self) -> list[tuple[float, str, bool]]:
        """Return where years begin, with their words and whether the words are shown."""
        out = []
        years = max(1, int(self.days / YEAR) + 1)
        step = next((s for s in (1, 2, 5, 10, 20, 50) if years / s <= 20), 50)
        if self.is_by_age:
            for age in range(years + 1):
                at = self.left + min(1.0, age * YEAR / max(1, self.days)) * (self.right - self.left)
                if age * YEAR <= self.days:
                    out.append((at, f"{age}", age % step == 0))
            return out
        for year in range(self.first.year, self.first.year + years + 1):
            day = date(year, 1, 1)
            if self.is_on(day, None):
                out.append((self.x(day, None), str(year), year % step == 0))
        return out


def axis_of(
    lives: Sequence[LivedExperience], lanes: Sequence[Sequence[Lane]], left: float, right: float, *, is_by_age: bool
) -> Axis:
    """Return the axis that holds everything from the first birth (or entry) to the day; by age, from birth to the greatest age.

    Raises UsageError where a child has no date of birth to count an age from.
    """
    day = lives[0].day
    births = [life.timeline.child.birth.earliest for life in lives]
    if is_by_age:
        nameless = [life.timeline.child.shown_name for life, born in zip(lives, births, strict=True) if born is None]
        if nameless:
            raise UsageError(
                f"--by-age: the birth of {nameless[0]} is not dated.", remedy="Leave --by-age out, or record the birth."
            )
        first = min(born for born in births if born is not None)
        return Axis(left, right, first, max(365, (day - first).days), is_by_age=True)
    known = [born for born in births if born is not None]
    entries = [spot.first for some in lanes for lane in some for spot in lane.spots]
    entries += [bar.soonest for some in lanes for lane in some for bar in lane.bars]
    start = min(known) if known else min(entries, default=add_months(day, -12))
    first = date(start.year, 1, 1)
    return Axis(left, right, first, max(365, (day - first + timedelta(20)).days), is_by_age=False)
