"""The assessment pack: its order, each child apart, what nobody adopted left out, and what carries a restriction."""

from __future__ import annotations

import io
import zipfile
from datetime import date

import pytest

from chronology.demo import DEMO_DAY, demo_files
from chronology.intake.importing import FileGiven, plan_import
from chronology.record.casefile import CaseFile
from chronology.record.dates import When
from chronology.record.entries import Entry, Impact, View
from chronology.record.sources import Restriction
from chronology.record.supervision import Made, PatternReview
from exporters.assessment.pack import PARTS, assessment_document
from exporters.documents.pages import Document, Heading, Picture, Shape, Table, Turn, texts_of
from exporters.documents.writing import render
from tests.families import three_siblings

DAY = date(2020, 6, 1)


@pytest.fixture(scope="module")
def demo() -> CaseFile:
    """The demo family, read from its files."""
    given = [FileGiven(name, data) for name, data in demo_files()]
    return plan_import(CaseFile(), given, day=DEMO_DAY, random_ids=False).case


def pack(case: CaseFile, *names: str, day: date = DAY, profile: str = "casefile") -> Document:
    every = [p for p in case.people.values() if p.is_subject]
    children = [p for p in every if not names or p.given in names]
    return assessment_document(case, children, siblings=every, day=day, profile=profile, author="P. Nandra")


def words_of(document: Document, part: str) -> str:
    at, found = "", []
    for block in document.blocks:
        if isinstance(block, Heading) and block.level == 1:
            at = block.text.partition(". ")[2]
        elif at == part:
            found += list(texts_of(block))
    return "\n".join(found)


def test_the_parts_stand_in_the_order_of_the_evidence_template():
    titles = [b.text for b in pack(three_siblings(), "Ada").blocks if isinstance(b, Heading) and b.level == 1]
    assert titles == ["What is in this pack", *(f"{at}. {title}" for at, title in enumerate(PARTS, 1))]


def test_pictures_and_the_chronology_lie_wide_and_the_rest_upright():
    blocks = pack(three_siblings(), "Ada").blocks
    shapes, shape = {}, Shape.PORTRAIT
    for block in blocks:
        if isinstance(block, Turn):
            shape = block.shape
        elif isinstance(block, Heading) and block.level == 1:
            shapes[block.text.partition(". ")[2]] = shape
    assert {title for title, shape in shapes.items() if shape is Shape.LANDSCAPE} == {
        "Genogram",
        "Ecomap",
        "Chronology",
    }
    assert sum(isinstance(block, Picture) for block in blocks) == 3


def test_one_childs_pack_holds_nothing_of_a_siblings_impact_views_or_home():
    document = pack(three_siblings(), "Ada")
    everything = "\n".join(text for block in document.blocks for text in texts_of(block))
    assert "Ada was tearful" in everything
    assert "Ben ate twice" not in everything
    assert "Learned later" in everything


def test_of_several_children_each_has_a_part_of_its_own():
    document = pack(three_siblings())
    level, seen = [], {}
    for block in document.blocks:
        if isinstance(block, Heading):
            level = [*level[: block.level - 1], block.text]
        else:
            for text in texts_of(block):
                if text.endswith(("Ada was tearful", "Ben ate twice")) and level[0].startswith("7."):
                    seen[text.rpartition(": ")[2]] = level[1]
    assert seen == {"Ada was tearful": "Ada Shaw", "Ben ate twice": "Ben Shaw"}


def test_only_what_a_worker_adopted_enters_with_the_workers_words_and_its_entries():
    case = three_siblings()
    looked = [
        PatternReview(
            id=f"r{made}",
            child="ada",
            rule=rule,
            made=made,
            worker="P. Nandra",
            words=words,
            sentence="Three entries.",
            evidence=("e1",),
            against=("e2", "e6"),
        )
        for made, rule, words in (
            (Made.ADOPTED, "day_in_life", "Nobody has asked about mornings"),
            (Made.SET_ASIDE, "unseen", "She was on holiday"),
        )
    ]
    told = words_of(pack(case.with_records(looked), "Ada"), "Analysis of harm")
    assert "“Nobody has asked about mornings” (P. Nandra)" in told
    assert "She was on holiday" not in told
    assert "an entry about another child" in told
    assert "clinic" not in told
    assert "No pattern has been adopted" in words_of(pack(case, "Ada"), "Analysis of harm")


def test_where_others_live_is_not_told(demo: CaseFile):
    told = words_of(pack(demo, "Ada", day=DEMO_DAY), "Family composition")
    assert "with Ada" in told
    assert not [home.name for home in demo.households.values() if home.name and home.name in told]


@pytest.mark.parametrize("restriction", list(Restriction))
def test_what_carries_a_restriction_is_in_no_part(restriction: Restriction):
    held = Entry(
        id="held",
        when=When(edtf="2019-01-01"),
        children=("ada",),
        category="adult_history",
        event="Zymurgy",
        impacts=(Impact(child="ada", words="Zymurgy"),),
        views=(View(child="ada", words="Zymurgy"),),
        restriction=(restriction,),
    )
    document = pack(three_siblings().with_records([held]), "Ada")
    assert "Zymurgy" not in "\n".join(text for block in document.blocks for text in texts_of(block))
    assert any("withheld" in notice for notice in document.notices)


@pytest.mark.parametrize("form", ["docx", "pdf", "html", "txt"])
def test_the_same_pack_is_the_same_bytes_in_every_form(form: str):
    document = pack(three_siblings(), "Ada")
    assert render(document, form) == render(pack(three_siblings(), "Ada"), form)


def test_the_word_file_turns_its_paper_and_numbers_every_section():
    data = render(pack(three_siblings(), "Ada"), "docx")
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        body = parts.read("word/document.xml").decode()
    assert body.count("<w:sectPr") == 5
    assert body.count('w:orient="landscape"') == 3


def test_a_table_is_never_wider_than_its_paper(demo: CaseFile):
    document = pack(demo, day=DEMO_DAY)
    width = {Shape.PORTRAIT: 186.5, Shape.LANDSCAPE: 273.5}
    shape = document.shape
    for block in document.blocks:
        if isinstance(block, Turn):
            shape = block.shape
        elif isinstance(block, Table):
            assert sum(column.width for column in block.columns) <= width[shape], block.title
