"""Children's views and direct work: whether they are about the worries and goals, or about nothing."""

from __future__ import annotations

from collections.abc import Iterator

from chronology.checks.points import Looking, Point
from chronology.patterns.words import counted


def views_and_work(looking: Looking) -> Iterator[Point]:
    """Find views that answer no worry or goal, and direct work that serves none, where the child has any.

    One point a child: it is the share that tells, not each visit.
    """
    for child in looking.children:
        dangers = {d.id for d in looking.case.danger_statements if child.id in d.children}
        goals = {g.id for g in looking.case.safety_goals if child.id in g.children or g.danger in dangers}
        if not dangers | goals:
            continue
        name = child.shown_name
        views = [(e.id, v) for e in looking.case.entries for v in e.views if v.child == child.id]
        nothing = [entry for entry, view in views if not view.answers]
        if nothing:
            words = f"{len(nothing)} of {counted(len(views), 'view')} of {name} answer no worry and no goal"
            yield Point("views_answer_nothing", words, tuple(dict.fromkeys(nothing)), child=child.id)
        work = [e for e in looking.case.entries_about(child.id) if e.category == "direct_work"]
        aimless = [e.id for e in work if not e.goals]
        if aimless:
            words = f"{len(aimless)} of {counted(len(work), 'piece')} of direct work with {name} serve no goal"
            yield Point("work_no_goal", words, tuple(aimless), child=child.id)
