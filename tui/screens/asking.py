"""Small windows that ask: for a passphrase, for files, for yes or no; and the help."""

from __future__ import annotations

from dataclasses import dataclass

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical, VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Input, Label, Static

from tui.commands import COMMANDS
from tui.textual_quirks import Line, Pasted, inert


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


@dataclass(frozen=True)
class Asked:
    """What is to be imported."""

    paths: str
    """Paths of files, with a space between."""
    pasted: str = ""
    """Text that was pasted; read as well."""


class AskFiles(ModalScreen[Asked | None]):
    """Asks for the files to import, or for pasted text."""

    BINDINGS = [Binding("escape", "back", "Back"), Binding("ctrl+s", "read", "Read")]

    def __init__(self, asked: Asked | None = None, problem: str = "") -> None:
        super().__init__()
        self._asked = asked or Asked("")
        self._problem = problem

    def compose(self) -> ComposeResult:
        """Lay out the question, the fields and what was wrong with the last answer."""
        with Vertical(classes="window"):
            yield Static(
                inert("Which files? Their paths, with a space between; put quotes round a path with spaces."),
                markup=False,
            )
            yield Line(self._asked.paths, placeholder="family.ged school.docx", id="files")
            yield Label(inert("Or paste a table, or paragraphs that begin with a date, here:"))
            yield Pasted(self._asked.pasted, id="pasted", tab_behavior="focus")
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
        self.dismiss(Asked(self.query_one("#files", Input).value, self.query_one("#pasted", Pasted).text))

    def action_back(self) -> None:
        """Give nothing back."""
        self.dismiss(None)


class Help(ModalScreen[None]):
    """Every key and what it does."""

    BINDINGS = [Binding("escape,f1", "back", "Back")]

    def compose(self) -> ComposeResult:
        """List the commands."""
        wide = max(len(c.shown_key) for c in COMMANDS)
        lines = []
        for view in dict.fromkeys(c.view for c in COMMANDS):
            lines += ["", f"On the {view}:"] if view else []
            lines += [f"{c.shown_key:<{wide}}  {c.words}: {c.tells}" for c in COMMANDS if c.view == view]
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
            yield Static(inert("\n".join(lines)), markup=False)

    def action_back(self) -> None:
        """Close the help."""
        self.dismiss(None)
