"""The caseload: the families of a folder with what is going on in each, a search across them, a new family."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.binding import Binding
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Footer, Header, Input, Static

from tui.case_files import Looked, case_files, counted, in_full, look_into, patterns_to_look_at
from tui.cli.sources import today
from tui.jobs import STOPS, Job, Jobs
from tui.screens.new_family import new_form
from tui.setting_up import file_name_of
from tui.stamps import stamp_of
from tui.textual_quirks import Line, inert, work
from tui.widgets.entry_table import Column, EntryTable, Row

if TYPE_CHECKING:
    from chronology.checks.caseloads import Searchable
    from chronology.journal.opencase import OpenCase

_COLUMNS = (
    Column("Family", 16, share=1),
    Column("Children", 16, share=2),
    Column("Last entry", 17),
    Column("Open plans", 16, share=2),
    Column("To look at", 10),
)
_HITS = (Column("Family", 16, share=1), Column("Found", 40, share=6))


class Caseload(Screen[None]):
    """Every case file of a folder; Enter opens one."""

    BINDINGS = [
        Binding("f1", "app.help", "Help", key_display="F1"),
        Binding("enter", "open", "Open", key_display="Enter"),
        Binding("ctrl+n", "new", "New", key_display="Ctrl+N"),
        Binding("f7", "import_new", "Import", key_display="F7"),
        Binding("ctrl+f", "search", "Search", key_display="Ctrl+F"),
        Binding("f5", "look_again", "Look again", key_display="F5", show=False),
        Binding("f2", "app.sample", "Sample", key_display="F2"),
        Binding("ctrl+t", "app.guide", "Guide", key_display="Ctrl+T"),
        Binding("ctrl+l", "app.lock", "Lock", key_display="Ctrl+L", show=False),
        Binding("ctrl+q", "app.leave", "Leave", key_display="Ctrl+Q", show=False),
        Binding("escape", "close_search", "Close", show=False),
    ]

    class Chosen(Message):
        """A case file was chosen, or something in it that a search found."""

        def __init__(self, path: Path, hit: Searchable | None = None) -> None:
            self.path = path
            self.hit = hit
            super().__init__()

    class Wanted(Message):
        """A family, or an import, was asked for while a case file is being made or opened."""

        def __init__(self, *, imports: bool) -> None:
            self.imports = imports
            super().__init__()

    class New(Message):
        """A new family is to be begun."""

        def __init__(self, path: Path, name: str, *, imports: bool) -> None:
            self.path = path
            self.name = name
            self.imports = imports
            """Whether files are to be read into it at once."""
            super().__init__()

    def __init__(
        self,
        folder: Path,
        opens: Callable[[Path], OpenCase],
        is_opening: Callable[[], bool],
        gives_up: Callable[[], bool] = lambda: False,
    ) -> None:
        super().__init__()
        self._gives_up = gives_up
        """Gives up opening a case file, and says whether one was being opened."""
        self._jobs = Jobs()
        self._where = ""
        """What is said of the folder."""
        self._looking = "Looking into the case files"
        self._is_slow = False
        """Whether looking into the case files takes so long that it is said."""
        self.folder = folder
        self._opens = opens
        self._is_opening = is_opening
        """Whether a case file is open or being opened for a person: looking into the others waits for it."""
        self._paths: list[Path] = []
        self._looked: dict[Path, Looked] = {}
        self._hits: list[tuple[Path, Searchable]] = []
        self._is_searching = False
        self._name_begun = ""
        """The name that was written last for a new family."""

    def compose(self) -> ComposeResult:
        """Lay out the list, the line to search and what it finds."""
        yield Header()
        yield Static(id="where", markup=False)
        yield Line(placeholder="Search people and entries of every family; Esc closes", id="search")
        yield EntryTable(_COLUMNS, name_on_screen="cases")
        yield EntryTable(_HITS, name_on_screen="hits")
        yield Static(id="caseload-note", markup=False)
        yield Footer(show_command_palette=False, compact=True)

    def on_mount(self) -> None:
        """Show the list without a search."""
        self.query_one("#search").display = False
        self.query_one("#hits").display = False

    def on_screen_resume(self) -> None:
        """Look again whenever the list comes back into view."""
        self.action_look_again()

    def on_screen_suspend(self) -> None:
        """Look no further while the list is not seen: what a person does in an open case file has the machine to itself."""
        self._jobs.stop_all()

    def on_unmount(self) -> None:
        """Want nothing any more that is looked for."""
        self._jobs.stop_all()

    @property
    def _cases(self) -> EntryTable:
        return self.query_one("#cases", EntryTable)

    def action_look_again(self) -> None:
        """Read the folder again, and look into every case file that changed."""
        self._paths = case_files(self.folder)
        self._show_cases()
        said = (
            f"{counted(len(self._paths), 'case file')} in {self.folder.resolve().name or self.folder}. Enter opens one."
            if self._paths
            else "No case files here yet. Ctrl+N begins one, F7 begins one from files, F2 makes the invented sample family."
        )
        self._where = said
        self._say_where(said)
        if not self._is_searching:
            self._cases.focus()
        self._look()

    def _say_where(self, words: str) -> None:
        self.query_one("#where", Static).update(inert(words))

    def _show_cases(self) -> None:
        current = self._cases.current
        rows = [self._row(path) for path in self._paths]
        self._cases.show(rows, current.id if current else "")

    def _row_id(self, path: Path) -> str:
        return path.relative_to(self.folder).as_posix()

    def _row(self, path: Path) -> Row:
        looked = self._looked.get(path)
        if looked is None:
            return Row(self._row_id(path), (path.stem, "", "", "", "…"), is_quiet=True)
        if looked.summary is None:
            return Row(self._row_id(path), (path.stem, looked.trouble, "", "", ""), is_quiet=True)
        seen = looked.summary
        last = "none yet" if seen.last_entry.is_undated else seen.last_entry.words()
        patterns = "…" if looked.patterns is None else str(looked.patterns)
        cells = (seen.name or path.stem, ", ".join(seen.children), last, ", ".join(seen.plans) or "none", patterns)
        return Row(self._row_id(path), cells)

    @work(group="look", exclusive=True)
    async def _look(self) -> None:
        """Look into one case file after another beside the screen; first what is recorded, then the patterns."""
        self._is_slow = False

        def says() -> None:
            self._is_slow = True
            self._say_looking()

        is_done = await self._jobs.run(
            "look",
            self._look_into_all,
            says=says,
            stopped=lambda: self._say_where("Stopped looking into the case files. F5 looks again; Enter opens one."),
        )
        if not is_done or not self.is_attached:
            return
        self._note()
        if self._is_searching:
            self._search()
        else:
            self._say_where(self._where)

    def _say_looking(self) -> None:
        """Say which case file is looked into, once that takes long."""
        if self._is_slow and not self._is_searching:
            self._say_where(f"{self._looking} …  {STOPS}")

    async def _look_into_all(self, job: Job) -> bool:
        day = today()
        for at, path in enumerate(self._paths, 1):
            stamp = await job.make(partial(stamp_of, path))
            known = self._looked.get(path)
            if known is not None and known.is_of(stamp, day):
                continue
            while self._is_opening():
                await asyncio.sleep(0.05)
                job.check()
            self._looking = f"Looking into {path.stem}, {at} of {len(self._paths)}"
            self._say_looking()
            looked, case = await job.make(partial(look_into, path, self._opens, stamp, day))
            self._looked[path] = looked
            self._show_cases()
            if case is not None:
                count = await job.make(partial(patterns_to_look_at, case, day))
                self._looked[path] = Looked(stamp, day, looked.summary, looked.things, count)
                self._show_cases()
        return True

    def on_entry_table_moved(self, event: EntryTable.Moved) -> None:
        """Say the whole of the line that the cursor is on: a narrow screen cuts it short."""
        event.stop()
        self._note()

    def _note(self) -> None:
        row = self._cases.current
        looked = self._looked.get(self.folder / row.id) if row is not None and not self._is_searching else None
        self.query_one("#caseload-note", Static).update(inert(in_full(looked) if looked else ""))

    def action_open(self) -> None:
        """Open the case file chosen, at what was found where a search is open."""
        hits = self.query_one("#hits", EntryTable)
        if self._is_searching and hits.current is not None:
            path, hit = self._hits[int(hits.current.id)]
            self.app.post_message(self.Chosen(path, hit))
        elif not self._is_searching and self._cases.current is not None:
            self.app.post_message(self.Chosen(self.folder / self._cases.current.id))

    def action_search(self) -> None:
        """Open the line to search every family that was looked into."""
        self._is_searching = True
        line = self.query_one("#search", Line)
        line.display = True
        self.query_one("#hits").display = True
        self._cases.display = False
        line.focus()
        self._search()

    def action_close_search(self) -> None:
        """Give up opening, or stop what is looked for; else show the families again."""
        if self._gives_up():
            return
        if self._is_searching and not self._jobs.stop_said("search"):
            self._is_searching = False
            self.query_one("#search", Line).value = ""
            self.query_one("#search").display = False
            self.query_one("#hits").display = False
            self._cases.display = True
            self._cases.focus()
            self.action_look_again()
        elif not self._is_searching:
            self._jobs.stop_all(by_a_person=True)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Search as it is typed."""
        event.stop()
        if self._is_searching:
            self._search()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Go to what was found."""
        event.stop()
        self.query_one("#hits", EntryTable).focus()

    @work(group="search", exclusive=True)
    async def _search(self) -> None:
        from chronology.checks.caseloads import found_in

        words = self.query_one("#search", Line).value
        looked = [(path, self._looked[path]) for path in self._paths if path in self._looked]

        def found() -> list[tuple[Path, Searchable]]:
            return [(path, hit) for path, one in looked for hit in found_in(one.things, words)]

        hits = await self._jobs.make(
            "search",
            found,
            says=lambda: self._say_where(f"Searching every family …  {STOPS}"),
            stopped=lambda: self._say_where("Stopped: not every family was searched. Other words search again."),
        )
        if hits is None:
            return
        self._hits = hits
        names = {path: (one.summary.name if one.summary else "") or path.stem for path, one in looked}
        rows = [Row(str(n), (names[path], hit.shown)) for n, (path, hit) in enumerate(hits)]
        self.query_one("#hits", EntryTable).show(rows)
        not_yet = len(self._paths) - sum(one.summary is not None for _, one in looked)
        rest = f"; {counted(not_yet, 'case file')} not looked into yet" if not_yet else ""
        said = f"{len(hits)} found{rest}. Enter goes to them, and opens one there." if words.strip() else ""
        self.query_one("#where", Static).update(inert(said or "Every word has to be there, in any order."))

    def action_new(self, *, imports: bool = False) -> None:
        """Ask for the name of a family and begin its case file; a name that none was made for is there again."""
        if self._is_opening():
            self.app.post_message(self.Wanted(imports=imports))
            return
        form = new_form(self.folder)
        if self._name_begun and not (self.folder / file_name_of(self._name_begun)).exists():
            form.with_draft(lambda _: None, json.dumps({"words": {"0|name": self._name_begun}}))

        def begin(name: str | None) -> None:
            if name is not None:
                self._name_begun = name
                self.app.post_message(self.New(self.folder / file_name_of(name), name, imports=imports))

        self.app.push_screen(form, begin)

    def action_import_new(self) -> None:
        """Begin a case file and read files into it."""
        self.action_new(imports=True)
