"""One typed line becomes an entry: `12/3/19 school: arrived hungry @Ada #food told:no`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from chronology.lives.mentions import is_child_on, names_of
from chronology.practice.categories import (
    categories,
    category_label,
    category_of,
    counts_as,
    domain_label,
    domain_of,
    folded,
)
from chronology.record.casefile import CaseFile
from chronology.record.dates import UNDATED, Falls, When, read_when
from chronology.record.entries import Entry, Neglect, Origin, Seen, Significance, Told
from chronology.record.errors import UnreadableDate
from chronology.record.people import Person
from chronology.record.values import Id, new_id

_MARK = re.compile(
    r"(?<!\S)(?:@(?P<child>[^\s@#]+)|#(?P<topic>[^\s@#]+)|(?P<key>told|seen|alone):(?P<value>\S+)|(?P<significant>!)(?!\S))"
)
TOLD = {"yes": Told.YES, "y": Told.YES, "no": Told.NO, "n": Told.NO, "unknown": Told.UNKNOWN}
"""What `told:` may say."""


@dataclass(frozen=True)
class QuickLine:
    """A typed line as it was understood."""

    entry: Entry | None
    """The entry it becomes; None while something stands in the way."""
    understood: tuple[str, ...]
    problems: tuple[str, ...]
    """What stands in the way, in words."""
    doubts: tuple[str, ...] = ()
    """What is kept but wants a look."""
    so_far: Entry | None = None
    """The entry as far as it is understood, whatever stands in the way."""

    def words(self) -> str:
        """Return the line read back: what was understood, then what stands in the way."""
        parts = list(self.understood)
        parts += [f"? {doubt}" for doubt in self.doubts]
        parts += [f"✗ {problem}" for problem in self.problems]
        return "   ".join(parts)


def read_line(line: str, case: CaseFile, *, day: date, focus: Id | None = None) -> QuickLine:
    """Return how a typed line is understood; nothing is guessed, and what is not understood is said.

    The date comes first, in any UK form, then who says so up to a colon, then what happened. `@name` names a
    child (`@all` every child on that day), `#word` a category or a domain of neglect, `told:yes|no`,
    `seen:name`, `alone:name`, `!` that it is significant. Without any `@`, the child in focus is meant.
    """
    problems: list[str] = []
    doubts: list[str] = []
    marks = list(_MARK.finditer(line))
    text = " ".join(_MARK.sub(" ", line).split())
    when, agency, event = _split(text, day, problems)
    doubts += when.doubts
    if not event:
        problems.append("what happened is missing: write it after the colon")
    people = _Children(case, when, day)
    children = people.meant([m["child"] for m in marks if m["child"]], problems)
    if not any(m["child"] for m in marks) and focus is not None:
        children = (focus,)
    category, neglect = _topics([m["topic"] for m in marks if m["topic"]], problems)
    told, seen = Told.UNKNOWN, []
    for mark in marks:
        if mark["key"] == "told":
            told = TOLD.get(mark["value"].casefold(), told)
            if mark["value"].casefold() not in TOLD:
                problems.append(f"told:{mark['value']} is not yes, no or unknown")
        elif mark["key"]:
            seen += [Seen(child=c, is_alone=mark["key"] == "alone") for c in people.meant([mark["value"]], problems)]
    entry = Entry(
        id=new_id(),
        when=when,
        children=children,
        category=category,
        neglect=neglect,
        event=event,
        origin=Origin(agency=agency),
        told_to_social_care=told,
        seen=tuple(seen),
        significance=Significance.YES if any(m["significant"] for m in marks) else Significance.NOT_SAID,
    )
    understood = [
        when.words(),
        agency or "source not given",
        ", ".join(case.people[c].given or case.people[c].shown_name for c in children)
        or "about the family, no child named",
        *([category_label(category)] if category else []),
        *(domain_label(n.domain) for n in neglect),
        *(["significant"] if entry.significance is Significance.YES else []),
        *([f"told to social care: {told.value}"] if told is not Told.UNKNOWN else []),
        *(f"seen{' alone' if s.is_alone else ''}: {case.people[s.child].given}" for s in seen),
    ]
    return QuickLine(None if problems else entry, tuple(understood), tuple(problems), tuple(doubts), entry)


def children_meant(names: list[str], case: CaseFile, when: When, day: date) -> tuple[tuple[Id, ...], tuple[str, ...]]:
    """Return the people whom marks mean, and what stands in the way."""
    problems: list[str] = []
    return _Children(case, when, day).meant(names, problems), tuple(problems)


def topics_meant(words: list[str]) -> tuple[str, tuple[Neglect, ...], tuple[str, ...]]:
    """Return the category and the domains that marks mean, and what stands in the way."""
    problems: list[str] = []
    category, neglect = _topics(words, problems)
    return category, neglect, tuple(problems)


def date_at_start(text: str, day: date) -> int:
    """Return how many letters of a line are the date that it begins with; 0 where it begins with none."""
    words = list(re.finditer(r"\S+", text))
    for count in range(min(len(words), 8), 0, -1):
        try:
            read_when(" ".join(word[0] for word in words[:count]), latest=day)
        except UnreadableDate:
            continue
        return words[count - 1].end()
    return 0


def _split(text: str, day: date, problems: list[str]) -> tuple[When, str, str]:
    """Return date, agency and event; the date is the longest beginning of the line that is one."""
    head, colon, event = _at_colon(text)
    words = (head if colon else text).split()
    for count in range(min(len(words), 8), 0, -1):
        try:
            when = read_when(" ".join(words[:count]), latest=day)
        except UnreadableDate:
            continue
        rest = " ".join(words[count:])
        if colon:
            return when, rest, event
        problems.append("a colon is missing: date, who says so, colon, what happened")
        return when, "", rest
    problems.append("the line has to begin with a date, such as 12/3/19, early March 2018, or n/k if it is not known")
    return UNDATED, head if colon else "", event if colon else text


def _at_colon(text: str) -> tuple[str, str, str]:
    """Split at the first colon that does not stand inside a time."""
    for found in re.finditer(r":", text):
        at = found.start()
        if not (text[at - 1 : at].isdigit() and text[at + 1 : at + 3].isdigit()):
            return text[:at].strip(), ":", text[at + 1 :].strip()
    return text, "", ""


def _topics(words: list[str], problems: list[str]) -> tuple[str, tuple[Neglect, ...]]:
    category, domains = "", []
    for word in words:
        key, domain = category_of(word), domain_of(word)
        if key and domain:
            is_category = folded(word) in {folded(key), folded(category_label(key))}
            is_domain = folded(word) in {folded(domain), folded(domain_label(domain))}
            is_concern = counts_as(key) == "concern"  # of hygiene as a concern, the domain says what is not met
            if is_category and is_domain and not is_concern:
                problems.append(
                    f"#{word} is a category and a domain of neglect: write #{_alone(domain)} for the domain; the category "
                    "is chosen in the form (Ctrl+E)"
                )
                continue
            key, domain = (key, "") if is_category and not is_domain else ("", domain)
        if domain:
            domains.append(Neglect(domain=domain))
        elif key and not category:
            category = key
        elif key:
            problems.append(f"two categories: {category_label(category)} and {category_label(key)}")
        else:
            problems.append(f"#{word} is no category and no domain of neglect")
    return category, tuple(domains)


def _alone(domain: str) -> str:
    """Return the first word of a domain that is no category's too, as a line can hold it."""
    words = (word for word in (domain_label(domain), *categories().neglect[domain].words) if not category_of(word))
    return "_".join(next(words, domain).split())


class _Children:
    def __init__(self, case: CaseFile, when: When, day: date) -> None:
        self._case = case
        self._on = when.latest or day
        self._when = when

    def meant(self, names: list[str], problems: list[str]) -> tuple[Id, ...]:
        """Return the people meant; a name nobody or several people bear is a problem, never a guess."""
        found: list[Id] = []
        for name in names:
            if name.casefold() == "all":
                found += [p.id for p in self._case.people.values() if self._is_child_then(p)]
                continue
            fits = self._called(name)
            if len(fits) == 1:
                found.append(fits[0].id)
            elif fits:
                who = ", ".join(p.shown_name for p in fits)
                problems.append(f"@{name} may be {who}: write more of the name, with a dot for the space")
            else:
                problems.append(f"nobody here is called {name}")
        return tuple(dict.fromkeys(found))

    def _called(self, name: str) -> list[Person]:
        wanted = name.replace(".", " ").casefold()
        everyone = list(self._case.people.values())
        exact = [
            p for p in everyone if wanted in {n.casefold() for n in names_of(p)} or wanted in {p.id, p.ref.casefold()}
        ]
        children = [p for p in exact if p.is_subject]
        if len(children) == 1:
            return children
        return exact or [p for p in everyone if p.shown_initials.casefold() == wanted]

    def _is_child_then(self, person: Person) -> bool:
        return (
            is_child_on(person, self._on) and not person.is_loss and person.birth.happened_by(self._on) is not Falls.NO
        )
