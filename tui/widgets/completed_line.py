"""A line that offers how it may go on: Tab or Right takes what is marked, Up and Down mark another."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from textual.events import Key, Paste
from textual.message import Message
from textual.widgets import Static

from tui.textual_quirks import LINE_TAKES, Line, inert

if TYPE_CHECKING:
    from chronology.intake.completing import Completion, Completions


class CompletedLine(Line):
    """A line to type in, with what is offered said in another widget below it."""

    completes: Callable[[str, int], Completions] | None = None
    """Gives what the line may go on as at a place."""
    _start = 0
    _options: tuple[Completion, ...] = ()
    _marked = 0
    _told = ""
    _stood = ""
    """What stood in a field of a form when it was gone to."""

    class Block(Message):
        """Several lines, a table or a whole document were pasted where there is room for one line."""

        def __init__(self, text: str) -> None:
            self.text = text
            super().__init__()

    def __init__(
        self,
        value: str = "",
        *,
        placeholder: str = "",
        name_on_screen: str,
        takes_block: bool = False,
        is_field: bool = False,
    ) -> None:
        super().__init__(value, placeholder=placeholder, id=name_on_screen)
        self._takes_block = takes_block
        self._is_field = is_field
        """Whether Tab goes through it to the next field: then nothing is offered before something is typed."""
        self.offered = Static(id=f"{name_on_screen}-offered", markup=False, classes="offered")
        """Says what is offered; it stands where the screen puts it."""
        self.offered.display = False

    def look_again(self) -> None:
        """Look what may follow the words before the cursor."""
        is_asked = self.has_focus and not (self._is_field and self.value == self._stood)
        offers = self.completes(self.value, self.cursor_position) if self.completes and is_asked else None
        self._options = offers.options if offers else ()
        self._start = offers.start if offers else 0
        self._marked = 0
        self._tell()

    def _tell(self) -> None:
        if not self.is_mounted:
            return
        self.offered.display = bool(self._options)
        words = [f"‹{o.label}›" if at == self._marked else f" {o.label} " for at, o in enumerate(self._options)]
        if self._options and (told := f"Tab {' '.join(words)}") != self._told:
            self._told = told
            self.offered.update(inert(told))

    def _watch_value(self, value: str) -> None:
        super()._watch_value(value)
        self.look_again()

    def _watch_selection(self, *args: object) -> None:
        super()._watch_selection(*args)  # type: ignore[arg-type]
        self.look_again()

    def watch_has_focus(self, has_focus: bool) -> None:
        """Offer nothing where nothing is typed."""
        super().watch_has_focus(has_focus)
        self._stood = self.value
        self.look_again()

    def _take(self) -> None:
        text, at = self._options[self._marked].text, self.cursor_position
        if self.value[at : at + 1] == " " and text.endswith(" "):
            text = text[:-1]
        self.replace(text, self._start, at)

    def on_key(self, event: Key) -> None:
        """Take what is offered, or mark another; every other key is the line's own."""
        if not self._options or event.key not in {"tab", "up", "down"}:
            return
        event.stop()
        event.prevent_default()
        if event.key == "tab":
            self._take()
        else:
            self._marked = (self._marked + (1 if event.key == "down" else -1)) % len(self._options)
            self._tell()

    def action_cursor_right(self, select: bool = False) -> None:
        """Go right; at the end of the line, take what is offered."""
        if self._options and not select and self.cursor_position == len(self.value):
            self._take()
        else:
            super().action_cursor_right(select)

    def _on_paste(self, event: Paste) -> None:
        """Put one line in; hand on several lines, a table or a document, where they are wanted, with nothing lost."""
        text = event.text.strip("\r\n")
        is_block = len(text) > LINE_TAKES or "\n" in text or "\r" in text or "\t" in text.strip()
        if self._takes_block and is_block:
            event.stop()
            event.prevent_default()
            self.post_message(self.Block(text))
        else:
            super()._on_paste(event)
