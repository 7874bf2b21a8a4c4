"""The ecomap in words: the centre, everyone and everything around it by kind or ring, and what each line says."""

from __future__ import annotations

from chronology.record.people import Gender, Life, Person, Place
from exporters.ecomap.centre import age_of
from exporters.ecomap.lines import Help, Line, Strength
from exporters.ecomap.sectors import BY_KEY, SECTORS
from exporters.ecomap.system import RING_TITLES, Around, Ring, System

_STRENGTHS = {
    Strength.STRONG: "strong tie",
    Strength.TENUOUS: "tenuous tie",
    Strength.CUT_OFF: "tie cut off",
}


class Telling:
    """Says what a drawing shows."""

    def __init__(self, around: Around, *, has_circles: bool) -> None:
        self._around = around
        self._has_circles = has_circles

    def sentences(self) -> list[str]:
        """Return the full description, a sentence each: the centre, then every kind or ring with its members."""
        found = [self.centre()]
        count = len(self._around.systems)
        found.append("Nobody and nothing is recorded around the centre" if not count else f"Around it: {count}")
        for title, systems in self.parts():
            for system in systems:
                said = [self.system(system)]
                if not self._has_circles:
                    said += [words for line in system.lines if (words := self._line_words(system, line))]
                found.append(f"{title}: {'; '.join(said)}")
        if self._around.lacking:
            found.append(self.lacking())
        return found

    def parts(self) -> list[tuple[str, list[System]]]:
        """Return the kinds, or for network circles the rings, that have members, with their members in order."""
        systems = self._around.systems
        if self._has_circles:
            by_ring = [(RING_TITLES[ring], [s for s in systems if s.ring is ring]) for ring in Ring]
            return [(title, own) for title, own in by_ring if own]
        return [
            (s.title, [m for m in systems if m.sector == s.key])
            for s in SECTORS
            if any(m.sector == s.key for m in systems)
        ]

    def centre(self) -> str:
        """Return who is at the centre."""
        around = self._around
        child = self._person(around.child)
        if not around.home:
            return f"At the centre: {child}"
        others = [self._person(p) for p in around.members if p.id != around.child.id]
        return f"At the centre, {around.home}: {'; '.join([child, *others])}"

    def _person(self, person: Person) -> str:
        words = [person.shown_name]
        if person.life is Life.EXPECTED:
            words += ["pregnancy"] if person.name else []
        elif person.place is Place.PET:
            words.append("pet")
        elif person.gender is not Gender.UNKNOWN:
            words.append(person.gender.value)
        else:
            words.append("gender not known")
        if person.id == self._around.child.id:
            words += [age] if (age := age_of(person, self._around)) else []
        words += ["reported, not confirmed"] if not person.is_confirmed else []
        return ", ".join(words)

    def system(self, system: System) -> str:
        """Return somebody or something in words, without its lines."""
        return ", ".join([system.name, *system.said])

    def line(self, system: System, line: Line) -> str:
        """Return one line in words, with its two ends."""
        return f"{system.name} and {self._towards()}: {self._line_words(system, line) or 'recorded; how strong is not described'}"

    def _line_words(self, system: System, line: Line) -> str:
        said = []
        if line.strength is not Strength.PLAIN:
            said.append(_STRENGTHS[line.strength])
        if line.is_stressful:
            said.append("stressful tie" if not said else "stressful")
        if line.words and system.person is not None:
            said.append(f"called {line.words}" if said else line.words)
        towards = self._towards()
        said += {
            Help.TO_CENTRE: [f"help goes to {towards}"],
            Help.FROM_CENTRE: [f"help goes from {towards}"],
            Help.BOTH: ["help goes both ways"],
        }.get(line.help, [])
        return ", ".join(said)

    def _towards(self) -> str:
        return "the household" if self._around.home else self._around.child.shown_name

    def lacking(self) -> str:
        """Return what nothing is recorded of: it may be there, and nobody wrote it down."""
        name = self._around.child.shown_name
        listed = ", ".join(BY_KEY[w].title.lower() if w in BY_KEY else w for w in self._around.lacking)
        return f"This record holds nothing for {name} on the day of: {listed}"
