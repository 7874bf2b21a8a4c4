"""Adding an entry on one line: read back as it is typed, kept as a draft, added by Enter."""

from __future__ import annotations

from collections.abc import Mapping

from chronology.record.entries import Entry, Significance
from tui.screens.of_case import OfCase
from tui.textual_quirks import keys_waiting, work
from tui.widgets.chronology_view import ChronologyView

_DRAFT = "quick line"


class QuickAdding(OfCase):
    """The part of a case file's screen that adds entries on one line."""

    _is_adding = False

    def action_add_entry(self) -> None:
        """Open the line to add an entry."""
        if self._may_change():
            if self.view != "chronology":
                self.show_view("chronology")
            self.query_one(ChronologyView).ask_quick()

    def on_chronology_view_quick_typing(self, event: ChronologyView.QuickTyping) -> None:
        """Read the line back as it is typed, and keep it as a draft at most a second later."""
        from chronology.intake.quick import read_line

        read = read_line(event.line, self.opened.case, day=self.day, focus=self.child)
        self.query_one(ChronologyView).read_back(read.words() if event.line.strip() else "")
        self._drafts.keep(_DRAFT, event.line)

    def bring_back_line(self, drafts: Mapping[str, str]) -> None:
        """Open the line with what was typed in it and not added."""
        if drafts.get(_DRAFT):
            self.query_one(ChronologyView).ask_quick(drafts[_DRAFT])
            self._say("A line that was typed and not added is here again.")

    def on_chronology_view_quick_line(self, event: ChronologyView.QuickLine) -> None:
        """Add the entry, or say what stands in the way."""
        from chronology.intake.quick import read_line

        read = read_line(event.line, self.opened.case, day=self.day, focus=self.child)
        if read.entry is None:
            self._say("Not added: " + "; ".join(read.problems), is_warning=True)
        elif not self._is_adding:
            self._is_adding = True
            self._add(read.entry, event.line)

    @work(group="add")
    async def _add(self, entry: Entry, line: str) -> None:
        try:
            label = f"{entry.called} added"
            with keys_waiting(self):
                if await self._changed(lambda: self.opened.record(label, values=(entry,))) is None:
                    return
                self.query_one(ChronologyView).quick_done(line)
        finally:
            self._is_adding = False
        self._drafts.keep(_DRAFT, "")
        self._drafts.save()
        view = self.query_one(ChronologyView)
        self.show_all(keep=entry.id)
        names = ", ".join(self.opened.case.people[c].shown_name for c in entry.children)
        about = f"about {names}" if names else "about the family"
        hidden = "" if view.is_shown(entry.id) else " It is not shown now, because of the filter or the child in focus."
        asked = " I on the table writes what it was for each child." if entry.significance is Significance.YES else ""
        self._say(f"Added: {entry.when.words()}, {about}.{hidden}{asked}")
