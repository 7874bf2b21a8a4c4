"""What the text views say: people, one child's page."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from chronology.lives.households import household_members
from chronology.lives.kinship import FamilyGraph
from chronology.lives.timeline import child_timeline
from chronology.record.casefile import CaseFile
from chronology.record.dates import Falls, When, age_at
from chronology.record.people import Person
from chronology.record.values import Id


def people_page(case: CaseFile, child: Id | None, day: date) -> str:
    """Return everyone recorded; with a child in focus, nearest kin first with who they are to the child."""
    graph = FamilyGraph(case, day)
    lines: list[str] = []
    if child is not None:
        lines += [f"Who is who to {case.people[child].shown_name}, on {When.on(day).words()}", ""]
        lines += [
            f"{_person_line(case.people[r.person], day)}: {r.words}"
            for r in graph.relations(child)
            if r.person in case.people
        ]
    else:
        lines += [f"Everyone recorded, on {When.on(day).words()}", ""]
        everyone = sorted(case.people.values(), key=lambda p: (p.birth.sort_key, p.name, p.id))
        for person in everyone:
            lines.append(_person_line(person, day) + ("   subject child" if person.is_subject else ""))
            parents = [case.people[p].shown_name for p in graph.parents_of(person.id)]
            if parents:
                lines.append(f"      child of {' and '.join(parents)}")
    homes = household_members(case, day)
    lines += ["", "Who lives where"]
    for home in homes:
        members = ", ".join(
            case.people[m.person].shown_name
            + (f" ({m.footing})" if m.footing else "")
            + (" (depends on the dates)" if m.depends else "")
            for m in home.members
        )
        lines.append(f"  {home.name}: {members}")
    if not homes:
        lines.append("  not recorded for this day")
    return "\n".join(lines)


def _person_line(person: Person, day: date) -> str:
    words = person.shown_name
    if not person.birth.is_undated:
        words += f", born {person.birth.words()}"
    if person.is_dead or person.death.happened_by(day) in {Falls.CERTAIN, Falls.POSSIBLE}:
        words += " † " + ("" if person.death.is_undated else person.death.words())
    elif not person.birth.is_undated and person.birth.happened_by(day) is not Falls.NO:
        words += f", {age_at(person.birth, When.on(day)).words()}"
    return words


def child_page(case: CaseFile, child: Id, day: date) -> str:
    """Return one child's page: age, homes, orders, plans, who saw them, their words, and the entries' impact."""
    timeline = child_timeline(case, child, day=day)
    person = timeline.child
    lines = [f"{person.shown_name}", f"{_person_line(person, day)}", ""]
    lines += _part(
        "Homes",
        [f"{h.when.words()}: {_home_words(case, h.household, h.words)} ({h.footing.value})" for h in timeline.homes],
    )
    lines += _part("Orders and legal status", [f"{o.when.words()}: {o.words or o.status}" for o in timeline.orders])
    lines += _part(
        "Plans",
        [
            f"{p.start.words()} to {p.end.words() if p.end else 'no end recorded'}: {p.words or p.tier.replace('_', ' ')}"
            for p in timeline.plans
        ],
    )
    rows = (*timeline.entries, *timeline.undated)
    seen = [r for r in rows if r.seen]
    alone = [r for r in seen if r.seen and r.seen.is_alone]
    lines += _part(
        "Seen",
        [
            f"{len(seen)} entries say that this child was seen, {len(alone)} of them alone",
            *(f"last: {r.entry.when.words()}, {r.entry.origin.words()}" for r in seen[-1:]),
            *(f"last alone: {r.entry.when.words()}, {r.entry.origin.words()}" for r in alone[-1:]),
        ],
    )
    lines += _part(
        "In this child's own words",
        [
            f"{r.entry.when.words()}, aged {r.age.words()}: “{v.words}”"
            + (f" (asked: {v.question})" if v.question else "")
            for r in rows
            for v in r.views
        ],
    )
    own = [r for r in rows if not r.is_family_wide]
    written = [r for r in own if r.impact]
    lines += _part(
        "Impact on this child",
        [
            f"written for {len(written)} of {len(own)} entries that name this child",
            *(f"{r.entry.when.words()}, aged {r.age.words()}: {r.impact}" for r in written),
        ],
    )
    if timeline.undated:
        lines += _part("Not dated, so in no order", [r.entry.event for r in timeline.undated])
    return "\n".join(lines)


def _part(title: str, lines: Sequence[str]) -> list[str]:
    return [title, *(f"  {line}" for line in (lines or ["not recorded"])), ""]


def _home_words(case: CaseFile, household: Id | None, words: str) -> str:
    home = case.households.get(household) if household else None
    return (home.name if home else "") or words or "home"
