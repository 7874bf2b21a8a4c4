"""Names in files against the family's people: one person with the reason and how sure, a professional, or a question."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from rapidfuzz.distance import OSA

from chronology.intake.groups import group_called, siblings_called
from chronology.intake.relatives import Relatives
from chronology.lives.mentions import is_child_on, names_of
from chronology.practice.agencies import names_agency, names_role
from chronology.practice.kin import kin_called, number_called, of_whom, short_forms
from chronology.readers.hygiene import comparable, unaccented
from chronology.record.casefile import PREGNANCY, CaseFile
from chronology.record.dates import Falls
from chronology.record.imports import Meant, Naming
from chronology.record.people import Gender, Person, Place
from chronology.record.values import Id

_APART = re.compile(r"\s*(?:;|\n|\||\s&\s|\band\b|\s\+\s|/(?=\s*[A-Za-z]))\s*", re.IGNORECASE)
_SPACES = re.compile(r"[^\S\n]+")
LONGEST_NAME = 300
"""Characters of one name that are looked into."""
_BRACKETS = re.compile(r"[(\[](?P<aside>[^()\[\]]*)[)\]]")
_ASIDE = re.compile(r"\s*[(\[][^()\[\]]*[)\]]\s*|\s*,?\s*(?:dob|d\.o\.b|aged?|born)\b.*\Z", re.IGNORECASE)
_TITLE = re.compile(r"(?P<title>mr|mrs|ms|miss|master|mx)\.?\s+(?P<rest>\S.*)\Z", re.IGNORECASE)
_TITLE_GENDERS = {
    "mr": Gender.MALE,
    "master": Gender.MALE,
    "mrs": Gender.FEMALE,
    "ms": Gender.FEMALE,
    "miss": Gender.FEMALE,
}
_COLLAR = re.compile(r"\b(?:pc|pcso|ps|dc|ds|di|sgt|insp)\.?\s*\d{2,}|\b(?:dr|prof|cllr)\b", re.IGNORECASE)
CLOSE = ((4, 1), (8, 2))
"""Letters of a name from which on so many slips of the pen are looked through."""


class Certainty(StrEnum):
    """How sure it is whom a name means."""

    SURE = "sure"
    LIKELY = "likely"
    ASKED = "asked"
    """For a person to decide."""


@dataclass(frozen=True)
class Found:
    """What a name in a file means."""

    words: str
    person: Id | None
    why: str
    """How it was recognised, or why it was not."""
    certainty: Certainty = Certainty.SURE
    candidates: tuple[Id, ...] = ()
    """Who it may be, where several fit."""
    is_professional: bool = False

    @property
    def is_open(self) -> bool:
        """Whether somebody has to decide whom it means."""
        return self.person is None and self.certainty is Certainty.ASKED


class Names:
    """The names of one family, asked one at a time."""

    def __init__(self, case: CaseFile) -> None:
        self._case = case
        self._people: dict[Id, Person] = {}
        self._exact: dict[str, list[Person]] = {}
        self._loose: dict[str, list[Person]] = {}
        self._plain: dict[str, list[Person]] = {}
        """Every name as it is written without accents."""
        self._initials: dict[str, list[Person]] = {}
        self._decided: dict[str, Naming] = {comparable(n.words): n for n in case.of_kind(Naming)}
        self._relatives = Relatives(case)
        self._parents = frozenset(p for held in case.parentages for p in held.parents)
        self._remembered: dict[tuple[str, tuple[Id, ...]], Found] = {}
        for person in case.people.values():
            self.add(person)

    def add(self, person: Person) -> None:
        """Take one more person in."""
        self._remembered.clear()
        self._people[person.id] = person
        for word in (person.id, person.ref, *person.refs, *person.case_ids, person.name):
            if word:
                self._exact.setdefault(comparable(word), []).append(person)
        for word in _loosely(person):
            self._loose.setdefault(comparable(word), []).append(person)
        for word in (person.name, *_loosely(person)):
            if word:
                self._plain.setdefault(unaccented(word), []).append(person)
        if person.name:
            self._initials.setdefault(comparable(person.shown_initials), []).append(person)

    def find(self, words: str, children: tuple[Id, ...] = ()) -> Found:
        """Return whom a name means; "mum" or "sib 2" is meant of the row's children, else of the subject children.

        A subject child goes before others of the same given name. What is decided by hand goes before everything.
        """
        key = (words, children)
        found = self._remembered.get(key)
        if found is None:
            found = self._remembered[key] = self._found(words, children)
        return found

    def knows_child(self, words: str) -> bool:
        """Return whether words name, for sure, one or more people of the family."""
        parts = list(self.split(words))
        return bool(parts) and all(
            group_called(p) or ((f := self.find(p)).person is not None and f.why != "initials") for p in parts
        )

    def _found(self, words: str, children: tuple[Id, ...]) -> Found:
        if len(words) > LONGEST_NAME:
            return Found(words, None, "is too long for a name", Certainty.ASKED)
        decided = self._decided.get(comparable(words))
        if decided is not None and (decided.person is None or decided.person in self._people):
            return _as_decided(words, decided)
        whole = comparable(_ASIDE.sub(" ", words).strip(" .,:-"))
        plain = whole or comparable(words)
        asides = [found["aside"].strip() for found in _BRACKETS.finditer(words)]
        for names, why in ((self._exact, "full name or id"), (self._loose, "given name")):
            if fits := _once(names.get(plain, [])):
                return self._chosen(words, fits, why, asides, children)
        if fits := _once(self._plain.get(unaccented(plain), [])):
            return self._chosen(words, fits, "name, its accents written otherwise", asides, children)
        if kin := self._of_kin(words, _ASIDE.sub(" ", words), children):
            return kin
        if _is_professional(words):
            return self._professional(words, plain)
        titled = _TITLE.match(plain)
        if titled and (fits := self._titled(titled["title"], titled["rest"])):
            return self._chosen(words, fits, "surname and title", asides, children)
        if fits := _once(self._initials.get(re.sub(r"[.\s]", "", plain), [])):
            return self._chosen(words, fits, "initials", asides, children)
        for aside in asides:
            if (kin := self._of_kin(words, aside, children)) and kin.person is not None and not plain.strip():
                return kin
        return self._likely(words, plain) or Found(words, None, "is not in the family", Certainty.ASKED)

    def _chosen(
        self, words: str, fits: Sequence[Person], why: str, asides: Sequence[str], children: tuple[Id, ...]
    ) -> Found:
        """Return the one who fits; where several do, the one whom an aside names, else the one subject child."""
        if len(fits) == 1:
            return Found(words, fits[0].id, why)
        for aside in asides:
            kin = self._of_kin(words, aside, children)
            if kin is not None and kin.person in {p.id for p in fits}:
                return Found(words, kin.person, f"{why}, and “{aside}” beside it")
        subjects = [p for p in fits if p.is_subject]
        if len(subjects) == 1:
            return Found(words, subjects[0].id, f"{why} of the subject child")
        who = ", ".join(f"{p.shown_name} ({p.ref or p.id})" for p in fits[:4])
        candidates = tuple(p.id for p in fits)
        return Found(words, None, f"may be {who}: not guessed", Certainty.ASKED, candidates)

    def _of_kin(self, words: str, called: str, children: tuple[Id, ...]) -> Found | None:
        """Return whom a word for a relative means; None where the words are none."""
        whose = of_whom(called)
        if whose is not None and kin_called(called) is None:
            owner = self.find(whose[0])
            if owner.person is None:
                return None
            return self._of_kin(words, whose[1], (owner.person,))
        number, kin = number_called(called), kin_called(called)
        if number is not None:
            fits, why = self._relatives.numbered(number, children), "counted among the siblings by birth"
        elif kin is not None:
            fits, why = self._relatives.called(kin, children), f"{called.strip()}, of those it concerns"
        else:
            return None
        if len(fits) == 1:
            return Found(words, fits[0], why, Certainty.LIKELY if number is not None else Certainty.SURE)
        if not fits:
            return Found(words, None, "is a word for a relative whom the family does not show", Certainty.ASKED)
        who = ", ".join(self.called(person) for person in fits[:4])
        return Found(words, None, f"may be {who}: not guessed", Certainty.ASKED, fits)

    def _titled(self, title: str, rest: str) -> list[Person]:
        """Return the adults of a surname, or a name, whose gender a title does not contradict."""
        wanted = _TITLE_GENDERS.get(title.casefold())
        found = _once(self._exact.get(rest, []) or self._loose.get(rest, []))
        if not found:
            found = [p for p in self._people.values() if rest in _surnames(p) and not p.is_subject]
        return [p for p in found if wanted is None or p.gender in {wanted, Gender.UNKNOWN}]

    def _professional(self, words: str, plain: str) -> Found:
        """Return a professional, the one recorded where the name is theirs."""
        recorded = [p for p in self._people.values() if p.place is Place.PROFESSIONAL and p.name]
        fits = [p for p in recorded if comparable(p.name) in plain or _last(p) in plain.split()]
        person = fits[0].id if len(fits) == 1 else None
        return Found(words, person, "a professional, kept apart from the family", is_professional=True)

    def _likely(self, words: str, plain: str) -> Found | None:
        """Return who is likely meant by a short form or a misspelling, where that is one person by a clear margin."""
        first, _, rest = plain.partition(" ")
        forms = short_forms().get(first, frozenset())
        fits = [
            p
            for p in self._people.values()
            if _first(p) in forms and (not rest or rest in _surnames(p)) and p.place is not Place.PET
        ]
        if len(fits) == 1:
            why = f"“{first}” is short for {fits[0].given or fits[0].name}"
            return Found(words, fits[0].id, why, Certainty.LIKELY)
        if fits:
            return self._chosen(words, fits, "short form of a name", (), ())
        allowed = _allowed(plain)
        if not allowed or not plain[:1].isalpha():
            return None
        distances: dict[Id, int] = {}
        for names in (self._exact, self._loose):
            for name, people in names.items():
                slips = OSA.distance(plain, name, score_cutoff=allowed + 1)
                if slips <= allowed + 1 and (_are_told_apart(plain, name) or not _are_alike_word_by_word(plain, name)):
                    continue
                if slips <= allowed + 1 and len(name) >= CLOSE[0][0] - 1 and _slips_allowed(plain, name) >= slips:
                    for person in people:
                        distances[person.id] = min(slips, distances.get(person.id, slips))
        nearest = sorted((slips, person) for person, slips in distances.items() if slips <= allowed)
        if not nearest:
            return None
        best = [person for slips, person in nearest if slips == nearest[0][0]]
        if len(best) == 1:
            count = f"{nearest[0][0]} letter{'s' if nearest[0][0] > 1 else ''}"
            return Found(words, best[0], f"{self.called(best[0])}, spelt with {count} other", Certainty.LIKELY)
        return self._chosen(words, [self._people[person] for person in best], "misspelt name", (), ())

    def split(self, words: str) -> Iterator[str]:
        """Yield the names in a cell; a comma parts them unless the whole is one name."""
        for part in _APART.split(_SPACES.sub(" ", words.strip())):
            if not part.strip():
                continue
            if "," in part and self.find(part).person is None:
                yield from (piece.strip() for piece in part.split(",") if piece.strip())
            else:
                yield part.strip()

    def is_grown_on(self, person: Id, day: date) -> bool:
        """Return whether somebody who is not a subject child was 18 or more on a day; a parent without a date of birth is."""
        known = self._people.get(person)
        if known is None or known.is_subject:
            return False
        if known.birth.latest is None:
            return known.birth.is_undated and person in self._parents
        born = known.birth.latest
        return (day.year - born.year, day.month, day.day) >= (18, born.month, born.day)

    def group_on(self, words: str, day: date) -> tuple[Id, ...] | None:
        """Return whom a word for several children means of those alive on a day: none where it does not fit them; None where it is no such word."""
        group = group_called(words)
        if group is None:
            return None
        children = [self._people[child] for child in (*self.children_alive_on(day), *self.without_birth_on(day))]
        return tuple(child.id for child in group.among(children) or ())

    def without_birth_on(self, day: date) -> tuple[Id, ...]:
        """Return the subject children whose birth nobody recorded, not dead by a day: they may have been born by then."""
        return tuple(
            p.id
            for p in self._people.values()
            if p.is_subject
            and not p.is_loss
            and p.place is Place.FAMILY
            and p.birth.is_undated
            and p.id not in self._parents
            and not (p.death.latest is not None and p.death.latest < day)
        )

    def unborn_on(self, day: date) -> tuple[Id, ...]:
        """Return the children of the family who were born, or are expected, within a pregnancy after a day; twins both."""
        births = ((p, p.birth.earliest, p.birth.latest) for p in self._people.values() if p.place is Place.FAMILY)
        return tuple(p.id for p, first, last in births if first and last and last > day and first - day <= PREGNANCY)

    def some_of(self, words: str, children: Sequence[Id]) -> tuple[Id, ...] | None:
        """Return whom a word for several means of the children given; None where it does not fit them."""
        group = group_called(words)
        meant = group.among([self._people[c] for c in children if c in self._people]) if group else None
        return None if meant is None else tuple(child.id for child in meant)

    def siblings_on(self, words: str, children: Sequence[Id], day: date) -> tuple[Id, ...] | None:
        """Return whom "her brothers" beside these children means: brothers and sisters, half ones too, alive as children on
        the day; none where it does not fit them, None where it is no such word or no child is given."""
        group = siblings_called(words) if children else None
        if group is None:
            return None
        family = {p for held in self._case.parentages if held.child in children for p in held.parents}
        theirs = {held.child for held in self._case.parentages if family & set(held.parents)}
        theirs |= set() if family else set(self.without_birth_on(day))
        known = (*self.children_alive_on(day), *self.without_birth_on(day))
        some = [self._people[c] for c in known if c in theirs and c not in children]
        return tuple(child.id for child in group.among(some) or ())

    def child_among(self, candidates: Sequence[Id], day: date) -> Id | None:
        """Return the one child on a day among people of one name, where the others are grown up or somebody's parents."""
        fits = [p for p in candidates if not self.is_grown_on(p, day) and p not in self._parents]
        return fits[0] if len(fits) == 1 else None

    def are_close(self, one: str, two: str) -> bool:
        """Return whether one name may be a slip of the pen for the other."""
        one, two = comparable(one), comparable(two)
        is_apart = one == two or _are_told_apart(one, two) or not _are_alike_word_by_word(one, two)
        return not is_apart and OSA.distance(one, two) <= _allowed(one)

    def called(self, person: Id) -> str:
        """Return how somebody is called in a sentence."""
        known = self._people.get(person)
        return known.shown_name if known is not None else person

    def children_alive_on(self, day: date) -> tuple[Id, ...]:
        """Return the children of the family alive on a day: under 18 then, and marked as subjects where any are."""
        everyone = [p for p in self._people.values() if is_child_on(p, day) and not p.is_loss]
        subjects = [p for p in self._people.values() if p.is_subject]
        chosen = [p for p in everyone if p.is_subject] if subjects else everyone
        return tuple(
            p.id
            for p in chosen
            if p.birth.happened_by(day) is not Falls.NO and not (p.death.latest is not None and p.death.latest < day)
        )


def _as_decided(words: str, decided: Naming) -> Found:
    if decided.means is Meant.PERSON and decided.person is not None:
        return Found(words, decided.person, "as it was decided earlier")
    if decided.means is Meant.PROFESSIONAL:
        return Found(words, decided.person, "a professional, as it was decided earlier", is_professional=True)
    return Found(words, None, "is nobody of the family, as it was decided earlier")


def _is_professional(words: str) -> bool:
    return names_role(words) or names_agency(words) or _COLLAR.search(words) is not None


def _loosely(person: Person) -> list[str]:
    """Return the further ways of writing a person's name: given name, other names, surname first, with initials."""
    given, surname = person.given, person.surname
    found = list(names_of(person))
    for last in _surnames(person):
        for first in filter(None, {given, given.split()[0] if given.split() else ""}):
            found += [
                f"{last}, {first}",
                f"{last} {first}",
                f"{first} {last}",
                f"{first} {last[0]}",
                f"{first} {last[0]}.",
            ]
            found += [f"{first[0]} {last}", f"{first[0]}. {last}", f"{first[0]}.{last}", f"{last}, {first[0]}"]
    if given and surname:
        found.append(f"{surname}, {given}")
    return found


def _surnames(person: Person) -> list[str]:
    words = [person.surname, person.name.split()[-1] if len(person.name.split()) > 1 else ""]
    words += [other.text.split()[-1] for other in person.names if len(other.text.split()) > 1]
    return list(dict.fromkeys(comparable(word) for word in words if word))


def _first(person: Person) -> str:
    words = comparable(person.given or person.name).split()
    return words[0] if words else ""


def _last(person: Person) -> str:
    words = comparable(person.name).split()
    return words[-1] if words else ""


def _slips_allowed(one: str, two: str) -> int:
    """Return how many slips two names may be apart and still be one: fewer in short ones."""
    shorter = min(len(one), len(two))
    return 2 if shorter >= CLOSE[1][0] else 1


def _allowed(name: str) -> int:
    """Return how many slips of the pen are looked through in a name of so many letters."""
    return next((slips for letters, slips in reversed(CLOSE) if len(name) >= letters), 0)


def _are_alike_word_by_word(one: str, two: str) -> bool:
    """Return whether each word of a name may be a slip for the other's: a shared surname makes nobody of Ella Emma."""
    words = one.split(), two.split()
    if len(words[0]) != len(words[1]):
        return True
    return all(OSA.distance(a, b) <= _allowed(max(a, b, key=len)) for a, b in zip(*words, strict=True))


def _are_told_apart(one: str, two: str) -> bool:
    """Return whether names differ in a letter or number that stands alone: Child A is no misspelt Child B."""
    alone = [sorted(w for w in re.findall(r"\w+", name) if len(w) == 1 or w.isdigit()) for name in (one, two)]
    return alone[0] != alone[1] and all(alone)


def _once(people: Iterable[Person]) -> list[Person]:
    return list({person.id: person for person in people}.values())
