"""Where what is shown comes from: what was typed in is never said to come from a file."""

from __future__ import annotations

from datetime import date

import pytest

from chronology.intake.importing import pasted, plan_import
from chronology.lives.experience import experience_of
from chronology.record.casefile import CaseFile
from chronology.record.dates import When
from chronology.record.entries import Entry
from chronology.record.people import Person
from exporters.assessment.pack import assessment_document
from exporters.documents.origins import from_words
from exporters.documents.text import text_bytes
from exporters.ecomap.ecomap import ecomap
from exporters.genogram.genogram import genogram
from exporters.lanes.lanes import lanes_of

DAY = date(2026, 11, 3)
ADA = Person(id="ada", name="Ada Vale", birth=When(edtf="2018-04-03"), is_subject=True)
PASTED = "text pasted on 3 November 2026"
TYPED = Entry(id="t", when=When(edtf="2026-10-01"), children=("ada",), event="Came in hungry")


def with_pasted(*records: Person | Entry) -> CaseFile:
    given = pasted(b"date\tchildren\tevent\n1/9/2026\tAda\tNew shoes\n", DAY)
    return plan_import(CaseFile.of(records), [given], day=DAY).case


def headings(case: CaseFile, made_for: str = "") -> list[str]:
    life = experience_of(case, "ada", day=DAY)
    drawn = (
        genogram(case, day=DAY, child="ada", made_for=made_for).scene.description,
        ecomap(case, "ada", day=DAY, made_for=made_for).heading[1],
        ecomap(case, "ada", day=DAY, has_circles=True, made_for=made_for).heading[1],
        lanes_of(case, [life], made_for=made_for).text.splitlines()[1],
    )
    return [*drawn]


def test_a_family_typed_by_hand_is_not_said_to_be_from_the_text_that_was_pasted():
    family, *circles_and_lanes = headings(with_pasted(ADA, TYPED))
    assert "recorded by hand" in family
    assert PASTED not in family
    for words in circles_and_lanes:
        assert f"from {PASTED} and what was recorded by hand" in words


def test_what_was_all_typed_is_recorded_by_hand_and_what_was_all_read_is_not():
    assert all("recorded by hand" in words for words in headings(CaseFile.of((ADA, TYPED))))
    given = pasted(b"date\tchildren\tevent\n1/9/2026\tAda Vale\tNew shoes\n", DAY)
    case = plan_import(CaseFile(), [given], day=DAY).case
    (child,) = case.people
    words = lanes_of(case, [experience_of(case, child, day=DAY)]).text.splitlines()[1]
    assert words.endswith(f"from {PASTED}")


def test_of_what_an_audience_may_see_nobody_is_told_what_was_typed():
    assert not any("by hand" in words for words in headings(with_pasted(ADA, TYPED), "made for a parent"))


def test_lanes_are_from_the_files_that_tell_of_the_child():
    ben = Person(id="ben", name="Ben Vale", birth=When(edtf="2019-04-03"), is_subject=True)
    words = lanes_of(case := with_pasted(ADA, ben), [experience_of(case, "ben", day=DAY)]).text.splitlines()[1]
    assert "pasted" not in words


def test_the_sources_of_a_pack_count_what_was_typed_beside_the_files():
    case = with_pasted(ADA, TYPED)
    text = text_bytes(assessment_document(case, [case.people["ada"]], day=DAY)).decode("utf-8")
    assert "File Recorded by hand\nEntries: 1" in text


@pytest.mark.parametrize(
    ("files", "by_hand", "said"),
    [
        ((), False, ""),
        ((), True, "recorded by hand"),
        (("a.ged",), False, "from a.ged"),
        (("a.ged", "b.csv"), True, "from a.ged, b.csv and what was recorded by hand"),
    ],
)
def test_sources_in_words(files: tuple[str, ...], by_hand: bool, said: str):
    assert from_words(files, by_hand=by_hand) == said
