"""A document that is too long for one file as several, each complete: the same title, head and foot, and which of them it is.

The opening stands in the first, what comes after the last long table in the last. They are cut between rows, at a year where one is near.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from math import ceil
from pathlib import Path

from exporters.documents.pages import (
    Band,
    Block,
    Cell,
    Document,
    Facts,
    Heading,
    Paragraph,
    Row,
    Shape,
    Table,
    Turn,
)


@dataclass(frozen=True)
class Limit:
    """What a file of one form holds, in rows of a usual length."""

    one_file: int
    """Up to so many stay one file."""
    volume: int
    """What is longer is cut into volumes of about so many: smaller, so that the whole document and a volume fit into memory."""


LIMITS = {
    "pdf": Limit(5_100, 2_500),
    "docx": Limit(10_100, 10_000),
    "html": Limit(10_100, 10_000),
}
"""The forms that become volumes; the others are one file, however long."""

USUAL_LETTERS = 500
"""A row with more letters than that counts as more than one."""

_NEAR = 0.1
"""How far from the usual length a year may begin for a volume to begin with it, as a share of that length."""


def volumes_of(document: Document, form: str) -> tuple[Document, ...]:
    """Return the volumes that a document becomes in this form; the document itself alone where it fits into one file."""
    limit = LIMITS.get(form.casefold())
    size = sum(_weight(row) for block in document.blocks if isinstance(block, Table) for row in block.rows)
    if limit is None or size <= limit.one_file:
        return (document,)
    cut = list(_cut(document, size / ceil(size / limit.volume)))
    if len(cut) == 1:
        return (document,)
    longest = max((block for block in document.blocks if isinstance(block, Table)), key=lambda table: len(table.rows))
    held = [_held(part.blocks, longest) for part in cut]
    closing = " · ".join(_closing(cut[-1].blocks))
    return tuple(_volume(document, part, at, held, closing) for at, part in enumerate(cut, 1))


def volume_paths(path: Path, count: int) -> tuple[Path, ...]:
    """Return the paths of so many volumes beside the path that was asked for, which one alone has."""
    if count == 1:
        return (path,)
    return tuple(path.with_name(f"{path.stem}-{at}-of-{count}{path.suffix}") for at in range(1, count + 1))


def left_from_earlier(path: Path, written: Sequence[Path]) -> tuple[Path, ...]:
    """Return files beside the path that are volumes of the same name, or that name itself, and are not among those written."""
    found = [path] if path.is_file() else []
    for other in sorted(path.parent.glob("*" + path.suffix)):
        start, count, end = other.stem.rpartition("-of-")
        name, dash, number = start.rpartition("-")
        if count and dash and name == path.stem and number.isdecimal() and end.isdecimal() and other.is_file():
            found.append(other)
    now = {one.name for one in written}
    return tuple(one for one in found if one.name not in now)


# Cutting


@dataclass
class _Part:
    """What one volume holds of the document."""

    shape: Shape
    blocks: list[Block] = field(default_factory=list)


def _weight(row: Row | Band) -> float:
    return max(1.0, sum(_letters(cell) for cell in row.cells) / USUAL_LETTERS) if isinstance(row, Row) else 0.0


def _letters(cell: Cell) -> int:
    return len(cell) if isinstance(cell, str) else sum(len(line.text) for line in cell)


def _cut(document: Document, each: float) -> Iterator[_Part]:
    """Yield the parts, of about `each` rows of a usual length; where one is longer or shorter, the next makes up for it."""
    part = _Part(document.shape)
    heading: Heading | None = None
    done, number = 0.0, 1
    for block in document.blocks:
        if isinstance(block, Heading):
            heading = block
        if not isinstance(block, Table):
            part.blocks.append(block)
            continue
        start = 0
        while True:
            end = _end_of_piece(block.rows, start, done, number * each + 1e-6, _NEAR * each)
            rows = block.rows[start:end]
            band = _band_over(block.rows, start)
            part.blocks.append(replace(block, rows=(band, *rows) if band else rows))
            done += sum(_weight(row) for row in rows)
            if end == len(block.rows):
                break
            yield part
            start, number = end, number + 1
            continued = [replace(heading, text=f"{heading.text}, continued")] if heading else []
            part = _Part(_shape_at_end(part), [*continued])
    yield part


def _shape_at_end(part: _Part) -> Shape:
    turns = [block.shape for block in part.blocks if isinstance(block, Turn)]
    return turns[-1] if turns else part.shape


def _end_of_piece(rows: Sequence[Row | Band], start: int, done: float, goal: float, near: float) -> int:
    """Return where a piece ends: at the band nearest to the goal where one is near, else where the goal is reached."""
    at_band, off, at_goal = 0, near, 0
    for at in range(start, len(rows)):
        row = rows[at]
        if isinstance(row, Band):
            if at > start and abs(done - goal) < off:
                at_band, off = at, abs(done - goal)
            continue
        if not at_goal and done + _weight(row) > goal and at > start:
            at_goal = at
        done += _weight(row)
        if at_goal and done > goal + near:
            break
    if not at_goal:
        return len(rows)
    end = at_band or at_goal
    # A band alone at the end would head nothing.
    while end > start + 1 and isinstance(rows[end - 1], Band):
        end -= 1
    return end


def _band_over(rows: Sequence[Row | Band], at: int) -> Band | None:
    """Return the band that the row at this place stands under, where it is not right over it."""
    if at == 0 or isinstance(rows[at], Band):
        return None
    return next((row for row in reversed(rows[:at]) if isinstance(row, Band)), None)


# What a volume says of itself


@dataclass(frozen=True)
class _Held:
    """The rows of a volume, as they call themselves."""

    first: str
    last: str
    start: str
    """The first date in the words of its cell; empty where none has one."""
    end: str

    @property
    def words(self) -> str:
        rows = self.first if self.first == self.last else f"{self.first} to {self.last}"
        period = self.start if self.start == self.end else f"{self.start} – {self.end}"
        return ", ".join(part for part in (f"numbers {rows}" if rows else "", period) if part)


def _held(blocks: Sequence[Block], longest: Table) -> _Held:
    """Return what stands in a volume of the document's longest table, or else in its own longest."""
    tables = [block for block in blocks if isinstance(block, Table)]
    same = [table for table in tables if table.columns == longest.columns]
    table = max(same or tables, key=lambda table: len(table.rows))
    rows = [row for row in table.rows if isinstance(row, Row)]
    head = next((at for at, column in enumerate(table.columns) if column.heads_row), None)
    when = next((at for at, column in enumerate(table.columns) if column.key == "date"), None)
    numbers = [] if head is None else [_first_line(row.cells[head]) for row in rows]
    dates = [] if when is None else [words for row in rows if (words := _first_line(row.cells[when]))]
    return _Held(
        numbers[0] if numbers else "",
        numbers[-1] if numbers else "",
        dates[0] if dates else "",
        dates[-1] if dates else "",
    )


def _first_line(cell: Cell) -> str:
    return cell if isinstance(cell, str) else cell[0].text if cell else ""


def _closing(blocks: Sequence[Block]) -> Iterator[str]:
    """Yield the headings that stand in the last volume after its first table."""
    first = next(at for at, block in enumerate(blocks) if isinstance(block, Table))
    yield from (block.text for block in blocks[first:] if isinstance(block, Heading) and block.level == 1)


def _volume(document: Document, part: _Part, at: int, held: Sequence[_Held], closing: str) -> Document:
    count, own = len(held), held[at - 1]
    which = f"volume {at} of {count}"
    blocks: tuple[Block, ...]
    if at == 1:
        rows: list[Block] = [Facts(tuple((f"Volume {n}", one.words) for n, one in enumerate(held, 1)))]
        if closing:
            rows.append(Paragraph(f"Volume {count} also holds: {closing}."))
        blocks = _with_opening(part.blocks, (Heading("Volumes"), *rows))
    else:
        said = f"This is {which}: {own.words}. What stands before the entries is in volume 1"
        if closing:
            said += f"; {'after them' if at == count else f'in volume {count}'}: {closing}"
        blocks = (Paragraph(f"{said}."), *part.blocks)
    left, right = document.running
    return replace(
        document,
        title=f"{document.title}, {which}",
        subject=f"{document.subject}, {which}" if document.subject else which,
        running=(f"{left} · {which}" if left else which, f"{own.start} – {own.end}" if own.start else right),
        shape=part.shape,
        blocks=blocks,
    )


def _with_opening(blocks: Sequence[Block], opening: tuple[Block, ...]) -> tuple[Block, ...]:
    """Return blocks with the opening before their first heading, after the facts that a document begins with."""
    at = next((n for n, block in enumerate(blocks) if isinstance(block, Heading)), 0)
    return (*blocks[:at], *opening, *blocks[at:])
