"""How strong a tie is and which way help goes: only as somebody recorded it."""

from __future__ import annotations

import pytest

from chronology.record.dates import When
from chronology.record.sources import Standing
from chronology.record.ties import Bond
from exporters.ecomap.lines import Help, Strength, counts, is_kept_off, lines_of
from tests.exporters.ecomap.near import around, bond, draw, entry, someone, texts
from tests.families import person

BEA = person("bea", "Bea Vale", "female", "2014-02-03", is_subject=True)
NELL = someone("nell", "Nell Ash", "network")


def _kinds(*bonds: Bond) -> list[str]:
    return [line.kind for line in lines_of(bonds, ["bea"])]


@pytest.mark.parametrize(
    ("nature", "kind"),
    [
        ("close", "strong"),
        ("very close", "strong"),
        ("support", "strong"),
        ("strong", "strong"),
        ("not close", "plain"),
        ("friend", "plain"),
        ("godparent", "plain"),
        ("tenuous", "tenuous"),
        ("distant", "tenuous"),
        ("cutoff", "cut off"),
        ("cut-off", "cut off"),
        ("estranged", "cut off"),
        ("cutoff repaired", "plain"),
        ("conflict", "stressful"),
        ("stressful", "stressful"),
        ("distant_conflict", "tenuous and stressful"),
        ("close but stressful", "strong and stressful"),
    ],
)
def test_a_ties_own_words_make_its_line(nature: str, kind: str) -> None:
    assert _kinds(bond("nell", "bea", nature)) == [kind]


@pytest.mark.parametrize(
    ("natures", "kinds"),
    [
        (("close", "support"), ["strong"]),
        (("close", "conflict"), ["strong and stressful"]),
        (("friend", "distant"), ["tenuous"]),
        (("distant", "cutoff"), ["cut off"]),
        (("friend", "conflict"), ["stressful"]),
        (("close", "distant"), ["strong", "tenuous"]),
        (("close", "distant", "conflict"), ["strong", "tenuous and stressful"]),
        (("friend", "close", "cutoff"), ["strong", "cut off"]),
    ],
)
def test_accounts_that_agree_are_one_line_and_those_that_do_not_each_have_theirs(
    natures: tuple[str, ...], kinds: list[str]
) -> None:
    assert _kinds(*(bond("nell", "bea", nature) for nature in natures)) == kinds


@pytest.mark.parametrize(
    ("tie", "way"),
    [
        (bond("nell", "bea", "support"), Help.TO_CENTRE),
        (bond("bea", "nell", "support"), Help.FROM_CENTRE),
        (bond("nell", "bea", "support", is_mutual=True), Help.BOTH),
        (bond("nell", "bea", "mentor"), Help.TO_CENTRE),
        (bond("nell", "bea", "carer"), Help.TO_CENTRE),
        (bond("nell", "bea", "close"), Help.NONE),
        (bond("nell", "bea", "conflict"), Help.NONE),
        (bond("nell", "bea", "not supportive"), Help.NONE),
    ],
)
def test_help_goes_the_way_a_tie_of_help_says(tie: Bond, way: Help) -> None:
    assert [line.help for line in lines_of([tie], ["bea"])] == [way]


def test_two_ways_of_help_are_help_both_ways() -> None:
    ties = (bond("nell", "bea", "support"), bond("bea", "nell", "caring"))
    (line,) = lines_of(ties, ["bea"])
    assert (line.help, line.words) == (Help.BOTH, "support; caring")


@pytest.mark.parametrize(
    "nature", ["violence", "sexual abuse", "close, drinks with him", "stressful since the assault", "own words", "dv"]
)
def test_harm_addiction_and_own_words_stay_off(nature: str) -> None:
    assert is_kept_off(nature)
    drawing = draw(BEA, NELL, bond("nell", "bea", nature))
    assert nature not in texts(drawing)
    assert around(drawing)["Nell Ash"].lines[0].kind == "plain"
    assert any(notice.startswith("1 tie is recorded and not drawn: of violence") for notice in drawing.notices)


@pytest.mark.parametrize("standing", [Standing.NOT_PROVED, Standing.WITHDRAWN])
def test_a_tie_that_fell_is_no_tie_and_is_counted(standing: Standing) -> None:
    tie = bond("nell", "bea", "conflict", standing=standing)
    assert not counts(tie)
    drawing = draw(BEA, NELL, tie)
    assert "conflict" not in texts(drawing)
    assert "1 tie is recorded and not drawn: withdrawn or not proved" in drawing.notices


def test_an_allegation_is_called_one() -> None:
    drawing = draw(BEA, NELL, bond("nell", "bea", "conflict", standing=Standing.ALLEGED))
    assert "conflict (alleged)" in texts(drawing)


@pytest.mark.parametrize(
    ("when", "is_drawn"), [("", True), ("2020/2022", False), ("2020/..", True), ("2024", True), ("2026-01", False)]
)
def test_a_tie_is_drawn_while_it_stood(when: str, is_drawn: bool) -> None:
    drawing = draw(BEA, NELL, bond("nell", "bea", "close", when=When(edtf=when)))
    assert (around(drawing)["Nell Ash"].lines[0].strength is Strength.STRONG) is is_drawn


def test_how_strong_is_never_told_from_counting() -> None:
    many = [entry(f"e{n}", "bea", agency="School", when=f"20{10 + n % 14}-03") for n in range(200)]
    drawing = draw(BEA, *many, entry("one", "bea", agency="GP"))
    school, doctor = around(drawing)["School"], around(drawing)["GP"]
    assert [s.lines[0].kind for s in (school, doctor)] == ["plain", "plain"]
    assert [s.lines[0].help for s in (school, doctor)] == [Help.NONE, Help.NONE]
    assert school.lines[0].words == "in the record 2010–2023"
    assert school.notes == ("in the record 2010–2023", "200 entries", "last March 2023")
