"""A council's own practice data: what it sets is in force, what is wrong in it is named with its line, all at once."""

from __future__ import annotations

import pytest

from chronology.practice.categories import categories, category_of, tier_of
from chronology.practice.checks import check_data
from chronology.practice.council import SECTIONS, checked_council, read_council, validated
from chronology.practice.laid import council_in_force, data_of, shipped, with_practice
from chronology.practice.patterns import rule_data
from chronology.practice.timescales import home_nation, timescales
from chronology.practice.wording import wording_data
from chronology.record.errors import InputError

GOOD = b"""council = "Thornbeck"
source = "Practice handbook 2026"

[categories.categories.graded_care_profile]
counts = "decision"
label = "graded care profile"
words = ["gcp"]

[categories.tiers.family_help]
rank = 1
label = "Family Help"
words = ["family help plan"]

[patterns.rules.frequent.parameters]
number = 4

[checks.scale_old.parameters]
days = 60

[[timescales.timescales]]
key = "referral_decision"
nation = "england"
limit = 2

[wording]
observed = { add = ["was noticed"] }
"""


def test_what_a_council_sets_is_in_force_and_nothing_else_changes():
    before = rule_data("frequent").number("number")
    others = list(categories().categories)
    with with_practice(read_council(GOOD, "thornbeck.toml")):
        assert category_of("GCP") == "graded_care_profile"
        assert tier_of("Family Help plan") == "family_help"
        assert rule_data("frequent").number("number") == 4
        assert "Thornbeck" in rule_data("frequent").parameters["number"].why
        assert check_data("scale_old").number("days") == 60
        assert "was noticed" in wording_data().observed
        assert [t.limit for t in timescales() if (t.key, t.nation) == ("referral_decision", "england")] == [2]
        assert set(others) < set(categories().categories)
        assert council_in_force() is not None
    assert rule_data("frequent").number("number") == before
    assert not category_of("GCP")
    assert council_in_force() is None


def test_every_change_is_listed_with_what_it_was():
    practice = read_council(GOOD, "thornbeck.toml")
    by_place = {change.place: change for change in practice.changes}
    number = by_place["rules.frequent.parameters.number.value"]
    assert (number.now, number.line) == ("4", 15)
    assert number.was
    assert not by_place["categories.graded_care_profile.label"].was
    assert by_place["timescales.england referral_decision.limit"].was != "2"


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("[categorys]\n", 1, "no section"),
        ("\n[patterns.rules.frequent.parameters]\nnumbr = 4\n", 3, "no setting of that name"),
        ("[patterns.rules.made_up]\ntitle = 'x'\n", 1, "added to the program"),
        ("[patterns.rules.frequent.parameters]\n\nnumber = 'four'\n", 3, "a whole number"),
        ("[checks.scale_old.parameters]\ndays = true\n", 2, "a whole number"),
        ("[categories.categories.new]\nlabel = 'x'\ncounts = 'nothing'\n", 3, "nothing to count as"),
        ("[categories.categories.new]\nlabel = 'x'\n", 1, "Field required"),
        ("[categories.categories.hunger]\nlable = 'x'\n", 2, "Extra inputs"),
        ("[categories.categories.hunger]\nlabel = 3\n", 2, "a text"),
        ("[wording]\nobserved = { remove = ['never there'] }\n", 2, "not there to be removed"),
        ("[[timescales.timescales]]\nlimit = 2\n", 1, "no key"),
        ("[[timescales.timescales]]\nkey='new'\nnation='england'\nlabel='x'\nlimit = 2\n", 1, "Field required"),
        ("categories = 3\n", 1, "a table is asked for"),
        ("x = \n", 1, "no TOML"),
        ("[a]\n[a]\n", 2, "no TOML"),
        ("[bank_holidays.scotland]\n2030 = ['02-30']\n", 1, "day is out of range"),
    ],
)  # fmt: skip
def test_a_fault_is_named_with_its_line(text, line, says):
    practice, faults = checked_council(text.encode(), "x.toml")
    assert practice is None
    assert next((fault.line, says in fault.words) for fault in faults) == (line, True), faults
    with pytest.raises(InputError, match=rf"x\.toml, line {line}: "):
        read_council(text.encode(), "x.toml")


def test_every_fault_is_named_at_once():
    _, faults = checked_council(b"[a]\nx = 1\n[checks.none]\ny = 2\n[recording.parameters]\nz = 3\n", "x.toml")
    assert [fault.line for fault in faults] == [1, 3, 6]


@pytest.mark.parametrize("section", sorted(SECTIONS))
def test_every_section_ships_as_it_has_to_be(section):
    assert validated(section, shipped(section)) is not None
    assert data_of(section) == shipped(section)


def test_a_council_says_whose_timescales_hold():
    assert home_nation() == "england"
    with with_practice(read_council(b'[timescales]\nnation = "Northern Ireland"\n', "ni.toml")):
        assert home_nation() == "northern_ireland"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b'[timescales]\nnation = "atlantis"\n', "england, wales, scotland, northern_ireland"),
        (b'[timescales]\nnations = "wales"\n', "there is nothing of that name in timescales"),
        (b"[kin.nicknames]\nada = []\n", "there is nothing of that name in kin"),
    ],
)
def test_what_would_change_nothing_is_a_fault_and_not_taken(data: bytes, said: str):
    practice, faults = checked_council(data, "c.toml")
    assert practice is None
    assert said in faults[0].words
