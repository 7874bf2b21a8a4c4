"""Danger statements, safety goals and the safety scale, by the rules of Signs of Safety."""

from __future__ import annotations

import re
from collections.abc import Iterator

from chronology.checks.points import Looking, Point, called, cut
from chronology.patterns.words import counted, day_words, listed
from chronology.practice.categories import folded
from chronology.practice.checks import check_data
from chronology.record.safety import DangerStatement, SafetyScale, Voice
from chronology.record.values import Id

_STOPS = re.compile(
    r"\b(?:not|never|no longer|no more|stops?|stopping|ceases?|ceasing|avoids?|refrains?|without|won'?t|don'?t|doesn'?t|nobody|none)\b",
    re.IGNORECASE,
)
_INSTEAD = re.compile(r"\b(?:instead|but|rather|and (?:will|they|she|he|are|is))\b", re.IGNORECASE)
_SERVICE = re.compile(
    r"\b(?:attends?|engages?|completes?|works? with|undertakes?|accepts?|co-?operates?)\b[^.;]{0,60}"
    r"\b(?:courses?|programmes?|groups?|services?|sessions?|support|classes|appointments?|therapy|counselling|assessments?|treatment|workers?|professionals|team)\b",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"[^.;!?\n]+")


def danger_statements(looking: Looking) -> Iterator[Point]:
    """Find what the danger statements that stand do not say, and what they lack beside them."""
    for danger in looking.dangers:
        yield from _parts_of_danger(danger)
        yield from _dispute(looking, danger)
        if not danger.children:
            yield Point("danger_no_children", f"{called(danger)} names no child", (danger.id,))
        yield from _beside_danger(looking, danger)
    for child in looking.children:
        own = [d for d in looking.dangers if child.id in d.children]
        most = check_data("danger_too_many").number("most")
        if len(own) > most:
            words = f"{counted(len(own), 'danger statement')} stand for {child.shown_name}; {most} is thought the most"
            yield Point("danger_too_many", words, tuple(d.id for d in own), child=child.id)
        by_issue: dict[str, list[DangerStatement]] = {}
        for danger in own:
            if folded(danger.issue):
                by_issue.setdefault(folded(danger.issue), []).append(danger)
        for same in by_issue.values():
            if len(same) > 1:
                words = f"{listed([called(d) for d in same])} are both about “{same[0].issue}” for {child.shown_name}"
                yield Point("danger_same_issue", words, tuple(d.id for d in same), child=child.id)


def _parts_of_danger(danger: DangerStatement) -> Iterator[Point]:
    what = called(danger)
    parts = (danger.worried, danger.behaviour, danger.may_happen, danger.impact_now, danger.impact_later)
    if danger.words.strip() and not any(parts):
        words = f"{what} is written in one piece, so that its parts cannot be told"
        yield Point("danger_in_one_piece", words, (danger.id,))
    else:
        if not danger.worried.strip():
            yield Point("danger_nobody_worried", f"{what} does not say who is worried", (danger.id,))
        if not danger.behaviour.strip():
            yield Point("danger_no_behaviour", f"{what} does not say what was done or not done", (danger.id,))
        if not danger.may_happen.strip():
            yield Point("danger_no_future", f"{what} does not say what may happen", (danger.id,))
        without = [
            words
            for words, part in (("at once", danger.impact_now), ("in the long run", danger.impact_later))
            if not part.strip()
        ]
        if without:
            words = f"{what} does not say what it is for the child {' nor '.join(without)}"
            yield Point("danger_no_impact", words, (danger.id,))
    if not danger.entries:
        yield Point("danger_no_entries", f"{what} cites no entry", (danger.id,))


def _dispute(looking: Looking, danger: DangerStatement) -> Iterator[Point]:
    if danger.disputed.strip():
        return
    other = tuple(
        entry.id
        for entry in (looking.entries[i] for i in danger.entries if i in looking.entries)
        if entry.own_accounts or any(c in looking.entries for c in entry.contradicts)
    )
    if other:
        words = f"{called(danger)} rests on {counted(len(other), 'entry', 'entries')} of which somebody gives another account"
        yield Point("danger_dispute_not_stated", words, (danger.id, *other))


def _beside_danger(looking: Looking, danger: DangerStatement) -> Iterator[Point]:
    what = called(danger)
    goals = [g for g in looking.case.safety_goals if g.danger == danger.id]
    if not goals:
        yield Point("danger_no_goal", f"{what} has no safety goal", (danger.id,))
    standing = [g for g in looking.goals if g.danger == danger.id]
    if len(standing) > 1:
        words = f"{what} has {counted(len(standing), 'safety goal')}"
        yield Point("goal_several", words, (danger.id, *(g.id for g in standing)))
    about = {danger.id, *(g.id for g in goals)}
    age = check_data("danger_no_view").number("age")
    for child in looking.subjects_of(danger.children) if danger.children else ():
        name = looking.name(child)
        if not any(s.child == child and s.measures in {*about, None} for s in looking.case.safety_scales):
            words = f"nobody has put {name} on the safety scale for {what}"
            yield Point("danger_no_scale", words, (danger.id,), child=child)
        plans = [
            p
            for p in looking.safety_plans
            if (child in p.children or not p.children) and (not p.goals or about & set(p.goals))
        ]
        if not plans:
            yield Point("danger_no_plan", f"no safety plan for {name} stands beside {what}", (danger.id,), child=child)
        heard = any(about & set(v.answers) for e in looking.case.entries for v in e.views if v.child == child)
        if not heard:
            asked = (
                f"no view of {name} is linked to {what}"
                if looking.age_reached(child, age)
                else f"nothing that was observed of {name}, who is too young to say, is linked to {what}"
            )
            yield Point("danger_no_view", asked, (danger.id,), child=child)


def safety_goals(looking: Looking) -> Iterator[Point]:
    """Find what the safety goals that stand do not say, and the work that none of them has."""
    dangers = {d.id for d in looking.case.danger_statements}
    worked = {goal for entry in looking.case.entries for goal in entry.goals}
    for goal in looking.goals:
        what = called(goal)
        if goal.danger is None or goal.danger not in dangers:
            yield Point("goal_no_danger", f"{what} answers no danger statement", (goal.id,))
        for key, part, words in (
            ("goal_no_parents", goal.parents_do, "what the parents will do"),
            ("goal_no_child", goal.child_experiences, "what the child will experience"),
            ("goal_no_others", goal.professionals_see, "what others will see"),
        ):
            if not part.strip():
                yield Point(key, f"{what} does not say {words}", (goal.id,))
        if goal.holds_for is None and not goal.holds_as_written.strip():
            yield Point("goal_no_time", f"{what} does not say how long it has to hold", (goal.id,))
        for part in (goal.parents_do, goal.child_experiences, goal.words):
            if is_only_negative(part):
                words = f"{what} says what stops and not what happens instead: “{cut(part)}”"
                yield Point("goal_negative", words, (goal.id,))
                break
        if is_service(goal.parents_do or goal.words):
            words = f"{what} asks for a service to be used: “{cut(goal.parents_do or goal.words)}”"
            yield Point("goal_service", words, (goal.id,))
        if goal.id not in worked and goal.danger not in worked:
            yield Point("goal_no_work", f"no direct work is linked to {what}", (goal.id,))


def is_only_negative(words: str) -> bool:
    """Return whether every sentence of a text says what stops, and none what happens instead."""
    sentences = [s for s in _SENTENCE.findall(words) if s.strip()]
    return bool(sentences) and all(_STOPS.search(s) and not _INSTEAD.search(s) for s in sentences)


def is_service(words: str) -> bool:
    """Return whether every sentence of a text asks for a service to be attended or worked with."""
    sentences = [s for s in _SENTENCE.findall(words) if s.strip()]
    return bool(sentences) and all(_SERVICE.search(s) for s in sentences)


def safety_scales(looking: Looking) -> Iterator[Point]:
    """Find scales with one voice, without a reason, not asked again, or with people far apart."""
    for scale in looking.case.safety_scales:
        if not scale.why.strip() and scale.child in looking.child_ids:
            words = f"the {scale.value} for {looking.name(scale.child)}{_day(scale)} has no reason"
            yield Point("scale_no_reason", words, (scale.id,), child=scale.child)
    for child in looking.children:
        for about, readings in _by_about(looking, child.id).items():
            yield from _readings(looking, child.id, about, readings)


def _by_about(looking: Looking, child: Id) -> dict[Id | None, list[SafetyScale]]:
    """Return a child's places on the scale by the danger statement they belong to, by date."""
    danger_of = {goal.id: goal.danger or goal.id for goal in looking.case.safety_goals}
    found: dict[Id | None, list[SafetyScale]] = {}
    for scale in looking.case.safety_scales:
        if scale.child == child:
            found.setdefault(danger_of.get(scale.measures, scale.measures) if scale.measures else None, []).append(
                scale
            )
    return found


def _readings(looking: Looking, child: Id, about: Id | None, readings: list[SafetyScale]) -> Iterator[Point]:
    name = looking.name(child)
    ids = tuple(scale.id for scale in readings)
    whose = called(looking.case.records[about]) if about and about in looking.case.records else "home"
    voices = {scale.voice if scale.voice is not Voice.NOT_SAID else scale.by for scale in readings}
    if len(voices) == 1:
        words = f"only one voice has put {name} on the safety scale for {whose}"
        yield Point("scale_one_voice", words, ids, child=child)
    standing = {d.id for d in looking.dangers} | {g.id for g in looking.goals}
    last = readings[-1]
    if (about is None or about in standing) and looking.is_older(last.when, check_data("scale_old").number("days")):
        words = f"{name} was last put on the safety scale for {whose} on {last.when.words()}, not in the days to {day_words(looking.day)}"
        yield Point("scale_old", words, (last.id,), child=child)
    data = check_data("scale_apart")
    latest: dict[str, SafetyScale] = {}
    for scale in readings:
        latest[scale.voice.value or scale.by] = scale
    low, high = min(latest.values(), key=lambda s: s.value), max(latest.values(), key=lambda s: s.value)
    days = [s.when.earliest for s in (low, high)]
    if (
        high.value - low.value >= data.number("points")
        and days[0] is not None
        and days[1] is not None
        and abs((days[0] - days[1]).days) <= data.number("days")
    ):
        words = f"for {whose}, {_by(high)} puts {name} at {high.value} and {_by(low)} at {low.value}"
        yield Point("scale_apart", words, (low.id, high.id), child=child)


def _by(scale: SafetyScale) -> str:
    return scale.by or scale.voice.value or "somebody"


def _day(scale: SafetyScale) -> str:
    return "" if scale.when.is_undated else f" of {scale.when.words()}"
