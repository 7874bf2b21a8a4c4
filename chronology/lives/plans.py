"""One child's plans as periods, from plans recorded as such and from entries that start and end one."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from chronology.practice.categories import is_short_break, tier_of
from chronology.record.casefile import CaseFile
from chronology.record.dates import UNDATED, Falls, When
from chronology.record.steps import stepwise
from chronology.record.values import Id

_STARTS = {"plan_start": "", "cp_plan_start": "child_protection", "cin_start": "child_in_need"}
_ENDS = {"plan_end": "", "cp_plan_end": "child_protection", "cin_end": "child_in_need"}
_CARE_STARTS = {"care_episode_start": "looked_after"}
_CARE_ENDS = {"care_episode_end": "looked_after"}


@dataclass(frozen=True)
class PlanPeriod:
    """One plan of one child: its tier, from when, to when, and what says so."""

    tier: str
    """Key of the practice data; the words as written where no tier is known."""
    words: str
    """The plan as written, with its category."""
    start: When
    end: When | None
    """None while no end is recorded: still running as far as the record says."""
    entries: tuple[Id, ...]
    """The entries or plan records behind it."""

    def runs_on(self, day: date) -> Falls:
        """Return whether the plan ran on a day, as far as the record says."""
        if self.start.is_undated:
            return Falls.UNDATED
        begun = self.start.began_by(day)
        if begun is Falls.NO or self.end is None or self.end.is_undated:
            return begun
        ended = self.end.happened_by(day)
        if ended is Falls.CERTAIN:
            return Falls.NO
        return begun if ended is Falls.NO else Falls.POSSIBLE

    def as_at(self, day: date) -> PlanPeriod | None:
        """Return the plan as it stood on a day: not begun, none; an end that had not come is not known."""
        if not self.start.is_undated and self.start.began_by(day) is Falls.NO:
            return None
        if self.end is not None and not self.end.is_undated and self.end.happened_by(day) is Falls.NO:
            return replace(self, end=None)
        return self


def plan_periods(case: CaseFile, child: Id) -> tuple[PlanPeriod, ...]:
    """Return one child's plans by start; an end without a start stands alone, with its start not dated."""
    periods = [_of_record(plan.tier, plan.category, plan.when, plan.id) for plan in case.plans if plan.child == child]
    running: dict[str, list[int]] = {}
    for entry in stepwise(case.entries_about(child)):
        starts = {**_STARTS, **_CARE_STARTS}
        ends = {**_ENDS, **_CARE_ENDS}
        if entry.category in starts:
            tier = _tier(starts[entry.category], entry.plan)
            if entry.when.is_period:
                periods.append(_of_record(tier, entry.plan, entry.when, entry.id))
                continue
            running.setdefault(tier, []).append(len(periods))
            periods.append(PlanPeriod(tier, entry.plan, entry.when, None, (entry.id,)))
        elif entry.category in ends:
            tier = _tier(ends[entry.category], entry.plan)
            waiting = running.get(tier, [])
            if waiting:
                at = waiting.pop()
                begun = periods[at]
                periods[at] = PlanPeriod(tier, begun.words, begun.start, entry.when, (*begun.entries, entry.id))
            else:
                periods.append(PlanPeriod(tier, entry.plan, UNDATED, entry.when, (entry.id,)))
    return tuple(sorted(periods, key=lambda period: (period.start.sort_key, period.tier, period.entries)))


def _tier(of_category: str, words: str) -> str:
    """Return the tier that a category or the plan's words say; the words where they say none, or a short break."""
    return words if is_short_break(words) else of_category or tier_of(words) or words


def _of_record(tier: str, words: str, when: When, source: Id) -> PlanPeriod:
    if not when.is_period:
        return PlanPeriod(tier, words, when, None, (source,))
    start, _, end = when.edtf.partition("/")
    return PlanPeriod(
        tier,
        words,
        When(edtf=start) if start not in {"", ".."} else UNDATED,
        When(edtf=end) if end not in {"", ".."} else None,
        (source,),
    )
