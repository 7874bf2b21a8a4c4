"""Every command by name: typing narrows, Enter does it, and what is not possible now says why."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from textual.app import App, ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.dom import DOMNode
from textual.screen import ModalScreen
from textual.widgets import Input, Label, OptionList, Static
from textual.widgets.option_list import Option

from tui.command import Command
from tui.commands import APP_COMMANDS, commands_of
from tui.textual_quirks import Line, inert


@dataclass(frozen=True)
class Offered:
    """A command as it can be chosen now."""

    command: Command
    act: Callable[[], object] | None
    """Does it; None where it is not possible now."""
    why_not: str = ""
    """Why it is not possible now."""

    def words(self) -> str:
        """Return the line that stands in the list."""
        told = f"not now: {self.why_not}" if self.why_not else self.command.tells
        return f"{self.command.words} ({self.command.shown_key})  {told}"


def offered_on(app: App[object], nodes: Sequence[DOMNode]) -> list[Offered]:
    """Return every command of the registry, as far as a screen and its view can carry it out now."""
    found = []
    for command in commands_of(app):
        if command.name in {"palette"} or not command.key:
            continue
        places = [app] if command.name in APP_COMMANDS else nodes
        node = next((n for n in places if hasattr(n, f"action_{command.name}")), None)
        why = "" if command.name in APP_COMMANDS else _why_not(command, nodes)
        if node is None and not why:
            why = "open a case file first"
        act = getattr(node, f"action_{command.name}", None)
        found.append(Offered(command, None if why else act, why))
    return found


def _why_not(command: Command, nodes: Sequence[DOMNode]) -> str:
    return next((why for node in nodes if (ask := getattr(node, "why_not", None)) and (why := ask(command))), "")


class Palette(ModalScreen["Offered | None"]):
    """Asks which command; gives None where the person goes back or the command is not possible now."""

    BINDINGS = [
        Binding("escape,ctrl+p", "back", "Back"),
        Binding("down", "mark(1)", show=False),
        Binding("up", "mark(-1)", show=False),
    ]

    def __init__(self, offered: Sequence[Offered]) -> None:
        super().__init__()
        self._offered = list(offered)
        self._shown: list[Offered] = []

    def compose(self) -> ComposeResult:
        """Lay out the field that narrows and the commands."""
        with Vertical(classes="window tall"):
            yield Label(inert("What is to be done?"), classes="title")
            yield Line(placeholder="type part of its name", id="narrow")
            yield OptionList(id="answers")
            yield Static(id="told", markup=False)

    def on_mount(self) -> None:
        """Show every command."""
        self._list("")

    def _list(self, words: str) -> None:
        parts = words.casefold().split()
        self._shown = [o for o in self._offered if all(part in o.words().casefold() for part in parts)]
        self._shown.sort(
            key=lambda o: (bool(o.why_not), not o.command.words.casefold().startswith(tuple(parts or [""])))
        )
        listed = self.query_one("#answers", OptionList)
        listed.clear_options()
        listed.add_options([Option(inert(one.words())) for one in self._shown])
        listed.highlighted = 0 if self._shown else None
        self._tell("Enter does it, Esc goes back.")

    def _tell(self, words: str) -> None:
        self.query_one("#told", Static).update(inert(words))

    def on_input_changed(self, event: Input.Changed) -> None:
        """Narrow the commands."""
        self._list(event.value)

    def on_input_submitted(self) -> None:
        """Choose the marked command."""
        at = self.query_one("#answers", OptionList).highlighted
        if at is not None:
            self._choose(at)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Choose a command of the list."""
        self._choose(event.option_index)

    def _choose(self, at: int) -> None:
        one = self._shown[at]
        if one.act is None:
            self._tell(f"{one.command.words} is not possible now: {one.why_not}.")
        else:
            self.dismiss(one)

    def action_mark(self, by: int) -> None:
        """Mark the next command, or the one before."""
        listed = self.query_one("#answers", OptionList)
        if self._shown:
            listed.highlighted = ((listed.highlighted or 0) + by) % len(self._shown)

    def action_back(self) -> None:
        """Choose none."""
        self.dismiss(None)
