"""A child's homes are dated episodes below the drawing: all of them, none invented, nobody's foster carer named."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chronology.lives.placements import Gap, episodes_of, gaps_in
from chronology.record.casefile import CaseFile
from chronology.record.dates import When
from chronology.record.households import Footing, Household, Residence
from chronology.record.ties import Order, ParentageKind
from chronology.record.values import Record
from exporters.drawing.scene import Group, Path, Words
from exporters.genogram.data import as_json
from exporters.genogram.genogram import Genogram
from exporters.genogram.writing import FORMS, render
from tests.exporters.genogram.drawn import draw, groups
from tests.families import child_of, person

DAY = date(2024, 6, 1)


def stay(
    n: int, when: str, home: str = "", footing: Footing = Footing.HOME, child: str = "ada", **more: object
) -> Residence:
    """Return one stay."""
    return Residence(
        id=f"stay-{child}-{n}",
        person=child,
        household=home or None,
        footing=footing,
        when=When(edtf=when),
        **more,  # type: ignore[arg-type]
    )


def ada(*records: Record, day: date = DAY, **more: object) -> Genogram:
    """Return the drawing of a child with these homes."""
    return draw(
        person("ada", "Ada Shaw", "female", "2014-03-12", is_subject=True),
        person("mo", "Mo Shaw", "female", "1990"),
        child_of("ada", "mo"),
        Household(id="flat", name="Mo's flat"),
        Household(id="carer", name="The Smythes, 3 Elm Row"),
        Household(id="gran", name="Gran's house"),
        Household(id="refuge", name="12 Hidden Street", is_address_protected=True),
        *records,
        day=day,
        **more,
    )


def told(drawing: Genogram) -> list[str]:
    """Return the list of homes."""
    return [g.title for g in groups(drawing, "placement") if g.title[:1].isdigit()]


def strip(drawing: Genogram) -> list[Group]:
    """Return everything of the strip."""
    return groups(drawing, "placement")


THREE = (
    stay(1, "2014-03-12/2019-05-01", "flat"),
    stay(2, "2019-05-01/2020-02-03", "carer", Footing.FOSTER),
    stay(3, "2020-03-10/..", "gran", Footing.KINSHIP),
)


def test_each_stay_is_numbered_and_told_in_order() -> None:
    assert told(ada(*THREE)) == [
        "1: Mo's flat, 12 March 2014 to 1 May 2019",
        "2: foster care, 1 May 2019 to 3 February 2020",
        "3: kinship care: Gran's house, since 10 March 2020",
    ]
    assert "Ada Shaw, home 2: foster care, 1 May 2019 to 3 February 2020." in ada(*THREE).description


def test_a_foster_home_is_never_called_by_its_name() -> None:
    for group in strip(ada(*THREE)):
        assert "Smythe" not in group.title + "".join(m.text for m in group.marks if isinstance(m, Words))
    assert [p["where"] for p in as_json(ada(*THREE))["placements"]] == [
        "Mo's flat",
        "foster care",
        "kinship care: Gran's house",
    ]


@pytest.mark.parametrize("form", FORMS)
def test_a_protected_address_is_in_no_form(form: str) -> None:
    drawing = ada(stay(1, "2014/2019", "flat"), stay(2, "2019/..", "refuge", Footing.REFUGE))
    assert b"Hidden" not in render(drawing, form)
    assert "2: refuge: address withheld, since 2019" in told(drawing)


def test_only_what_had_begun_is_shown_and_its_end_only_once_it_came() -> None:
    drawing = ada(*THREE, day=date(2019, 8, 1))
    assert told(drawing) == ["1: Mo's flat, 12 March 2014 to 1 May 2019", "2: foster care, since 1 May 2019"]
    assert [p["when"] for p in as_json(drawing)["placements"]] == ["2014-03-12/2019-05-01", "2019-05-01/.."]
    assert "Gran" not in drawing.description


def test_no_day_moves_anything() -> None:
    early, late = (ada(*THREE, day=date(y, 8, 1)) for y in (2019, 2024))
    assert (early.scene.width, early.scene.height) == (late.scene.width, late.scene.height)
    at = [{g.title: g.marks for g in strip(d) if g.title[:2] == "1:" or g.title == "years"} for d in (early, late)]
    assert at[0] == at[1]


def test_a_time_with_no_home_recorded_is_a_question_not_a_home() -> None:
    (gap,) = [g for g in strip(ada(*THREE)) if "no home recorded" in g.title]
    assert gap.title == "Ada Shaw: no home recorded, 4 February to 9 March 2020"


@pytest.mark.parametrize(
    ("stays", "gaps"),
    [
        ((stay(1, "2014/2016"), stay(2, "2018/..")), (Gap(date(2017, 1, 1), date(2017, 12, 31)),)),
        ((stay(1, "2014/2016"), stay(2, "2016/..")), ()),
        ((stay(1, "2014/.."), stay(2, "2018/..")), ()),
        ((stay(1, "2014/2020"), stay(2, "2016/2017"), stay(3, "2021/..")), ()),
        ((stay(1, ""), stay(2, "2016/2017")), ()),
        ((stay(1, "2014~/2016~"), stay(2, "2019/..")), None),
    ],
)
def test_a_gap_is_only_where_no_placement_of_the_dates_leaves_a_home(stays, gaps) -> None:
    found = gaps_in(episodes_of(CaseFile.of(stays), "ada"))
    if gaps is None:
        assert all(g.first > date(2016, 12, 31) and g.last < date(2019, 1, 1) for g in found)
    else:
        assert found == gaps


def test_an_uncertain_date_has_a_dashed_edge() -> None:
    def dashes(drawing: Genogram, words: str) -> int:
        (group,) = [g for g in strip(drawing) if words in g.title and not g.title[:1].isdigit()]
        return sum(1 for m in group.marks if isinstance(m, Path) and m.stroke.dash)

    drawing = ada(stay(1, "2014-03-12/2019", "flat"), stay(2, "2020-05-01/2021-06-01", "gran"))
    assert dashes(drawing, "Mo's flat") == 1
    assert dashes(drawing, "Gran's house") == 0


def test_stays_at_the_same_time_are_on_lanes_of_their_own() -> None:
    drawing = ada(stay(1, "2014/2020", "flat"), stay(2, "2016/2018", "gran", Footing.VISITING))
    tops = {
        g.title: min(y for m in g.marks if isinstance(m, Path) for _, y in m.points)
        for g in strip(drawing)
        if g.title.startswith("Ada Shaw: ")
    }
    assert len(set(tops.values())) == 2


def test_orders_stand_beneath_with_their_dates() -> None:
    order = Order(id="o", child="ada", status="ico", when=When(edtf="2019-05-01/2020-02-01"))
    (bar,) = [g for g in strip(ada(*THREE, order)) if "interim care order" in g.title]
    assert bar.title == "Ada Shaw: interim care order, 1 May 2019 to 1 February 2020"
    assert [m.text for m in bar.marks if isinstance(m, Words)] == ["ICO"]
    assert not [g for g in strip(ada(*THREE, order, day=date(2018, 1, 1))) if "interim" in g.title]


def test_an_order_that_ended_stays_whenever_it_began() -> None:
    order = Order(id="o", child="ada", status="ico", when=When(edtf="/2020-02-01"))
    assert [g for g in strip(ada(*THREE, order, day=date(2021, 1, 1))) if "interim" in g.title]


def test_one_home_and_no_other_is_no_strip() -> None:
    assert strip(ada(stay(1, "2014/..", "flat"))) == []
    assert as_json(ada(stay(1, "2014/..", "flat")))["placements"] == []


def test_undated_stays_are_told_and_drawn_nowhere() -> None:
    drawing = ada(stay(1, "2014/2019", "flat"), stay(2, "", "gran"))
    assert told(drawing)[1] == "2: Gran's house, dates not recorded"
    assert not [g for g in strip(drawing) if g.title.startswith("Ada Shaw: Gran's house")]


def test_with_a_child_named_no_other_childs_homes_are_there() -> None:
    ben = (person("ben", "Ben Shaw", "male", "2016", is_subject=True), child_of("ben", "mo"))
    homes = (stay(1, "2016/2018", "flat", child="ben"), stay(2, "2018/..", "gran", child="ben"))
    both, one = ada(*THREE, *ben, *homes), ada(*THREE, *ben, *homes, child="ada")
    assert {p["child"] for p in as_json(both)["placements"]} == {"ada", "ben"}
    assert {p["child"] for p in as_json(one)["placements"]} == {"ada"}
    assert not any("Homes of Ben" in g.title for g in strip(one))


def test_more_than_three_children_are_said_not_drawn() -> None:
    more = [
        record
        for n in range(4)
        for record in (
            person(f"k{n}", f"Kid {n}", "male", "2016", is_subject=True),
            child_of(f"k{n}", "mo"),
            stay(1, "2016/2018", "flat", child=f"k{n}"),
            stay(2, "2018/..", "gran", child=f"k{n}"),
        )
    ]
    drawing = ada(*more)
    assert strip(drawing) == []
    assert "the homes of 4 subject children are recorded and not drawn: name one with --child" in drawing.notices


DATES = st.dates(date(2014, 1, 1), date(2024, 1, 1))


@given(st.lists(st.tuples(DATES, DATES, st.booleans()), min_size=2, max_size=7), DATES)
def test_any_homes_stay_within_the_strip(spans, day: date) -> None:
    stays = [
        stay(n, f"{min(a, b)}/{'..' if is_open else max(a, b)}", "flat" if n % 2 else "gran")
        for n, (a, b, is_open) in enumerate(spans)
    ]
    drawing = ada(*stays, day=day)
    had_begun = [s for s in stays if s.when.begins[0] is not None and s.when.begins[0] <= day]
    if drawing.present and "ada" in drawing.present:
        assert len(told(drawing)) == len(had_begun)
    for group in strip(drawing):
        for mark in group.marks:
            points = mark.points if isinstance(mark, Path) else ((mark.x, mark.y),)
            assert all(-1 <= x <= drawing.scene.width + 1 and 0 <= y <= drawing.scene.height for x, y in points)


def test_who_cares_for_a_child_in_a_placement_is_drawn_as_foster_carer():
    drawing = ada(person("pat", "Pat Hill", "female"), stay(1, "2021/..", footing=Footing.FOSTER, carers=("pat",)))
    (cared,) = [p for p in drawing.picture.at.parentages if "pat" in p.parents]
    assert (cared.child, cared.way) == ("ada", ParentageKind.FOSTER)
    assert "pat" in drawing.layout.places


def test_a_carer_who_is_recorded_as_a_parent_is_drawn_once():
    drawing = ada(stay(1, "2021/..", footing=Footing.KINSHIP, carers=("mo",)))
    assert [p.way for p in drawing.picture.at.parentages] == [ParentageKind.BIRTH]
