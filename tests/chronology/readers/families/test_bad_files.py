"""Family files that are broken, huge or meant to harm: bounded, refused with what to do, never another failure."""

from __future__ import annotations

import gzip
import io
import tarfile
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chronology.intake.importing import FileGiven, plan_import
from chronology.readers.families import xmlfiles
from chronology.readers.families.reading import read_family
from chronology.readers.families.structures import Structure
from chronology.record.casefile import CaseFile
from chronology.record.errors import InputError, UnsafeFile
from tests.chronology.intake.family_imports import DAY
from tests.chronology.readers.families.genopro_files import genopro, zipped
from tests.chronology.readers.families.gramps_files import gramps, packaged

PEDIGREE = (
    b"id,name,momID,dadID,sex,twinID,relationship to child,address\n1,Ada,2,3,F,4,child,1 Elm St\n4,Ben,2,3,M,1,,\n"
)
SECTIONS = b"Person,Surname,Given,Gender\n[I1],Reed,Ada,female\n\nMarriage,Husband,Wife,Date\n[F1],[I2],[I3],1990\n\nFamily,Child\n[F1],[I1]\n"
GOOD = {
    "tree.gno": zipped(genopro()),
    "tree.xml": genopro(),
    "tree.gramps": gramps(),
    "packed.gramps": gzip.compress(gramps(), mtime=0),
    "tree.gpkg": packaged(gramps()),
    "people.csv": PEDIGREE,
    "sections.csv": SECTIONS,
}
ENTITIES = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaa"><!ENTITY b "&a;&a;&a;">]>'


def refused(data: bytes, name: str) -> str:
    with pytest.raises(InputError) as failure:
        read_family(data, name)
    assert failure.value.where
    assert failure.value.remedy
    return failure.value.message


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.gno", genopro().replace(b"<GenoPro>", ENTITIES + b"<GenoPro>", 1)),
        ("a.gno", zipped(genopro().replace(b"<GenoPro>", ENTITIES + b"<GenoPro>", 1))),
        (
            "a.gramps",
            gramps().replace(b'grampsxml.dtd">', b'grampsxml.dtd" [<!ENTITY a SYSTEM "file:///etc/passwd">]>'),
        ),
        (
            "a.gramps",
            gzip.compress(gramps().replace(b'grampsxml.dtd">', b'x.dtd" [<!ENTITY % a SYSTEM "x">%a;]>'), mtime=0),
        ),
        (
            "a.gno",
            '<?xml version="1.0" encoding="utf-16"?>'.encode("utf-16")
            + '<!ENTITY a "b"><GenoPro/>'.encode("utf-16-le"),
        ),
    ],
)
def test_a_file_that_declares_entities_is_not_opened(name: str, data: bytes):
    assert "declares entities" in refused(data, name)


def test_an_entity_that_only_a_foreign_document_type_could_know_stays_as_written():
    read = read_family(gramps().replace(b"<first>Ada</first>", b"<first>Ad&eacute;le</first>"), "a.gramps")
    assert read is not None
    assert any("Ad&eacute;le" in one.text("NAME") for one in read.of("INDI"))


@pytest.mark.parametrize("name", sorted(set(GOOD) - {"people.csv", "sections.csv"}))
def test_a_file_that_is_cut_short_is_refused(name: str):
    words = refused(GOOD[name][: len(GOOD[name]) * 2 // 3], name)
    assert "cut short" in words or "damaged" in words


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("latin.gno", genopro().replace(b"Ada", b"Ad\xe9")),
        ("deep.gno", b"<GenoPro>" + b"<a>" * 100_000 + b"</a>" * 100_000 + b"</GenoPro>"),
        ("none.gno", b"\x01\x02\x03 a picture, perhaps"),
        ("none.gramps", b"words"),
        ("none.gpkg", gzip.compress(b"only words", mtime=0)),
        ("other.gpkg", packaged(gramps())[:40]),
        ("other.xml", b"<x><GenoPro/></x>"),
        ("empty.gramps", b"<database xmlns='http://gramps-project.org/xml/1.7.1/'>"),
    ],
)
def test_what_is_no_family_file_is_refused_with_what_to_do(name: str, data: bytes):
    refused(data, name)


def test_a_package_without_a_tree_is_refused():
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w:gz") as package:
        package.addfile(tarfile.TarInfo("other.txt"), io.BytesIO())
    assert "no data.gramps" in refused(out.getvalue(), "a.gpkg")


def test_a_file_that_unpacks_to_far_too_much_is_not_opened():
    bomb = gzip.compress(b"<database xmlns='http://gramps-project.org/xml/1.7.1/'>" + b" " * 80_000_000)
    with pytest.raises(UnsafeFile):
        read_family(bomb, "a.gramps")
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("Data.xml", b"<GenoPro>" + b" " * 40_000_000)
    with pytest.raises(UnsafeFile):
        read_family(out.getvalue(), "a.gno")


def test_more_xml_than_a_family_has_is_not_opened(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(xmlfiles, "MOST_BYTES", 100)
    with pytest.raises(UnsafeFile):
        read_family(genopro(), "a.xml")


def test_an_archive_that_leads_outside_is_not_opened():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("Data.xml", genopro())
        archive.writestr("../x", b"")
    with pytest.raises(UnsafeFile):
        read_family(out.getvalue(), "a.gno")


def test_control_and_direction_characters_do_not_come_in():
    read = read_family(genopro().replace(b"Ada Reed", "A\u202eda Reed".encode()), "a.xml")
    assert read is not None

    def texts(one: Structure) -> str:
        return one.value + "".join(texts(below) for below in one.below or ())

    assert not any("\u202e" in texts(record) for record in read.records)


def test_a_damaged_file_among_good_ones_adds_nothing():
    files = [FileGiven("good.xml", genopro()), FileGiven("bad.gno", zipped(genopro())[:80])]
    plan = plan_import(CaseFile(), files, day=DAY)
    assert [bool(report.error) for report in plan.reports] == [False, True]
    assert len(plan.case.people) == 3


def test_several_family_files_at_once_each_give_their_people():
    files = [FileGiven(name, data) for name, data in GOOD.items() if name in {"tree.gno", "tree.gramps", "people.csv"}]
    plan = plan_import(CaseFile(), files, day=DAY)
    assert [report.kind for report in plan.reports] == ["genopro", "gramps", "family csv"]
    assert len(plan.case.people) == sum(report.people for report in plan.reports)


@pytest.mark.parametrize("name", sorted(GOOD))
@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_a_mangled_file_is_read_or_refused_and_never_fails_otherwise(name: str, data: st.DataObject):
    body = bytearray(GOOD[name])
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(body) - 1))
        match data.draw(st.sampled_from(["change", "cut", "repeat", "insert"])):
            case "change":
                body[at] = data.draw(st.integers(0, 255))
            case "cut":
                del body[at : at + data.draw(st.integers(1, 30))]
            case "repeat":
                body[at:at] = body[at : at + data.draw(st.integers(1, 60))]
            case _:
                body[at:at] = data.draw(
                    st.sampled_from([b"@", b'"', b"<", b"&#0;", b"\x00", b"[I1]", b",,", b"id", b"VOID", b"\xff\xfe"])
                )
        if not body:
            return
    plan = plan_import(CaseFile(), [FileGiven(name, bytes(body))], day=DAY)
    assert len(plan.reports) == 1


_NAMES = st.sampled_from(
    ["1", "2", "Ada", "Ada Reed", "VOID", "@I1@", "#7", "", "NA", "[I1]", "x" * 400, "Ada/Reed", "\u202e", "🙂"]
)


@settings(max_examples=150, deadline=None)
@given(
    header=st.lists(
        st.sampled_from(
            ["id", "name", "mother", "father", "momID", "dadID", "sex", "dob", "partner", "married to", "twin", "zygosity",
             "relationship to child", "child", "PR", "address", "subject", "notes", "first name", "surname", "Shoe size"]
        ),
        min_size=1,
        max_size=8,
    ),
    rows=st.lists(st.lists(_NAMES | st.text(max_size=8), max_size=9), max_size=8),
)  # fmt: skip
def test_any_list_of_people_is_read_or_refused(header: list[str], rows: list[list[str]]):
    def line(cells: list[str]) -> str:
        return ",".join('"' + cell.replace('"', '""') + '"' for cell in cells)

    body = "\n".join(line(row) for row in [header, *rows]).encode("utf-8", "replace")
    report = plan_import(CaseFile(), [FileGiven("p.csv", body)], day=DAY).reports[0]
    assert report.error or report.rows == report.added + report.merged + len(report.refused)
