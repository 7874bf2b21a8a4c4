"""DOCX files, walked as XML: every table with every control, insertion and merge; deleted text is never fact.

What python-docx's cells leave out — dates in date pickers, text and rows inside content controls, tracked
insertions, nested tables — is read here, because that is where chronologies keep it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from chronology.readers.archives import Archive
from chronology.readers.hygiene import clean
from chronology.readers.tables import Cell, Row, Table, TablesRead, number_of
from chronology.record.errors import UnreadableFile

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_P, _R, _T, _TBL, _TR, _TC = (f"{_W}{tag}" for tag in ("p", "r", "t", "tbl", "tr", "tc"))
_VAL = f"{_W}val"
_DELETED = {f"{_W}del", f"{_W}moveFrom", f"{_W}delText", f"{_W}delInstrText"}
_SILENT = {
    f"{_W}instrText",
    f"{_W}pPr",
    f"{_W}rPr",
    f"{_W}tblPr",
    f"{_W}tcPr",
    f"{_W}trPr",
    f"{_W}sectPr",
    f"{_W}sdtPr",
    f"{_W}sdtEndPr",
}
_BREAKS = {f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}tab": "\t", f"{_W}noBreakHyphen": "-", f"{_W}softHyphen": ""}
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"

MOST_HEADINGS = 10
"""First lines outside the tables that are kept to tell whose chronology it is."""


def read_docx(archive: Archive, name: str) -> TablesRead:
    """Return a Word file's tables, outermost first, each nested one after the table that holds it."""
    from lxml import etree

    try:
        root = etree.fromstring(
            archive.read_xml("word/document.xml"), parser=etree.XMLParser(huge_tree=True, resolve_entities=False)
        )
        notes = _footnotes(archive)
    except etree.XMLSyntaxError as failure:
        raise UnreadableFile(
            "the document is damaged.", where=name, remedy="Open it in Word and save it again."
        ) from failure
    walk = _Walk(notes)
    body = root.find(f"{_W}body")
    outside = walk.take_body(body) if body is not None else 0
    read = TablesRead("docx", walk.tables, walk.warnings, walk.headings)
    if not walk.tables:
        raise UnreadableFile(
            "there is no table in this document.",
            where=name,
            remedy="Put the chronology into a table with a header row.",
        )
    if outside:
        read.warnings.append((0, f"{outside} paragraphs outside the tables are not read as rows"))
    for count, words in (
        (walk.deleted, "places where text was deleted with tracked changes: the deleted text is not read"),
        (walk.inserted, "places where text was inserted with tracked changes: read as it stands"),
        (walk.hidden, "places of hidden text: read all the same"),
        (walk.stripped, "control characters taken out"),
    ):
        if count:
            read.warnings.append((0, f"{count} {words}"))
    return read


def _footnotes(archive: Archive) -> dict[str, str]:
    from lxml import etree

    if "word/footnotes.xml" not in archive:
        return {}
    root = etree.fromstring(archive.read_xml("word/footnotes.xml"))
    walk = _Walk({})
    return {
        note.get(f"{_W}id") or "": walk.text_of(note)
        for note in root.iter(f"{_W}footnote")
        if note.get(f"{_W}type") in {None, "normal"}
    }


class _Walk:
    """One walk through a document's body, gathering tables and what has to be said."""

    def __init__(self, notes: dict[str, str]) -> None:
        self._notes = notes
        self.tables: list[Table] = []
        self.warnings: list[tuple[int, str]] = []
        self.headings: list[str] = []
        self.deleted = self.inserted = self.hidden = self.stripped = 0

    def take_body(self, body: Any) -> int:
        """Read every table below the body; return how many paragraphs with text stand outside them."""
        outside = 0
        for part in _flat(body, {_P, _TBL}):
            if part.tag == _TBL:
                self._table(part)
            elif words := self.text_of(part).strip():
                outside += 1
                if len(self.headings) < MOST_HEADINGS:
                    self.headings.append(words[:300])
        return outside

    def _table(self, element: Any) -> None:
        table = Table(f"table {len(self.tables) + 1}")
        self.tables.append(table)
        above: dict[int, Cell] = {}
        number = 0
        for row in _flat(element, {_TR}):
            number += 1
            marks = row.find(f"{_W}trPr")
            if marks is not None and marks.find(f"{_W}del") is not None:
                self.deleted += 1
                self.warnings.append((number, f"{table.place}: this row was deleted with tracked changes: not read"))
                continue
            cells = self._cells(row, above)
            table.rows.append(Row(number, cells))

    def _cells(self, row: Any, above: dict[int, Cell]) -> tuple[Cell, ...]:
        cells: list[Cell] = []
        marks = row.find(f"{_W}trPr")
        before = marks.find(f"{_W}gridBefore") if marks is not None else None
        cells += [Cell()] * min(number_of(before.get(_VAL), 0) if before is not None else 0, 60)
        for element in _flat(row, {_TC}):
            look = element.find(f"{_W}tcPr")
            span, merge = 1, None
            if look is not None:
                wide = look.find(f"{_W}gridSpan")
                span = max(1, min(number_of(wide.get(_VAL), 1) if wide is not None else 1, 60))
                merge = look.find(f"{_W}vMerge")
            at = len(cells)
            if merge is not None and merge.get(_VAL) in {None, "continue"}:
                cell = above.get(at, Cell())
            else:
                cell = Cell(self._cell_text(element))
            if merge is not None:
                above[at] = cell
            else:
                above.pop(at, None)
            cells.append(cell)
            cells += [Cell()] * (span - 1)
        return tuple(cells)

    def _cell_text(self, element: Any) -> str:
        text = self.text_of(element)
        for nested in _flat(element, {_TBL}):
            self._table(nested)
        return text

    def text_of(self, element: Any) -> str:
        """Return an element's text, paragraphs on lines of their own, tables within it left out."""
        paragraphs = list(_flat(element, {_P, _TBL})) if element.tag != _P else [element]
        text = "\n".join(self._paragraph(p) for p in paragraphs if p.tag == _P).strip()
        text, gone = clean(text)
        self.stripped += gone
        return text

    def _paragraph(self, paragraph: Any) -> str:
        parts: list[str] = []
        waiting = [paragraph]
        while waiting:
            here = waiting.pop()
            if isinstance(here, str):
                parts.append(here)
                continue
            tag = here.tag
            if tag in _DELETED:
                self.deleted += tag != f"{_W}delText"
            elif tag in _SILENT or tag == _FALLBACK or not isinstance(tag, str):
                continue
            elif tag == _T:
                parts.append(here.text or "")
            elif tag in _BREAKS:
                parts.append(_BREAKS[tag])
            elif tag == f"{_W}footnoteReference":
                note = self._notes.get(here.get(f"{_W}id") or "", "")
                parts.append(f" (footnote: {note})" if note else "")
            elif tag == f"{_W}sdt":
                waiting.extend(self._control(here))
            else:
                self.inserted += tag in {f"{_W}ins", f"{_W}moveTo"}
                if tag == _R and here.find(f"{_W}rPr/{_W}vanish") is not None:
                    self.hidden += 1
                waiting.extend(reversed(here))
        return "".join(parts)

    def _control(self, control: Any) -> list[Any]:
        """Return what a content control shows, last first; a date picker without text gives its stored date."""
        looks, content = control.find(f"{_W}sdtPr"), control.find(f"{_W}sdtContent")
        picked = looks.find(f"{_W}date") if looks is not None else None
        if looks is not None and looks.find(f"{_W}showingPlcHdr") is not None:
            return []
        shown = list(reversed(content)) if content is not None else []
        has_text = content is not None and any((t.text or "").strip() for t in content.iter(_T))
        stored = (picked.get(f"{_W}fullDate") or "")[:10] if picked is not None else ""
        return [stored] if stored and not has_text else shown


def _flat(element: Any, wanted: set[str]) -> Iterator[Any]:
    """Yield the nearest elements of these tags, through controls, insertions and the like, not inside each other.

    What was deleted or moved away with tracked changes is passed over.
    """
    waiting = list(reversed(element))
    while waiting:
        here = waiting.pop()
        tag = here.tag
        if not isinstance(tag, str) or tag in _SILENT or tag == _FALLBACK or tag in _DELETED:
            continue
        if tag in wanted:
            yield here
        elif tag == f"{_W}sdt":
            looks = here.find(f"{_W}sdtPr")
            content = here.find(f"{_W}sdtContent")
            is_empty = looks is not None and looks.find(f"{_W}showingPlcHdr") is not None
            if content is not None and not is_empty:
                waiting.extend(reversed(content))
        elif tag in {_P, _TBL}:
            continue
        else:
            waiting.extend(reversed(here))
