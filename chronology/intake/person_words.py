"""A person on one line: `Ada Marlow 12/3/2015 f`, read without guessing anything that is not written."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import lru_cache

from chronology.record.dates import UNDATED, When, read_when
from chronology.record.errors import UnreadableDate
from chronology.record.people import Gender, Life, Person, Place
from chronology.record.values import Id

GENDERS = {
    "f": Gender.FEMALE,
    "female": Gender.FEMALE,
    "girl": Gender.FEMALE,
    "woman": Gender.FEMALE,
    "m": Gender.MALE,
    "male": Gender.MALE,
    "boy": Gender.MALE,
    "man": Gender.MALE,
    "nb": Gender.NON_BINARY,
    "non-binary": Gender.NON_BINARY,
}
"""Words for a gender; they stand after a name or a date."""
LOSSES = {life.value: life for life in Life if life not in {Life.BORN, Life.EXPECTED}}
_BIRTH = frozenset({"born", "b.", "dob", "dob:"})
_DEATH = frozenset({"died", "d.", "†", "dead", "deceased"})
_DUE = frozenset({"due", "expected", "unborn", "edd"})
_FLAGS = frozenset({"subject", "here"})
_KEYS = frozenset({"with", "through", "from"})
_LONGEST_DATE = 7
LONGEST_NAME = 200


@dataclass
class PersonWords:
    """What a line says of one person; every problem is in words, and none is passed over."""

    name: str = ""
    given: str = ""
    surname: str = ""
    has_same_surname: bool = False
    """Written with a ditto mark: the surname of the person in focus."""
    gender: Gender = Gender.UNKNOWN
    birth: When = UNDATED
    death: When = UNDATED
    is_dead: bool = False
    life: Life = Life.BORN
    is_subject: bool = False
    is_here: bool = False
    """Whether they live in the home of the person in focus."""
    role: str = ""
    """What follows a comma: who a professional or somebody of the network is."""
    known: str = ""
    """Somebody already recorded, as named after @."""
    keys: dict[str, str] = field(default_factory=dict)
    """with, through, from: what was written after the colon, dots as spaces."""
    problems: list[str] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        """Whether nothing at all is said of somebody."""
        return not (self.name or self.known or self.life is not Life.BORN or self.is_dead or not self.birth.is_undated)

    def person(self, ident: Id, *, place: Place = Place.FAMILY, gender: Gender = Gender.UNKNOWN) -> Person:
        """Return the person; `gender` is what the word for the relation says, where the line says none."""
        return Person(
            id=ident,
            name=self.name,
            given=self.given,
            surname=self.surname,
            gender=self.gender if self.gender is not Gender.UNKNOWN else gender,
            birth=self.birth,
            death=self.death,
            is_dead=self.is_dead,
            life=self.life,
            place=place,
            role=self.role,
            is_subject=self.is_subject,
        )

    def said(self, gender: Gender = Gender.UNKNOWN) -> list[str]:
        """Return what was understood, part by part."""
        shown = self.gender if self.gender is not Gender.UNKNOWN else gender
        due = "due" if self.life is Life.EXPECTED else "born"
        return [
            self.person("", gender=gender).shown_name,
            *([f"{due} {self.birth.words()}"] if not self.birth.is_undated else ["birth not dated"]),
            *([f"died {self.death.words()}" if not self.death.is_undated else "has died"] if self.is_dead else []),
            *([shown.value] if shown is not Gender.UNKNOWN else ["gender not known"]),
            *(["subject child"] if self.is_subject else []),
            *([self.role] if self.role else []),
        ]

    def with_surname_of(self, focus: Person | None) -> PersonWords:
        """Return it with the ditto mark taken up: the surname of the person in focus."""
        if not self.has_same_surname:
            return self
        surname = (focus.surname or focus.name.rpartition(" ")[2]) if focus is not None else ""
        if not surname:
            return replace(self, problems=[*self.problems, 'the surname that " repeats is not known: write it'])
        return replace(self, surname=surname, given=self.name, name=f"{self.name} {surname}".strip())


def read_person(text: str) -> PersonWords:
    """Return what is said of one person: a name, then in any order a date of birth, a gender and marks.

    `12/3/2015`, `about 1985` is the birth, after `died` or `†` the death, after `due` the date expected. `f`, `m`, `nb` or
    the whole word is the gender; `subject` a subject child; `here` that they live in the same home; `@Tom` somebody
    already recorded; `"` the same surname; `Ada /de la Cruz/` tells the surname. A role follows a comma.
    """
    found = PersonWords()
    head, _, found.role = (part.strip() for part in text.replace("†", " † ").partition(","))
    words = head.split()
    name: list[str] = []
    awaited, at = "birth", 0
    has_date = False
    while at < len(words):
        word = words[at]
        folded = word.casefold()
        key, colon, value = word.partition(":")
        count = date_length(words[at:]) if awaited else 0
        if count and not name and not has_date and awaited == "birth" and _is_name_or_month(words[at:], count):
            found.problems.append(f"“{word}” may be a name or belong to the date: write “born” before the date")
        if folded in _BIRTH:
            awaited = "birth"
        elif folded in _DEATH:
            found.is_dead, awaited = True, "death"
        elif folded in _DUE:
            found.life, awaited = Life.EXPECTED, "birth"
        elif colon and key.casefold() in _KEYS:
            found.keys[key.casefold()] = value.replace(".", " ").strip()
        elif count:
            _take_date(found, awaited, " ".join(words[at : at + count]))
            has_date, awaited = True, ""
            at += count
            continue
        elif folded in _FLAGS and (name or found.known or has_date):
            found.is_subject |= folded == "subject"
            found.is_here |= folded == "here"
        elif folded in LOSSES and not name:
            found.life = LOSSES[folded]
        elif folded in GENDERS and (name or has_date or found.life is not Life.BORN) and word[0].islower():
            if found.gender not in {Gender.UNKNOWN, GENDERS[folded]}:
                found.problems.append(f"{found.gender.value} and {GENDERS[folded].value}: only one gender can be meant")
            found.gender = GENDERS[folded]
        elif word.startswith("@") and len(word) > 1:
            found.known = word[1:].replace(".", " ")
        elif any(letter.isdigit() for letter in word):
            found.problems.append(_why_no_date(word))
        elif has_date or found.known:
            found.problems.append(f"“{word}” after the date is not understood: the name comes first")
        elif word != "?":
            name.append(word)
        at += 1
    _take_name(found, " ".join(name))
    return found


def _take_name(found: PersonWords, name: str) -> None:
    if name.endswith(('"', "”", "''")):
        name, found.has_same_surname = name.rstrip("\"”'").strip(), True
    given, slash, rest = name.partition("/")
    if slash and rest.endswith("/"):
        found.given, found.surname = given.strip(), rest[:-1].strip()
        name = f"{found.given} {found.surname}".strip()
    found.name = name
    if len(name) > LONGEST_NAME:
        found.problems.append(f"the name has {len(name)} letters: at most {LONGEST_NAME} are taken")


def _take_date(found: PersonWords, slot: str, words: str) -> None:
    when = read_when(words, birth=True)
    if when.is_period:
        found.problems.append(f"“{words}” is a period: a {slot} falls on one day, however uncertain")
    elif slot == "death":
        found.death = when
    else:
        found.birth = when


def date_length(words: list[str]) -> int:
    """Return of how many words the longest date is with which they begin; 0 where they begin with none."""
    for count in range(min(len(words), _LONGEST_DATE), 0, -1):
        if _is_date(" ".join(words[:count])):
            return count
    return 0


@lru_cache(maxsize=4096)
def _is_date(words: str) -> bool:
    if not any(letter.isdigit() for letter in words):
        return False
    try:
        return not read_when(words, birth=True).is_undated
    except UnreadableDate:
        return False


def _is_name_or_month(words: list[str], count: int) -> bool:
    """Return whether a date's first word may be a name instead: “April 2015”."""
    return count > 1 and words[0][:1].isupper() and words[0].isalpha() and _is_date(" ".join(words[1:count]))


def _why_no_date(word: str) -> str:
    try:
        read_when(word, birth=True)
    except UnreadableDate as failure:
        return failure.message
    return f"“{word}” is a second date: write born, died or due before it"
