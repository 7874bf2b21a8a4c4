"""Changing the family by keyboard: one line for people and what couples became, forms for homes and persons."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from chronology.record.errors import KinlineError
from chronology.record.values import Id
from tui.screens.asking import Choose
from tui.screens.of_case import OfCase
from tui.textual_quirks import keys_waiting, work
from tui.widgets.family_line import FamilyLineView
from tui.widgets.genogram_view import GenogramView

if TYPE_CHECKING:
    from chronology.intake.family_edits import FamilyEdit
    from chronology.intake.family_lines import FamilyLine
    from chronology.record.casefile import CaseFile

FAMILY_DRAFT = "family line"
NOBODY = "Nobody is marked: Tab marks somebody, Ctrl+F finds them."


class FamilyEditing(OfCase):
    """The part of a case file's screen that changes the family."""

    _doubted_line = ""
    """The line whose doubts were said: Enter again records it."""
    _is_family_adding = False

    @property
    def _family_line(self) -> FamilyLineView:
        return self.query_one(FamilyLineView)

    @property
    def is_family_typed(self) -> bool:
        """Whether the line that changes the family is open and holds words."""
        return self.view == "genogram" and self._family_line.is_typing

    @property
    def person_in_focus(self) -> Id | None:
        """Who is marked on the genogram, else the child in focus; None for nobody."""
        marked = self.query_one(GenogramView).person
        found = marked or self.child
        return found if found in self.opened.case.people else None

    def close_family_line(self) -> bool:
        """Close the line and return whether it was open; its words stay for the next time."""
        if not self._family_line.is_open:
            return False
        self._family_line.close()
        view = self.query_one(GenogramView)
        view.change(is_open=False)
        view.canvas.focus()
        return True

    def on_genogram_view_edit_wanted(self, event: GenogramView.EditWanted) -> None:
        """Open the line or a form, unless nothing may be changed."""
        if not self._may_change():
            return
        if event.what == "line":
            self._family_line.open()
            self.query_one(GenogramView).change(is_open=True)
            return
        person = self.person_in_focus
        if person is None:
            self._say(NOBODY, is_warning=True)
        elif event.what == "remove":
            self._ask_removal(person)
        elif event.what == "same":
            self._ask_who_is_the_same(person)
        elif event.what == "ties":
            self._ask_ties(person)
        else:
            self._ask_form(event.what, person)

    def _ask_form(self, what: str, person: Id) -> None:
        from tui.screens.family_forms import move_form, person_form, place_form

        def now() -> CaseFile:
            return self.opened.case

        if what == "person":
            form = person_form(now, person)
        else:
            form = (move_form if what == "move" else place_form)(now, person, day=self.day)
        self._push_write(form, draft=f"{what} form {person}")

    def _ask_ties(self, person: Id) -> None:
        """Ask which tie is to be corrected, or taken out."""
        from chronology.intake.tie_edits import ties_of

        name = self.opened.case.people[person].shown_name
        ties = ties_of(self.opened.case, person)
        if not ties:
            self._say(f"No tie, home or order of {name} is recorded. A opens the line that adds one.", is_warning=True)
            return
        answers = {**ties, **{f"out {tie}": f"Take out: {words}" for tie, words in ties.items()}}
        self.app.push_screen(Choose(f"What is to be corrected, of {name}?", answers), self._to_tie)

    def _to_tie(self, answer: str | None) -> None:
        from chronology.intake.tie_edits import tie_taken_out
        from chronology.record.sources import Stated
        from tui.screens.family_forms import TIE_GONE, tie_form

        if answer is None:
            return
        tie = answer.removeprefix("out ")
        record = self.opened.case.records.get(tie)
        if not isinstance(record, Stated):
            self._say(TIE_GONE, is_warning=True)
        elif answer.startswith("out "):
            self._record_family(tie_taken_out(self.opened.case, record))
        else:
            self._push_write(tie_form(lambda: self.opened.case, tie, day=self.day), draft=f"tie form {tie}")

    def _ask_who_is_the_same(self, person: Id) -> None:
        """Ask which other record is of the same person, and then what holds where the two contradict one another."""
        from chronology.intake.doubled_people import check_they_can_be_one
        from tui.screens.same_person import ChoosePerson, same_person_form

        if why := self.why_no_same_person():
            self._say(f"Not possible now: {why}.", is_warning=True)
            return
        name = self.opened.case.people[person].shown_name

        def chosen(other: Id | None) -> None:
            if other is None:
                return
            try:
                check_they_can_be_one(self.opened.case, person, other)
            except KinlineError as failure:
                self._say(f"Not made one: {failure}", is_warning=True)
                return
            form = same_person_form(lambda: self.opened.case, person, other, day=self.day)
            self._push_write(form, draft=f"same person form {person} {other}")

        self.app.push_screen(
            ChoosePerson(f"{name} is the same person as …", self.opened.case, person, self.day), chosen
        )

    def why_no_same_person(self) -> str:
        """Return why nobody can be made one with another record now; empty where somebody can."""
        if self.person_in_focus is None:
            return "nobody is marked; Tab marks somebody"
        return "" if len(self.opened.case.people) > 1 else "only one person is recorded"

    def _ask_removal(self, person: Id) -> None:
        from chronology.intake.person_edits import removed

        try:
            edit = removed(self.opened.case, person)
        except KinlineError as failure:
            self._say(f"Not removed: {failure}", is_warning=True)
            return
        name = self.opened.case.people[person].shown_name
        answers = {
            "keep": f"Keep {name}",
            "remove": f"Remove {name}, with ties and homes (Ctrl+Z brings all of it back)",
        }

        def chosen(answer: str | None) -> None:
            if answer == "remove":
                self._record_family(edit)

        self.app.push_screen(Choose(f"Is {name} to be taken out of the family?", answers), chosen)

    def _read_family(self) -> FamilyLine:
        from chronology.intake.family_lines import read_family_line

        return read_family_line(self._family_line.words, self.opened.case, day=self.day, focus=self.person_in_focus)

    def on_genogram_view_marked(self) -> None:
        """Read the line back for whoever is in focus now."""
        if self._family_line.is_open:
            self._tell_family()

    def on_family_line_view_typing(self) -> None:
        """Read the line back as it is typed, and keep it as a draft at most a second later."""
        self._tell_family()
        self._drafts.keep(FAMILY_DRAFT, self._family_line.words)

    def _tell_family(self) -> None:
        words = self._family_line.words.strip()
        read = self._read_family() if words and not self._is_jump(words) else None
        focused = self.opened.case.people.get((read.focus if read else self.person_in_focus) or "")
        to = focused.shown_name if focused else "nobody yet"
        self._family_line.tell(
            f"To {to}   Up and Down, or @name, for somebody else; Esc closes"
            if self.opened.case.people
            else "Nobody is recorded yet: the first person, tied to nobody; Esc closes",
            read.words() if read else "",
            is_first=not self.opened.case.people,
        )

    @staticmethod
    def _is_jump(words: str) -> bool:
        """Return whether the line only puts somebody in focus: “@Kelly”."""
        return words.startswith("@") and " " not in words and ":" not in words

    def on_family_line_view_focus_moved(self, event: FamilyLineView.FocusMoved) -> None:
        """Put the person before, or the next one, in focus."""
        self.query_one(GenogramView).action_next_person(event.by)

    def on_family_line_view_entered(self) -> None:
        """Record the line, or say what stands in the way; what cannot be is recorded by Enter again."""
        line = self._family_line.words
        if self._is_jump(line.strip()):
            self._jump(line.strip())
            return
        read = self._read_family()
        if read.edit is None:
            self._say("Not recorded: " + "; ".join(read.problems), is_warning=True)
        elif read.doubts and self._doubted_line != line:
            self._doubted_line = line
            self._say(f"{'; '.join(read.doubts)}. Enter again records it as it is written.", is_warning=True)
        elif not self._is_family_adding:
            self._is_family_adding = True
            self._add_to_family(read.edit, line)

    def _jump(self, name: str) -> None:
        from chronology.intake.names_typed import person_called

        try:
            person = person_called(self.opened.case, name)
        except KinlineError as failure:
            self._say(str(failure), is_warning=True)
            return
        self._family_line.done(self._family_line.words)
        self.query_one(GenogramView).mark(person)

    @work(group="family-add")
    async def _add_to_family(self, edit: FamilyEdit, line: str) -> None:
        try:
            with keys_waiting(self):
                if not await self._recorded(edit):
                    return
                self._family_line.done(line)
        finally:
            self._is_family_adding = False
        self._doubted_line = ""
        self._drafts.keep(FAMILY_DRAFT, "")
        self._drafts.save()
        if self.person_in_focus is None and edit.person is not None:
            self.query_one(GenogramView).person = edit.person
        self._tell_family()

    @work(group="family-form")
    async def _record_family(self, edit: FamilyEdit) -> None:
        await self._recorded(edit)

    async def _recorded(self, edit: FamilyEdit) -> bool:
        """Record an edit and return whether it was; said in its own words once it is on disk."""
        record = lambda: self.opened.record(edit.label, values=edit.values, removed=edit.removed)  # noqa: E731
        if await self._changed(record) is None:
            return False
        self._say(f"{edit.label}.")
        self.show_all()
        return True

    def bring_back_family_line(self, drafts: Mapping[str, str]) -> None:
        """Put a line that was typed and not recorded back, for when the line is opened."""
        if drafts.get(FAMILY_DRAFT):
            self._family_line._input.value = drafts[FAMILY_DRAFT]
            self._say("A line about the family that was typed and not recorded is kept: A on the genogram shows it.")
