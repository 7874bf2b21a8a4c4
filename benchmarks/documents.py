"""Documents: the time of a chronology of 5,000 rows in each format, its size, and the ratio to python-docx's tables.

A PDF is laid out in a process of its own, so that its memory is its own. `--quick` makes 500 rows.
"""

from __future__ import annotations

import random
import subprocess
import sys
import time
from datetime import date, timedelta
from io import BytesIO

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


def memory_of_pdf(rows: int) -> tuple[float, int]:
    """Return seconds and megabytes of a fresh process that writes the PDF."""
    code = (
        "import resource, sys; from benchmarks.documents import *; "
        f"document = chronology_document(made_case({rows}), CHILD, day=DAY); begun = time.perf_counter(); "
        "render(document, 'pdf'); unit = 1024 if sys.platform != 'darwin' else 1024 * 1024; "
        "print(time.perf_counter() - begun, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // unit)"
    )
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    return float(said[0]), int(said[1])


def main() -> None:
    """Print the figures."""
    rows = 500 if options(__doc__ or "").quick else 5_000
    case = made_case(rows)
    seconds, document = best_of(2, lambda: chronology_document(case, CHILD, day=DAY))
    figure(f"page model of {rows:,} entries, seconds", f"{seconds:.2f}")
    for form in FORMATS:
        if form == "pdf":
            continue
        seconds, content = best_of(2, lambda form=form: render(document, form))  # type: ignore[misc]
        figure(f"{form} of {rows:,} rows, seconds (and MB)", f"{seconds:.2f}  ({len(content) / 1e6:.1f})")
    if sys.platform != "win32":
        seconds, megabytes = memory_of_pdf(rows)
        figure(f"pdf of {rows:,} rows, tagged, seconds (and MB of memory)", f"{seconds:.2f}  ({megabytes})")
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
