"""Children's views and direct work: whether they are about the worries and goals, or about nothing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chronology.checks.points import Looking, Point
from chronology.patterns.words import counted
from chronology.record.values import Id


def views_and_work(looking: Looking) -> Iterator[Point]:
    """Find views that answer no worry or goal, and direct work that serves none, since the child has had any.

    One point a child: it is the share that tells, not each visit.
    """
    for child in looking.children:
        dangers = {d.id for d in looking.case.danger_statements if child.id in d.children}
        goals = {g.id for g in looking.case.safety_goals if child.id in g.children or g.danger in dangers}
        if not dangers | goals:
            continue
        name = child.shown_name
        since = _since(looking, dangers | goals)
        lately = [e for e in looking.case.entries_about(child.id) if since is None or (e.when.latest or since) >= since]
        views = [(e.id, v) for e in lately for v in e.views if v.child == child.id]
        nothing = [entry for entry, view in views if not view.answers]
        if nothing:
            answer = "answers" if len(nothing) == 1 else "answer"
            words = f"{len(nothing)} of {counted(len(views), 'view')} of {name} {answer} no worry and no goal"
            yield Point("views_answer_nothing", words, tuple(dict.fromkeys(nothing)), child=child.id)
        work = [e for e in lately if e.category == "direct_work"]
        aimless = [e.id for e in work if not e.goals]
        if aimless:
            serve = "serves" if len(aimless) == 1 else "serve"
            words = f"{len(aimless)} of {counted(len(work), 'piece')} of direct work with {name} {serve} no goal"
            yield Point("work_no_goal", words, tuple(aimless), child=child.id)


def _since(looking: Looking, about: set[Id]) -> date | None:
    """Return the first day from which a worry or goal stands; None where one of them has no date."""
    dangers = [d.when.begins[0] for d in looking.case.danger_statements if d.id in about]
    days = dangers + [g.when.begins[0] for g in looking.case.safety_goals if g.id in about]
    known = [day for day in days if day is not None]
    return min(known) if known and len(known) == len(days) else None
