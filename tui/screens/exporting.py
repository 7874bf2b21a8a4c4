"""The export: what, of whom, for whom; looked at before anything is written; searched, recorded and opened."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.screen import Screen
from textual.widgets import Footer, Header, Label, Select, Static

from chronology.record.errors import KinlineError, UsageError
from tui.export_choices import (
    DRAWN,
    FOR_THE_FAMILY,
    WHAT,
    Ready,
    Wanted,
    audiences,
    let_go,
    made_of,
    profiles_for,
    ready_for,
    usual_name,
)
from tui.screens.asking import Choose
from tui.textual_quirks import Line, inert
from tui.viewing import open_in_viewer
from tui.widgets.text_view import TextView

if TYPE_CHECKING:
    from datetime import date

    from chronology.journal.opencase import OpenCase
    from chronology.record.people import Person
    from chronology.record.values import Id, Record
    from tui.leaving import Made
    from tui.turns import Turns

FAMILY = "family"
_LINES = (("parent", "Which parent"), ("purpose", "What it is for"), ("roles", "Professionals"), ("file", "File"))
_SELECTS = (("what", "What"), ("child", "Of"), ("audience", "For"), ("profile", "Profile"))
NAMES, ROLES = "by name", "by role alone"


class Stopped(UsageError):
    """The person stopped what was being made; nothing was written."""


class Exporting(Screen[None]):
    """Asks what is to be made, shows it as text, and writes it once it was searched and recorded."""

    BINDINGS = [
        Binding("escape", "back", "Back", key_display="Esc"),
        Binding("f1", "app.help", "Help", key_display="F1"),
        Binding("f5", "preview", "Preview", key_display="F5"),
        Binding("ctrl+s", "write", "Write", key_display="Ctrl+S"),
    ]

    def __init__(
        self, opened: OpenCase, turns: Turns, children: tuple[Person, ...], child: Id | None, day: date, folder: Path
    ) -> None:
        super().__init__()
        self._opened = opened
        self._turns = turns
        self._children = children
        self._child = child
        self._day = day
        self._folder = folder
        self._is_stopped = False
        self._is_making = False
        self._named = ""
        """The file's name as it was proposed: one of one's own stays."""

    def compose(self) -> ComposeResult:
        """Lay out the choices, the preview beside them and what is said."""
        yield Header()
        with Horizontal(id="export"):
            with VerticalScroll(id="export-choices", can_focus=False):
                for key, label in _SELECTS:
                    yield Label(inert(label))
                    yield Select(self._options(key), allow_blank=False, id=f"export-{key}", compact=True)
                for key, label in _LINES:
                    yield Label(inert(label), id=f"label-{key}")
                    if key == "roles":
                        options = [(inert(words), words) for words in (NAMES, ROLES)]
                        yield Select(options, allow_blank=False, id="export-roles", compact=True)
                    else:
                        yield Line(id=f"export-{key}")
            with Vertical(id="export-preview"):
                yield TextView(id="preview")
        yield Static(id="export-said", markup=False)
        yield Footer(show_command_palette=False, compact=True)

    def on_mount(self) -> None:
        """Begin with what is made, and show only what it asks for."""
        if self._child is not None:
            self._select("child").value = self._child
        self._arrange()
        self._say(
            "F5 shows it as text; nothing is written. Ctrl+S makes the file, searches it and records that it leaves."
        )
        self._select("what").focus()

    def _options(self, key: str) -> list[tuple[object, str]]:
        if key == "what":
            found = {what: words for what, (words, _) in WHAT.items()}
        elif key == "child":
            every = {FAMILY: "Every subject child, the family"}
            found = every | {child.id: child.shown_name for child in self._children}
        elif key == "audience":
            found = dict(audiences())
        else:
            found = dict(profiles_for("genogram"))
        return [(inert(words), value) for value, words in found.items()]

    def _select(self, key: str) -> Select[str]:
        return self.query_one(f"#export-{key}", Select)

    def _line(self, key: str) -> Line:
        return self.query_one(f"#export-{key}", Line)

    def _value(self, key: str) -> str:
        value = self._select(key).value
        return value if isinstance(value, str) else ""

    def on_select_changed(self, event: Select.Changed) -> None:
        """Show what the choice asks for, and propose a name."""
        event.stop()
        if event.select.id == "export-what":
            self._offer_profiles()
        self._arrange()

    def _offer_profiles(self) -> None:
        found = profiles_for(self._value("what")) or {"": "none"}
        select = self._select("profile")
        if [value for _, value in select._options] != list(found):
            select.set_options([(inert(words), value) for value, words in found.items()])

    def _arrange(self) -> None:
        from chronology.disclosure.audiences import AUDIENCES

        what, audience = self._value("what"), AUDIENCES.get(self._value("audience"))
        self._select("profile").disabled = not profiles_for(what)
        shown = {"parent": audience is not None and audience.needs_parent, "purpose": audience is not None}
        for key, is_shown in (*shown.items(), ("roles", audience is not None)):
            self.query_one(f"#label-{key}").display = is_shown
            self.query_one(f"#export-{key}").display = is_shown
        line = self._line("file")
        if line.value in {"", self._named}:
            self._named = str(self._folder / usual_name(self._opened.case, what, self._of_child()))
            line.value = self._named

    def _of_child(self) -> Id | None:
        child = self._value("child")
        return child if child in self._opened.case.people else None

    def _wanted(self) -> Wanted:
        """Return what is asked for; raises UsageError where it cannot be made."""
        child = self._of_child()
        if child is None and self._value("what") not in FOR_THE_FAMILY:
            raise UsageError("one child is to be chosen: this is a child's own.", remedy="Choose whom under Of.")
        if not self._line("file").value.strip():
            raise UsageError("the file has no name.", remedy="Write one.")
        is_for = bool(self._value("audience"))
        return Wanted(
            self._value("what"),
            Path(self._line("file").value.strip()).expanduser(),
            child=child,
            audience=self._value("audience"),
            parent=self._line("parent").value.strip() if self._line("parent").display else "",
            purpose=self._line("purpose").value.strip() if is_for else "",
            profile=self._value("profile"),
            hides_professionals=is_for and self._value("roles") == ROLES,
        ).checked()

    def action_preview(self) -> None:
        """Show as text what would be made; nothing is written and nothing recorded."""
        self._start(self._previewed)

    def action_write(self) -> None:
        """Make the file, search it, record that it leaves, write it."""
        self._start(self._written)

    def _start(self, how: Callable[[Wanted], object]) -> None:
        if self._is_making:
            return
        try:
            wanted = self._wanted()
        except (KinlineError, RuntimeError) as failure:
            self._say(str(failure))
            return
        if how == self._written and wanted.path.exists():
            answers = {"no": "Keep it, and write another name", "yes": "Write over it"}
            self.app.push_screen(
                Choose(f"{wanted.path.name} is there already.", answers),
                lambda answer: self._go(how, wanted) if answer == "yes" else None,
            )
            return
        self._go(how, wanted)

    def _go(self, how: Callable[[Wanted], object], wanted: Wanted) -> None:
        self._is_making, self._is_stopped = True, False
        how(wanted)

    @work(group="export", exclusive=True)
    async def _previewed(self, wanted: Wanted) -> None:
        found = await self._made(wanted.as_text(), keeps=False)
        if found is None:
            return
        made, _, ready = found
        self.query_one("#preview").set_class(wanted.what not in DRAWN, "wraps")
        self.query_one("#preview", TextView).show(made.files[0][1].decode("utf-8", "replace"))
        self._say("\n".join([ready.out.made_for or "Nothing is withheld.", *made.notices]))

    @work(group="export", exclusive=True)
    async def _written(self, wanted: Wanted) -> None:
        found = await self._made(wanted, keeps=True)
        if found is None:
            return
        made, what, ready = found
        try:
            await self._turns.take(lambda: let_go(made, what, ready.out, self._keep))
        except (KinlineError, OSError) as failure:
            self._say(f"Not written: {failure}")
            return
        files = [path for path, _ in made.files]
        names = ", ".join(path.name for path in files)
        self._say("\n".join([f"Written and recorded in the change history: {names}", *made.notices]))
        self._ask_to_open(files)

    async def _made(self, wanted: Wanted, *, keeps: bool) -> tuple[Made, str, Ready] | None:
        """Return what was made, how it is called and from what; None, with the reason said, where it was not."""
        case, day, author = self._opened.case, self._day, self._opened.actor
        keep = self._keep if keeps else None
        tell = self.app.call_from_thread

        def progress(words: str) -> None:
            if self._is_stopped:
                raise Stopped("stopped.")
            tell(self._say, f"{wanted.path.name}: {words} …  Esc stops it; nothing is written yet.")

        def make(ready: Ready) -> tuple[Made, str]:
            made = made_of(ready, wanted, day=day, author=author, progress=progress)
            progress("made")
            return made

        try:
            ready = await self._turns.take(lambda: ready_for(case, wanted, day=day, keep=keep))
            made, what = await asyncio.to_thread(make, ready)
        except Stopped:
            self._say("Stopped. Nothing was written.")
            return None
        except (KinlineError, OSError) as failure:
            self._say(f"Not made: {failure}")
            return None
        finally:
            self._is_making = False
        return made, what, ready

    def _keep(self, label: str, *, why: str = "", values: tuple[Record, ...] = ()) -> None:
        self._opened.record(label, values, why=why)

    def _ask_to_open(self, files: list[Path]) -> None:
        answers = {"": "Leave it there"} | {str(n): f"Open {path.name}" for n, path in enumerate(files)}

        def chosen(answer: str | None) -> None:
            if answer:
                try:
                    open_in_viewer(files[int(answer)])
                except (KinlineError, OSError) as failure:
                    self._say(str(failure))

        self.app.push_screen(Choose("It is written. Open it in the system's viewer?", answers), chosen)

    def action_back(self) -> None:
        """Stop what is being made; else go back to the case file."""
        if self._is_making:
            self._is_stopped = True
            self._say("Stopping …")
        else:
            self.dismiss(None)

    def _say(self, words: str) -> None:
        self.query_one("#export-said", Static).update(inert(words))
