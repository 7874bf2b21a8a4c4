"""How well Kinline reads what agencies already have: rows and fields of twelve layouts in three formats, accounts of one
matter by several agencies, whom names mean; and the time for large files.

    python -m benchmarks.reading [--quick]
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from benchmarks.measuring import best_of, figure, options
from benchmarks.reading import agencies, measuring, names
from benchmarks.tables import as_docx, as_xlsx, made_rows
from chronology.intake.importing import FileGiven, pasted, plan_import
from chronology.record.casefile import CaseFile
from chronology.record.errors import InputError
from chronology.record.people import Person

SHOWN = 12
"""Rows read wrongly that are shown."""


def main() -> None:
    """Print the figures."""
    quick = options(__doc__ or "").quick
    seeds = range(1) if quick else range(10)
    total = measuring.Score()
    for (layout, form), found in measuring.scores(seeds).items():
        total.add(found)
        figure(f"{layout}, {form}: rows right", f"{found.right} of {found.rows}")
    figure("rows right, all layouts and formats", f"{total.right} of {total.rows} ({total.right / total.rows:.1%})")
    figure("rows silently dropped", str(total.dropped))
    figure("deleted texts read as fact", str(total.deleted_read))
    for words in total.wrong[:SHOWN]:
        print(f"  {words[:300]}")
    precision, recall, both = agencies.f1(range(2) if quick else range(40))
    figure("accounts of one matter: precision, recall, F1", f"{precision:.3f}, {recall:.3f}, {both:.3f}")
    right, count, wrong = names.names_right(range(2) if quick else range(40))
    figure("names: whom they mean", f"{right} of {count} ({right / count:.1%})")
    for cell, judged in wrong[:SHOWN]:
        print(f"  “{cell.words}” is {cell.means}, taken for {judged}")
    _times(quick=quick)
    _pasted(quick=quick)
    _corpus(quick=quick)


def _times(*, quick: bool) -> None:
    family = CaseFile.of([Person(id="a", name="Ada", given="Ada"), Person(id="b", name="Ben", given="Ben")])
    for name, made, count in (("docx", as_docx, 5_000), ("xlsx", as_xlsx, 50_000)):
        rows = count // 100 if quick else count
        given = [FileGiven(f"made.{name}", made(made_rows(rows)))]
        seconds, plan = best_of(1, lambda given=given: plan_import(family, given, day=measuring.DAY))  # type: ignore[misc]
        figure(f"{rows:,} rows of {name} to entries, seconds ({plan.reports[0].added:,} added)", f"{seconds:.2f}")


_PASTED: dict[str, Callable[[int], str]] = {
    "one dated line, again and again": lambda _: "12/3/2019 school: arrived hungry, in the same clothes",
    "dated lines, each its own": lambda n: f"{1 + n % 28}/{1 + n % 12}/{2005 + n % 20} school: arrived hungry, row {n}",
    "a table of rows that go on": lambda n: ",,and then more" if n % 10 else f"{1 + n % 28}/3/2019,school,row {n}",
}


def _pasted(*, quick: bool) -> None:
    """Print what ten times as many pasted lines cost: ten times as much where nothing is gone through anew for each."""
    family = CaseFile.of([Person(id="a", name="Ada", given="Ada")])
    for what, line in _PASTED.items():
        head = "date,source,event\n" if "table" in what else ""
        took = []
        for count in (200, 2_000) if quick else (5_000, 50_000):
            text = head + "\n".join(line(n) for n in range(count))
            given = [pasted(text.encode(), measuring.DAY)]
            took.append(best_of(1, lambda given=given: plan_import(family, given, day=measuring.DAY))[0])  # type: ignore[misc]
        figure(f"{what}: {count:,} pasted, seconds", f"{took[1]:.2f}")
        figure("    ten times the lines, times the seconds", f"{took[1] / took[0]:.1f}")


def _corpus(*, quick: bool) -> None:
    corpus = os.environ.get("KINLINE_CORPUS")
    if not corpus or quick:
        print("real files are not read: KINLINE_CORPUS is not set, or this is the quick form")
        return
    files = [
        p
        for p in sorted((Path(corpus) / "corpus").rglob("*"))
        if p.is_file() and p.name not in {"README.md", "counts.tsv"}
    ]
    refused = 0
    for path in files:
        try:
            plan = plan_import(CaseFile(), [FileGiven(path.name, path.read_bytes())], day=measuring.DAY)
            refused += bool(plan.errors)
        except InputError:
            refused += 1
    figure("real files read, refused with the reason", f"{len(files) - refused} of {len(files)}, {refused}")


if __name__ == "__main__":
    main()
