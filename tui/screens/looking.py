"""Looking at the case file as it stood or as it was known: shown like today's, changed by nobody."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from chronology.lives.differences import Difference, differences
from chronology.record.casefile import CaseFile
from chronology.record.dates import When, read_day
from chronology.record.entries import Entry
from chronology.record.errors import KinlineError, UnreadableDate
from chronology.record.steps import stepwise
from tui.jobs import STOPS
from tui.pauses import keep
from tui.screens.asking import AskLine
from tui.screens.undoing import Undoing
from tui.textual_quirks import keys_waiting, work
from tui.widgets.history_view import HistoryView

if TYPE_CHECKING:
    from collections.abc import Sequence

    from chronology.journal.change import Recorded
    from chronology.record.values import Id


COMPARING = "Looking what is otherwise …"
MOST_LINES = 400
"""Lines of a comparison that are shown; a whole import is counted."""


@dataclass(frozen=True)
class Looking:
    """Another state than today's."""

    case: CaseFile
    words: str
    """What is said above every view of it."""
    unknown: tuple[Entry, ...] = ()
    """Entries that are left out because the date we learned of them is not recorded."""


class LookingActions(Undoing):
    """The part of a case file's screen that shows earlier states and the change history."""

    @property
    def _history_view(self) -> HistoryView:
        return self.query_one(HistoryView)

    @work(group="history", exclusive=True)
    async def _tell_history(self) -> None:
        try:
            changes = await self.jobs.run(
                "history",
                lambda job: job.wait_for(self._turns.take(job.stoppable(self.opened.history))),
                says=lambda: self._tell(f"Reading the change history …  {STOPS}"),
                stopped=lambda: self._tell(f"Stopped. {self.key_of('show_history')} reads the change history."),
            )
        except KinlineError as failure:
            self._tell(str(failure))
            return
        if changes is not None:
            for view in self.query(HistoryView):
                view.show(changes)

    def _tell(self, words: str) -> None:
        """Say something beside the changes, where the case file was not closed meanwhile."""
        for view in self.query(HistoryView):
            view.tell(words)

    def on_history_view_marked(self, event: HistoryView.Marked) -> None:
        """Say what the change under the cursor made otherwise."""
        change = event.change
        head = [
            f"Change {change.seq}: {change.label or 'words erased'}",
            f"{change.actor}, {change.at:%d %B %Y %H:%M} UTC",
        ]
        head += [f"Why: {change.why}"] if change.why else []
        head += [f"It reverses change {change.undoes}."] if change.undoes else []
        self._history_view.tell("\n".join([*head, "", COMPARING]))
        self._tell_change(change, "\n".join(head))

    @work(group="differences", exclusive=True)
    async def _tell_change(self, change: Recorded, head: str) -> None:
        await asyncio.sleep(0.15)  # a person going through the table does not wait for each
        told = await self._differences(
            change.seq - 1, change.seq, set(change.touched), head=head, key=self.key_of("show_history")
        )
        self._tell("\n".join([head, "", *told]))

    async def _differences(
        self, first: int, second: int, only: set[Id] | None = None, *, head: str, key: str
    ) -> list[str]:
        """Return what is otherwise after one change than after another, in words; why not, where it cannot be read.

        Under `head` is said that it is looked for and Esc stops it; `key` looks again.
        """
        journal = self.opened.journal

        def found() -> list[str]:
            from chronology.journal.fold import records_of

            states = []
            for seq in stepwise((first, second)):
                versions = journal.as_recorded_at(seq) if seq else {}
                states.append(CaseFile.of(records_of(versions)))
            every = differences(*states)
            return _told(every if only is None else [one for one in every if one.record in only])

        try:
            lines = await self.jobs.run(
                "differences",
                lambda job: job.wait_for(self._turns.take(job.stoppable(found))),
                says=lambda: self._tell(f"{head}\n\n{COMPARING}  {STOPS}"),
                stopped=lambda: None,
            )
        except KinlineError as failure:
            return [str(failure)]
        return [f"Stopped. {key} looks again."] if lines is None else lines

    def action_as_it_stood(self) -> None:
        """Show the case file as it was recorded after the change under the cursor."""
        change = self._history_view.current
        if change is not None:
            self._look_at_change(change)

    @work(group="look at", exclusive=True)
    async def _look_at_change(self, change: Recorded) -> None:
        def stood() -> CaseFile:
            return self.opened.as_recorded_at(change.seq)

        when = f"{change.at.day} {change.at:%B %Y %H:%M} UTC"
        words = f"AS RECORDED on {when}, change {change.seq}. Read only; Esc: today"
        with keys_waiting(self):
            try:
                case = await self.work_out(
                    "look at",
                    f"Reading the case file as it stood after change {change.seq}",
                    lambda job: job.wait_for(self._turns.take(job.stoppable(stood))),
                    stopped=f"Stopped: nothing was changed. {self.key_of('as_it_stood')} reads it again.",
                )
            except KinlineError as failure:
                self._say(str(failure), True)
                return
            if case is not None:
                self._look(Looking(case, words))

    def _look(self, looking: Looking | None) -> None:
        self.looking = looking
        keep()
        self.show_view("chronology" if self.view == "history" or looking is None else self.view)

    def action_mark_change(self) -> None:
        """Mark the change under the cursor as one of the two points to compare."""
        self._history_view.table.toggle()

    def action_compare(self) -> None:
        """Say what is otherwise between the change marked, or two of them, and the one under the cursor."""
        change = self._history_view.current
        if change is None:
            return
        marked = sorted(int(seq) for seq in self._history_view.table.selected)
        points = marked if len(marked) > 1 else [*marked, change.seq]
        first, second = min(points), max(points)
        if first == second:
            self._say("Mark another change first: then the two are compared.", True)
            return
        self._history_view.tell(f"From change {first} to change {second}:\n\n{COMPARING}")
        self._compare(first, second)

    @work(group="differences", exclusive=True)
    async def _compare(self, first: int, second: int) -> None:
        head = f"From change {first} to change {second}:"
        told = await self._differences(first, second, head=head, key=self.key_of("compare"))
        self._tell("\n".join([head, "", *told]))

    def action_undo_this(self) -> None:
        """Reverse the change under the cursor, as a new change; what was changed since stays, or stands in the way."""
        change = self._history_view.current
        if change is not None and self._may_change() and self.is_no_line_typed():
            self.reverse_change(change.seq)

    def action_go_to_day(self) -> None:
        """Ask for a day and go to the last change that was recorded by its end."""

        def asked(words: str | None) -> None:
            if words is None:
                return
            day = read_day(words, latest=self.day)
            before = [c for c in self._history_view._changes.values() if c.at.date() <= day]
            if before:
                self._history_view.select(max(change.seq for change in before))
            else:
                self._say(f"Nothing was recorded by {When.on(day).words()}.", True)

        self.app.push_screen(
            AskLine("The case file as it was recorded by the end of which day?", self._day_fault), asked
        )

    def action_known_on(self) -> None:
        """Ask for a day and show what was known on it."""

        def asked(words: str | None) -> None:
            if words is not None:
                self.look_as_known_on(read_day(words, latest=self.day))

        self.app.push_screen(AskLine("What was known on which day?", self._day_fault), asked)

    def look_as_known_on(self, day: date) -> None:
        """Show today's versions of what was known on a day, and what is left out because nobody recorded when we learned."""
        self._look_at_known(self.opened.case, day)

    @work(group="look at", exclusive=True)
    async def _look_at_known(self, case: CaseFile, day: date) -> None:
        said = When.on(day).words()

        def known() -> Looking:
            known = case.as_known_on(day)
            left = {*known.not_recorded}
            unknown = tuple(entry for entry in stepwise(case.entries) if entry.id in left)
            return Looking(known.case, f"AS KNOWN ON {said}. Read only; Esc: today", unknown)

        looking = await self.work_out(
            "look at",
            f"Looking what was known on {said}",
            lambda job: job.make(known),
            stopped=f"Stopped: today's state is shown. {self.key_of('known_on')} asks again.",
        )
        if looking is not None:
            self._look(looking)

    def _day_fault(self, words: str) -> str:
        try:
            read_day(words, latest=self.day)
        except UnreadableDate as failure:
            return str(failure)
        return ""

    def action_present(self) -> None:
        """Go back from an earlier state to the present."""
        if self.looking is not None:
            self._look(None)


def _told(every: Sequence[Difference]) -> list[str]:
    """Return differences in words; a whole import is counted, and its beginning told."""
    lines = [line for one in stepwise(every) for line in one.lines()]
    if len(lines) > MOST_LINES:
        new, gone = sum(o.is_new for o in every), sum(o.is_gone for o in every)
        counted = f"{new} new, {gone} gone, {len(every) - new - gone} otherwise; the first of them:"
        lines = [counted, *lines[:MOST_LINES]]
    return lines or ["Nothing is otherwise."]
