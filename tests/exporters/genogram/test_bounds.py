"""How far the rules are kept, in the words that a run ends with."""

from __future__ import annotations

import pytest

from exporters.genogram.bounds import WORDS, bounds_in_words
from exporters.genogram.layout import lay_out
from exporters.genogram.program import RULES
from exporters.genogram.shape import Descent, Member, Rule, Shape, Union

KEPT = {rule: Rule(0, 0, proved=True) for rule in WORDS}


def test_every_rule_has_its_words():
    assert tuple(WORDS) == ("split_rows", *RULES)


@pytest.mark.parametrize(
    ("broken", "words"),
    [
        ({}, "every rule is kept"),
        ({"crossing": Rule(2, 2, proved=True)}, "2 crossings of lines: proved to be the fewest"),
        (
            {"split_rows": Rule(1, 1, proved=True), "crossing": Rule(1, 1, proved=True)},
            "1 couple on two rows, 1 crossing of lines: proved to be the fewest",
        ),
        (
            {"apart": Rule(1, 1, proved=True), "crossing": Rule(3, 2, proved=False)},
            "1 couple not side by side (proved to be the fewest), 3 crossings of lines (at least 2)",
        ),
        ({"order": Rule(1, 0, proved=False)}, "1 sibship out of birth order (not proved to be the fewest)"),
    ],
)
def test_what_is_broken_is_counted_with_what_is_proved_of_it(broken, words):
    assert bounds_in_words(KEPT | broken) == words


def test_who_is_the_partner_of_their_own_parents_partner_is_named_as_a_forced_fault():
    people = tuple(Member(name, "F" if name == "mum" else "M", (1980, 1, 1), 80.0, 70.0) for name in ("mum", "a", "b"))
    child = Member("child", "F", (1978, 1, 1), 80.0, 70.0)
    shape = Shape((*people, child), (Union("u", ("mum", "a"), (Descent("child"),)), Union("v", ("child", "a"))))
    assert "1 couple on two rows" in bounds_in_words(lay_out(shape).rules)
