"""The choices of the export: every field that what is made has, how its words were read, and what is wrong under each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.events import DescendantFocus
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input, Label, Select, Static
from textual.widgets.select import InvalidSelectValueError

from tui.export_choices import LISTED, WHAT, usual_name
from tui.export_fields import FIELDS, ExportField, Kind, answers_of, is_asked, several_of
from tui.textual_quirks import Line, inert
from tui.widgets.fields import AnswerLine, date_echo
from tui.widgets.several import Several

if TYPE_CHECKING:
    from chronology.record.casefile import CaseFile
    from chronology.record.people import Person

PREFIX = "export-"


class ExportForm(VerticalScroll, can_focus=False):
    """Shows the fields that are asked for, and gives what stands in them."""

    class Changed(Message):
        """Something else stands in a field."""

    def __init__(
        self,
        case: CaseFile,
        children: tuple[Person, ...],
        begins: Mapping[str, str],
        folder: Path,
        day: date,
        kept: Mapping[str, str],
    ) -> None:
        super().__init__(id="export-choices")
        self._case = case
        self._children = children
        self._begins = dict(begins)
        self._folder = folder
        self._day = day
        self._named = ""
        """The file's name as it was proposed: one of one's own stays."""
        self._faults: dict[str, str] = {}
        self._kept = dict(kept)
        """What was chosen and written before, and left."""
        self._begun: dict[str, str] = {}
        """What stood in the fields before anything was chosen."""

    def compose(self) -> ComposeResult:
        """Lay out every field: its label beside it, below it room for how it was read and what is wrong."""
        for field in FIELDS:
            with Vertical(classes="choice", id=f"row-{field.key}"):
                with Horizontal(classes="choice-line"):
                    yield Label(inert(field.label), classes="choice-label")
                    yield self._made(field)
                yield Static(id=f"told-{field.key}", markup=False, classes="echo")

    def _made(self, field: ExportField) -> Widget:
        name = f"{PREFIX}{field.key}"
        if field.kind is Kind.ONE:
            options = self._options(field, "genogram")
            return Select(options or [("none", "")], allow_blank=False, id=name, compact=True)
        if field.kind is Kind.SEVERAL:
            answers = partial(several_of, field, self._case)
            return Several(field.label, answers, none=field.tells, name_on_screen=name)
        return Line(self._begins.get(field.key, ""), placeholder=f"({field.tells})" if field.tells else "", id=name)

    def _options(self, field: ExportField, what: str) -> list[tuple[Any, str]]:
        return [(inert(words), value) for value, words in answers_of(field, what, self._children).items()]

    def on_mount(self) -> None:
        """Begin with what is given, and show only what is asked for."""
        for key, words in self._begins.items():
            self.put(key, words)
        self.show_asked()
        self._begun = {field.key: self._stands(field) for field in FIELDS}
        self._take_kept()

    # What stands in the fields

    def select(self, key: str) -> Select[str]:
        """Return the field of one of a few."""
        return self.query_one(f"#{PREFIX}{key}", Select)

    def line(self, key: str) -> Line:
        """Return the field that is a line."""
        return self.query_one(f"#{PREFIX}{key}", Line)

    def put(self, key: str, words: str) -> None:
        """Put words, or one of the answers, into a field."""
        widget = self.query_one(f"#{PREFIX}{key}")
        if isinstance(widget, Several):
            widget.chosen = tuple(part for part in words.split(LISTED) if part)
        elif isinstance(widget, Select | Line):
            widget.value = words

    def _stands(self, field: ExportField) -> str:
        widget = self.query_one(f"#{PREFIX}{field.key}")
        if isinstance(widget, Several):
            return LISTED.join(widget.chosen)
        value = widget.value if isinstance(widget, Select | Line) else ""
        return value if isinstance(value, str) else ""

    def words(self) -> dict[str, str]:
        """Return what stands in the fields that are asked for, and in no other."""
        every = {field.key: self._stands(field) for field in FIELDS}
        return {field.key: every[field.key] for field in FIELDS if is_asked(field, every)}

    # What was left before

    def chosen(self) -> dict[str, str]:
        """Return what was chosen or written otherwise than it began; of whom it is, and a name as proposed, are none of it."""
        stands = {field.key: self._stands(field) for field in FIELDS if field.key != "child"}
        if stands["file"] == self._named:
            del stands["file"]
        return {key: words for key, words in stands.items() if words != self._begun.get(key)}

    def _take_kept(self) -> None:
        """Put back what was left; what can no longer be chosen stays as it began."""
        with self.prevent(Select.Changed, Input.Changed, AnswerLine.Changed):
            if "what" in self._kept:
                self._put_kept("what")
                for key in ("profile", "form"):
                    self._offer(key)
            for key in self._kept:
                if any(field.key == key for field in FIELDS):
                    self._put_kept(key)
        if self._kept:
            self.show_asked()

    def _put_kept(self, key: str) -> None:
        with suppress(InvalidSelectValueError):
            self.put(key, self._kept[key])

    # What changes with what

    def on_select_changed(self, event: Select.Changed) -> None:
        """Show what the choice asks for, and propose a name."""
        event.stop()
        if event.select.id == f"{PREFIX}what":
            for key in ("profile", "form"):
                self._offer(key)
        if event.select.id == f"{PREFIX}form":
            self._end_with(str(event.select.value))  # it may be another by now
        self._changed(str(event.select.id).removeprefix(PREFIX))

    def on_input_changed(self, event: Input.Changed) -> None:
        """Say how it is read; the file's ending says its form."""
        event.stop()
        if event.input.id == f"{PREFIX}file":
            ending = Path(event.value.strip()).suffix[1:].lower()
            if ending in WHAT[self._what][1] and self.select("form").value != ending:
                self.select("form").value = ending
        self._changed(str(event.input.id).removeprefix(PREFIX))

    def on_answer_line_changed(self, event: AnswerLine.Changed) -> None:
        """Note what is chosen."""
        event.stop()
        self._changed(str(event.field.id).removeprefix(PREFIX))

    def _changed(self, key: str) -> None:
        self._faults.pop(key, None)
        self.show_asked()
        self.post_message(self.Changed())

    @property
    def _what(self) -> str:
        return str(self.select("what").value)

    def _offer(self, key: str) -> None:
        field = next(one for one in FIELDS if one.key == key)
        options = self._options(field, self._what) or [(inert("none"), "")]
        select = self.select(key)
        if [value for _, value in select._options] != [value for _, value in options]:
            select.set_options(options)

    def _end_with(self, ending: str) -> None:
        line = self.line("file")
        path = Path(line.value.strip() or ".")
        if path.name and ending in WHAT[self._what][1] and path.suffix[1:].lower() != ending:
            was_proposed = line.value == self._named
            line.value = str(path.with_suffix(f".{ending}"))
            self._named = line.value if was_proposed else self._named

    def show_asked(self) -> None:
        """Show the fields that are asked for, how their words were read, and the name that is proposed."""
        words = self.words()
        line = self.line("file")
        if line.value in {"", self._named} and not line.has_focus:
            child = words.get("child", "")
            of = child if child in self._case.people else None
            self._named = str(self._folder / usual_name(self._case, self._what, of, words.get("form", "")))
            line.value = self._named
        for field in FIELDS:
            self.query_one(f"#row-{field.key}").display = field.key in words
            self._echo(field)

    def _echo(self, field: ExportField) -> None:
        told = self.query_one(f"#told-{field.key}", Static)
        lines = list(self._read_back(field))
        if fault := self._faults.get(field.key):
            lines = [*(line for line in lines if not line.startswith("✗")), f"✗ {fault}"]
        told.update(inert("\n".join(lines)))
        told.set_class(bool(fault), "problem")
        told.display = bool(lines)

    def _read_back(self, field: ExportField) -> Iterator[str]:
        if field.kind in {Kind.DAY, Kind.DAYS}:
            parts = self.line(field.key).value.split(";") if field.kind is Kind.DAYS else [self.line(field.key).value]
            yield from (echo for part in parts if (echo := date_echo(part, self._day)))
        elif field.key == "parent" and self.query_one("#row-parent").display:
            from chronology.disclosure.projection import parents_for_whom

            child = str(self.select("child").value)
            names = sorted(p.shown_name for p in parents_for_whom(self._case, child))
            if names:
                yield f"recorded: {'; '.join(names)}"

    # What is wrong

    def tell(self, faults: Mapping[str, str]) -> str:
        """Say every fault under its field, go to the first, and return what is to be said of them together."""
        self._faults = dict(faults)
        for field in FIELDS:
            self._echo(field)
        wrong = [field for field in FIELDS if field.key in faults]
        if not wrong:
            return ""
        self.query_one(f"#{PREFIX}{wrong[0].key}").focus()
        named = ", ".join(field.label for field in wrong)
        return f"Not made; to put right: {named}. {faults[wrong[0].key]}"

    def on_descendant_focus(self, event: DescendantFocus) -> None:
        """Bring the field in use into view with what is said of it."""
        row = event.widget.parent.parent if event.widget.parent is not None else None
        if isinstance(row, Vertical):
            self.call_after_refresh(row.scroll_visible, animate=False)
