"""One case file: chronology, people, child, genogram, work, patterns and history, with quick add, forms, import, undo."""

from __future__ import annotations

import asyncio
import contextlib
import shlex
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.screen import Screen
from textual.widgets import ContentSwitcher, Footer, Header, Static
from textual.worker import get_current_worker

from chronology.journal.journal import undoable
from chronology.lives.children import subject_children
from chronology.record.casefile import CaseFile
from chronology.record.entries import Entry
from chronology.record.errors import ChildNotTold, ConflictError, KinlineError
from chronology.record.people import Person
from chronology.record.sources import Stated
from chronology.record.values import Id
from tui.cli.sources import today
from tui.cli.speaking import plain
from tui.command import Command
from tui.commands import bindings_of
from tui.drafts import Drafts
from tui.screens.asking import Asked, AskFiles, Choose
from tui.screens.child_writing import ChildWriting
from tui.screens.entry_actions import EntryActions
from tui.screens.family_editing import FamilyEditing
from tui.screens.kinds import OfCase
from tui.screens.looking import Looking, LookingActions
from tui.screens.work_forms import (
    ADOPT,
    ANSWERED,
    BEHIND,
    answer_form,
    entries_behind,
    kinds_to_write,
    patterns_to_review,
    records_to_correct,
    review_form,
    work_form,
    work_words,
)
from tui.screens.writing import WriteForm
from tui.textual_quirks import QuietApp, inert
from tui.turns import Turns
from tui.widgets.child_view import ChildView
from tui.widgets.chronology_view import ChronologyView
from tui.widgets.completed_line import CompletedLine
from tui.widgets.entry_table import EntryTable
from tui.widgets.genogram_view import GenogramView
from tui.widgets.history_view import HistoryView
from tui.widgets.pages import people_page
from tui.widgets.text_view import TextView

if TYPE_CHECKING:
    from chronology.intake.choices import Choices
    from chronology.intake.importing import FileGiven, ImportPlan
    from chronology.journal.change import Recorded
    from chronology.journal.opencase import OpenCase

T = TypeVar("T")
_DRAFT = "quick line"
NO_CHILD = "No child is recorded yet."


class CaseScreen(FamilyEditing, ChildWriting, EntryActions, LookingActions, Screen[None], OfCase):
    """One case file open; what is seen is always a function of the case file, the day and the child in focus."""

    BINDINGS = [
        *bindings_of(""),
        Binding("escape", "close_line", "Close", show=False),
    ]

    def __init__(self, opened: OpenCase, path: Path, *, read_only: bool = False, is_ascii: bool = False) -> None:
        super().__init__()
        self._is_ascii = is_ascii
        self.opened = opened
        self.path = path
        """Where the case file lies."""
        self._turns = Turns(path)
        self._path = path
        self._trouble = ""
        self._drafts = Drafts(self, opened, self._turns, self._say_once)
        self._is_adding = False
        self.looking: Looking | None = None
        """The state that is shown instead of today's."""
        self._reversible: tuple[int | None, int | None] = (None, None)
        self.read_only = read_only
        self.day = today()
        self.child: Id | None = None
        self.view = "chronology"

    def compose(self) -> ComposeResult:
        """Lay out what is in focus, the views and the footer."""
        yield Header()
        yield Static(id="focus", markup=False)
        with ContentSwitcher(initial="chronology", id="views"):
            yield ChronologyView(name_on_screen="chronology")
            yield TextView(id="people", classes="wraps")
            yield ChildView(name_on_screen="child")
            yield GenogramView(name_on_screen="genogram", is_ascii=self._is_ascii)
            yield TextView(id="work", classes="wraps")
            yield TextView(id="patterns", classes="wraps")
            yield HistoryView(name_on_screen="history")
        yield Footer(show_command_palette=False, compact=True)

    def on_mount(self) -> None:
        """Show the case file, and look every two seconds for what another window changed."""
        self.show_all()
        self.query_one(EntryTable).focus()
        for note in self.opened.notes:
            self._say(note, is_warning=True)
        self.set_interval(2.0, self.look_for_changes)
        self._bring_back_draft()

    def go_to(self, kind: str, ident: Id) -> None:
        """Show an entry in the table, or mark somebody on the genogram: what a search of the caseload found."""
        if kind == "entry":
            self._show("chronology")
            self.show_all(keep=ident)
        elif ident in self.opened.case.people:
            self._show("genogram")
            self.query_one(GenogramView).mark(ident)

    @property
    def subjects(self) -> tuple[Person, ...]:
        """The subject children of this case file."""
        try:
            return subject_children(self.case, self.day)
        except ChildNotTold:
            return ()

    def show_all(self, keep: Id = "") -> None:
        """Show the current view afresh."""
        case = self.case
        if self.child is not None and self.child not in case.people:
            self.child = None
        name = case.people[self.child].shown_name if self.child else "the whole family"
        family = case.family.name if case.family else ""
        locked = "   read only" if self.read_only else ""
        said = (
            f"{self.looking.words}   {family}: {name}" if self.looking else f"{family}: {name}   F8 next child{locked}"
        )
        self.query_one("#focus", Static).update(inert(said))
        self.set_class(self.looking is not None, "looking")
        self.title = "Kinline"
        self.sub_title = plain(family)
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

    def _text(self, view: str, words: str) -> None:
        self.query_one(f"#{view}", TextView).show(words)

    @property
    def _child_or_first(self) -> Id | None:
        return self.child or (self.subjects[0].id if self.subjects else None)

    @work(thread=True, group="work", exclusive=True)
    def _tell_work(self, view: str, case: CaseFile, child: Id | None) -> None:
        from tui.widgets.work_pages import patterns_page, work_page

        worker, tell = get_current_worker(), self.app.call_from_thread
        if not worker.is_cancelled:
            tell(self._text, view, NO_CHILD if child is None else "Looking through the record …")
        if child is None:
            return
        words = (work_page if view == "work" else patterns_page)(case, child, self.day)
        if not worker.is_cancelled:
            tell(self._text, view, words)

    def _show(self, view: str) -> None:
        self.view = view
        self.query_one("#views", ContentSwitcher).current = view
        self.show_all()
        places = {"chronology": "#table", "genogram": "FamilyCanvas", "history": "#changes"}
        self.query_one(places.get(view, f"#{view}")).focus()

    def action_show_chronology(self) -> None:
        """Show the entries."""
        self._show("chronology")

    def action_show_people(self) -> None:
        """Show the people."""
        self._show("people")

    def action_show_child(self) -> None:
        """Show one child's page."""
        self._show_of_child("child")

    def _show_of_child(self, view: str) -> None:
        self.child = self._child_or_first
        self._show(view)

    def action_show_genogram(self) -> None:
        """Show the genogram in characters."""
        self._show("genogram")

    def action_show_work(self) -> None:
        """Show the work with one child."""
        self._show_of_child("work")

    def action_show_patterns(self) -> None:
        """Show the patterns to consider for one child."""
        self._show_of_child("patterns")

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
        """Open the filter line, on the genogram the line to find people."""
        if self.view == "genogram":
            self.query_one(GenogramView).ask_find()
            return
        if self.view != "chronology":
            self._show("chronology")
        self.query_one(ChronologyView).ask_filter()

    def action_close_line(self) -> None:
        """Close the line in use."""
        if self.view == "genogram":
            closed = self.close_family_line() or self.query_one(GenogramView).close_find()
        elif self.view == "history":
            closed = self.query_one(HistoryView).table.clear_selection()
        else:
            closed = self.query_one(ChronologyView).close_lines()
        if not closed and self.looking is not None:
            self.action_present()

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

    def action_add_entry(self) -> None:
        """Open the line to add an entry."""
        if self._may_change():
            if self.view != "chronology":
                self._show("chronology")
            self.query_one(ChronologyView).ask_quick()

    def on_chronology_view_quick_typing(self, event: ChronologyView.QuickTyping) -> None:
        """Read the line back as it is typed, and keep it as a draft at most a second later."""
        from chronology.intake.quick import read_line

        read = read_line(event.line, self.opened.case, day=self.day, focus=self.child)
        self.query_one(ChronologyView).read_back(read.words() if event.line.strip() else "")
        self._drafts.keep(_DRAFT, event.line)

    def on_completed_line_block(self, event: CompletedLine.Block) -> None:
        """Show what each row of a pasted table or text would be, as an import does."""
        if self._may_change():
            self._say("Several lines were pasted: here is what each of them would be.")
            self._preview(Asked("", event.text))

    def _bring_back_draft(self) -> None:
        drafts = {} if self.read_only else self._drafts.kept()
        if drafts.get(_DRAFT):
            self.query_one(ChronologyView).ask_quick(drafts[_DRAFT])
            self._say("A line that was typed and not added is here again.")
        self.bring_back_family_line(drafts)
        self.bring_back_forms(drafts)

    def on_unmount(self) -> None:
        """Keep what is being typed, when the app is left."""
        self.keep_draft()

    def keep_draft_soon(self) -> None:
        """Keep what is being typed now, beside the screen."""
        self._drafts.save()
        self._save_family_draft()

    def keep_draft(self) -> None:
        """Keep what is being typed, before the case file is closed."""
        self.keep_family_line()
        self._drafts.save_now()

    def on_chronology_view_quick_line(self, event: ChronologyView.QuickLine) -> None:
        """Add the entry, or say what stands in the way."""
        from chronology.intake.quick import read_line

        read = read_line(event.line, self.opened.case, day=self.day, focus=self.child)
        if read.entry is None:
            self._say("Not added: " + "; ".join(read.problems), is_warning=True)
        elif not self._is_adding:
            self._is_adding = True
            self._add(read.entry, event.line)

    @work(group="add")
    async def _add(self, entry: Entry, line: str) -> None:
        try:
            label = f"Entry of {entry.when.words()} added"
            if await self._changed(lambda: self.opened.record(label, values=(entry,))) is None:
                return
        finally:
            self._is_adding = False
        self._drafts.keep(_DRAFT, "")
        self._drafts.save()
        view = self.query_one(ChronologyView)
        view.quick_done(line)
        self.show_all(keep=entry.id)
        names = ", ".join(self.opened.case.people[c].shown_name for c in entry.children)
        about = f"about {names}" if names else "about the family"
        hidden = "" if view.is_shown(entry.id) else " It is not shown now, because of the filter or the child in focus."
        self._say(f"Added: {entry.when.words()}, {about}.{hidden}")

    def action_write(self) -> None:
        """Open the entry in full; on the patterns, ask what is done with which; else ask what to write about the work."""
        if self.view == "patterns":
            self._ask_review()
            return
        if not self._may_change():
            return
        if self.view == "chronology":
            self.action_open_entry()
            return
        if self.view != "work":
            self.action_show_work()
        answers = {**kinds_to_write(), **records_to_correct(self.opened.case, self.child)}
        self.app.push_screen(Choose("What is to be written, or corrected?", answers), self._write)

    def _write(self, kind: str | None) -> None:
        if kind is None:
            return
        case = self.opened.case
        base = case.records.get(kind)
        if isinstance(base, Stated):
            label = f"{kinds_to_write()[base.kind]}: {work_words(base).partition(':')[0] or 'one'} corrected"
            form = work_form(case, base.kind, None, day=self.day, base=base, now=lambda: self.opened.case)
        else:
            label = f"{kinds_to_write()[kind]}: one written"
            form = work_form(case, kind, case.people.get(self.child) if self.child else None, day=self.day)
        key = f"work form {kind}"
        form.with_draft(lambda text: self._drafts.keep(key, text), self._drafts.kept().get(key, ""))
        self._push_write(form, label)

    def _push_write(self, form: WriteForm[Any], label: str) -> None:
        form.records = lambda made: self.record_value(made, label)

        def closed(made: Stated | None) -> None:
            self._drafts.save()
            if made is not None:
                self._say(f"{label}.")
                self.show_all()

        self.app.push_screen(form, closed)

    @work(group="review", exclusive=True)
    async def _ask_review(self) -> None:
        from chronology.patterns.registry import patterns_of

        case, child = self.opened.case, self.child
        if child is None:
            self._say(NO_CHILD, True)
            return
        found = await asyncio.to_thread(patterns_of, case, child, day=self.day)
        if not found:
            self._say("No pattern is found in this child's record.", True)
            return

        def chosen(answer: str | None) -> None:
            if answer is None:
                return
            what, rule = answer.rsplit(" ", 1)
            of_rule = [pattern for pattern in found if pattern.rule == rule]
            title, them = of_rule[0].data.title, case.people[child]
            if what == BEHIND:
                behind = entries_behind(case, of_rule)
                if behind:
                    self.app.push_screen(Choose(title, behind), self._to_entry)
                else:
                    self._say("No entry stands behind it: it is about what is not recorded.")
            elif what == ANSWERED:
                form = answer_form(case, them, of_rule, actor=self.opened.actor, day=self.day)
                self._push_write(form, f"“{title}” answered in supervision")
            else:
                form = review_form(them, of_rule, adopts=what == ADOPT, actor=self.opened.actor, day=self.day)
                self._push_write(form, f"“{title}” {'adopted' if what == ADOPT else 'set aside'}")

        may_change = not self.read_only and self.looking is None
        self.app.push_screen(
            Choose("What is done with which pattern?", patterns_to_review(found, may_change=may_change)), chosen
        )

    def _to_entry(self, entry: str | None) -> None:
        if entry is not None:
            self.go_to("entry", entry)

    def action_undo(self) -> None:
        """Reverse the last change."""
        if self._may_change() and self._is_no_line_typed():
            self._reverse(self.opened.undo)

    def action_redo(self) -> None:
        """Do again what was undone last."""
        if self._may_change() and self._is_no_line_typed():
            self._reverse(self.opened.redo)

    @work(group="reverse")
    async def _reverse(self, way: Callable[[], Recorded]) -> None:
        done = await self._changed(way)
        if done is not None:
            self._say(done.label)
            self.show_all()

    def action_export_files(self) -> None:
        """Ask what is to leave the case file, for whom, and write it."""
        if not self._may_change():
            return
        if not self.opened.case.people:
            self._say("Nobody is recorded yet: there is nothing to export.", True)
            return
        from tui.screens.exporting import Exporting

        folder = self._path.resolve().parent
        screen = Exporting(self.opened, self._turns, self.subjects, self.child, self.day, folder)
        self.app.push_screen(screen, lambda _: self.show_all())

    def action_import_files(self) -> None:
        """Ask for files, show what every row will be, and import them if accepted."""
        if self._may_change():
            self.app.push_screen(AskFiles(), self._preview)

    def _preview(self, asked: Asked | None) -> None:
        if asked is not None and (asked.paths.strip() or asked.pasted.strip()):
            self._plan_import(asked)

    @work(thread=True, exclusive=True, group="import")
    def _plan_import(self, asked: Asked, choices: Choices | None = None) -> None:
        from chronology.intake.importing import PASTED, FileGiven, plan_import, read_given

        worker, tell, case = get_current_worker(), self.app.call_from_thread, self.opened.case

        def reading(name: str) -> None:
            if not worker.is_cancelled:
                tell(self._say, f"Reading {name} …")

        try:
            paths = [Path(part).expanduser() for part in shlex.split(asked.paths)]
        except (ValueError, RuntimeError):
            tell(self._ask_again, asked, "Nothing read: a quotation mark is missing, or a folder after ~ is not known.")
            return
        try:
            files = [read_given(path) for path in paths]
            if asked.pasted.strip():
                files.append(FileGiven(PASTED, asked.pasted.encode("utf-8", "replace")))
            plan = plan_import(case, files, day=self.day, choices=choices, progress=reading)
        except KinlineError as failure:
            tell(self._ask_again, asked, f"Nothing read: {failure}")
            return
        if not worker.is_cancelled:
            tell(self._ask_to_accept, plan, files, case, asked, choices)

    def _ask_again(self, asked: Asked, problem: str) -> None:
        self.app.push_screen(AskFiles(asked, problem), self._preview)

    def _ask_to_accept(
        self, plan: ImportPlan, files: list[FileGiven], planned_on: CaseFile, asked: Asked, choices: Choices | None
    ) -> None:
        from chronology.intake.choices import Choices
        from tui.screens.importing import ImportPreview

        preview = ImportPreview(planned_on, files, plan, choices or Choices(), self.day)

        def answer(accepted: ImportPlan | None) -> None:
            if accepted is None:
                self._say("Left: nothing was changed.")
            elif self.opened.case is not planned_on:
                self._say("The case file changed meanwhile: here is what the import would do now.", True)
                self._plan_import(asked, preview.choices)
            else:
                self._import(accepted)

        self.app.push_screen(preview, answer)

    @work(group="accept")
    async def _import(self, plan: ImportPlan) -> None:
        originals = [(file.name, file.data) for file in plan.originals]
        done = await self._changed(lambda: self.opened.record(plan.label(), values=plan.records, originals=originals))
        if done is not None:
            self._say(f"{plan.label()}. One undo takes it back.")
            self.show_all()

    async def _changed(self, what: Callable[[], T]) -> T | None:
        """Do work that writes and return what it gives; None, with the reason said, where nothing was changed."""
        patience = self.set_timer(0.5, lambda: self._say("Saving …"))
        try:
            return await self._turns.take(what)
        except ConflictError as failure:
            self._say(str(failure), True)
            self.look_for_changes()
        except KinlineError as failure:
            self._say(f"Not recorded: {failure}", True)
        finally:
            patience.stop()
        return None

    @work(group="look")
    async def look_for_changes(self) -> None:
        """Take in what another window recorded; say once where the case file cannot be reached, and when it can."""
        if self._turns.is_taken:
            return
        try:
            changes = await self._turns.take(self.opened.refresh)
        except KinlineError as failure:
            self._say_once(str(failure))
            return
        if self._trouble:
            self._trouble = ""
            self._say("The case file can be reached again.")
            self._drafts.save()
        if changes:
            self._say(f"Changed in another window: {changes[-1].label}")
            self.show_all()

    def _say_once(self, trouble: str) -> None:
        """Say that the case file cannot be reached; not again every two seconds."""
        if not self._trouble:
            self._trouble = trouble
            self._say(trouble, True)

    async def look_what_can_be_undone(self) -> None:
        """Find out whether there is something to undo and to redo, so that the list of commands can say so."""
        with contextlib.suppress(KinlineError):
            self._reversible = undoable(await self._turns.take(self.opened.history))

    def why_not(self, command: Command) -> str:
        """Return why a command is not possible now; empty where it is."""
        if command.view and command.view != self.view:
            return f"only on the {command.view}"
        if command.changes and self.read_only:
            return "this case file is open to read only"
        if command.changes and self.looking is not None:
            return "an earlier state is shown; Esc goes back to today"
        if command.name == "present" and self.looking is None:
            return "today's state is shown already"
        for name, found in zip(("undo", "redo"), self._reversible, strict=True):
            if command.name == name and found is None:
                return f"there is nothing to {name}"
        if command.name == "next_child" and not self.subjects:
            return "no subject child is recorded"
        return ""

    def _is_no_line_typed(self) -> bool:
        """Return whether undo can only mean a recorded change, not the words being typed; say so where it cannot."""
        is_typed = self.query_one(ChronologyView).is_typing or self.is_family_typed
        if is_typed:
            self._say(
                "A line is being typed. Esc closes it and keeps its words; then undo takes back the last change.", True
            )
        return not is_typed

    def _may_change(self) -> bool:
        if self.read_only:
            self._say("This case file is open to read only: nothing can be changed.", is_warning=True)
        elif self.looking is not None:
            self._say("An earlier state is shown, and nothing can be changed in it. Esc goes back to today.", True)
        return not self.read_only and self.looking is None

    def _say(self, message: str, is_warning: bool = False) -> None:
        app = self.app
        assert isinstance(app, QuietApp)
        app.say(message, is_warning=is_warning)
