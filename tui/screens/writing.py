"""A form over the fields of one record, of several rows where it may have them; nothing recorded before every fault is told."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Generic, TypeVar

from textual.binding import Binding

from tui.screens.forms import Form
from tui.textual_quirks import keys_waiting, work
from tui.widgets.fields import put_in
from tui.widgets.form_page import Field, Page

__all__ = ["Checked", "Field", "Rows", "WriteForm"]

T = TypeVar("T")


@dataclass(frozen=True)
class Checked(Generic[T]):
    """What the fields of a form came to."""

    value: T | None
    """What would be recorded; None where a field is at fault."""
    faults: Mapping[str, str] = field(default_factory=dict)
    """Field → what is wrong; under "" what belongs to none."""
    doubts: tuple[str, ...] = ()
    """What would be kept as it is written; said once before it is recorded."""


Rows = Sequence[Mapping[str, str]]
"""What was written: one row of field → words, more where a record takes several."""


class WriteForm(Form[T], Generic[T]):
    """Asks for the fields of one record, of several rows where it may have them; gives None where the person goes back."""

    BINDINGS = [
        Binding("ctrl+n", "next_row", "Next row"),
        Binding("ctrl+b", "previous_row", "Row before"),
    ]

    def __init__(
        self,
        title: str,
        fields: Sequence[Field],
        check: Callable[[Rows], Checked[T]],
        *,
        tells: str = "",
        goes_on: Sequence[str] = (),
        row_is: str = "row",
        rows: Rows = (),
        day: date | None = None,
    ) -> None:
        super().__init__(title, [Page(title, tuple(fields))], tells=tells, day=day)
        self._check = check
        self._goes_on = tuple(goes_on)
        """Fields that stay when a row is followed by another of the same record; empty where it has one row."""
        self._row_is = row_is
        """What a row is called: each child of a decision, each step of a safety plan."""
        self._at = 0
        self._is_recording = False
        self._is_correction = bool(rows)
        begun = {one.key: one.begins_with for one in fields if one.begins_with}
        self._history.words = {
            f"{n}|{key}": words for n, row in enumerate(rows or [begun]) for key, words in row.items()
        }
        self._begun = dict(self._history.words)
        self._doubted: tuple[str, ...] = ()
        self.records: Callable[[T], Awaitable[str]] | None = None
        """Records what was written and gives nothing back, else the reason, with which the form stays; without it, the
        form gives back what was written."""
        self.newest: Callable[[], Rows] | None = None
        """Gives what is recorded now, where a correction is written."""

    @property
    def keys_said(self) -> str:
        """What the keys of the form are."""
        more = f" Ctrl+N goes on with the next {self._row_is}, Ctrl+B back." if self._goes_on else ""
        return f"{super().keys_said}{more}"

    def _key(self, field: str) -> str:
        return f"{self._at}|{field}"

    @property
    def _rows(self) -> list[dict[str, str]]:
        """Return every row, empty fields left out."""
        rows: list[dict[str, str]] = [{} for _ in range(self._count)]
        for key, words in self._history.words.items():
            at, _, name = key.partition("|")
            if words.strip():
                rows[int(at)][name] = words.strip()
        return rows

    @property
    def _count(self) -> int:
        return max((int(key.partition("|")[0]) for key in self._history.words), default=0) + 1

    def _written(self) -> dict[str, str]:
        """Return what is written in the row shown."""
        self.gather()
        return self._rows[self._at] if self._at < self._count else {}

    def _checked(self, rows: Rows) -> Checked[T] | None:
        """Return what the rows come to; None, with the faults told, where they come to nothing."""
        found = self._check(rows)
        if found.value is not None:
            return found
        self._tell_all(found.faults)
        return None

    def action_keep(self) -> None:
        """Record what is written; what could not be told is said first, and recorded by doing it again."""
        self.gather()
        if self._is_recording:
            return
        if not self.has_changed:
            is_correction = self._is_correction or self.newest is not None
            self._tell({}, "Nothing is changed yet." if is_correction else "Nothing is written yet.")
            return
        if self.newest is not None and (newer := _flat(self.newest())) != self._begun and self.set_on_newer(newer):
            return
        rows = [row for n, row in enumerate(self._rows) if not n or set(row) - set(self._goes_on)]
        found = self._checked(rows)
        if found is None:
            return
        if found.doubts and found.doubts != self._doubted:
            self._doubted = found.doubts
            self._tell({}, f"{'; '.join(found.doubts)}. Ctrl+S again records it as it is written.")
            return
        if found.value is not None:
            self._is_recording = True
            self._record(found.value)

    @work(group="record")
    async def _record(self, value: T) -> None:
        try:
            with keys_waiting(self):
                trouble = await self.records(value) if self.records is not None else ""
                if not trouble:
                    self.drop_draft()
                    self.dismiss(value)
        finally:
            self._is_recording = False
        if trouble:
            self._tell({}, f"{trouble} What is written stays here; Ctrl+S tries again.")

    def action_next_row(self) -> None:
        """Go on with the next row of the same record: another child of a decision, another question."""
        if not self._goes_on:
            return
        written = self._written()
        if self._checked(self._rows[: self._at + 1]) is None:
            return
        if self._at + 1 >= self._count:
            for key in self._goes_on:
                if words := written.get(key):
                    self._history.words[f"{self._at + 1}|{key}"] = words
        self._show_row(self._at + 1)
        is_last = self._at >= self._count - 1
        more = (
            f"the next {self._row_is} of the same record"
            if is_last
            else f"{self._row_is} {self._at + 1} of {self._count}"
        )
        self._tell({}, f"{self._at} kept so far; {more}.")

    def action_previous_row(self) -> None:
        """Go back to the row before."""
        self.gather()
        if self._goes_on and self._at:
            self._show_row(self._at - 1)
            self._tell({}, f"{self._row_is.capitalize()} {self._at + 1} of {self._count}.")

    def _show_row(self, at: int) -> None:
        self._at = at
        for one in self._pages[0].fields:
            put_in(self._widget(one.key), self._history.words.get(self._key(one.key), ""))
        rest = [one.key for one in self._pages[0].fields if one.key not in self._goes_on]
        self._widget(rest[0] if rest else self._pages[0].fields[0].key).focus(scroll_visible=False)

    def _shown_field(self, key: str) -> str | None:
        at, _, name = key.partition("|")
        if int(at) != self._at:
            self._show_row(int(at))
        return name if name in self._widgets else None


def _flat(rows: Rows) -> dict[str, str]:
    """Return rows as words by row and field."""
    return {f"{n}|{key}": words for n, row in enumerate(rows) for key, words in row.items()}
