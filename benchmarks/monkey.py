"""Keys pressed at random in the terminal app, on screens of changing size: nothing crashes, and all of it can be undone."""

from __future__ import annotations

import asyncio
import os
import random
import tempfile
import time
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.measuring import figure, options

if TYPE_CHECKING:
    from textual.pilot import Pilot

    from tui.screens.case import CaseScreen

SIZES = ((80, 24), (140, 45), (100, 30), (200, 60), (60, 20))
WORDS = ("1/2/19 school: hungry @Ada", "31/2/2019 x @Zed #food", "Kelly", "[/b] \x1b[2J", "spring 2018", "12/3/2019")
RELATIVES = (
    "child: Eve 2021",
    "partner: Sam Hill m 1980",
    "parent: Rose Reed f 1955",
    "moved: 3/2019 12 High St with everyone",
    "placed: 5/6/2020 foster with Pat Hill f",
)
LEAVES = {"ctrl+q", "f10"}
"""Keys that leave the case file: not pressed."""


@dataclass(frozen=True)
class Outcome:
    """What came of a run."""

    steps: int
    changes: int
    """How many changes were recorded on the way."""
    is_back: bool
    """Whether undoing all of them gave the first state again."""


def steps() -> Sequence[str]:
    """Return every step: a key, words to type, a size; an entry added, corrected or deleted, a relative added, a change taken back."""
    from tui.commands import COMMANDS

    keys = [key for c in COMMANDS for key in c.key.split(",") if key and key not in LEAVES]
    moves = [
        "enter",
        "escape",
        "tab",
        "shift+tab",
        "up",
        "down",
        "left",
        "right",
        "ctrl+s",
        "ctrl+n",
        "f6",
        "ctrl+t",
        "ctrl+b",
    ]
    return [
        *dict.fromkeys(keys),
        *moves * 2,
        *("delete", "ctrl+z", "ctrl+y", "f2", "f6", "escape") * 3,
        *[f"add {n}" for n in range(len(WORDS))] * 3,
        *[f"grow {n}" for n in range(len(RELATIVES))] * 3,
        *("correct", "remove", "take back", "do again") * 4,
        *(f"type {n}" for n in range(len(WORDS))),
        *(f"size {n}" for n in range(len(SIZES))),
    ]


async def run(folder: Path, chosen: Iterable[str]) -> Outcome:
    """Return what came of steps taken in an app of its own; raises what the app fails with."""
    from chronology.journal.fold import fold, state_hash
    from chronology.journal.journal import undoable
    from chronology.journal.opencase import OpenCase
    from chronology.journal.stores.keys import load_identity
    from tui.app import KinlineApp
    from tui.screens.case import CaseScreen

    path = _made(folder)

    def opens(path: Path, _passphrase: str | None) -> OpenCase:
        return OpenCase.open(path, load_identity(folder / "me.txt"), actor="monkey")

    with opens(path, None) as before:
        first, first_seq = state_hash(before.case), before.history()[-1].seq

    def case_screen(app: KinlineApp) -> CaseScreen:
        return next(s for s in app.screen_stack if isinstance(s, CaseScreen))

    def is_as_begun(app: KinlineApp) -> bool:
        return undoable(case_screen(app).opened.history())[0] == first_seq

    app = KinlineApp(folder, opens, first=path)
    taken = 0
    async with app.run_test(size=SIZES[0]) as pilot:
        while not isinstance(app.screen, CaseScreen):
            await pilot.pause(0.01)
        for step in chosen:
            if step in {"ctrl+z", "take back"} and app.screen is case_screen(app) and is_as_begun(app):
                continue  # without the family that it begins with there is little to press keys at
            taken += 1
            await _take(pilot, step)
        for _ in range(12):
            await pilot.press("escape")
            await pilot.pause(0.01)
        await _settle(pilot, case_screen(app))
    with opens(path, None) as after:
        last = after.history()[-1].seq
        for change in reversed(after.history()[first_seq:]):
            if change.touched:  # what left the case file is noted there, and there is nothing to take back in it
                after.undo(change.seq)
        return Outcome(taken, last - first_seq, state_hash(fold(after.journal)) == first)


async def _take(pilot: Pilot[Any], step: str) -> None:
    from textual.widgets import Input

    if step.startswith("size "):
        await pilot.resize_terminal(*SIZES[int(step.removeprefix("size "))])
    elif step.startswith("type "):
        focused = pilot.app.focused
        if isinstance(focused, Input):
            focused.insert_text_at_cursor(WORDS[int(step.removeprefix("type "))])
    elif step.startswith("add "):
        await pilot.press("escape", "escape", "f2", "ctrl+n")
        await _take(pilot, step.replace("add", "type"))
        await pilot.press("enter")
    elif step.startswith("grow "):
        await pilot.press("escape", "escape", "f5", "tab", "a")
        if isinstance(pilot.app.focused, Input):
            pilot.app.focused.insert_text_at_cursor(RELATIVES[int(step.removeprefix("grow "))])
            await pilot.press("enter")
    elif step in {"take back", "do again"}:
        await pilot.press("escape", "escape", "f2", "ctrl+z" if step == "take back" else "ctrl+y")
    elif step == "remove":
        await pilot.press("escape", "escape", "f2", "end", "delete", "enter")
    elif step == "correct":
        await pilot.press("escape", "escape", "f2", "home", "enter", "tab", *"more", "ctrl+s", "ctrl+s")
    else:
        await pilot.press(step)
    await pilot.pause()


async def _settle(pilot: Pilot[Any], screen: CaseScreen) -> None:
    """Wait until what was begun beside the screen is done, so that it is all in the history."""
    for _ in range(100):
        await pilot.pause(0.02)
        if not screen._turns.is_taken:
            return


def _made(folder: Path) -> Path:
    from chronology.journal.opencase import OpenCase
    from chronology.journal.stores.keys import make_plain_identity
    from chronology.record.dates import When
    from chronology.record.entries import Entry, Origin
    from chronology.record.people import Person
    from chronology.record.plans import Family
    from chronology.record.ties import Parentage

    identity = make_plain_identity(folder / "me.txt")
    with OpenCase.create(folder / "case.kin", identity, recovery=identity.recipient, actor="monkey") as made:
        people = [
            Person(id="mum", name="Kelly Reed", given="Kelly"),
            Person(id="ada", name="Ada Shaw", given="Ada", birth=When(edtf="2010-03-12"), is_subject=True),
            Person(id="ben", name="Ben Shaw", given="Ben", birth=When(edtf="2014-09-30"), is_subject=True),
        ]
        ties = [Parentage(id=f"of-{child}", child=child, parents=("mum",)) for child in ("ada", "ben")]
        entries = [
            Entry(
                id=f"e{n}",
                when=When(edtf=f"2019-03-{n + 1:02}"),
                event="Arrived hungry, with a bruise",
                children=("ada",) if n % 2 else ("ada", "ben"),
                origin=Origin(agency="School" if n % 2 else "Health visitor"),
            )
            for n in range(8)
        ]
        made.record("Begun", values=(Family(id="f", name="Shaw"), *people, *ties, *entries))
    return folder / "case.kin"


def main() -> None:
    """Print what came of the run."""
    count, at_once = (60, 30) if options(__doc__ or "").quick else (5_000, 250)
    begun, taken, changes, back = time.perf_counter(), 0, 0, 0
    with suppress(KeyboardInterrupt):
        for seed in range(count // at_once):
            with tempfile.TemporaryDirectory() as folder:
                os.environ["KINLINE_HOME"] = folder
                chooser = random.Random(seed)
                outcome = asyncio.run(run(Path(folder), [chooser.choice(steps()) for _ in range(at_once)]))
            taken, changes, back = taken + outcome.steps, changes + outcome.changes, back + outcome.is_back
    figure("steps taken without a crash", taken)
    figure("changes recorded on the way", changes)
    figure("runs whose undoing gave the first state's hash", f"{back} of {count // at_once}")
    figure("seconds", f"{time.perf_counter() - begun:.0f}")


if __name__ == "__main__":
    main()
