"""The work with one child and the patterns of their record: shown beside the screen, and what is written of them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from chronology.record.casefile import CaseFile
from chronology.record.sources import Stated
from chronology.record.values import Id
from tui.jobs import STOPS
from tui.screens.asking import Choose
from tui.screens.of_case import NO_CHILD, OfCase
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
from tui.textual_quirks import keys_waiting, work

if TYPE_CHECKING:
    from chronology.patterns.pattern import Pattern

FAMILY, FAMILY_TELLS = "the family", "The family: its name, nation, council and numbers"
LOOKING = "Looking through the record …"


class WorkActions(OfCase):
    """The part of a case file's screen that has to do with the work and the patterns."""

    @work(group="work", exclusive=True)
    async def _tell_work(self, view: str, case: CaseFile, child: Id | None) -> None:
        if child is None:
            self._text(view, NO_CHILD)
            return

        def page() -> str:
            from tui.widgets.work_pages import patterns_page, work_page

            return (work_page if view == "work" else patterns_page)(case, child, self.day)

        self._text(view, LOOKING)
        words = await self.jobs.make(
            view,
            page,
            says=lambda: self._text(view, f"{LOOKING}  {STOPS}"),
            stopped=lambda: self._text(view, f"Stopped. {self.key_of(f'show_{view}')} looks again."),
        )
        if words is not None:
            self._text(view, words)

    def ask_what_to_write(self) -> None:
        """Ask which record of the work is to be written, or corrected."""
        answers = {**kinds_to_write(), FAMILY: FAMILY_TELLS, **records_to_correct(self.opened.case, self.child)}
        self.app.push_screen(Choose("What is to be written, or corrected?", answers), self._write)

    def _write(self, kind: str | None) -> None:
        if kind is None:
            return
        if kind == FAMILY:
            from tui.screens.family_forms import family_form

            self._push_write(family_form(lambda: self.opened.case), draft="family form")
            return
        case = self.opened.case
        base = case.records.get(kind)
        if isinstance(base, Stated):
            label = f"{kinds_to_write()[base.kind]}: {work_words(base).partition(':')[0] or 'one'} corrected"
            form = work_form(case, base.kind, None, day=self.day, base=base, now=lambda: self.opened.case)
        else:
            label = f"{kinds_to_write()[kind]}: one written"
            form = work_form(case, kind, case.people.get(self.child) if self.child else None, day=self.day)
        self._push_write(form, label, draft=f"work form {kind}")

    @work(group="review", exclusive=True)
    async def ask_review(self) -> None:
        """Ask what is done with which pattern of the child in focus: adopted, set aside, answered, or looked behind."""
        from chronology.patterns.registry import patterns_of

        case, child = self.opened.case, self.child
        if child is None:
            self._say(NO_CHILD, True)
            return
        with keys_waiting(self):
            found = await self.work_out(
                "review",
                "Looking for the patterns of this child",
                lambda job: job.make(partial(patterns_of, case, child, day=self.day)),
                stopped=f"Stopped looking for patterns. {self.key_of('write')} looks again.",
            )
            if found is not None:
                self._ask_review(case, child, found)

    def _ask_review(self, case: CaseFile, child: Id, found: Sequence[Pattern]) -> None:
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
                answer_to = answer_form(case, them, of_rule, actor=self.opened.actor, day=self.day)
                self._push_write(answer_to, f"“{title}” answered in supervision", draft=f"{ANSWERED} {rule} {child}")
            else:
                form = review_form(them, of_rule, adopts=what == ADOPT, actor=self.opened.actor, day=self.day)
                self._push_write(
                    form, f"“{title}” {'adopted' if what == ADOPT else 'set aside'}", draft=f"{what} {rule} {child}"
                )

        may_change = not self.read_only and self.looking is None
        self.app.push_screen(
            Choose("What is done with which pattern?", patterns_to_review(found, may_change=may_change)), chosen
        )

    def _to_entry(self, entry: str | None) -> None:
        if entry is not None:
            self.go_to("entry", entry)
