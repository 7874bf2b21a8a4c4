"""One case file: chronology, people, child, genogram, work, patterns and history, and what moves between them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.binding import Binding
from textual.widgets import ContentSwitcher, Footer, Header, Static

from chronology.record.values import Id
from tui.cli.speaking import plain
from tui.command import Command
from tui.commands import bindings_of, commands_of
from tui.screens.child_writing import ChildWriting
from tui.screens.entry_actions import EntryActions
from tui.screens.family_editing import FamilyEditing
from tui.screens.import_actions import IMPORT, ImportActions
from tui.screens.looking import LookingActions
from tui.screens.of_case import NO_CHILD
from tui.screens.others_drafts import OthersDrafts
from tui.screens.quick_adding import QuickAdding
from tui.screens.work_actions import WorkActions
from tui.textual_quirks import inert
from tui.widgets.child_view import ChildView
from tui.widgets.chronology_view import ChronologyView
from tui.widgets.entry_table import EntryTable
from tui.widgets.genogram_view import GenogramView
from tui.widgets.history_view import HistoryView
from tui.widgets.pages import people_page
from tui.widgets.text_view import TextView

if TYPE_CHECKING:
    from chronology.journal.opencase import OpenCase


class CaseScreen(
    QuickAdding, EntryActions, FamilyEditing, ChildWriting, WorkActions, ImportActions, LookingActions, OthersDrafts
):
    """One case file open; what is seen is always a function of the case file, the day and the child in focus."""

    BINDINGS = [
        *bindings_of(""),
        Binding("escape", "close_line", "Close", show=False),
    ]

    def __init__(self, opened: OpenCase, path: Path, *, read_only: bool = False, is_ascii: bool = False) -> None:
        super().__init__(opened, path, read_only=read_only)
        self._is_ascii = is_ascii

    def compose(self) -> ComposeResult:
        """Lay out what is in focus, the views and the footer."""
        yield Header()
        yield Static(id="focus", markup=False)
        with ContentSwitcher(initial="chronology", id="views"):
            yield ChronologyView(self.jobs, name_on_screen="chronology")
            yield TextView(id="people", classes="wraps")
            yield ChildView(self.jobs, name_on_screen="child")
            yield GenogramView(self.jobs, name_on_screen="genogram", is_ascii=self._is_ascii)
            yield TextView(id="work", classes="wraps")
            yield TextView(id="patterns", classes="wraps")
            yield HistoryView(name_on_screen="history")
        yield Footer(show_command_palette=False, compact=True)

    def on_mount(self) -> None:
        """Show the case file, and look every two seconds for what another window changed."""
        self.show_all()
        self.query_one(EntryTable).focus()
        self.say_notes()
        self.set_interval(2.0, self.look_for_changes)
        self.bring_back_drafts()
        self.say_others_drafts()

    def go_to(self, kind: str, ident: Id) -> None:
        """Show an entry in the table, or mark somebody on the genogram: what a search of the caseload found."""
        if kind == "entry":
            self.show_view("chronology")
            self.show_all(keep=ident)
        elif ident in self.opened.case.people:
            self.show_view("genogram")
            self.query_one(GenogramView).mark(ident)

    def show_all(self, keep: Id = "") -> None:
        """Show the current view afresh."""
        if not self.query("#focus"):  # the case file was closed meanwhile
            return
        case = self.case
        if self.child is not None and self.child not in case.people:
            self.child = None
        self.show_head()
        self.set_class(self.looking is not None, "looking")
        self.title = "Kinline"
        self.sub_title = plain(case.family.name if case.family else "")
        if self.view == "chronology":
            unknown = self.looking.unknown if self.looking else ()
            self.query_one(ChronologyView).show(
                case, self.child, self.day, keep, unknown=unknown, recorded=self.opened.versions
            )
        elif self.view == "people":
            self._text("people", people_page(case, self.child, self.day))
        elif self.view == "child":
            child = self._child_or_first
            if child is None:
                self._text("child", NO_CHILD)
            else:
                self.show_child_page(child)
        elif self.view == "genogram":
            self.query_one(GenogramView).show(case, self.child, self.day)
        elif self.view in {"work", "patterns"}:
            self._tell_work(self.view, case, self._child_or_first)
        else:
            self._tell_history()

    def show_head(self) -> None:
        """Show afresh what is in focus, or what is being done that takes long."""
        case = self.case
        name = case.people[self.child].shown_name if self.child and self.child in case.people else "the whole family"
        family = (case.family.name if case.family else "") or self.path.stem
        locked = "   read only" if self.read_only else ""
        keys = "   ".join(self._keys_said())
        said = f"{self.looking.words}   {family}: {name}" if self.looking else f"{family}: {name}   {keys}{locked}"
        self.query_one("#focus", Static).update(inert(next(reversed(self.doing.values()), said)))

    def _keys_said(self) -> Iterator[str]:
        """Yield the keys that the view shown wants and the footer has not."""
        keys = {c.name: c.shown_key for c in commands_of(self.app)}
        yield f"{keys['next_child']} next child"
        if self.view == "work" and not self.read_only:
            yield f"{keys['write']} write or correct"
        elif self.view == "patterns":
            yield f"{keys['write']} look at one"
        elif self.view == "child" and not self.read_only:
            yield f"{keys['add_view']}, {keys['add_day']}, {keys['add_impact']} write"

    def show_view(self, view: str) -> None:
        """Go to a view; what was worked out for the view that is left is wanted no more."""
        self.jobs.stop_all(but=IMPORT)
        self.view = view
        self.query_one("#views", ContentSwitcher).current = view
        self.show_all()
        places = {"chronology": "#table", "genogram": "FamilyCanvas", "history": "#changes"}
        self.query_one(places.get(view, f"#{view}")).focus()

    def action_show_chronology(self) -> None:
        """Show the entries."""
        self.show_view("chronology")

    def action_show_people(self) -> None:
        """Show the people."""
        self.show_view("people")

    def action_show_child(self) -> None:
        """Show one child's page."""
        self._show_of_child("child")

    def _show_of_child(self, view: str) -> None:
        self.child = self._child_or_first
        self.show_view(view)

    def action_show_genogram(self) -> None:
        """Show the genogram in characters."""
        self.show_view("genogram")

    def action_show_work(self) -> None:
        """Show the work with one child."""
        self._show_of_child("work")

    def action_show_patterns(self) -> None:
        """Show the patterns to consider for one child."""
        self._show_of_child("patterns")

    def action_show_history(self) -> None:
        """Show the change history."""
        self.show_view("history")

    def action_next_child(self) -> None:
        """Put the next subject child in focus; after the last, the family."""
        ids: list[Id | None] = [*(child.id for child in self.subjects), None]
        at = ids.index(self.child) if self.child in ids else -1
        self.child = ids[(at + 1) % len(ids)]
        self.jobs.stop_all(but=IMPORT)
        self.show_all()

    def action_filter(self) -> None:
        """Open the filter line, on the genogram the line to find people."""
        if self.view == "genogram":
            self.query_one(GenogramView).ask_find()
            return
        if self.view != "chronology":
            self.show_view("chronology")
        self.query_one(ChronologyView).ask_filter()

    def action_close_line(self) -> None:
        """Stop what is said to be worked out; else close the line in use, go back to today, or stop what was just begun."""
        if self.jobs.stop_said():
            return
        if self.view == "genogram":
            closed = self.close_family_line() or self.query_one(GenogramView).close_find()
        elif self.view == "history":
            closed = self.query_one(HistoryView).table.clear_selection()
        else:
            closed = self.query_one(ChronologyView).close_lines()
        if not closed and self.looking is not None:
            self.action_present()
        elif not closed:
            self.jobs.stop_all(by_a_person=True)

    def on_genogram_view_said(self, event: GenogramView.Said) -> None:
        """Say what the genogram has to say."""
        self._say(event.words, event.is_warning)

    def on_genogram_view_focus_wanted(self, event: GenogramView.FocusWanted) -> None:
        """Put a subject child in focus."""
        if event.person in {child.id for child in self.subjects}:
            self.child = event.person
            self.show_all()
        else:
            name = self.opened.case.people[event.person].shown_name
            self._say(f"{name} is no subject child: only a subject child is put in focus.", is_warning=True)

    def bring_back_drafts(self, only: str = "") -> None:
        """Put what this person typed and did not record back in its place; of one place alone, where one is named."""
        kept = {} if self.read_only else self._drafts.kept()
        drafts = {key: text for key, text in kept.items() if only in {"", key}}
        self.bring_back_line(drafts)
        self.bring_back_family_line(drafts)
        self.bring_back_forms(drafts)

    def action_write(self) -> None:
        """Open the entry in full; on the patterns, ask what is done with which; else ask what to write about the work."""
        if self.view == "patterns":
            self.ask_review()
        elif not self._may_change():
            return
        elif self.view == "chronology":
            self.action_open_entry()
        else:
            if self.view != "work":
                self.action_show_work()
            self.ask_what_to_write()

    def action_export_files(self) -> None:
        """Ask what is to leave the case file, for whom, and write it."""
        if not self._may_change():
            return
        if not self.opened.case.people:
            self._say("Nobody is recorded yet: there is nothing to export.", True)
            return
        from tui.screens.exporting import Exporting

        given = (self.opened, self._turns, self.path, self.subjects, self.child, self.day, self._drafts)
        self.app.push_screen(Exporting(*given), lambda _: self.show_all())

    def action_decide_mentions(self) -> None:
        """Look at the words that name somebody withheld from an audience, and decide about them."""
        if self.looking is not None:
            self._say("An earlier state is shown, and nothing is decided about it. Esc goes back to today.", True)
        elif not self.subjects:
            self._say("No subject child is recorded yet: decisions are about one child's documents.", True)
        else:
            from tui.screens.deciding import Asked, Deciding

            given = (self.opened, self._turns, self.subjects, Asked(self.child), self.day, self._drafts)
            self.app.push_screen(Deciding(*given, read_only=self.read_only), lambda _: self.show_all())

    def why_not(self, command: Command) -> str:
        """Return why a command is not possible now; empty where it is."""
        if command.view and command.view != self.view:
            return f"only on the {command.view}"
        if command.changes and self.read_only:
            return (
                "this case file cannot be written here"
                if self.opened.is_read_only
                else "this case file is open to read only"
            )
        if command.changes and self.looking is not None:
            return "an earlier state is shown; Esc goes back to today"
        if command.name == "present" and self.looking is None:
            return "today's state is shown already"
        if command.name == "same_person" and (why := self.why_no_same_person()):
            return why
        for name, found in zip(("undo", "redo"), self._reversible, strict=True):
            if command.name == name and found is None:
                return f"there is nothing to {name}"
        if command.name == "next_child" and not self.subjects:
            return "no subject child is recorded"
        return ""

    def is_no_line_typed(self) -> bool:
        """Return whether undo can only mean a recorded change, not the words being typed; say so where it cannot."""
        is_typed = self.query_one(ChronologyView).is_typing or self.is_family_typed
        if is_typed:
            self._say(
                "A line is being typed. Esc closes it and keeps its words; then undo takes back the last change.", True
            )
        return not is_typed
