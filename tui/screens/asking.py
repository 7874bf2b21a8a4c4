"""Small windows that ask: for a passphrase, for files, for one of several answers; and the help."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from textwrap import wrap
from typing import TYPE_CHECKING, Self

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical, VerticalScroll
from textual.events import Resize
from textual.screen import ModalScreen
from textual.widgets import Input, Label, OptionList, Static
from textual.widgets.option_list import Option

from tui.commands import commands_of
from tui.textual_quirks import FIELD_TAKES, Line, Pasted, TooLong, inert, keys_waiting, work
from tui.typed_paths import paths_begun
from tui.widgets.completed_line import CompletedLine

if TYPE_CHECKING:
    from chronology.intake.completing import Completions

MOST_SHOWN = 400
"""Letters of one answer that are shown."""
IMPORTED = frozenset({".ged", ".gdz", ".gno", ".gramps", ".gpkg", ".csv", ".xlsx", ".docx", ".txt", ".md"})
"""Endings of the files that are offered; what a file is, is told by its content."""


class AskPassphrase(ModalScreen[str | None]):
    """Asks for the passphrase of the identity; gives None where the person goes back."""

    BINDINGS = [Binding("escape", "back", "Back")]

    def __init__(self, why: str, problem: str = "") -> None:
        super().__init__()
        self._why = why
        self._problem = problem

    def compose(self) -> ComposeResult:
        """Lay out the question, the field and what was wrong with the last answer."""
        with Vertical(classes="window"):
            yield Label(inert(self._why))
            yield Line(password=True, id="passphrase")
            yield Static(inert(self._problem), classes="problem", markup=False)
            yield Static(inert("Enter opens, Esc goes back."), markup=False)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Give the passphrase back."""
        self.dismiss(event.value)

    def action_back(self) -> None:
        """Give nothing back."""
        self.dismiss(None)


class AskLine(ModalScreen[str | None]):
    """Asks for one line; what is wrong with it is said below, and it is asked for again.

    Where the line is recorded from here, it stays until it is on disk; where it has a draft, it begins with it.
    """

    BINDINGS = [Binding("escape", "back", "Back")]

    def __init__(
        self,
        question: str,
        fault: Callable[[str], str] = lambda _: "",
        *,
        begins_with: str = "",
        may_be_empty: bool = False,
    ) -> None:
        super().__init__()
        self._question = question
        self._fault = fault
        self._begins_with = begins_with
        self._may_be_empty = may_be_empty
        self._keeps_draft: Callable[[str], None] | None = None
        self._is_recording = False
        self.records: Callable[[str], Awaitable[str]] | None = None
        """Records the line and gives nothing back, else the reason, with which the line stays."""

    def with_draft(self, keeps: Callable[[str], None], draft: str = "") -> Self:
        """Return the question, which keeps the line as a draft, begun with the one that was kept."""
        self._keeps_draft = keeps
        self._begins_with = draft or self._begins_with
        return self

    def compose(self) -> ComposeResult:
        """Lay out the question, the field and room for what is wrong."""
        with Vertical(classes="window"):
            yield Label(inert(self._question))
            yield Line(self._begins_with, id="line")
            yield Static(id="line-fault", classes="problem", markup=False)
            yield Static(inert("Enter goes on, Esc goes back."), markup=False)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Give the line back, or say what is wrong with it."""
        words = event.value.strip()
        fault = self._fault(words) if words else "" if self._may_be_empty else "Nothing is written."
        if fault:
            self._tell(fault)
        elif not self._is_recording:
            self._is_recording = True
            self._record(words)

    @work(group="record")
    async def _record(self, words: str) -> None:
        try:
            with keys_waiting(self):
                trouble = await self.records(words) if self.records is not None else ""
                if not trouble:
                    if self._keeps_draft is not None:
                        self._keeps_draft("")
                    self.dismiss(words)
        finally:
            self._is_recording = False
        if trouble:
            self._tell(f"{trouble} What is written stays here; Enter tries again.")

    def _tell(self, fault: str) -> None:
        self.query_one("#line-fault", Static).update(inert(fault))

    def on_input_changed(self, event: Input.Changed) -> None:
        """Keep what is typed as a draft, where there is a place for it."""
        if self._keeps_draft is not None:
            self._keeps_draft(event.value)

    def action_back(self) -> None:
        """Give nothing back; a draft stays for when it is asked for again."""
        if not self._is_recording:
            self.dismiss(None)


@dataclass(frozen=True)
class Asked:
    """What is to be imported."""

    paths: str
    """Paths of files, with a space between."""
    pasted: str = ""
    """Text that was pasted; read as well."""


class AskFiles(ModalScreen[Asked | None]):
    """Asks for the files to import, or for pasted text; more of it than a field shows is held beside the field."""

    BINDINGS = [
        Binding("escape", "back", "Back"),
        Binding("ctrl+s", "read", "Read"),
        Binding("ctrl+l", "let_go", "Let go"),
    ]

    def __init__(self, asked: Asked | None = None, problem: str = "") -> None:
        super().__init__()
        self.written = asked or Asked("")
        """What stands in the fields."""
        self._problem = problem
        self._held = self.written.pasted if len(self.written.pasted) > FIELD_TAKES else ""
        """A document that was pasted; the field would take seconds over each key in it."""

    def compose(self) -> ComposeResult:
        """Lay out the question, the fields and what was wrong with the last answer."""
        with Vertical(classes="window"):
            yield Static(
                inert("Which files? Their paths, with a space between; put quotes round a path with spaces."),
                markup=False,
            )
            files = CompletedLine(self.written.paths, placeholder="family.ged school.docx", name_on_screen="files")
            files.completes = _files_begun
            yield files
            yield files.offered
            yield Label(inert("Or paste a table, or paragraphs that begin with a date, here:"))
            yield Pasted("" if self._held else self.written.pasted, id="pasted", tab_behavior="focus")
            yield Static(inert(self._held_words()), id="held", markup=False)
            yield Static(inert(self._problem), classes="problem", markup=False)
            yield Static(
                inert(
                    "Chronologies (DOCX, XLSX, CSV, text), families (GEDCOM, GenoPro, Gramps), returns. Enter, or Ctrl+S "
                    "from the text, shows what would happen; nothing is changed yet."
                ),
                markup=False,
            )

    def on_input_submitted(self) -> None:
        """Give the answer back."""
        self.action_read()

    def action_read(self) -> None:
        """Give the paths and the pasted text back."""
        self.dismiss(self._taken())

    def action_back(self) -> None:
        """Give nothing back; what was written stays known to who asked."""
        self._taken()
        self.dismiss(None)

    def _taken(self) -> Asked:
        pasted = "\n".join(filter(None, (self.query_one("#pasted", Pasted).text, self._held)))
        self.written = Asked(self.query_one("#files", Input).value, pasted)
        return self.written

    # A whole document

    def on_mount(self) -> None:
        """Give no room to what is not there."""
        self._tell_held()

    def on_too_long(self, event: TooLong) -> None:
        """Hold a document that was pasted where text goes; a line of paths takes none."""
        if event.takes == FIELD_TAKES:
            event.stop()
            self._held = "\n".join(filter(None, (self._held, event.text)))
            self._tell_held()

    def action_let_go(self) -> None:
        """Let the document go that was pasted."""
        self._held = ""
        self._tell_held()

    def _tell_held(self) -> None:
        told = self.query_one("#held", Static)
        told.update(inert(self._held_words()))
        told.display = bool(self._held)
        self.set_class(bool(self._held), "holding")

    def _held_words(self) -> str:
        begins = " ".join(self._held[:200].split())[:60]
        return f"Held to be read: {len(self._held):,} letters, “{begins} …”. Ctrl+L lets them go." if self._held else ""


def _files_begun(line: str, at: int) -> Completions:
    """Return the files that a path being typed may go on as, from the folder that the app was started in."""
    from chronology.intake.completing import Completion, Completions

    start, paths = paths_begun(line[:at], Path(), IMPORTED)
    return Completions(start, tuple(Completion(path, path.strip()) for path in paths))


class Choose(ModalScreen[str | None]):
    """Asks for one of several answers; typing narrows them."""

    BINDINGS = [Binding("escape", "back", "Back"), Binding("down", "down", "Down", show=False)]

    def __init__(self, question: str, answers: Mapping[str, str]) -> None:
        super().__init__()
        self._question = question
        self._answers = dict(answers)
        self._shown: list[str] = []

    def compose(self) -> ComposeResult:
        """Lay out the question, the field that narrows, and the answers."""
        with Vertical(classes="window tall"):
            yield Static(inert(_shortened(self._question)), classes="title", markup=False)
            yield Line(placeholder="type to narrow", id="narrow")
            yield OptionList(id="answers")
            yield Static(inert("Enter chooses, Esc goes back."), markup=False)

    def on_mount(self) -> None:
        """Show every answer."""
        self._list("")

    def _fitting(self, words: str) -> list[str]:
        """Return the answers that hold the words."""
        wanted = words.casefold()
        return [key for key, text in self._answers.items() if wanted in text.casefold()]

    def _list(self, words: str) -> None:
        self._shown = self._fitting(words)
        listed = self.query_one("#answers", OptionList)
        listed.clear_options()
        listed.add_options([Option(inert(_shortened(self._answers[key]))) for key in self._shown])
        listed.highlighted = 0 if self._shown else None

    def on_input_changed(self, event: Input.Changed) -> None:
        """Narrow the answers."""
        self._list(event.value)

    def on_input_submitted(self) -> None:
        """Choose the marked answer."""
        at = self.query_one("#answers", OptionList).highlighted
        if at is not None and at < len(self._shown):
            self.dismiss(self._shown[at])

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Choose an answer of the list."""
        self.dismiss(self._shown[event.option_index])

    def action_down(self) -> None:
        """Go from the field to the answers."""
        self.query_one("#answers", OptionList).focus()

    def action_back(self) -> None:
        """Choose none."""
        self.dismiss(None)


def _shortened(words: str) -> str:
    """Return what is to be chosen as far as it tells it from others: laying out a megabyte would take seconds."""
    return words if len(words) <= MOST_SHOWN else f"{words[:MOST_SHOWN]}…"


class Listed(Static):
    """Lines, and keys with what they do: words that are too long for the window go on below themselves, not below the key."""

    def __init__(self, lines: Sequence[str | tuple[str, str]]) -> None:
        super().__init__(markup=False)
        self._lines = lines
        self._wide = max((len(line[0]) for line in lines if isinstance(line, tuple)), default=0) + 2

    def on_resize(self, event: Resize) -> None:
        """Break the lines anew for the room that there is."""
        room = max(event.size.width - self._wide, 20)
        out = []
        for line in self._lines:
            if isinstance(line, str):
                out.append(line)
            else:
                first, *rest = wrap(line[1], room)
                out += [f"{line[0]:<{self._wide}}{first}", *(f"{'':{self._wide}}{more}" for more in rest)]
        self.update(inert("\n".join(out)))


class Help(ModalScreen[None]):
    """Every key and what it does."""

    BINDINGS = [Binding("escape,f1", "back", "Back")]

    def compose(self) -> ComposeResult:
        """List the commands."""
        commands = commands_of(self.app)
        lines: list[str | tuple[str, str]] = []
        for view in dict.fromkeys(c.view for c in commands):
            lines += ["", f"On the {view}:"] if view else []
            lines += [(c.shown_key, f"{c.words}: {c.tells}") for c in commands if c.view == view]
        lines += [
            "",
            "An entry on one line: the date, who says so, a colon, what happened. Then, in any order:",
            "  @Ada   the children it concerns, each by name (@all: every child)",
            "  #food  the category or the domain of neglect",
            "  told:yes or told:no   whether social care was told",
            "  seen:Ada or alone:Ada   who was seen, and alone",
            "A date is read day first and shown back; what is not known stays unknown.",
            "",
            "Esc closes a line or a window. Every accepted change is on disk before it is shown.",
        ]
        with VerticalScroll(classes="window tall", can_focus=True):
            yield Listed(lines)

    def action_back(self) -> None:
        """Close the help."""
        self.dismiss(None)
