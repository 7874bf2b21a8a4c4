"""Chronology tables: rows dropped, and the time from a file's bytes to entries, for each format.

python-docx's own walk over cells is measured in the same run on a smaller table. Real chronologies are read where
KINLINE_CORPUS names them.
"""

from __future__ import annotations

import csv
import io
import os
import random
import zipfile
from datetime import date
from pathlib import Path
from xml.sax.saxutils import escape

from benchmarks.measuring import best_of, figure, options
from chronology.intake.importing import FileGiven, plan_import
from chronology.record.casefile import CaseFile
from chronology.record.people import Person

DAY = date(2026, 1, 1)
HEADER = ("date", "children", "event", "source", "basis", "action")


def made_rows(count: int, seed: int = 3) -> list[tuple[str, ...]]:
    """Return so many invented rows, no two alike."""
    chance = random.Random(seed)
    words = [
        "arrived",
        "late",
        "hungry",
        "brought",
        "seen",
        "spoke",
        "clinic",
        "visit",
        "said",
        "warm",
        "coat",
        "missed",
        "again",
        "nothing",
        "changed",
    ]
    return [
        (
            f"{chance.randint(1, 28)}/{chance.randint(1, 12)}/{chance.randint(2012, 2025)}",
            chance.choice(["Ada", "Ben", "Ada; Ben"]),
            f"{n}: " + " ".join(chance.choices(words, k=25)),
            chance.choice(["School", "GP", "Police"]),
            chance.choice(["observed", "told by parent"]),
            " ".join(chance.choices(words, k=6)),
        )
        for n in range(count)
    ]


def as_csv(rows: list[tuple[str, ...]]) -> bytes:
    """Return the rows as CSV."""
    out = io.StringIO()
    csv.writer(out).writerows([HEADER, *rows])
    return out.getvalue().encode()


def as_docx(rows: list[tuple[str, ...]]) -> bytes:
    """Return the rows as a Word table."""
    lines = "".join(
        "<w:tr>"
        + "".join(f"<w:tc><w:tcPr/><w:p><w:r><w:t>{escape(c)}</w:t></w:r></w:p></w:tc>" for c in row)
        + "</w:tr>"
        for row in [HEADER, *rows]
    )
    body = f"<w:body><w:tbl><w:tblPr/><w:tblGrid/>{lines}</w:tbl></w:body>"
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    return _zipped(
        {
            "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.'
            'wordprocessingml.document.main+xml"/></Types>',
            "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            '<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/'
            'officeDocument" Target="word/document.xml"/></Relationships>',
            "word/document.xml": f'<w:document xmlns:w="{space}">{body}</w:document>',
        }
    )


def as_xlsx(rows: list[tuple[str, ...]]) -> bytes:
    """Return the rows as a workbook."""
    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.active
    for row in [HEADER, *rows]:
        sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _zipped(parts: dict[str, str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return out.getvalue()


def _python_docx(data: bytes) -> int:
    import docx

    table = docx.Document(io.BytesIO(data)).tables[0]
    return sum(1 for row in table.rows for _ in (cell.text for cell in row.cells))


def main() -> None:
    """Print the figures."""
    quick = options(__doc__ or "").quick
    count = 300 if quick else 5_000
    family = CaseFile.of([Person(id="a", name="Ada", given="Ada"), Person(id="b", name="Ben", given="Ben")])
    rows = made_rows(count)
    for name, data in (("csv", as_csv(rows)), ("xlsx", as_xlsx(rows)), ("docx", as_docx(rows))):
        given = [FileGiven(f"made.{name}", data)]
        seconds, plan = best_of(1 if quick else 3, lambda given=given: plan_import(family, given, day=DAY))
        report = plan.reports[0]
        lost = count - report.added - report.merged - len(report.refused)
        figure(f"{count:,} rows of {name} to entries, seconds", f"{seconds:.2f}")
        figure(f"rows of {name} added, not added, silently dropped", f"{report.added}, {len(report.refused)}, {lost}")
    small = as_docx(made_rows(100 if quick else 300))
    ours, _ = best_of(2, lambda: plan_import(family, [FileGiven("made.docx", small)], day=DAY))
    theirs, _ = best_of(2, lambda: _python_docx(small))
    figure("bytes to entries, to python-docx's walk over cells alone", f"{ours / theirs:.2f}")
    corpus = os.environ.get("KINLINE_CORPUS")
    if not corpus:
        print("KINLINE_CORPUS is not set: real chronologies are not read")
        return
    total = kept = 0
    for path in sorted((Path(corpus) / "cases").glob("*.csv")):
        report = plan_import(CaseFile(), [FileGiven(path.name, path.read_bytes())], day=DAY).reports[0]
        total += report.rows
        kept += report.added + report.merged
    figure("rows of the published cases added or merged", f"{kept} of {total}")


if __name__ == "__main__":
    main()
