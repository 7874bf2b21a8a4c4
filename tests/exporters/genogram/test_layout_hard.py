"""Families that other programs refuse, thin out or hang on, laid out whole."""

from __future__ import annotations

import pytest

from exporters.genogram.layout import lay_out
from exporters.genogram.shape import Shape
from tests.exporters.genogram.layout_check import family, problems


def forty_partners() -> Shape:
    people = "Z m, " + ", ".join(f"P{i} f, K{i}" for i in range(40))
    return family(people, *[f"Z+P{i}: K{i}" for i in range(40)])


def twenty_five_children() -> Shape:
    kids = [f"C{i}" for i in range(25)]
    return family("A m, B f, " + ", ".join(f"{k} {1960 + i}" for i, k in enumerate(kids)), "A+B: " + ", ".join(kids))


def twelve_generations() -> Shape:
    people = "G0 m, " + ", ".join(f"G{i} m, W{i} f" for i in range(1, 13))
    return family(people, *[f"G{i}+W{i}: G{i + 1}" for i in range(1, 12)], "G0: G1")


def double_cousins() -> Shape:
    return family(
        "A m, B f, C m, D f, A1 m 1950, A2 m 1952, C1 f 1951, C2 f 1953, K1 m 1980, K2 f 1981, L1 f 1979, L2 m 1983, N",
        "A+B: A1, A2",
        "C+D: C1, C2",
        "A1+C1: K1, K2",
        "A2+C2: L1, L2",
        "K1+L1: N",
    )


def four_parent_sets() -> Shape:
    return family(
        "M f, F m, Kid, A1 f, A2 m, F1 f, F2 m, Gran f, Gramps m",
        "Gran+Gramps: M",
        "M+F: Kid",
        "A1+A2: Kid/adopted",
        "F1+F2: Kid/foster",
        "Gran+Gramps: Kid/kinship",
    )


def own_partner_and_loop() -> Shape:
    return family("A m, B f, C m, D f, E", "A+A: B", "B+C: D", "D+E: A", "C+C:")


def one_parent_sibships() -> Shape:
    return family("M f, A, B, C, D, E m, F", "M: A, B", "M: C", "M+E: F", "E: D")


def unconnected() -> Shape:
    people = ", ".join(f"M{i} f, F{i} m, K{i}, L{i}" for i in range(12)) + ", Alone, Other"
    return family(people, *[f"M{i}+F{i}: K{i}, L{i}" for i in range(12)])


HARD = [
    forty_partners,
    twenty_five_children,
    twelve_generations,
    double_cousins,
    four_parent_sets,
    own_partner_and_loop,
    one_parent_sibships,
    unconnected,
]


@pytest.mark.parametrize("made", HARD, ids=lambda made: made.__name__)
def test_everybody_is_there_once_with_nothing_over_anything(made) -> None:
    shape = made()
    layout = lay_out(shape)
    assert problems(shape, layout) == []
    recorded = sum(len(u.children) for u in shape.unions)
    assert len(layout.descents) == recorded


@pytest.mark.parametrize("made", [m for m in HARD if m is not own_partner_and_loop], ids=lambda made: made.__name__)
def test_each_rule_is_kept_as_far_as_is_proved_possible(made) -> None:
    rules = lay_out(made()).rules
    assert all(rule.proved and rule.violations == rule.fewest for rule in rules.values())


def test_twenty_five_children_hang_in_birth_order_from_one_couple() -> None:
    layout = lay_out(twenty_five_children())
    at = [layout.places[f"C{i}"].x for i in range(25)]
    assert at == sorted(at)
    assert len({d.points[0] for d in layout.descents}) == 1


def test_each_of_twelve_generations_stands_below_the_one_before() -> None:
    layout = lay_out(twelve_generations())
    assert [layout.places[f"G{i}"].row for i in range(13)] == list(range(13))
