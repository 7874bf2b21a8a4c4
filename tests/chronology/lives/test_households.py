"""Who lives where on a day."""

from __future__ import annotations

from datetime import date

import pytest

from chronology.lives.households import household_members
from chronology.record.casefile import CaseFile
from chronology.record.dates import When
from chronology.record.households import Footing, Household, Residence
from tests.families import person

DAY = date(2020, 6, 1)


def _living(edtf: str, footing: Footing = Footing.HOME) -> CaseFile:
    return CaseFile.of(
        [
            person("a", "Ada", born="2010"),
            Household(id="h", name="Gran's flat"),
            Residence(id="r", person="a", household="h", when=When(edtf=edtf), footing=footing),
        ]
    )


@pytest.mark.parametrize(
    ("edtf", "lives_there", "depends", "is_open"),
    [
        ("2019-01-01/2021-01-01", True, False, False),
        ("2019-01-01/2020-05-31", False, False, False),
        ("2020/2021", True, True, False),
        ("2019/", True, False, True),
        ("2020/..", True, True, True),
        ("2021/", False, False, False),
    ],
)
def test_a_period_says_whether_somebody_lived_there(edtf: str, lives_there: bool, depends: bool, is_open: bool):
    homes = household_members(_living(edtf), DAY)
    assert bool(homes) is lives_there
    if homes:
        (member,) = homes[0].members
        assert (member.depends, member.is_open) == (depends, is_open)


def test_a_residence_without_a_date_places_nobody():
    assert household_members(_living(""), DAY) == ()


def test_a_footing_other_than_home_is_named():
    (home,) = household_members(_living("2019/", Footing.FOSTER), DAY)
    assert home.members[0].footing == "foster care"
    assert home.name == "Gran's flat"
