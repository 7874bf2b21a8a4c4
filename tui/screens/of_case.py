"""The screen of one case file: what is open and in focus, the one way in which anything is written, and what is said of it."""

from __future__ import annotations

import contextlib
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from textual.screen import Screen

from chronology.record.errors import ChildNotTold, ConflictError, KinlineError
from tui.cli.sources import today
from tui.commands import commands_of
from tui.drafts import Drafts
from tui.jobs import STOPS, Job, Jobs
from tui.textual_quirks import QuietApp, work
from tui.turns import Turns
from tui.widgets.text_view import TextView

if TYPE_CHECKING:
    from chronology.journal.opencase import OpenCase
    from chronology.record.casefile import CaseFile
    from chronology.record.people import Person
    from chronology.record.values import Id, Record
    from tui.screens.forms import Form
    from tui.screens.looking import Looking
    from tui.screens.writing import WriteForm

T = TypeVar("T")
NO_CHILD = "No child is recorded yet."
SAVING = "Saving … It is one change, recorded whole or not at all: it goes on to its end."


class OfCase(Screen[None]):
    """What every part of a case file's screen rests on; light, so that the app can tell it from others before a case is needed."""

    if TYPE_CHECKING:  # what the screen that is made of all the rooms gives each of them
        show_all: Callable[..., None]
        """Shows the current view afresh."""
        show_view: Callable[[str], None]
        """Goes to a view."""
        go_to: Callable[[str, Id], None]
        """Shows an entry in the table, or marks somebody on the genogram."""
        show_head: Callable[[], None]
        """Shows afresh what is in focus, above every view."""
        bring_back_drafts: Callable[..., None]
        """Puts what this person typed and did not record back in its place."""
        is_no_line_typed: Callable[[], bool]
        """Whether undo can only mean a recorded change, not the words being typed; said where it cannot."""

    def __init__(self, opened: OpenCase, path: Path, *, read_only: bool = False) -> None:
        super().__init__()
        self.opened = opened
        self.path = path
        """Where the case file lies."""
        self.read_only = read_only or opened.is_read_only
        """Whether nothing can be changed: asked for, or because the case file cannot be written where it lies."""
        self.looking: Looking | None = None
        """The state that is shown instead of today's."""
        self.day = today()
        self.child: Id | None = None
        """The child in focus; None for the whole family."""
        self.view = "chronology"
        self.jobs = Jobs()
        """What is worked out beside this screen."""
        self.doing: dict[str, str] = {}
        """What takes long and has no view of its own to say so, by its place."""
        self._turns = Turns(path)
        self._drafts = Drafts(self, opened, self._turns, self._say)
        self._trouble = ""
        self._notes_said = 0
        self._reversible: tuple[int | None, int | None] = (None, None)

    @property
    def case(self) -> CaseFile:
        """The family as it is shown: today's, or the state that is looked at."""
        return self.looking.case if self.looking is not None else self.opened.case

    @property
    def subjects(self) -> tuple[Person, ...]:
        """The subject children of this case file."""
        from chronology.lives.children import subject_children

        try:
            return subject_children(self.case, self.day)
        except ChildNotTold:
            return ()

    @property
    def _child_or_first(self) -> Id | None:
        return self.child or (self.subjects[0].id if self.subjects else None)

    # What is worked out beside the screen

    def key_of(self, command: str) -> str:
        """Return the key of a command, as it is shown."""
        return next(c.shown_key for c in commands_of(self.app) if c.name == command)

    async def work_out(self, place: str, what: str, doing: Callable[[Job], Awaitable[T]], *, stopped: str) -> T | None:
        """Return what a job gives whose place is no view; None where it was stopped. Raises what it raises.

        What is done is said above every view while it takes long.
        """

        def says() -> None:
            app = self.app
            assert isinstance(app, QuietApp)
            app.hear_esc()
            self.doing[place] = f"{what} …  {STOPS}"
            self.show_head()

        try:
            return await self.jobs.run(place, doing, says=says, stopped=lambda: self._say(stopped))
        finally:
            if self.doing.pop(place, "") and self.is_attached:
                self.show_head()

    # What is written

    async def _changed(self, what: Callable[[], T]) -> T | None:
        """Do work that writes and return what it gives; None, with the reason said, where nothing was changed."""
        patience = self.set_timer(0.5, lambda: self._say(SAVING))
        try:
            return await self._turns.take(what)
        except ConflictError as failure:
            self._say(str(failure), True)
            self.look_for_changes()
        except KinlineError as failure:
            self._say(f"Not recorded: {failure}", True)
        finally:
            patience.stop()
            self._take_back(SAVING)
        return None

    async def _written(
        self, label: str, *, values: Sequence[Record] = (), removed: Sequence[Id] = (), why: str = ""
    ) -> str:
        """Record what a form came to and return nothing; the reason where it was not recorded."""
        try:
            await self._turns.take(lambda: self.opened.record(label, values=values, removed=removed, why=why))
        except ConflictError as failure:
            with contextlib.suppress(KinlineError):
                await self._turns.take(self.opened.refresh)
            return str(failure)
        except KinlineError as failure:
            return f"Not recorded: {failure}"
        return ""

    async def record_value(self, value: Record, label: str) -> str:
        """Record a value and return nothing; the reason where it was not recorded."""
        return await self._written(label, values=(value,))

    def _keep_draft_of(self, form: Form[Any], key: str) -> None:
        """Keep what is written in a form as a draft, and begin the form with the one that was kept."""
        form.with_draft(lambda text: self._drafts.keep(key, text), self._drafts.kept().get(key, ""))
        others = [whose for whose, drafts in self._drafts.of_others().items() if whose and key in drafts]
        if others:
            self._say(
                f"{' and '.join(others)} began this form too, and did not record it: {self.key_of('others_drafts')} shows it."
            )

    def _push_write(self, form: WriteForm[Any], label: str | Callable[[Any], str] = "", *, draft: str) -> None:
        """Show a form: what it comes to is recorded, and stays in it where it could not be; it has a draft under its own key.

        A record is recorded under the label, or under what the label makes of it; an edit has its own.
        """

        def told(made: Any) -> str:
            return made.label if not label else label if isinstance(label, str) else label(made)

        async def records(made: Any) -> str:
            if label:
                return await self.record_value(made, told(made))
            return await self._written(made.label, values=made.values, removed=made.removed, why=made.why)

        def closed(made: Any) -> None:
            self._drafts.save()
            if made is not None:
                self._say(f"{told(made)}.")
                self.show_all()

        self._keep_draft_of(form, draft)
        form.records = records
        self.app.push_screen(form, closed)

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
        self.say_notes()
        if changes:
            self._say(f"Changed in another window: {changes[-1].label}")
            self.show_all()

    def say_notes(self) -> None:
        """Say what the person should be told about where and how the case file is kept, each once."""
        notes = self.opened.notes[self._notes_said :]
        self._notes_said += len(notes)
        for note in notes:
            self._say(note, is_warning=True)

    def _say_once(self, trouble: str) -> None:
        """Say that the case file cannot be reached; not again every two seconds."""
        if not self._trouble:
            self._trouble = trouble
            self._say(trouble, True)

    async def look_what_can_be_undone(self) -> None:
        """Find out whether there is something to undo and to redo, so that the list of commands can say so."""
        from chronology.journal.journal import undoable

        with contextlib.suppress(KinlineError):
            self._reversible = undoable(await self._turns.take(self.opened.history))

    # What is being typed

    def on_unmount(self) -> None:
        """Keep what is being typed, when the app is left, and want nothing any more that is worked out."""
        self.jobs.stop_all()
        self.keep_draft()

    def keep_draft_soon(self) -> None:
        """Keep what is being typed now, beside the screen."""
        self._drafts.save()

    def keep_draft(self) -> str:
        """Keep what is being typed, before the case file is closed; return why it cannot be, nothing where it is."""
        return self._drafts.save_now()

    # What is said

    def _text(self, view: str, words: str) -> None:
        """Show words in a view, where the case file was not closed while they were worked out."""
        for found in self.query(f"#{view}").results(TextView):
            found.show(words)

    def _may_change(self) -> bool:
        if self.opened.is_read_only:
            from chronology.journal.stores.reading import CANNOT_BE_WRITTEN, INSTEAD

            self._say(f"{CANNOT_BE_WRITTEN} {INSTEAD}", is_warning=True)
        elif self.read_only:
            self._say("This case file is open to read only: nothing can be changed.", is_warning=True)
        elif self.looking is not None:
            self._say("An earlier state is shown, and nothing can be changed in it. Esc goes back to today.", True)
        return not self.read_only and self.looking is None

    def _take_back(self, message: str) -> None:
        app = self.app
        assert isinstance(app, QuietApp)
        app.take_back(message)

    def _say(self, message: str, is_warning: bool = False) -> None:
        app = self.app
        assert isinstance(app, QuietApp)
        app.say(message, is_warning=is_warning)
