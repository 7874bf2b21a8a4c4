"""The export: what, of whom, for whom; looked at before anything is written; searched, recorded and opened."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from textwrap import wrap
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.events import Resize
from textual.widgets import Footer, Header, Static

from chronology.record.errors import KinlineError
from tui.bundling import MadeBundle, bundle_made, let_bundle_go, recipients_named
from tui.decisions import waiting_words
from tui.export_choices import DRAWN, FAMILY, Wanted, read_choices
from tui.export_making import FOR_NO_AUDIENCE, parts_of, told
from tui.leaving import put_together_in_place
from tui.screens.asking import Choose
from tui.screens.export_jobs import ExportJobs
from tui.screens.forms import drafted
from tui.textual_quirks import work
from tui.viewing import open_in_viewer
from tui.widgets.export_form import ExportForm
from tui.widgets.text_view import TextView

if TYPE_CHECKING:
    from datetime import date

    from chronology.journal.opencase import OpenCase
    from chronology.record.people import Person
    from chronology.record.values import Id
    from tui.drafts import Drafts
    from tui.turns import Turns

RETURNED = "What you had chosen and written before is here again."
NARROW = 100
"""Columns below which the preview takes the place of the choices."""
MOST_LINES = 4_000
"""Lines of a preview that are shown; how many more there are is said."""
WRITING = "Recording that it leaves, and writing it: this goes on to its end …"
BEGIN = "F5 shows what will be in it and what will not; nothing is written. Ctrl+S makes the file, searches it and records that it leaves."


class Exporting(ExportJobs):
    """Asks what is to be made, shows it as text, and writes it once it was searched and recorded."""

    BINDINGS = [
        Binding("f1", "app.help", "Help", key_display="F1"),
        Binding("f5", "preview", "Preview", key_display="F5"),
        Binding("f6", "decide", "Decide", key_display="F6"),
        Binding("f8", "open", "Open", key_display="F8"),
        Binding("ctrl+s", "let_leave", "Write", key_display="Ctrl+S"),
        Binding("escape", "back", "Back", key_display="Esc"),
    ]

    def __init__(
        self,
        opened: OpenCase,
        turns: Turns,
        path: Path,
        children: tuple[Person, ...],
        child: Id | None,
        day: date,
        drafts: Drafts,
    ) -> None:
        super().__init__(opened, turns, day)
        self._path = path
        self._children = children
        self._child = child
        self._drafts = drafts
        self._written_files: list[Path] = []
        self._has_preview = False

    def compose(self) -> ComposeResult:
        """Lay out the choices, the preview beside them and what is said."""
        begins = {"child": self._child or FAMILY, "author": self._opened.actor}
        folder = self._path.resolve().parent
        yield Header()
        with Horizontal(id="export"):
            yield ExportForm(self._opened.case, self._children, begins, folder, self._day, self._left())
            with Vertical(id="export-preview"):
                yield TextView(id="preview")
        yield Static(id="export-said", markup=False)
        yield Footer(show_command_palette=False, compact=True)

    @property
    def form(self) -> ExportForm:
        """The choices."""
        return self.query_one(ExportForm)

    def on_mount(self) -> None:
        """Begin with what is made."""
        self._say(f"{RETURNED} {BEGIN}" if self._left() else BEGIN)
        self.form.select("what").focus()

    def on_resize(self, event: Resize) -> None:
        """Where there is no room for both, show the choices or the preview."""
        self.set_class(event.size.width < NARROW, "narrow")

    @property
    def _draft(self) -> str:
        """The place of what is chosen here and not made yet."""
        return f"export {self._child or FAMILY}"

    def _left(self) -> dict[str, str]:
        """Return what was chosen and written here before, and left."""
        return drafted(self._drafts.kept().get(self._draft, ""), "")

    def on_export_form_changed(self) -> None:
        """Keep what is chosen as a draft; say that a preview shows what was chosen before."""
        chosen = self.form.chosen()
        self._drafts.keep(self._draft, json.dumps(chosen, ensure_ascii=False) if chosen else "")
        if self._has_preview:
            self._has_preview = False
            self._say("The choices changed: F5 shows what they come to now.")

    # What is asked for

    def _wanted(self) -> Wanted | None:
        """Return what is asked for; None, with every fault under its field, where it cannot be made."""
        wanted, faults = read_choices(self.form.words(), self._opened.case, day=self._day)
        said = self.form.tell(faults)
        if said:
            self.remove_class("previewing")
            self._say(said)
        return wanted

    def action_preview(self) -> None:
        """Show as text what would be made; nothing is written and nothing recorded."""
        if not self._is_busy and (wanted := self._wanted()) is not None:
            self._preview(wanted)

    def action_let_leave(self) -> None:
        """Make the file, search it, record that it leaves, write it."""
        if self._is_busy or (wanted := self._wanted()) is None:
            return
        parts = parts_of(wanted, self._opened.case, day=self._day)
        there = [part.path.name for part in parts if part.path.exists()]
        if not there:
            self._write(wanted)
            return

        def answered(answer: str | None) -> None:
            if answer == "yes":
                self._write(wanted)

        answers = {"no": "Keep it, and write another name", "yes": "Write over it"}
        self._say("Nothing is written yet.")
        self.app.push_screen(
            Choose(f"{', '.join(there)}: there already.", answers),
            answered,
        )

    # Making

    @work(group="export", exclusive=True)
    async def _preview(self, wanted: Wanted) -> None:
        if wanted.what == "bundle":
            self._show(wanted, self._told_of_bundle(wanted), "")
            return
        done = await self._made(wanted, keeps=False)
        if done is None:
            return
        lines = []
        for one in done:
            lines += [f"What would be written: {one.wanted.path.name}", *told(one.ready, one.made), ""]
        waiting = sum(one.ready.to_decide for one in done)
        if waiting:
            lines.insert(0, f"{waiting_words(waiting)} for a person's decision: F6 leads there.\n")
        text = "\n\n".join(data.decode("utf-8", "replace") for one in done for _, data in one.made.files)
        self._show(wanted, lines, text)
        waits = f"{waiting_words(waiting)} for a person's decision: F6. " if waiting else ""
        whom = done[0].ready.out.made_for.partition(":")[0]
        self._say(f"{waits}{f'It is {whom}.' if whom else FOR_NO_AUDIENCE} Nothing is written yet: Ctrl+S writes.")

    def _told_of_bundle(self, wanted: Wanted) -> list[str]:
        from chronology.patterns.words import counted

        history = self._opened.history()
        people = counted(len(recipients_named(wanted.recipients)), "person", "people")
        return [
            f"What would be written: {wanted.path.name}",
            f"In it: the whole case file, {len(history)} changes and every file imported, encrypted for {people}.",
            "Not in it: lines that are being typed; changes made here from now on.",
            "Nothing is withheld: it is for a colleague who takes the case over, and it cannot be taken back.",
        ]

    def _show(self, wanted: Wanted, lines: Sequence[str], text: str) -> None:
        shown = text.split("\n")
        more = len(shown) - MOST_LINES
        if more > 0:
            shown = [*shown[:MOST_LINES], f"… and {more:,} lines more, which stand in the file."]
        view = self.query_one("#preview", TextView)
        view.set_class(wanted.what not in DRAWN, "wraps")
        if wanted.what in DRAWN:
            room = max(40, (self.size.width if self.has_class("narrow") else view.size.width) - 4)
            lines = [part for line in lines for part in wrap(line, room, subsequent_indent="    ") or [""]]
        # the mark that keeps a name written from right to left in its column would be shown as a sign that is obeyed
        view.show("\n".join([*lines, "─" * 24, "", *shown]).replace("\u200e", ""))
        self._has_preview = True
        self.add_class("previewing")
        if self.has_class("narrow"):
            view.focus()
        self._say("Nothing is written yet: Ctrl+S writes.")

    @work(group="export", exclusive=True)
    async def _write(self, wanted: Wanted) -> None:
        if wanted.what == "bundle":
            await self._write_bundle(wanted)
            return
        done = await self._made(wanted, keeps=True)
        if done is None:
            return
        leaves = [(one.what, one.ready.out, one.made.files) for one in done]
        if not await self._puts_in_place(lambda: put_together_in_place(leaves, keep=self._keep)):
            return
        written = [path for one in done for path, _ in one.made.files]
        self._finish(written, [*dict.fromkeys(words for one in done for words in told(one.ready, one.made))])

    async def _write_bundle(self, wanted: Wanted) -> None:
        recipients = recipients_named(wanted.recipients)

        def make(progress: Callable[[str], None]) -> MadeBundle:
            return bundle_made(self._opened, self._path, recipients, progress)

        made = await self._stoppable(
            wanted, lambda job, progress: self._turns.take(job.stoppable(lambda: make(progress)))
        )
        if made is None:
            return
        if not await self._puts_in_place(lambda: let_bundle_go(self._opened, wanted.path, made, why=wanted.purpose)):
            return
        self._finish([wanted.path], [f"{made.held}. It cannot be taken back."])

    async def _puts_in_place(self, put: Callable[[], object]) -> bool:
        """Record and write what is made; return whether it could be, with the reason said where not. Nothing stops it halfway."""
        self._is_writing = True
        self._say(WRITING)
        try:
            await self._turns.take(put)
        except (KinlineError, OSError) as failure:
            self._say(f"Not written: {failure}")
            return False
        finally:
            self._is_writing = False
        return True

    def _finish(self, written: list[Path], notices: Sequence[str]) -> None:
        self._written_files = written
        self._drafts.keep(self._draft, "")
        said = " ".join(words.strip() for words in notices[:2])
        self._say(f"Written and recorded in the change history: {_names(written)}. F8 opens it. {said}")
        self.action_open()

    # Deciding, opening, leaving

    def action_decide(self) -> None:
        """Go to the decisions for this child and audience, and come back here."""
        if self._is_busy:
            return
        from tui.screens.deciding import Asked, Deciding

        words = self.form.words()
        if not words.get("audience"):
            self._say("Decisions are about an audience: choose under For whom it is made.")
            return
        if not self._children:
            self._say("Decisions are about one child's documents, and no subject child is recorded.")
            return
        child = words.get("child", "")
        asked = Asked(
            child=child if child in self._opened.case.people else self._waits,
            audience=words["audience"],
            parent=words.get("parent", ""),
            hides_professionals=bool(words.get("roles")),
        )
        screen = Deciding(self._opened, self._turns, self._children, asked, self._day, self._drafts)

        def back(_: None) -> None:
            self._say("Back at the export. F5 shows what it comes to now; Ctrl+S writes.")
            if self._has_preview:
                self.action_preview()

        self.app.push_screen(screen, back)

    def action_open(self) -> None:
        """Open what was written last in the system's viewer, after asking which and whether."""
        if not self._written_files:
            self._say("Nothing was written here yet that could be opened: Ctrl+S writes.")
            return
        files = list(self._written_files)
        answers = {"": "Leave it there"} | {str(n): f"Open {path.name}" for n, path in enumerate(files)}

        def chosen(answer: str | None) -> None:
            if answer:
                try:
                    open_in_viewer(files[int(answer)])
                except (KinlineError, OSError) as failure:
                    self._say(f"Not opened: {failure}")

        self.app.push_screen(Choose("It is written. Open it in the system's viewer?", answers), chosen)

    def action_back(self) -> None:
        """Stop what is being made; else go from the preview to the choices, and from those to the case file."""
        if self._is_writing:
            self._say(WRITING)
        elif self._job is not None:
            self._job.stop()
        elif self.has_class("narrow") and self.has_class("previewing"):
            self.remove_class("previewing")
            self.form.select("what").focus()
        else:
            self._drafts.save()
            self.dismiss(None)


def _names(paths: Sequence[Path]) -> str:
    return ", ".join(path.name for path in paths)
