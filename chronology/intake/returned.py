"""A chronology that Kinline wrote to Word and somebody edited: each edit beside what the entry says, taken over one by one."""

from __future__ import annotations

import re
from datetime import date

from chronology.intake.cells import origin_of
from chronology.intake.choices import Choices
from chronology.intake.cut_rows import RowRead
from chronology.intake.duplicates import content_key
from chronology.intake.ids import IdMaker
from chronology.intake.names import Names
from chronology.intake.report import Changed, FileReport, Refusal, RowFate, Taken, Warn
from chronology.intake.rows import EntryMaker
from chronology.readers.hygiene import comparable
from chronology.readers.returned import Returned, ReturnedRow
from chronology.readers.tables import Cell, Table
from chronology.record.casefile import CaseFile
from chronology.record.dates import read_when
from chronology.record.entries import Entry, Impact, View
from chronology.record.errors import UnreadableDate
from chronology.record.sources import Citation, Document
from chronology.record.values import Id, Record

_NUMBER, _DATE, _EVENT, _SOURCE, _IMPACT = "No.", "Date", "Event", "Source", "Impact"
_HEARD, _ACTION, _ANALYSIS = "Seen and heard", "Action and outcome", "Analysis"
_OUTCOME = re.compile(r"Outcome:\s*", re.IGNORECASE)
_OWN_ACCOUNT = re.compile(r".{1,80}’s own account: ")
_NO_WORDS = "No words recorded"
_QUOTES = "“”\"'‘’ "


def take_returned(
    returned: Returned, *, case: CaseFile, source: Document, ids: IdMaker, day: date, choices: Choices
) -> Taken:
    """Return what an edited chronology adds and changes, and the report of every row.

    A row is known by the entry it was made of. Where it says otherwise than the entry does, the difference is listed;
    it is taken over only where the choices say so. A row that somebody added is a new entry. Entries whose rows were
    taken out of the document stay as they are.
    """
    return _Taking(returned, case, source, ids, day, choices).taken()


class _Taking:
    def __init__(
        self, returned: Returned, case: CaseFile, source: Document, ids: IdMaker, day: date, choices: Choices
    ) -> None:
        self.returned, self.case, self.source, self.ids, self.day = returned, case, source, ids, day
        self.choices = choices
        self.entries = {entry.id: entry for entry in case.entries}
        self.known = {entry.content_key for entry in case.entries if entry.content_key}
        self.maker = EntryMaker(Names(case), source, day, None)
        self.maker.default_child = returned.child if returned.child in case.people else None
        self.fates: list[RowFate] = []
        self.changed: list[Changed] = []
        self.warnings: list[Warn] = []
        self.records: list[Record] = []

    def taken(self) -> Taken:
        for row in self.returned.rows:
            entry = self.entries.get(row.entry)
            if entry is None:
                self._new(row)
            else:
                self._known(row, entry)
        self._say_missing()
        name = self.case.people[self.returned.child].shown_name if self.returned.child in self.case.people else ""
        of_whom = f" of {name}" if name else ""
        self.warnings.append(
            Warn(line=0, message=f"a chronology{of_whom} that Kinline wrote: read against its entries")
        )
        if not name:
            self.warnings.append(Warn(line=0, message="the child whose chronology it is is not in this case file"))
        report = FileReport(
            file=self.source.name,
            kind="docx",
            rows=len(self.fates),
            added=sum(f.fate == "added" for f in self.fates),
            merged=sum(f.fate == "merged" for f in self.fates),
            refused=tuple(Refusal(row=f.row, reason=f.reason) for f in self.fates if f.fate == "refused"),
            fates=tuple(self.fates),
            changed=tuple(self.changed),
            names=tuple(self.maker.asked.values()),
            warnings=tuple(sorted(self.warnings, key=lambda w: (w.line, w.message))),
        )
        return Taken(records=tuple(self.records), report=report)

    def _known(self, row: ReturnedRow, entry: Entry) -> None:
        number = _number(row)
        try:
            edited, fields = self._edited(row, entry)
        except UnreadableDate as failure:
            self._fate(row, "refused", reason=f"{failure.message} {failure.remedy}".strip())
            return
        if not fields:
            self._fate(row, "merged", entry=entry.id)
            return
        is_taken = self.choices.takes_change(number)
        self.changed.append(Changed(entry=entry.id, row=number, fields=fields, is_taken=is_taken))
        if is_taken:
            place = Citation(document=self.source.id, place=f"number {number}", row=number)
            self.records.append(edited.model_copy(update={"cites": tuple(dict.fromkeys((*entry.cites, place)))}))
        said = "taken over" if is_taken else "not taken over"
        self._fate(row, "merged", entry=entry.id, reason=f"edited: {', '.join(fields)}; {said}")

    def _edited(self, row: ReturnedRow, entry: Entry) -> tuple[Entry, dict[str, tuple[str, str]]]:
        """Return the entry as the row has it, and what differs: column → as the entry has it, as the row has it."""
        update: dict[str, object] = {}
        fields: dict[str, tuple[str, str]] = {}
        action, outcome = _parted(row.cells.get(_ACTION, ""))
        event = "\n".join(w for w in row.cells.get(_EVENT, "").split("\n") if not _OWN_ACCOUNT.match(w))
        texts = {
            _EVENT: ("event", event),
            _ACTION: ("action", action),
            _ANALYSIS: ("analysis", row.cells.get(_ANALYSIS, "")),
        }
        for heading, (field, text) in texts.items():
            has = str(getattr(entry, field))
            if heading in row.cells and _plain(text) not in {_plain(has), _plain(has or _NO_WORDS)}:
                update[field], fields[field] = text, (has, text)
        if _ACTION in row.cells and _plain(outcome) != _plain(entry.outcome):
            update["outcome"], fields["outcome"] = outcome, (entry.outcome, outcome)
        self._date(row, entry, update, fields)
        source = row.cells.get(_SOURCE, "")
        if _SOURCE in row.cells and source and _plain(source) != _plain(entry.origin.words()) and entry.origin.words():
            update["origin"], fields["source"] = origin_of(source), (entry.origin.words(), source)
        child = self.returned.child
        if _IMPACT in row.cells and child in self.case.people:
            has, now = entry.impact_on(child), row.cells[_IMPACT]
            if _plain(has) != _plain(now):
                others = tuple(i for i in entry.impacts if i.child != child)
                update["impacts"] = (*others, Impact(child=child, words=now)) if now.strip() else others
                fields["impact"] = (has, now)
        self._views(row, entry, update, fields)
        return entry.model_copy(update=update), fields

    def _date(
        self, row: ReturnedRow, entry: Entry, update: dict[str, object], fields: dict[str, tuple[str, str]]
    ) -> None:
        text = " ".join(row.cells.get(_DATE, "").split())
        if _DATE not in row.cells or _plain(text) in {_plain(entry.when.words()), _plain(entry.when.as_written)}:
            return
        when = read_when(text, latest=self.day)
        if when.edtf != entry.when.edtf and _shortened(text) != _shortened(entry.when.words()):
            if entry.when.time and entry.when.edtf.startswith(f"{when.edtf}T"):
                return
            update["when"], fields["date"] = when, (entry.when.words(), text)

    def _views(
        self, row: ReturnedRow, entry: Entry, update: dict[str, object], fields: dict[str, tuple[str, str]]
    ) -> None:
        child = self.returned.child
        if _HEARD not in row.cells or child not in self.case.people:
            return
        said = [line.strip(_QUOTES) for line in row.cells[_HEARD].split("\n") if line.strip(_QUOTES)]
        has = entry.views_of(child)
        if [_plain(words) for words in said] == [_plain(" ".join(v.words.strip(_QUOTES).split())) for v in has]:
            return
        if "\n".join(_plain(w) for w in said) == "\n".join(_plain(w) for v in has for w in v.words.split("\n")):
            return
        kept = [v.model_copy(update={"words": words}) for v, words in zip(has, said, strict=False)]
        kept += [View(child=child, words=words) for words in said[len(has) :]]
        update["views"] = (*(v for v in entry.views if v.child != child), *kept)
        fields["view"] = ("\n".join(v.words for v in has), "\n".join(said))

    def _new(self, row: ReturnedRow) -> None:
        """Make a row that somebody added an entry."""
        action, outcome = _parted(row.cells.get(_ACTION, ""))
        cells = {
            "date": row.cells.get(_DATE, ""),
            "event": row.cells.get(_EVENT, ""),
            "source": row.cells.get(_SOURCE, ""),
            "impact": row.cells.get(_IMPACT, ""),
            "view": row.cells.get(_HEARD, ""),
            "action": action,
            "outcome": outcome,
            "analysis": row.cells.get(_ANALYSIS, ""),
        }
        read = RowRead(row.number, {c: Cell(text) for c, text in cells.items() if text.strip()}, ())
        if not read.has_substance:
            self._fate(row, "refused", reason="nothing happened in it")
            return
        key = content_key(read.by_column)
        if key in self.known:
            self._fate(row, "merged")
            return
        try:
            entry = self.maker.entry(read, Table(""), key, self.ids)
        except UnreadableDate as failure:
            self._fate(row, "refused", reason=f"{failure.message} {failure.remedy}".strip())
            return
        self.known.add(key)
        self.records.append(entry)
        self._fate(row, "added", entry=entry.id, doubts=tuple(self.maker.doubts))
        was = " (the entry it was made of is not in this case file)" if row.entry else ""
        self.warnings.append(Warn(line=row.number, message=f"a row that was not in the chronology{was}: a new entry"))

    def _say_missing(self) -> None:
        numbers = {_number(row) for row in self.returned.rows if row.entry}
        missing = [n for n in range(1, max(numbers, default=0)) if n not in numbers]
        if missing:
            listed = ", ".join(str(n) for n in missing[:20]) + (" …" if len(missing) > 20 else "")
            said = f"numbers {listed} are no longer in the document: their entries stay as they are"
            self.warnings.append(Warn(line=0, message=said))

    def _fate(
        self, row: ReturnedRow, fate: str, *, entry: Id = "", reason: str = "", doubts: tuple[str, ...] = ()
    ) -> None:
        number = _number(row)
        words = " | ".join(" ".join(text.split()) for text in row.cells.values() if text.strip())[:100]
        self.fates.append(
            RowFate(
                place=f"number {number}", row=number, fate=fate, entry=entry, reason=reason, doubts=doubts, words=words
            )
        )


def _number(row: ReturnedRow) -> int:
    """Return a row's serial number as it stands in the document; its place in the table where it has none."""
    found = re.match(r"\d{1,6}", row.cells.get(_NUMBER, "").strip())
    return int(found[0]) if found else row.number


def _parted(text: str) -> tuple[str, str]:
    """Return the action and the outcome that one cell holds."""
    lines = text.split("\n")
    at = next((i for i, line in enumerate(lines) if _OUTCOME.match(line)), len(lines))
    return "\n".join(lines[:at]).strip(), _OUTCOME.sub("", "\n".join(lines[at:]), count=1).strip()


def _plain(text: str) -> str:
    return comparable(text.replace("\u00a0", " "))


def _shortened(text: str) -> str:
    """Return a date with its months cut to three letters, as a narrow column prints them."""
    return re.sub(r"\b([a-z]{3})[a-z]{1,6}\b", r"\1", _plain(text))
