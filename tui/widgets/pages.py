"""What the text view of people says."""

from __future__ import annotations

from datetime import date

from chronology.lives.households import household_members, how_lives, where_is
from chronology.lives.kinship import FamilyGraph
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
            case.people[m.person].shown_name + (f" ({how})" if (how := how_lives(case, home, m)) else "")
            for m in home.members
        )
        lines.append(f"  {where_is(case, home)}: {members}")
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
