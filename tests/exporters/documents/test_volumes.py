"""A document too long for one file becomes volumes: nothing is lost between them, each is complete, all are written or none."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from chronology.record.errors import KinlineError, UsageError
from exporters.documents import volumes
from exporters.documents.pages import (
    Band,
    Block,
    Column,
    Contents,
    Document,
    Facts,
    Heading,
    Line,
    Paragraph,
    Points,
    Row,
    Shape,
    Table,
    Turn,
    texts_of,
)
from exporters.documents.volumes import Limit, volume_paths, volumes_of
from exporters.documents.writing import FORMATS, render, rendered_files, write_document
from tests.exporters.documents.reading import docx_paragraphs

COLUMNS = (Column("number", "No.", 12, heads_row=True), Column("date", "Date", 30), Column("event", "Event", 150))


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Volumes of ten rows, so that they are quickly made."""
    monkeypatch.setattr(volumes, "LIMITS", dict.fromkeys(("pdf", "docx", "html"), Limit(12, 10)))


def rows(count: int, *, first: int = 1, a_year: int = 1000) -> tuple[Row | Band, ...]:
    found: list[Row | Band] = []
    for at in range(first - 1, first - 1 + count):
        year = 2000 + at // a_year
        if at == first - 1 or at % a_year == 0:
            found.append(Band(str(year)))
        found.append(Row(((Line(str(at + 1)),), f"{at % 28 + 1} May {year}", f"Event {at + 1}.")))
    return tuple(found)


def long_document(count: int = 30, *, a_year: int = 1000, blocks: tuple[Block, ...] = ()) -> Document:
    return Document(
        title="Chronology: Ada",
        blocks=(
            Facts((("Child", "Ada"),)),
            Heading("In short"),
            Points(("Thirty entries.",)),
            Heading("Chronology"),
            Table(COLUMNS, rows(count, a_year=a_year), "Chronology by date"),
            *blocks,
            Heading("What was left out"),
            Paragraph("Nothing."),
        ),
        day=date(2021, 6, 1),
        running=("Ada · Chronology", "2000"),
        foot="As at 1 June 2021",
    )


def tables(document: Document) -> list[Table]:
    return [block for block in document.blocks if isinstance(block, Table)]


def headings(document: Document) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, Heading)]


def test_what_fits_stays_one_file_under_its_own_name(tmp_path: Path) -> None:
    document = long_document(12)
    for form in FORMATS:
        assert volumes_of(document, form) == (document,)
    files, said = rendered_files(document, tmp_path / "ada.html")
    assert [path.name for path, _ in files] == ["ada.html"]
    assert said == ()


def test_a_pdf_that_is_asked_for_as_one_file_is_refused_with_what_to_do() -> None:
    with pytest.raises(UsageError, match="30 rows") as raised:
        render(long_document(), "pdf")
    assert "--from and --to" in raised.value.remedy


@pytest.mark.parametrize("form", ["txt", "csv", "xlsx", "json"])
def test_tables_and_text_stay_one_file_however_long(form: str) -> None:
    assert len(volumes_of(long_document(500), form)) == 1


def test_every_row_stands_in_one_volume_in_its_order() -> None:
    for count in (13, 20, 21, 47, 95):
        cut = volumes_of(long_document(count), "pdf")
        found = [row for volume in cut for row in tables(volume)[0].rows if isinstance(row, Row)]
        assert found == [row for row in rows(count) if isinstance(row, Row)]
        assert max(volume.rows for volume in cut) <= 11
        assert len(cut) == -(-count // 10)


def test_a_volume_begins_with_a_year_that_is_near() -> None:
    first, second = volumes_of(long_document(18, a_year=9), "docx")
    assert [row.text for row in tables(first)[0].rows if isinstance(row, Band)] == ["2000"]
    assert [row.text for row in tables(second)[0].rows if isinstance(row, Band)] == ["2001"]


def test_a_year_that_goes_on_heads_the_next_volume_too() -> None:
    for volume in volumes_of(long_document(40), "docx"):
        assert tables(volume)[0].rows[0] == Band("2000")


def test_each_volume_says_which_it_is_and_what_it_holds() -> None:
    cut = volumes_of(long_document(), "pdf")
    for at, volume in enumerate(cut, 1):
        assert volume.title == f"Chronology: Ada, volume {at} of 3"
        assert volume.running[0] == f"Ada · Chronology · volume {at} of 3"
        assert volume.foot == "As at 1 June 2021"
    assert cut[1].running[1] == "11 May 2000 – 20 May 2000"
    assert "numbers 11 to 20, 11 May 2000 – 20 May 2000" in "\n".join(texts_of(cut[1].blocks[0]))
    listed = next(block for block in cut[0].blocks if isinstance(block, Facts) and block.items[0][0] == "Volume 1")
    assert [label for label, _ in listed.items] == ["Volume 1", "Volume 2", "Volume 3"]
    assert any("What was left out" in text for block in cut[0].blocks for text in texts_of(block))


def test_the_opening_stands_in_the_first_and_the_closing_in_the_last() -> None:
    first, middle, last = volumes_of(long_document(), "html")
    assert headings(first) == ["Volumes", "In short", "Chronology"]
    assert headings(middle) == ["Chronology, continued"]
    assert headings(last) == ["Chronology, continued", "What was left out"]


def test_a_volume_lies_as_the_paper_did_where_it_was_cut() -> None:
    document = replace(long_document(), shape=Shape.PORTRAIT)
    blocks = (*document.blocks[:3], Turn(Shape.LANDSCAPE), *document.blocks[3:])
    first, second, _ = volumes_of(replace(document, blocks=blocks), "pdf")
    assert (first.shape, second.shape) == (Shape.PORTRAIT, Shape.LANDSCAPE)


def test_a_second_long_table_goes_on_under_its_own_heading() -> None:
    undated = Table(COLUMNS, rows(15, first=101), "Entries without a date")
    cut = volumes_of(long_document(20, blocks=(Heading("Entries without a date"), undated)), "docx")
    found = [row for volume in cut for table in tables(volume) for row in table.rows if isinstance(row, Row)]
    assert len(found) == 35
    assert "Entries without a date, continued" in headings(cut[-1])


def test_rows_with_many_words_make_shorter_volumes() -> None:
    long = tuple(Row(((Line(str(n)),), "", "word " * 300)) for n in range(12))
    document = replace(long_document(), blocks=(Heading("Chronology"), Table(COLUMNS, long, "Long")))
    assert len(volumes_of(document, "pdf")) > 2
    assert sum(volume.rows for volume in volumes_of(document, "pdf")) == 12


def test_a_row_longer_than_a_volume_has_one_for_itself() -> None:
    long = tuple(Row(((Line(str(n)),), "", "word " * (9_000 if n in {0, 3} else 1))) for n in range(6))
    document = replace(long_document(), blocks=(Heading("Chronology"), Table(COLUMNS, long, "Long")))
    cut = volumes_of(document, "pdf")
    assert [row for volume in cut for row in tables(volume)[0].rows] == list(long)
    assert not any({long[0], long[3]} <= set(tables(volume)[0].rows) for volume in cut)


@pytest.mark.parametrize("form", ["pdf", "docx", "html"])
def test_volumes_are_written_beside_the_name_that_was_asked_for(form: str, tmp_path: Path) -> None:
    told: list[str] = []
    said = write_document(long_document(), tmp_path / f"ada.{form}", told.append)
    names = [f"ada-{at}-of-3.{form}" for at in (1, 2, 3)]
    assert sorted(path.name for path in tmp_path.iterdir()) == names
    assert told == ["volume 1 of 3", "volume 2 of 3", "volume 3 of 3"]
    assert f"ada-1-of-3.{form} to ada-3-of-3.{form}" in said[0]
    assert (tmp_path / names[1]).read_bytes() == render(volumes_of(long_document(), form)[1], form)


def test_all_bytes_can_be_searched_before_any_is_written(tmp_path: Path) -> None:
    files, _ = rendered_files(long_document(), tmp_path / "ada.docx")
    assert list(tmp_path.iterdir()) == []
    words = "\n".join(docx_paragraphs(content) for _, content in files)
    for number in range(1, 31):
        assert f"Event {number}." in words


def test_volumes_of_an_earlier_run_are_named_and_left(tmp_path: Path) -> None:
    path = tmp_path / "ada.html"
    for name in ("ada.html", "ada-1-of-2.html", "ada-1-of-3.html", "ada-b-1-of-2.html", "ada-1-of-2.pdf"):
        (tmp_path / name).write_text("earlier")
    said = write_document(long_document(), path)
    assert "Of an earlier run and no part of this one: ada.html, ada-1-of-2.html." in said[1]
    assert (tmp_path / "ada-1-of-2.html").read_text() == "earlier"
    assert "ada-1-of-2.html, ada-1-of-3.html, ada-2-of-3.html" in write_document(long_document(5), path)[0]


def test_stopping_in_a_later_volume_leaves_nothing(tmp_path: Path) -> None:
    def stop(words: str) -> None:
        if words.startswith("volume 3"):
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_document(long_document(), tmp_path / "ada.html", stop)
    assert list(tmp_path.iterdir()) == []


def test_a_full_disk_leaves_every_old_volume(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for place in volume_paths(tmp_path / "ada.html", 3):
        place.write_text("old")
    synced: list[int] = []

    def full(handle: int) -> None:
        synced.append(handle)
        if len(synced) == 2:
            raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(KinlineError, match="No space left"):
        write_document(long_document(), tmp_path / "ada.html")
    assert {path.read_text() for path in tmp_path.iterdir()} == {"old"}
    assert len(list(tmp_path.iterdir())) == 3


def test_where_one_volume_cannot_be_put_in_place_those_that_are_new_are_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put = Path.replace

    def locked(self: Path, target: Path) -> Path:
        if target.name == "ada-2-of-3.html":
            raise PermissionError(13, "Permission denied")
        return put(self, target)

    monkeypatch.setattr(Path, "replace", locked)
    with pytest.raises(KinlineError) as raised:
        write_document(long_document(), tmp_path / "ada.html")
    assert "the new ada-1-of-3.html stand there already" in raised.value.remedy
    assert [path.name for path in tmp_path.iterdir()] == ["ada-1-of-3.html"]


def test_contents_of_a_volume_list_its_own_headings() -> None:
    document = long_document()
    blocks = (Heading("What is in it"), Contents(), *document.blocks)
    text = render(volumes_of(replace(document, blocks=blocks), "html")[0], "html").decode()
    assert text.count('<a href="#part-') == 3
