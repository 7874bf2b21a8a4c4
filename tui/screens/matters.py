"""Accounts that may tell of one matter, side by side: a person decides what they are."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Label, Static

from chronology.record.entries import Entry
from tui.screens.asking import AskLine, Choose
from tui.textual_quirks import inert, work
from tui.widgets.wrapped_lines import LineList

if TYPE_CHECKING:
    from chronology.record.casefile import CaseFile
    from chronology.record.values import Id


@dataclass(frozen=True)
class Accounts:
    """Accounts to look at together."""

    entries: tuple[Id, ...]
    why: str
    is_decided: bool = False
    contradictions: tuple[str, ...] = ()


@dataclass(frozen=True)
class Decided:
    """What a person said that accounts are."""

    entries: tuple[Id, ...]
    made: str
    """one: one matter; apart: different matters; else the id of the entry that stays where they are one entry twice."""


class MattersScreen(ModalScreen["Decided | None"]):
    """Shows accounts side by side and gives what was decided about some of them; None where the person goes back."""

    BINDINGS = [Binding("escape", "back", "Back")]

    def __init__(
        self,
        case: CaseFile,
        matters: Sequence[Accounts],
        asks_why: Callable[[Decided], AskLine],
        may_decide: Callable[[], bool],
    ) -> None:
        super().__init__()
        self._case = case
        self._matters = list(matters)
        self._asks_why = asks_why
        """Gives the question for the reason of a decision, which records it."""
        self._may_decide = may_decide
        """Returns whether anything can be decided, and says why where it cannot."""

    def compose(self) -> ComposeResult:
        """Lay out the list, and the accounts of the one that is marked."""
        with Vertical(classes="window tall wide"):
            yield Label(inert("Do these accounts tell of one matter?"), classes="title")
            yield LineList([self._named(matter) for matter in self._matters], name_on_screen="matters")
            with VerticalScroll(id="accounts", can_focus=True):
                yield Horizontal(id="side-by-side")
                yield Static(id="differ", markup=False)
            yield Static(
                inert("Enter decides about the marked accounts, Esc goes back. Each account stays under its source."),
                markup=False,
            )

    def _entries(self, matter: Accounts) -> list[Entry]:
        found = (self._case.records.get(entry) for entry in matter.entries)
        return [entry for entry in found if isinstance(entry, Entry)]

    def _named(self, matter: Accounts) -> str:
        entries = self._entries(matter)
        mark = "one matter, as decided" if matter.is_decided else "one matter?"
        when = entries[0].when.words() if entries else ""
        return f"{when}: {', '.join(e.origin.agency or e.origin.words() or 'source not named' for e in entries)} · {mark} ({matter.why})"

    def on_mount(self) -> None:
        """Show the first."""
        self.query_one("#matters", LineList).focus()
        self.show_accounts(0)

    def on_line_list_marked(self, event: LineList.Marked) -> None:
        """Show the accounts of the matter under the cursor."""
        self.show_accounts(event.at)

    @work(exclusive=True, group="accounts")
    async def show_accounts(self, at: int) -> None:
        """Show the accounts of a matter; only of the last, where one goes quickly from one to another."""
        matter = self._matters[at]
        beside = self.query_one("#side-by-side", Horizontal)
        await beside.remove_children()
        await beside.mount(
            *(Static(inert(self._told(entry)), markup=False, classes="account") for entry in self._entries(matter))
        )
        differ = "\n".join(f"The accounts differ in {words}" for words in matter.contradictions)
        self.query_one("#differ", Static).update(inert(differ))

    def _told(self, entry: Entry) -> str:
        names = ", ".join(self._case.people[c].shown_name for c in entry.children if c in self._case.people)
        lines = [
            entry.when.words(),
            entry.origin.words() or "source not named",
            names or "about the family",
            "",
            entry.event,
        ]
        lines += [
            f"{label}: {words}" for label, words in (("Action", entry.action), ("Outcome", entry.outcome)) if words
        ]
        return "\n".join(lines)

    def on_line_list_chosen(self, event: LineList.Chosen) -> None:
        """Ask what the marked accounts are."""
        if not self._may_decide():
            return
        matter = self._matters[event.at]
        entries = self._entries(matter)
        answers = {
            "one": "one matter, told by several sources: every account stays",
            "apart": "different matters: not to be offered again",
        }
        for entry in entries:
            source = entry.origin.words() or "source not named"
            answers[entry.id] = f"the same entry twice: keep that of {source}, with what the other says"

        def made(answer: str | None) -> None:
            if answer is None:
                return
            decided = Decided(matter.entries, answer)

            def reasoned(why: str | None) -> None:
                if why is not None:
                    self.dismiss(decided)

            self.app.push_screen(self._asks_why(decided), reasoned)

        self.app.push_screen(Choose("What are these accounts?", answers), made)

    def action_back(self) -> None:
        """Decide nothing."""
        self.dismiss(None)
