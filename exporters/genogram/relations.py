"""What a drawing says of one person: who they are, and every relation of theirs that it shows, a sentence each."""

from __future__ import annotations

from chronology.lives.households import household_members
from chronology.lives.kinship import FamilyGraph
from chronology.record.values import Id
from exporters.genogram.letters import one_line
from exporters.genogram.picture import Picture


def relations_of(picture: Picture, person: Id) -> list[str]:
    """Return the sentences about a person as at the picture's day: the person first, then kin, homes, orders, ties."""
    at, telling, shown = picture.at, picture.telling, picture.present
    place = {i: n for n, i in enumerate(picture.ordered)}
    said = [telling.person(at.people[person])]
    if picture.focus and picture.focus != person and picture.focus in at.people:
        words = FamilyGraph(at, picture.day).relation(picture.focus, person).words
        said.append(f"To {at.people[picture.focus].shown_name}: {words}")
    couples = [p for p in at.partnerships if person in p.partners and set(p.partners) <= shown]
    said += [telling.couple(p) for p in couples if len(p.partners) > 1 or p.steps]
    born = [p for p in at.parentages if p.child == person]
    children = [p for p in at.parentages if person in p.parents and p.child in shown]
    said += [telling.descent(p) for p in (*born, *sorted(children, key=lambda p: (place[p.child], p.id)))]
    for birth in at.multiple_births:
        others = [at.people[c].shown_name for c in birth.children if c in shown and c != person]
        if person in birth.children and others:
            said.append(f"Born together with {' and '.join(others)}, zygosity {birth.zygosity.value}")
    homes = household_members(at, picture.day)
    said += [telling.home(home, shown) for home in homes if any(m.person == person for m in home.members)]
    said += [telling.order(o) for o in at.orders if o.child == person and o.when.stands_on(picture.day)]
    responsible = [r for r in at.responsibilities if person in {r.child, r.holder} and r.child in shown]
    said += [telling.responsibility(r) for r in responsible if r.when.stands_on(picture.day)]
    ties = [b for b in at.bonds if person in {b.source, b.target} and {b.source, b.target} <= shown]
    said += [telling.bond(b) for b in ties if b.source != b.target]
    said += [f"Marked !{fault.number}: {fault.message}" for fault in picture.faults if fault.person == person]
    return [f"{one_line(sentence)}." for sentence in dict.fromkeys(said)]
