"""Bringing files and pasted rows in: what every row would be is shown first, and one change takes in what is accepted."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from chronology.record.casefile import CaseFile
from chronology.record.errors import KinlineError
from chronology.record.steps import stepwise
from tui.pauses import keep
from tui.screens.asking import Asked, AskFiles
from tui.screens.of_case import OfCase
from tui.textual_quirks import LINE_TAKES, work
from tui.typed_paths import parts_typed
from tui.widgets.completed_line import CompletedLine

if TYPE_CHECKING:
    from chronology.intake.choices import Choices
    from chronology.intake.importing import FileGiven, ImportPlan
    from tui.screens.importing import PlanTold


IMPORT = "import"
"""Where files are read; looking at another view goes on with it."""


class ImportActions(OfCase):
    """The part of a case file's screen that imports."""

    _asked_before: Asked | None = None
    """What was written or pasted and has not been imported: asking for files begins with it again."""
    _import_left: tuple[list[FileGiven], Choices] | None = None
    """The files of an import that was left, and what was decided about them."""

    def action_import_files(self) -> None:
        """Ask for files, show what every row will be, and import them if accepted."""
        if self._may_change():
            self._ask_files(self._asked_before)

    def _ask_files(self, asked: Asked | None, problem: str = "") -> None:
        asking = AskFiles(asked, problem)

        def answered(given: Asked | None) -> None:
            self._asked_before = asking.written
            self._preview(given)

        self.app.push_screen(asking, answered)

    def _preview(self, asked: Asked | None) -> None:
        if asked is not None and (asked.paths.strip() or asked.pasted.strip()):
            self._plan_import(asked)

    @work(exclusive=True, group="import")
    async def _plan_import(self, asked: Asked, choices: Choices | None = None) -> None:
        from chronology.intake.importing import pasted, read_given
        from tui.screens.importing import planned

        case, left = self.opened.case, self._import_left
        try:
            paths = [Path(part).expanduser() for part in parts_typed(asked.paths)]
        except (ValueError, RuntimeError):
            self._ask_files(asked, "Nothing read: a quotation mark is missing, or a folder after ~ is not known.")
            return

        def read() -> tuple[tuple[ImportPlan, PlanTold], list[FileGiven], Choices | None]:
            files = [read_given(path) for path in stepwise(paths)]
            if asked.pasted.strip():
                files.append(pasted(asked.pasted.encode("utf-8", "replace"), self.day))
            given = left[1] if choices is None and left is not None and left[0] == files else choices
            return planned(case, files, self.day, given), files, given

        try:
            done = await self.work_out(
                IMPORT,
                f"Reading {', '.join(path.name for path in paths) or 'the pasted text'}",
                lambda job: job.make(read),
                stopped=f"Stopped: nothing was changed. {self.key_of('import_files')} begins with the same files.",
            )
        except KinlineError as failure:
            self._ask_files(asked, f"Nothing read: {failure}")
            return
        if done is None:
            self._asked_before = asked
        else:
            (plan, told), files, given = done
            self._ask_to_accept(plan, told, files, case, asked, given)

    def _ask_to_accept(
        self,
        plan: ImportPlan,
        told: PlanTold,
        files: list[FileGiven],
        planned_on: CaseFile,
        asked: Asked,
        choices: Choices | None,
    ) -> None:
        from chronology.intake.choices import Choices
        from tui.screens.importing import ImportPreview

        keep()  # a plan of thousands of rows; looking through it would hold up the first keys
        preview = ImportPreview(planned_on, files, plan, told, choices or Choices(), self.day, self._drafts)

        def answer(accepted: ImportPlan | None) -> None:
            if accepted is None:
                self._asked_before, self._import_left = asked, (files, preview.choices)
                self._say("Left: nothing was changed. Importing again goes on with what was decided.")
            elif self.opened.case is not planned_on:
                self._say("The case file changed meanwhile: here is what the import would do now.", True)
                self._plan_import(asked, preview.choices)
            else:
                self._import(accepted, lambda: self._plan_import(asked, preview.choices))

        self.app.push_screen(preview, answer)

    @work(group="accept")
    async def _import(self, plan: ImportPlan, again: Callable[[], object]) -> None:
        originals = [(file.name, file.data) for file in plan.originals]
        done = await self._changed(lambda: self.opened.record(plan.label(), values=plan.records, originals=originals))
        if done is not None:
            self._asked_before = self._import_left = None
            self._say(f"{plan.label()}. One undo takes it back.")
            self.show_all()
            keep()
        else:
            again()

    def on_completed_line_block(self, event: CompletedLine.Block) -> None:
        """Show what each row of a pasted table or text would be, as an import does."""
        if self._may_change():
            is_document = len(event.text) > LINE_TAKES
            what = "A whole document was pasted" if is_document else "Several lines were pasted"
            self._say(f"{what}: here is what an import of it would be. The line itself is as it was.")
            self._preview(Asked("", event.text))
