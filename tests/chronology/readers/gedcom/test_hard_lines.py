"""What real exports get wrong, and what nobody may invent from it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chronology.readers.families.structures import FamilyFile, Structure
from chronology.readers.gedcom import read_gedcom
from chronology.readers.gedcom.dates import read_gedcom_date
from chronology.record.errors import KinlineError, UnreadableFile

HEAD = "0 HEAD\n1 GEDC\n2 VERS 5.5.1\n1 CHAR UTF-8\n"
FAMILY = HEAD + "0 @I1@ INDI\n1 NAME Zoë /Łukasz-Nowak/\n1 BIRT\n2 DATE 3 APR 2010\n1 NOTE one\n2 CONT two\n0 TRLR\n"


def read(body: str | bytes, head: str = HEAD) -> FamilyFile:
    data = body if isinstance(body, bytes) else (head + body + "0 TRLR\n").encode()
    return read_gedcom(data, "made.ged")


def shape(structure: Structure) -> tuple[object, ...]:
    return (structure.tag, structure.xref, structure.whole_text(), tuple(shape(b) for b in structure.below or ()))


def test_a_letter_that_conc_cuts_in_two_is_joined_again():
    file = read((HEAD + "0 @I1@ INDI\n1 NOTE caf").encode() + b"\xc3\n2 CONC \xa9 noir\n0 TRLR\n")
    assert file.of("INDI")[0].text("NOTE") == "café noir"
    assert any("CONC" in words for _, words in file.warnings)


def test_lines_of_one_skipped_level_stay_beside_one_another():
    birth = read("0 @I1@ INDI\n1 BIRT\n4 DATE 1 JAN 1900\n4 PLAC York\n1 SEX M\n").of("INDI")[0].first("BIRT")
    assert birth is not None
    assert (birth.text("DATE"), birth.text("PLAC")) == ("1 JAN 1900", "York")


def test_text_without_a_level_stays_text_even_where_it_begins_with_a_number():
    file = read("0 @I1@ INDI\n1 NOTE He came home.\n12 March he left again.\nNobody was told.\n1 SEX M\n")
    person = file.of("INDI")[0]
    assert person.text("NOTE") == "He came home.\n12 March he left again.\nNobody was told."
    assert {line for line, _ in file.warnings} >= {7, 8}


def test_very_long_lines_are_kept_whole():
    assert len(read("0 @I1@ INDI\n1 NOTE " + "x" * 1_500_000 + "\n").of("INDI")[0].text("NOTE")) == 1_500_000


def test_many_lines_without_a_level_are_all_joined():
    note = read("0 @I1@ INDI\n1 NOTE x\n" + "some text\n" * 50_000).of("INDI")[0].text("NOTE")
    assert note.count("some text") == 50_000


def test_a_hundred_thousand_levels_are_read_without_recursion_and_given_back():
    body = "0 @I1@ INDI\n" + "".join(f"{level} NOTE a\n" for level in range(1, 100_001))
    file = read(body)
    assert len(file.of("INDI")) == 1
    assert file.of("INDI")[0].carried().model_dump_json()


@pytest.mark.parametrize(
    ("version", "line", "words"),
    [
        ("5.5.1", "me@@home.example", "me@home.example"),
        ("7.0", "@@me and a@@b", "@me and a@@b"),
        ("7.0", "@@N1@", "@N1@"),
    ],
)
def test_doubled_at_signs_are_read_as_the_version_means_them(version: str, line: str, words: str):
    file = read(f"0 @I1@ INDI\n1 NOTE {line}\n", head=f"0 HEAD\n1 GEDC\n2 VERS {version}\n")
    note = file.of("INDI")[0].first("NOTE")
    assert note is not None
    assert (note.whole_text(), note.pointer) == (words, "")


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_line_ends_and_encodings_change_nothing(end: str, encoding: str):
    file = read(FAMILY.replace("\n", end).encode(encoding))
    assert [shape(r) for r in file.of("INDI")] == [shape(r) for r in read(FAMILY.encode()).of("INDI")]


@pytest.mark.parametrize(
    "words",
    [
        "MAYBE 2010",
        "JULY-ish 2010",
        "5 MAY 87",
        "87",
        "29 FEB 2023",
        "31 APR 2019",
        "0000",
        "44 BC",
        "HEBREW 5784",
        "BET 2012 AND 2010",
        "AFT 9999",
    ],
)
def test_dates_that_would_need_inventing_are_kept_in_words(words: str):
    when, doubt = read_gedcom_date(words)
    assert (when.edtf, when.as_written) == ("", words)
    assert doubt


def test_a_phrase_never_replaces_the_date_that_could_not_be_placed():
    when, _ = read_gedcom_date("44 BC", "the Ides of March")
    assert "44 BC" in when.as_written
    assert "the Ides of March" in when.as_written


@pytest.mark.parametrize(
    "data", [b"", b"\x00\x00", b"hello", bytes(range(256)) * 40, b"PK\x03\x04cut", b"\x89PNG\r\n\x1a\n"]
)
def test_what_is_no_gedcom_file_is_refused_with_a_remedy(data: bytes):
    with pytest.raises(UnreadableFile) as failure:
        read_gedcom(data, "made.ged")
    assert failure.value.where == "made.ged"
    assert failure.value.remedy


@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused_in_words(data: bytes):
    try:
        records = read_gedcom(data, "any.ged").records
    except KinlineError as failure:
        records = (failure,)
    assert records


@given(st.lists(st.text(alphabet="0123 @ABIND_\t\r\nFAMé\u202e\u0301\x9b", max_size=40), max_size=12))
def test_any_lines_after_a_head_are_read(lines: list[str]):
    assert read(("0 HEAD\n" + "\n".join(lines)).encode("utf-8", "replace")).records


def test_persons_and_families_are_exact_on_every_real_file(corpus: Path):
    rows = [row.split("\t") for row in (corpus / "corpus" / "counts.tsv").read_text("utf-8").splitlines()[1:]]
    wrong = []
    for name, persons, families in rows:
        file = read_gedcom((corpus / "corpus" / name).read_bytes(), name)
        if (len(file.of("INDI")), len(file.of("FAM"))) != (int(persons), int(families)):
            wrong.append(name)
    assert not wrong
    assert len(rows) > 200
