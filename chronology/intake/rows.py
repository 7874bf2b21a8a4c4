"""One row of a chronology as an entry."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from chronology.intake.cells import (
    basis_of,
    count_of,
    explanations_of,
    grades_of,
    known_restrictions,
    neglect_of,
    origin_of,
    pieces,
    restrictions_of,
    severity_of,
    side_date,
    significance_of,
    standing_of,
    told_of,
    view_of,
    when_of,
)
from chronology.intake.cut_rows import RowRead
from chronology.intake.groups import (
    all_named,
    group_called,
    is_said_of_several,
    means_nobody,
    means_unborn,
    siblings_called,
)
from chronology.intake.ids import IdMaker
from chronology.intake.names import Certainty, Found, Names
from chronology.intake.report import Asked
from chronology.practice.agencies import names_agency
from chronology.practice.categories import category_of, folded
from chronology.practice.columns import IMPACT_FOR
from chronology.practice.kin import kin_called, of_whom
from chronology.readers.tables import Table
from chronology.record.dates import UNDATED, When, add_months, read_when
from chronology.record.entries import Entry, Extra, Impact, Origin, Seen, Significance, Told, View
from chronology.record.errors import UnreadableDate
from chronology.record.people import Person
from chronology.record.sources import Basis, Citation, Document, Standing
from chronology.record.values import Id

_CLOCK_SECONDS = re.compile(r"(\d{1,2}:\d\d):\d\d(?:\.\d+)?")
MONTHS_AHEAD = 24
"""How far ahead of the import what is planned may lie before its year is doubted."""
LONG_AGO = 1900
"""Years before which nothing is that somebody in a child's record lived through."""
_NOT_KNOWN = {"unknown", "not known"}
_RESTRICTED = known_restrictions()


class EntryMaker:
    """Makes entries of rows; what it doubts about the last row is in `doubts`."""

    def __init__(self, names: Names, source: Document, day: date, make: Callable[[str], Person] | None) -> None:
        self._names = names
        self._source = source
        self._day = day
        self._make = make
        self.doubts: list[str] = []
        self.unknown: dict[tuple[str, str], list[int]] = {}
        """What is said of words that nobody knows, and the word for several children it is about, with the rows: said once each."""
        self.asked: dict[str, Asked] = {}
        """Names that are not sure, or for a person to decide, by their words."""
        self.default_child: Id | None = None
        """Whose rows they are where no column names the children."""
        self.of_groups: list[tuple[Id, str]] = []
        """Entries whose children a word for several tells, with the word."""
        self.agency = ""
        """Whose record it is; empty where the file does not say."""
        self.unit = "row"
        """What places are counted in."""
        self._row = 0

    def entry(self, row: RowRead, table: Table, key: str, ids: IdMaker) -> Entry:
        """Return the entry that a row is; raises UnreadableDate where its date cannot be read."""
        self.doubts = []
        self._row = row.number
        say = self.doubts.append
        extras = list(row.extras)
        when = self._when(row, extras)
        self.doubts += when.doubts
        if (far := _far_off(when, self._day)) is not None:
            say(far)
        children, unmatched = self._children(row.text("children"), when)
        severity = severity_of(row.text("severity"), say)
        extras += [Extra(column=c, words=row.text(c)) for c in ("serial", "sequence") if row.text(c)]
        basis, standing = basis_of(row.text("basis"), say), standing_of(row.text("standing"), say)
        if row.text("basis") and basis is Basis.NOT_RECORDED:
            extras.append(Extra(column="basis", words=row.text("basis")))
        if (
            row.text("standing")
            and standing is Standing.RECORDED
            and folded(row.text("standing")) not in {"recorded", "fact"}
        ):
            extras.append(Extra(column="standing", words=row.text("standing")))
        neglect = neglect_of(row.text("neglect"), severity, say)
        if row.text("severity") and not (neglect and severity):
            extras.append(Extra(column="severity", words=row.text("severity")))
        grades = grades_of(row.text("grade"), say)
        if row.text("grade") and len(grades) != len(pieces(row.text("grade").replace(",", ";"))):
            extras.append(Extra(column="grade", words=row.text("grade")))
        count = count_of(row.text("count"), say)
        told = told_of(row.text("told_to_social_care"), say)
        significance = significance_of(row.text("significant"), say)
        restriction = restrictions_of(row.text("restriction"), say)
        for column, is_plain in (
            ("count", row.text("count") == str(count)),
            ("told_to_social_care", told is not Told.UNKNOWN or folded(row.text("told_to_social_care")) in _NOT_KNOWN),
            ("significant", significance is not Significance.NOT_SAID),
            ("restriction", all(folded(p) in _RESTRICTED for p in pieces(row.text("restriction").replace(",", ";")))),
        ):
            if row.text(column) and not is_plain:
                extras.append(Extra(column=column, words=row.text(column)))
        children, adults = self._grown_apart(children, when)
        adults += tuple(p for p in self._people(row.text("people"), children, extras) if p not in adults)
        impacts, views, seen = self._of_children(row, children, extras)
        made = ids.make("entry", key)
        if group_called(row.text("children")) is not None:
            self.of_groups.append((made, row.text("children")))
        return Entry(
            id=made,
            when=when,
            recorded=self._side(row, "recorded", "written up"),
            known=self._side(row, "known", "when it became known"),
            children=children,
            people=adults,
            children_as_written=row.text("children") if unmatched else "",
            category=self._category(row.text("category")),
            neglect=neglect,
            service=row.text("service"),
            response=row.text("response"),
            plan=row.text("plan"),
            part_of_day=row.text("part_of_day"),
            grades=grades,
            event=row.text("event"),
            origin=self._origin(row),
            basis=basis,
            standing=standing,
            restriction=restriction,
            seen=seen,
            views=views,
            impacts=impacts,
            action=row.text("action"),
            outcome=row.text("outcome"),
            analysis=row.text("analysis"),
            count=count,
            told_to_social_care=told,
            explained_by=explanations_of(row.text("explained_by")),
            significance=significance,
            case_ids=tuple(pieces(row.text("case_id"))),
            extras=tuple(extras),
            content_key=key,
            cites=(self.citation(table, row.number),),
        )

    def make_named(self, words: str) -> None:
        """Make people of the names in a cell of the children that nobody bears yet, where names are made people."""
        if means_nobody(words) or group_called(words) is not None:
            return
        for name in self._names.split(words):
            if (
                siblings_called(name) is None
                and not means_unborn(name)
                and self._is_new_name(name, self._names.find(name))
            ):
                assert self._make is not None
                self._make(" ".join(name.split()))

    def _is_new_name(self, name: str, found: Found) -> bool:
        """Return whether a name is one that nobody of the family bears, and is made a person of."""
        return (
            found.is_open
            and self._make is not None
            and not found.candidates
            and not found.is_professional
            and kin_called(name) is None
            and of_whom(name) is None
            and not is_said_of_several(name)
        )

    def citation(self, table: Table, number: int) -> Citation:
        """Return the place of a row in the file."""
        return Citation(document=self._source.id, place=_place(table, number, self.unit), row=number)

    def _when(self, row: RowRead, extras: list[Extra]) -> When:
        """Return the date of a row, with the time or the end that stands in columns of their own."""
        cell, end, time = row.cells.get("date"), row.text("end"), row.text("time")
        if cell is None and not end:
            if time:
                extras.append(Extra(column="time", words=time))
            return UNDATED
        if cell is None:
            return read_when(f"until {end}", latest=self._day)
        when = when_of(cell, latest=self._day)
        if time and not when.is_undated:
            plain = _CLOCK_SECONDS.sub(r"\1", time)
            timed = self._tried(f"{cell.text} {plain}") if when.is_exact and not when.time else None
            when = timed or when
            if timed is None and when.time != time[:5]:
                extras.append(Extra(column="time", words=time))
        if end and not when.is_undated:
            ending = when_of(row.cells["end"], latest=self._day)
            if ending.edtf != when.edtf:
                whole = self._tried(f"{cell.text} to {row.cells['end'].text}")
                if whole is None:
                    extras.append(Extra(column="end", words=end))
                    self.doubts.append(f"“{end}” is no end of “{cell.text}”: the end is kept beside the entry")
                when = whole or when
        elif end:
            when = read_when(f"until {end}", latest=self._day)
        return when

    def _tried(self, words: str) -> When | None:
        try:
            return read_when(words, latest=self._day)
        except UnreadableDate:
            return None

    def _origin(self, row: RowRead) -> Origin:
        """Return who says so: the row's source, worker and document, else whose record the file is."""
        source, worker, document = row.text("source"), row.text("worker"), row.text("document")
        if source:
            origin = origin_of(source)
            if self.agency and not origin.person and not origin.document and not names_agency(source):
                origin = Origin(agency=self.agency, person=source)
        elif worker and (not self.agency or names_agency(worker.partition(",")[0])):
            origin, worker = origin_of(worker), ""
        elif self.agency:
            origin = Origin(agency=self.agency)
        else:
            origin = Origin(document=document or self._source.name)
        if worker and worker != origin.person:
            origin = origin.model_copy(update={"person": ", ".join(w for w in (origin.person, worker) if w)})
        if document and document != origin.document:
            origin = origin.model_copy(update={"document": ", ".join(w for w in (origin.document, document) if w)})
        return origin

    def _people(self, words: str, children: tuple[Id, ...], extras: list[Extra]) -> list[Id]:
        """Return the adults whom a row names beside the children; the words are kept where they say more."""
        if not words:
            return []
        found = [self._person(name, children) for name in self._names.split(words)]
        day = date.max
        adults = [p for p in found if p is not None and p not in children and self._names.is_grown_on(p, day)]
        extras.append(Extra(column="people", words=words))
        return list(dict.fromkeys(adults))

    def _side(self, row: RowRead, column: str, what: str) -> When:
        cell = row.cells.get(column)
        return side_date(cell, what, latest=self._day, say=self.doubts.append) if cell else UNDATED

    def _category(self, words: str) -> str:
        key = category_of(words)
        if words and not key:
            self._unknown(f"“{words[:60]}” is no known category: kept as written, counts as nothing")
        return key or words

    def _unknown(self, words: str, group: str = "") -> None:
        self.unknown.setdefault((words, group), []).append(self._row)

    def _whom(self, name: str, children: tuple[Id, ...], day: date) -> Found:
        """Return whom a name means; a word for a relative that stands alone is meant of the children alive on the day."""
        found = self._names.find(name, children)
        if found.is_open and not children and not found.candidates:
            of_all = self._names.find(name, self._names.children_alive_on(day))
            return of_all if of_all.person is not None or of_all.candidates else found
        return found

    def _person(self, name: str, children: tuple[Id, ...] = (), day: date | None = None) -> Id | None:
        found = self._whom(name, children, day or self._day)
        if self._make is not None and self._is_new_name(name, found):
            return self._make(" ".join(name.split())).id
        if found.is_professional or found.certainty is not Certainty.SURE:
            self._ask(found)
        if found.is_open:
            self._unknown(f"“{name[:60]}” {found.why}: the name is kept with the entry, nobody is made")
        elif found.certainty is Certainty.LIKELY and found.person is not None:
            self._unknown(f"“{name[:60]}” is taken for {self._names.called(found.person)}: {found.why}")
        return None if found.is_professional else found.person

    def _child(self, name: str, when: When, beside: tuple[Id, ...]) -> Id | None:
        """Return whom a name in the column of the children means: of several of one name the one who was a child."""
        found = self._names.find(name, beside)
        child = self._names.child_among(found.candidates, when.earliest or self._day) if found.is_open else None
        if child is None:
            return self._person(name, beside, when.latest or self._day)
        why = "the only child of that name on that day"
        self._ask(Found(found.words, child, why, Certainty.LIKELY, found.candidates))
        self._unknown(f"“{name[:60]}” is taken for {self._names.called(child)}: {why}")
        return child

    def _ask(self, found: Found) -> None:
        """Keep a name that is not sure, with every row it stands in."""
        earlier = self.asked.get(found.words)
        rows = (*(earlier.rows if earlier else ()), self._row)
        means = "professional" if found.is_professional else found.certainty.value
        self.asked[found.words] = Asked(
            words=found.words,
            means=means,
            person=found.person,
            why=found.why,
            candidates=found.candidates,
            rows=tuple(dict.fromkeys(rows)),
        )

    def _children(self, words: str, when: When) -> tuple[tuple[Id, ...], bool]:
        """Return the children a cell names, and whether any name in it was not matched."""
        if not words:
            return ((self.default_child,) if self.default_child else ()), False
        if means_nobody(words):
            return (), False
        names = list(self._names.split(words)) if group_called(words) is None else [words]
        found: list[Id | None] = []
        for name in names:
            day = when.latest or self._day
            beside = tuple(p for p in found if p is not None)
            several = self._names.siblings_on(name, beside, day)
            if several is None:
                several = self._names.group_on(name, day)
            if several is None and means_unborn(name) and self._names.find(name).person is None:
                several = self._names.unborn_on(day)
            found += [self._child(name, when, beside)] if several is None else self._several(name, several, when)
        return tuple(dict.fromkeys(p for p in found if p is not None)), any(p is None for p in found)

    def _several(self, words: str, meant: tuple[Id, ...], when: When) -> tuple[Id | None, ...]:
        """Return the children whom a word for several means, and say what is not sure about it."""
        if not meant:
            self._unknown(
                f"“{words[:60]}” does not fit the children of the family on that day: nobody is taken for it",
                group=words,
            )
            return (None,)
        without = set(self._names.without_birth_on(when.latest or self._day)) & set(meant)
        if without:
            who = all_named(self._names.called(child) for child in meant)
            self._unknown(
                f"“{words[:60]}” is taken as {who}, the children known by name: "
                f"{'no birth is recorded' if len(without) == len(meant) else 'not every birth is recorded'}, so nobody can tell who "
                "was born by then",
                group=words,
            )
        if (group := group_called(words)) is not None and group.is_household:
            self._unknown(
                f"“{words[:60]}” is taken as the children of the family: who lived in the home that day is not asked"
            )
        if when.latest is None:
            self.doubts.append(
                f"“{words[:60]}” on a row without a full date: taken as the children of the family at the import"
            )
        return meant

    def _grown_apart(self, named: tuple[Id, ...], when: When) -> tuple[tuple[Id, ...], tuple[Id, ...]]:
        """Return the children among those a row names, and who was grown up on its day: an entry is about them too."""
        grown = tuple(p for p in named if self._names.is_grown_on(p, when.earliest or self._day))
        for person in grown:
            self.doubts.append(
                f"{self._names.called(person)} was grown up by then: the entry is about them, not one of the children"
            )
        return tuple(p for p in named if p not in grown), grown

    def _of_children(
        self, row: RowRead, children: tuple[Id, ...], extras: list[Extra]
    ) -> tuple[tuple[Impact, ...], tuple[View, ...], tuple[Seen, ...]]:
        """Return impact, words and being seen, each of one child; what does not say whose it is stays beside the entry."""
        impacts = [Impact(child=c, words=w) for c, w in self._whose(row.text("impact"), children, "impact", extras)]
        for column, cell in row.cells.items():
            if column.startswith(IMPACT_FOR) and cell.text.strip():
                child = self._person(column.removeprefix(IMPACT_FOR))
                if child is None:
                    extras.append(Extra(column=column.replace(":", ": "), words=cell.text.strip()))
                else:
                    impacts.append(Impact(child=child, words=cell.text.strip()))
        views = tuple(view_of(c, w) for c, w in self._whose(row.text("view"), children, "view", extras))
        return tuple(impacts), views, self._seen(row.text("seen"), children, extras)

    def _whose(self, words: str, children: tuple[Id, ...], what: str, extras: list[Extra]) -> list[tuple[Id, str]]:
        if not words:
            return []
        if len(children) == 1:
            if not self._names_another(words, children[0]):
                return [(children[0], words)]
            extras.append(Extra(column=what, words=words))
            self.doubts.append(f"{what}: it begins with the name of somebody else: kept beside the entry, for nobody")
            return []
        parts: list[tuple[Id, str]] = []
        for part in pieces(words):
            name, colon, rest = part.partition(":")
            found = self._names.find(name) if colon and rest.strip() else None
            if found is None or found.person is None or (children and found.person not in children):
                extras.append(Extra(column=what, words=words))
                self.doubts.append(f"{what}: it does not say which child's: kept beside the entry, for nobody")
                return []
            parts.append((found.person, rest.strip()))
        return parts

    def _names_another(self, words: str, child: Id) -> bool:
        """Return whether a part of a cell begins "NAME:" with somebody known who is not this child."""
        for part in pieces(words):
            name, colon, rest = part.partition(":")
            found = self._names.find(name).person if colon and rest.strip() else None
            if found is not None and found != child:
                return True
        return False

    def _seen(self, words: str, children: tuple[Id, ...], extras: list[Extra]) -> tuple[Seen, ...]:
        if not words or folded(words) in {"no", "n", "not seen", "none", "n a"}:
            if words:
                extras.append(Extra(column="seen", words=words))
            return ()
        if folded(words) in {"yes", "y", "seen", "alone", "seen alone", "yes alone", "yes seen alone"}:
            if len(children) == 1:
                return (Seen(child=children[0], is_alone="alone" in folded(words)),)
            extras.append(Extra(column="seen", words=words))
            self.doubts.append("seen: it does not say which child: kept beside the entry, for nobody")
            return ()
        if group_called(words) is not None:
            meant = self._names.some_of(words, children)
            if meant is None:
                extras.append(Extra(column="seen", words=words))
                self.doubts.append(f"seen: “{words[:60]}” does not fit the children of the row: kept beside the entry")
                return ()
            return tuple(Seen(child=c) for c in meant)
        found, is_whole = [], True
        for name in self._names.split(words):
            plain = name.replace("(alone)", "").replace("alone", "").strip(" ,()")
            child = self._person(plain, children)
            if child is not None and child not in children and self._names.is_grown_on(child, self._day):
                is_whole = False
                continue
            if child is None:
                is_whole = False
            else:
                found.append(Seen(child=child, is_alone="alone" in folded(name)))
        if not is_whole:
            extras.append(Extra(column="seen", words=words))
        return tuple(found)


def _far_off(when: When, day: date) -> str | None:
    """Return what is to be said of a date that lies years ahead of the import, or before anybody alive; None for others."""
    if when.earliest is not None and when.earliest > add_months(day, MONTHS_AHEAD):
        return f"{when.words()} is more than {MONTHS_AHEAD // 12} years after the import: is the year right?"
    if when.latest is not None and when.latest.year < LONG_AGO:
        return f"{when.words()} is before {LONG_AGO}: is the year right?"
    return None


def _place(table: Table, row: int, unit: str) -> str:
    return f"{table.place}, {unit} {row}" if table.place else f"{unit} {row}"
