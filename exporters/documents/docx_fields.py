"""Fields of a Word document: page numbers, numbers of figures, and the table of contents with its links.

A table of contents comes with its entries as links and with no page numbers, since only a word processor knows them: they are
filled in when the table is updated. It is not marked as out of date, for Word would then ask on opening whether fields that “may
refer to other files” are to be updated.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from xml.sax.saxutils import escape

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def add_field(paragraph: Any, instruction: str, shown: str) -> None:
    """Add a field that the word processor counts itself, with what is shown until it does."""
    from docx.oxml import parse_xml

    for run in _field_runs(instruction, shown):
        paragraph._p.append(parse_xml(run.replace("<w:r>", f'<w:r xmlns:w="{_W}">', 1)))


def add_bookmark(paragraph: Any, number: int, name: str) -> None:
    """Put a bookmark round a paragraph's words, or at its end where it has none yet."""
    from docx.oxml import parse_xml

    start = parse_xml(f'<w:bookmarkStart xmlns:w="{_W}" w:id="{number}" w:name="{name}"/>')
    runs = paragraph._p.r_lst
    if runs:
        runs[0].addprevious(start)
    else:
        paragraph._p.append(start)
    paragraph._p.append(parse_xml(f'<w:bookmarkEnd xmlns:w="{_W}" w:id="{number}"/>'))


def contents_xml(entries: Sequence[tuple[int, str, str]], levels: int, width: int) -> str:
    """Return a table of contents as XML: a field whose entries (level, words, bookmark) are links.

    Until Word has filled the page numbers in, at the width in twentieths of a point, no dots lead to where they will stand.
    """
    paragraphs = []
    for at, (level, words, anchor) in enumerate(entries):
        begin = end = ""
        if at == 0:
            begin = "".join(_field_runs(f'TOC \\o "1-{levels}" \\h \\z \\u', "")[:3])
        if at == len(entries) - 1:
            end = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
        page = "".join(_field_runs(f"PAGEREF {anchor} \\h", ""))
        paragraphs.append(
            f'<w:p><w:pPr><w:pStyle w:val="{contents_style(level)}"/><w:tabs>'
            f'<w:tab w:val="right" w:leader="none" w:pos="{width}"/></w:tabs></w:pPr>{begin}'
            f'<w:hyperlink w:anchor="{anchor}" w:history="1"><w:r><w:t xml:space="preserve">{escape(words)}</w:t></w:r>'
            f"<w:r><w:tab/></w:r>{page}</w:hyperlink>{end}</w:p>"
        )
    return (
        f'<w:sdt xmlns:w="{_W}"><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/><w:docPartUnique/>'
        f"</w:docPartObj></w:sdtPr><w:sdtContent>{''.join(paragraphs)}</w:sdtContent></w:sdt>"
    )


def contents_style(level: int) -> str:
    """Return the id of the style of a level of the table of contents."""
    return f"TOC{level}"


def _field_runs(instruction: str, shown: str) -> tuple[str, ...]:
    words = (f"<w:r><w:t>{escape(shown)}</w:t></w:r>",) if shown else ()
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>',
        f'<w:r><w:instrText xml:space="preserve"> {escape(instruction)} </w:instrText></w:r>',
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>',
        *words,
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
    )
