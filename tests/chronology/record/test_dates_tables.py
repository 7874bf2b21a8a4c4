"""The tables of docs/dates.md are true."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from chronology.record.dates import read_when
from chronology.record.errors import UnreadableDate

IMPORTED = date(2026, 11, 23)
GUIDE = Path(__file__).parents[3] / "docs" / "dates.md"
_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]


def rows_under(heading: str) -> list[list[str]]:
    rows, inside = [], False
    for line in GUIDE.read_text(encoding="utf-8").splitlines():
        if line.startswith("| "):
            cells = [cell.strip() for cell in line.strip("|").split("|")]
            if cells[0] == "Written":
                inside = cells == heading.split(",")
            elif inside:
                rows.append(cells)
        elif not line.startswith("|"):
            inside = False
    return rows


def said(day: date | None, *, undated: bool) -> str:
    if day is None:
        return "none" if undated else "open"
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def test_every_form_of_the_guide_is_read_as_it_says() -> None:
    rows = rows_under("Written,EDTF,First day,Last day,Shown as")
    assert len(rows) > 100
    for written, edtf, first, last, words in rows:
        when = read_when(written.strip("`"), latest=IMPORTED)
        bounds = [said(day, undated=when.is_undated) for day in (when.earliest, when.latest)]
        assert [when.edtf, *bounds, when.words()] == [edtf.strip("`"), first, last, words], written


def test_every_refusal_of_the_guide_gives_its_reason() -> None:
    rows = rows_under("Written,Why")
    assert len(rows) >= 20
    for written, why in rows:
        with pytest.raises(UnreadableDate, match=re.escape(why)):
            read_when(written.strip("`"), latest=IMPORTED)


def test_every_doubt_of_the_guide_is_said() -> None:
    rows = rows_under("Written,Doubt")
    assert len(rows) >= 10
    for written, doubt in rows:
        assert doubt in read_when(written.strip("`"), latest=IMPORTED).doubts
