"""The line that changes the family: whom it is said to, the line, and how it is understood as it is typed."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Input, Static

from tui.textual_quirks import Line, inert

FIRST = "person: Ada Marlow 12/3/2015 f subject"
"""The first person of a family: nobody is there to be related to."""
EXAMPLE = "child: Ada Marlow 12/3/2015 f     separated: Tom 5/2019"


class _FamilyInput(Line):
    BINDINGS = [
        Binding("up", "focus_moved(-1)", show=False),
        Binding("down", "focus_moved(1)", show=False),
    ]

    def action_focus_moved(self, by: int) -> None:
        """Put the person before, or the next one, in focus."""
        self.post_message(FamilyLineView.FocusMoved(by))


class FamilyLineView(Vertical):
    """One line at the foot of the family, open until Esc closes it."""

    DEFAULT_CSS = """
    FamilyLineView { height: auto; display: none; padding: 0 1; border-top: solid $foreground 40%; }
    FamilyLineView Static { height: auto; max-height: 5; }
    FamilyLineView #family-line, FamilyLineView #family-line:focus { border: none; height: 1; padding: 0; }
    """

    class Typing(Message):
        """The line changed: it wants to be read back."""

    class Entered(Message):
        """The line is to be recorded."""

    class FocusMoved(Message):
        """Somebody else is to be in focus."""

        def __init__(self, by: int) -> None:
            self.by = by
            super().__init__()

    def compose(self) -> ComposeResult:
        """Lay out whom it is said to, the line and the reading."""
        yield Static(id="family-to", markup=False)
        yield _FamilyInput(placeholder=EXAMPLE, id="family-line")
        yield Static(id="family-read", markup=False)

    @property
    def _input(self) -> Input:
        return self.query_one("#family-line", Input)

    @property
    def words(self) -> str:
        """What is typed."""
        return self._input.value

    @property
    def is_open(self) -> bool:
        """Whether the line is on the screen."""
        return bool(self.display)

    @property
    def is_typing(self) -> bool:
        """Whether the line is open and holds words."""
        return self.is_open and bool(self.words.strip())

    def open(self, words: str = "") -> None:
        """Open the line, with what was left in it or with a draft."""
        self.display = True
        if words:
            self._input.value = words
        self._input.cursor_position = len(self._input.value)
        self._input.focus()
        self.post_message(self.Typing())

    def close(self) -> None:
        """Close the line; its words stay for the next time."""
        self.display = False

    def done(self, words: str) -> None:
        """Empty the line after it was recorded; what was typed meanwhile stays."""
        if self._input.value == words:
            self._input.value = ""

    def tell(self, to: str, reading: str, *, is_first: bool = False) -> None:
        """Show whom it is said to and how it is understood; another example where nobody is recorded yet."""
        self._input.placeholder = FIRST if is_first else EXAMPLE
        self.query_one("#family-to", Static).update(inert(to))
        read = self.query_one("#family-read", Static)
        read.update(inert(reading))
        read.display = bool(reading)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Ask for the line to be read back."""
        event.stop()
        self.post_message(self.Typing())

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Ask for the line to be recorded."""
        event.stop()
        if event.value.strip():
            self.post_message(self.Entered())
