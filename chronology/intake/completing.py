"""What a line being typed may go on as: a name of the family, an agency, a category or a domain, from what is known."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from chronology.intake.quick import TOLD, children_meant, date_at_start, topics_meant
from chronology.practice.agencies import agency_data
from chronology.practice.categories import categories, folded
from chronology.record.casefile import CaseFile
from chronology.record.dates import UNDATED
from chronology.record.people import Person

MOST = 8
"""The most that is offered at once."""
_MARK = re.compile(r"(?P<sign>@|#|(?:told|seen|alone):)(?P<begun>[^\s@#]*)\Z")


@dataclass(frozen=True)
class Completion:
    """One way in which the words at the cursor may go on."""

    text: str
    """What stands in the line instead of what is begun."""
    label: str
    """What it is called where it is offered."""


@dataclass(frozen=True)
class Completions:
    """What is offered at one place of a line."""

    start: int
    """Where what is begun starts; it ends at the cursor."""
    options: tuple[Completion, ...] = ()


NOTHING = Completions(0)


class Completer:
    """Offers what a line may go on as, from one case file and the practice data."""

    def __init__(self, case: CaseFile, day: date) -> None:
        self._day = day
        self._people = [
            (_mark_of(person, case, day), person)
            for person in sorted(case.people.values(), key=lambda p: (not p.is_subject, p.birth.sort_key, p.name, p.id))
        ]
        used = Counter(entry.origin.agency for entry in case.entries if entry.origin.agency)
        known = dict.fromkeys(sorted(used, key=lambda agency: (-used[agency], agency)))
        self._agencies = [*known, *(w for some in agency_data().agencies.values() for w in some if w not in known)]
        self._topics = list(_topics())
        data = categories()
        self._labels = [(d.label, True) for d in data.neglect.values()] + [
            (c.label, False) for c in data.categories.values()
        ]

    def quick(self, line: str, at: int) -> Completions:
        """Return what the words before the cursor of an entry on one line may go on as."""
        before = line[:at]
        word = re.split(r"\s", before)[-1]
        if found := _MARK.match(word):
            return Completions(at - len(found["begun"]), tuple(self._marks(found["sign"], found["begun"])))
        if ":" in re.sub(r"\d:\d", "", before):
            return NOTHING
        words = date_at_start(before, self._day)
        begun = before[words:].lstrip() if words else ""
        if not begun:
            return NOTHING
        return Completions(at - len(begun), tuple(Completion(f"{o.text}: ", o.label) for o in self.agencies(begun)))

    def listed(self, what: str, line: str, at: int) -> Completions:
        """Return what the last part of a field's list may go on as: people, an agency, a category or a domain.

        What stands there whole already goes on as nothing: Tab, which goes to the next field, would change it.
        """
        begun = re.split(r"[;\n]\s*", line[:at])[-1]
        start = at - len(begun)
        if self._is_whole(what, line[:at] if what == "agency" else begun):
            return Completions(start)
        if what == "people":
            names = [p.shown_name for _, p in self._people if begun and _begins(p, begun)][:MOST]
            return Completions(start, tuple(Completion(name, name) for name in names if name != begun))
        if what == "agency":
            return Completions(0, self.agencies(line[:at]) if line[:at] else ())
        labels = [label for label, is_domain in self._labels if is_domain is (what == "domain")]
        fits = [label for label in labels if begun and folded(begun) in folded(label) and label != begun]
        fits.sort(key=lambda label: not folded(label).startswith(folded(begun)))
        return Completions(start, tuple(Completion(label, label) for label in fits[:MOST]))

    def _is_whole(self, what: str, words: str) -> bool:
        """Return whether words are a name, an agency, a category or a domain as they stand."""
        if what == "people":
            return any(person.shown_name.casefold() == words.casefold() for _, person in self._people)
        if what == "agency":
            return any(agency.casefold() == words.casefold() for agency in self._agencies)
        wanted = folded(words)
        return any(folded(label) == wanted for label, is_domain in self._labels if is_domain is (what == "domain"))

    def _marks(self, sign: str, begun: str) -> Iterable[Completion]:
        if sign == "#":
            return self.topics(begun)
        if sign == "told:":
            return (
                Completion(f"{w} ", w) for w in TOLD if len(w) > 1 and w.startswith(begun.casefold()) and w != begun
            )
        everyone = [Completion("all ", "all: every child on that day")] if "all".startswith(begun.casefold()) else []
        return [*self.people(begun), *everyone][:MOST]

    def people(self, begun: str) -> tuple[Completion, ...]:
        """Return the people whose given name, surname or other name begins so, children first."""
        wanted = begun.replace(".", " ")
        fits = [(m, p) for m, p in self._people if m and _begins(p, wanted)]
        fits.sort(key=lambda fit: not fit[1].shown_name.casefold().startswith(wanted.casefold()))
        return tuple(Completion(f"{mark} ", person.shown_name) for mark, person in fits[:MOST] if mark != begun)

    def agencies(self, begun: str) -> tuple[Completion, ...]:
        """Return the sources of this family's entries that begin so, the most frequent first, then the known agencies."""
        wanted = begun.casefold()
        fits = [a for a in self._agencies if a.casefold().startswith(wanted) and a.casefold() != wanted.rstrip()]
        return tuple(Completion(agency, agency) for agency in fits[:MOST])

    def topics(self, begun: str) -> tuple[Completion, ...]:
        """Return the categories and domains of neglect of which a word begins so."""
        wanted = folded(begun)
        fits = [
            (
                next((m for m in marks if folded(m).startswith(wanted)), marks[0] if wanted in folded(label) else ""),
                label,
            )
            for marks, label in self._topics
        ]
        fits.sort(key=lambda fit: not folded(fit[0]).startswith(wanted))
        return tuple(Completion(f"{mark} ", label) for mark, label in fits if mark and mark != begun)[:MOST]


def _begins(person: Person, begun: str) -> bool:
    """Return whether a person's name, or a part of it, begins so."""
    name, wanted = person.shown_name.casefold(), begun.casefold()
    return name.startswith(wanted) or any(part.startswith(wanted) for part in name.split())


def _mark_of(person: Person, case: CaseFile, day: date) -> str:
    """Return the shortest that a typed line takes to mean this person alone; empty where nothing does."""
    names = (person.given, person.shown_name, person.ref, person.id)
    for name in names:
        mark = ".".join(name.split())
        if mark and not re.search(r"[@#]", mark) and children_meant([mark], case, UNDATED, day) == ((person.id,), ()):
            return mark
    return ""


def _topics() -> Iterable[tuple[tuple[str, ...], str]]:
    """Yield the words that a typed line reads as each category or domain, with what it is called."""
    data = categories()
    for key, domain in data.neglect.items():
        yield _marks((domain.label, *domain.words, key), is_domain=True), f"{domain.label} (neglect)"
    for key, category in data.categories.items():
        yield _marks((category.label, key), is_domain=False), category.label


def _marks(words: Iterable[str], *, is_domain: bool) -> tuple[str, ...]:
    """Return the words that alone mean this one thing, spaces written as a line can hold them."""
    found = []
    for word in words:
        mark = "_".join(word.split())
        category, neglect, problems = topics_meant([mark])
        if (
            re.fullmatch(r"[^\s@#]+", mark)
            and not problems
            and bool(neglect) is is_domain
            and bool(category) is not is_domain
        ):
            found.append(mark)
    return tuple(found) or ("",)
