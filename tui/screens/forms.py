"""What every form has: fields on pages, every fault under its own field at once, undo across fields, a draft on disk."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date
from typing import Generic, Self, TypeVar

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.css.query import NoMatches
from textual.events import DescendantFocus
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import ContentSwitcher, Input, Label, Static, Tab, Tabs, TextArea

from tui.field_history import FieldHistory
from tui.textual_quirks import inert
from tui.widgets.fields import AnswerLine, put_in, shown_words, words_in
from tui.widgets.form_page import Field, FormPage, Page, id_for

T = TypeVar("T")
RETURNED = "What was written here and not recorded is here again; Ctrl+Z takes it back."


class Form(ModalScreen[T | None], Generic[T]):
    """Fields with what stands in them; what they come to is the concern of the form that is one."""

    AUTO_FOCUS = (
        ""  # where writing begins is the form's own concern; the toolkit would scroll the first name out of view
    )
    BINDINGS = [
        Binding("escape", "back", "Back"),
        Binding("ctrl+s", "keep", "Record"),
        Binding("ctrl+z", "undo", "Undo", priority=True),
        Binding("ctrl+y", "redo", "Redo", priority=True),
        Binding("ctrl+t", "take_theirs", "Take theirs", priority=True),
        Binding("f6", "turn(1)", "Next page", priority=True),
        Binding("shift+f6,f18", "turn(-1)", "Page before", priority=True),
    ]

    def __init__(self, title: str, pages: Sequence[Page], *, tells: str = "", day: date | None = None) -> None:
        super().__init__()
        self._title = title
        self._pages = list(pages)
        self._tells = tells
        self._day = day or date.max
        self._history = FieldHistory({f.key: f.begins_with for p in pages for f in p.fields if f.begins_with})
        self._begun = dict(self._history.words)
        self._told: tuple[Mapping[str, str], str] = ({}, "")
        self._theirs: dict[str, str] = {}
        """What another window wrote where something else is written here."""
        self._keeps_draft: Callable[[str], None] | None = None
        self._at_first = 0
        """The page that is laid out first."""
        self._laid: list[FormPage] = []
        self._is_leaving = False

    # What stands where

    @property
    def _fields(self) -> Iterator[Field]:
        return (field for page in self._pages for field in page.fields)

    @property
    def keys_said(self) -> str:
        """What the keys of the form are."""
        pages = " F6 next page." if len(self._pages) > 1 else ""
        return f"Tab next field.{pages} Ctrl+S records, Ctrl+Z undoes, Esc goes back."

    def compose(self) -> ComposeResult:
        """Lay out the title, the pages, each field with room for its fault, and the keys."""
        with Vertical(classes="window tall form"):
            yield Label(inert(self._title), classes="title", id="form-title")
            if self._tells:
                yield Static(inert(self._tells), markup=False)
            if len(self._pages) > 1:
                tabs = (Tab(inert(p.title), id=f"tab-{n}") for n, p in enumerate(self._pages))
                yield Tabs(*tabs, active=f"tab-{self._at_first}", id="form-tabs")
            with ContentSwitcher(initial=f"page-{self._at_first}", id="fields"):
                self._laid = [
                    FormPage(page, n, self._words_of, self._day, is_first=n == self._at_first)
                    for n, page in enumerate(self._pages)
                ]
                yield from self._laid
            yield Static(id="fault-", classes="problem", markup=False)
            yield Static(inert(self.keys_said), id="form-keys", markup=False)

    _id_for = staticmethod(id_for)

    def _words_of(self, field: str) -> str:
        return self._history.words.get(self._key(field), "")

    def on_mount(self) -> None:
        """Give no room to faults that are not there, and begin."""
        self._tell({})
        self.begin()
        self._tell_theirs()

    def begin(self) -> None:
        """Go where writing begins."""
        first = list(self._pages[0].fields)
        empty = [one.key for one in first if not one.begins_with]
        self._widget(empty[0] if empty else first[0].key).focus(scroll_visible=False)

    @property
    def _widgets(self) -> dict[str, Widget]:
        """What the fields that are laid out are written in."""
        return {key: widget for page in self._laid for key, widget in page.widgets.items()}

    def _widget(self, key: str) -> Widget:
        """Return what a field is written in, its page laid out for it."""
        page = self._laid[self._page_of(key)]
        page.lay_out()
        return page.widgets[key]

    def _page_of(self, key: str) -> int:
        return next((n for n, page in enumerate(self._pages) if any(f.key == key for f in page.fields)), 0)

    def _key(self, field: str) -> str:
        """Return under which key the words of a field stand in the history."""
        return field

    def _words(self) -> dict[str, str]:
        """Return what is written, empty fields left out."""
        return {k: words for f in self._fields if (words := self._history.words.get(k := self._key(f.key), "")).strip()}

    # What is said

    def _tell(self, faults: Mapping[str, str], said: str = "") -> None:
        """Say every fault under its field, and below them all what belongs to none and on which pages they are."""
        self._told = (faults, said)
        for n, page in enumerate(self._pages):
            wrong = self._laid[n].tell(faults)
            if len(self._pages) > 1:
                title = f"{page.title} ({wrong} ✗)" if wrong else page.title
                self.query_one(f"#tab-{n}", Tab).label = inert(title)
        self._say(" ".join(filter(None, (faults.get("", ""), said))))

    def _say(self, words: str) -> None:
        told = self.query_one("#fault-", Static)
        told.update(inert(words))
        told.display = bool(words)

    def _tell_all(self, faults: Mapping[str, str]) -> None:
        """Say faults, those of no field together, and go to the first field that is at fault."""
        known = {field.key for field in self._fields}
        rest = " ".join(words for key, words in faults.items() if key not in known)
        mine = {key: words for key, words in faults.items() if key in known}
        count = f"{len(mine)} to put right." if len(mine) > 1 and len(self._pages) > 1 else ""
        self._tell(mine | ({"": rest} if rest else {}), count)
        first = next((field.key for field in self._fields if field.key in mine), None)
        if first is not None:
            self._go_to(first)

    # What is written

    def on_input_changed(self, event: Input.Changed) -> None:
        """Note what is typed."""
        self._typed(event.input)

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        """Note what is typed."""
        self._typed(event.text_area)

    def on_answer_line_changed(self, event: AnswerLine.Changed) -> None:
        """Note what is chosen."""
        self._typed(event.field)

    def _typed(self, widget: Widget) -> None:
        page = next((page for page in self._laid if widget in page.widgets.values()), None)
        if page is None:
            return
        field = next(field for field in page.page.fields if page.widgets[field.key] is widget)
        page.echo(field)
        key, words = self._key(field.key), words_in(widget)
        if words == shown_words(widget, self._history.words.get(key, "")):
            return  # what is shown of words that the field cannot hold as they are is no edit of them
        if self._history.write(key, words):
            self._is_leaving = False
            self.written()

    def gather(self) -> None:
        """Note what stands in every field, even where word of it is still on its way."""
        for widget in list(self._widgets.values()):
            self._typed(widget)

    def written(self) -> None:
        """Keep what was written as a draft, where there is a place for it."""
        if self._keeps_draft is not None:
            self._keeps_draft(json.dumps({"words": self._history.words, **self.beside_the_words()}))

    def beside_the_words(self) -> dict[str, object]:
        """Return what a draft holds beside the words: on what it was begun."""
        return {"base": self._begun}

    def with_draft(self, keeps: Callable[[str], None], draft: str = "") -> Self:
        """Return the form, which keeps what is written as a draft, begun with the one that was kept."""
        self._keeps_draft = keeps
        if drafted(draft):
            self.take_draft(draft)
            if self.has_changed:
                self._tells = "\n".join(filter(None, (self._tells, RETURNED)))
        return self

    def take_draft(self, draft: str) -> None:
        """Take in what was written and not recorded; what is recorded now may be newer than what it was begun on."""
        self._set_on(self._begun, base=drafted(draft, "base"), mine=drafted(draft))

    def _set_on(self, newer: dict[str, str], *, base: dict[str, str], mine: dict[str, str]) -> None:
        from chronology.intake.laying import set_on

        merged = set_on(newer, base=base, mine=mine)
        for key in dict.fromkeys((*self._history.words, *merged.fields)):
            self._history.write(key, merged.fields.get(key, ""))
        self._begun = dict(newer)
        self._theirs = merged.clashes

    def set_on_newer(self, newer: dict[str, str]) -> bool:
        """Set what is written on what another window recorded; return whether both wrote in one field, with both shown."""
        self._set_on(newer, base=self._begun, mine=dict(self._history.words))
        for key, widget in self._widgets.items():
            put_in(widget, self._words_of(key))
        self._tell_theirs()
        return bool(self._theirs)

    def _tell_theirs(self) -> None:
        if not self._theirs:
            return
        self._tell(
            self._theirs_said(),
            "Changed in another window meanwhile. Where both wrote, both are shown: Ctrl+T in a field takes theirs, "
            "Ctrl+S keeps yours. Everything else of theirs is taken over.",
        )
        if (field := self._shown_field(next(iter(self._theirs)))) is not None:
            self._go_to(field)

    def _theirs_said(self) -> dict[str, str]:
        return {
            field.key: f"Another window wrote here: “{self._theirs[key] or 'nothing'}”."
            for field in self._fields
            if (key := self._key(field.key)) in self._theirs
        }

    def action_take_theirs(self) -> None:
        """Take what another window wrote into the field in use; Ctrl+Z takes it back."""
        field = next((k for k, widget in self._widgets.items() if widget is self.focused), "")
        key = self._key(field)
        if key not in self._theirs:
            self._say("Another window wrote nothing else in this field.")
            return
        self._history.write(key, self._theirs.pop(key))
        self._put_back(key, "")
        self._tell(self._theirs_said())

    def _go_to(self, field: str) -> None:
        self._show_page(self._page_of(field))
        self._widget(field).focus(scroll_visible=False)

    def _put_back(self, key: str | None, nothing: str) -> None:
        if key is None:
            self._say(nothing)
            return
        field = self._shown_field(key)
        if field is not None:
            put_in(self._widget(field), self._history.words.get(key, ""))
            self._go_to(field)
        self.written()

    def _shown_field(self, key: str) -> str | None:
        """Bring the field to which words of the history belong on the screen and return it."""
        return key if any(field.key == key for field in self._fields) else None

    def action_undo(self) -> None:
        """Take back what was written last, in whichever field."""
        self.gather()
        self._put_back(self._history.undo(), "Nothing was written yet that could be taken back.")

    def action_redo(self) -> None:
        """Write again what was taken back last."""
        self.gather()
        self._put_back(self._history.redo(), "Nothing was taken back that could be written again.")

    # Pages

    def _show_page(self, at: int) -> None:
        self._laid[at].lay_out()
        self.query_one("#fields", ContentSwitcher).current = f"page-{at}"
        if len(self._pages) > 1:
            self.query_one(Tabs).active = f"tab-{at}"

    @property
    def _at_page(self) -> int:
        return int((self.query_one("#fields", ContentSwitcher).current or "page-0").removeprefix("page-"))

    def action_turn(self, by: int) -> None:
        """Go to the next page, or to the one before."""
        if len(self._pages) > 1:
            at = (self._at_page + by) % len(self._pages)
            self._show_page(at)
            self._widget(self._pages[at].fields[0].key).focus(scroll_visible=False)

    def on_tabs_tab_activated(self, event: Tabs.TabActivated) -> None:
        """Show the page whose tab was chosen."""
        if event.tab.id:
            at = int(event.tab.id.removeprefix("tab-"))
            with suppress(NoMatches, IndexError):  # a tab of pages that are being laid out anew
                self._laid[at].lay_out()
                self.query_one("#fields", ContentSwitcher).current = f"page-{at}"

    def on_descendant_focus(self, event: DescendantFocus) -> None:
        """Bring the field in use into view with its name and its fault."""
        page = next((page for page in self._laid if event.widget in page.widgets.values()), None)
        if page is not None:
            self.call_after_refresh(page.bring, event.widget)

    # Leaving

    @property
    def has_changed(self) -> bool:
        """Whether anything stands here that did not when the form was opened."""
        keys = {*self._begun, *self._history.words}
        return any(self._begun.get(key, "") != self._history.words.get(key, "") for key in keys)

    def action_back(self) -> None:
        """Give nothing back; words that were written are given up only when asked for twice."""
        self.gather()
        if self.has_changed and not self._is_leaving:
            self._is_leaving = True
            self._say("Nothing of this is recorded yet. Esc again gives it up.")
            return
        self.drop_draft()
        self.dismiss(None)

    def drop_draft(self) -> None:
        """Let the draft go: what it held is recorded, or given up."""
        if self._keeps_draft is not None:
            self._keeps_draft("")


def drafted(text: str, part: str = "words") -> dict[str, str]:
    """Return one part of a draft, or with "" what stands beside its parts; nothing where it is no draft of a form."""
    try:
        found = json.loads(text) if text else {}
        found = found[part] if part else found
    except (ValueError, KeyError, TypeError):
        return {}
    return {str(k): v for k, v in found.items() if isinstance(v, str)} if isinstance(found, dict) else {}
