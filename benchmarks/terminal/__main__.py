"""The terminal app: first paint beside a bare Textual screen, and the chronology table at 20,000 entries."""

from __future__ import annotations

import asyncio
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.measuring import best_of, figure, options

if TYPE_CHECKING:
    from textual.pilot import Pilot

    from chronology.record.casefile import CaseFile
    from chronology.record.values import Record

_BARE = """
import asyncio
from textual.app import App
from textual.widgets import Static
class Bare(App):
    def compose(self): yield Static("x")
async def main():
    async with Bare().run_test() as pilot: await pilot.pause()
asyncio.run(main())
"""
_OURS = """
import asyncio, sys
from pathlib import Path
from tui.app import KinlineApp
async def main():
    app = KinlineApp(Path(sys.argv[1]), lambda *_: None)
    async with app.run_test() as pilot: await pilot.pause()
asyncio.run(main())
"""


def main() -> None:
    """Print the figures."""
    quick = options(__doc__ or "").quick
    times = 1 if quick else 7
    with tempfile.TemporaryDirectory() as folder:

        def run(code: str) -> None:
            subprocess.run([sys.executable, "-c", code, folder], check=True, capture_output=True)

        bare, _ = best_of(times, lambda: run(_BARE))
        ours, _ = best_of(times, lambda: run(_OURS))
        figure("a bare Textual screen, start to end, seconds", f"{bare:.2f}")
        figure("the caseload, start to end, seconds", f"{ours:.2f}")
        figure("ours to the bare screen's", f"{ours / bare:.2f}")
        count = 1_000 if quick else 20_000
        case = _many(Path(folder), count)
        if sys.platform != "win32":
            from benchmarks.terminal.typing import measure
            from tui.cli.sources import today

            measure(
                Path(folder),
                case,
                day=today(),
                times=1 if quick else 3,
                keys=1 if quick else 200,
                words=1 if quick else 6,
            )
        asyncio.run(_table(Path(folder), count))
        asyncio.run(_stops(Path(folder), quick=quick))
        asyncio.run(_views(Path(folder), quick=quick))
        asyncio.run(_family(Path(folder), 50 if quick else 500))


def _many(folder: Path, count: int) -> CaseFile:
    """Make a case file of so many entries and return what is in it."""
    from chronology.journal.opencase import OpenCase
    from chronology.journal.stores.keys import make_plain_identity
    from chronology.record.dates import When
    from chronology.record.entries import Entry
    from chronology.record.people import Person

    identity = make_plain_identity(folder / "me.txt")
    entries = [
        Entry(
            id=f"e{n}",
            when=When(edtf=f"{2005 + n % 20}-{1 + n % 12:02}-{1 + n % 28:02}"),
            children=("a",),
            event=f"{n} was seen at school and said that the coat was warm, row {n}",
        )
        for n in range(count)
    ]
    with OpenCase.create(folder / "many.kin", identity, recovery=identity.recipient, actor="benchmark") as made:
        made.record("Many entries", values=[Person(id="a", name="Ada"), *entries])
        return made.case


async def _table(folder: Path, count: int) -> None:
    from chronology.journal.opencase import OpenCase
    from chronology.journal.stores.keys import load_identity
    from tui.app import KinlineApp
    from tui.screens.case import CaseScreen

    identity = load_identity(folder / "me.txt")

    def opens(path: Path, _passphrase: str | None) -> OpenCase:
        return OpenCase.open(path, identity, actor="stopping")  # the writer's own draft would open over the views

    def once() -> None:
        opens(folder / "many.kin", None).close()

    figure(f"a case file of {count:,} entries opened, seconds", f"{best_of(3, once)[0]:.2f}")
    figure("key to screen of one bare input line, ms: median, 95th percentile, worst", await _bare_keys())
    app = KinlineApp(folder, opens, first=folder / "many.kin")
    async with app.run_test(size=(140, 45)) as pilot:
        while not isinstance(app.screen, CaseScreen):
            await pilot.pause(0.01)
        await pilot.pause()
        for what, keys in (
            ("scrolling", ["pagedown", "down", "end", "up"] * 5),
            ("filtering", ["ctrl+f", *"school row 9", "escape"]),
            ("typing an entry on one line", ["ctrl+n", *"1/2/19 school: was hungry @Ad"]),
            ("sorting", ["escape", "s", "s", "s", "s"]),
            ("writing in an entry's form", ["enter", "tab", *"was hungry again"]),
        ):
            figure(f"key to screen while {what}, ms: median, 95th percentile, worst", await _pressed(pilot, keys))


async def _stops(folder: Path, *, quick: bool) -> None:
    """Print how soon what takes long ends after Esc."""
    from benchmarks.terminal.stopping import SHARES, stops
    from chronology.journal.opencase import OpenCase
    from chronology.journal.stores.keys import load_identity

    identity = load_identity(folder / "me.txt")

    def opens(path: Path, _passphrase: str | None) -> OpenCase:
        return OpenCase.open(path, identity, actor="benchmark")

    await stops(folder, opens, shares=SHARES[2:3] if quick else SHARES)


async def _views(folder: Path, *, quick: bool) -> None:
    """Print what keys cost in every other view."""
    from benchmarks.terminal.views import views
    from chronology.journal.opencase import OpenCase
    from chronology.journal.stores.keys import load_identity

    identity = load_identity(folder / "me.txt")
    await views(folder, lambda path, _: OpenCase.open(path, identity, actor="looking"), _pressed, quick=quick)


async def _family(folder: Path, count: int) -> None:
    """Print what keys cost on the genogram of a family of so many people."""
    from benchmarks.terminal.views import family_views
    from chronology.journal.opencase import OpenCase
    from chronology.journal.stores.keys import make_plain_identity
    from tui.app import KinlineApp
    from tui.screens.case import CaseScreen
    from tui.widgets.genogram_view import GenogramView

    identity = make_plain_identity(folder / "family.txt")
    with OpenCase.create(folder / "family.kin", identity, recovery=identity.recipient, actor="benchmark") as made:
        made.record("A large family", values=_generations(count))
    opened = OpenCase.open(folder / "family.kin", identity, actor="benchmark")
    app = KinlineApp(folder, lambda *_: opened, first=folder / "family.kin")
    async with app.run_test(size=(140, 45)) as pilot:
        app.animation_level = "none"  # a scroll that glides would be waited for to its end
        while not isinstance(app.screen, CaseScreen):
            await pilot.pause(0.01)
        begun = time.perf_counter()
        await pilot.press("f5")
        view = app.screen.query_one(GenogramView)
        while not view.text:
            await pilot.pause(0.01)
        figure(f"a genogram of {count} people on the screen, seconds", f"{time.perf_counter() - begun:.2f}")
        for what, keys in (
            ("moving over the genogram", ["right", "down", "shift+right", "pagedown", "left"] * 4),
            ("stepping through people", ["tab"] * 20),
            ("finding a name", ["ctrl+f", *"person 9", "enter", "escape"]),
            ("going through the years", ["left_square_bracket"] * 10),
        ):
            figure(f"key to screen while {what}, ms: median, 95th percentile, worst", await _pressed(pilot, keys))
        await family_views(pilot, _pressed, rounds=4)


def _generations(count: int) -> list[Record]:
    """Return an invented family: couples with three children, of whom the first has a partner who comes from elsewhere."""
    from chronology.record.dates import When
    from chronology.record.people import Gender, Person
    from chronology.record.ties import Parentage, Partnership

    records: list[Record] = []
    couples: list[tuple[str, str, int]] = []

    def born(year: int) -> str:
        gender = (Gender.FEMALE, Gender.MALE)[len(people) % 2]
        people.append(f"p{len(people)}")
        name = f"Person {len(people)}"
        records.append(Person(id=people[-1], name=name, gender=gender, birth=When(edtf=f"{year}")))
        return people[-1]

    people: list[str] = []
    couples.append((born(1900), born(1901), 1900))
    for one, two, year in couples:
        records.append(Partnership(id=f"{one}-{two}", partners=(one, two)))
        for n in range(3):
            if len(people) + 2 > count:
                return records
            child = born(year + 25 + n)
            records.append(Parentage(id=f"of-{child}", child=child, parents=(one, two), partnership=f"{one}-{two}"))
            if n < 2:
                couples.append((child, born(year + 25), year + 25))
    return records


async def _pressed(pilot: Pilot[Any], keys: list[str]) -> str:
    took = []
    for key in keys:
        begun = time.perf_counter()
        await pilot.press("space" if key == " " else key)
        await pilot.pause()
        took.append((time.perf_counter() - begun) * 1000)
    took.sort()
    return f"{statistics.median(took):.0f}, {took[min(len(took) * 95 // 100, len(took) - 1)]:.0f}, {took[-1]:.0f}"


async def _bare_keys() -> str:
    """Return what a key costs on a screen of one input line: Pilot's own waiting is most of it."""
    from textual.app import App, ComposeResult
    from textual.widgets import Input

    class Bare(App[None]):
        def compose(self) -> ComposeResult:
            yield Input()

    async with Bare().run_test(size=(140, 45)) as pilot:
        return await _pressed(pilot, [*"school row 9"])


if __name__ == "__main__":
    main()
