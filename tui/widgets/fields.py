"""The fields of a form: a line, several lines, a choice, a date that says how it was read."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from textual.binding import Binding
from textual.events import Click, Key
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget
from textual.widgets import Input, Static, TextArea

from chronology.record.errors import UnreadableDate
from tui.cli.speaking import plain
from tui.textual_quirks import Line, Pasted, inert


class AnswerLine(Static, can_focus=True):
    """A field that shows on one line what was chosen, and says so when that changes."""

    DEFAULT_CSS = """
    AnswerLine { height: 1; padding: 0 1; }
    AnswerLine:focus { text-style: reverse; }
    """

    class Changed(Message):
        """Another answer was chosen."""

        def __init__(self, field: AnswerLine) -> None:
            self.field = field
            super().__init__()

        @property
        def control(self) -> AnswerLine:
            """The field."""
            return self.field

    def __init__(self, *, name_on_screen: str) -> None:
        super().__init__(id=name_on_screen, markup=False)

    @property
    def shown(self) -> str:
        """What was chosen, in words."""
        raise NotImplementedError

    def on_mount(self) -> None:
        """Show what was chosen."""
        self.update(inert(self.shown))

    def watch_chosen(self) -> None:
        """Show what was chosen, and say so."""
        self.update(inert(self.shown))
        self.post_message(self.Changed(self))


class Choice(AnswerLine):
    """One of a few answers on one line: Left and Right go through them, a letter goes to the next that begins so."""

    BINDINGS = [Binding("left,up", "step(-1)", show=False), Binding("right,down,space", "step(1)", show=False)]
    NOT_SAID = "not said"

    chosen = reactive("")

    def __init__(self, answers: Sequence[str], chosen: str, *, name_on_screen: str) -> None:
        super().__init__(name_on_screen=name_on_screen)
        self._answers = [*answers] if "" in answers or not answers else ["", *answers]
        self.set_reactive(Choice.chosen, chosen)

    @property
    def shown(self) -> str:
        """The answer, between the signs of the keys."""
        return f"‹ {self.chosen or self.NOT_SAID} ›"

    def action_step(self, by: int) -> None:
        """Choose the next answer, or the one before."""
        at = self._answers.index(self.chosen) if self.chosen in self._answers else 0
        self.chosen = self._answers[(at + by) % len(self._answers)]

    def on_click(self, event: Click) -> None:
        """Choose the next answer."""
        event.stop()
        self.action_step(1)

    def on_key(self, event: Key) -> None:
        """Choose the next answer that begins with a letter."""
        if not event.character or not event.character.isalpha():
            return
        at = self._answers.index(self.chosen) if self.chosen in self._answers else 0
        after = [*self._answers[at + 1 :], *self._answers[: at + 1]]
        found = next((a for a in after if (a or self.NOT_SAID).casefold().startswith(event.character.casefold())), None)
        if found is not None:
            event.stop()
            self.chosen = found


def words_in(widget: Widget) -> str:
    """Return what stands in a field."""
    if isinstance(widget, Input):
        return widget.value
    if isinstance(widget, TextArea):
        return widget.text
    assert isinstance(widget, Choice)
    return widget.chosen


def shown_words(widget: Widget, words: str) -> str:
    """Return words as a field shows them: a line has no line breaks, and no field a control character."""
    if isinstance(widget, Choice):
        return words
    if isinstance(widget, TextArea):
        return lines_shown(words)
    assert isinstance(widget, Line)
    return widget.validate_value(words)


def lines_shown(words: str) -> str:
    """Return words as a field of several lines shows them."""
    return plain(words.replace("\r\n", "\n").replace("\r", "\n"))


def put_in(widget: Widget, words: str) -> None:
    """Put words into a field."""
    words = shown_words(widget, words)
    if words_in(widget) == words:
        return
    if isinstance(widget, Input):
        widget.value = words
        widget.cursor_position = len(words)
    elif isinstance(widget, Pasted):
        widget.text = words
        widget.move_cursor(widget.document.end)
    else:
        assert isinstance(widget, Choice)
        widget.chosen = words


def date_echo(words: str, day: date) -> str:
    """Return how a date's words are read, with what is doubtful; what keeps them from being read; empty without words."""
    if not words.strip():
        return ""
    from chronology.record.dates import read_when

    try:
        when = read_when(words.strip(), latest=day)
    except UnreadableDate as failure:
        return f"✗ {failure.message}"
    parts = [f"= {when.words()}", *(f"? {doubt}" for doubt in when.doubts)]
    if not when.is_exact and not when.is_undated:
        first, last = when.earliest, when.latest
        begins = f"from {first.day} {first:%b %Y}" if first else ""
        ends = f"to {last.day} {last:%b %Y}" if last else "with no end" if when.is_period else ""
        parts.append(" ".join(filter(None, (begins, ends))))
    return "   ".join(part for part in parts if part)
