"""A child's document holds that child's entries and impact, and nothing of a brother or sister."""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path

import pytest

from chronology.record.casefile import CaseFile
from chronology.record.entries import Impact, Origin
from chronology.record.people import Person
from chronology.record.sources import Citation, Restriction
from exporters.documents.chronology import chronology_document
from exporters.documents.file_names import document_name
from exporters.documents.selection import CALLS_BOTH, WHY_WITHHELD
from exporters.documents.writing import FORMATS, render
from tests.exporters.documents.marlow import ADA, BEN, DAY, entry, marlow
from tests.exporters.documents.reading import squeezed, text_of

BENS = ("BEN-IMPACT", "BEN-VIEW", "BEN-SEEN-BY", "BEN-EVENT", "BEN-OTHER-IMPACT", "BEN-ACCOUNT", "Ben hospital", "GCP2")
WITHHELD = ("COUNSEL-ADVICE", "REFERRER-NAME")


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("profile", ["casefile", "conference", "court", "facts"])
def test_nothing_of_a_brother_is_in_any_byte(form: str, profile: str, tmp_path: Path) -> None:
    document = chronology_document(marlow(), ADA, profile=profile, day=DAY, author="P. Worker", state_hash="ab" * 32)
    words = squeezed(text_of(render(document, form), form, tmp_path))
    for secret in (*BENS, *WITHHELD, "AFTER-THE-DAY", "WHO-IS-MEANT", "nolunchwithhim"):
        assert squeezed(secret) not in words, f"{secret} is in the {profile} {form}"
    assert "AdaMarlow" in words


def test_a_brothers_own_document_is_the_other_way_round() -> None:
    document = chronology_document(marlow(), BEN, day=DAY)
    words = render(document, "json").decode()
    assert "BEN-IMPACT" in words
    assert "Tired and cold" not in words
    assert "crisps" not in words
    assert "coat" in words, "an entry about both is in both documents"


def test_the_children_column_never_names_another_child() -> None:
    document = chronology_document(marlow(), ADA, day=DAY)
    assert document.sheet is not None
    keys = [column.key for column in document.sheet.columns]
    assert {row[keys.index("children")] for row in document.sheet.rows} == {"Ada Marlow", ""}
    assert {row[keys.index("about")] for row in document.sheet.rows} == {
        "this child",
        "this child and others",
        "family",
    }


def test_words_that_call_a_brother_by_name_are_pointed_out_without_naming_him() -> None:
    document = chronology_document(marlow(), ADA, day=DAY)
    pointed = [notice for notice in document.notices if "another child by name" in notice and "decide" in notice]
    assert len(pointed) == 1
    assert "Ben" not in pointed[0]
    data = json.loads(render(document, "json"))
    calling = next(e["number"] for e in data["entries"] if "hospital" in e["event"])
    assert f"name: {calling}." in pointed[0]


def test_a_name_in_impact_or_source_is_pointed_out_as_well() -> None:
    more = entry(
        50,
        "2020-02-02",
        "A visit.",
        impacts=(Impact(child=ADA, words="She waited for Ben."),),
        origin=Origin(agency="X"),
    )
    sheet = entry(51, "2020-02-03", "Another visit.", origin=Origin(document="Ben’s file"))
    document = chronology_document(marlow(more, sheet), ADA, day=DAY)
    assert "words of 3 entries" in " ".join(document.notices)


def test_a_sheet_named_after_a_brother_is_cited_by_its_row_alone() -> None:
    more = entry(52, "2020-02-02", "A visit.", cites=(Citation(document="d" * 20, place="Ben_2020", row=9),))
    data = json.loads(render(chronology_document(marlow(more), ADA, day=DAY), "json"))
    cited = next(e for e in data["entries"] if e["event"] == "A visit.")
    assert cited["files"] == [{"file": "school-log.docx", "place": "row 9", "row": 9}]


@pytest.mark.parametrize("restriction", list(Restriction))
def test_a_restricted_entry_is_withheld_and_counted(restriction: Restriction) -> None:
    more = entry(53, "2020-03-03", "SECRET-WORDS", restriction=(restriction,), origin=Origin(agency="SECRET-AGENCY"))
    document = chronology_document(marlow(more), ADA, day=DAY)
    for form in ("json", "txt", "html", "csv"):
        assert "SECRET" not in render(document, form).decode()
    left = json.loads(render(document, "json"))["left_out"]
    reason = f"withheld: {WHY_WITHHELD[restriction]}"
    before = 1 if restriction in {Restriction.PRIVILEGED, Restriction.REFERRER} else 0
    assert {"reason": reason, "count": before + 1} in left


def test_serial_numbers_leave_no_gap_where_something_was_withheld() -> None:
    data = json.loads(render(chronology_document(marlow(), ADA, day=DAY), "json"))
    assert [e["number"] for e in data["entries"]] == list(range(1, len(data["entries"]) + 1))


def test_the_files_name_is_initials_and_short_id() -> None:
    assert document_name(marlow(), ADA, "docx") == "AM-ada00000.docx"
    assert document_name(marlow(), BEN, ".pdf") == "BM-ben00000.pdf"


@pytest.mark.parametrize(
    ("about", "initials"),
    [
        ({"name": "Ella Çelik"}, "EÇ"),
        ({"name": unicodedata.normalize("NFD", "Émile Çelik-Ünal")}, "ÉÇÜ"),
        ({"name": "Юлія Шевченко"}, "ЮШ"),
        ({"name": "ليلى حسن"}, "لح"),
        ({"name": "Ella Vale", "initials": 'E/V:*?"<>|\\..\x1b'}, "EV"),
        ({"name": "?!"}, "X"),
    ],
)
def test_initials_in_a_file_name_are_letters_of_any_alphabet_and_nothing_else(about: dict[str, str], initials: str):
    case = CaseFile.of([Person(id="c0ffee00aa", **about)])
    assert document_name(case, "c0ffee00aa", "docx") == f"{initials}-c0ffee00.docx"


def test_an_entry_that_calls_this_child_too_is_listed_as_left_out_by_date_and_source_alone() -> None:
    both = entry(54, "2020-04-04", "Ada and Ben came late.", children=(), origin=Origin(agency="School"))
    other = entry(55, "2020-05-05", "Ben came late.", children=(), origin=Origin(agency="School"))
    left = json.loads(render(chronology_document(marlow(both, other), ADA, day=DAY), "json"))["left_out"]
    (listed,) = [item for item in left if item["reason"] == CALLS_BOTH]
    assert (listed["count"], listed["which"].replace("\xa0", " ")) == (1, "Which: 4 Apr 2020, School.")
    assert "Ben" not in json.dumps(listed)
