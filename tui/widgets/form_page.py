"""One page of a form: each field with room for its fault; the fields are made when the page is first needed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import takewhile
from typing import TYPE_CHECKING

from textual.containers import VerticalScroll
from textual.geometry import Region
from textual.widget import Widget
from textual.widgets import Label, Static

from tui.textual_quirks import Line, Pasted, inert
from tui.widgets.completed_line import CompletedLine
from tui.widgets.fields import Choice, date_echo, lines_shown, words_in

if TYPE_CHECKING:
    from chronology.intake.completing import Completions


@dataclass(frozen=True)
class Field:
    """One field of a form."""

    key: str
    label: str
    is_long: bool = False
    """Whether it takes several lines."""
    begins_with: str = ""
    """What stands in it when the form opens."""
    is_date: bool = False
    """Whether it is a date, which says below how it was read."""
    choices: tuple[str, ...] = ()
    """What it may be, where it is one of a few."""
    tells: str = ""
    """How it is written, where that is not plain."""
    completes: Callable[[str, int], Completions] | None = None
    """Gives what a line may go on as."""


@dataclass(frozen=True)
class Page:
    """Fields that are seen together."""

    title: str
    fields: tuple[Field, ...]


def id_for(what: str, key: str) -> str:
    """Return a widget's name for a field: the toolkit takes letters, digits, _ and - alone."""
    safe = "".join(c if c.isascii() and (c.isalnum() or c in "_-") else f"_{ord(c):x}_" for c in key)
    return f"{what}-{safe}"


class FormPage(VerticalScroll, can_focus=False):
    """The fields of one page; a form of six pages has hundreds of widgets, and most of its pages are never shown."""

    def __init__(self, page: Page, at: int, words: Callable[[str], str], day: date, *, is_first: bool) -> None:
        self.page = page
        self.widgets: dict[str, Widget] = {}
        """Field → what it is written in; none before the page is laid out."""
        self._words = words
        self._day = day
        self._faults: Mapping[str, str] = {}
        self._told: dict[str, Static] = {}
        self._echoes: dict[str, Static] = {}
        super().__init__(*(self._parts() if is_first else ()), id=f"page-{at}")

    def lay_out(self) -> None:
        """Make the fields with what stands in them now, where they are not there yet."""
        if not self.widgets:
            self.mount_all([*self._parts()])

    def tell(self, faults: Mapping[str, str]) -> int:
        """Say every fault under its field, now or once the page is laid out; return how many are on this page."""
        self._faults = faults
        for key, told in self._told.items():
            told.update(inert(faults.get(key, "")))
            told.display = key in faults
        for field in self.page.fields:
            self.echo(field)
        return sum(field.key in faults for field in self.page.fields)

    def echo(self, field: Field) -> None:
        """Say how a date is read."""
        if field.key in self._echoes:
            words = date_echo(words_in(self.widgets[field.key]), self._day)
            self._echoes[field.key].update(inert(words))
            self._echoes[field.key].display = bool(words)

    def bring(self, widget: Widget) -> None:
        """Bring a field into view, with its name above it and what is said of it below."""
        parts = [*self.children]
        if widget not in parts:  # pages laid out anew meanwhile
            return
        at = parts.index(widget)
        below = takewhile(lambda part: not isinstance(part, Label), parts[at + 1 :])
        shown = [part.virtual_region for part in (parts[at - 1], widget, *below) if part.display]
        if shown:
            self.scroll_to_region(Region.from_union(shown), animate=False)

    def _parts(self) -> Iterator[Widget]:
        for field in self.page.fields:
            yield Label(inert(f"{field.label}   {field.tells}" if field.tells else field.label), classes="field-label")
            widget = self.widgets[field.key] = self._made(field)
            yield widget
            if isinstance(widget, CompletedLine):
                yield widget.offered
            if field.is_date:
                words = date_echo(words_in(widget), self._day)
                self._echoes[field.key] = Static(
                    inert(words), id=id_for("echo", field.key), markup=False, classes="echo"
                )
                self._echoes[field.key].display = bool(words)
                yield self._echoes[field.key]
            fault = self._faults.get(field.key, "")
            told = self._told[field.key] = Static(
                inert(fault), id=id_for("fault", field.key), classes="problem", markup=False
            )
            told.display = field.key in self._faults
            yield told

    def _made(self, field: Field) -> Widget:
        words, name = self._words(field.key), id_for("field", field.key)
        if field.choices:
            return Choice(field.choices, words, name_on_screen=name)
        if field.is_long:
            several = Pasted(lines_shown(words), id=name, tab_behavior="focus")
            several.move_cursor(several.document.end)  # whoever goes on writing goes on at the end, as in a line
            return several
        if field.completes is not None:
            line = CompletedLine(words, name_on_screen=name, is_field=True)
            line.completes = field.completes
            return line
        return Line(words, id=name)
