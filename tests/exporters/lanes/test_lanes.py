"""Lanes: nothing of a sibling in a child's own, everything placed once, uncertain dates drawn as such."""

from __future__ import annotations

from datetime import date

import pytest

from chronology.lives.experience import experience_of
from chronology.record.casefile import CaseFile
from chronology.record.dates import When
from chronology.record.entries import Entry, Neglect, Seen, View
from chronology.record.errors import UsageError
from chronology.record.households import Household, Residence
from chronology.record.plans import Plan
from exporters.drawing.scene import Box, Ellipse, Path, Words
from exporters.lanes.draw import WIDTH
from exporters.lanes.items import lanes_of_child
from exporters.lanes.lanes import lanes_of, rendered
from tests.families import person

DAY = date(2024, 1, 1)


def entry(ident: str, when: str, category: str, *children: str, event: str = "", **more: object) -> Entry:
    return Entry(id=ident, when=When(edtf=when), category=category, children=children, event=event or ident, **more)  # type: ignore[arg-type]


def case() -> CaseFile:
    food = (Neglect(domain="FTP-food", severity=4, tool="GCP2"),)
    return CaseFile.of(
        [
            person("ada", "Ada Shaw", "female", "2015-03-10", is_subject=True),
            person("ben", "Benjamin Cole", "male", "2018-06-01", is_subject=True),
            Household(id="h", name="Larch Close"),
            Residence(id="r", person="ada", household="h", when=When(edtf="2015-03-10/..")),
            Plan(id="p", child="ada", tier="child_protection", when=When(edtf="2020-01-01/2020-02-01")),
            entry("a", "2019-05", "hunger", "ada", neglect=food, event="hungry at school"),
            entry("b", "2019-06-01", "home_visit", "ada", seen=(Seen(child="ada", is_alone=True),)),
            entry("c", "2021-06-01", "hunger", "ben", neglect=food, event="Benjamin ate crayons"),
            entry(
                "d",
                "2021-07-01",
                "home_visit",
                "ada",
                views=(View(child="ada", words="I like Friday"),),
                event="Benjamin hid",
            ),
            entry("e", "", "progress", "ada"),
        ]
    )


def lives(*children: str):
    return [experience_of(case(), child, day=DAY) for child in children]


def texts(drawing) -> str:
    return "\n".join((*drawing.scene.texts(), drawing.text))


def test_a_childs_own_lanes_hold_nothing_of_a_sibling():
    for form in ("svg", "txt"):
        data, _ = rendered(lanes_of(case(), lives("ada")), form)
        assert b"Benjamin" not in data
        assert b"crayons" not in data
        assert b"Ada" in data
    assert "Benjamin" in texts(lanes_of(case(), lives("ada", "ben")))


def test_each_thing_stands_in_its_lane_and_undated_ones_are_counted():
    lanes = {lane.key: lane for lane in lanes_of_child(lives("ada")[0])}
    assert set(lanes) == {"homes", "plans", "neglect FTP-food", "seen", "strengths", "words"}
    assert lanes["homes"].bars[0].is_open
    assert (lanes["neglect FTP-food"].spots[0].first, lanes["neglect FTP-food"].spots[0].last) == (
        date(2019, 5, 1),
        date(2019, 5, 31),
    )
    assert lanes["neglect FTP-food"].spots[0].note == "4"
    assert [spot.sign for spot in lanes["seen"].spots] == ["alone", "seen"]
    assert lanes["strengths"].undated == 1
    assert "1 undated" in texts(lanes_of(case(), lives("ada")))


def test_nothing_reaches_beyond_the_page_and_no_sign_lies_over_another_of_its_lane():
    many = [entry(f"n{k:03}", f"2019-{1 + k % 12:02}-{1 + k % 27:02}", "home_visit", "ada") for k in range(120)]
    whole = CaseFile.of([*case().records.values(), *many])
    scene = lanes_of(whole, [experience_of(whole, "ada", day=DAY)]).scene
    circles: list[tuple[float, float]] = []
    for group in scene.groups:
        for mark in group.marks:
            if isinstance(mark, Path):
                assert all(0 <= x <= WIDTH for x, _ in mark.points)
            elif isinstance(mark, Box):
                assert mark.x - mark.w / 2 >= 0
                assert mark.x + mark.w / 2 <= WIDTH
            elif isinstance(mark, Ellipse) and group.role == "mark":
                assert all(abs(mark.x - x) > 5.9 or abs(mark.y - y) > 5.9 for x, y in circles)
                circles.append((mark.x, mark.y))
    shown = sum(group.role == "mark" for group in scene.groups)
    more = [m.text for g in scene.groups for m in g.marks if isinstance(m, Words) and m.text.startswith("+")]
    assert more
    assert shown + sum(int(text.split(",")[0]) for text in more) == 120 + 4


def test_the_legend_holds_what_is_used_and_no_more():
    scene = lanes_of(case(), lives("ada")).scene
    legend = {group.title for group in scene.groups if group.role == "legend"}
    assert "seen alone" in legend
    assert "no end recorded" in legend
    assert "help begins or is offered" not in legend


def test_by_age_each_child_begins_at_birth():
    by_age = lanes_of(case(), lives("ada", "ben"), is_by_age=True)
    assert "by age" in by_age.scene.description
    nameless = CaseFile.of([person("zoe", "Zoe Shaw", is_subject=True), entry("z", "2020", "hunger", "zoe")])
    with pytest.raises(UsageError, match="not dated"):
        lanes_of(nameless, [experience_of(nameless, "zoe", day=DAY)], is_by_age=True)


def test_the_same_lanes_give_the_same_bytes_in_every_form():
    for form in ("svg", "png", "pdf", "txt"):
        one, two = (rendered(lanes_of(case(), lives("ada", "ben")), form)[0] for _ in range(2))
        assert one == two
        assert len(one) > 500
    with pytest.raises(UsageError):
        rendered(lanes_of(case(), lives("ada")), "bmp")


def test_the_description_tells_every_lane():
    description = lanes_of(case(), lives("ada")).scene.description
    for words in ("Larch Close", "child protection", "Neglect: food", "no end recorded", "without a date"):
        assert words in description
