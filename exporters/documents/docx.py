"""A document as Word file that a worker goes on editing: real styles, headings, tables and page fields.

Tables are built as XML and put in their places when everything else is: python-docx's own grow with the square of their rows, and a tree
of a long one takes twenty times the memory of its text.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, time
from io import BytesIO
from itertools import count
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape

from chronology.readers.returned import CHILD_MARK, ROW_MARK
from chronology.record.steps import stepwise
from exporters.documents.docx_fields import add_bookmark, add_field, contents_xml
from exporters.documents.docx_styles import FONT_TABLE, SETTINGS, put_styles
from exporters.documents.packages import packed, parts_of
from exporters.documents.pages import (
    MARGIN,
    PAPER,
    Band,
    Cell,
    Contents,
    Document,
    Facts,
    Heading,
    Line,
    Paragraph,
    Picture,
    Points,
    Row,
    Shape,
    Table,
    Tone,
    Turn,
    figure_numbers,
    fitted_width,
    headings_listed,
    is_tall,
    lines_of,
    text_width,
)
from exporters.documents.printable import printable

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_TWIPS = 1440 / 25.4
"""Twentieths of a point in a millimetre."""

_STYLE = {Tone.PLAIN: "TableText", Tone.QUIET: "TableQuiet", Tone.STRONG: "TableStrong"}


def docx_bytes(document: Document) -> bytes:
    """Return the document as DOCX; its heading rows repeat, its rows stay whole, its pages are numbered n of N."""
    import docx

    word = docx.Document()
    put_styles(word, document)
    _lay_page(word, document, document.shape)
    body = word.element.body
    for paragraph in list(body.iterchildren(f"{{{_W}}}p")):
        body.remove(paragraph)
    title = word.add_paragraph(_flat(document.title), style="Title")
    if document.mark:
        add_bookmark(title, 0, CHILD_MARK + document.mark)
    marks, shape = count(1), document.shape
    listed = {at: f"_Toc{number:08}" for number, (at, _) in enumerate(headings_listed(document), 1)}
    figures = figure_numbers(document)
    tables: list[bytes] = []
    size: Any = word.styles["Table Text"].font.size
    usual = round(size.pt * 2)
    for at, block in enumerate(stepwise(document.blocks)):
        if isinstance(block, Turn):
            shape = block.shape
            word.add_section()
            _lay_page(word, document, shape)
        elif isinstance(block, Contents):
            _put_contents(word, document, shape, block, listed)
        elif isinstance(block, Heading):
            is_over_contents = isinstance(next(iter(document.blocks[at + 1 :]), None), Contents)
            style = "TOC Heading" if is_over_contents else f"Heading {min(block.level, 3)}"
            heading = word.add_paragraph(_flat(block.text), style=style)
            if at in listed:
                add_bookmark(heading, next(marks), listed[at])
        elif isinstance(block, Picture):
            _put_picture(word, shape, block, number=at + 1, figure=figures.get(at, 0))
        elif isinstance(block, Table):
            _keep_place(word, len(tables))
            tables.append("".join(table_xml(block, marks, usual=usual)).encode("utf-8"))
        else:
            _put(word, block)
    say_whose(word, document)
    out = BytesIO()
    word.save(out)
    parts = _without_template(parts_of(out.getvalue()))
    parts[_BODY] = _with_tables(parts[_BODY], tables)
    return packed(parts)


def _put(word: WordDocument, block: Paragraph | Points | Facts) -> None:
    if isinstance(block, Paragraph):
        style = {Tone.PLAIN: "Body Text", Tone.QUIET: "Quiet", Tone.STRONG: "Strong Text"}[block.tone]
        for text in printable(block.text).split("\n"):
            word.add_paragraph(text, style=style)
    elif isinstance(block, Points):
        for item in stepwise(block.items):
            word.add_paragraph(_flat(item), style="List Bullet")
    else:
        for label, words in block.items:
            paragraph = word.add_paragraph(style="Fact")
            paragraph.add_run(_flat(label)).bold = True
            paragraph.add_run(("\t" if len(label) <= _LABEL else "\n") + _flat(words))


def _put_contents(
    word: WordDocument, document: Document, shape: Shape, contents: Contents, listed: dict[int, str]
) -> None:
    from docx.oxml import parse_xml

    found = [(at, heading) for at, heading in headings_listed(document) if heading.level <= contents.levels]
    entries = [(heading.level, _flat(heading.text), listed[at]) for at, heading in found]
    if entries:
        _before_end(word, parse_xml(contents_xml(entries, contents.levels, round(text_width(shape) * _TWIPS))))


_BODY = "word/document.xml"

_LABEL = 22
"""Letters of a fact's label that its column has room for; a longer one stands on a line of its own."""
_PLACE = "<!--table {}-->"
"""What keeps a table's place; no text can hold it, since a text's angle brackets are escaped."""


def _keep_place(word: WordDocument, number: int) -> None:
    from docx.oxml import parse_xml

    _before_end(word, parse_xml(f'<w:tbl xmlns:w="{_W}">{_PLACE.format(number)}</w:tbl>'))
    word.add_paragraph(style="After Table")


def _with_tables(body: bytes, tables: list[bytes]) -> bytes:
    """Return the body with each table in its place; the tables are taken out of the list."""
    pieces: list[bytes] = []
    for number in range(len(tables)):
        before, place, body = body.partition(f"<w:tbl>{_PLACE.format(number)}</w:tbl>".encode())
        assert place
        pieces += [before, tables[number]]
        tables[number] = b""
    return b"".join([*pieces, body])


def _before_end(word: WordDocument, element: Any) -> None:
    """Put an element at the end of the body, before the layout of its last section."""
    at = word.element.body.find(f"{{{_W}}}sectPr")
    assert at is not None
    at.addprevious(element)


def table_xml(table: Table, marks: Iterator[int], *, usual: int) -> Iterator[str]:
    """Yield a table's XML; `usual` is the size of the table styles in half points, which its runs then need not say."""
    widths = [round(column.width * _TWIPS) for column in table.columns]
    size = round(table.points * 2)
    run = "" if size == usual else f'<w:rPr><w:sz w:val="{size}"/></w:rPr>'
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    yield (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="KinlineTable"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        '<w:tblLayout w:type="fixed"/><w:tblLook w:val="0020" w:firstRow="1" w:lastRow="0" w:firstColumn="0" '
        f'w:lastColumn="0" w:noHBand="1" w:noVBand="1"/><w:tblCaption w:val="{_attribute(table.title)}"/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>"
        "<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>"
    )
    for column, width in zip(table.columns, widths, strict=True):
        yield f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>'
        yield paragraph_xml(Line(column.heading), "TableHeading", run)
        yield "</w:tc>"
    yield "</w:tr>"
    starts = [f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>' for width in widths]
    bars = [column.has_bar for column in table.columns]
    for row in stepwise(table.rows):
        if isinstance(row, Band):
            yield (
                f'<w:tr><w:trPr><w:cantSplit/></w:trPr><w:tc><w:tcPr><w:tcW w:w="{sum(widths)}" w:type="dxa"/>'
                f'<w:gridSpan w:val="{len(widths)}"/><w:shd w:val="clear" w:color="auto" w:fill="EEF0F2"/></w:tcPr>'
                f"{paragraph_xml(Line(row.text), 'TableBand', run)}</w:tc></w:tr>"
            )
            continue
        yield "<w:tr>" if is_tall(table, row) else "<w:tr><w:trPr><w:cantSplit/></w:trPr>"
        mark = _row_mark(row, next(marks)) if row.mark else ""
        for start, has_bar, cell in zip(starts, bars, row.cells, strict=True):
            yield start
            if has_bar and row.bar:
                yield (
                    '<w:tcBorders><w:left w:val="single" w:sz="24" w:space="0" '
                    f'w:color="{row.bar}"/></w:tcBorders></w:tcPr>'
                )
            else:
                yield "</w:tcPr>"
            yield _cell(cell, run).replace("</w:pPr>", f"</w:pPr>{mark}", 1) if mark else _cell(cell, run)
            mark = ""
            yield "</w:tc>"
        yield "</w:tr>"
    yield "</w:tbl>"


def _row_mark(row: Row, number: int) -> str:
    """Return the bookmark by which a row that comes back is known; it shows nothing and names nobody."""
    return f'<w:bookmarkStart w:id="{number}" w:name="{ROW_MARK}{row.mark}"/><w:bookmarkEnd w:id="{number}"/>'


def _cell(cell: Cell, run: str) -> str:
    words = "".join([paragraph_xml(line, _STYLE[line.tone], run) for line in lines_of(cell)])
    return words or '<w:p><w:pPr><w:pStyle w:val="TableText"/></w:pPr></w:p>'


def paragraph_xml(line: Line, style: str, run: str) -> str:
    """Return a line as a paragraph of a style, `run` being the properties of its run."""
    text = escape(printable(line.text)).replace("\t", '</w:t><w:tab/><w:t xml:space="preserve">')
    return (
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr><w:r>{run}<w:t xml:space="preserve">{text}</w:t></w:r></w:p>'
    )


def _put_picture(word: WordDocument, shape: Shape, picture: Picture, *, number: int, figure: int) -> None:
    from docx.shared import Mm

    width = fitted_width(picture, shape)
    paragraph = word.add_paragraph(style="Picture")
    paragraph.paragraph_format.page_break_before = picture.own_page
    inline = paragraph.add_run().add_picture(BytesIO(picture.png), width=Mm(width))
    for properties in inline._inline.iter("{*}docPr", "{*}cNvPr"):
        properties.set("id", str(number))
        properties.set("name", f"Picture {number}")
        properties.set("descr", _flat(picture.alt))
    if picture.caption:
        caption = word.add_paragraph("Figure ", style="Caption")
        add_field(caption, "SEQ Figure \\* ARABIC", str(figure))
        caption.add_run(f": {_flat(picture.caption)}")


def _lay_page(word: WordDocument, document: Document, shape: Shape) -> None:
    """Lay the paper of the last section, with the head and foot that every page has."""
    from docx.enum.section import WD_ORIENT
    from docx.enum.text import WD_TAB_ALIGNMENT
    from docx.shared import Mm

    section = word.sections[-1]
    for name in [name for name in section._sectPr.attrib if "rsid" in name]:
        del section._sectPr.attrib[name]
    width, height = PAPER[shape]
    is_wide = shape is Shape.LANDSCAPE
    section.orientation = WD_ORIENT.LANDSCAPE if is_wide else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Mm(width), Mm(height)
    section.left_margin = section.right_margin = Mm(MARGIN)
    section.top_margin, section.bottom_margin = Mm(19), Mm(17)
    section.header_distance, section.footer_distance = Mm(9), Mm(8)
    section.header.is_linked_to_previous = section.footer.is_linked_to_previous = False
    left, right = document.running
    head = section.header.paragraphs[0]
    head.style = word.styles["Header"]
    head.add_run(f"{_flat(left)}\t{_flat(right)}")
    foot = section.footer.paragraphs[0]
    foot.style = word.styles["Footer"]
    foot.add_run(f"{_flat(document.foot)}\tPage ")
    add_field(foot, "PAGE", "1")
    foot.add_run(" of ")
    add_field(foot, "NUMPAGES", "1")
    if shape is not document.shape:
        for paragraph in (head, foot):
            stops = paragraph.paragraph_format.tab_stops
            stops.add_tab_stop(Mm(text_width(document.shape)), WD_TAB_ALIGNMENT.CLEAR)
            stops.add_tab_stop(Mm(text_width(shape)), WD_TAB_ALIGNMENT.RIGHT)


def say_whose(word: WordDocument, document: Document) -> None:
    """Set every core property, so that no template's author and no clock stays in the file."""
    properties = word.core_properties
    stamp = datetime.combine(document.day, time())
    properties.author = _flat(document.author)[:255] or "Kinline"
    properties.last_modified_by = properties.author
    properties.title = _flat(document.title)[:255]
    properties.subject = _flat(document.subject)[:255]
    properties.language = document.language
    properties.comments = properties.keywords = properties.category = ""
    properties.content_status = properties.identifier = properties.version = ""
    properties.created = properties.modified = stamp
    properties.revision = 1


_APP = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    "<Application>Kinline</Application></Properties>"
)


_UNWANTED = ("thumbnail", "customXml", "stylesWithEffects", "webSettings")


def finished(parts: dict[str, bytes]) -> dict[str, bytes]:
    """Return the parts of a filled template, as made by Kinline and by nobody's Word."""
    return {**parts, "docProps/app.xml": _APP.encode()} if "docProps/app.xml" in parts else parts


def _without_template(parts: dict[str, bytes]) -> dict[str, bytes]:
    """Return the parts without what python-docx's template brings: a thumbnail, session ids, doubled styles."""
    kept = {name: data for name, data in parts.items() if not any(word in name for word in _UNWANTED)}
    kept["docProps/app.xml"] = _APP.encode()
    kept["word/fontTable.xml"] = FONT_TABLE.encode()
    kept["word/settings.xml"] = SETTINGS.encode()
    for name in ("_rels/.rels", "word/_rels/document.xml.rels", "[Content_Types].xml"):
        kept[name] = _without_mentions(kept[name])
    return kept


def _without_mentions(listing: bytes) -> bytes:
    """Return a list of relations or content types without the parts that were taken out."""
    from lxml import etree

    root = etree.fromstring(listing)
    for item in list(root):
        named = item.get("Target") or item.get("PartName") or ""
        if any(word in named for word in _UNWANTED):
            root.remove(item)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _attribute(text: str) -> str:
    return escape(_flat(text), {'"': "&quot;"})


def _flat(text: str) -> str:
    return " ".join(printable(text).split("\n"))
