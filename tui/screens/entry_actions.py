"""What is done to entries on the screen of a case file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from chronology.lives.merging import merged
from chronology.record.entries import Entry
from chronology.record.imports import Matter
from chronology.record.sources import Stated
from chronology.record.values import new_id
from tui.drafts import draft_key, drafted_entries
from tui.screens.asking import AskLine
from tui.screens.matters import Accounts, Decided, MattersScreen
from tui.screens.of_case import OfCase
from tui.textual_quirks import keys_waiting, work
from tui.widgets.chronology_view import ChronologyView

if TYPE_CHECKING:
    from chronology.record.casefile import CaseFile
    from chronology.record.values import Id, Record
    from tui.screens.entry_form import EntryForm, Surroundings


class EntryActions(OfCase):
    """The part of a case file's screen that has to do with its entries."""

    _left_forms: tuple[Id, ...] = ()
    """Entries whose forms were left without being recorded, and are still to be opened again."""

    @property
    def _chronology(self) -> ChronologyView:
        return self.query_one(ChronologyView)

    def _around_form(self) -> Surroundings:
        from chronology.intake.completing import Completer
        from tui.screens.entry_form import Surroundings

        return Surroundings(
            lambda: self.opened.case, self.record_value, self.day, Completer(self.opened.case, self.day)
        )

    def action_open_entry(self) -> None:
        """Open the entry under the cursor in full; the line being typed as the form of a new one."""
        if not self._may_change():
            return
        line = self._chronology.line_typed
        if line:
            self._open_line(line)
            return
        row = self._chronology.current
        if row is None:
            self._say("No entry is marked. Ctrl+N adds one.", True)
        else:
            self.open_entry(row)

    def open_entry(self, entry: Id, child: Id | None = None) -> None:
        """Open the form of an entry, with what was written in it and not recorded."""
        from tui.screens.entry_form import EntryForm

        record = self.opened.case.records.get(entry)
        if isinstance(record, Entry):
            self._push_form(EntryForm(self._around_form(), record, child=child), record.id)

    def _open_line(self, line: str) -> None:
        from chronology.intake.quick import read_line
        from tui.screens.entry_form import EntryForm

        read = read_line(line, self.opened.case, day=self.day, focus=self.child)
        assert read.so_far is not None
        tells = f"Typed: {line}\n" + "\n".join(f"✗ {problem}" for problem in read.problems)
        self._push_form(
            EntryForm(self._around_form(), read.so_far, is_new=True, line=line, tells=tells.strip()), read.so_far.id
        )

    def _push_form(self, form: EntryForm, entry: Id) -> None:
        self._keep_draft_of(form, draft_key(entry))

        def closed(recorded: Id | None) -> None:
            self._drafts.save()
            if recorded is not None:
                self._chronology.quick_done(form.line)
                self.show_all(keep=recorded)
                hidden = "" if self._chronology.is_shown(recorded) else " It is not shown now, because of the filter."
                self._say(f"{form.label}.{hidden}")
            self.bring_back_forms({})

        self.app.push_screen(form, closed)

    def bring_back_forms(self, drafts: Mapping[str, str]) -> None:
        """Open the forms that were left without being recorded, one after another."""
        entry, *rest = [*self._left_forms, *drafted_entries(drafts), ""]
        self._left_forms = tuple(rest[:-1])
        if not entry:
            return
        from tui.screens.entry_form import EntryForm

        record = self.opened.case.records.get(entry)
        held = record if isinstance(record, Entry) else None
        form = EntryForm(self._around_form(), held or Entry(id=entry), is_new=held is None)
        self._push_form(form, entry)

    # The table

    def action_sort(self) -> None:
        """Put the entries in the next order."""
        self._say(f"By {self._chronology.sort_next()}.")

    def action_find(self) -> None:
        """Open the line that goes to entries."""
        self._chronology.ask_find()

    def action_find_again(self, by: int = 1) -> None:
        """Go to the next entry that holds the words looked for."""
        if self._chronology.find(by):
            return
        if went := self._chronology.go_to_day(self.day):
            self._say(went)
        else:
            self._say("No entry shown here holds these words, or is of that day or after it. / asks for others.", True)

    def action_find_back(self) -> None:
        """Go to the entry before that holds the words looked for."""
        self.action_find_again(-1)

    def on_chronology_view_find_wanted(self) -> None:
        """Go to the first entry that holds the words."""
        self.action_find_again()

    def action_select(self) -> None:
        """Select the entry under the cursor, or no more."""
        self._chronology.select()

    def action_delete_entry(self) -> None:
        """Remove the entries selected, else the one under the cursor."""
        held = {i: self.opened.case.records.get(i) for i in self._chronology.selected}
        entries = [record for record in held.values() if isinstance(record, Entry)]
        if entries and self._may_change():
            self._delete(entries)

    @work(group="delete", exclusive=True)
    async def _delete(self, entries: Sequence[Entry]) -> None:
        gone = tuple(entry.id for entry in entries)
        label = f"{entries[0].called} removed" if len(gone) == 1 else f"{len(gone)} entries removed"
        cited = len(citing(self.opened.case, gone))
        if await self._changed(lambda: self.opened.record(label, removed=gone)) is not None:
            them = "it" if len(gone) == 1 else "them"
            rests = f" {cited} other record{' rests' if cited == 1 else 's rest'} on {them}." if cited else ""
            self._say(f"{label}.{rests} Undo brings {them} back.")
            self.show_all()

    def action_split_impact(self) -> None:
        """Open the entry at the first child whose own impact is missing, or is in the words of another's."""
        from chronology.intake.entry_writing import same_impacts

        entry = self.opened.case.records.get(self._chronology.current or "")
        if not isinstance(entry, Entry) or not self._may_change():
            return
        alike = [child for some in same_impacts(entry) for child in some[1:]]
        missing = [child for child in entry.children if not entry.impact_on(child)]
        first = next(iter([*alike, *missing, *entry.children]), None)
        if first is None:
            self._say("This entry names no child whose impact could be written.", True)
        else:
            self.open_entry(entry.id, first)

    # One matter

    def action_matters(self) -> None:
        """Show accounts side by side: those selected, else those that may tell of one matter."""
        chosen = self._chronology.selected
        if len(chosen) > 1:
            self._show_matters([Accounts(chosen, "selected")])
        else:
            self._find_matters(self.opened.case)

    @work(group="matters", exclusive=True)
    async def _find_matters(self, case: CaseFile) -> None:
        def looked_for() -> list[Accounts]:
            from chronology.lives.matters import matters_of

            found = [Accounts(m.entries, m.why, m.is_decided, m.contradictions) for m in matters_of(case)]
            return sorted(found, key=lambda matter: matter.is_decided)

        with keys_waiting(self):
            found = await self.work_out(
                "matters",
                "Looking for accounts of one matter",
                lambda job: job.make(looked_for),
                stopped=f"Stopped looking for accounts of one matter. {self.key_of('matters')} looks again.",
            )
            if found is not None:
                self._show_matters(found)

    def _show_matters(self, found: Sequence[Accounts]) -> None:
        if not found:
            self._say("No two sources seem to tell of one matter. Select entries with Space to lay them side by side.")
            return

        def asks_why(decided: Decided) -> AskLine:
            key = f"matter why {' '.join(sorted(decided.entries))}"
            asking = AskLine("Why? (may be left empty)", may_be_empty=True)
            asking.with_draft(lambda text: self._drafts.keep(key, text), self._drafts.kept().get(key, ""))
            asking.records = lambda why: self._decide(decided, why)
            return asking

        def closed(decided: Decided | None) -> None:
            self._drafts.save()
            if decided is not None:
                self._say(f"{_decided_words(self.opened.case, decided)}.")
                self.show_all()

        self.app.push_screen(MattersScreen(self.opened.case, found, asks_why, self._may_change), closed)

    async def _decide(self, decided: Decided, why: str) -> str:
        """Record what was decided about accounts and return nothing; the reason where it was not recorded."""
        case = self.opened.case
        label = _decided_words(case, decided)
        held = [record for i in decided.entries if isinstance(record := case.records.get(i), Entry)]
        if len(held) < len(decided.entries):
            return "Not recorded: one of these entries was removed meanwhile."
        if decided.made in {"one", "apart"}:
            earlier = next((m.id for m in case.of_kind(Matter) if set(m.entries) == set(decided.entries)), new_id())
            matter = Matter(id=earlier, entries=decided.entries, is_one=decided.made == "one", why=why)
            return await self._written(label, values=(matter,), why=why)
        kept = next(entry for entry in held if entry.id == decided.made)
        others = [entry for entry in held if entry is not kept]
        gone = tuple(entry.id for entry in others)
        return await self._written(label, values=(merged(kept, others),), removed=gone, why=why)


def _decided_words(case: CaseFile, decided: Decided) -> str:
    """Return what was decided about accounts, as the change history says it."""
    what = {"one": "told of one matter", "apart": "kept apart as different matters"}
    count = len(decided.entries)
    if decided.made in what:
        return f"{count} accounts {what[decided.made]}"
    kept = case.records.get(decided.made)
    return (
        f"{count} entries of {kept.when.words()} made one" if isinstance(kept, Entry) else f"{count} entries made one"
    )


def citing(case: CaseFile, entries: Iterable[Id]) -> tuple[Id, ...]:
    """Return the records that rest on one of these entries."""
    wanted = set(entries)
    return tuple(
        record.id
        for record in case.records.values()
        if record.id not in wanted and not wanted.isdisjoint(_cited(record))
    )


def _cited(record: Record) -> Iterable[Id]:
    if isinstance(record, Entry):
        return (*record.corroborates, *record.contradicts)
    return _texts(record.model_dump()) if isinstance(record, Stated) else ()


def _texts(value: object) -> Iterator[str]:
    """Yield every text in a value, ids among them."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from _texts(part)
    elif isinstance(value, list | tuple):
        for part in value:
            yield from _texts(part)
