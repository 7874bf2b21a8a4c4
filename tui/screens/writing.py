"""A form over the fields of one record: every fault under its own field, all at once, and nothing recorded before that."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical, VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Label, Static

from tui.textual_quirks import Line, Pasted, inert

T = TypeVar("T")


@dataclass(frozen=True)
class Field:
    """One field of a form."""

    key: str
    label: str
    is_long: bool = False
    """Whether it takes several lines."""
    begins_with: str = ""
    """What stands in it when the form opens."""


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


class WriteForm(ModalScreen[T | None]):
    """Asks for the fields of one record, of several rows where it may have them; gives None where the person goes back."""

    BINDINGS = [
        Binding("escape", "back", "Back"),
        Binding("ctrl+s", "keep", "Record"),
        Binding("ctrl+n", "next_row", "Next row"),
    ]

    def __init__(
        self,
        title: str,
        fields: Sequence[Field],
        check: Callable[[Rows], Checked[T]],
        *,
        tells: str = "",
        goes_on: Sequence[str] = (),
    ) -> None:
        super().__init__()
        self._title = title
        self._fields = tuple(fields)
        self._check = check
        self._tells = tells
        self._goes_on = tuple(goes_on)
        """Fields that stay when a row is followed by another of the same record; empty where it has one row."""
        self._rows: list[dict[str, str]] = []
        self._doubted: tuple[str, ...] = ()
        self._is_leaving = False

    def compose(self) -> ComposeResult:
        """Lay out the title, the fields, each with room for its fault, and the keys."""
        with Vertical(classes="window tall"):
            yield Label(inert(self._title), classes="title")
            if self._tells:
                yield Static(inert(self._tells), markup=False)
            with VerticalScroll(id="fields", can_focus=False):
                for one in self._fields:
                    yield Label(inert(one.label))
                    if one.is_long:
                        yield Pasted(one.begins_with, id=f"field-{one.key}", tab_behavior="focus")
                    else:
                        yield Line(one.begins_with, id=f"field-{one.key}")
                    yield Static(id=f"fault-{one.key}", classes="problem", markup=False)
            yield Static(id="fault-", classes="problem", markup=False)
            more = " Ctrl+N goes on with the next row." if self._goes_on else ""
            yield Static(inert(f"Tab to the next field, Ctrl+S records, Esc goes back.{more}"), markup=False)

    def on_mount(self) -> None:
        """Begin in the first empty field, and give no room to faults that are not there."""
        self._tell({})
        empty = [one.key for one in self._fields if not one.begins_with]
        self._widget(empty[0] if empty else self._fields[0].key).focus()

    def _widget(self, key: str) -> Line | Pasted:
        found = self.query_one(f"#field-{key}")
        assert isinstance(found, Line | Pasted)
        return found

    def _written(self) -> dict[str, str]:
        found: dict[str, str] = {}
        for one in self._fields:
            widget = self._widget(one.key)
            words = widget.value if isinstance(widget, Line) else widget.text
            if words.strip():
                found[one.key] = words.strip()
        return found

    @property
    def _begun(self) -> dict[str, str]:
        return {one.key: one.begins_with for one in self._fields if one.begins_with}

    def _tell(self, faults: Mapping[str, str]) -> None:
        for key in (*(one.key for one in self._fields), ""):
            told = self.query_one(f"#fault-{key}", Static)
            told.update(inert(faults.get(key, "")))
            told.display = key in faults

    def _checked(self, rows: Rows) -> Checked[T] | None:
        """Return what the rows come to; None, with the faults told, where they come to nothing."""
        found = self._check(rows)
        if found.value is not None:
            return found
        known = {one.key for one in self._fields}
        rest = " ".join(words for key, words in found.faults.items() if key not in known)
        self._tell({k: w for k, w in found.faults.items() if k in known} | ({"": rest} if rest else {}))
        first = next((one.key for one in self._fields if one.key in found.faults), None)
        if first is not None:
            self._widget(first).focus()
        return None

    def action_keep(self) -> None:
        """Record what is written; what could not be told is said first, and recorded by doing it again."""
        written = self._written()
        if not self._rows and written == self._begun:
            self._tell({"": "Nothing is written yet."})
            return
        follows = {key: words for key, words in written.items() if key not in self._goes_on}
        rows = [*self._rows, written] if follows or not self._rows else self._rows
        found = self._checked(rows)
        if found is None:
            return
        if found.doubts and found.doubts != self._doubted:
            self._doubted = found.doubts
            self._tell({"": f"{'; '.join(found.doubts)}. Ctrl+S again records it as it is written."})
            return
        self.dismiss(found.value)

    def action_next_row(self) -> None:
        """Go on with the next row of the same record: another child of a decision, another question."""
        if not self._goes_on:
            return
        written = self._written()
        if self._checked([*self._rows, written]) is None:
            return
        self._rows.append(written)
        self._tell({"": f"{len(self._rows)} kept so far; the next one of the same record."})
        for one in self._fields:
            if one.key not in self._goes_on:
                widget = self._widget(one.key)
                if isinstance(widget, Line):
                    widget.value = ""
                else:
                    widget.text = ""
        rest = [one.key for one in self._fields if one.key not in self._goes_on]
        self._widget(rest[0] if rest else self._fields[0].key).focus()

    def action_back(self) -> None:
        """Give nothing back; words that were written are given up only when asked for twice."""
        if (self._rows or self._written() != self._begun) and not self._is_leaving:
            self._is_leaving = True
            self._tell({"": "Nothing of this is recorded yet. Esc again gives it up."})
            return
        self.dismiss(None)
