"""The drawing in characters: the same order and relations as the layout, with real names; then everything in words."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from chronology.record.people import Person
from chronology.record.ties import Partnership, PartnershipStatus, Zygosity
from chronology.record.values import Id
from exporters.drawing.scene import Words
from exporters.genogram.canvas import Canvas, Pen
from exporters.genogram.couples import side_of_children
from exporters.genogram.figures import figure, start_of
from exporters.genogram.fits import COMPACT, FULL, UNDATED, WIDE, Fit
from exporters.genogram.forms import FORMS, WAYS
from exporters.genogram.grid import Grid
from exporters.genogram.key import key_lines
from exporters.genogram.letters import cells, one_line, plain
from exporters.genogram.notation import DASHED, DOTTED, SHORT_WORDS, CoupleLook, couple_look, is_secret, lasting_status
from exporters.genogram.picture import Picture
from exporters.genogram.shape import DescentLine, Point
from exporters.genogram.spots import descent_words

if TYPE_CHECKING:
    from exporters.genogram.family import Drawn
    from exporters.genogram.genogram import Genogram
    from exporters.genogram.shape import Layout

_BROKEN: dict[tuple[float, ...], str] = {DASHED: "couple-broken", DOTTED: "couple-dotted"}
Span = tuple[int, int, int]
"""A line, the first column on it and the column after the last."""


@dataclass(frozen=True)
class CharacterPicture:
    """A family drawn in cells: lines of one width, and where everybody stands on them."""

    rows: tuple[Sequence[str], ...]
    """Each line cell by cell: a text where every letter takes one column, else a letter, or nothing after a wide one."""
    people: dict[Id, tuple[Span, ...]]
    """For everyone drawn, in reading order, the symbol and then the lines of the label."""
    key: tuple[str, ...]
    """What the signs used mean."""
    width: int
    fit: Fit

    def lines(self) -> list[str]:
        """Return the picture as lines of text."""
        return ["".join(row).rstrip() for row in self.rows]


def character_drawing(drawing: Genogram, *, width: int | None = None, is_ascii: bool = False) -> str:
    """Return the drawing in box-drawing characters, or ASCII, and the description a sentence a line.

    With a `width` in columns, names are shortened and dates left out where it takes that to fit below a hundred.
    """
    heading = [m.text for g in drawing.scene.groups if g.role == "heading" for m in g.marks if isinstance(m, Words)]
    grid = grid_for(drawing.drawn, drawing.layout, width)
    picture = character_picture(drawing.picture, grid, is_ascii=is_ascii, key_width=width or WIDE + 20)
    said = [f"{one_line(sentence)}." for sentence in drawing.sentences]
    words = [*map(one_line, heading), ""], ["", *picture.key, "", "In words", *said, ""]
    before, after = ([plain(line) if is_ascii else line for line in lines] for lines in words)
    return "\n".join([*before, *picture.lines(), *after])


def grid_for(drawn: Drawn, layout: Layout, width: int | None) -> Grid:
    """Return the cells for a screen: nothing left out where that fits, or from a hundred columns on; else as little
    as makes it fit, and names and dates as short as they get where nothing does."""
    full = Grid(drawn, layout, FULL)
    if width is None or width >= WIDE or full.width <= width:
        return full
    undated = Grid(drawn, layout, UNDATED)
    return undated if undated.width <= width else Grid(drawn, layout, COMPACT)


def character_picture(
    picture: Picture, grid: Grid, *, is_ascii: bool = False, key_width: int = WIDE
) -> CharacterPicture:
    """Return a family as at a day in the cells of a grid."""
    return _Characters(picture, grid, is_ascii=is_ascii).drawn(key_width)


class _Characters:
    """One picture in the making: lines first, then symbols and labels over them, then words where they have room."""

    def __init__(self, picture: Picture, grid: Grid, *, is_ascii: bool) -> None:
        self._picture = picture
        self._grid = grid
        self._is_ascii = is_ascii
        self._canvas = Canvas()
        self._people: dict[Id, tuple[Span, ...]] = {}
        self._used: set[str] = set()
        self._looks: dict[str, CoupleLook] = {}
        self._words: set[str] = set()

    def drawn(self, key_width: int) -> CharacterPicture:
        """Return the picture."""
        for descent in self._picture.shown_descents:
            self._draw_descent(descent)
        for union in self._couples:
            self._draw_couple(union)
        for person in self._picture.ordered:
            self._write_person(self._picture.at.people[person])
        for couple in self._picture.shown_couples:
            stand_in = self._picture.drawn.stand_ins.get(couple.union)
            if stand_in:
                self._used.add("nobody")
                for line, text in enumerate(
                    [FORMS["nobody"].terminal, *self._labels[stand_in]], self._grid.line_of(stand_in)
                ):
                    self._canvas.write(self._grid.column_of(stand_in), line, text)
        for union in self._couples:
            self._write_couple(union)
        for descent in self._picture.shown_descents:
            self._write_descent(descent)
        self._write_twins()
        rows = self._canvas.lines(self._grid.width, self._grid.height, is_ascii=self._is_ascii)
        faults = self._picture.faults
        key = key_lines(
            self._used, self._looks, self._words, faults, self._grid.fit, key_width, is_ascii=self._is_ascii
        )
        return CharacterPicture(
            tuple("".join(row) if all(len(cell) == 1 for cell in row) else tuple(row) for row in rows),
            self._people,
            key,
            max([self._grid.width, *map(len, rows)]),
            self._grid.fit,
        )

    @cached_property
    def _couples(self) -> list[str]:
        return [c.union for c in self._picture.shown_couples if not self._grid.is_stub(c.union)]

    @cached_property
    def _labels(self) -> dict[Id, list[str]]:
        people, labels = self._picture.at.people, self._grid.labels
        found = {i: labels.on_day(self._picture, people[i]) for i in self._picture.ordered}
        found |= {i: [] for i in self._picture.drawn.stand_ins.values()}
        for union in self._couples:
            for person in self._grid.ends[union]:
                below, lines = self._grid.rank(union, person), found[person]
                if not below:
                    continue
                lines += [""] * (below - len(lines))
                if not lines[below - 1]:
                    lines[below - 1] = FORMS["end"].terminal
                last = max((n for n in range(below - 1) if lines[n]), default=-1)
                lines[last + 1 : below - 1] = [FORMS["pole"].terminal] * (below - 2 - last)
        return {i: [plain(line) for line in lines] for i, lines in found.items()} if self._is_ascii else found

    def _write_person(self, person: Person) -> None:
        column, line = self._grid.column_of(person.id), self._grid.line_of(person.id)
        core, beside, used = figure(
            person, self._picture, least=self._grid.least_width(person.id), is_ascii=self._is_ascii
        )
        self._used |= used
        start = start_of(core, column)
        self._canvas.write_from(start, line, core + beside)
        spans = [(line, start, start + cells(core + beside))]
        for below, text in enumerate(self._labels[person.id], line + 1):
            if text:
                start = self._canvas.write(column, below, text)
                spans.append((below, start, start + cells(text)))
        self._people[person.id] = tuple(spans)

    def _draw_descent(self, descent: DescentLine) -> None:
        self._used.add(f"descent:{descent.kind}")
        spots = list(self._grid.descents[descent.union, descent.child])
        if self._grid.is_stub(descent.union):
            parent = self._grid.ends[descent.union][0]
            x, beside, line = spots[0]
            spots[0] = (x, beside, self._text_above(parent, beside, line))
        points = self._grid.cells_of(spots)
        zygosity = self._forks.get((descent.union, descent.child))
        if zygosity is None:
            self._canvas.line(points, Pen(descent.union, dash=WAYS[descent.kind]))
            return
        fork = "identical" if zygosity is Zygosity.IDENTICAL else "twins"
        self._used.add("twins-unknown" if zygosity is Zygosity.UNKNOWN else fork)
        self._canvas.line(points[:-1], Pen(descent.union))
        self._canvas.line(points[-2:], Pen(descent.union, dash=fork))

    @cached_property
    def _forks(self) -> dict[tuple[str, Id], Zygosity]:
        """The lines of children born together, which come from one point: of which kind they are."""
        found: dict[tuple[str, Id], Zygosity] = {}
        for birth in self._picture.at.multiple_births:
            by_point: dict[tuple[str, Point], list[Id]] = defaultdict(list)
            for line in self._picture.shown_descents:
                is_slanted = len(line.points) > 2 and line.points[-1][0] != line.points[-2][0]
                if line.child in birth.children and line.kind == "birth" and (is_slanted or len(birth.children) > 2):
                    by_point[line.union, line.points[-2]].append(line.child)
            for (union, _), children in by_point.items():
                if len(children) > 1:
                    found |= dict.fromkeys(((union, child) for child in children), birth.zygosity)
        return found

    def _text_above(self, person: Id, beside: int, line: int) -> int:
        """Return the line of the words of a label, or of the symbol, that are over a column beside its middle."""
        labels, top = self._labels.get(person, []), self._grid.line_of(person)
        while line > top:
            text = labels[line - top - 1] if line - top - 1 < len(labels) else ""
            wide = cells(text)
            if -(wide // 2) <= beside < wide - wide // 2:
                return line
            line -= 1
        return top

    def _draw_couple(self, union: str) -> None:
        spots = self._grid.couples[union]
        look, held = self._look(union)
        dash = _BROKEN.get(look.dash, "")
        if held is not None and self._picture.telling.blood.is_shared(held):
            self._used.add("blood")
            dash = "blood"
        self._canvas.line(self._grid.cells_of(spots), Pen(union, is_double=True, dash=dash))

    def _look(self, union: str) -> tuple[CoupleLook, Partnership | None]:
        partnership = self._picture.drawn.unions[union][0]
        held = self._picture.held.get(partnership.id) if partnership else None
        status = before = PartnershipStatus.NOT_RECORDED
        if held:
            status = held.status_on(self._picture.day).status
            before = lasting_status(s.status for s in held.steps)
        look = couple_look(status, before, self._picture.profile)
        self._looks[look.key] = look
        return look, held

    def _write_couple(self, union: str) -> None:
        """Write a couple's words over its line, or into a line that passes somebody; then what else is marked on it."""
        look, held = self._look(union)
        points = self._grid.cells_of(self._grid.couples[union])
        levels = [sorted(piece) for piece in itertools.pairwise(points) if piece[0][1] == piece[1][1]]
        (left, line), (right, _) = max(levels, key=lambda level: level[1][0] - level[0][0])
        words = self._grid.labels.couple(held) if held else ""
        if words:
            self._words |= {word.split()[0] for word in words.split(", ")} | set(words.split())
            words = plain(words) if self._is_ascii else words
            self._place_words(words, left, right, line, union, is_straight=len(points) == 2)
        middle, hang = self._grid.middle(union)
        for signs in self._signs(union, look, held):
            before = middle if left < middle < right and hang == line else right
            start = self._canvas.level_run(left, before, line, len(signs), union)
            if start is None:
                start = self._canvas.level_run(left, right, line, len(signs), union)
            if start is not None:
                self._canvas.write_from(start, line, signs)
        childless = self._childless(union, held)
        if childless and self._canvas.is_free(middle, hang + 1, 1):
            self._used.add(childless)
            self._canvas.write_from(middle, hang + 1, FORMS[childless].sign(is_ascii=self._is_ascii)[1])

    def _place_words(self, words: str, left: int, right: int, line: int, union: str, *, is_straight: bool) -> None:
        """Write words over the middle of a level line, or into it where it passes somebody or has no room above."""
        wide = cells(words)
        if is_straight:
            middle = (left + right) // 2 - wide // 2
            for at in (middle, *itertools.chain(*((middle - n, middle + n) for n in range(1, 4)))):
                if self._canvas.is_free(at, line - 1, wide):
                    self._canvas.write_from(at, line - 1, words)
                    return
        start = self._canvas.level_run(left, right, line, wide + 2, union)
        if start is not None:
            self._canvas.write_from(start, line, f" {words} ")

    def _signs(self, union: str, look: CoupleLook, held: Partnership | None) -> list[str]:
        """Return what stands in a couple's line: how it ended, to whom the children went, that it is a secret."""
        found = []
        form = FORMS[f"couple:{look.key}"].sign(is_ascii=self._is_ascii)
        inner = form[1:-1]
        if look.slashes and not look.is_reconciled and not look.is_upright and self._is_to_left(union):
            inner = FORMS["children-with"].sign(is_ascii=self._is_ascii)[1] * look.slashes
        found += [inner] if inner else []
        if held is not None and any(is_secret(feature) for feature in held.features):
            self._used.add("secret-couple")
            found.append(FORMS["secret-couple"].sign(is_ascii=self._is_ascii)[1])
        return found

    def _is_to_left(self, union: str) -> bool:
        side = side_of_children(self._picture, union)
        self._used |= {"children-with"} if side else set()
        return side < 0

    def _childless(self, union: str, held: Partnership | None) -> str:
        features = " ".join(held.features).casefold() if held else ""
        if any(d.union == union for d in self._picture.layout.descents):
            return ""
        return "no-children" if "childless by choice" in features else "infertility" if "infertil" in features else ""

    def _write_descent(self, descent: DescentLine) -> None:
        """Write the label of a line of descent beside its end, on the nearest line where it has room."""
        said = descent_words(self._picture.drawn, descent, self._picture.day)
        words = self._grid.labels.descent(said)
        if not words:
            return
        self._words |= {word for word in SHORT_WORDS if word in said}
        words = plain(words) if self._is_ascii else words
        spots = self._grid.descents[descent.union, descent.child]
        column, bottom = self._grid.cell(spots[-1])
        top = self._grid.cell(spots[-2])[1]
        for y in range(bottom - 1, min(top, bottom - 1) - 1, -1):
            for start, free in ((column + 1, column + 2), (column - cells(words), column - cells(words))):
                if self._canvas.is_free(free, y, cells(words) - 1):
                    self._canvas.write_from(start, y, words)
                    return

    def _write_twins(self) -> None:
        """Write "?" over the point from which twins come of whom nobody knows whether they are identical."""
        for key, zygosity in self._forks.items():
            if zygosity is Zygosity.UNKNOWN:
                column, line = self._grid.cell(self._grid.descents[key][-2])
                self._canvas.write_from(column, line, FORMS["twins-unknown"].terminal[2])
