"""What is done to entries on the screen of a case file."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from chronology.record.entries import Entry
from chronology.record.errors import ConflictError, KinlineError
from tui.screens.entry_form import EntryForm, Surroundings, draft_key, drafted_entries
from tui.widgets.chronology_view import ChronologyView

if TYPE_CHECKING:
    from chronology.record.values import Id, Record

    _Base: Any = object
else:
    _Base = object


class EntryActions(_Base):
    """The part of a case file's screen that has to do with its entries."""

    @property
    def _chronology(self) -> ChronologyView:
        return self.query_one(ChronologyView)

    def _around_form(self) -> Surroundings:
        from chronology.intake.completing import Completer

        return Surroundings(
            lambda: self.opened.case, self.record_value, self.day, Completer(self.opened.case, self.day)
        )

    async def record_value(self, value: Record, label: str) -> str:
        """Record a value and return nothing; the reason where it was not recorded."""
        try:
            await self._turns.take(lambda: self.opened.record(label, values=(value,)))
        except ConflictError as failure:
            with contextlib.suppress(KinlineError):
                await self._turns.take(self.opened.refresh)
            return str(failure)
        except KinlineError as failure:
            return f"Not recorded: {failure}"
        return ""

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
        record = self.opened.case.records.get(entry)
        if isinstance(record, Entry):
            self._push_form(EntryForm(self._around_form(), record, child=child), record.id)

    def _open_line(self, line: str) -> None:
        from chronology.intake.quick import read_line

        read = read_line(line, self.opened.case, day=self.day, focus=self.child)
        assert read.so_far is not None
        tells = f"Typed: {line}\n" + "\n".join(f"✗ {problem}" for problem in read.problems)
        self._push_form(
            EntryForm(self._around_form(), read.so_far, is_new=True, line=line, tells=tells.strip()), read.so_far.id
        )

    def _push_form(self, form: EntryForm, entry: Id) -> None:
        key = draft_key(entry)
        form.with_draft(lambda text: self._drafts.keep(key, text), self._drafts.kept().get(key, ""))

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
        self._left_forms = [*getattr(self, "_left_forms", []), *drafted_entries(dict(drafts))]
        if not self._left_forms:
            return
        entry = self._left_forms.pop(0)
        record = self.opened.case.records.get(entry)
        is_there = isinstance(record, Entry)
        form = EntryForm(self._around_form(), record if is_there else Entry(id=entry), is_new=not is_there)
        self._push_form(form, entry)
