"""Where a home is, for those who work with the case file: its name, its address, or that the address is protected."""

from __future__ import annotations

from datetime import date

import pytest

from chronology.intake.home_edits import moved
from chronology.lives.households import household_members, where_is
from chronology.lives.trees import tree_lines
from chronology.record.casefile import CaseFile
from chronology.record.dates import When
from chronology.record.households import Household, Residence
from tests.families import three_siblings
from tui.widgets.pages import people_page

DAY = date(2026, 3, 1)
HOMES = [
    (Household(id="h", address="12 High Street"), "12 High Street"),
    (Household(id="h", name="Gran's flat", address="12 High Street"), "Gran's flat, 12 High Street"),
    (Household(id="h", name="Gran's flat"), "Gran's flat"),
    (Household(id="h", address="9 Hill Road", is_address_protected=True), "A household (address protected)"),
    (
        Household(id="h", name="Oak House", address="9 Hill Road", is_address_protected=True),
        "Oak House (address protected)",
    ),
    (Household(id="h"), "A household"),
]


def living_in(home: Household) -> CaseFile:
    lives = Residence(id="r", person="ada", household="h", when=When(edtf="2020/.."))
    return three_siblings().with_records([home, lives])


@pytest.mark.parametrize(("home", "words"), HOMES)
def test_a_home_is_known_by_name_and_address_and_a_protected_address_is_not_told(home: Household, words: str):
    case = living_in(home)
    (found,) = (one for one in household_members(case, DAY) if one.id == "h")
    assert where_is(case, found) == words
    assert f"  {words}: Ada Shaw" in people_page(case, None, DAY)
    assert any(line.words == words for line in tree_lines(case, DAY))


@pytest.mark.parametrize(
    ("to", "words"),
    [
        ({"name": "", "address": "12 High Street"}, "moved to 12 High Street"),
        ({"name": "Gran's flat", "address": "12 High Street"}, "moved to Gran's flat"),
        ({"name": "", "address": "9 Hill Road", "is_protected": True}, "moved to a protected address"),
        ({"name": ""}, "moved to another home"),
    ],
)
def test_the_history_says_where_somebody_moved(to: dict[str, object], words: str):
    edit = moved(three_siblings(), ["ada"], When(edtf="2022"), **to)  # type: ignore[arg-type]
    assert words in edit.label
    assert "9 Hill Road" not in edit.label
