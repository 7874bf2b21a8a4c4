"""Files that are damaged, hostile or not what they say: read safely, or refused with the reason; nothing half imported."""

from __future__ import annotations

import io
import random
import zipfile

import pytest

from benchmarks.reading.measuring import made_files
from chronology.record.errors import KinlineError
from tests.chronology.intake.imports import entries, family, imported, said
from tests.chronology.readers.officefiles import docx, row, table, xlsx, zipped

_ODD = (
    b'"',
    b"\n",
    b",,,,",
    b"\x00",
    b"(",
    b"31/2/19",
    b"2019\n",
    b"((((((",
    b"?" * 50,
    b" - " * 30,
    b"<w:",
    b"\xff\xfe",
)


def _mangled(data: bytes, chance: random.Random) -> bytes:
    body = bytearray(data)
    for _ in range(chance.randint(1, 8)):
        at = chance.randrange(len(body))
        how = chance.randrange(3)
        if how == 0:
            body[at : at + chance.randint(1, 40)] = b""
        elif how == 1:
            body[at:at] = chance.choice(_ODD)
        else:
            body[at : at + 1] = bytes([chance.randrange(256)])
    return bytes(body)


def _mangled_parts(data: bytes, chance: random.Random) -> bytes:
    """Return a zip file whose parts are mangled within, so that the damage is the document's and not the zip's."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    chosen = [name for name in parts if "document" in name or "sheet" in name or "styles" in name]
    return zipped(parts | {name: _mangled(parts[name], chance) for name in chosen})


@pytest.mark.parametrize("seed", range(6))
def test_a_mangled_file_is_read_or_refused_and_every_row_is_accounted_for(seed: int):
    chance = random.Random(seed)
    known = family()
    for _, made in made_files(seed):
        data = _mangled_parts(made.data, chance) if made.form in {"docx", "xlsx"} else _mangled(made.data, chance)
        try:
            plan = imported(data, known, name=made.name)
        except KinlineError:
            continue
        (report,) = plan.reports
        assert report.error or report.rows == report.added + report.merged + len(report.refused)
        assert not report.error or plan.records == ()


def test_a_cell_of_a_megabyte_is_refused_with_its_place_and_the_rest_is_read():
    plan = imported(f"Date,Child,Event\n1/2/2019,Ada,{'x' * 1_000_000}\n2/2/2019,Ada,Seen\n")
    assert [e.event for e in entries(plan)] == ["Seen"]
    assert "cell C holds 1000000 characters" in plan.reports[0].refused[0].reason


def test_a_header_of_a_megabyte_is_no_header():
    plan = imported(f"Date,Child,Event,{'impact on (' * 90_000}\n2/2/2019,Ada,Seen,y\n")
    assert [e.event for e in entries(plan)] == ["Seen"]


@pytest.mark.parametrize(
    ("stream", "said_of_it"),
    [
        ("WordDocument", "old kind (.doc)"),
        ("Workbook", "old kind (.xls)"),
        ("EncryptedPackage", "password"),
        ("Nothing", "old or a password"),
    ],
)
def test_an_old_or_encrypted_office_file_says_what_it_is_and_how_to_save_it(stream: str, said_of_it: str):
    data = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + (stream + "\0").encode("utf-16-le") + bytes(64)
    report = imported(data, name="chronology.docx").reports[0]
    assert said_of_it in report.error
    assert "save" in report.error.casefold()


def test_a_wrong_extension_does_not_matter():
    plan = imported(docx(table(row("Date", "Child", "Event"), row("1/2/2019", "Ada", "Seen"))), name="school.csv")
    assert [e.event for e in entries(plan)] == ["Seen"]


def test_macros_and_links_are_said_and_never_followed():
    book = xlsx([["Date", "Child", "Event"], ["1/2/2019", "Ada", "Seen"]])
    with zipfile.ZipFile(io.BytesIO(book)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    told = said(
        imported(
            zipped(parts | {"xl/vbaProject.bin": b"x", "xl/externalLinks/externalLink1.xml": b"<x/>"}), name="a.xlsx"
        )
    )
    assert "macros" in told
    assert "nothing is followed" in told


def test_a_text_of_many_pages_is_bounded():
    report = imported("words " * 900_000, name="t.txt").reports[0]
    assert "Split it into several files" in report.error
