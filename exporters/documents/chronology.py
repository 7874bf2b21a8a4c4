"""One child's chronology as a document: this child's entries and impact, the sources, and what was left out."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import replace
from datetime import date
from typing import Any

from chronology.disclosure.restricted import without_restricted
from chronology.disclosure.tokens import finder_of_referrers
from chronology.lives.involvement import involvement_of
from chronology.lives.timeline import ChildTimeline, TimelineEntry, child_timeline
from chronology.practice.profiles import (
    ACTION,
    AGE,
    ANALYSIS,
    DATE,
    EVENT,
    HEARD,
    IMPACT,
    NUMBER,
    SOURCE,
    Profile,
)
from chronology.record.casefile import CaseFile, KnownOn
from chronology.record.dates import When, age_at
from chronology.record.entries import Significance
from chronology.record.errors import UsageError
from chronology.record.steps import stepwise
from chronology.record.values import Id
from exporters.documents.agencies import agencies_chosen, agencies_held, agencies_words, joined
from exporters.documents.columns import OTHER_COLOUR, agency_colours, laid_out
from exporters.documents.counts import in_short, many
from exporters.documents.file_columns import NUMBERING, lines_of_columns, not_shown, not_shown_words
from exporters.documents.involvement import CAVEAT, involvement_points
from exporters.documents.involvement import HEADING as INVOLVEMENT
from exporters.documents.left_out import in_one_line, left_out_values, left_out_words
from exporters.documents.pages import (
    Band,
    Block,
    Cell,
    Document,
    Facts,
    Heading,
    Line,
    Paragraph,
    Points,
    Row,
    Shape,
    Table,
    Tone,
)
from exporters.documents.profiles import profile_named
from exporters.documents.selection import Asked, Selection, not_known_then, selected
from exporters.documents.source_tables import files_table, sources_table
from exporters.documents.table_form import chronology_sheet, entry_values, period_words
from exporters.documents.wording import Wording, date_words


def chronology_document(
    case: CaseFile,
    child: Id,
    *,
    profile: str | Profile = "casefile",
    day: date,
    start: date | None = None,
    end: date | None = None,
    agencies: Sequence[str] = (),
    author: str = "",
    state_hash: str = "",
    made_for: str = "",
    included: Mapping[Id, str] | None = None,
    known: KnownOn | None = None,
) -> Document:
    """Return one child's chronology as at a day.

    It holds the entries that name this child and those about the family that name no child; impact, being seen
    and words are this child's alone. What is withheld, out of the period or after the day is counted at its end. `agencies`
    chooses whose entries it holds.
    `made_for` says for whom it was made and what is withheld from them; `included` are entries about others that a person
    included, each with the reason, which stands with it. `known` says what a case file as it was known on a day leaves out;
    how many entries of it are this child's, or the family's, is counted at the end.
    Raises UsageError for an unknown profile or agency, a child who is not in the case file, or a period that ends before
    it begins.
    """
    kind = profile_named(profile) if isinstance(profile, str) else profile
    if child not in case.people:
        raise UsageError("this child is not in the case file.", remedy="Choose one with --child.")
    if start is not None and end is not None and end < start:
        raise UsageError("the period ends before it begins.", remedy="Give the earlier day to --from.")
    included = included or {}
    timeline = child_timeline(case, child, day=day, included=included)
    wording = Wording(case, timeline.child, included=included)
    only = agencies_chosen(case, wording, agencies)
    asked = Asked(start, end, frozenset(agency.casefold() for agency in only))
    chosen = _numbered(selected(case, timeline, kind, asked, wording.agency_of))
    if known is not None:
        chosen = replace(chosen, left_out=(*chosen.left_out, *not_known_then(known, child)))
    wording.at_edge = chosen.at_edge
    return _Chronology(
        case,
        timeline,
        kind,
        chosen,
        wording,
        (start, end),
        author,
        state_hash,
        made_for,
        only,
        known.day if known is not None else None,
    ).document()


def _numbered(chosen: Selection) -> Selection:
    """Return the selection with serial numbers without gaps, so that none tells of what was withheld."""
    numbered = [replace(row, number=number) for number, row in enumerate(stepwise(chosen.rows), 1)]
    return replace(chosen, dated=tuple(numbered[: len(chosen.dated)]), undated=tuple(numbered[len(chosen.dated) :]))


_NO_ENTRY = "No entry is in this chronology: nothing that may stand in it is recorded."


class _Chronology:
    """Builds the page model of one chronology."""

    def __init__(
        self,
        case: CaseFile,
        timeline: ChildTimeline,
        profile: Profile,
        chosen: Selection,
        wording: Wording,
        asked: tuple[date | None, date | None],
        author: str,
        state_hash: str,
        made_for: str,
        only: tuple[str, ...],
        known_on: date | None,
    ) -> None:
        self.case, self.timeline, self.profile, self.chosen, self.wording = case, timeline, profile, chosen, wording
        self.child, self.day, self.author = timeline.child, timeline.day, author
        self.made_for, self.only, self.known_on = made_for, only, known_on
        self.title = profile.title if not only else f"{profile.title} of {joined(only)}"
        self.says = profile.says if not only else f"{profile.says} Of them, only those of {joined(only)}."
        self.period = self._period(asked)
        self.check_code = " ".join(re.findall(".{1,4}", state_hash[:16]))
        self.colours = agency_colours(case, wording)
        self.marks = "significant" in profile.leaving
        self.agencies = agencies_held(chosen.rows, wording)
        self.involved = self._involvement()
        self.in_short = in_short(self.child, chosen, profile, wording) if chosen.rows else ()
        self.to_check = self._to_check()
        self.columns_not_shown = not_shown(chosen.rows, wording, profile)
        self.leaves_the_office = bool(made_for) or profile.is_for_court
        """Whether what is still to be checked is told to its maker alone, and has no place in it."""

    def document(self) -> Document:
        """Return the whole document."""
        name = self.child.shown_name
        foot = [f"As at {date_words(When.on(self.day))}"]
        if self.author:
            foot.append(self.author)
        if self.check_code:
            foot.append(f"Document check code {self.check_code}")
        return Document(
            title=f"{self.title}: {name}",
            subject=f"{self.title}, {self.period}",
            author=self.author,
            day=self.day,
            running=(f"{name} · {self.title}", self.period),
            foot=" · ".join(foot),
            shape=Shape.LANDSCAPE,
            points=self.profile.points,
            blocks=(*self._opening(), *self._tables(), *self._closing()),
            sheet=chronology_sheet(self.wording, self.chosen.rows, self.profile),
            data=self._data(),
            notices=self._notices(),
            mark=self.child.id,
        )

    # What stands before the table

    def _opening(self) -> list[Block]:
        born = date_words(self.child.birth)
        has_died = self.child.has_died_by(self.day)
        if self.child.is_loss:
            born += f" ({self.child.life.value})"
        elif not self.child.birth.is_undated and not has_died:
            age = age_at(self.child.birth, When.on(self.day)).words()
            born += f" (aged {age} on {date_words(When.on(self.day))})" if age != "before birth" else " (expected)"
        facts = [
            ("Child", self.child.shown_name),
            ("Born", born),
            *(
                [("Died", "date not recorded" if self.child.death.is_undated else date_words(self.child.death))]
                if has_died
                else []
            ),
            ("Period", self.period),
            ("As at", date_words(When.on(self.day))),
            *([("As known on", date_words(When.on(self.known_on)))] if self.known_on else []),
        ]
        if self.made_for:
            facts.append(("Made", self.made_for))
        if self.chosen.rows:
            facts.append(("Agencies", agencies_words(self.agencies, self.only)))
        if self.author:
            facts.append(("Author", self.author))
        if self.check_code:
            facts.append(("Document check code", self.check_code))
        blocks: list[Block] = [Facts(tuple(facts)), Paragraph(self.says)]
        if self.involved:
            blocks += [Heading(INVOLVEMENT), Points(self.involved), Paragraph(CAVEAT, Tone.QUIET)]
        if self.chosen.rows:
            blocks += [Heading("In short"), Points(self.in_short)]
            blocks += [
                Heading("Where it comes from"),
                sources_table(self.chosen.rows, self.wording, self._colour, self.profile),
            ]
        return blocks

    def _involvement(self) -> tuple[str, ...]:
        """Return the summary of social care's involvement, where the profile has it and no agency is left out by choice."""
        if not self.profile.involvement or self.only:
            return ()
        told = involvement_of(without_restricted(self.case).case, self.child.id, day=self.day)
        numbers = {row.entry.id: row.number for row in self.chosen.rows}
        return involvement_points(told, self.child.given.strip() or self.child.shown_name, numbers)

    # The table

    def _tables(self) -> list[Block]:
        blocks: list[Block] = [Heading("Chronology")]
        if self.chosen.dated:
            blocks.append(self._table(self.chosen.dated, "Chronology by date", by_year=True))
        else:
            blocks.append(Paragraph("No dated entry is in this chronology."))
        if self.chosen.undated:
            blocks += [
                Heading("Entries without a date"),
                Paragraph("Nothing tells when these happened; their order says nothing.", Tone.QUIET),
                self._table(self.chosen.undated, "Entries without a date", by_year=False, without={AGE}),
            ]
        return blocks

    def _table(
        self, entries: tuple[TimelineEntry, ...], title: str, *, by_year: bool, without: Set[str] = frozenset()
    ) -> Table:
        keys = [key for key in self.profile.shown_columns if key not in without]
        cells = {key: [self._cell(key, row) for row in stepwise(entries)] for key in keys}
        shown = laid_out(cells, self.profile)
        rows: list[Row | Band] = []
        year = ""
        for at, row in enumerate(entries):
            if by_year and _year(row) != year:
                year = _year(row)
                rows.append(Band(year))
            colour = self._colour(self.wording.agency_of(row.entry))
            rows.append(Row(tuple(cells[column.key][at] for column in shown), bar=colour, mark=row.entry.id))
        return Table(shown, tuple(rows), title, self.profile.table_points)

    def _cell(self, key: str, row: TimelineEntry) -> Cell:
        is_short = self.profile.table_points < 12
        makers: dict[str, Callable[[], Cell]] = {
            NUMBER: lambda: _number(row, marks=self.marks),
            DATE: lambda: date_words(row.entry.when, short=is_short),
            AGE: lambda: _age(row),
            EVENT: lambda: (*self.wording.event(row), *lines_of_columns(row.entry, self.wording, self.profile)),
            SOURCE: lambda: self.wording.source(row),
            IMPACT: lambda: row.impact,
            HEARD: lambda: self.wording.heard(row),
            ACTION: lambda: self.wording.action(row),
            ANALYSIS: lambda: row.entry.analysis,
        }
        return makers[key]()

    # What stands after it

    def _closing(self) -> list[Block]:
        blocks: list[Block] = [Heading("What was left out")]
        if self.chosen.left_out:
            blocks.append(Points(tuple(left_out_words(left, self.wording) for left in self.chosen.left_out)))
        else:
            blocks.append(Paragraph("Nothing that names this child was left out."))
        if self.columns_not_shown:
            blocks.append(Points(not_shown_words(self.columns_not_shown)))
        if self.to_check and not self.leaves_the_office:
            blocks += [Heading("To check before sharing"), Points(self.to_check)]
        if self.wording.files:
            files = files_table(self.chosen.rows, self.wording, self.profile, tells_by_hand=not self.made_for)
            blocks += [Heading("Files"), files]
        blocks += [Heading("How to read it"), Points(self._reading())]
        return blocks

    def _to_check(self) -> tuple[str, ...]:
        printed = [(row.number, self.wording.printed(row)) for row in stepwise(self.chosen.rows)]
        calling = [number for number, words in stepwise(printed) if self.wording.calls_another(words)]
        said = []
        if calling:
            said.append(
                f"The words of {many(len(calling), 'entry', 'entries')} call another child by name: "
                f"{_numbers(calling)}. They stand as written; decide on each before this leaves the file."
            )
        told_by = finder_of_referrers(self.case)
        telling = [number for number, words in stepwise(printed) if told_by.found_in(words)]
        if telling:
            said.append(
                f"The words of {many(len(telling), 'entry', 'entries')} name somebody whose referral is withheld: "
                f"{_numbers(telling)}. They stand as written; decide on each before this leaves the file."
            )
        for row in self.chosen.rows:
            said.extend(f"Entry {row.number}, date: {doubt}" for doubt in row.entry.when.doubts)
        return tuple(said)

    def _reading(self) -> tuple[str, ...]:
        shown = set(self.profile.shown_columns)
        said = [
            (
                "Under a source stands how we know (observed, told by somebody, professional opinion, document). What is "
                "alleged, admitted, found by a court, not proved or withdrawn is called so; everything else is recorded."
            ),
            "The narrow bar beside a source has one colour an agency; it says nothing that the words do not say.",
            (
                "A date is as exact as its source. “Depends on the dates” marks an entry that is in the period or before "
                "the day only if its date falls so. Nothing without a date is put in order."
            ),
            "“Family” under a number marks an entry about the whole family that names no child.",
        ]
        if any(row.is_included for row in self.chosen.rows):
            said.append(
                "“Included” under a number marks an entry that is not about this child: somebody decided that it belongs "
                "here, and the reason stands with it."
            )
        if AGE in shown:
            said.append("Age is this child’s at the event, in years, below two in months.")
        if self.marks and any(r.entry.significance is Significance.TURNING_POINT for r in self.chosen.rows):
            said.append("* marks what a worker called a turning point.")
        return tuple(said)

    # The same as values

    def _data(self) -> dict[str, Any]:
        return {
            "child": {
                "id": self.child.id,
                "ref": self.child.ref or self.child.id,
                "name": self.child.shown_name,
                "initials": self.child.shown_initials,
                "birth": self.child.birth.edtf,
            },
            "family": self.case.family.name if self.case.family else "",
            "profile": self.profile.key,
            "says": self.says,
            "as_at": self.day.isoformat(),
            **({"known_on": self.known_on.isoformat()} if self.known_on else {}),
            "period": self.period.replace("\u00a0", " "),
            "check_code": self.check_code,
            "made": self.made_for,
            "entries": [entry_values(self.wording, row, self.profile) for row in stepwise(self.chosen.rows)],
            "agencies": {"only": list(self.only), "held": list(self.agencies)},
            "involvement": list(self.involved),
            "in_short": list(self.in_short),
            "left_out": [left_out_values(left, self.wording) for left in self.chosen.left_out],
            "columns_not_shown": self.columns_not_shown,
            "to_check": [] if self.leaves_the_office else list(self.to_check),
        }

    def _notices(self) -> tuple[str, ...]:
        """Return what the maker should know; nothing of what was withheld."""
        left = self.chosen.left_out
        total = sum(item.count for item in left)
        said = [] if self.chosen.rows else [_NO_ENTRY]
        said += [f"Left out: {in_one_line(left)}"] if total else []
        columns = [column for column in self.columns_not_shown if column["reason"] != NUMBERING]
        return (*said, *not_shown_words(columns), *self.to_check)

    def _period(self, asked: tuple[date | None, date | None]) -> str:
        """Return the period asked for, else the first and last entry's dates in their own words."""
        if asked != (None, None):
            return period_words(*asked)
        dated = self.chosen.dated
        if not dated:
            return "no dated entries"
        first, last = date_words(dated[0].entry.when), date_words(dated[-1].entry.when)
        return first if first == last else f"{first} – {last}"

    def _colour(self, agency: str) -> str:
        return self.colours.get(agency, OTHER_COLOUR)


def _number(row: TimelineEntry, *, marks: bool) -> Cell:
    sign = " *" if marks and row.entry.significance is Significance.TURNING_POINT else ""
    number = Line(f"{row.number}{sign}")
    beside = "included" if row.is_included else "family" if row.is_family_wide else ""
    return (number, Line(beside, Tone.QUIET)) if beside else (number,)


def _age(row: TimelineEntry) -> Cell:
    words = row.age_words
    return (Line("not known", Tone.QUIET),) if words == "age not known" else words


def _year(row: TimelineEntry) -> str:
    year = row.entry.when.year
    return str(year) if year is not None else ""


def _numbers(found: list[int]) -> str:
    return ", ".join(str(number) for number in found)
