"""The entries of the family or of one child: one table, the full text of one entry beside it, and quick add."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.message import Message
from textual.widgets import Input, Static

from chronology.record.casefile import CaseFile
from chronology.record.entries import Entry, Significance
from chronology.record.values import Id
from tui.commands import bindings_of, commands_of
from tui.jobs import STOPS, Jobs
from tui.textual_quirks import Line, inert, work
from tui.widgets.completed_line import CompletedLine
from tui.widgets.entry_rows import UNKNOWN, Listed, are_many_new, listed
from tui.widgets.entry_search import EntrySearch, Searched
from tui.widgets.entry_table import Column, EntryTable
from tui.widgets.entry_words import entry_words

if TYPE_CHECKING:
    from chronology.intake.completing import Completer, Completions

_COLUMNS = (
    Column("Date", 17),
    Column("Children", 11),
    Column("Event", 20, share=5),
    Column("Source", 10, share=1),
    Column("How we know", 9, share=1),
)


SORTS = ("date", "source", "significance", "when it was recorded, the latest first")
_WEIGHT = {Significance.TURNING_POINT: 0, Significance.YES: 1, Significance.NOT_SAID: 2, Significance.NO: 3}
MOST_LETTERS = 8_000
"""Letters of an entry that are shown beside the table; laying out more of them would keep the keys waiting."""
LINES = {"#quick": "Add an entry", "#filter": "Show only", "#find-entry": "Go to"}
"""The lines to type in, and what each is for."""
ROWS = "rows"
READING = "Reading the entries …"


class ChronologyView(Vertical):
    """A filter line, the table, the entry in full, and a line to add one."""

    BINDINGS = [*bindings_of("chronology")]

    class QuickLine(Message):
        """A line was entered to be added."""

        def __init__(self, line: str) -> None:
            self.line = line
            super().__init__()

    class FindWanted(Message):
        """The words to go to were entered."""

    class QuickTyping(Message):
        """A line is being typed: it wants to be read back."""

        def __init__(self, line: str) -> None:
            self.line = line
            super().__init__()

    def __init__(self, jobs: Jobs, *, name_on_screen: str | None = None) -> None:
        super().__init__(id=name_on_screen)
        self._jobs = jobs
        self._case = CaseFile()
        self._child: Id | None = None
        self._day = date.min
        self._listed = Listed()
        self._kept = Listed()
        """The rows that were made last; taken over where nothing changed."""
        self._keep: Id = ""
        """The entry that the cursor goes to once the rows are there."""
        self._search = EntrySearch()
        self._instead = ""
        """What is said while there are no rows: that they are being made, or were stopped."""
        self._recorded: Mapping[Id, int] = {}
        self._sort = 0
        self._full_text = ""
        self._completer: tuple[CaseFile, Completer] | None = None

    def compose(self) -> ComposeResult:
        """Lay out filter, table, full text and quick add."""
        yield Line(placeholder="Filter: words that the entry holds", id="filter")
        yield Line(placeholder="Go to: words that the entry holds, or a date", id="find-entry")
        with Horizontal(id="entries"):
            yield EntryTable(_COLUMNS, name_on_screen="table")
            with VerticalScroll(id="full", can_focus=True):
                yield Static(id="full-text", markup=False)
        yield Static(id="counted", markup=False)
        yield Static(id="read-back", markup=False)
        quick = CompletedLine(
            placeholder="12/3/19 school: arrived hungry @Ada #food told:no", name_on_screen="quick", takes_block=True
        )
        quick.completes = self._completions
        yield quick
        yield quick.offered

    def on_mount(self) -> None:
        """Hide the two input lines until they are asked for."""
        for part, title in LINES.items():
            line = self.query_one(part, Input)
            line.display = False
            line.border_title = title
        self.query_one("#read-back").display = False

    def show(
        self,
        case: CaseFile,
        child: Id | None,
        day: date,
        keep: Id = "",
        *,
        unknown: Sequence[Entry] = (),
        recorded: Mapping[Id, int] | None = None,
    ) -> None:
        """Show a case file's entries, or one child's; the cursor goes to entry `keep` where it is there.

        `unknown` are entries left out because the date we learned of them is not recorded: they are listed and not
        told. `recorded` says at which change each entry was recorded last.
        """
        current = self.query_one(EntryTable).current
        self._keep = keep or (current.id if current else self._keep)
        self._case, self._child, self._day = case, child, day
        self._recorded = recorded or {}
        making = partial(listed, case, child, day, unknown, self._kept)
        if are_many_new(case, child, self._kept):
            self._take(Listed(), instead=READING)
            self._make_rows(making)
        else:
            self._jobs.stop(ROWS)
            self._take(making())

    @work(group="rows", exclusive=True)
    async def _make_rows(self, making: Callable[[], Listed]) -> None:
        """Make many rows beside the screen."""
        found = await self._jobs.make(
            ROWS,
            making,
            says=lambda: self._take(Listed(), instead=f"{READING}  {STOPS}"),
            stopped=lambda: self._take(Listed(), instead=f"Stopped. {self._key_again} reads the entries again."),
        )
        if found is not None:
            self._take(found)

    @property
    def _key_again(self) -> str:
        return next(c.shown_key for c in commands_of(self.app) if c.name == "show_chronology")

    def _take(self, found: Listed, *, instead: str = "") -> None:
        """Show rows; none, and what is said in their place, while they are made or where that was stopped."""
        self._listed, self._instead = found, instead
        self._search = EntrySearch(self._sorted(found.searched))
        self.apply_filter(self._keep)
        if not instead:
            self._kept, self._keep = found, ""

    def apply_filter(self, keep: Id = "") -> None:
        """Show the entries that hold every word of the filter line."""
        words = self.query_one("#filter", Input).value.casefold().split()
        rows = self._search.holding(words)
        rows += [] if words else self._listed.unknown
        table = self.query_one(EntryTable)
        table.show(rows, keep or (table.current.id if table.current else ""))
        if table.selected and not self._instead:
            table.selected &= {row.id for row in rows}
        self._count(len(rows) - (0 if words else len(self._listed.unknown)), is_filtered=bool(words))

    def _count(self, shown: int, *, is_filtered: bool) -> None:
        if self._instead:
            self.query_one("#counted", Static).update(inert(self._instead), layout=False)
            return
        whole = len(self._listed.searched)
        entries = "entry" if whole == 1 else "entries"
        parts = [f"{shown} of {whole} {entries}" if is_filtered else f"{shown} {entries}"]
        if self._listed.unknown:
            parts.append(f"{len(self._listed.unknown)} left out: date we learned not recorded")
        if self._sort:
            parts.append(f"by {SORTS[self._sort]}")
        if selected := len(self.query_one(EntryTable).selected):
            parts.append(f"{selected} selected")
        self.query_one("#counted", Static).update(inert("   ".join(parts)), layout=False)

    def _sorted(self, rows: Sequence[Searched]) -> Sequence[Searched]:
        """Return rows in the order chosen; those alike stay in the order of their dates."""
        if not self._sort:
            return rows
        entries, how = self._listed.entries, SORTS[self._sort]
        if how == "source":
            return sorted(rows, key=lambda one: (not one[1].cells[3], one[1].cells[3].casefold()))
        if how == "significance":
            return sorted(rows, key=lambda one: _WEIGHT[entries[one[1].id].significance])
        return sorted(rows, key=lambda one: -self._recorded.get(one[1].id, 0))

    def sort_next(self) -> str:
        """Put the entries in the next order and return what it is by."""
        self._sort = (self._sort + 1) % len(SORTS)
        self._search = EntrySearch(self._sorted(self._listed.searched))
        self.apply_filter()
        return SORTS[self._sort]

    def select(self) -> None:
        """Select the entry under the cursor, or no more."""
        self.query_one(EntryTable).toggle()
        words = self.query_one("#filter", Input).value.split()
        self._count(
            len(self.query_one(EntryTable).rows) - (0 if words else len(self._listed.unknown)), is_filtered=bool(words)
        )

    @property
    def selected(self) -> tuple[Id, ...]:
        """The entries that are selected, else the one under the cursor, as they stand in the table."""
        table = self.query_one(EntryTable)
        chosen = tuple(row.id for row in table.rows if row.id in table.selected)
        return chosen or ((table.current.id,) if table.current else ())

    def ask_find(self) -> None:
        """Open the line that goes to entries."""
        line = self.query_one("#find-entry", Input)
        line.display = True
        line.focus()

    def find(self, by: int) -> bool:
        """Go to the next entry, or the one before, that holds the words looked for; return whether there is one."""
        words = self.query_one("#find-entry", Input).value.casefold().split()
        texts = {row.id: text for text, row in self._listed.searched}
        table = self.query_one(EntryTable)
        count = len(table.rows)
        for step in range(1, count + 1):
            at = (table.cursor + by * step) % count
            if words and all(word in texts.get(table.rows[at].id, "") for word in words):
                table.cursor = at
                table.scroll_to_cursor()
                return True
        return False

    def go_to_day(self, today: date) -> str:
        """Go to the first entry of a day that is looked for, else to the next after it; return which, nothing where none is."""
        from chronology.record.dates import read_when
        from chronology.record.errors import UnreadableDate

        try:
            when = read_when(self.query_one("#find-entry", Input).value.strip(), latest=today)
        except UnreadableDate:
            return ""
        table = self.query_one(EntryTable)
        dated = [
            (entry.when.sort_key, at)
            for at, row in enumerate(table.rows)
            if (entry := self._listed.entries.get(row.id)) and entry.when.earliest and when.earliest
            if entry.when.earliest >= when.earliest
        ]
        if not dated:
            return ""
        _, table.cursor = min(dated)
        table.scroll_to_cursor()
        found = self._listed.entries[table.rows[table.cursor].id].when
        is_of_it = found.earliest is not None and (when.latest is None or found.earliest <= when.latest)
        return f"{when.words()}." if is_of_it else f"No entry on {when.words()}: this is the next, {found.words()}."

    def ask_filter(self) -> None:
        """Open the filter line."""
        line = self.query_one("#filter", Input)
        line.display = True
        line.focus()

    def ask_quick(self, line: str = "") -> None:
        """Open the line to add an entry, with what was left in it or with a draft."""
        for part in ("#quick", "#read-back"):
            self.query_one(part).display = True
        quick = self.query_one("#quick", Input)
        quick.value = line or quick.value
        quick.focus()

    def close_lines(self) -> bool:
        """Close the line in use and return whether one was; a filter ends with it, an entry's words are kept."""
        lines = {part: line for part in LINES if (line := self.query_one(part, Input)).display}
        used = [part for part, line in lines.items() if line.has_focus]
        if not used and self.query_one(EntryTable).clear_selection():
            self.apply_filter()
            return True
        for part in used or [*lines][:1]:
            lines[part].display = False
            if part == "#quick":
                self.query_one("#read-back").display = False
            elif part == "#filter":
                lines[part].value = ""
                self.apply_filter()
            self.query_one(EntryTable).focus()
            return True
        return False

    def _completions(self, line: str, at: int) -> Completions:
        from chronology.intake.completing import Completer

        if self._completer is None or self._completer[0] is not self._case:
            self._completer = (self._case, Completer(self._case, self._day))
        return self._completer[1].quick(line, at)

    def read_back(self, words: str) -> None:
        """Show how the line is understood."""
        self.query_one("#read-back", Static).update(inert(words))

    def quick_done(self, line: str) -> None:
        """Empty the line after its entry was recorded, ready for the next one; what was typed meanwhile stays."""
        quick = self.query_one("#quick", Input)
        if line and quick.value == line:
            quick.value = ""

    @property
    def is_typing(self) -> bool:
        """Whether the line to add an entry is in use and holds words."""
        quick = self.query_one("#quick", Input)
        return quick.has_focus and bool(quick.value.strip())

    @property
    def line_typed(self) -> str:
        """What is typed in the line to add an entry, while it is in use."""
        quick = self.query_one("#quick", Input)
        return quick.value if quick.has_focus and quick.value.strip() else ""

    @property
    def current(self) -> Id | None:
        """The entry under the cursor."""
        row = self.query_one(EntryTable).current
        return row.id if row else None

    def is_shown(self, entry: Id) -> bool:
        """Return whether an entry is among the rows of the table now, or may be once they are made."""
        return bool(self._instead) or any(row.id == entry for row in self.query_one(EntryTable).rows)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Filter, or read back, as it is typed."""
        event.stop()
        if event.input.id == "filter":
            self.apply_filter()
        elif event.input.id == "quick":
            self.post_message(self.QuickTyping(event.value))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter: keep the filter and go to the table, or add the entry."""
        event.stop()
        if event.input.id == "filter":
            self.query_one(EntryTable).focus()
        elif event.input.id == "find-entry":
            self.query_one(EntryTable).focus()
            self.post_message(self.FindWanted())
        elif event.value.strip():
            self.post_message(self.QuickLine(event.value))

    def on_entry_table_moved(self, event: EntryTable.Moved) -> None:
        """Show the entry under the cursor in full."""
        entry = self._listed.entries.get(event.row.id) if event.row else None
        text = entry_words(self._case, entry, self._child) if entry else self._nothing()
        if entry is None and event.row is not None:
            text = f"{event.row.cells[0]}\n\n{UNKNOWN}\n\nSo it is not told in what was known on a day."
        if len(text) > MOST_LETTERS:
            text = f"{text[:MOST_LETTERS]} …\n\n{len(text) - MOST_LETTERS:,} more letters: Enter opens the whole."
        if text != self._full_text:
            self._full_text = text
            self.query_one("#full-text", Static).update(inert(text))

    def _nothing(self) -> str:
        """Say why the table is empty."""
        if self._instead:
            return self._instead
        if self._listed.searched:
            return "No entry holds these words. Esc shows all of them again."
        if self._child is not None and self._case.entries:
            return "No entry concerns this child yet. Ctrl+N adds one; F8 goes on to the others and the family."
        return "No entries yet. Ctrl+N adds one, F7 imports a file."
