"""DOCX files, walked as XML: every table with every control, insertion and merge; deleted text is never fact.

What python-docx's cells leave out — dates in date pickers, text and rows inside content controls, tracked
insertions, nested tables — is read here, because that is where chronologies keep it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from chronology.readers.archives import Archive
from chronology.readers.hygiene import clean
from chronology.readers.tables import Cell, Paragraph, Row, Table, TablesRead, Within, number_of
from chronology.record.errors import UnreadableFile, UnsafeFile
from chronology.record.steps import stepwise

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
_NOTE_MARKS = {f"{_W}footnoteReference": "footnote", f"{_W}endnoteReference": "endnote"}
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"

MOST_NESTED = 40
"""Tables within tables that are read; a page lays out with two or three."""
MOST_PARAGRAPHS = 100_000
"""Paragraphs outside the tables that are read."""
BANNER = 0.6
"""Share of a table's width from which on one filled cell stands across it."""


def read_docx(archive: Archive, name: str) -> TablesRead:
    """Return a Word file's tables, outermost first, each nested one after the table that holds it, and its paragraphs."""
    from lxml import etree

    try:
        root = etree.fromstring(
            archive.read_xml(archive.numbered("word/document")),
            parser=etree.XMLParser(huge_tree=True, resolve_entities=False),
        )
        notes = _notes(archive, "footnote") | _notes(archive, "endnote")
        comments = _comments(archive)
    except etree.XMLSyntaxError as failure:
        raise UnreadableFile(
            "the document is damaged.", where=name, remedy="Open it in Word and save it again."
        ) from failure
    walk = _Walk(notes, name)
    body = root.find(f"{_W}body")
    if body is not None:
        walk.take_body(body)
    read = TablesRead("docx", walk.tables, walk.warnings, walk.paragraphs, unit="paragraph")
    if not walk.tables and not walk.paragraphs:
        raise UnreadableFile(
            "there is no text in this document.", where=name, remedy="Save it again with its text in it."
        )
    if "word/vbaProject.bin" in archive:
        read.warnings.append((0, "the document holds macros: they are not looked at and not run"))
    for count, one, several, words in (
        (walk.deleted, "place", "places", "where text was deleted with tracked changes: the deleted text is not read"),
        (walk.inserted, "place", "places", "where text was inserted with tracked changes: read as it stands"),
        (walk.hidden, "place", "places", "of hidden text: read all the same"),
        (walk.prompts, "fill-in field", "fill-in fields", "with only the prompt in it: read as empty"),
        (comments, "comment", "comments", "in the margin: what stands there stays in the original, no row holds it"),
        (walk.stripped, "control character", "control characters", "taken out"),
    ):
        if count:
            read.warnings.append((0, f"{count} {one if count == 1 else several} {words}"))
    return read


def plain_text(element: Any, without: frozenset[str] = frozenset()) -> str:
    """Return the text of a cell as it stands, without paragraphs of some styles; deleted text is not read."""
    return _Walk({}, "").text_of(element, without)


def _notes(archive: Archive, kind: str) -> dict[str, str]:
    """Return the texts of the footnotes or endnotes by kind and number."""
    from lxml import etree

    part = archive.numbered(f"word/{kind}s")
    if not part:
        return {}
    root = etree.fromstring(archive.read_xml(part), parser=etree.XMLParser(huge_tree=True, resolve_entities=False))
    walk = _Walk({}, part)
    return {
        f"{kind} {note.get(f'{_W}id') or ''}": walk.text_of(note)
        for note in root.iter(f"{_W}{kind}")
        if note.get(f"{_W}type") in {None, "normal"}
    }


def _comments(archive: Archive) -> int:
    """Return how many comments stand in the margin."""
    from lxml import etree

    part = archive.numbered("word/comments")
    if not part:
        return 0
    root = etree.fromstring(archive.read_xml(part), parser=etree.XMLParser(huge_tree=True, resolve_entities=False))
    return sum(1 for _ in root.iter(f"{_W}comment"))


class _Walk:
    """One walk through a document's body, gathering tables and what has to be said."""

    def __init__(self, notes: dict[str, str], name: str) -> None:
        self._notes = notes
        self._name = name
        self._depth = 0
        self._here: Within | None = None
        """The cell being read."""
        self.tables: list[Table] = []
        self.warnings: list[tuple[int, str]] = []
        self.paragraphs: list[Paragraph] = []
        self.deleted = self.inserted = self.hidden = self.stripped = self.prompts = 0

    def take_body(self, body: Any) -> None:
        """Read every table below the body, and every paragraph outside them."""
        number = 0
        after_gap = False
        for part in stepwise(_flat(body, {_P, _TBL})):
            if part.tag == _TBL:
                self._table(part)
                continue
            number += 1
            words = self.text_of(part).strip()
            if words and number <= MOST_PARAGRAPHS:
                style = _style_of(part).casefold()
                is_heading = style.startswith(("heading", "title", "subtitle"))
                is_item = style.startswith("list") or part.find(f"{_W}pPr/{_W}numPr") is not None
                self.paragraphs.append(Paragraph(number, words, is_heading, is_item, after_gap))
            elif words:
                self.warnings.append((number, f"only the first {MOST_PARAGRAPHS} paragraphs are read"))
                return
            after_gap = not words

    def _table(self, element: Any) -> None:
        if self._depth >= MOST_NESTED:
            raise UnsafeFile(
                f"it holds tables within tables, more than {MOST_NESTED} deep.",
                where=self._name,
                remedy="Copy the chronology into a table of its own.",
            )
        table = Table(f"table {len(self.tables) + 1}", within=self._here)
        self.tables.append(table)
        self._depth += 1
        above: dict[int, Cell] = {}
        number = 0
        for row in stepwise(_flat(element, {_TR})):
            number += 1
            marks = row.find(f"{_W}trPr")
            if marks is not None and marks.find(f"{_W}del") is not None:
                self.deleted += 1
                self.warnings.append((number, f"{table.place}: this row was deleted with tracked changes: not read"))
                continue
            cells, is_banner = self._cells(row, above, table, number)
            table.rows.append(Row(number, cells, is_banner))
        self._depth -= 1

    def _cells(self, row: Any, above: dict[int, Cell], table: Table, number: int) -> tuple[tuple[Cell, ...], bool]:
        """Return a row's cells, and whether one of them stands across the table with nothing beside it."""
        cells: list[Cell] = []
        spans: list[int] = []
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
                around, self._here = self._here, Within(table, number, at)
                cell = Cell(self._cell_text(element))
                self._here = around
            if merge is not None:
                above[at] = cell
            else:
                above.pop(at, None)
            cells.append(cell)
            cells += [Cell()] * (span - 1)
            if cell.text.strip():
                spans.append(span)
        return tuple(cells), len(spans) == 1 and spans[0] > 1 and spans[0] >= len(cells) * BANNER

    def _cell_text(self, element: Any) -> str:
        around = _control_around(element)
        if around is not None and _is_prompt(around):
            self.prompts += 1
            return ""
        text = self.text_of(element) or (_stored_date(around) if around is not None else "")
        for nested in _flat(element, {_TBL}):
            self._table(nested)
        return text

    def text_of(self, element: Any, without: frozenset[str] = frozenset()) -> str:
        """Return an element's text, paragraphs on lines of their own, tables and some styles within it left out."""
        paragraphs = list(_flat(element, {_P, _TBL})) if element.tag != _P else [element]
        kept = [p for p in paragraphs if p.tag == _P and not (without and _style_of(p) in without)]
        text = "\n".join(self._paragraph(p) for p in kept).strip()
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
            elif tag in _NOTE_MARKS:
                kind = _NOTE_MARKS[tag]
                note = self._notes.get(f"{kind} {here.get(f'{_W}id') or ''}", "")
                parts.append(f" ({kind}: {note})" if note else "")
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
        content = control.find(f"{_W}sdtContent")
        if _is_prompt(control):
            self.prompts += 1
            return []
        shown = list(reversed(content)) if content is not None else []
        has_text = content is not None and any((t.text or "").strip() for t in content.iter(_T))
        stored = _stored_date(control)
        return [stored] if stored and not has_text else shown


def _style_of(paragraph: Any) -> str:
    style = paragraph.find(f"{_W}pPr/{_W}pStyle")
    return (style.get(_VAL) or "") if style is not None else ""


def _is_prompt(control: Any) -> bool:
    """Return whether a content control shows its prompt ("Click to enter a date"), not what somebody wrote."""
    mark = control.find(f"{_W}sdtPr/{_W}showingPlcHdr")
    return mark is not None and mark.get(_VAL) not in {"0", "false", "off"}


def _stored_date(control: Any) -> str:
    """Return the day that a date picker keeps, as EDTF; empty where it keeps none."""
    picked = control.find(f"{_W}sdtPr/{_W}date")
    return (picked.get(f"{_W}fullDate") or "")[:10] if picked is not None else ""


def _control_around(cell: Any) -> Any | None:
    """Return the content control that is drawn round a whole cell; None where there is none."""
    inside = cell.getparent()
    around = inside.getparent() if inside is not None and inside.tag == f"{_W}sdtContent" else None
    return around if around is not None and around.tag == f"{_W}sdt" else None


def _flat(element: Any, wanted: set[str]) -> Iterator[Any]:
    """Yield the nearest elements of these tags, through controls, insertions and the like, not inside each other.

    What was deleted or moved away with tracked changes is passed over, and so are prompts, save that a row or a
    cell within a prompt still holds its place: without it the cells after it would slip into other columns.
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
            content = here.find(f"{_W}sdtContent")
            if content is not None and (not _is_prompt(here) or wanted <= {_TR, _TC}):
                waiting.extend(reversed(content))
        elif tag in {_P, _TBL}:
            continue
        else:
            waiting.extend(reversed(here))
