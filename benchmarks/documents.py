"""Documents: the time of a chronology of 5,000 rows in each format, its size, and the ratio to python-docx's tables.

What takes much memory is written in a process of its own, whose memory and whose children's is looked at from outside, as far as
the system tells. `--quick` makes 500 rows, and 6,000 in volumes.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path

from benchmarks.measuring import best_of, figure, options
from chronology.record.casefile import CaseFile
from chronology.record.dates import When
from chronology.record.entries import Entry, Impact, Origin, Seen, Significance, View
from chronology.record.people import Person
from chronology.record.sources import Basis, Citation, Standing
from chronology.record.sources import Document as SourceFile
from exporters.documents.chronology import chronology_document
from exporters.documents.pages import Document, Row, Table, lines_of
from exporters.documents.writing import FORMATS, render

CHILD, FILE = "c" * 20, "f" * 20
DAY = date(2024, 6, 1)
AGENCIES = ("School", "Police", "Health visiting", "Children’s social care")
WORDS = [
    "the",
    "school",
    "rang",
    "home",
    "after",
    "she",
    "came",
    "in",
    "late",
    "again",
    "and",
    "said",
    "that",
    "she",
    "had",
    "been",
    "up",
    "since",
    "five",
    "with",
    "her",
    "brother",
    "while",
    "her",
    "mother",
    "slept",
    "and",
    "there",
    "was",
    "no",
    "bread",
    "in",
    "the",
    "house",
    "so",
    "a",
    "neighbour",
    "gave",
    "her",
    "toast",
    "before",
    "walking",
    "her",
    "to",
    "school",
]


def made_case(rows: int, seed: int = 7) -> CaseFile:
    """Return an invented case file with so many entries about one child, 12 to 60 words each."""
    chance = random.Random(seed)

    def words(least: int, most: int) -> str:
        start = chance.randrange(len(WORDS))
        return " ".join(WORDS[(start + n) % len(WORDS)] for n in range(chance.randint(least, most))).capitalize() + "."

    entries = [
        Entry(
            id=f"{n:020x}",
            when=When.on(date(2012, 1, 1) + timedelta(days=n * 4400 // rows)),
            children=(CHILD,),
            event=words(12, 60),
            origin=Origin(agency=chance.choice(AGENCIES), page=f"p {n}"),
            basis=chance.choice(list(Basis)),
            standing=Standing.ALLEGED if n % 9 == 0 else Standing.RECORDED,
            cites=(Citation(document=FILE, row=n + 1),),
            impacts=(Impact(child=CHILD, words=words(6, 25)),) if n % 3 == 0 else (),
            seen=(Seen(child=CHILD, is_alone=n % 2 == 0),) if n % 4 == 0 else (),
            views=(View(child=CHILD, words=words(4, 14)),) if n % 5 == 0 else (),
            action=words(5, 14) if n % 2 else "",
            outcome=words(4, 12) if n % 3 else "",
            analysis=words(8, 25) if n % 4 == 0 else "",
            significance=Significance.YES if n % 6 == 0 else Significance.NOT_SAID,
        )
        for n in range(rows)
    ]
    child = Person(id=CHILD, name="Rowan Example", given="Rowan", birth=When(edtf="2011-05-02"), is_subject=True)
    return CaseFile.of((child, SourceFile(id=FILE, name="log.docx", form="docx", agency="School"), *entries))


def by_python_docx(document: Document, rows: int) -> bytes:
    """Return the first rows of the chronology written cell by cell through python-docx's own tables."""
    import docx

    word = docx.Document()
    table = max((block for block in document.blocks if isinstance(block, Table)), key=lambda block: len(block.rows))
    written = word.add_table(rows=1, cols=len(table.columns))
    for cell, column in zip(written.rows[0].cells, table.columns, strict=True):
        cell.text = column.heading
    for row in [row for row in table.rows if isinstance(row, Row)][:rows]:
        for cell, words in zip(written.add_row().cells, row.cells, strict=True):
            cell.text = "\n".join(line.text for line in lines_of(words))
    out = BytesIO()
    word.save(out)
    return out.getvalue()


WRITES = """
import os, sys, tempfile, time
from pathlib import Path
from benchmarks.documents import CHILD, DAY, made_case
from exporters.documents.chronology import chronology_document
from exporters.documents.writing import write_document
document = chronology_document(made_case(int(sys.argv[1])), CHILD, day=DAY)
with tempfile.TemporaryDirectory() as folder:
    begun = time.perf_counter()
    write_document(document, Path(folder) / f"a.{sys.argv[2]}")
    print(time.perf_counter() - begun, sum(os.times()[:4]), len(list(Path(folder).iterdir())))
"""


def written_apart(rows: int, form: str) -> str:
    """Return seconds, files, processor time, and megabytes at the highest of a fresh process that writes so many rows.

    Where the system tells, the memory is that of the largest of its processes, and of all of them at one time.
    """
    process = subprocess.Popen([sys.executable, "-c", WRITES, str(rows), form], stdout=subprocess.PIPE, text=True)
    largest = together = 0.0
    while process.poll() is None:
        held = [resident(one) for one in (process.pid, *children_of(process.pid))]
        largest, together = max(largest, *held), max(together, sum(held))
        time.sleep(0.02)
    assert process.stdout is not None
    seconds, worked, files = process.stdout.read().split()
    memory = f"{largest:.0f} in one process, {together:.0f} in all" if largest else "not told by this system"
    told = "1 file" if files == "1" else f"{files} files"
    return f"{float(seconds):.2f}  ({told}; {float(worked):.1f} of the processor with making the rows; MB: {memory})"


def resident(process: int) -> float:
    """Return the megabytes of memory a process holds; 0 where the system does not tell, or it has ended."""
    try:
        pages = int(Path(f"/proc/{process}/statm").read_text().split()[1])
    except (OSError, IndexError):
        return 0.0
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def children_of(process: int) -> list[int]:
    try:
        tasks = list(Path(f"/proc/{process}/task").iterdir())
        return [int(child) for task in tasks for child in (task / "children").read_text().split()]
    except OSError:
        return []


def main() -> None:
    """Print the figures."""
    is_quick = options(__doc__ or "").quick
    rows, many = (500, 6_000) if is_quick else (5_000, 50_000)
    case = made_case(rows)
    seconds, document = best_of(2, lambda: chronology_document(case, CHILD, day=DAY))
    figure(f"page model of {rows:,} entries, seconds", f"{seconds:.2f}")
    for form in FORMATS:
        if form == "pdf":
            continue
        seconds, content = best_of(2, lambda form=form: render(document, form))  # type: ignore[misc]
        figure(f"{form} of {rows:,} rows, seconds (and MB)", f"{seconds:.2f}  ({len(content) / 1e6:.1f})")
    figure(f"pdf of {rows:,} rows, tagged, seconds", written_apart(rows, "pdf"))
    for form in ("docx", "html", "pdf"):
        figure(f"{form} of {many:,} rows, in volumes where needed, seconds", written_apart(many, form))
    few = chronology_document(made_case(500), CHILD, day=DAY)
    ours, _ = best_of(3, lambda: render(few, "docx"))
    begun = time.perf_counter()
    by_python_docx(few, 500)
    theirs = time.perf_counter() - begun
    figure("docx of 500 rows: python-docx's own tables, seconds", f"{theirs:.2f}")
    figure("docx of 500 rows: here, seconds", f"{ours:.3f}")
    figure("docx of 500 rows: times as fast as python-docx's own tables", f"{theirs / ours:.1f}")


if __name__ == "__main__":
    main()
