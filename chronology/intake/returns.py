"""The statutory return on children looked after (SSDA903): episodes as entries, homes and legal statuses, child by child.

Each row of the return is one entry, or a fact of one child; homes and statuses that go on over several episodes are
one home and one status. What the return says only in codes is written out, with the code beside it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from chronology.intake.duplicates import content_key
from chronology.intake.ids import IdMaker
from chronology.intake.names import Certainty, Names
from chronology.intake.report import Asked, FileReport, Refusal, RowFate, Taken, Warn
from chronology.practice.ssda903 import return_codes
from chronology.readers.tables import Cell, Row, Table, TablesRead
from chronology.record.casefile import CaseFile
from chronology.record.dates import UNDATED, When, read_when
from chronology.record.entries import Entry, Origin
from chronology.record.errors import UnreadableDate
from chronology.record.households import Footing, Residence
from chronology.record.people import About, Fact, Gender, Person
from chronology.record.sources import Basis, Carried, Citation, Document
from chronology.record.ties import Order
from chronology.record.values import Id, Record

_R = TypeVar("_R", Residence, Order)

_KINDS = {
    "episodes": {"CHILD", "DECOM", "RNE", "LS", "PLACE"},
    "header": {"CHILD", "SEX", "DOB"},
    "placed for adoption": {"CHILD", "DATE_PLACED"},
    "previous permanence": {"CHILD", "PREV_PERM"},
    "missing": {"CHILD", "MIS_START"},
    "reviews": {"CHILD", "REVIEW"},
}
"""The tables of the return that are read, by the columns that tell them."""
_AUTHORITY = Origin(agency="Local authority", document="statutory return on children looked after (SSDA903)")
_CARRIED = ("CIN", "PLACE_PROVIDER", "HOME_POST", "PL_POST", "URN", "UPN", "MOTHER", "MC_DOB")
"""Columns that are kept and shown nowhere: numbers, and postcodes that would name carers or adopters."""
MOST_ASKED = 12
"""Numbers of nobody known that are all asked about; of a whole council's return, only those born on a child's birthday."""


def return_kind(read: TablesRead) -> str:
    """Return which table of the return a file is; empty where it is none."""
    rows = read.tables[0].rows if len(read.tables) == 1 else []
    headers = {cell.text.strip().upper() for cell in rows[0].cells} if rows else set()
    return next((kind for kind, wanted in _KINDS.items() if wanted <= headers), "")


def take_return(
    read: TablesRead, *, case: CaseFile, source: Document, ids: IdMaker, day: date, make_people: bool
) -> Taken:
    """Return what a table of the return adds to a case file, and the report of every row.

    A child is known by the number in the return, among the people's ids of the council's system. A row of a child
    who is not in this family is not added, unless no family is known: then the children become people, by number.
    """
    return _Taking(read, case, source, ids, day, make_people).taken()


@dataclass(frozen=True)
class _Line:
    """One row by its columns."""

    row: Row
    cells: Mapping[str, Cell]

    def text(self, column: str) -> str:
        """Return a cell's text, upper case as codes are; empty where there is none."""
        cell = self.cells.get(column)
        return cell.text.strip() if cell else ""


class _Taking:
    def __init__(
        self, read: TablesRead, case: CaseFile, source: Document, ids: IdMaker, day: date, make_people: bool
    ) -> None:
        self.read, self.case, self.source, self.ids, self.day = read, case, source, ids, day
        self.make_people = make_people
        self.names = Names(case)
        self.people: dict[Id, Person] = dict(case.people)
        self.new: dict[Id, Record] = {}
        self.fates: list[RowFate] = []
        self.warnings = [Warn(line=row, message=words) for row, words in read.warnings]
        self.made = 0
        self.asked: dict[str, Asked] = {}
        """Numbers of nobody known: a person may say whose they are."""
        self.entry: Id = ""
        """The first entry of the row being read."""
        self.known = {entry.content_key: entry for entry in case.entries if entry.content_key}
        self.homes_of: dict[Id, dict[tuple[str, str], Residence]] = {}
        for home in case.residences:
            self.homes_of.setdefault(home.person, {})[home.words, _start(home.when)] = home
        self.orders_of: dict[Id, dict[tuple[str, str], Order]] = {}
        for order in case.orders:
            self.orders_of.setdefault(order.child, {})[order.words or order.status, _start(order.when)] = order

    def taken(self) -> Taken:
        table = self.read.tables[0]
        kind = return_kind(self.read)
        takers: dict[str, Callable[[_Line, Person], str]] = {
            "header": self._header,
            "placed for adoption": self._placed,
            "previous permanence": self._permanence,
            "missing": self._missing,
            "reviews": self._review,
        }
        for line in _lines(table):
            self.entry = ""
            child = self._child(line)
            if child is None:
                continue
            try:
                if kind == "episodes":
                    self._episode(line, child)
                else:
                    self._fate(line, takers[kind](line, child))
            except UnreadableDate as failure:
                self._fate(line, "refused", f"{failure.message} {failure.remedy}".strip())
        self.warnings.append(Warn(line=0, message=f"a table of the statutory return on children looked after: {kind}"))
        if self.made:
            said = f"no family is known: {self.made} children are made people, by their numbers"
            self.warnings.append(Warn(line=0, message=said))
        report = FileReport(
            file=self.source.name,
            kind="ssda903",
            people=self.made,
            rows=len(self.fates),
            added=sum(f.fate == "added" for f in self.fates),
            merged=sum(f.fate == "merged" for f in self.fates),
            refused=tuple(Refusal(row=f.row, reason=f.reason) for f in self.fates if f.fate == "refused"),
            names=self._names_asked(),
            fates=tuple(self.fates),
            warnings=tuple(sorted(self.warnings, key=lambda w: (w.line, w.message))),
        )
        return Taken(records=tuple(self.new.values()), report=report)

    # Whose row it is

    def _child(self, line: _Line) -> Person | None:
        number = line.text("CHILD")
        found = self.names.find(number) if number else None
        if found is not None and found.person is not None:
            return self.people[found.person]
        if not number:
            self._fate(line, "refused", "no child's number stands in it")
        elif not self.make_people:
            same = self._same_birth(line)
            self._fate(line, "refused", f"the child {number[:20]} is not in this family{self._why_same(same)}")
            if found is None or found.certainty is Certainty.ASKED:
                self._ask(line, number, same)
        else:
            made = Person(
                id=self.ids.make("person", f"903 {number}"),
                name=f"Child {number}",
                ref=number,
                case_ids=(number,),
                cites=self._cites(line),
            )
            self.made += 1
            self.names.add(made)
            return self._keep(made)
        return None

    def _same_birth(self, line: _Line) -> Person | None:
        """Return the one child born on the day that the row gives, for a person to decide."""
        try:
            born = self._when(line, "DOB", birth=True) if line.text("DOB") else UNDATED
        except UnreadableDate:
            return None
        same = [p for p in self.people.values() if born.is_exact and p.birth.edtf == born.edtf]
        return same[0] if len(same) == 1 else None

    def _why_same(self, same: Person | None) -> str:
        return f": {same.shown_name} was born on the same day" if same else ""

    def _ask(self, line: _Line, number: str, same: Person | None) -> None:
        earlier = self.asked.get(number)
        rows = (*(earlier.rows if earlier else ()), line.row.number)
        candidates = (same.id,) if same else earlier.candidates if earlier else ()
        why = f"is not in this family{self._why_same(same)}"
        self.asked[number] = Asked(words=number, means="asked", why=why, candidates=candidates, rows=rows)

    def _names_asked(self) -> tuple[Asked, ...]:
        few = len(self.asked) <= MOST_ASKED
        return tuple(asked for asked in self.asked.values() if few or asked.candidates)

    # What a row says

    def _header(self, line: _Line, child: Person) -> str:
        codes = return_codes()
        born = self._when(line, "DOB", birth=True)
        gender = {"1": Gender.MALE, "2": Gender.FEMALE}.get(line.text("SEX"), Gender.UNKNOWN)
        code = line.text("ETHNIC").upper()
        ethnicity = codes.ethnicity.get(code, code)
        more: dict[str, object] = {}
        for name, value, lacks in (
            ("birth", born, child.birth.is_undated),
            ("gender", gender, child.gender is Gender.UNKNOWN),
            ("about", About(ethnicity=ethnicity), child.about == About()),
        ):
            if value in (UNDATED, Gender.UNKNOWN, About()):
                continue
            if lacks:
                more[name] = value
            elif getattr(child, name) != value and name != "about":
                self._warn(line, f"{child.shown_name}: {name} differs from what is known, which is left as it is")
        carried = self._carried(line)
        if carried and not child.carried:
            more["carried"] = carried
        is_made_here = child.id in self.new and child.cites == self._cites(line)
        if more:
            self._keep(child.model_copy(update=more))
        return "added" if more or is_made_here else "merged"

    def _permanence(self, line: _Line, child: Person) -> str:
        code = line.text("PREV_PERM").upper()
        words = return_codes().permanence.get(code, "")
        authority = line.text("LA_PERM")
        told = f"{words or code}{f', {authority}' if authority else ''} ({code})"
        fact = Fact(what="earlier permanence", words=told, when=self._when(line, "DATE_PERM"))
        if any(f.what == fact.what and f.words == fact.words and f.when.edtf == fact.when.edtf for f in child.facts):
            return "merged"
        self._keep(child.model_copy(update={"facts": (*child.facts, fact)}))
        return "added"

    def _placed(self, line: _Line, child: Person) -> str:
        began, ended = self._when(line, "DATE_PLACED"), self._when(line, "DATE_PLACED_CEASED")
        code = line.text("REASON_PLACED_CEASED").upper()
        fate = self._entry(line, child, began, "placement_change", "Placed for adoption", key=f"placed {began.edtf}")
        if not ended.is_undated:
            why = return_codes().adoption_ceased.get(code, code)
            words = f"No longer placed for adoption{f': {why} ({code})' if code else ''}"
            self._entry(line, child, ended, "placement_change", words, key=f"placed ceased {ended.edtf}")
        return fate

    def _missing(self, line: _Line, child: Person) -> str:
        began, ended = self._when(line, "MIS_START"), self._when(line, "MIS_END")
        when = _lasting(began, ended)
        words = {"M": "Missing from home", "A": "Away from home without authorisation"}.get(
            line.text("MISSING").upper(), "Missing from home or away without authorisation"
        )
        return self._entry(line, child, when, "missing", words, key=f"missing {began.edtf}")

    def _review(self, line: _Line, child: Person) -> str:
        held = self._when(line, "REVIEW")
        code = line.text("REVIEW_CODE").upper()
        words = f"Review of a child looked after{f' (participation {code})' if code else ''}"
        return self._entry(line, child, held, "review", words, key=f"review {held.edtf}")

    def _episode(self, line: _Line, child: Person) -> None:
        codes = return_codes()
        began, ended = self._when(line, "DECOM"), self._when(line, "DEC")
        reason, status, place = (line.text(column).upper() for column in ("RNE", "LS", "PLACE"))
        category, why = codes.episode.get(reason, ("placement_change", f"New episode ({reason})"))
        order, status_words = codes.legal_status.get(status, ("", status))
        footing, place_words = codes.place.get(place, ("not recorded", place))
        told = [f"{status_words} ({status})"] if status else []
        told += [f"{place_words} ({place})"] if place else []
        if provider := line.text("PLACE_PROVIDER").upper():
            told.append(codes.provider.get(provider, provider))
        if changed := line.text("REASON_PLACE_CHANGE").upper():
            told.append(f"reason for the change of home: {codes.change.get(changed, changed)}")
        fate = self._entry(
            line, child, began, category, f"{why}: {'; '.join(told)}", key=f"{began.edtf} {reason} {status} {place}"
        )
        ceased = line.text("REC").upper()
        if not ended.is_undated and ceased not in {"", "X1"}:
            words = f"Ceased to be looked after: {codes.ceased.get(ceased, ceased)} ({ceased})"
            self._entry(line, child, ended, "care_episode_end", words, key=f"ceased {ended.edtf}")
        changes = False
        if place:
            changes |= self._home(line, child, f"{place_words} ({place})", Footing(footing), began, ended, reason)
        if status:
            changes |= self._order(line, child, order, f"{status_words} ({status})", began, ended)
        if fate == "merged" and changes:
            self._warn(line, f"{child.shown_name}: the episode that began {began.words()} goes on or ended since")
        self._fate(line, fate)

    def _home(
        self, line: _Line, child: Person, words: str, footing: Footing, began: When, ended: When, reason: str
    ) -> bool:
        """Keep where the child lived; a change of legal status alone goes on with the home before it."""
        before = _ending_on(self.homes_of.get(child.id, {}), words, began) if reason == "L" else None
        known = self.homes_of.get(child.id, {}).get((words, began.edtf)) or before
        when = _lasting(When(edtf=_start(known.when)) if known else began, ended)
        if known is not None and known.when.edtf == when.edtf:
            return False
        made = known.model_copy(update={"when": when}) if known else None
        made = made or Residence(
            id=self.ids.make("residence", f"903 {child.ref or child.id} {began.edtf} {words}"),
            person=child.id,
            footing=footing,
            when=when,
            words=words,
            cites=self._cites(line),
        )
        self.homes_of.setdefault(child.id, {})[words, _start(made.when)] = made
        self.new[made.id] = made
        return known is not None

    def _order(self, line: _Line, child: Person, key: str, words: str, began: When, ended: When) -> bool:
        """Keep the legal status; one that goes on in the next episode is one status."""
        held = self.orders_of.setdefault(child.id, {})
        known = held.get((words, began.edtf)) or _ending_on(held, words, began)
        when = _lasting(When(edtf=_start(known.when)) if known else began, ended)
        if known is not None and known.when.edtf == when.edtf:
            return False
        made = known.model_copy(update={"when": when}) if known else None
        made = made or Order(
            id=self.ids.make("order", f"903 {child.ref or child.id} {began.edtf} {words}"),
            child=child.id,
            status=key or words,
            when=when,
            words=words,
            cites=self._cites(line),
        )
        held[words, _start(made.when)] = made
        self.new[made.id] = made
        return known is not None

    def _entry(self, line: _Line, child: Person, when: When, category: str, words: str, *, key: str) -> str:
        known_by = content_key({"903": f"{line.text('CHILD')} {key}"})
        if known_by in self.known:
            self.entry = self.entry or self.known[known_by].id
            return "merged"
        entry = Entry(
            id=self.ids.make("entry", known_by),
            when=when,
            children=(child.id,),
            category=category,
            event=words,
            origin=_AUTHORITY,
            basis=Basis.DOCUMENT,
            case_ids=(line.text("CHILD"),),
            content_key=known_by,
            cites=self._cites(line),
            carried=self._carried(line),
        )
        self.known[known_by] = entry
        self.new[entry.id] = entry
        self.entry = self.entry or entry.id
        return "added"

    # What is kept and said

    def _carried(self, line: _Line) -> tuple[Carried, ...]:
        return tuple(Carried(tag=c, value=line.text(c)) for c in _CARRIED if line.text(c))

    def _when(self, line: _Line, column: str, *, birth: bool = False) -> When:
        cell = line.cells.get(column)
        if cell is None or not (cell.text.strip() or cell.edtf):
            return UNDATED
        if cell.edtf:
            return When(edtf=cell.edtf, as_written=cell.text)
        return read_when(cell.text, latest=self.day, birth=birth)

    def _keep(self, person: Person) -> Person:
        self.people[person.id] = person
        self.new[person.id] = person
        return person

    def _cites(self, line: _Line) -> tuple[Citation, ...]:
        return (Citation(document=self.source.id, place=f"row {line.row.number}", row=line.row.number),)

    def _fate(self, line: _Line, fate: str, reason: str = "") -> None:
        place = f"row {line.row.number}"
        cells = {header: cell.text for header, cell in line.cells.items()} if fate == "refused" else {}
        words = "" if self.entry else " | ".join(t for c in line.cells if c not in _CARRIED and (t := line.text(c)))
        self.fates.append(
            RowFate(
                place=place,
                row=line.row.number,
                fate=fate,
                entry=self.entry,
                reason=reason,
                words=words,
                cells=cells,
            )
        )

    def _warn(self, line: _Line, words: str) -> None:
        self.warnings.append(Warn(line=line.row.number, message=words))


def _lines(table: Table) -> Iterator[_Line]:
    """Yield the rows with their cells by header."""
    headers = [cell.text.strip().upper() for cell in table.rows[0].cells]
    for row in table.rows[1:]:
        if not row.is_blank:
            yield _Line(row, dict(zip(headers, row.cells, strict=False)))


def _start(when: When) -> str:
    return when.edtf.partition("/")[0]


def _ending_on(held: Mapping[tuple[str, str], _R], words: str, day: When) -> _R | None:
    """Return what of these words ended on the day on which the next begins."""
    return next(
        (one for (said, _), one in held.items() if said == words and one.when.edtf.endswith(f"/{day.edtf}")), None
    )


def _lasting(began: When, ended: When) -> When:
    """Return the period from one date to another, open where it has no end."""
    if began.is_undated:
        return began
    words = f"{began.as_written or began.edtf}"
    if ended.is_undated:
        return When(edtf=f"{began.edtf}/..", as_written=words)
    if ended.edtf == began.edtf:
        return began
    return When(edtf=f"{began.edtf}/{ended.edtf}", as_written=f"{words} to {ended.as_written or ended.edtf}")
