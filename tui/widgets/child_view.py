"""One child's page, or siblings' lives side by side as lanes: worked out beside the screen, kept while nothing changes."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from textual.message import Message

from tui.commands import bindings_of, commands_of
from tui.jobs import STOPS
from tui.textual_quirks import work
from tui.widgets.text_view import TextView

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from chronology.lives.experience import LivedExperience
    from chronology.record.casefile import CaseFile
    from chronology.record.values import Id
    from tui.jobs import Jobs


READING = "Reading the record …"


class ChildView(TextView):
    """The page of the child in focus; lanes of every subject child where they are asked for."""

    BINDINGS = [*bindings_of("child")]

    class Wanted(Message):
        """Something is wanted of the screen: the next child, a form."""

        def __init__(self, what: str) -> None:
            self.what = what
            super().__init__()

    def __init__(self, jobs: Jobs, *, name_on_screen: str) -> None:
        super().__init__(id=name_on_screen, classes="wraps")
        self._jobs = jobs
        self.text = ""
        self.is_comparing = False
        """Whether siblings are shown side by side."""
        self.is_by_age = False
        """Whether the lanes run by age and not by date."""
        self._case: CaseFile | None = None
        self._lives: dict[Id, LivedExperience] = {}
        """What is known of each child, for this case file and day."""
        self._day: date | None = None
        self._children: tuple[Id, ...] = ()
        self._child: Id | None = None
        self._drawn_width = 0
        """The width that the lanes were drawn for."""

    def show_child(self, case: CaseFile, child: Id, children: Sequence[Id], day: date) -> None:
        """Show a child's page; `children` are the siblings the work is about."""
        if case is not self._case or day != self._day:
            self._lives = {}
        is_other = child != self._child or case is not self._case
        self._case, self._child, self._children, self._day = case, child, tuple(children), day
        if is_other:
            self.show(READING)
        self._tell()

    def life_of(self, child: Id) -> LivedExperience:
        """Return what is known of a child; worked out where it is not yet."""
        from chronology.lives.experience import experience_of

        lives, case, day = self._lives, self._case, self._day  # the screen may go on to others meanwhile
        assert case is not None
        assert day is not None
        if child not in lives:
            lives[child] = experience_of(case, child, day=day)
        return lives[child]

    @work(exclusive=True, group="child")
    async def _tell(self) -> None:
        case, child, children = self._case, self._child, self._children
        if case is None or child is None:
            return
        making = partial(self._page, case, child, children)
        if self.is_comparing:
            self._drawn_width = self.scrollable_content_region.width
            making = partial(self._lanes, case, child, children, self._drawn_width)
        words = await self._jobs.make(
            "child",
            making,
            says=lambda: self.show(f"{READING}  {STOPS}"),
            stopped=lambda: self.show(f"Stopped. {self._key_again} reads the record again."),
        )
        if words is not None:
            self.show(words)

    @property
    def _key_again(self) -> str:
        return next(c.shown_key for c in commands_of(self.app) if c.name == "show_child")

    def on_resize(self) -> None:
        """Draw the lanes for the width that there is now."""
        if self.is_comparing and self._drawn_width != self.scrollable_content_region.width:
            self._tell()

    def _page(self, case: CaseFile, child: Id, children: Sequence[Id]) -> str:
        from chronology.lives.experience import not_known_of, stages_of
        from chronology.record.dates import When, age_at
        from exporters.documents.child import child_text

        life = self.life_of(child)
        siblings = [self.life_of(other) for other in children if other != child]
        person = case.people[child]
        age = age_at(person.birth, When.on(life.day))
        has_died = person.has_died_by(life.day)
        stages = "" if has_died else " or ".join(stages_of(age))
        place = f"   {children.index(child) + 1} of {len(children)}: N next, C compare" if len(children) > 1 else ""
        head = f"{'has died' if has_died else age.words()}{f', {stages}' if stages else ''}{place}"
        title, _, rest = child_text(case, life, not_known_of(life, siblings)).partition("\n")
        return f"{title}\n{head}\n{rest}"

    def _lanes(self, case: CaseFile, child: Id, children: Sequence[Id], width: int) -> str:
        from exporters.lanes.lanes import lanes_of

        every = dict.fromkeys((child, *children))
        undated = [case.people[one].shown_name for one in every if case.people[one].birth.earliest is None]
        if self.is_by_age and undated:
            return f"By age is not possible: the birth of {undated[0]} is not dated. The same key goes back to dates."
        return lanes_of(case, [self.life_of(one) for one in every], is_by_age=self.is_by_age, width=width).text

    def action_next_sibling(self) -> None:
        """Go to the next subject child."""
        self.post_message(self.Wanted("next"))

    def action_previous_sibling(self) -> None:
        """Go to the subject child before."""
        self.post_message(self.Wanted("previous"))

    def action_compare_siblings(self) -> None:
        """Show every subject child's life as lanes on one axis, or the page again."""
        self.is_comparing = not self.is_comparing
        self._tell()

    def action_by_age(self) -> None:
        """Let the lanes run by age, or by date again."""
        self.is_by_age = not self.is_by_age
        self.is_comparing = True
        self._tell()

    def action_add_view(self) -> None:
        """Ask for the child's own words."""
        self.post_message(self.Wanted("view"))

    def action_add_day(self) -> None:
        """Ask for a part of the child's day."""
        self.post_message(self.Wanted("day"))

    def action_add_impact(self) -> None:
        """Ask what an entry was for this child."""
        self.post_message(self.Wanted("impact"))
