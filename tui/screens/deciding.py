"""Words that name somebody withheld, one by one: shown with the name marked, and decided about by a named worker."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Footer, Header, Input, Label, OptionList, Select, Static
from textual.widgets.option_list import Option

from chronology.disclosure.audiences import AUDIENCES, RULES
from chronology.record.entries import Entry
from chronology.record.errors import KinlineError
from tui.decisions import SORTS, Item, Sort, ToDecide, keep_decision, passages_of, to_decide, waiting_words
from tui.export_choices import BY_ROLE, audiences
from tui.jobs import STOPS, Jobs
from tui.screens.decision_forms import Decision, decision_form
from tui.textual_quirks import Line, inert, work

if TYPE_CHECKING:
    from datetime import date

    from chronology.disclosure.projection import Request
    from chronology.journal.change import Recorded
    from chronology.journal.opencase import OpenCase
    from chronology.record.casefile import CaseFile
    from chronology.record.people import Person
    from chronology.record.values import Id
    from tui.drafts import Drafts
    from tui.turns import Turns

LOOKING = "Looking through the record …"
STOPPED = "Stopped: nothing is listed. F6 looks again, Esc goes back."
READ_ONLY = "This case file is open to read only: it can be looked at, and nothing can be decided."


@dataclass(frozen=True)
class Asked:
    """For whom, and in which child's documents, there is to be decided."""

    child: Id | None = None
    audience: str = ""
    parent: str = ""
    hides_professionals: bool = False


class Deciding(Screen[None]):
    """Lists what there is to decide in one child's documents for one audience, and keeps each decision as a change."""

    BINDINGS = [
        Binding("f1", "app.help", "Help", key_display="F1"),
        Binding("enter", "decide", "Decide", key_display="Enter"),
        Binding("f6", "other_list", "Other list", key_display="F6"),
        Binding("ctrl+z", "undo", "Undo", key_display="Ctrl+Z", priority=True),
        Binding("ctrl+y", "redo", "Redo", key_display="Ctrl+Y", priority=True),
        Binding("escape", "back", "Back", key_display="Esc"),
    ]

    def __init__(
        self,
        opened: OpenCase,
        turns: Turns,
        children: tuple[Person, ...],
        asked: Asked,
        day: date,
        drafts: Drafts,
        *,
        read_only: bool = False,
    ) -> None:
        super().__init__()
        self._opened = opened
        self._turns = turns
        known = {child.id for child in children}
        chosen = opened.case.people.get(asked.child or "")
        self._children = (chosen, *children) if chosen is not None and chosen.id not in known else children
        self._begins = asked
        self._day = day
        self._drafts = drafts
        self._jobs = Jobs()
        self._read_only = read_only
        self._found: ToDecide | None = None
        self._items: list[Item] = []
        self._sort = Sort.WORDS
        self._kept: list[int] = []
        """The changes that were made here, so that no other is undone here."""
        self._undone = 0

    def compose(self) -> ComposeResult:
        """Lay out whose documents and for whom, the list, and the words of the record that is marked."""
        begins = self._begins
        children = [(inert(child.shown_name), child.id) for child in self._children]
        whom = [(inert(words), key) for key, words in audiences().items() if key]
        yield Header()
        with Horizontal(classes="deciding-line"):
            yield Label("Of")
            child = begins.child or self._children[0].id
            yield Select(children, value=child, allow_blank=False, id="decide-child", compact=True)
            yield Select(whom, value=begins.audience or "court", allow_blank=False, id="decide-audience", compact=True)
        with Horizontal(classes="deciding-line"):
            yield Label(inert("Professionals"))
            roles = [(inert("by name"), ""), (inert("by role alone"), BY_ROLE)]
            begun = BY_ROLE if begins.hides_professionals else ""
            yield Select(roles, value=begun, allow_blank=False, id="decide-roles", compact=True)
            yield Label(inert("Which parent"), id="decide-parent-label")
            yield Line(begins.parent, placeholder="(empty: any parent)", id="decide-parent")
        yield Static(id="decide-lists", markup=False)
        yield OptionList(id="decide-list")
        with VerticalScroll(id="decide-text", can_focus=True):
            yield Static(id="decide-words", markup=False)
        yield Static(id="decide-said", markup=False)
        yield Footer(show_command_palette=False, compact=True)

    def on_mount(self) -> None:
        """Look what there is to decide."""
        self.query_one("#decide-list", OptionList).focus()
        self._look()

    def on_unmount(self) -> None:
        """Want nothing any more that is looked for."""
        self._jobs.stop_all()

    # For whom

    def _value(self, key: str) -> str:
        value = self.query_one(f"#decide-{key}", Select).value
        return value if isinstance(value, str) else ""

    @property
    def _child(self) -> Id:
        return self._value("child")

    def on_select_changed(self, event: Select.Changed) -> None:
        """Look again, for somebody else."""
        event.stop()
        self._look()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Look again, for the parent who is named."""
        event.stop()
        self._look()

    def _asking(self) -> Callable[[CaseFile], Request]:
        """Return what gives the request for the audience chosen, in whichever case file there is by then."""
        from tui.leaving import request_for

        audience = self._value("audience")
        parent = self.query_one("#decide-parent", Line).value.strip() if AUDIENCES[audience].needs_parent else ""
        child, hides = self._child, self._value("roles") == BY_ROLE

        def request(case: CaseFile) -> Request:
            return request_for(audience, case, child, parent or None, "", is_childs_own=True, hides_professionals=hides)

        return request

    @work(group="decide", exclusive=True)
    async def _look(self, keep: Id = "") -> None:
        needs_parent = AUDIENCES[self._value("audience")].needs_parent
        for key in ("#decide-parent", "#decide-parent-label"):
            self.query_one(key).display = needs_parent
        self._say(f"{LOOKING}  {STOPS}")
        case, ask = self._opened.case, self._asking()
        try:
            self._found = await self._jobs.make(
                "decide",
                lambda: to_decide(case, ask(case), day=self._day),
                says=lambda: self._say(f"{LOOKING}  {STOPS}"),
                stopped=lambda: None,
            )
        except KinlineError as failure:
            self._found = None
            self._list("")
            self._say(str(failure))
            return
        if self.is_attached:
            self._list(keep)
            self._say(STOPPED if self._found is None else self._told())

    def _told(self) -> str:
        assert self._found is not None
        waiting = self._found.waiting
        records = waiting_words(waiting) if waiting else "Nothing waits"
        decides = READ_ONLY if self._read_only else "Enter decides about the one marked. >>…<< marks what is withheld."
        return f"{records} for a decision, {self._found.projection.heading.partition(':')[0]}. {decides}"

    # The list

    def _list(self, keep: Id) -> None:
        listed = self.query_one("#decide-list", OptionList)
        counts = {sort: len(self._found.of(sort)) if self._found else 0 for sort in Sort}
        named = [f"{'>' if sort is self._sort else ' '} {SORTS[sort]} ({counts[sort]})" for sort in Sort]
        self.query_one("#decide-lists", Static).update(inert("   ".join(named)))
        self._items = list(self._found.of(self._sort)) if self._found else []
        listed.clear_options()
        listed.add_options([Option(inert(item.words())) for item in self._items])
        at = next((n for n, item in enumerate(self._items) if item.record.id == keep), 0)
        listed.highlighted = at if self._items else None
        if not self._items:
            none = "There is none." if self._found else ""
            self.query_one("#decide-words", Static).update(inert(none))

    def action_other_list(self) -> None:
        """Show the next list: words that name somebody, restricted records, entries about others; look again after a stop."""
        if self._found is None:
            self._look()
            return
        sorts = list(Sort)
        self._sort = sorts[(sorts.index(self._sort) + 1) % len(sorts)]
        self._list("")
        self.query_one("#decide-list", OptionList).focus()

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Show the words of the record that is marked."""
        if event.option_list.id == "decide-list" and event.option_index < len(self._items):
            self.query_one("#decide-words", Static).update(self._words(self._items[event.option_index]))
            self.query_one("#decide-text", VerticalScroll).scroll_home(animate=False)

    def _words(self, item: Item) -> Content:
        parts: list[Content] = []
        record = item.record
        if isinstance(record, Entry):
            parts.append(
                inert(f"{record.when.words() or 'not dated'}   {record.origin.words() or 'source not named'}\n")
            )
        codes = [rule for code, rule in RULES.items() if code.value in item.what.split()]
        parts.append(inert(f"{item.what}{''.join(f'; {rule.meaning}' for rule in codes)}\n"))
        if item.decision is not None:
            made = item.decision
            when = made.when.words()
            parts.append(inert(f"Decided: {made.chosen.value}, by {made.worker} on {when}, because {made.because}\n"))
            if made.words:
                parts.append(inert(f"Stands instead: {made.words}\n"))
        for passage in passages_of(item, self._child):
            parts.append(inert(f"\n{passage.label}: "))
            for words, kind in passage.parts:
                parts.append(inert(words) if kind is None else inert(f">>{words}<<").stylize("bold reverse"))
        return Content("").join(parts)

    # Deciding

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Decide about the record."""
        event.stop()
        self.action_decide()

    def action_decide(self) -> None:
        """Ask what becomes of the record that is marked, who decides and why."""
        at = self.query_one("#decide-list", OptionList).highlighted
        if self._read_only:
            self._say(READ_ONLY)
            return
        if at is None or at >= len(self._items):
            self._say("There is nothing here to decide about: F6 shows the other lists.")
            return
        item = self._items[at]
        form = decision_form(item, self._child, actor=self._opened.actor)
        key = f"decision {item.record.id} {self._value('audience')} {self._child}"
        form.with_draft(lambda text: self._drafts.keep(key, text), self._drafts.kept().get(key, ""))
        form.records = self._recording(item)

        def closed(made: Decision | None) -> None:
            self._drafts.save()
            is_next = made is not None and at + 1 < len(self._items)
            self._look(self._items[at + 1].record.id if is_next else item.record.id)

        self.app.push_screen(form, closed)

    def _recording(self, item: Item) -> Callable[[Decision], Awaitable[str]]:
        ask = self._asking()

        async def record(made: Decision) -> str:
            keep = partial(
                keep_decision,
                self._opened,
                item.record.id,
                made.chosen,
                ask,
                because=made.why,
                worker=made.worker,
                words=made.words,
                day=self._day,
                seen=item.record,
            )
            try:
                done = await self._turns.take(keep)
            except KinlineError as failure:
                return f"Not recorded: {failure}"
            self._kept.append(done.seq)
            self._undone = 0
            self._notify(f"{done.label}. It lapses once the record is changed; Ctrl+Z takes it back.")
            return ""

        return record

    def action_undo(self) -> None:
        """Take back the decision that was made here last, as a new change."""
        if self._read_only:
            self._say(READ_ONLY)
        elif not self._kept:
            self._say("Nothing was decided here yet. On the case file, Ctrl+Z takes back the last change.")
        else:
            self._reverse(partial(self._opened.undo, self._kept[-1]), is_undo=True)

    def action_redo(self) -> None:
        """Decide again as was taken back here last."""
        if not self._undone:
            self._say("Nothing was taken back here that could be done again.")
        else:
            self._reverse(self._opened.redo, is_undo=False)

    @work(group="reverse", exclusive=True)
    async def _reverse(self, way: Callable[[], Recorded], *, is_undo: bool) -> None:
        try:
            done = await self._turns.take(way)
        except KinlineError as failure:
            self._say(f"Not recorded: {failure}")
            return
        if is_undo:
            self._kept.pop()
            self._undone += 1
        else:
            self._kept.append(done.seq)
            self._undone -= 1
        self._notify(done.label)
        self._look()

    def action_back(self) -> None:
        """Stop looking; else go back to where this was asked for."""
        if self._jobs.stop_all(by_a_person=True):
            return
        self.dismiss(None)

    def _notify(self, words: str) -> None:
        from tui.textual_quirks import QuietApp

        app = self.app
        assert isinstance(app, QuietApp)
        app.say(words)

    def _say(self, words: str) -> None:
        self.query_one("#decide-said", Static).update(inert(words))
