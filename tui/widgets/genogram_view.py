"""The genogram: the family in characters, a day among its years, a line to find people, and what is said of one of them."""

from __future__ import annotations

from datetime import date
from functools import partial

from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.message import Message
from textual.widgets import Static

from chronology.record.casefile import CaseFile
from chronology.record.errors import KinlineError
from chronology.record.values import Id
from tui.app_words import in_the_view
from tui.commands import bindings_of, commands_of
from tui.jobs import STOPS, Job, Jobs
from tui.textual_quirks import inert, work
from tui.widgets.family_canvas import FamilyCanvas
from tui.widgets.family_drawing import Drawn, FamilyDrawing
from tui.widgets.family_line import FamilyLineView
from tui.widgets.genogram_years import GenogramYears
from tui.widgets.people_finder import PeopleFinder
from tui.widgets.people_tree import PeopleTree
from tui.widgets.year_slider import YearSlider

DRAWING = "Drawing the family …"
LOW = 32
"""Lines of the screen below which what is said of a person gives way to the line that changes the family."""
BESIDE = 130
"""Columns of the screen from which on the people stand beside the drawing unless they were sent away."""


class GenogramView(GenogramYears):
    """Draws beside the screen's own work: the layout once for a family, the cells once for a width, then day by day."""

    BINDINGS = [*bindings_of("genogram")]
    DEFAULT_CSS = """
    GenogramView #about { height: auto; max-height: 30%; padding: 0 1; border-top: solid $foreground 40%; }
    GenogramView #drawn { height: 1fr; }
    GenogramView #family { width: 3fr; }
    GenogramView.in-words #drawn, GenogramView.in-words #family,
    GenogramView.without-tree #people-tree, GenogramView.tree-alone #family { display: none; }
    GenogramView.tree-alone #people-tree { width: 1fr; max-width: 100%; border-left: none; }
    GenogramView.changing #about { display: none; }
    GenogramView.in-words #about { height: 1fr; max-height: 100%; }
    """

    class Said(Message):
        """Something is to be said to the person."""

        def __init__(self, words: str, *, is_warning: bool = False) -> None:
            self.words = words
            self.is_warning = is_warning
            super().__init__()

    class FocusWanted(Message):
        """The family is to be drawn around somebody."""

        def __init__(self, person: Id) -> None:
            self.person = person
            super().__init__()

    class EditWanted(Message):
        """The family is to be changed: the line opened, or a form."""

        def __init__(self, what: str) -> None:
            self.what = what
            super().__init__()

    class Marked(Message):
        """Somebody is in focus, or nobody."""

    def __init__(self, jobs: Jobs, *, name_on_screen: str, is_ascii: bool = False) -> None:
        super().__init__(id=name_on_screen)
        self._jobs = jobs
        self._tree_wanted: bool | None = None
        """Whether the people were asked for, or sent away; None for as suits the width."""
        self.person: Id | None = None
        """Who is in focus on the drawing, in the tree and for a change; drawn on this day or not."""
        self._is_ascii = is_ascii
        self._child: Id | None = None
        self._drawing: FamilyDrawing | None = None
        self._wanted_fit = ""
        """The name of a fit that was asked for; empty for the one that suits the width."""
        self._drawn_fit = ""
        self._drawn_width = 0
        """The width that the drawing, and its key below it, were made for."""
        self._is_placed = False
        """Whether the drawing was brought to where it is looked at first."""
        self.text = ""

    def compose(self) -> ComposeResult:
        """Lay out the years, the line to find people, the drawing and what is said of one person."""
        yield YearSlider(is_ascii=self._is_ascii)
        yield PeopleFinder()
        with Horizontal(id="drawn"):
            yield FamilyCanvas(name_on_screen="family", is_ascii=self._is_ascii)
            yield PeopleTree(name_on_screen="people-tree", is_ascii=self._is_ascii)
        with VerticalScroll(id="about", can_focus=False):
            yield Static(inert(self._hint()), id="about-text", markup=False)
        yield FamilyLineView(id="family-change")

    def on_mount(self) -> None:
        """Show the people beside the drawing where there is room."""
        self._arrange()

    def on_resize(self) -> None:
        """Show the people beside the drawing where there is room now."""
        self._arrange()

    def _arrange(self) -> None:
        is_wide = self.app.size.width >= BESIDE
        is_shown = is_wide if self._tree_wanted is None else self._tree_wanted
        self.set_class(not is_shown, "without-tree")
        self.set_class(is_shown and not is_wide, "tree-alone")

    def change(self, *, is_open: bool) -> None:
        """Make room for the line that changes the family, or for what is said of a person again."""
        self.set_class(is_open and self.app.size.height < LOW, "changing")

    def action_people_tree(self) -> None:
        """Show the people as a tree and who lives where, beside the drawing or in place of it; again for the drawing alone."""
        self._tree_wanted = self.has_class("without-tree")
        self._arrange()
        (self.query_one(PeopleTree) if self._tree_wanted else self.canvas).focus()

    @property
    def _finder(self) -> PeopleFinder:
        return self.query_one(PeopleFinder)

    @property
    def canvas(self) -> FamilyCanvas:
        """The drawing."""
        return self.query_one(FamilyCanvas)

    def show(self, case: CaseFile, child: Id | None, today: date) -> None:
        """Draw a family, around a child where one is in focus; the day looked at stays."""
        if self.day == date.min:
            self.day = today
        if case is self._case and child == self._child and self._drawn is not None:
            return
        self._is_placed = self._is_placed and child == self._child
        self._case, self._child, self._today = case, child, today
        self._drawing = FamilyDrawing(case, child, today, is_ascii=self._is_ascii)
        self._drawn, self.text = None, ""
        self._show_years()
        self._about(DRAWING)
        self._draw()

    @property
    def is_up_to_date(self) -> bool:
        """Whether the drawing is of the day that was chosen."""
        return self._drawn is not None and self._drawn.picture.day == self.day

    @work(exclusive=True, group="genogram")
    async def _draw(self) -> None:
        """Draw the day, for the width that there is."""
        drawing = self._drawing
        if drawing is None:
            return

        async def drawn_by(job: Job) -> Drawn:
            await job.make(drawing.lay_out)  # it takes longest: how wide the drawing may be is asked for after it
            self._drawn_width = width = self.canvas.size.width
            fit, key_width = self._wanted_fit, max(width - 4, 20)
            return await job.make(partial(drawing.on, self.day, width=width, fit=fit, key_width=key_width))

        says = f"{DRAWING}  {STOPS}"
        try:
            drawn = await self._jobs.run("genogram", drawn_by, says=lambda: self._about(says), stopped=self._stopped)
        except KinlineError as failure:
            self._about(str(failure))
            return
        if drawn is not None:
            self._take(drawn)

    def _stopped(self) -> None:
        """Show the day that was drawn before; where none was, say which key draws."""
        if self._drawn is None:
            key = next(c.shown_key for c in commands_of(self.app) if c.name == "show_genogram")
            self.canvas.clear()
            self.query_one(PeopleTree).show((), None)
            self._about(f"Stopped: nothing is drawn. {key} draws the family.")
            return
        self.day = self._drawn.picture.day
        self._wanted_fit, self._drawn_width = self._drawn_fit, self.canvas.size.width
        self._show_years()
        self._tell()
        self.post_message(self.Said("Stopped: the family is shown as it was drawn before."))

    def _take(self, drawn: Drawn) -> None:
        """Show what was drawn."""
        self._drawn = drawn
        self._drawn_fit = self._wanted_fit
        self._show_years()
        below = [inert(line).plain for line in (*drawn.characters.key, "", *map(in_the_view, drawn.laid.notices))]
        if self._case is not None and self.person not in self._case.people:
            self.person = None
        self.canvas.show(drawn.characters, bold=drawn.laid.drawn.marked, below=below)
        self.query_one(PeopleTree).show(drawn.lines, self.person)
        if self.person in drawn.characters.people:
            self.canvas.mark(self.person)
        self.text = "\n".join([*drawn.characters.lines(), *below])
        if not self._is_placed and drawn.characters.people:
            self._is_placed = True
            self.action_home()
        self._search()
        self._tell()
        if self._finder.matches and self.canvas.person is not None:  # found before the drawing was there
            self.call_after_refresh(self.canvas.bring, self.canvas.person)

    def _about(self, words: str) -> None:
        self.query_one("#about-text", Static).update(inert(words))
        self.query_one("#about", VerticalScroll).scroll_home(animate=False)

    def _hint(self) -> str:
        keys = {c.name: c for c in commands_of(self.app)}
        if self._case is not None and not self._case.people:
            return f"Nobody is recorded yet. {keys['add_person'].shown_key} opens the line that adds the first person, {keys['import_files'].shown_key} reads a family file."
        told = (
            "next_person",
            "add_person",
            "edit_person",
            "correct_tie",
            "filter",
            "year_back",
            "year_on",
            "in_words",
            "help",
        )
        stays_together = " " if self._is_ascii else "\u00a0"
        shown = (f"{keys[name].shown_key} {keys[name].words.lower()}" for name in told)
        return "   ".join(words.replace(" ", stays_together) for words in shown)

    def _tell(self) -> None:
        """Say everything of the person marked, or everything of everybody."""
        from exporters.genogram.genogram import sentences_of
        from exporters.genogram.relations import relations_of

        if self._drawn is None:
            return
        picture = self._drawn.picture
        if self.has_class("in-words"):
            person = self.canvas.person
            said = [*relations_of(picture, person), "", "Everybody"] if person else []
            self._about("\n".join([*said, *(f"{sentence}." for sentence in sentences_of(picture))]))
        elif self.canvas.person is None:
            self._about(self._hint())

        else:
            self._about("\n".join(relations_of(picture, self.canvas.person)))

    def mark(self, person: Id | None) -> None:
        """Mark a person, say everything of them, and bring them into view."""
        self.person = person
        self.canvas.mark(person)
        self.query_one(PeopleTree).mark(person)
        self._tell()
        self.post_message(self.Marked())
        if person is not None:  # once what is said below has taken its room
            self.call_after_refresh(self.canvas.bring, person)

    def on_people_tree_chosen(self, event: PeopleTree.Chosen) -> None:
        """Mark who was gone to in the tree."""
        self.mark(event.person)

    def on_family_canvas_chosen(self, event: FamilyCanvas.Chosen) -> None:
        """Mark who was clicked on."""
        self.mark(event.person)

    def on_family_canvas_resized(self) -> None:
        """Draw for the width that there is now."""
        width = self.canvas.size.width
        if self._drawing is not None and self._drawn is not None and width and width != self._drawn_width:
            self._draw()

    def _people(self) -> list[Id]:
        """Return everyone drawn, in reading order."""
        return list(self.canvas.picture.people) if self.canvas.picture else []

    def action_next_person(self, by: int = 1) -> None:
        """Mark the next person, row by row."""
        people = self._people()
        if people:
            person = self.canvas.person
            at = people.index(person) + by if person in people else 0 if by > 0 else -1
            self.mark(people[at % len(people)])

    def action_previous_person(self) -> None:
        """Mark the person before."""
        self.action_next_person(-1)

    def action_home(self) -> None:
        """Bring the child in focus into the middle; without one the first subject child, without any the first person."""
        people = self._people()
        subjects = [i for i in people if self._case and self._case.people[i].is_subject]
        wanted = [self._child] if self._child in people else subjects or people
        if wanted and wanted[0] is not None:
            self.canvas.bring(wanted[0], is_middle=True)

    def action_draw_around(self) -> None:
        """Ask for the drawing around the person marked."""
        if self.canvas.person is not None:
            self.post_message(self.FocusWanted(self.canvas.person))

    def action_add_person(self) -> None:
        """Ask for the line that changes the family."""
        self.post_message(self.EditWanted("line"))

    def action_move_home(self) -> None:
        """Ask for the form of a move."""
        self.post_message(self.EditWanted("move"))

    def action_place_child(self) -> None:
        """Ask for the form of a placement."""
        self.post_message(self.EditWanted("place"))

    def action_edit_person(self) -> None:
        """Ask for the form over the person marked."""
        self.post_message(self.EditWanted("person"))

    def action_correct_tie(self) -> None:
        """Ask which tie of the person marked is to be corrected."""
        self.post_message(self.EditWanted("ties"))

    def action_same_person(self) -> None:
        """Ask who is the same person as the one marked."""
        self.post_message(self.EditWanted("same"))

    def action_remove_person(self) -> None:
        """Ask whether the person marked is to be taken out."""
        self.post_message(self.EditWanted("remove"))

    def action_compact(self) -> None:
        """Draw close together, with everything, or as suits the width."""
        from exporters.genogram.fits import COMPACT, FULL

        names = ["", COMPACT.name, FULL.name]
        self._wanted_fit = names[(names.index(self._wanted_fit) + 1) % len(names)]
        said = {
            "": "As suits the width.",
            COMPACT.name: "Compact: names shortened, dates left out.",
            FULL.name: "Everything.",
        }
        self.post_message(self.Said(said[self._wanted_fit]))
        self._is_placed = False
        self._draw()

    def action_in_words(self) -> None:
        """Show everybody and every relation in words, or the drawing again."""
        self.toggle_class("in-words")
        about = self.query_one("#about", VerticalScroll)
        about.can_focus = self.has_class("in-words")
        self._tell()
        (about if about.can_focus else self.canvas).focus()

    def ask_find(self) -> None:
        """Open the line to find people."""
        self._finder.open()

    def close_find(self) -> bool:
        """Close the line, underline nobody, and return whether it was open."""
        was_open = self._finder.close()
        self.canvas.focus()
        return was_open

    def on_people_finder_typing(self) -> None:
        """Underline whom the words find, and go to the first of them."""
        self._search()
        if self._finder.matches:
            self.mark(self._finder.matches[0])
            self._finder.tell(self.canvas.person)

    def on_people_finder_next_wanted(self) -> None:
        """Go to the next whom the words find."""
        self.action_find_next()

    def _search(self) -> None:
        """Look for the words among whoever is drawn; while the drawing is being made, among everybody."""
        people = self._case.people if self._case else {}
        among = [*people] if self._drawn is None else self._people()
        self.canvas.underline(self._finder.search(people[i] for i in among if i in people))
        self._finder.tell(self.canvas.person)

    def action_find_next(self, by: int = 1) -> None:
        """Mark the next person whom the words find."""
        person = self._finder.after(self.canvas.person, by)
        if person is not None:
            self.mark(person)
            self._finder.tell(self.canvas.person)

    def action_find_previous(self) -> None:
        """Mark the person whom the words find before."""
        self.action_find_next(-1)
