"""Profiles of a chronology as practice data: where guidance conflicts, what goes in is a choice of the export, never of the data."""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from difflib import get_close_matches
from functools import cached_property
from typing import Annotated, Any

from pydantic import AfterValidator, Field

from chronology.practice.laid import data_of, practice_cache
from chronology.practice.patterns import Authority
from chronology.record.entries import Significance
from chronology.record.values import Value

NUMBER, DATE, AGE, EVENT, SOURCE, IMPACT, HEARD, ACTION, ANALYSIS = (
    "number",
    "date",
    "age",
    "event",
    "source",
    "impact",
    "heard",
    "action",
    "analysis",
)
"""Columns of the page; `heard` holds seen and the child's words, `action` the action and the outcome."""

COLUMNS = (NUMBER, DATE, AGE, EVENT, SOURCE, IMPACT, HEARD, ACTION, ANALYSIS)
"""Every column that a page can have."""
NEEDED = (NUMBER, DATE, EVENT, SOURCE)
"""Columns that every profile has: an entry without its source is none, and a court's schedule asks for these four."""

FIELDS = (
    "age",
    "basis",
    "impact",
    "seen",
    "view",
    "action",
    "outcome",
    "analysis",
    "recorded",
    "known",
    "category",
    "neglect",
    "severity",
    "service",
    "response",
    "plan",
    "part_of_day",
    "grade",
    "count",
    "told_to_social_care",
    "explained_by",
    "significant",
    "case_id",
    "accounts",
    "concerns",
    "file_columns",
)
"""Fields of an entry that a profile can let leave, beside number, date, event, source and standing, which always do."""

COURT = "court"
"""The key of the profile that ships for courts, which is for a court whatever is laid over it."""

_KEY = re.compile(r"[a-z0-9][a-z0-9_-]*")


def _listed(kind: str, known: tuple[str, ...], words: tuple[str, ...]) -> tuple[str, ...]:
    unknown = [f"“{word}”" for word in words if word not in known]
    if unknown:
        raise ValueError(f"there is no {kind} {', '.join(unknown)}; there are {', '.join(known)}")
    if len(set(words)) < len(words):
        twice = dict.fromkeys(word for word in words if words.count(word) > 1)
        raise ValueError(f"named twice: {', '.join(twice)}")
    return words


def _columns(words: tuple[str, ...]) -> tuple[str, ...]:
    _listed("column", COLUMNS, words)
    missing = [column for column in NEEDED if column not in words]
    if missing:
        raise ValueError(f"every chronology has {', '.join(NEEDED)}; missing: {', '.join(missing)}")
    return words


def _fields(words: frozenset[str]) -> frozenset[str]:
    _listed("field", FIELDS, tuple(sorted(words)))
    return words


def _key(word: str) -> str:
    if not _KEY.fullmatch(word):
        raise ValueError("a key is of small letters, digits, - and _")
    return word


Size = Annotated[float, Field(ge=7.0, le=20.0)]
"""A size of type in points that can be read and still fits a table."""


class Profile(Value):
    """What one kind of chronology holds and how large it is set."""

    key: Annotated[str, AfterValidator(_key)]
    """The name by which it is asked for."""
    title: str = Field(min_length=1)
    says: str = Field(min_length=1)
    """One sentence for the reader on what it holds."""
    columns: Annotated[tuple[str, ...], AfterValidator(_columns)]
    """Columns of the page, in order; one that nothing fills is not printed."""
    fields: Annotated[frozenset[str], AfterValidator(_fields)] = frozenset(FIELDS)
    """Fields of an entry that leave in the table forms and JSON, beside number, date, event, source and standing."""
    impact: bool = True
    """Whether it says what an entry was for the child; where not, neither column nor field leaves."""
    analysis: bool = True
    """Whether it holds analysis; where not, neither column nor field leaves."""
    points: Size = 10.0
    """Size of the running text."""
    table_points: Size = 9.0
    """Size of the tables."""
    is_for_court: bool = False
    """Whether it goes to a court, so that the court's rules on type hold."""
    involvement: bool = False
    """Whether a summary of how long social care has been involved stands at its head."""
    significance: tuple[Significance, ...] = ()
    """Only entries marked so; empty for every entry."""
    only_categories: tuple[str, ...] = ()
    """Only entries of these kinds; empty for every kind."""
    never_categories: tuple[str, ...] = ()
    """Entries of these kinds stay out, whatever they are marked."""
    always_categories: tuple[str, ...] = ()
    """Entries of these kinds are in, whatever they are marked."""
    always_neglect: tuple[str, ...] = ()
    """Entries about these domains of neglect for this child are in, whatever they are marked."""
    why: str = ""
    source: str = ""
    """The publication or handbook it follows."""
    authority: Authority = Authority.LOCAL

    @property
    def side_table_scale(self) -> float:
        """How much wider the columns of sources and files are than at 9 points."""
        return 1.3 if self.table_points > 9 else 1.0

    @cached_property
    def shown_columns(self) -> tuple[str, ...]:
        """The columns of the page, without those that it says not to have."""
        return tuple(c for c in self.columns if not self._is_off(c))

    @cached_property
    def leaving(self) -> frozenset[str]:
        """The fields that leave, without those that it says not to have."""
        return frozenset(field for field in self.fields if not self._is_off(field))

    def _is_off(self, word: str) -> bool:
        return (word == IMPACT and not self.impact) or (word == ANALYSIS and not self.analysis)


class Rule(Value):
    """A rule that every profile of a kind keeps, with where it comes from."""

    value: float
    why: str
    source: str
    authority: Authority


class Signs(Value):
    """By what entries the involvement of social care is known."""

    categories: tuple[str, ...]
    """Kinds of entries that are social care's own acts or reach it, whoever wrote them down."""
    counts: tuple[str, ...]
    """What an entry counts as, where social care itself is its source."""
    why: str


class ProfilesData(Value):
    """The practice data of profiles."""

    profiles: tuple[Profile, ...]
    court_type: Rule
    """The smallest type of what goes to a court, in points."""
    involvement: Signs


LEAST_FOR_A_COURT = 12.0
"""Points that a council may raise and never lower: Practice Direction 27A."""
KEYS = tuple(Profile.model_fields)
"""What a profile can set."""


def faults_of(read: ProfilesData, kinds: Set[str], domains: Set[str]) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Yield what no field alone can tell, with its place: sizes too small for a court, kinds of entries nobody knows."""
    least = max(read.court_type.value, LEAST_FOR_A_COURT)
    if read.court_type.value < LEAST_FOR_A_COURT:
        yield ("court_type", "value"), f"{LEAST_FOR_A_COURT:g} points is the least: {read.court_type.source}"
    for at, profile in enumerate(read.profiles):
        if profile.is_for_court or profile.key == COURT:
            for name in ("points", "table_points"):
                if getattr(profile, name) < least:
                    yield (
                        ("profiles", at, name),
                        f"what goes to a court is {least:g} points or more: {read.court_type.source}",
                    )
        for name in ("only_categories", "never_categories", "always_categories"):
            yield from (
                (("profiles", at, name), _unknown("kind of entry", word, kinds, "categories"))
                for word in getattr(profile, name)
                if word not in kinds
            )
        yield from (
            (("profiles", at, "always_neglect"), _unknown("domain of neglect", word, domains, "categories"))
            for word in profile.always_neglect
            if word not in domains
        )


def _unknown(kind: str, word: str, known: Set[str], section: str) -> str:
    near = get_close_matches(word, sorted(known), n=3)
    nearest = f"; the nearest are {', '.join(near)}" if near else ""
    return f"there is no {kind} “{word}”{nearest}; kinline practice show {section} lists them"


def from_data(data: dict[str, Any]) -> ProfilesData:
    """Return the section from its plain data; raises ValidationError where it is not as it has to be."""
    return ProfilesData.model_validate(data)


@practice_cache
def profiles_data() -> ProfilesData:
    """Return the practice data in force."""
    return from_data(data_of("profiles"))


@practice_cache
def profiles() -> dict[str, Profile]:
    """Return every profile in force by its key."""
    return {profile.key: profile for profile in profiles_data().profiles}
