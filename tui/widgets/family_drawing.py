"""One family as it is drawn: laid out once, its cells found once for a width, then drawn day by day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from chronology.record.casefile import CaseFile
from chronology.record.values import Id

if TYPE_CHECKING:
    from chronology.lives.trees import TreeLine
    from exporters.genogram.characters import CharacterPicture
    from exporters.genogram.genogram import LaidOut
    from exporters.genogram.grid import Grid
    from exporters.genogram.picture import Picture


@dataclass(frozen=True)
class Drawn:
    """A family on one day."""

    laid: LaidOut
    picture: Picture
    characters: CharacterPicture
    lines: tuple[TreeLine, ...]
    """The people as a tree and who lives where."""


class FamilyDrawing:
    """Draws one family, around one child where one is in focus; for a thread beside the screen's own."""

    def __init__(self, case: CaseFile, child: Id | None, today: date, *, is_ascii: bool) -> None:
        self._case = case
        self._child = child
        self._today = today
        self._is_ascii = is_ascii
        self._laid: LaidOut | None = None
        self._grids: dict[int | str, Grid] = {}

    def lay_out(self) -> LaidOut:
        """Return the family as it is laid out, the first time after finding it; raises KinlineError where it cannot be."""
        from exporters.genogram.genogram import laid_out

        if self._laid is None:
            self._laid = laid_out(self._case, day=self._today, child=self._child)
        return self._laid

    def on(self, day: date, *, width: int, fit: str, key_width: int) -> Drawn:
        """Return the family on a day, in the fit of this name or, without one, in what suits the width.

        Raises KinlineError where it cannot be drawn.
        """
        from chronology.lives.trees import tree_lines
        from exporters.genogram.characters import character_picture

        laid = self.lay_out()
        picture = laid.on_day(day)
        grid = self._grid(laid, width, fit)
        characters = character_picture(picture, grid, is_ascii=self._is_ascii, key_width=key_width)
        return Drawn(laid, picture, characters, tree_lines(self._case, day))

    def _grid(self, laid: LaidOut, width: int, fit: str) -> Grid:
        from exporters.genogram.characters import grid_for
        from exporters.genogram.fits import FITS
        from exporters.genogram.grid import Grid

        key = fit or width
        if key not in self._grids:
            wanted = next((one for one in FITS if one.name == fit), None)
            self._grids[key] = (
                Grid(laid.drawn, laid.layout, wanted) if wanted else grid_for(laid.drawn, laid.layout, width)
            )
        return self._grids[key]
