"""Whatever is recorded, sound or not, is laid out: everyone once, nothing overlapping, the same every time."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from exporters.genogram.blocks import blocks_of
from exporters.genogram.kin import sound
from exporters.genogram.layout import lay_out
from exporters.genogram.order import components
from exporters.genogram.program import Program
from exporters.genogram.rows import rows_of
from exporters.genogram.shape import Descent, DescentKind, Member, Shape, Union
from exporters.genogram.sweep import Sweeper
from exporters.genogram.tally import tally
from tests.exporters.genogram.layout_check import problems

KINDS: list[DescentKind] = ["birth", "birth", "birth", "adopted", "foster", "kinship", "unknown"]


@st.composite
def families(draw: st.DrawFn, most: int = 12, *, bad: bool = True) -> Shape:
    """Families up to some size; where `bad`, children may come before their parents and people be their own partner."""
    count = draw(st.integers(1, most))
    members = tuple(
        Member(
            f"p{i}",
            draw(st.sampled_from("MFU")),  # type: ignore[arg-type]
            draw(st.one_of(st.none(), st.tuples(st.integers(1900, 2020), st.just(1), st.just(1)))),
            draw(st.sampled_from([44.0, 80.0, 130.0])),
            draw(st.sampled_from([44.0, 70.0, 95.0])),
        )
        for i in range(count)
    )
    unions = []
    for k in range(draw(st.integers(0, count))):
        partners = draw(st.lists(st.integers(0, count - 1), min_size=1, max_size=2, unique=not bad))
        after = 0 if bad and draw(st.integers(0, 9)) == 0 else max(partners) + 1
        children = draw(st.lists(st.integers(after, count - 1), max_size=4, unique=True)) if after < count else []
        descents = tuple(
            Descent(f"p{c}", draw(st.sampled_from(KINDS)), draw(st.sampled_from([0, 0, 1]))) for c in children
        )
        unions.append(Union(f"u{k}", tuple(f"p{p}" for p in partners), descents))
    return Shape(members, tuple(unions))


@given(families())
def test_everything_recorded_is_drawn_once_with_nothing_over_anything(shape: Shape) -> None:
    assert problems(shape, lay_out(shape)) == []


@given(families())
def test_parents_stand_above_their_children_by_birth(shape: Shape) -> None:
    kin = sound(shape)
    rows, _, _ = rows_of(kin)
    for couple in kin.couples:
        for child in couple.children:
            assert all(rows[child] > rows[p] for p in couple.partners)


@given(families())
def test_partners_not_on_one_row_are_counted(shape: Shape) -> None:
    kin = sound(shape)
    layout = lay_out(shape)
    split = sum(len({layout.places[kin.members[p].id].row for p in couple.partners}) > 1 for couple in kin.couples)
    assert layout.rules["split_rows"].violations == split


@given(families())
def test_the_same_family_gives_the_same_layout(shape: Shape) -> None:
    assert lay_out(shape) == lay_out(Shape(shape.members, shape.unions))


@given(families(bad=False))
def test_every_line_recorded_between_sound_people_is_drawn(shape: Shape) -> None:
    layout = lay_out(shape)
    recorded = {(d.child, u.id) for u in shape.unions for d in u.children}
    assert recorded == {(d.child, d.union) for d in layout.descents} or layout.faults


@given(families(10))
def test_the_proved_order_has_the_violations_it_says_and_no_more_than_a_swept_one(shape: Shape) -> None:
    kin = sound(shape)
    rows, _, _ = rows_of(kin)
    for members in components(kin):
        swept = Sweeper(kin, rows, members).run()
        order, rules = Program(kin, rows, members).solve(2000, swept)
        counted = tally(kin, rows, order)
        for rule in ("apart", "order", "stranger"):
            assert rules[rule].violations == counted[rule].violations
        said = [rules[rule].violations for rule in ("apart", "order", "stranger")]
        assert said <= [tally(kin, rows, swept)[rule].violations for rule in ("apart", "order", "stranger")]
        assert {row: sorted(line) for row, line in order.items()} == {row: sorted(line) for row, line in swept.items()}


@settings(max_examples=25)
@given(families(8))
def test_standing_together_as_a_block_costs_nothing(shape: Shape) -> None:
    kin = sound(shape)
    rows, _, _ = rows_of(kin)
    for members in components(kin):
        swept = Sweeper(kin, rows, members).run()
        _, blocked = Program(kin, rows, members).solve(2000, swept)
        _, free = Program(kin, rows, members, together=False).solve(2000, swept)
        if all(r.proved for r in (*blocked.values(), *free.values())):
            assert blocked == free


@given(families())
def test_blocks_hold_each_member_once(shape: Shape) -> None:
    kin = sound(shape)
    rows, _, _ = rows_of(kin)
    for members in components(kin):
        assert sorted(m for b in blocks_of(kin, rows, members) for m in b.members) == members


def test_a_cross_generation_couple_beside_a_family_apart_is_laid_out():
    members = tuple(Member(name) for name in ("young", "old", "stranger", "child", "apart"))
    unions = (
        Union("a", ("apart",), (Descent("stranger"),)),
        Union("b", ("old",), (Descent("young"),)),
        Union("c", ("old", "young"), (Descent("child"),)),
    )
    assert set(lay_out(Shape(members, unions)).places) == {member.id for member in members}
