"""Entries of a chronology: what happened, how we know, and what it was for each child apart."""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar

from pydantic import Field

from chronology.record.dates import UNDATED, When
from chronology.record.sources import Basis, Stated
from chronology.record.values import Id, Value


class Significance(StrEnum):
    """Whether impact is asked for: where yes."""

    YES = "yes"
    TURNING_POINT = "turning point"
    NO = "no"
    NOT_SAID = ""


class Told(StrEnum):
    """Whether social care was told."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


class Origin(Value):
    """Who said it: agency, person, document and page."""

    agency: str = ""
    person: str = ""
    document: str = ""
    page: str = ""

    def words(self) -> str:
        """Return the parts that are known, comma between."""
        return ", ".join(part for part in (self.agency, self.person, self.document, self.page) if part)


class Neglect(Value):
    """A domain of neglect that an entry says it is about, for one child or for all the entry's children."""

    domain: str
    """Key of the practice data (FTP-food, LOS …) or the words as written where none is known."""
    child: Id | None = None
    """The child it concerns; None = each child of the entry."""
    severity: int | None = Field(default=None, ge=1, le=5)
    """1-5, entered by a trained worker, never inferred."""
    tool: str = ""
    """The tool that the severity belongs to."""


class Grade(Value):
    """A graded-care result: tool, sub-area and grade, for one child or for all the entry's children."""

    tool: str
    area: str
    grade: int = Field(ge=0, le=10)
    child: Id | None = None


class Seen(Value):
    """That one child was seen."""

    child: Id
    is_alone: bool = False
    by: str = ""


class View(Value):
    """A child's own words, with the question asked, to whom, and who was there."""

    child: Id
    words: str
    question: str = ""
    to_whom: str = ""
    present: str = ""
    written_up: When = UNDATED
    answers: tuple[Id, ...] = ()
    """The concerns or goals it relates to."""


class Impact(Value):
    """What it was, or meant, for one child."""

    child: Id
    words: str


class Explanation(Value):
    """What somebody says explains the entry: money, housing, disability or other words."""

    by: str
    said_by: str = ""


class OwnAccount(Value):
    """A person's own account of an entry, standing beside it."""

    words: str
    person: Id | None = None
    name: str = ""
    when: When = UNDATED


class Extra(Value):
    """A column of an imported table that Kinline has no field for, kept under its own name."""

    column: str
    words: str

    @property
    def is_for_nobody(self) -> bool:
        """Whether it holds impact, being seen or a child's words without saying whose: it stands on no child's page."""
        column = self.column.casefold().strip()
        return column in _ONE_CHILDS or column.startswith("impact:")

    @property
    def is_numbering(self) -> bool:
        """Whether it holds the number that a row had in its own file."""
        return self.column.casefold().strip() in _NUMBERING


_ONE_CHILDS = frozenset({"impact", "view", "seen"})
_NUMBERING = frozenset({"serial", "sequence"})


class Entry(Stated):
    """A significant event in a chronology."""

    kind: ClassVar[str] = "entry"

    when: When = UNDATED
    """When it happened."""
    recorded: When = UNDATED
    """When it was written up."""
    children: tuple[Id, ...] = ()
    """The children it concerns, each one child; empty where it names none."""
    children_as_written: str = ""
    """The words of the source, where somebody in them could not be told."""
    people: tuple[Id, ...] = ()
    """Others whom it is about."""
    category: str = ""
    """Key of the practice data; an unknown word is kept as written and counts as nothing."""
    neglect: tuple[Neglect, ...] = ()
    service: str = ""
    """Which service an appointment, referral or help belongs to."""
    response: str = ""
    """assessed, section 47, no further action, not known (of a report)."""
    plan: str = ""
    """The plan that a plan entry starts or ends, as written."""
    part_of_day: str = ""
    grades: tuple[Grade, ...] = ()
    event: str = ""
    """What happened, in facts."""
    origin: Origin = Origin()
    basis: Basis = Basis.NOT_RECORDED
    seen: tuple[Seen, ...] = ()
    views: tuple[View, ...] = ()
    impacts: tuple[Impact, ...] = ()
    action: str = ""
    outcome: str = ""
    analysis: str = ""
    count: int = Field(default=1, ge=1)
    """How many events this row stands for."""
    told_to_social_care: Told = Told.UNKNOWN
    explained_by: tuple[Explanation, ...] = ()
    significance: Significance = Significance.NOT_SAID
    case_ids: tuple[str, ...] = ()
    """The council system's own ids."""
    own_accounts: tuple[OwnAccount, ...] = ()
    goals: tuple[Id, ...] = ()
    """The danger statements or safety goals that direct work or help serves."""
    corroborates: tuple[Id, ...] = ()
    contradicts: tuple[Id, ...] = ()
    extras: tuple[Extra, ...] = ()
    content_key: str = ""
    """Digest of the imported row's normalised content, by which the same row is known again."""

    @property
    def file_place(self) -> tuple[Id, int]:
        """The document that the entry was first read from, and the row in it; empty for what was written here."""
        cite = self.cites[0] if self.cites else None
        return (cite.document, cite.row or 0) if cite else ("", 0)

    @property
    def called(self) -> str:
        """By what it is called in a sentence: “Entry of 12 March 2019”, “Entry without a date”."""
        return "Entry without a date" if self.when.is_undated else f"Entry of {self.when.words()}"

    def concerns(self, child: Id) -> bool:
        """Return whether the entry names this child."""
        return child in self.children

    def impact_on(self, child: Id) -> str:
        """Return this child's own impact, empty where none is written."""
        return "\n".join(i.words for i in self.impacts if i.child == child)

    def views_of(self, child: Id) -> tuple[View, ...]:
        """Return this child's own words."""
        return tuple(v for v in self.views if v.child == child)

    def seen_of(self, child: Id) -> Seen | None:
        """Return how this child was seen, if the entry says so."""
        return next((s for s in self.seen if s.child == child), None)

    def neglect_of(self, child: Id) -> tuple[Neglect, ...]:
        """Return the domains that concern this child."""
        return tuple(n for n in self.neglect if n.child in {None, child})
