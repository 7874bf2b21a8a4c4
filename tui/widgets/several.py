"""A field that holds several of a list: Enter opens the list, in which Space or Enter marks and Esc is done."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.events import Click
from textual.reactive import reactive
from textual.screen import ModalScreen
from textual.widgets import Label, OptionList, Static
from textual.widgets.option_list import Option

from tui.textual_quirks import inert
from tui.widgets.fields import AnswerLine


class ChooseSeveral(ModalScreen[tuple[str, ...]]):
    """Marks several of a list and gives them back."""

    BINDINGS = [
        Binding("escape,ctrl+s", "done", "Done"),
        Binding("space", "mark", "Mark", show=False),
        Binding("ctrl+d", "none", "None", show=False),
    ]

    def __init__(self, label: str, answers: Mapping[str, str], chosen: tuple[str, ...]) -> None:
        super().__init__()
        self._label = label
        self._answers = dict(answers)
        self._chosen = set(chosen)

    def compose(self) -> ComposeResult:
        """Lay out the list and its keys."""
        with Vertical(classes="window tall"):
            yield Label(inert(self._label), classes="title")
            yield OptionList(*(Option(inert(self._line(key))) for key in self._answers), id="answers")
            yield Static(inert("Space or Enter marks, Ctrl+D takes every mark away, Esc is done."), markup=False)

    def _line(self, key: str) -> str:
        return f"[{'x' if key in self._chosen else ' '}] {self._answers[key]}"

    def _show(self, at: int) -> None:
        listed = self.query_one("#answers", OptionList)
        listed.replace_option_prompt_at_index(at, inert(self._line(list(self._answers)[at])))

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Mark, or take the mark away."""
        self._turn(event.option_index)

    def action_mark(self) -> None:
        """Mark what the cursor is on, or take the mark away."""
        at = self.query_one("#answers", OptionList).highlighted
        if at is not None:
            self._turn(at)

    def _turn(self, at: int) -> None:
        self._chosen ^= {list(self._answers)[at]}
        self._show(at)

    def action_none(self) -> None:
        """Take every mark away."""
        self._chosen.clear()
        for at in range(len(self._answers)):
            self._show(at)

    def action_done(self) -> None:
        """Give back what is marked, in the list's order."""
        self.dismiss(tuple(key for key in self._answers if key in self._chosen))


class Several(AnswerLine):
    """What is chosen of a list, on one line."""

    BINDINGS = [Binding("enter,space", "choose", "Choose", show=False)]

    chosen: reactive[tuple[str, ...]] = reactive(())

    def __init__(self, label: str, answers: Callable[[], Mapping[str, str]], *, none: str, name_on_screen: str) -> None:
        super().__init__(name_on_screen=name_on_screen)
        self._label = label
        self._answers = answers
        self._none = none

    @property
    def shown(self) -> str:
        """What is chosen of the list, and the key that opens it."""
        return f"{'; '.join(self.chosen) or self._none}  (Enter)"

    def on_click(self, event: Click) -> None:
        """Open the list."""
        event.stop()
        self.action_choose()

    def action_choose(self) -> None:
        """Open the list, if there is anything in it."""
        answers = self._answers()
        if not answers:
            self.update(inert("there is none to choose from"))
            return
        self.app.push_screen(ChooseSeveral(self._label, answers, self.chosen), self._taken)

    def _taken(self, chosen: tuple[str, ...] | None) -> None:
        if chosen is not None:
            self.chosen = chosen
