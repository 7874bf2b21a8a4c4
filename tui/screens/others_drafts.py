"""What somebody else typed into a case file and did not record: shown by whose it is, taken over only when asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chronology.record.errors import KinlineError
from tui.screens.asking import Choose
from tui.screens.of_case import OfCase
from tui.textual_quirks import work

if TYPE_CHECKING:
    from chronology.record.casefile import CaseFile

NOBODY = "somebody whose name was not kept"


class OthersDrafts(OfCase):
    """The part of a case file's screen that has to do with other people's drafts."""

    def say_others_drafts(self) -> None:
        """Say that somebody else left something that was not recorded, and where it is seen."""
        others = {} if self.read_only else self._drafts.of_others()
        if others:
            said = "; ".join(f"{whose or NOBODY} ({len(drafts)})" for whose, drafts in others.items())
            self._say(
                f"Typed by others and not recorded: {said}. {self.key_of('others_drafts')} shows it; it stays theirs."
            )

    def action_others_drafts(self) -> None:
        """Ask which draft of somebody else is to be looked at."""
        if not self._may_change():
            return
        found = [(whose, key) for whose, drafts in self._drafts.of_others().items() for key in drafts]
        if not found:
            self._say("Nobody else left anything here that was not recorded.")
            return
        answers = {
            str(at): f"{whose or NOBODY}: {draft_words(self.case, key)}" for at, (whose, key) in enumerate(found)
        }

        def chosen(at: str | None) -> None:
            if at is not None:
                self._ask_about(*found[int(at)])

        self.app.push_screen(Choose("Whose draft is to be looked at?", answers), chosen)

    def _ask_about(self, whose: str, key: str) -> None:
        written = self._drafts.of_others().get(whose, {}).get(key, "")
        name = whose or NOBODY
        question = f"{name} typed this and did not record it ({draft_words(self.case, key)}):\n\n{told_draft(written)}"
        answers = {"leave": f"Leave it to {name}", "take": "Take it over: it is yours then, and theirs no more"}

        def chosen(answer: str | None) -> None:
            if answer == "take":
                self._take_over(whose, key)

        self.app.push_screen(Choose(question, answers), chosen)

    @work(group="take over")
    async def _take_over(self, whose: str, key: str) -> None:
        words = draft_words(self.case, key)
        if self._drafts.kept().get(key):
            self._say(f"There is a draft of your own in the same place ({words}). Record it or empty it first.", True)
            return
        try:
            await self._turns.take(lambda: self.opened.take_over_draft(whose, key))
        except KinlineError as failure:
            self._say(f"Not taken over: {failure}", True)
            return
        self._say(f"Taken over from {whose or NOBODY}: {words}. It stands there once that is opened.")
        self.bring_back_drafts(key)


def draft_words(case: CaseFile, key: str) -> str:
    """Return where a draft was typed, in words: “entry form: Entry of 12 March 2019”."""
    from chronology.lives.differences import title_of

    words = key.split(" ")
    named = [title_of(case.records[word], case) for word in words if word in case.records]
    what = " ".join(word for word in words if word not in case.records).replace("_", " ")
    return f"{what}: {', '.join(named)}" if named else what


def told_draft(text: str) -> str:
    """Return what stands in a draft: a line as it was typed, of a form each field that holds words."""
    from tui.screens.forms import drafted

    fields = drafted(text)
    if not fields:
        return text
    return "\n".join(
        f"{key.rpartition('|')[2].replace('_', ' ')}: {words}" for key, words in fields.items() if words.strip()
    )
