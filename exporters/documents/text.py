"""A document as plain text, read from top to bottom: for screen readers, terminals and mail."""

from __future__ import annotations

from collections.abc import Iterator

from chronology.record.steps import stepwise
from exporters.documents.pages import (
    Band,
    Block,
    Contents,
    Document,
    Facts,
    Heading,
    Paragraph,
    Picture,
    Points,
    Row,
    Table,
    figure_numbers,
    headings_listed,
    lines_of,
)
from exporters.documents.printable import printable

RULE = 72
"""The longest line under a heading: it stays one line on a screen of 80 columns, with its margins."""


def text_bytes(document: Document) -> bytes:
    """Return the document as UTF-8 text.

    Each cell of a table is a line that begins with its column's heading, so that no line needs the columns to be
    seen; lines are not wrapped.
    """
    lines = [*_underlined(document.title, "="), ""]
    figures = figure_numbers(document)
    for at, block in enumerate(document.blocks):
        if isinstance(block, Contents):
            lines.extend(f"{'  ' * (h.level - 1)}- {_one_line(h.text)}" for _, h in headings_listed(document))
        else:
            lines.extend(_block(block, figures.get(at, 0)))
        lines.append("")
    if document.foot:
        lines.extend(["", printable(document.foot)])
    return ("\n".join(lines).rstrip("\n") + "\n").encode("utf-8")


def _block(block: Block, figure: int) -> Iterator[str]:
    if isinstance(block, Heading):
        yield from _underlined(block.text, "-" if block.level == 1 else ".")
    elif isinstance(block, Paragraph):
        yield printable(block.text)
    elif isinstance(block, Points):
        for item in stepwise(block.items):
            yield f"- {_one_line(item)}"
    elif isinstance(block, Facts):
        for label, words in block.items:
            yield f"{_one_line(label)}: {_one_line(words)}"
    elif isinstance(block, Picture):
        yield f"Figure {figure}: {_one_line(block.caption)}" if block.caption else f"Picture: {_one_line(block.alt)}"
        if block.caption and block.alt:
            yield printable(block.alt)
    elif isinstance(block, Table):
        yield from _table(block)


def _table(table: Table) -> Iterator[str]:
    for row in stepwise(table.rows):
        if isinstance(row, Band):
            yield ""
            yield f"[{_one_line(row.text)}]"
            continue
        yield ""
        yield from _row(table, row)


def _row(table: Table, row: Row) -> Iterator[str]:
    for column, cell in zip(table.columns, row.cells, strict=True):
        lines = [line.text for line in lines_of(cell)]
        if lines:
            yield f"{column.heading} {lines[0]}" if column.heads_row else f"{column.heading}: {lines[0]}"
            yield from (f"  {line}" for line in lines[1:])


def _underlined(text: str, sign: str) -> tuple[str, str]:
    line = _one_line(text)
    return line, sign * min(len(line), RULE)


def _one_line(text: str) -> str:
    return " ".join(printable(text).split())
