"""The full form of an entry: every field, each child apart, on a draft that survives a crash and beside other windows."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from textual.events import DescendantBlur

from chronology.intake.entry_fields import EntryField, children_in, fields_of, pages_of
from chronology.intake.entry_writing import entry_label, read_entry, same_impacts
from chronology.intake.names_written import NamesWritten
from chronology.record.entries import Entry
from tui.screens.forms import Form, drafted
from tui.textual_quirks import keys_waiting, work
from tui.widgets.form_page import Field, Page

if TYPE_CHECKING:
    from chronology.intake.completing import Completer, Completions
    from chronology.record.casefile import CaseFile
    from chronology.record.values import Id


@dataclass(frozen=True)
class Surroundings:
    """What the form needs of the screen that it lies on."""

    case: Callable[[], CaseFile]
    """The family as this window sees it now, other windows' changes with it."""
    records: Callable[[Entry, str], Awaitable[str]]
    """Records an entry under a label and gives nothing back; the reason where it was not recorded."""
    day: date
    completer: Completer


class EntryForm(Form["Id"]):
    """Asks for the fields of an entry and records them; gives the entry's id, None where the person goes back."""

    def __init__(
        self,
        around: Surroundings,
        entry: Entry,
        *,
        is_new: bool = False,
        child: Id | None = None,
        line: str = "",
        tells: str = "",
    ) -> None:
        self.line = line
        """The line that was typed, which the form stands for; empty where there is none."""
        self.label = ""
        """Under which sentence what was written was recorded."""
        self._around = around
        self._ident = entry.id
        self._base = None if is_new else entry
        shown = fields_of(entry, around.case(), day=around.day)
        self._extras = tuple(extra.column for extra in entry.extras)
        self._doubted: tuple[str, ...] = ()
        self._is_recording = False
        self._opens_at = child
        title = "A new entry" if is_new else entry.called
        super().__init__(
            title, [], tells="\n".join(filter(None, (tells, _tells_of(entry, around.case())))), day=around.day
        )
        self._history.words = {} if is_new else dict(shown)
        self._begun = dict(self._history.words)
        if is_new:
            for key, words in shown.items():
                self._history.write(key, words)
        self._pages = self._paged()
        self._at_first = self._page_of(f"child:{child}:impact")

    # Pages, which follow what is written

    def _paged(self) -> list[Page]:
        words = self._history.words
        read = read_entry(words | {"event": "x"}, self._case, day=self._around.day, ident=self._ident)
        written = self._case.records.get(self._ident) if read.entry is None else read.entry
        children = dict.fromkeys(children_in(written)) if written is not None else {}  # type: ignore[arg-type]
        children |= dict.fromkeys(key.split(":")[1] for key, said in words.items() if key.startswith("child:") and said)
        people = self._case.people
        named = [(child, people[child].given or people[child].shown_name) for child in children if child in people]
        pages = pages_of(words, named, self._extras)
        return [Page(page.title, tuple(self._field(field) for field in page.fields)) for page in pages]

    @property
    def _case(self) -> CaseFile:
        return self._around.case()

    def _field(self, field: EntryField) -> Field:
        return Field(
            field.key,
            field.label,
            is_long=field.how == "long",
            begins_with=self._history.words.get(field.key, ""),
            is_date=field.how == "date",
            choices=field.choices,
            tells=field.tells,
            completes=self._completes(field.completes) if field.completes else None,
        )

    def _completes(self, what: str) -> Callable[[str, int], Completions]:
        return lambda line, at: self._around.completer.listed(what, line, at)

    def begin(self) -> None:
        """Begin on the page that is asked for, else on what happened."""
        if self._opens_at is None:
            super().begin()
        else:
            self._show_page(self._at_first)
            self._widget(self._pages[self._at_first].fields[0].key).focus(scroll_visible=False)

    def on_descendant_blur(self, _event: DescendantBlur) -> None:
        """Make room for what was just written: a child's own page, one more view, one more account."""
        self.call_after_refresh(self._follow)

    async def _follow(self) -> None:
        self.gather()
        pages = self._paged()
        if [(p.title, [f.key for f in p.fields]) for p in pages] == [
            (p.title, [f.key for f in p.fields]) for p in self._pages
        ]:
            return
        held = next((key for key, widget in self._widgets.items() if widget is self.focused), None)
        at = self._at_page
        title = self._pages[at].title
        self._pages = pages
        now = self._at_first = next((n for n, p in enumerate(pages) if p.title == title), 0)
        await self.recompose()
        self._tell(*self._told)
        if held in self._widgets:
            self._go_to(held)
        else:
            self._show_page(now)

    # Recording

    def beside_the_words(self) -> dict[str, object]:
        """Return what a draft holds beside the words: on what it was begun, and the line that it stands for."""
        return {**super().beside_the_words(), "line": self.line}

    def take_draft(self, draft: str) -> None:
        """Take in what was written, with the line that it stands for."""
        super().take_draft(draft)
        self.line = self.line or drafted(draft, "").get("line", "")
        self._pages = self._paged()
        self._at_first = self._page_of(f"child:{self._opens_at}:impact")

    def _is_behind(self) -> bool:
        return self._case.records.get(self._ident) != self._base

    def _has_to_look(self) -> bool:
        """Set what is written on the newest version; return whether a person has to look at it before it is recorded."""
        was_there, newest = self._base is not None, self._case.records.get(self._ident)
        self._base = newest if isinstance(newest, Entry) else None
        shown = fields_of(self._base, self._case, day=self._around.day) if self._base is not None else {}
        if self.set_on_newer(shown):
            return True
        if was_there and self._base is None:
            self._say("This entry was removed in another window. Ctrl+S again records it anew, as it stands here.")
            return True
        return False

    def action_keep(self) -> None:
        """Record what is written: every fault first, then what is asked for, then one change."""
        self.gather()
        if self._is_recording:
            return
        if self._is_behind() and self._has_to_look():
            return
        if not self.has_changed:
            self._tell({}, "Nothing is changed yet." if self._base else "Nothing is written yet.")
            return
        words = self._history.words
        made = read_entry(
            words, self._case, day=self._around.day, ident=self._ident, base=self._base, extras=self._extras
        )
        if made.entry is None:
            self._tell_all(made.faults)
            return
        doubts = (*made.doubts, *self._same_words(made.entry))
        if doubts and doubts != self._doubted:
            self._doubted = doubts
            self._tell({}, f"{'; '.join(doubts)}. Ctrl+S again records it as it is written.")
            return
        self._is_recording = True
        self._record(made.entry)

    def _same_words(self, entry: Entry) -> tuple[str, ...]:
        if self._base is not None and self._base.impacts == entry.impacts:
            return ()
        return tuple(
            f"The impact on {' and '.join(self._case.people[c].shown_name for c in some if c in self._case.people)} "
            "is in the same words: what was it for each of them?"
            for some in same_impacts(entry)
        )

    @work(group="record")
    async def _record(self, entry: Entry) -> None:
        self._tell({}, "Recording …")
        try:
            self.label = entry_label(self._base, entry, self._case)
            with keys_waiting(self):
                trouble = await self._around.records(entry, self.label)
                if not trouble:
                    self.drop_draft()
                    self.dismiss(entry.id)
        finally:
            self._is_recording = False
        if trouble and self._is_behind():
            if not self._has_to_look():
                self.action_keep()
            return
        if trouble:
            self._tell({}, f"{trouble} What is written stays here and is kept as a draft; Ctrl+S tries again.")


def _tells_of(entry: Entry, case: CaseFile) -> str:
    """Return what is known of an entry beside its fields: where it was read from, and whose impact is in the same words."""
    lines = []
    for cite in entry.cites:
        if cite.document in case.documents:
            place = cite.place or (f"row {cite.row}" if cite.row else "")
            lines.append(f"Read from {', '.join(filter(None, (case.documents[cite.document].name, place)))}")
    names = NamesWritten(case)
    lines += [
        f"The impact on {' and '.join(names.of(child) for child in some)} is in the same words: written apart, it says more."
        for some in same_impacts(entry)
    ]
    return "\n".join(lines)
