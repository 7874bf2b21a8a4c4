"""The import as a conversation: what every row will be, what somebody has to decide, and one answer for the whole."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Button, Input, Label, Static

from chronology.record.steps import stepwise
from tui.app_words import in_the_app
from tui.jobs import STOPS, Jobs
from tui.screens.asking import Choose
from tui.screens.forms import drafted
from tui.textual_quirks import Line, inert, work
from tui.widgets.wrapped_lines import LineList, WrappedLines

if TYPE_CHECKING:
    from chronology.intake.choices import Choices
    from chronology.intake.importing import FileGiven, ImportPlan
    from chronology.intake.report import Asked, FileReport, RowFate
    from chronology.record.casefile import CaseFile
    from tui.drafts import Drafts

MOST_ROWS = 20_000
"""Rows that are listed one by one; the command line lists all of them."""
READING_AGAIN = "Reading again …"
_LEAVE = "leave it under its own name"


@dataclass(frozen=True)
class _Item:
    """One line that Enter does something about."""

    words: str
    act: Callable[[], None]


@dataclass(frozen=True)
class PlanTold:
    """What is said of a plan, line by line; made beside the screen, as it has as many lines as the files have rows."""

    report: tuple[str, ...]
    rows: tuple[str, ...]


def planned(
    case: CaseFile, files: Sequence[FileGiven], day: date, choices: Choices | None
) -> tuple[ImportPlan, PlanTold]:
    """Return what importing files would do, and what is said of it; raises KinlineError where it cannot be worked out."""
    from chronology.intake.importing import plan_import
    from chronology.intake.previews import report_lines

    plan = plan_import(case, files, day=day, choices=choices)
    words = "\n".join(in_the_app(line) for report in plan.reports for line in stepwise(report_lines(report)))
    return plan, PlanTold(
        tuple(words.split("\n")), tuple(row for report in plan.reports for row in _rows(report, plan))
    )


def _rows(report: FileReport, plan: ImportPlan) -> Iterator[str]:
    from chronology.intake.previews import row_lines

    if report.fates:
        yield f"── {report.file}, row by row"
    yield from stepwise(islice(row_lines(report, plan), MOST_ROWS))
    if len(report.fates) > MOST_ROWS:
        yield f"and {len(report.fates) - MOST_ROWS} more rows: kinline import --rows lists them all"


class ImportPreview(ModalScreen["ImportPlan | None"]):
    """Shows what an import would do; each doubt can be decided before it is accepted, and nothing is changed till then."""

    BINDINGS = [
        Binding("escape", "leave", "Leave it"),
        Binding("a", "accept", "Accept"),
        Binding("h", "hidden", "Hidden rows"),
    ]

    def __init__(
        self,
        case: CaseFile,
        files: Sequence[FileGiven],
        plan: ImportPlan,
        told: PlanTold,
        choices: Choices,
        day: date,
        drafts: Drafts,
    ) -> None:
        super().__init__()
        self._case = case
        self._files = files
        self._plan = plan
        self._told = told
        self.choices = choices
        """What was decided so far."""
        self._planned_with = choices
        """What was decided of the plan that is shown."""
        self._jobs = Jobs()
        self._day = day
        self._drafts = drafts
        self._items: list[_Item] = []

    def compose(self) -> ComposeResult:
        """Lay out the report, what there is to decide, the rows, and the two answers."""
        with Vertical(classes="window wide"):
            yield Label(inert("What this import will do"), classes="title", id="import-title")
            yield WrappedLines(name_on_screen="report")
            yield LineList(name_on_screen="to-decide")
            yield Static(inert(""), id="import-keys", markup=False)
            with Horizontal(classes="answers"):
                yield Button("Accept", id="accept", variant="primary")
                yield Button("Leave it", id="leave")

    def on_mount(self) -> None:
        """Show the plan, with the keyboard on what there is to decide."""
        self._show()
        self.query_one("#to-decide").focus()

    @property
    def can_accept(self) -> bool:
        """Whether there is something to add and every file could be read."""
        return bool(self._plan.records) and not self._plan.errors

    def _show(self) -> None:
        self.query_one("#report", WrappedLines).show(self._told.report)
        title = "What this import will do" if self.can_accept else "Nothing would be added"
        self.query_one("#import-title", Label).update(inert(title))
        self._items = [item for report in self._plan.reports for item in self._to_decide(report)]
        self.query_one("#to-decide", LineList).show([*(item.words for item in self._items), *self._told.rows])
        count = len(self._items)
        told = f"Enter decides on the marked line ({count} to decide, then the rows). " if count else ""
        hidden = sum(report.hidden for report in self._plan.reports)
        if hidden:
            how = "left out" if self.choices.leaves_hidden else "read"
            told += f"H: {hidden} hidden rows are {how}. "
        self.query_one("#import-keys", Static).update(
            inert(f"{told}{'A accepts, ' if self.can_accept else ''}Esc leaves; nothing is changed yet.")
        )
        self.query_one("#accept", Button).disabled = not self.can_accept

    # What there is to decide

    def _to_decide(self, report: FileReport) -> list[_Item]:
        open_names = [asked for asked in report.names if asked.means != "professional"]
        items = [_Item(_asked_words(asked), self._name_asker(asked)) for asked in open_names]
        items += [
            _Item(
                f"{'put right' if fate.fate == 'refused' else 'set the children'} · {fate.place}: {fate.reason}",
                self._row_corrector(report, fate),
            )
            for fate in report.fates
            if fate.cells
        ]
        for change in report.changed:
            if not change.has_vanished:
                mark = "x" if change.is_taken else " "
                said = "; ".join(f"{c}: “{was}” → “{now}”" for c, (was, now) in change.fields.items())
                items.append(_Item(f"[{mark}] take over · row {change.row}: {said}", self._change_taker(change.row)))
        if report.columns:
            unknown = sum(1 for _, column in report.columns if not column)
            said = f"{unknown} under their own names" if unknown else "all recognised"
            items.append(_Item(f"columns · {report.file}: {said}", self._column_matcher(report)))
        return items

    def _name_asker(self, asked: Asked) -> Callable[[], None]:
        def act() -> None:
            people = self._plan.case.people
            first = [people[c] for c in asked.candidates if c in people]
            others = [p for p in people.values() if p not in first and p.name]
            choices = {
                p.id: f"{p.shown_name}{'' if p.birth.is_undated else f', born {p.birth.words()}'}"
                for p in [*first, *others]
            }
            choices |= {"professional": "a professional, not family", "nobody": "nobody of the family"}

            def decided(who: str | None) -> None:
                if who is not None:
                    self._again(replace(self.choices, names={**self.choices.names, asked.words: who}))

            self.app.push_screen(Choose(f"Whom does “{asked.words}” mean?", choices), decided)

        return act

    def _row_corrector(self, report: FileReport, fate: RowFate) -> Callable[[], None]:
        key = f"put right {report.file}, {fate.place}"

        def act() -> None:
            def corrected(cells: dict[str, str] | None) -> None:
                self._drafts.save()
                if cells is None:
                    return
                from chronology.intake.corrections import Corrections
                from chronology.practice.columns import column_known

                means = dict(report.columns)
                place = fate.place.rpartition(", ")[0]
                row = {means.get(h) or column_known(h) or h: text for h, text in cells.items()}
                given = {**self.choices.corrections.given, (report.file, place, fate.row): row}
                self._again(replace(self.choices, corrections=Corrections(given)))

            asking = PutRight(
                f"{report.file}, {fate.place}: {fate.reason}",
                fate.cells,
                lambda text: self._drafts.keep(key, text),
                self._drafts.kept().get(key, ""),
            )
            self.app.push_screen(asking, corrected)

        return act

    def _change_taker(self, row: int) -> Callable[[], None]:
        def act() -> None:
            takes = self.choices.takes ^ {row}
            self._again(replace(self.choices, takes=takes))

        return act

    def _column_matcher(self, report: FileReport) -> Callable[[], None]:
        def act() -> None:
            headers = {header: f"{header} → {column or 'its own name'}" for header, column in report.columns}

            def chosen(header: str | None) -> None:
                if header is not None:
                    self._match(report, header)

            self.app.push_screen(Choose(f"Which column of {report.file}?", headers), chosen)

        return act

    def _match(self, report: FileReport, header: str) -> None:
        from chronology.practice.columns import ColumnsMap, canonical_columns

        def matched(column: str | None) -> None:
            if column is None:
                return
            known = self.choices.columns.columns if self.choices.columns else {}
            read = {h: c or "ignore" for h, c in report.columns} if not known else {}
            columns = {**read, **known, header: column}
            self._again(replace(self.choices, columns=ColumnsMap(columns=columns)))

        choices = {column: column.replace("_", " ") for column in canonical_columns()} | {"ignore": _LEAVE}
        self.app.push_screen(Choose(f"What is the column “{header}”?", choices), matched)

    # Planning again

    def _again(self, choices: Choices) -> None:
        self.choices = choices
        self._say(f"{READING_AGAIN}  {STOPS}")
        self.query_one("#accept", Button).disabled = True
        self._replan(choices)

    @work(exclusive=True, group="replan")
    async def _replan(self, choices: Choices) -> None:
        """Show the plan with these choices; where that is stopped, the plan and the choices there were before."""
        from chronology.record.errors import KinlineError

        try:
            made = await self._jobs.make(
                "replan",
                lambda: planned(self._case, self._files, self._day, choices),
                says=lambda: self._say(f"{READING_AGAIN}  {STOPS}"),
                stopped=self._stopped,
            )
        except KinlineError as failure:
            self._say(str(failure))
            return
        if made is not None:
            (self._plan, self._told), self._planned_with = made, choices
            self._show()

    def _stopped(self) -> None:
        self.choices = self._planned_with
        self._show()
        self._say("Stopped: what was decided last is left out, and the rest stands as it was. A accepts, Esc leaves.")

    def on_unmount(self) -> None:
        """Want nothing any more that is read."""
        self._jobs.stop_all()

    def _say(self, words: str) -> None:
        self.query_one("#import-keys", Static).update(inert(words))

    # Answers

    def on_line_list_chosen(self, event: LineList.Chosen) -> None:
        """Decide on the marked line."""
        if event.at < len(self._items):
            self._items[event.at].act()
        else:
            self._say("There is nothing to decide about this row; those to decide stand on top.")

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Give the answer back."""
        if event.button.id == "accept":
            self.action_accept()
        else:
            self.action_leave()

    def action_accept(self) -> None:
        """Accept the import as it stands; not while it is read again."""
        if self.can_accept and not self._jobs.is_running("replan"):
            self.dismiss(self._plan)

    def action_leave(self) -> None:
        """Stop reading again; else leave it: nothing was changed."""
        if self._jobs.stop_all(by_a_person=True):
            return
        self.dismiss(None)

    def action_hidden(self) -> None:
        """Read hidden rows, or leave them out."""
        if any(report.hidden for report in self._plan.reports):
            self._again(replace(self.choices, leaves_hidden=not self.choices.leaves_hidden))


class PutRight(ModalScreen[dict[str, str] | None]):
    """Asks for the cells of a row as they should be; the file stays as it is."""

    AUTO_FOCUS = "Input"
    BINDINGS = [Binding("escape", "back", "Back"), Binding("ctrl+s", "keep", "Keep")]

    def __init__(self, why: str, cells: Mapping[str, str], keeps: Callable[[str], None], draft: str = "") -> None:
        super().__init__()
        self._why = why
        self._cells = dict(cells)
        self._keeps = keeps
        """Keeps what is written as a draft."""
        self._begun = drafted(draft, "")
        """What was written before and not kept, by the header."""

    def compose(self) -> ComposeResult:
        """Lay out what is wrong with the row, and a field for each cell."""
        with VerticalScroll(classes="window tall"):
            yield Static(inert(self._why), classes="problem", markup=False)
            for at, (header, text) in enumerate(self._cells.items()):
                yield Label(inert(header))
                yield Line(self._begun.get(header, " ".join(text.split())), id=f"cell-{at}")
            yield Static(
                inert("Enter keeps the row as it stands here, Esc goes back. The file is not touched."), markup=False
            )

    def on_input_changed(self) -> None:
        """Keep what is written as a draft, where it is otherwise than in the file."""
        lines = list(self.query(Line))
        if len(lines) < len(self._cells):
            return
        written = {
            header: line.value
            for (header, text), line in zip(self._cells.items(), lines, strict=True)
            if line.value != " ".join(text.split())
        }
        self._keeps(json.dumps(written, ensure_ascii=False) if written else "")

    def on_input_submitted(self) -> None:
        """Keep what stands in the fields."""
        self.action_keep()

    def action_keep(self) -> None:
        """Give the cells back; one that was not touched stays as it was, line breaks and all."""
        fields = [self.query_one(f"#cell-{at}", Input).value for at in range(len(self._cells))]
        kept = {
            header: text if " ".join(text.split()) == field else field
            for (header, text), field in zip(self._cells.items(), fields, strict=True)
        }
        self._keeps("")
        self.dismiss(kept)

    def action_back(self) -> None:
        """Leave the row as it is; what was written is there again when it is put right."""
        self.dismiss(None)


def _asked_words(asked: Asked) -> str:
    rows = f"row{'s' if len(asked.rows) > 1 else ''} {', '.join(str(row) for row in asked.rows[:5])}"
    if asked.means == "likely":
        return f"name · “{asked.words}”: {asked.why} ({rows}). Right?"
    return f"name · whom does “{asked.words}” mean? It {asked.why} ({rows})"
