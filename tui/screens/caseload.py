"""The caseload: the case files of a folder."""

from __future__ import annotations

from pathlib import Path

from textual.app import ComposeResult
from textual.binding import Binding
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Footer, Header, OptionList, Static
from textual.widgets.option_list import Option

from tui.textual_quirks import inert


def case_files(folder: Path) -> list[Path]:
    """Return the case files of a folder, by name."""
    try:
        return sorted(p for p in folder.iterdir() if p.suffix == ".kin" and (p / "journal.db").exists())
    except OSError:
        return []


class Caseload(Screen[None]):
    """Every case file of a folder; Enter opens one."""

    BINDINGS = [
        Binding("f1", "app.help", "Help", key_display="F1"),
        Binding("f5", "look_again", "Look again", key_display="F5"),
    ]

    class Chosen(Message):
        """A case file was chosen."""

        def __init__(self, path: Path) -> None:
            self.path = path
            super().__init__()

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.folder = folder
        self._paths: list[Path] = []

    def compose(self) -> ComposeResult:
        """Lay out the list."""
        yield Header()
        yield Static(id="where", markup=False)
        yield OptionList(id="cases", markup=False)
        yield Footer(show_command_palette=False, compact=True)

    def on_mount(self) -> None:
        """Fill the list."""
        self.action_look_again()

    def on_screen_resume(self) -> None:
        """Look again whenever the list comes back into view."""
        self.action_look_again()

    def action_look_again(self) -> None:
        """Read the folder again."""
        self._paths = case_files(self.folder)
        listing = self.query_one(OptionList)
        listing.clear_options()
        listing.add_options([Option(inert(path.stem)) for path in self._paths])
        if self._paths:
            listing.highlighted = 0
        said = (
            f"{len(self._paths)} case file{'s' if len(self._paths) > 1 else ''} in "
            f"{self.folder.resolve().name or self.folder}. Enter opens one."
            if self._paths
            else "No case files here yet. Make one with: kinline new NAME.kin   or see the example: kinline demo"
        )
        self.query_one("#where", Static).update(inert(said))
        listing.focus()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Open the case file chosen."""
        self.app.post_message(self.Chosen(self._paths[event.option_index]))
