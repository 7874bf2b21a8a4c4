"""Profiles as practice data: what ships, what a council changes or adds, and every fault with its line."""

from __future__ import annotations

import pytest

from chronology.practice.categories import categories
from chronology.practice.council import checked_council, read_council
from chronology.practice.laid import shipped, with_practice
from chronology.practice.profiles import COLUMNS, KEYS, faults_of, from_data, profiles, profiles_data
from tui.cli.parsers.forms import PROFILES

OWN = b"""council = "Thornbeck"

[categories.categories.graded_care_profile]
counts = "decision"
label = "graded care profile"

[[profiles]]
key = "core-group"
title = "Core group chronology"
says = "It holds what is significant, and every graded care profile."
columns = ["number", "date", "event", "source", "impact"]
significance = ["turning point"]
always_categories = ["graded_care_profile"]

[[profiles]]
key = "court"
table_points = 13.0
"""


def test_the_names_that_the_command_line_knows_are_those_that_ship():
    assert tuple(profiles()) == PROFILES


def test_every_profile_that_ships_says_why_and_from_where():
    data = profiles_data()
    assert all(profile.why and profile.source for profile in data.profiles)
    known = categories()
    assert list(faults_of(data, known.categories.keys(), known.neglect.keys())) == []
    assert set(data.involvement.categories) <= set(known.categories)
    assert set(data.involvement.counts) <= set(known.counts)


def test_a_councils_profile_is_known_by_its_name_and_one_that_ships_is_changed_by_its_key():
    with with_practice(read_council(OWN, "thornbeck.toml")):
        assert profiles()["core-group"].shown_columns == ("number", "date", "event", "source", "impact")
        assert profiles()["court"].table_points == 13
        assert profiles()["court"].columns == ("number", "date", "event", "source")
    assert "core-group" not in profiles()


def test_analysis_that_does_not_stand_leaves_neither_as_column_nor_as_field():
    data = shipped("profiles")
    data["profiles"][0]["analysis"] = False
    casefile = from_data(data).profiles[0]
    assert "analysis" not in casefile.shown_columns
    assert "analysis" not in casefile.leaving
    assert "impact" in casefile.leaving


WHOLE = """[[profiles]]
key = "x"
title = "X"
says = "It holds x."
columns = ["number", "date", "event", "source"]
"""


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        (WHOLE + "colums = []\n", 6, f"no setting of that name; there are {', '.join(KEYS)}"),
        (WHOLE.replace('"source"]', '"source", "risk"]'), 5, f"no column “risk”; there are {', '.join(COLUMNS)}"),
        (WHOLE.replace(', "source"]', "]"), 5, "missing: source"),
        (WHOLE.replace('"number", ', '"number", "number", '), 5, "named twice: number"),
        (WHOLE + 'fields = ["impact", "mood"]\n', 6, "no field “mood”; there are age"),
        (WHOLE.replace('"x"', '"X y"'), 2, "small letters"),
        (WHOLE + "points = 4\n", 6, "greater than or equal to 7"),
        (WHOLE + "is_for_court = true\n", 1, "12 points or more: Practice Direction 27A"),
        ('[[profiles]]\nkey = "court"\npoints = 11.0\n', 3, "12 points or more: Practice Direction 27A"),
        ('[[profiles]]\nkey = "court"\nis_for_court = false\ntable_points = 9.0\n', 4, "12 points or more"),
        ("[profiles.court_type]\nvalue = 10.0\n", 2, "12 points is the least"),
        (WHOLE + 'always_categories = ["hungr"]\n', 6, "no kind of entry “hungr”; the nearest are hunger"),
        (WHOLE + 'always_neglect = ["toys"]\n', 6, "no domain of neglect “toys”"),
        (WHOLE + 'significance = ["very"]\n', 6, "'yes'"),
        (WHOLE.replace('says = "It holds x."\n', ""), 1, "Field required"),
    ],
)  # fmt: skip
def test_a_fault_of_a_profile_is_named_with_its_line(text, line, says):
    practice, faults = checked_council(text.encode(), "x.toml")
    assert practice is None
    assert (faults[0].line, says in faults[0].words) == (line, True), faults


def test_every_fault_is_named_at_once():
    text = WHOLE.replace('"source"]', '"risk"]') + 'fields = ["mood"]\ncolour = "red"\n'
    _, faults = checked_council(text.encode(), "x.toml")
    assert [fault.line for fault in faults] == [5, 6, 7]


def test_the_court_s_type_can_be_raised_and_every_profile_for_a_court_keeps_it():
    _, faults = checked_council(b"[profiles.court_type]\nvalue = 14.0\n", "x.toml")
    assert any("14 points or more" in fault.words for fault in faults)
    with_larger = (
        b'[profiles.court_type]\nvalue = 14.0\n[[profiles.profiles]]\nkey="court"\npoints=14.0\ntable_points=14.0\n'
    )
    practice, _ = checked_council(with_larger, "x.toml")
    assert practice is not None
