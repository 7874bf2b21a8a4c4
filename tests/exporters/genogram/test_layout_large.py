"""Families beyond a hundred: bundled, woven and loosed again without losing anybody, and no worse than a sweep."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from benchmarks.genogram import invented
from exporters.genogram.bundles import bundled
from exporters.genogram.hanging import hung_order
from exporters.genogram.insertion import STRANGER
from exporters.genogram.kin import sound
from exporters.genogram.layout import lay_out
from exporters.genogram.order import components
from exporters.genogram.rows import rows_of
from exporters.genogram.shape import Shape
from exporters.genogram.sweep import Sweeper
from exporters.genogram.tally import tally
from exporters.genogram.weave import Weave
from tests.exporters.genogram.layout_check import family, problems
from tests.exporters.genogram.test_layout_any import families


@given(families())
def test_bundles_hold_each_member_once_and_join_neighbouring_rows(shape: Shape) -> None:
    kin = sound(shape)
    rows, _, _ = rows_of(kin)
    for members in components(kin):
        bundles = bundled(kin, rows, members)
        assert sorted(m for n in range(len(bundles.row)) for m in bundles.inner(n)) == members
        assert all(rows[m] == bundles.row[n] for n in range(len(bundles.row)) for m in bundles.inner(n))
        assert all(bundles.row[line.bottom] == bundles.row[line.top] + 1 for line in bundles.lines)


@settings(max_examples=40)
@given(families(14))
def test_whatever_is_recorded_is_woven_with_everybody_in_it_once(shape: Shape) -> None:
    kin = sound(shape)
    rows, _, _ = rows_of(kin)
    for members in components(kin):
        order, rules = hung_order(kin, rows, members, 20)
        assert sorted(m for line in order.values() for m in line) == members
        assert all(rows[m] == row for row, line in order.items() for m in line)
        assert all(rule.fewest <= rule.violations for rule in rules.values())


@settings(max_examples=20)
@given(families(14, bad=False))
def test_what_a_weave_says_it_costs_is_what_its_lines_cross(shape: Shape) -> None:
    kin = sound(shape)
    rows, _, _ = rows_of(kin)
    for members in components(kin):
        weave = Weave(bundled(kin, rows, members))
        weave.start(1)
        weave.search(20, 1)
        crossed = 0.0
        for lines in weave.shown.values():
            ends = [
                (*(float(k[0]) for k in weave.keys(lines[[i]])), weave.weight[line]) for i, line in enumerate(lines)
            ]
            crossed += sum(v * w for i, (a, c, v) in enumerate(ends) for b, d, w in ends[:i] if (a - b) * (c - d) < 0)
        strangers = sum(weave._kin_cost(row) for row in weave.rows)
        assert weave.cost(range(len(weave.row))) == pytest.approx(crossed + strangers)


@pytest.mark.parametrize(("people", "tangle", "seed"), [(130, 0.1, 1), (300, 0.03, 3)])
def test_a_large_family_is_ordered_better_than_by_sweeps_and_drawn_whole(people: int, tangle: float, seed: int) -> None:
    shape = invented(people, tangle, seed)
    layout = lay_out(shape)
    assert problems(shape, layout) == []
    kin = sound(shape)
    rows, _, _ = rows_of(kin)
    swept = dict.fromkeys(layout.rules, 0)
    for members in components(kin):
        for rule, figure in tally(kin, rows, Sweeper(kin, rows, members).run()).items():
            swept[rule] += figure.violations
    woven = {rule: figure.violations for rule, figure in layout.rules.items()}
    assert (woven["apart"], woven["order"]) <= (swept["apart"], swept["order"])
    assert STRANGER * woven["stranger"] + woven["crossing"] <= STRANGER * swept["stranger"] + swept["crossing"]


def test_a_large_family_is_ordered_the_same_way_every_time_and_at_any_budget() -> None:
    kin = sound(invented(130, 0.1, 1))
    rows, _, _ = rows_of(kin)
    members = max(components(kin), key=len)
    order, rules = hung_order(kin, rows, members, 2000)
    again, less = hung_order(kin, rows, members, 0)
    assert order == again
    assert [rule.violations for rule in rules.values()] == [rule.violations for rule in less.values()]


def test_two_large_families_joined_by_one_marriage_do_not_cross() -> None:
    def clan(name: str) -> tuple[str, list[str]]:
        people, unions = f"{name} m, {name}w f", [f"{name}+{name}w: {name}0, {name}1, {name}2"]
        for i in range(3):
            people += f", {name}{i} m, {name}{i}w f" + "".join(f", {name}{i}{k}" for k in range(9))
            unions.append(f"{name}{i}+{name}{i}w: " + ", ".join(f"{name}{i}{k}" for k in range(9)))
            for k in range(0, 9, 4):
                people += f", {name}{i}{k}w f, {name}{i}{k}c"
                unions.append(f"{name}{i}{k}+{name}{i}{k}w: {name}{i}{k}c")
        return people, unions

    (mine, my_unions), (yours, your_unions) = clan("A"), clan("B")
    shape = family(f"{mine}, {yours}, Z", *my_unions, *your_unions, "A28+B00: Z")
    assert len(shape.members) > 100
    layout = lay_out(shape)
    assert {rule: figure.violations for rule, figure in layout.rules.items()} == dict.fromkeys(layout.rules, 0)
