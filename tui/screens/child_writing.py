"""From a child's page: the next sibling, and this child's own words, a part of their day, what an entry was for them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from chronology.record.entries import Entry
from tui.screens.asking import Choose
from tui.screens.of_case import OfCase
from tui.screens.writing import Checked, Field, Rows, WriteForm
from tui.textual_quirks import keys_waiting, work
from tui.widgets.child_view import ChildView

if TYPE_CHECKING:
    from datetime import date

    from chronology.record.casefile import CaseFile
    from chronology.record.people import Person
    from chronology.record.values import Id


class ChildWriting(OfCase):
    """The part of a case file's screen that has to do with one child's page."""

    def show_child_page(self, child: Id) -> None:
        """Show a child's page; a child that is no subject child has no siblings to go to."""
        ids = [person.id for person in self.subjects]
        self.query_one(ChildView).show_child(self.case, child, ids if child in ids else [child], self.day)

    def on_child_view_wanted(self, event: ChildView.Wanted) -> None:
        """Go to another child, or ask for what is to be written."""
        child = self._child_or_first
        if child is None:
            return
        if event.what in {"next", "previous"}:
            self._step(child, 1 if event.what == "next" else -1)
        elif self._may_change():
            asks: dict[str, Callable[[Id], object]] = {
                "view": self._ask_view,
                "day": self._ask_day,
                "impact": self._ask_impact,
            }
            asks[event.what](child)

    def _step(self, child: Id, by: int) -> None:
        ids = [person.id for person in self.subjects]
        if ids:
            self.child = ids[(ids.index(child) + by) % len(ids)] if child in ids else ids[0]
            self.show_all()

    def _ask_view(self, child: Id) -> None:
        from tui.screens.work_forms import work_form

        them = self.opened.case.people[child]
        form = work_form(self.opened.case, "view", them, day=self.day)
        self._push_write(form, f"{them.shown_name}'s own words written down", draft=f"child view {child}")

    def _ask_day(self, child: Id) -> None:
        them = self.opened.case.people[child]
        self._push_write(
            day_form(self.opened.case, child, day=self.day),
            lambda made: f"A part of {them.shown_name}'s day written down: {made.part_of_day}",
            draft=f"child day {child}",
        )

    @work(group="impact", exclusive=True)
    async def _ask_impact(self, child: Id) -> None:
        from chronology.intake.child_edits import entries_for_impact

        with keys_waiting(self):
            life = await self.work_out(
                "impact",
                "Reading the record of this child",
                lambda job: job.make(partial(self.query_one(ChildView).life_of, child)),
                stopped=f"Stopped. {self.key_of('add_impact')} reads the record again.",
            )
            if life is not None:
                self._choose_impact(child, {entry.id: entry for entry in entries_for_impact(life)})

    def _choose_impact(self, child: Id, entries: dict[Id, Entry]) -> None:
        if not entries:
            self._say("No entry names this child yet.", is_warning=True)
            return
        them = self.opened.case.people[child]
        answers = {
            i: f"{e.when.words()}: {' '.join(e.event.split())[:120]}{'  ✓' if e.impact_on(child) else ''}"
            for i, e in entries.items()
        }

        def chosen(answer: str | None) -> None:
            entry = self.opened.case.records.get(answer or "")
            if isinstance(entry, Entry):
                self._push_write(
                    impact_form(lambda: self.opened.case, entry, them),
                    f"What the entry of {entry.when.words()} was for {them.shown_name} written",
                    draft=f"impact {entry.id} {child}",
                )

        self.app.push_screen(
            Choose(f"Which entry? What it was for {them.shown_name} is written next.", answers), chosen
        )


def day_form(case: CaseFile, child: Id, *, day: date) -> WriteForm[Entry]:
    """Return the form for a part of one child's day."""
    from chronology.intake.child_edits import DAY_FIELDS, bases, day_account, parts_of_day
    from chronology.record.dates import When

    more = {"part": f": {', '.join(parts_of_day())}", "basis": f": {', '.join(bases())}"}
    fields = [
        Field(key, label + more.get(key, ""), key == "event", When.on(day).words() if key == "from" else "")
        for key, label in DAY_FIELDS.items()
    ]

    def check(rows: Rows) -> Checked[Entry]:
        return Checked(*day_account(case, child, rows[0], day=day))

    return WriteForm(f"A part of {case.people[child].shown_name}'s day", fields, check)


def impact_form(now: Callable[[], CaseFile], entry: Entry, child: Person) -> WriteForm[Entry]:
    """Return the form for what an entry was for one child; `now` gives the case file as another window may have changed it."""
    from chronology.intake.child_edits import impact_written

    def newest() -> Entry | None:
        found = now().records.get(entry.id)
        return found if isinstance(found, Entry) else None

    def check(rows: Rows) -> Checked[Entry]:
        found = newest()
        if found is None:
            return Checked(None, {"": "The entry was removed meanwhile."})
        return Checked(impact_written(found, child.id, rows[0].get("words", "")))

    def written() -> Rows:
        found = newest()
        words = found.impact_on(child.id) if found else ""
        return [{"words": words} if words else {}]

    begun = entry.impact_on(child.id)
    field = Field("words", f"What it was for {child.shown_name}, and nobody else", True, begun)
    form = WriteForm(f"{child.shown_name}: {entry.when.words()}", [field], check, tells=entry.event)
    form.newest = written
    return form
