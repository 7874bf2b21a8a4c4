"""One case file: chronology, people, child, genogram and history, with quick add, import and undo."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import TYPE_CHECKING

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.screen import Screen
from textual.widgets import ContentSwitcher, Footer, Header, Static

from chronology.lives.children import subject_children
from chronology.record.errors import ChildNotTold, ConflictError, InputError, KinlineError
from chronology.record.people import Person
from chronology.record.values import Id
from tui.cli.sources import today
from tui.commands import COMMANDS
from tui.screens.asking import Accept, AskFiles
from tui.textual_quirks import QuietApp, inert
from tui.widgets.chronology_view import ChronologyView
from tui.widgets.entry_table import EntryTable
from tui.widgets.pages import child_page, history_page, people_page
from tui.widgets.text_view import TextView

if TYPE_CHECKING:
    from chronology.intake.importing import ImportPlan
    from chronology.journal.opencase import OpenCase

_VIEWS = ("chronology", "people", "child", "genogram", "history")


class CaseScreen(Screen[None]):
    """One case file open; what is seen is always a function of the case file, the day and the child in focus."""

    BINDINGS = [
        *(
            Binding(
                c.key,
                f"app.{c.name}" if c.name in {"help", "leave", "caseload"} else c.name,
                c.words,
                show=c.is_in_footer,
                key_display=c.shown_key,
            )
            for c in COMMANDS
        ),
        Binding("escape", "close_line", "Close", show=False),
    ]

    def __init__(self, opened: OpenCase, *, read_only: bool = False) -> None:
        super().__init__()
        self.opened = opened
        self.read_only = read_only
        self.day = today()
        self.child: Id | None = None
        self.view = "chronology"

    def compose(self) -> ComposeResult:
        """Lay out what is in focus, the five views and the footer."""
        yield Header()
        yield Static(id="focus", markup=False)
        with ContentSwitcher(initial="chronology", id="views"):
            yield ChronologyView(id="chronology")
            yield TextView(id="people", classes="wraps")
            yield TextView(id="child", classes="wraps")
            yield TextView(id="genogram")
            yield TextView(id="history", classes="wraps")
        yield Footer()

    def on_mount(self) -> None:
        """Show the case file, and look every two seconds for what another window changed."""
        self.show_all()
        self.query_one(EntryTable).focus()
        for note in self.opened.notes:
            self._say(note, is_warning=True)
        self.set_interval(2.0, self._look_for_changes)

    @property
    def subjects(self) -> tuple[Person, ...]:
        """The subject children of this case file."""
        try:
            return subject_children(self.opened.case, self.day)
        except ChildNotTold:
            return ()

    def show_all(self, keep: Id = "") -> None:
        """Show the current view afresh."""
        case = self.opened.case
        if self.child is not None and self.child not in case.people:
            self.child = None
        name = case.people[self.child].shown_name if self.child else "the whole family"
        family = case.family.name if case.family else ""
        locked = "   read only" if self.read_only else ""
        self.query_one("#focus", Static).update(inert(f"{family}: {name}   F8 next child{locked}"))
        self.title = "Kinline"
        self.sub_title = family
        if self.view == "chronology":
            self.query_one(ChronologyView).show(case, self.child, self.day, keep)
        elif self.view == "people":
            self._text("people", people_page(case, self.child, self.day))
        elif self.view == "child":
            self._text("child", self._child_words())
        elif self.view == "genogram":
            self._draw()
        else:
            self._text("history", history_page(self.opened.history()))

    def _text(self, view: str, words: str) -> None:
        self.query_one(f"#{view}", TextView).show(words)

    def _child_words(self) -> str:
        child = self.child or (self.subjects[0].id if self.subjects else None)
        if child is None:
            return "No child is recorded yet."
        return child_page(self.opened.case, child, self.day)

    @work(thread=True, exclusive=True, group="genogram")
    def _draw(self) -> None:
        """Lay out and draw the family beside the screen's own work, since a large family takes a while."""
        from exporters.genogram.genogram import genogram, render

        self.app.call_from_thread(self._text, "genogram", "Drawing the family …")
        try:
            drawing = genogram(self.opened.case, day=self.day, child=self.child)
            words = render(drawing, "txt").decode("utf-8")
        except KinlineError as failure:
            words = str(failure)
        self.app.call_from_thread(self._text, "genogram", words)

    def _show(self, view: str) -> None:
        self.view = view
        self.query_one("#views", ContentSwitcher).current = view
        self.show_all()
        (self.query_one(EntryTable) if view == "chronology" else self.query_one(f"#{view}")).focus()

    def action_show_chronology(self) -> None:
        """Show the entries."""
        self._show("chronology")

    def action_show_people(self) -> None:
        """Show the people."""
        self._show("people")

    def action_show_child(self) -> None:
        """Show one child's page."""
        if self.child is None and self.subjects:
            self.child = self.subjects[0].id
        self._show("child")

    def action_show_genogram(self) -> None:
        """Show the genogram in characters."""
        self._show("genogram")

    def action_show_history(self) -> None:
        """Show the change history."""
        self._show("history")

    def action_next_child(self) -> None:
        """Put the next subject child in focus; after the last, the family."""
        ids: list[Id | None] = [*(child.id for child in self.subjects), None]
        at = ids.index(self.child) if self.child in ids else -1
        self.child = ids[(at + 1) % len(ids)]
        self.show_all()

    def action_filter(self) -> None:
        """Open the filter line."""
        self._show("chronology")
        self.query_one(ChronologyView).ask_filter()

    def action_close_line(self) -> None:
        """Close the line in use."""
        self.query_one(ChronologyView).close_lines()

    def action_add_entry(self) -> None:
        """Open the line to add an entry."""
        if self._may_change():
            self._show("chronology")
            self.query_one(ChronologyView).ask_quick()

    def on_chronology_view_quick_typing(self, event: ChronologyView.QuickTyping) -> None:
        """Read the line back as it is typed."""
        from chronology.intake.quick import read_line

        self.query_one(ChronologyView).read_back(
            read_line(event.line, self.opened.case, day=self.day, focus=self.child).words()
        )

    def on_chronology_view_quick_line(self, event: ChronologyView.QuickLine) -> None:
        """Add the entry, or say what stands in the way."""
        from chronology.intake.quick import read_line

        read = read_line(event.line, self.opened.case, day=self.day, focus=self.child)
        if read.entry is None:
            self._say("Not added: " + "; ".join(read.problems), is_warning=True)
            return
        if self._record(f"Entry of {read.entry.when.words()} added", values=(read.entry,)):
            self.query_one(ChronologyView).quick_done()
            self.show_all(keep=read.entry.id)

    def action_undo(self) -> None:
        """Reverse the last change."""
        if self._may_change():
            self._reverse("undo")

    def action_redo(self) -> None:
        """Do again what was undone last."""
        if self._may_change():
            self._reverse("redo")

    def _reverse(self, way: str) -> None:
        try:
            done = self.opened.undo() if way == "undo" else self.opened.redo()
        except KinlineError as failure:
            self._say(str(failure), is_warning=True)
            return
        self._say(done.label)
        self.show_all()

    def action_import_files(self) -> None:
        """Ask for files, show what every row will be, and import them if accepted."""
        if self._may_change():
            self.app.push_screen(AskFiles(), self._preview)

    def _preview(self, words: str | None) -> None:
        if words and words.strip():
            self._plan_import(words)

    @work(thread=True, exclusive=True, group="import")
    def _plan_import(self, words: str) -> None:
        from chronology.intake.importing import plan_import, read_given

        try:
            paths = [Path(part).expanduser() for part in shlex.split(words)]
            plan = plan_import(self.opened.case, [read_given(path) for path in paths], day=self.day)
        except ValueError:
            self.app.call_from_thread(self._say, "A quotation mark is missing in the paths.", is_warning=True)
            return
        except InputError as failure:
            self.app.call_from_thread(self._say, str(failure), is_warning=True)
            return
        self.app.call_from_thread(self._ask_to_accept, plan)

    def _ask_to_accept(self, plan: ImportPlan) -> None:
        from chronology.intake.previews import preview_lines

        text = "\n".join(preview_lines(plan))
        can = bool(plan.records) and not plan.errors
        title = "What this import will do" if can else "Nothing would be added"
        self.app.push_screen(Accept(title, text, can_accept=can), lambda yes: self._import(plan) if yes else None)

    def _import(self, plan: ImportPlan) -> None:
        originals = [(file.name, file.data) for file in plan.originals]
        if self._record(plan.label(), values=plan.records, originals=originals):
            self._say(f"{plan.label()}. One undo takes it back.")
            self.show_all()

    def _record(self, label: str, **change: object) -> bool:
        try:
            self.opened.record(label, **change)  # type: ignore[arg-type]
        except ConflictError as failure:
            self._say(str(failure), is_warning=True)
            self.opened.refresh()
            self.show_all()
            return False
        except KinlineError as failure:
            self._say(f"Not recorded: {failure}", is_warning=True)
            return False
        return True

    def _look_for_changes(self) -> None:
        try:
            changes = self.opened.refresh()
        except KinlineError as failure:
            self._say(str(failure), is_warning=True)
            return
        if changes:
            self._say(f"Changed in another window: {changes[-1].label}")
            self.show_all()

    def _may_change(self) -> bool:
        if self.read_only:
            self._say("This case file is open to read only: nothing can be changed.", is_warning=True)
        return not self.read_only

    def _say(self, message: str, *, is_warning: bool = False) -> None:
        app = self.app
        assert isinstance(app, QuietApp)
        app.say(message, is_warning=is_warning)
