"""Where an order stood before, it stands again if it is as good; and what stood before never makes a rule worse."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.genogram import invented
from exporters.genogram.layout import lay_out
from exporters.genogram.shape import Descent, Layout, Member, Place, Shape, Union
from tests.exporters.genogram.layout_check import family
from tests.exporters.genogram.test_layout_any import families


def rows(layout: Layout) -> list[list[str]]:
    out: dict[int, list[str]] = {}
    for place in sorted(layout.places.values(), key=lambda p: (p.row, p.x)):
        out.setdefault(place.row, []).append(place.id)
    return list(out.values())


def share_kept(before: Layout, after: Layout) -> float:
    """The share of the left-right pairs of one row that stand the same way round."""
    pairs = [(a, b) for row in rows(before) for i, a in enumerate(row) for b in row[i + 1 :]]
    pairs = [(a, b) for a, b in pairs if after.places[a].row == after.places[b].row]
    return sum(after.places[a].x < after.places[b].x for a, b in pairs) / len(pairs) if pairs else 1.0


@settings(max_examples=50, deadline=None)
@given(families(14))
def test_a_family_that_has_not_changed_stands_as_it_stood(shape: Shape) -> None:
    before = lay_out(shape)
    assert rows(lay_out(shape, previous=before)) == rows(before)


@settings(max_examples=50, deadline=None)
@given(families(14), st.randoms(use_true_random=False))
def test_wherever_people_stood_before_no_rule_is_broken_more_often(shape: Shape, random) -> None:
    places = {m.id: Place(m.id, random.uniform(0, 900), 0.0, 0) for m in shape.members}
    before = Layout(places, (), (), {}, 900.0, 0.0)
    assert lay_out(shape, previous=before).rules == lay_out(shape).rules


@pytest.mark.parametrize("added", ["partner", "child", "nobody's"])
def test_one_more_at_the_end_of_the_record_leaves_the_others_in_place(added: str) -> None:
    shares = []
    for seed in range(8):
        shape = invented(20, 0.05, seed)
        who = shape.members[seed * 2].id
        more = {
            "partner": (Union("more", (who, "new")),),
            "child": (Union("more", (who,), (Descent("new"),)),),
            "nobody's": (),
        }
        after = Shape((*shape.members, Member("new")), (*shape.unions, *more[added]))
        shares.append(share_kept(lay_out(shape), lay_out(after)))
    assert sum(share >= 0.95 for share in shares) >= 7


def test_a_newborn_moves_nobody() -> None:
    unions = ["M+F: A, B", "A+X: K", "B+Y: L"]
    people = "M m, F f, A m 1970, B f 1972, X f, Y m, K 1999, L 2001"
    before = lay_out(family(people, *unions))
    after = lay_out(family(people + ", New 2020", "M+F: A, B", "A+X: K, New", "B+Y: L"))
    assert share_kept(before, after) == 1.0
