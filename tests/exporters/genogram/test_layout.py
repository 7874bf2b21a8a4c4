"""The genogram's layout keeps its rules, says how far, and refuses nobody."""

from __future__ import annotations

import itertools

import pytest

from exporters.genogram.layout import lay_out
from exporters.genogram.shape import Descent, Layout, Member, Shape, Union
from tests.exporters.genogram.layout_check import family, problems, row


def kept(layout: Layout) -> bool:
    return all(r.violations == 0 and r.proved for r in layout.rules.values())


def sound(shape: Shape) -> Layout:
    layout = lay_out(shape)
    assert problems(shape, layout) == []
    return layout


def middle(layout: Layout, union: str) -> tuple[float, float]:
    return next(c.middle for c in layout.couples if c.union == union)


def test_a_couple_stands_together_over_its_children_eldest_left() -> None:
    layout = sound(family("Ben m 1980, Ada f 1982, Cal m 2010, Dee f 2008, Eve f 2012", "Ada+Ben: Cal, Dee, Eve"))
    assert row(layout, 0) == "Ben Ada"
    assert row(layout, 1) == "Dee Cal Eve"
    assert kept(layout)
    assert layout.places["Cal"].x == pytest.approx(middle(layout, "u0")[0])


def test_children_without_a_known_date_keep_the_order_they_were_given_in() -> None:
    assert row(sound(family("A m, B f, C m 2010, D m, E m 2001", "A+B: C, D, E")), 1) == "C D E"


def test_two_partners_stand_on_either_side_and_each_couple_has_its_own_children() -> None:
    layout = sound(family("Kim f, Lou m, Max m, A, B, C", "Kim+Lou: A, B", "Kim+Max: C"))
    assert row(layout, 0).split()[1] == "Kim"
    assert kept(layout)
    assert (row(layout, 0), row(layout, 1)) in (("Lou Kim Max", "A B C"), ("Max Kim Lou", "C A B"))


def test_a_third_partner_passes_under_and_the_earliest_stands_nearest() -> None:
    layout = sound(family("Kim f, P1 m, P2 m, P3 m, A, B, C", "Kim+P1: A", "Kim+P2: B", "Kim+P3: C"))
    order = row(layout, 0).split()
    assert abs(order.index("P1") - order.index("Kim")) == 1
    assert abs(order.index("P2") - order.index("Kim")) == 1
    assert kept(layout)
    under = next(c for c in layout.couples if c.union == "u2")
    assert len(under.points) == 6
    assert middle(layout, "u2")[1] > layout.places["Kim"].y + 48


def test_nobody_but_a_siblings_partner_stands_among_siblings() -> None:
    layout = sound(
        family(
            "F m, M f, A m 1970, B f 1972, C m 1974, X f, Y f, K1, K2, G m, H f",
            "F+M: A, B, C",
            "A+X: K1",
            "C+Y: K2",
            "G+H: Y",
        )
    )
    assert kept(layout)
    assert [w for w in row(layout, 1).split() if w in "ABC"] == ["A", "B", "C"]


def test_a_forced_fault_is_shown_with_the_proof_that_it_is_forced() -> None:
    layout = sound(
        family(
            "gf m, gm f, s1 m 1965, w1 f, s2 f 1968, h2 m, c1 m 1990, c1b f 1993, c2 f 1992, c2b m 1995, k f",
            "gf+gm: s1, s2",
            "s1+w1: c1, c1b",
            "h2+s2: c2, c2b",
            "c1+c2: k",
        )
    )
    assert layout.rules["apart"].violations == layout.rules["order"].violations == 0
    assert layout.rules["stranger"].violations == layout.rules["stranger"].fewest == 1
    assert layout.rules["stranger"].proved


def test_a_couple_across_generations_gets_a_stepped_line_and_is_counted() -> None:
    layout = sound(
        family(
            "Gran f 1940, Grandad m 1938, Mum f 1965, Dad m 1964, Kid f 1990, Baby",
            "Gran+Grandad: Mum",
            "Mum+Dad: Kid",
            "Kid+Grandad: Baby",
        )
    )
    assert layout.rules["split_rows"].violations == layout.rules["split_rows"].fewest == 1
    assert layout.rules["split_rows"].proved
    assert [layout.places[p].row for p in ("Gran", "Mum", "Kid", "Baby")] == [0, 1, 2, 3]
    stepped = next(c for c in layout.couples if c.union == "u2")
    assert stepped.points[0][1] < stepped.points[-1][1]


def test_twins_hang_from_one_point() -> None:
    layout = sound(family("A m, B f, C 2001, D 2004, E 2004, F 2007", "A+B: C, D*1, E*1, F"))
    lines = {d.child: d.points for d in layout.descents}
    assert lines["D"][-2] == lines["E"][-2]
    assert lines["D"][-2][0] == pytest.approx((layout.places["D"].x + layout.places["E"].x) / 2)
    assert lines["C"][-2] != lines["D"][-2]


def test_a_child_with_four_parent_sets_has_a_line_to_each_and_stands_with_its_birth_family() -> None:
    shape = family(
        "M f, F m, Kid, Sib, A1 f, A2 m, F1 f, F2 m, Gran f, Grandad m",
        "A1+A2: Kid/adopted",
        "F1+F2: Kid/foster",
        "M+F: Sib, Kid",
        "Gran+Grandad: M",
        "Gran: Kid/kinship",
    )
    layout = sound(shape)
    assert sorted(d.kind for d in layout.descents if d.child == "Kid") == ["adopted", "birth", "foster", "kinship"]
    assert len({d.points[-1] for d in layout.descents if d.child == "Kid"}) == 4
    assert "Sib Kid" in row(layout, layout.places["Kid"].row)
    assert layout.places["A1"].row < layout.places["Kid"].row
    assert kept(layout)


def test_a_sister_who_cares_for_her_brother_stays_on_his_row() -> None:
    layout = sound(family("M f, F m, Sis f 1990, Bro m 2005", "M+F: Sis, Bro", "Sis: Bro/kinship"))
    assert layout.places["Sis"].row == layout.places["Bro"].row == 1
    assert [d.kind for d in layout.descents if d.child == "Bro"] == ["birth", "kinship"]


def test_one_parent_has_a_stub_for_each_sibship_at_its_own_point() -> None:
    layout = sound(family("Mum f, A, B, C", "Mum: A, B", "Mum: C"))
    assert middle(layout, "u0") != middle(layout, "u1")
    assert layout.places["Mum"].row == 0


def test_siblings_with_no_parent_known_are_drawn_and_said() -> None:
    layout = sound(family("A, B", ": A, B"))
    assert set(layout.places) == {"A", "B"}
    assert any("u0" in fault for fault in layout.faults)


@pytest.mark.parametrize(
    ("people", "unions", "said"),
    [
        ("A m, B f, C", ["A+B: C", "C+B: A"], "own ancestor"),
        ("A m, B f", ["A+A: B"], "own partner"),
        ("A m, B f", ["A+B: A"], "own parent"),
        ("A m, B f", ["A: B", "B: A"], "own ancestor"),
        ("A m, B f, C, D", ["A+B: C", "B+A: D"], "recorded twice"),
        ("A m, B f, C", ["A+B: C, C"], "twice a child"),
        ("A m, B f", ["A+B: Nobody"], "not among the members"),
        ("A m, B f, C", ["A+Nobody: C"], "not among the members"),
        ("A m, A f, B", ["A: B"], "given twice"),
    ],
)
def test_bad_data_is_drawn_with_its_fault_said(people: str, unions: list[str], said: str) -> None:
    shape = family(people, *unions)
    layout = sound(shape)
    assert any(said in fault for fault in layout.faults), layout.faults


def test_a_link_that_closes_a_loop_is_still_drawn() -> None:
    layout = sound(family("A m, B f, C m, D f", "A+B: C", "C+D: A"))
    assert len(layout.descents) == 2


def test_families_without_a_tie_stand_side_by_side() -> None:
    layout = sound(family("A m, B f, C, D m, E f, G, H", "A+B: C", "D+E: G"))
    assert row(layout, 0) == "A B D E H"
    assert row(layout, 1) == "C G"
    assert layout.places["D"].x > layout.places["C"].x


def test_carers_who_are_no_relatives_stand_above_the_child_they_care_for() -> None:
    layout = sound(family("G m, H f, M f, F m, Kid, FC f, FD m", "G+H: M", "M+F: Kid", "FC+FD: Kid/foster"))
    assert layout.places["FC"].row == layout.places["FD"].row == 1


def test_forty_partners_and_twenty_five_children() -> None:
    people = "Z m, " + ", ".join(f"P{i} f, K{i}" for i in range(40)) + ", " + ", ".join(f"C{i}" for i in range(25))
    unions = [f"Z+P{i}: K{i}" for i in range(40)]
    unions[0] += ", " + ", ".join(f"C{i}" for i in range(25))
    layout = sound(family(people, *unions))
    assert len({c.middle for c in layout.couples}) == 40
    assert layout.rules["apart"].violations == layout.rules["crossing"].violations == 0


def test_a_text_over_a_couples_line_fits_between_the_partners() -> None:
    shape = family("A m, B f", "A+B:", width=44.0)
    wide = Shape(shape.members, shape.unions, labels={"u0": 120.0})
    layout = lay_out(wide)
    assert layout.places["B"].x - layout.places["A"].x - 44 >= 120


def test_space_says_who_belongs_together() -> None:
    layout = sound(
        family(
            "F m, M f, A m 1970, B m 1972, X f, Y f, A1 1990, A2 1992, B1 1993",
            "F+M: A, B",
            "A+X: A1, A2",
            "B+Y: B1",
        )
    )
    x = {i: p.x for i, p in layout.places.items()}
    assert x["M"] - x["F"] < x["A2"] - x["A1"] < x["B1"] - x["A2"]
    assert layout.places["A"].y - layout.places["F"].y > x["A2"] - x["A1"]


def test_the_order_of_members_and_unions_in_a_file_of_known_dates_does_not_drop_or_double() -> None:
    shape = family("F m 1940, M f 1942, A m 1970, B m 1972, X f 1971, A1 1990", "F+M: A, B", "A+X: A1")
    for members in itertools.permutations(shape.members[2:]):
        again = Shape(shape.members[:2] + members, shape.unions)
        assert row(sound(again), 1).startswith("A X B") or row(lay_out(again), 1).startswith("X A B")


def test_an_empty_family_and_a_lone_person_are_laid_out() -> None:
    assert lay_out(Shape((), ())).places == {}
    alone = lay_out(Shape((Member("A"),), ()))
    assert alone.places["A"].x == 22
    assert alone.width == 44


def test_a_chain_of_two_thousand_generations_neither_fails_nor_recurses() -> None:
    members = tuple(Member(f"p{i}") for i in range(2000))
    unions = tuple(Union(f"u{i}", (f"p{i}",), (Descent(f"p{i + 1}"),)) for i in range(1999))
    layout = lay_out(Shape(members, unions))
    assert layout.places["p1999"].row == 1999
    assert len({p.x for p in layout.places.values()}) == 1


def test_a_budget_of_no_nodes_still_places_everybody() -> None:
    shape = family(
        "a, b, c, d, e, f, g, h, i, j",
        "a+b: e, f",
        "c+d: g, h",
        "e+g: i",
        "f+h: j",
        "e+h:",
        "f+g:",
        "i+j:",
    )
    layout = lay_out(shape, nodes_limit=0)
    assert problems(shape, layout) == []
    full = lay_out(shape)
    assert [r.violations for r in full.rules.values()] <= [r.violations for r in layout.rules.values()]


def test_where_orders_are_equally_good_the_last_one_is_kept() -> None:
    shape = family("K u, P u, Q u, A, B", "K+P: A", "K+Q: B")
    first = lay_out(shape)
    mirrored = {i: type(p)(p.id, -p.x, p.y, p.row) for i, p in first.places.items()}
    was = Layout(mirrored, (), (), {}, 0, 0)
    assert row(lay_out(shape, previous=first), 0) == row(first, 0)
    again = lay_out(shape, previous=was)
    assert {r: f.violations for r, f in again.rules.items()} == {r: f.violations for r, f in first.rules.items()}


def test_adding_somebody_leaves_the_others_where_they_stood() -> None:
    unions = ["M+F: A, B, C", "A+X: K", "C+Y: L", "Y+Z: N", "G+H: Y"]
    people = "M m, F f, A m 1970, B f 1972, C m 1974, X f, Y f, Z m, K, L, N, G m, H f"
    before = lay_out(family(people, *unions))
    after = lay_out(family(people + ", New", *unions, "X: New"), previous=before)
    pairs = [
        (p.id, q.id) for p in before.places.values() for q in before.places.values() if p.row == q.row and p.x < q.x
    ]
    kept = sum(after.places[p].x < after.places[q].x for p, q in pairs)
    assert kept >= 0.95 * len(pairs)


def test_the_focus_childs_family_stands_between_its_carers_families() -> None:
    shape = family(
        "M f, F m, S 2001, T 2010, C1 f, C2 m, D1 f, D2 m",
        "C1+C2: S/foster",
        "D1+D2: T/foster",
        "M+F: S, T",
        focus="T",
    )
    assert row(sound(shape), 0) == "C2 C1 F M D2 D1"


def test_a_text_over_a_line_that_passes_under_somebody_has_room_above_it() -> None:
    shape = family("Kim f, P1 m, P2 m, P3 m, P4 m, A", "Kim+P1:", "Kim+P2:", "Kim+P3:", "Kim+P4: A")
    worded = Shape(shape.members, shape.unions, labels={"u2": 40.0, "u3": 40.0})
    lanes = sorted({y for c in lay_out(worded).couples for _, y in c.points if y > 70})
    labels_end = 70.0
    assert lanes
    assert all(below - above >= 12 for above, below in itertools.pairwise([labels_end, *lanes]))
