"""Any budget gives a layout, and a larger one never a worse."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.genogram import invented
from exporters.genogram.layout import lay_out
from exporters.genogram.shape import Shape
from tests.exporters.genogram.test_layout_any import families

RULES = ("split_rows", "apart", "order", "stranger", "crossing")


def broken(shape: Shape, budget: int) -> list[int]:
    rules = lay_out(shape, nodes_limit=budget).rules
    return [rules[rule].violations for rule in RULES]


@settings(max_examples=40, deadline=None)
@given(families(16), st.lists(st.sampled_from([0, 1, 19, 20, 75, 200, 900, 2000]), min_size=2, max_size=4, unique=True))
def test_more_steps_never_break_a_rule_more_often(shape: Shape, budgets: list[int]) -> None:
    found = [broken(shape, budget) for budget in sorted(budgets)]
    assert found == sorted(found, reverse=True)


@settings(max_examples=6, deadline=None)
@given(st.integers(0, 10**6))
def test_nor_in_tangled_families_whose_proof_takes_long(seed: int) -> None:
    shape = invented(45, 0.5, seed)
    found = [broken(shape, budget) for budget in (0, 20, 200)]
    assert found == sorted(found, reverse=True)
