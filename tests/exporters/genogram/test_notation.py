"""Each meaning has its form in each profile, never by a dash alone, and the docs name every row of the legend."""

from __future__ import annotations

from pathlib import Path as File

import pytest

from chronology.record.dates import Age, When
from chronology.record.people import Life
from chronology.record.sources import Standing
from chronology.record.ties import Parentage, ParentageKind, ParentCertainty, PartnershipStatus
from exporters.drawing.scene import Box, Ellipse, Group, Mark, Path, Words
from exporters.genogram.ages import age_words
from exporters.genogram.notation import DESCENTS, PROFILES, SHORT_WORDS, couple_look, legend_words, short_label
from tests.exporters.genogram.drawn import DAY, draw, of, paths, texts, vale
from tests.families import child_of, couple, person

S = PartnershipStatus
DOCS = File(__file__).parents[3] / "docs" / "genogram.md"


def _pair(*steps: tuple[str, str], profile: str = "uk") -> Group:
    records = (person("a", "Ann", "female", "1980"), person("b", "Bo", "male", "1980"), couple("c", "b", "a", *steps))
    return of(draw(*records, profile=profile), "partnership", "Bo and Ann")


def _slashes(group: Group) -> int:
    return sum(1 for p in paths(group)[1:] if p.points[0][0] != p.points[1][0])


@pytest.mark.parametrize("status", [s for s in S if s is not S.NOT_RECORDED])
@pytest.mark.parametrize("profile", PROFILES)
def test_every_status_has_its_short_word_and_year_beside_the_line(status: S, profile: str) -> None:
    group = _pair((status.value, "2015"), profile=profile)
    assert [m.text for m in group.marks if isinstance(m, Words)] == [f"{short_label(status)} 2015"]
    assert short_label(status) in SHORT_WORDS
    assert status.value in group.title


@pytest.mark.parametrize(
    ("steps", "marks"),
    [
        ([("married", "2010")], 0),
        ([("civil partnership", "2010")], 0),
        ([("cohabiting", "2010")], 0),
        ([("married", "2010"), ("separated", "2015")], 1),
        ([("married", "2010"), ("legally separated", "2015")], 1),
        ([("cohabiting", "2010"), ("cohabitation ended", "2015")], 1),
        ([("dating", "2010"), ("ended", "2015")], 1),
        ([("married", "2010"), ("divorced", "2015")], 2),
        ([("married", "2010"), ("separated", "2015"), ("reconciled", "2016")], 2),
        ([("married", "2010"), ("annulled", "2011")], 2),
        ([("married", "2010"), ("widowed", "2015")], 0),
    ],
)
def test_how_a_partnership_ended_is_a_mark_on_its_line(steps: list[tuple[str, str]], marks: int) -> None:
    assert _slashes(_pair(*steps)) == marks


@pytest.mark.parametrize(
    ("status", "uk", "mcgoldrick"),
    [
        (S.MARRIED, "solid", "solid"),
        (S.CIVIL_PARTNERSHIP, "solid", "solid"),
        (S.COHABITING, "solid", "dashed"),
        (S.LIVING_APART_TOGETHER, "solid", "dashed"),
        (S.ENGAGED, "dashed", "dotted"),
        (S.DATING, "dashed", "dotted"),
        (S.CASUAL, "dashed", "dotted"),
        (S.AFFAIR, "dashed", "dotted"),
        (S.MET, "dashed", "dotted"),
    ],
)
def test_the_profiles_differ_in_solid_and_broken_lines(status: S, uk: str, mcgoldrick: str) -> None:
    names = {(): "solid", (6.0, 4.0): "dashed", (1.5, 3.5): "dotted"}
    assert names[couple_look(status, status, "uk").dash] == uk
    assert names[couple_look(status, status, "mcgoldrick").dash] == mcgoldrick
    assert couple_look(status, status, "nsgc") == couple_look(status, status, "mcgoldrick")


def test_a_couple_that_ended_keeps_the_dash_of_how_it_lasted() -> None:
    assert couple_look(S.ENDED, S.DATING, "uk").dash == couple_look(S.DATING, S.DATING, "uk").dash
    assert couple_look(S.DIVORCED, S.MARRIED, "mcgoldrick").dash == ()


def test_an_alleged_partnership_says_so() -> None:
    records = (
        person("a", "Ann", "female"),
        person("b", "Bo", "male"),
        couple("c", "b", "a", ("affair", "2018~")).model_copy(update={"standing": Standing.ALLEGED}),
    )
    assert "affair 2018? (alleged)" in texts(draw(*records), "partnership")


@pytest.mark.parametrize(
    ("way", "dash", "label"),
    [
        ("birth", "birth", ""),
        ("adopted", "adopted", "A 2012"),
        ("foster", "foster", "F 2012"),
        ("kinship care", "kinship", "KF 2012"),
        ("special guardianship", "kinship", "SGO 2012"),
        ("child arrangements order", "kinship", "CAO 2012"),
        ("private fostering", "foster", "PF 2012"),
        ("informal care", "foster", "PF 2012"),
        ("step", "step", "step 2012"),
        ("donor", "donor", "D 2012"),
        ("surrogate", "donor", "S 2012"),
        ("not known", "unknown", "? 2012"),
    ],
)
def test_every_way_of_descent_has_its_dash_and_its_label_with_a_date(way: str, dash: str, label: str) -> None:
    drawing = draw(
        person("a", "Ann", "female"), person("k", "Kit", "male", "2010"), child_of("k", "a", way=way, when="2012")
    )
    (group,) = [g for g in drawing.scene.groups if g.role == "descent"]
    assert paths(group)[0].stroke.dash == DESCENTS[dash].dash  # type: ignore[index]
    assert [m.text for m in group.marks if isinstance(m, Words)] == ([label] if label else [])
    assert bool(DESCENTS[dash].dash) == bool(label)  # type: ignore[index]


@pytest.mark.parametrize(
    ("sure", "label", "dash"),
    [
        (ParentCertainty.DISPUTED, "?", "disputed"),
        (ParentCertainty.PRESUMED, "? presumed", "disputed"),
        (ParentCertainty.ALLEGED, "? alleged", "disputed"),
        (ParentCertainty.EXCLUDED, "not parent", "disputed"),
        (ParentCertainty.PROVED, "DNA", "birth"),
    ],
)
def test_how_sure_a_parent_is_stands_beside_the_line(sure: ParentCertainty, label: str, dash: str) -> None:
    parentage = Parentage(id="p", child="k", parents=("a",), certainty={"a": sure})
    drawing = draw(person("a", "Al", "male"), person("k", "Kit", "male", "2010"), parentage)
    group = of(drawing, "descent", "Kit is the child of Al")
    assert [m.text for m in group.marks if isinstance(m, Words)] == [label]
    assert paths(group)[0].stroke.dash == DESCENTS[dash].dash  # type: ignore[index]
    assert sure.value in group.title


def test_two_men_who_may_be_the_father_each_have_a_line_with_a_question_mark() -> None:
    sets = [
        Parentage(id=f"p-{f}", child="k", parents=("m", f), certainty={f: ParentCertainty.DISPUTED})
        for f in ("al", "bo")
    ]
    people = (person("m", "Mo", "female"), person("al", "Al", "male"), person("bo", "Bo", "male"))
    drawing = draw(*people, person("k", "Kit", "male", "2010"), *sets)
    assert texts(drawing, "descent") == ["?", "?"]
    ends = {d.points[-1] for d in drawing.layout.descents}
    assert len(ends) == 2


def test_a_step_parent_in_a_birth_set_is_named_on_the_line() -> None:
    parentage = Parentage(id="p", child="k", parents=("m", "s"), ways={"s": ParentageKind.STEP})
    drawing = draw(person("m", "Mo", "female"), person("s", "Stan Hill", "male"), person("k", "Kit"), parentage)
    assert texts(drawing, "descent") == ["step: Stan"]


def test_a_foster_home_says_from_when_to_when() -> None:
    people = (person("f", "Carer", "female"), person("k", "Kit", "male", "2010"))
    drawing = draw(*people, child_of("k", "f", way="foster", when="2018-03/2020-05"))
    assert texts(drawing, "descent") == ["F 2018-2020"]


def _symbol(gender: str, profile: str = "uk", **more: object) -> tuple[Mark, ...]:
    return of(draw(person("a", "Ann", gender, "1990", **more), profile=profile), "person", "Ann").marks


def test_gender_is_the_shape_and_unknown_is_a_question_mark() -> None:
    assert isinstance(_symbol("male")[0], Box)
    assert isinstance(_symbol("female")[0], Ellipse)
    unknown = _symbol("unknown")
    assert isinstance(unknown[0], Box)
    assert unknown[0].radius
    assert any(isinstance(m, Words) and m.text == "?" for m in unknown)


def test_another_gender_is_a_dome_or_in_pedigrees_a_diamond() -> None:
    dome, diamond = _symbol("non-binary")[0], _symbol("non-binary", "nsgc")[0]
    assert isinstance(dome, Path)
    assert isinstance(diamond, Path)
    assert (len(dome.points), len(diamond.points)) == (19, 4)
    assert len(_symbol("non-binary", "mcgoldrick")[0].points) == 19  # type: ignore[union-attr]


def test_the_dead_have_an_x_that_leaves_the_age_free_or_in_pedigrees_one_slash() -> None:
    dead = {"is_dead": True, "death": When(edtf="2020-05-01")}
    arms = [m for m in _symbol("male", **dead) if isinstance(m, Path)]
    age = next(m for m in _symbol("male", **dead) if isinstance(m, Words))
    assert len(arms) == 4
    assert age.text == "29/30"
    for arm in arms:
        assert min(abs(y - (age.y - 4)) for _, y in arm.points) >= age.size * 0.4
    slash = [m for m in _symbol("male", "nsgc", **dead) if isinstance(m, Path)]
    assert len(slash) == 2


def test_the_subject_child_has_a_second_heavier_outline() -> None:
    outer, inner = [m for m in _symbol("female", is_subject=True) if isinstance(m, Ellipse)]
    assert outer.rx > inner.rx
    assert inner.stroke.width > outer.stroke.width


def test_with_a_child_in_focus_only_that_child_is_marked() -> None:
    people = (
        person("a", "Ann", "female", is_subject=True),
        person("b", "Bo", "male", is_subject=True),
        person("m", "Mo"),
    )
    drawing = draw(*people, child_of("a", "m"), child_of("b", "m"), child="a")
    assert len([m for m in of(drawing, "person", "Ann").marks if isinstance(m, Ellipse)]) == 2
    assert len([m for m in of(drawing, "person", "Bo").marks if isinstance(m, Box)]) == 1


def test_who_is_not_confirmed_is_dotted_with_a_question_mark_after_the_name() -> None:
    marks = _symbol("male", is_confirmed=False)
    assert isinstance(marks[0], Box)
    assert marks[0].stroke.dash == (1.5, 3.5)
    assert any(isinstance(m, Words) and m.text == "Ann ?" for m in marks)


def _life(life: Life, profile: str) -> tuple[Mark, ...]:
    people = (person("a", "Ann", "female", "1990"), person("k", "", "male", "2026-03", life=life))
    drawing = draw(*people, child_of("k", "a"), profile=profile, day=DAY.replace(month=6))
    return next(g for g in drawing.scene.groups if g.role == "person" and not g.title.startswith("Ann")).marks


@pytest.mark.parametrize(
    ("life", "profile", "letters"),
    [
        (Life.EXPECTED, "uk", ["P", "Unborn child", "due Mar 2026"]),
        (Life.EXPECTED, "nsgc", ["P", "Unborn child", "due Mar 2026"]),
        (Life.MISCARRIAGE, "uk", ["Miscarriage", "Mar 2026"]),
        (Life.MISCARRIAGE, "mcgoldrick", ["Miscarriage", "Mar 2026"]),
        (Life.MISCARRIAGE, "nsgc", ["SAB", "Miscarriage", "Mar 2026"]),
        (Life.ECTOPIC, "uk", ["ECT", "Ectopic pregnancy", "Mar 2026"]),
        (Life.ECTOPIC, "nsgc", ["ECT", "Ectopic pregnancy", "Mar 2026"]),
        (Life.STILLBIRTH, "uk", ["Stillbirth", "Mar 2026"]),
        (Life.STILLBIRTH, "nsgc", ["SB", "Stillbirth", "Mar 2026"]),
    ],
)
def test_pregnancies_and_losses_have_their_own_forms(life: Life, profile: str, letters: list[str]) -> None:
    assert [m.text for m in _life(life, profile) if isinstance(m, Words)] == letters


def test_a_pregnancy_is_a_triangle_and_a_miscarriage_an_x_a_dot_or_a_small_triangle() -> None:
    def corners(life: Life, profile: str) -> int:
        return max(len(m.points) for m in _life(life, profile) if isinstance(m, Path) and m.is_closed)

    assert corners(Life.EXPECTED, "uk") == 3
    assert corners(Life.EXPECTED, "nsgc") == 4
    assert corners(Life.MISCARRIAGE, "nsgc") == 3
    assert not any(isinstance(m, Path) and m.is_closed for m in _life(Life.MISCARRIAGE, "uk"))
    assert any(isinstance(m, Ellipse) and m.fill != "white" for m in _life(Life.MISCARRIAGE, "mcgoldrick"))


def test_a_line_of_descent_reaches_the_symbol_of_a_loss() -> None:
    for profile in PROFILES:
        drawing = draw(*vale(), profile=profile)
        for i in ("mis", "still", "ect", "bump"):
            line = next(d for d in drawing.layout.descents if d.child == i)
            place = drawing.layout.places[i]
            assert line.points[-1][1] == pytest.approx(place.y - 22)


def test_identical_twins_have_a_bar_and_those_not_known_a_question_mark() -> None:
    drawing = draw(*vale())
    assert len(paths(of(drawing, "descent", "Di Vale and Eda Vale"))) == 1
    assert [m.text for m in of(drawing, "descent", "Fi Vale and Gus Vale").marks if isinstance(m, Words)] == ["?"]


def test_an_adopted_person_stands_in_brackets_in_pedigrees_alone() -> None:
    people = (person("a", "Ann", "female"), person("k", "Kit", "male"), child_of("k", "a", way="adopted"))
    assert len(paths(of(draw(*people, profile="nsgc"), "person", "Kit"))) == 2
    assert paths(of(draw(*people), "person", "Kit")) == []


@pytest.mark.parametrize(
    ("youngest", "oldest", "words"),
    [
        (132, 132, "11"), (132, 143, "11"), (143, 144, "11/12"), (612, 650, "51-54"), (0, 0, "<1m"), (3, 3, "3m"),
        (19, 19, "19m"), (-2, 10, "0-10m"), (-9, -1, ""), (None, None, ""), (156, None, "13+"), (None, 60, "≤5"),
    ],
)  # fmt: skip
def test_an_age_is_as_short_as_a_symbol_has_room_for(youngest: int | None, oldest: int | None, words: str) -> None:
    assert age_words(Age(youngest=youngest, oldest=oldest)) == words


def test_nobody_is_said_to_be_older_than_people_get() -> None:
    drawing = draw(
        person("a", "Old Ann", "female", "1835"),
        person("b", "Old Bo", "male", "1835", is_dead=True, death=When(edtf="1955")),
    )
    assert texts(drawing, "person").count("119/120") == 1
    assert "no death recorded" in drawing.description
    assert not any("190" in words for words in texts(drawing, "person"))


def test_legal_status_and_plans_stand_under_the_child() -> None:
    assert "ICO · SGO" in texts(draw(*vale()), "person")
    assert "SGO" in texts(draw(*vale(), day=DAY.replace(year=2023)), "person")


def test_every_row_of_the_legend_is_in_the_docs() -> None:
    docs = DOCS.read_text(encoding="utf-8")
    for key, words in legend_words().items():
        row = f"`{key.removeprefix('words:')}`" if key.startswith("words:") else words
        assert row in docs, key
        assert words in docs, words
