"""The words of one entry in one child's document: this child's and nobody else's."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from chronology.lives.mentions import mention_finder, mentions, names_of, other_children
from chronology.lives.timeline import TimelineEntry
from chronology.practice.agencies import agency_kind
from chronology.record.casefile import CaseFile
from chronology.record.dates import Falls, When
from chronology.record.entries import Entry, OwnAccount, View
from chronology.record.people import Person
from chronology.record.sources import Citation, Standing
from chronology.record.values import Id
from exporters.documents.pages import Line, Tone

_MONTHS = re.compile(
    r"\b(January|February|March|April|June|July|August|September|October|November|December)\b(?= \d{4}|\u00a0\d{4}|$)"
)
_DAY_AND_MONTH = re.compile(r"(?<=\d) (?=[A-Z][a-z]{2})|(?<=[a-z]) (?=\d{4}\b)")
_YEAR = re.compile(r"\b\d{4}\b")
_PAGE = re.compile(r"\b(pp?\.?) (?=\d)")
_NO_WORD = re.compile(r"[_\W]+")
_ALONE = re.compile(r"[A-Za-z]{3}|^\d{4}/\d{2}$")
"""Words, or a school or financial year: what was written can be read without knowing the day it was written on."""

_SHORT_NAME = 40
"""Letters up to which the beginning of a source can be an agency's name."""
NAME_WITHHELD = "name withheld: it calls another child by name"


def date_words(when: When, *, short: bool = False) -> str:
    """Return a date as it is printed: exact ones alike, uncertain ones as written where that can be read alone.

    Day, month and year stay together; `short` cuts the names of months to three letters.
    """
    words = when.words()
    written = " ".join(when.as_written.split())
    if not when.is_exact and written != when.edtf and _YEAR.search(written) and _ALONE.search(written):
        words = written
    if short:
        words = _MONTHS.sub(lambda month: month[0][:3], words)
    return _DAY_AND_MONTH.sub("\u00a0", words)


def labels_of_files(case: CaseFile, children: Collection[Person]) -> dict[Id, str]:
    """Return the name of each file; one that calls a child by name who is none of these stands without it."""
    ours = tuple(name for child in children for name in names_of(child))
    others = {other for child in children for other in other_children(case, child.id)} - set(children)
    calls_another = mention_finder(tuple(others), ours)
    return {
        document: NAME_WITHHELD if calls_another(_NO_WORD.sub(" ", kept.name)) else kept.name or "name withheld"
        for document, kept in case.documents.items()
    }


def agency_of(case: CaseFile, entry: Entry) -> str:
    """Return the agency that an entry comes from, empty where it is not known."""
    if entry.origin.agency:
        return entry.origin.agency
    named = (case.documents[c.document].agency for c in entry.cites if c.document in case.documents)
    return next((agency for agency in named if agency), "") or _agency_said(entry)


def _agency_said(entry: Entry) -> str:
    """Return the agency with which the words of the source begin ("Police, log 0442"); empty where they begin with none."""
    first = entry.origin.words().partition(",")[0].strip()
    return first if len(first) <= _SHORT_NAME and agency_kind(first) not in {"", "community"} else ""


@dataclass
class Wording:
    """Puts entries into words for one child; keeps count of the files they were read from."""

    case: CaseFile
    child: Person
    at_edge: frozenset[Id] = frozenset()
    included: Mapping[Id, str] = field(default_factory=dict)
    """Entries about others that a person included, each with the reason."""
    files: dict[Id, int] = field(default_factory=dict)
    """The number of each file in this document, in order of first use."""
    _labels: dict[str, bool] = field(default_factory=dict)

    @cached_property
    def others(self) -> tuple[Person, ...]:
        """Every other child of the case file."""
        return other_children(self.case, self.child.id)

    @cached_property
    def own_names(self) -> tuple[str, ...]:
        """The names of this child."""
        return names_of(self.child)

    def calls_another(self, text: str) -> bool:
        """Return whether a text calls another child by name."""
        return bool(mentions(text, self.others, self.own_names))

    def agency_of(self, entry: Entry) -> str:
        """Return the agency that an entry comes from, empty where it is not known."""
        return agency_of(self.case, entry)

    def agency_label(self, agency: str) -> str:
        """Return an agency as a list may print it, unless it calls another child by name."""
        return NAME_WITHHELD if self._label_calls_another(agency) else agency

    def event(self, row: TimelineEntry) -> tuple[Line, ...]:
        """Return what happened, and what belongs beside it."""
        entry = row.entry
        lines = [Line(entry.event or "No words recorded")]
        if row.is_included:
            why = self.included.get(entry.id, "")
            lines.append(Line(f"Included{f', because {why}' if why else ''}", Tone.QUIET))
        if entry.count > 1:
            lines.append(Line(f"stands for {entry.count} events", Tone.QUIET))
        lines.extend(Line(words, Tone.QUIET) for words in self.explanations(entry))
        lines.extend(Line(f"{self.teller(a)}’s own account: {a.words}") for a in self.accounts(entry))
        return tuple(lines)

    def explanations(self, entry: Entry) -> tuple[str, ...]:
        """Return what somebody says explains the entry."""
        return tuple(
            f"explained by {e.by}" + (f", as {e.said_by} said" if e.said_by else "") for e in entry.explained_by
        )

    def accounts(self, entry: Entry) -> tuple[OwnAccount, ...]:
        """Return people's own accounts of the entry, but no other child's."""
        hidden = {person.id for person in self.others}
        return tuple(a for a in entry.own_accounts if a.person not in hidden and not self.calls_another(a.name))

    def teller(self, account: OwnAccount) -> str:
        """Return who gives an account."""
        person = self.case.people.get(account.person) if account.person else None
        return account.name or (person.shown_name if person else "Somebody")

    def source(self, row: TimelineEntry) -> tuple[Line, ...]:
        """Return who says it, how we know, how far it stands, and the file and row it was read from."""
        entry = row.entry
        words = _PAGE.sub("\\1\u00a0", entry.origin.words() or self.agency_of(entry))
        lines = [Line(words or "Source not recorded", Tone.PLAIN if words else Tone.QUIET)]
        if entry.basis:
            lines.append(Line(entry.basis.value, Tone.QUIET))
        if entry.standing is not Standing.RECORDED:
            lines.append(Line(entry.standing.value.capitalize(), Tone.STRONG))
        lines.extend(Line(f"file {self.number_of(c.document)}{self.place(c)}", Tone.QUIET) for c in self.cites(entry))
        doubt = self.date_doubt(row)
        if doubt:
            lines.append(Line(doubt, Tone.QUIET))
        return tuple(lines)

    def date_doubt(self, row: TimelineEntry) -> str:
        """Return words where the entry belongs here only if its dates fall so."""
        is_open = row.falls is Falls.POSSIBLE or row.entry.id in self.at_edge
        return f"{Falls.POSSIBLE.value}" if is_open else ""

    def cites(self, entry: Entry) -> tuple[Citation, ...]:
        """Return the citations whose document is in the case file."""
        return tuple(c for c in entry.cites if c.document in self.case.documents)

    def number_of(self, document: Id) -> int:
        """Return the number of a file in this document."""
        return self.files.setdefault(document, len(self.files) + 1)

    def file_name(self, document: Id) -> str:
        """Return a file's name, unless it calls another child by name."""
        name = self.case.documents[document].name or "name withheld"
        return NAME_WITHHELD if self._label_calls_another(name) else name

    def place(self, cite: Citation) -> str:
        """Return ", row 12" or the like."""
        place = "" if self._label_calls_another(cite.place) else cite.place
        is_said = cite.row is None or place.endswith((f"row {cite.row}", f"line {cite.row}"))
        row = "" if is_said else f"row {cite.row}"
        return "".join(f", {part}" for part in (place, row) if part)

    def _label_calls_another(self, label: str) -> bool:
        """Return whether the label of a file or sheet does so: there, an underscore parts words too."""
        if label not in self._labels:
            self._labels[label] = self.calls_another(_NO_WORD.sub(" ", label))
        return self._labels[label]

    def heard(self, row: TimelineEntry) -> tuple[Line, ...]:
        """Return whether this child was seen, and this child's exact words in quotation marks."""
        lines = []
        if row.seen is not None:
            by = f" by {row.seen.by}" if row.seen.by else ""
            lines.append(Line(f"Seen alone{by}" if row.seen.is_alone else f"Seen{by}", Tone.QUIET))
        for view in row.views:
            if view.question:
                lines.append(Line(f"Asked: {_quoted(view.question)}", Tone.QUIET))
            lines.append(Line(_quoted(view.words)))
            circumstances = _circumstances(view)
            if circumstances:
                lines.append(Line(circumstances, Tone.QUIET))
        return tuple(lines)

    def action(self, row: TimelineEntry) -> tuple[Line, ...]:
        """Return the action and the outcome, each named."""
        entry = row.entry
        lines = [Line(entry.action)] if entry.action else []
        if entry.outcome:
            lines.append(Line(f"Outcome: {entry.outcome}"))
        return tuple(lines)

    def concerns(self, row: TimelineEntry) -> str:
        """Return whom the entry concerns without naming anybody."""
        if row.is_included:
            return "included"
        if row.is_family_wide:
            return "family"
        return "this child and others" if len(set(row.entry.children)) > 1 else "this child"

    def printed(self, row: TimelineEntry) -> str:
        """Return every free text of an entry that this child's document may print."""
        entry = row.entry
        views = [part for v in row.views for part in (v.words, v.question, v.to_whom, v.present)]
        accounts = [part for a in self.accounts(entry) for part in (self.teller(a), a.words)]
        lines = [entry.event, entry.action, entry.outcome, entry.analysis, row.impact, entry.origin.words()]
        lines.extend((entry.service, entry.plan, row.seen.by if row.seen else "", *self.explanations(entry)))
        own = [e.words for e in entry.extras if not e.is_for_nobody]
        return "\n".join(part for part in (*lines, *views, *accounts, *own) if part)


def _circumstances(view: View) -> str:
    parts = []
    if view.to_whom:
        parts.append(f"to {view.to_whom}")
    if view.present:
        parts.append(f"{view.present} present")
    if not view.written_up.is_undated:
        parts.append(f"written up {date_words(view.written_up, short=True)}")
    return ", ".join(parts)


def _quoted(words: str) -> str:
    """Return exact words in quotation marks, without doubling those they already have."""
    text = words.strip()
    if len(text) > 1 and (text[0], text[-1]) in {("“", "”"), ('"', '"'), ("‘", "’"), ("'", "'")}:
        text = text[1:-1]
    return f"“{text}”"
