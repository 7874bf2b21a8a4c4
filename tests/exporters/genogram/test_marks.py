"""The marks in and beside a symbol and on a couple's line: what is recorded is drawn, as at the day, and said in words."""

from __future__ import annotations

from datetime import date

import pytest

from chronology.record.dates import When
from chronology.record.households import Household, Residence
from chronology.record.people import About, Condition, Fact, Gender, Life, Place
from chronology.record.ties import ParentalResponsibility, Partnership, PartnershipStatus, PartnershipStep
from chronology.record.values import Record
from exporters.drawing.scene import Box, Ellipse, Group, Mark, Path, Words
from exporters.genogram.chosen import Sensitive
from exporters.genogram.fills import FILL, clipped, outline, slot
from exporters.genogram.genogram import Genogram
from tests.exporters.genogram.drawn import draw, of, paths, texts
from tests.families import child_of, person

DAY = date(2024, 6, 1)


def everything(*records: Record, profile: str = "uk", day: date = DAY) -> Genogram:
    """Return a drawing with everything asked for that has to be."""
    return draw(*records, profile=profile, day=day, show=frozenset(Sensitive))


def ill(*conditions: Condition, profile: str = "uk", day: date = DAY, gender: str = "male") -> Group:
    """Return the drawing of one person with these conditions."""
    return of(
        everything(person("a", "Ann", gender, "1990", health=conditions), profile=profile, day=day), "person", "Ann"
    )


def filled(group: Group) -> list[tuple[float, float, float, float]]:
    """Return the bounds of what is filled, from the symbol's middle."""
    box = next(m for m in group.marks if isinstance(m, Box | Ellipse))
    return [
        (
            round(min(x for x, _ in m.points) - box.x),
            round(min(y for _, y in m.points) - box.y),
            round(max(x for x, _ in m.points) - box.x),
            round(max(y for _, y in m.points) - box.y),
        )
        for m in paths(group)
        if m.fill == FILL
    ]


LEFT, LOWER = (-22, -22, 0, 22), (-22, 0, 22, 22)


@pytest.mark.parametrize(
    ("conditions", "parts"),
    [
        ([Condition(what="epilepsy", area="physical")], [LEFT]),
        ([Condition(what="low mood", area="mental")], [LEFT]),
        ([Condition(what="alcohol", area="addiction")], [LOWER]),
        ([Condition(what="low mood", area="mental"), Condition(what="alcohol", area="addiction")], [LEFT, LOWER]),
        ([Condition(what="cancer", area="physical", recovered=True)], [(-22, -22, 0, 0)]),
        ([Condition(what="heroin", area="addiction", when=When(edtf="2010/2016"))], [(-22, 0, 0, 22)]),
        ([Condition(what="asthma", area="physical"), Condition(what="lupus", area="physical")], [LEFT]),
    ],
)
def test_the_left_half_tells_of_illness_and_the_lower_half_of_addiction(conditions, parts) -> None:
    assert filled(ill(*conditions)) == parts
    assert filled(ill(*conditions, profile="mcgoldrick")) == parts


def test_what_is_only_suspected_is_hatched_and_said_so() -> None:
    group = ill(Condition(what="epilepsy", area="physical", suspected=True))
    assert filled(group) == []
    assert len([p for p in paths(group) if len(p.points) == 2]) > 4
    assert "epilepsy (suspected)" in [m.text for m in group.marks if isinstance(m, Words)]
    assert "epilepsy (suspected)" in group.title


def test_a_condition_shows_from_its_day_on_and_moves_nobody() -> None:
    condition = Condition(what="epilepsy", area="physical", when=When(edtf="2020-05"))
    before, after = (everything(person("a", "Ann", health=(condition,)), day=date(y, 1, 1)) for y in (2019, 2023))
    assert "epilepsy" not in texts(before, "person")
    assert "epilepsy" in texts(after, "person")
    assert before.layout == after.layout
    assert before.scene.width == after.scene.width


def test_in_the_pedigree_notation_every_condition_of_the_family_has_its_own_part() -> None:
    people = [
        person(i, i, "male", health=(Condition(what=what, area="physical"),))
        for i, what in (("a", "Asthma"), ("b", "lupus"), ("c", "asthma"))
    ]
    drawing = everything(*people, profile="nsgc")
    assert [filled(of(drawing, "person", i)) for i in "abc"] == [
        [(-22, -22, 0, 0)],
        [(0, -22, 22, 0)],
        [(-22, -22, 0, 0)],
    ]
    assert [t for t in texts(drawing, "legend") if t in {"asthma", "lupus"}] == ["asthma", "lupus"]


@pytest.mark.parametrize("count", [1, 4, 5, 9])
def test_the_parts_of_a_symbol_never_overlap_and_together_fill_it(count: int) -> None:
    def area(points) -> float:
        n = len(points)
        return (
            abs(sum(points[k][0] * points[(k + 1) % n][1] - points[(k + 1) % n][0] * points[k][1] for k in range(n)))
            / 2
        )

    whole = outline(Gender.FEMALE, "uk", 22.0)
    parts = [clipped(whole, slot(n, count)) for n in range(count)]
    assert sum(map(area, parts)) == pytest.approx(area(whole) * (count / 4 if count < 4 else 1.0))


def test_an_age_stays_legible_over_what_is_filled() -> None:
    group = ill(Condition(what="epilepsy", area="physical"))
    (age,) = [m for m in group.marks if isinstance(m, Words) and m.text.startswith("33")]
    assert age.has_ground
    assert age.width > 0


def inside(group: Group) -> list[Mark]:
    """Return the shapes of a symbol, largest first."""
    return sorted((m for m in group.marks if isinstance(m, Box | Ellipse)), key=lambda m: -_size(m))


def _size(mark: Mark) -> float:
    return mark.w if isinstance(mark, Box) else mark.rx * 2 if isinstance(mark, Ellipse) else 0.0


def test_gender_history_is_a_shape_within_the_gender_lived_in() -> None:
    told = {"sex_at_birth": "male", "about": About(gender_history="transitioned 2012")}
    outer, inner = inside(of(everything(person("a", "Ann", "female", **told)), "person", "Ann"))
    assert (type(outer), type(inner)) == (Ellipse, Box)
    assert _size(inner) < _size(outer) * 0.65
    drawing = everything(person("a", "Ann", "female", **told), profile="nsgc")
    assert "AMAB" in texts(drawing, "person")
    assert len(inside(of(drawing, "person", "Ann"))) == 1


def test_sex_at_birth_alone_draws_no_history() -> None:
    drawing = everything(person("a", "Ann", "female", sex_at_birth="male"), profile="nsgc")
    assert "AMAB" not in texts(drawing)
    assert len(inside(of(drawing, "person", "Ann"))) == 1


def test_orientation_heritage_and_secrets_have_their_words_or_mark_once_asked_for() -> None:
    about = About(orientation="bisexual", ethnicity="Cornish", language="Welsh", culture="two cultures")
    records = (person("a", "Ann", "female", about=about, facts=(Fact(what="family secret", words="never this"),)),)
    shown = everything(*records, profile="mcgoldrick")
    said = " ".join(texts(shown, "person"))
    assert all(word in said for word in ("bisexual", "Cornish", "speaks Welsh", "two cultures"))
    for legend in ("orientation recorded", "family secret", "has lived in more than one culture"):
        assert legend in texts(shown, "legend")
    assert "never this" not in shown.description + said
    assert not any(word in " ".join(texts(draw(*records))) for word in ("bisexual", "Cornish", "Welsh", "secret"))


def test_a_pet_is_a_small_circle_or_a_diamond_where_that_is_no_person() -> None:
    rex = person("r", "Rex", place=Place.PET)
    (circle,) = inside(of(draw(rex), "person", "Rex"))
    assert _size(circle) < 20
    assert paths(of(draw(rex, profile="mcgoldrick"), "person", "Rex"))[0].is_closed
    assert "Rex, pet" in draw(rex).description


@pytest.mark.parametrize("profile", ["uk", "mcgoldrick", "nsgc"])
def test_a_termination_that_was_asked_for_differs_from_every_other_loss(profile: str) -> None:
    def marks(life: Life) -> list[Mark]:
        records = (person("m", "Mo"), person("x", "", born="2019", life=life), child_of("x", "m"))
        drawing = everything(*records, profile=profile)
        group = next(g for g in drawing.scene.groups if g.role == "person" and not g.title.startswith("Mo"))
        return [m for m in group.marks if not isinstance(m, Words)] + [
            m for m in group.marks if isinstance(m, Words) and m.text.isupper()
        ]

    lives = (Life.MISCARRIAGE, Life.STILLBIRTH, Life.ECTOPIC, Life.TERMINATION)
    assert len({repr(marks(life)) for life in lives}) == len(lives)


def family(
    *more: Record, features: tuple[str, ...] = (), steps: tuple[PartnershipStep, ...] = ()
) -> tuple[Record, ...]:
    """Return two partners and what else there is."""
    held = Partnership(id="p", partners=("f", "m"), features=features, steps=steps)
    return (person("f", "Lee", "male", "1988"), person("m", "Mo", "female", "1990"), held, *more)


def test_partners_with_a_forebear_in_common_are_joined_by_a_double_line() -> None:
    cousins = (
        *(person(i, i, born=b) for i, b in (("g", "1940"), ("u", "1962"), ("v", "1964"))),
        *(child_of(i, "g") for i in ("u", "v")),
        child_of("f", "u"),
        child_of("m", "v"),
    )
    drawing = everything(*family(*cousins))
    group = of(drawing, "partnership", "Lee and Mo")
    assert [p.stroke.colour for p in paths(group)[:2]] == ["#1a1a1a", "white"]
    assert "related by blood" in group.title
    assert "partners related by blood" in texts(drawing, "legend")


@pytest.mark.parametrize("way", ["adopted", "foster", "step"])
def test_kin_by_care_alone_are_not_related_by_blood(way: str) -> None:
    kin = (person("g", "Gran", born="1940"), child_of("f", "g"), child_of("m", "g", way=way))
    assert "blood" not in everything(*family(*kin)).description


@pytest.mark.parametrize(
    ("feature", "legend"),
    [
        ("childless by choice", "no children, by choice"),
        ("infertility", "no children, infertility"),
        ("secret", "relationship recorded as secret"),
        ("related by blood", "partners related by blood"),
    ],
)
def test_a_recorded_feature_of_a_couple_is_marked_told_and_in_the_legend(feature: str, legend: str) -> None:
    plain, marked = everything(*family()), everything(*family(features=(feature,)))
    assert legend in texts(marked, "legend")
    assert legend not in texts(plain, "legend")
    assert feature in of(marked, "partnership", "Lee and Mo").title
    assert len(paths(of(marked, "partnership", "Lee"))) > len(paths(of(plain, "partnership", "Lee")))


def test_a_secret_is_no_mark_unless_asked_for() -> None:
    assert "secret" not in draw(*family(features=("secret",))).description


@pytest.mark.parametrize(("who", "lean"), [("f", -1), ("m", 1)])
def test_the_slash_leans_to_the_parent_with_whom_the_children_live(who: str, lean: int) -> None:
    steps = tuple(
        PartnershipStep(status=s, when=When(edtf=w))
        for s, w in ((PartnershipStatus.MARRIED, "2010"), (PartnershipStatus.SEPARATED, "2015"))
    )
    child = (person("c", "Cy", born="2012"), child_of("c", "f", "m", union="p"), Household(id="h", name="Flat"))
    homes = [Residence(id=f"r{i}", person=i, household="h", when=When(edtf="2015/..")) for i in (who, "c")]
    drawing = everything(*family(*child, *homes, steps=steps))
    slash = next(p for p in paths(of(drawing, "partnership", "Lee"))[1:] if len(p.points) == 2)
    (x1, y1), (x2, y2) = slash.points
    assert (x2 - x1) * (y1 - y2) * lean > 0
    assert "slash leans to the parent with whom the children live" in texts(drawing, "legend")


def responsible(*holders: str | None, when: str = "") -> Genogram:
    """Return a couple with a child, for whom these have parental responsibility."""
    held = [
        ParentalResponsibility(
            id=f"pr{n}",
            holder=h,
            authority="" if h else "the council",
            child="c",
            when=When(edtf=when) if when else When(edtf=""),
        )
        for n, h in enumerate(holders)
    ]
    return draw(
        *family(person("c", "Cy", born="2014"), child_of("c", "f", "m", union="p"), person("g", "Gran Reed"), *held),
        day=DAY,
    )


@pytest.mark.parametrize(
    ("holders", "beside", "below"),
    [
        (("f", "m"), ["PR"], []),
        (("m",), ["PR Mo"], []),
        (("m", "g"), ["PR Mo"], ["PR Gran"]),
        (("m", None), ["PR Mo"], ["PR the council"]),
        ((), [], []),
    ],
)
def test_parental_responsibility_stands_beside_the_line_or_below_the_child(holders, beside, below) -> None:
    drawing = responsible(*holders)
    assert [t for t in texts(drawing, "descent") if t.startswith("PR")] == beside
    assert [t for t in texts(drawing, "person") if t.startswith("PR")] == below
    assert drawing.description.count("has parental responsibility for Cy") == len(holders)
    assert ("PR parental responsibility" in texts(drawing, "legend")) == bool(beside or below)


def test_parental_responsibility_is_that_of_the_day() -> None:
    drawing = responsible("f", when="2030-01-01")
    assert not any(t.startswith("PR") for t in texts(drawing))
    assert "parental responsibility" not in drawing.description


def test_what_siblings_lines_share_is_drawn_once() -> None:
    children = [r for i in "cde" for r in (person(i, i, born="2014"), child_of(i, "f", "m", union="p"))]
    drawing = draw(*family(*children))
    seen: set[tuple[float, int]] = set()
    lines = [p for g in drawing.scene.groups if g.role == "descent" for p in paths(g)]
    for line in lines:
        for (x1, y1), (x2, y2) in zip(line.points, line.points[1:], strict=False):
            if abs(x1 - x2) < 0.01:
                for n in range(int(min(y1, y2)) + 1, int(max(y1, y2))):
                    assert (round(x1, 1), n) not in seen
                    seen.add((round(x1, 1), n))
    assert len(lines) == 3


def test_an_adopted_childs_line_is_double_in_the_clinical_notation() -> None:
    records = family(person("c", "Cy"), child_of("c", "f", "m", way="adopted", when="2016", union="p"))
    counts = {
        profile: len([m for m in of(draw(*records, profile=profile), "descent", "Cy").marks if isinstance(m, Path)])
        for profile in ("uk", "mcgoldrick", "nsgc")
    }
    assert counts == {"uk": 1, "mcgoldrick": 2, "nsgc": 1}
