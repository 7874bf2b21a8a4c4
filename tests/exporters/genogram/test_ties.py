"""Emotional lines: each kind has strands of its own, its words and date, its direction, and a way round all others."""

from __future__ import annotations

import random
from datetime import date

import pytest

from chronology.record.dates import When
from chronology.record.sources import Standing
from chronology.record.ties import Bond
from chronology.record.values import Record
from exporters.drawing.scene import INK, Path, Words
from exporters.genogram.chosen import Sensitive
from exporters.genogram.data import as_json
from exporters.genogram.emotions import EMOTIONS, PLAIN, Emotion, emotion_of, is_own_words
from exporters.genogram.genogram import Genogram
from exporters.genogram.spots import HALF
from exporters.genogram.strands import at, half_width, length, part, tie_marks
from exporters.genogram.writing import render
from tests.exporters.genogram.drawn import draw, groups, of, texts
from tests.families import child_of, couple, person

DAY = date(2024, 6, 1)
STRAIGHT = ((0.0, 0.0), (60.0, 0.0), (120.0, 0.0))


def pair(**more: object) -> tuple[Record, ...]:
    """Return two people with one tie."""
    return person("a", "Ann", born="1990"), person("b", "Bo", born="1992"), Bond(id="t", source="a", target="b", **more)  # type: ignore[arg-type]


def shown(*records: Record, day: date = DAY) -> Genogram:
    """Return a drawing with every tie asked for."""
    return draw(*records, day=day, show=frozenset(Sensitive))


def look(emotion: Emotion) -> tuple[object, ...]:
    """Return what is seen of a line in black and white."""
    return tuple(
        (m.points, m.stroke.width, m.stroke.dash, m.fill == INK)
        for m in tie_marks(emotion, STRAIGHT)
        if isinstance(m, Path)
    )


def test_no_two_kinds_look_alike_in_black_and_white() -> None:
    looks = {look(emotion): emotion.key for emotion in (*EMOTIONS, PLAIN)}
    assert len(looks) == len(EMOTIONS) + 1


def test_ten_kinds_are_the_safeguarding_set() -> None:
    assert {e.key for e in EMOTIONS if e.is_safeguarding} == {
        "close", "distant", "cutoff", "conflict", "physical-abuse", "emotional-abuse", "sexual-abuse", "neglect",
        "controlling", "carer",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("nature", "key"),
    [
        ("close", "close"),
        ("Close-hostile", "close-hostile"),
        ("close_violent", "close-violence"),
        ("cut off", "cutoff"),
        ("cut-off repaired", "repaired"),
        ("best friend", "best-friends"),
        ("FRIEND", "close"),
        ("very close", "best-friends"),
        ("physical abuse", "physical-abuse"),
        ("abusive", "abuse"),
        ("in conflict", "conflict"),
        ("main carer", "carer"),
        ("distrust", "distrust"),
        ("Godmother", "plain"),
        ("neighbour", "plain"),
        ("encloses him", "plain"),
    ],
)
def test_a_ties_words_say_its_kind(nature: str, key: str) -> None:
    assert emotion_of(nature).key == key


@pytest.mark.parametrize("emotion", EMOTIONS, ids=lambda e: e.key)
def test_every_kind_is_drawn_told_and_in_the_legend(emotion: Emotion) -> None:
    drawing = shown(*pair(nature=emotion.said_as[0], when=When(edtf="2019/..")))
    (group,) = groups(drawing, "tie")
    assert [m.text for m in group.marks if isinstance(m, Words)] == [f"{emotion.said_as[0]} 2019-"]
    assert emotion.legend in texts(drawing, "legend")
    assert emotion.said_as[0] in group.title
    assert not is_own_words(emotion.said_as[0])
    assert [t["kind"] for t in as_json(drawing)["ties"]] == [emotion.said_as[0]]


def test_an_arrow_points_at_whom_it_concerns() -> None:
    for emotion in EMOTIONS:
        if emotion.is_directed:
            heads = [
                m for m in tie_marks(emotion, STRAIGHT) if isinstance(m, Path) and m.is_closed and len(m.points) == 3
            ]
            assert [h.points[1] for h in heads] == [(120.0, 0.0)], emotion.key


def test_one_that_goes_both_ways_has_a_head_at_either_end_and_says_so() -> None:
    one, both = shown(*pair(nature="focused on")), shown(*pair(nature="focused on", is_mutual=True))

    def heads(drawing: Genogram) -> int:
        return sum(isinstance(m, Path) and m.is_closed for m in groups(drawing, "tie")[0].marks)

    assert (heads(one), heads(both)) == (1, 2)
    assert "Ann towards Bo: focused on" in one.description
    assert "Ann and Bo: focused on" in both.description
    assert "Ann and Bo: close" in shown(*pair(nature="close")).description


@pytest.mark.parametrize("standing", [Standing.ALLEGED, Standing.NOT_PROVED, Standing.ADMITTED])
def test_a_tie_says_how_far_it_stands(standing: Standing) -> None:
    drawing = shown(*pair(nature="controlling", standing=standing))
    assert f"controlling ({standing.value})" in texts(drawing, "tie")
    assert f"controlling ({standing.value})" in drawing.description


def test_a_tie_is_drawn_from_its_day_on_and_moves_nothing() -> None:
    records = pair(nature="close", when=When(edtf="2020-01-01/.."))
    before, after = (shown(*records, day=date(y, 6, 1)) for y in (2019, 2021))
    assert (len(groups(before, "tie")), len(groups(after, "tie"))) == (0, 1)
    assert (before.scene.width, before.layout) == (after.scene.width, after.layout)


def test_nothing_of_a_zigzag_leaves_its_band() -> None:
    way = tuple((x, (x - 60) ** 2 / 90) for x in range(0, 121, 4))
    for emotion in EMOTIONS:
        half = half_width(emotion) + 3.0
        for mark in tie_marks(emotion, way):
            assert isinstance(mark, Path)
            for x, y in mark.points:
                assert min((x - wx) ** 2 + (y - wy) ** 2 for wx, wy in way) ** 0.5 <= half + 3.0, emotion.key


def test_a_part_of_a_way_begins_and_ends_where_it_should() -> None:
    way = ((0.0, 0.0), (10.0, 0.0), (10.0, 10.0))
    assert length(way) == 20.0
    assert part(way, 5.0, 15.0) == [(5.0, 0.0), (10.0, 0.0), (10.0, 5.0)]
    assert at(way, 99.0)[:2] == (10.0, 10.0)
    assert tie_marks(EMOTIONS[2], ((1.0, 1.0), (1.0, 1.0)))


def tangled(seed: int, count: int) -> tuple[Record, ...]:
    """Return three generations with so many ties between people drawn by lot."""
    records: list[Record] = [
        *(person(f"g{n}", f"Gran {n}", ("female", "male")[n % 2], str(1950 + n)) for n in range(4)),
        *(person(f"p{n}", f"Parent {n}", ("female", "male")[n % 2], str(1980 + n)) for n in range(4)),
        *(person(f"c{n}", f"Child {n}", ("female", "male")[n % 2], str(2010 + n)) for n in range(6)),
        *(couple(f"u{n}", f"g{2 * n + 1}", f"g{2 * n}", ("married", "1975")) for n in range(2)),
        *(couple(f"v{n}", f"p{n + 1}", f"p{n}", ("cohabiting", "2008"), ("separated", "2015")) for n in range(3)),
        child_of("p0", "g0", "g1", union="u0"),
        child_of("p1", "g2", "g3", union="u1"),
        *(child_of(f"c{n}", f"p{n // 2 + 1}", f"p{n // 2}", union=f"v{n // 2}") for n in range(6)),
    ]
    draws = random.Random(seed)
    ids = [f"g{n}" for n in range(4)] + [f"p{n}" for n in range(4)] + [f"c{n}" for n in range(6)]
    for n in range(count):
        one, other = draws.sample(ids, 2)
        records.append(Bond(id=f"t{n}", source=one, target=other, nature=draws.choice(EMOTIONS).said_as[0]))
    return tuple(records)


@pytest.mark.parametrize("seed", range(6))
def test_ties_go_round_symbols_and_names_that_they_do_not_concern(seed: int) -> None:
    drawing = shown(*tangled(seed, 8))
    places = drawing.layout.places
    boxes = [(i, p.x - HALF, p.y - HALF, p.x + HALF, p.y + HALF) for i, p in places.items()]
    names = [(x - w / 2, y - h / 2, x + w / 2, y + h / 2) for _, _, x, y, w, h in drawing.picture.labels]
    assert len(drawing.picture.ties) == 8
    for bond in drawing.picture.bonds:
        way, _ = drawing.picture.spots.ties[bond.id]
        for x, y in way:
            assert not [
                i for i, lt, tp, rt, bm in boxes if i not in {bond.source, bond.target} and lt < x < rt and tp < y < bm
            ]
            assert not [n for n in names if n[0] < x < n[2] and n[1] < y < n[3]]


def test_the_words_of_ties_stand_on_no_others() -> None:
    drawing = shown(*tangled(3, 6))
    words = [
        (m.x - m.width / 2, m.y - m.size * 0.7, m.x + m.width / 2, m.y + m.size * 0.2)
        for g in groups(drawing, "tie")
        for m in g.marks
        if isinstance(m, Words)
    ]
    for n, one in enumerate(words):
        for other in words[n + 1 :]:
            assert not (one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3])


def test_the_same_ties_give_the_same_bytes() -> None:
    one, two = (render(shown(*tangled(1, 10)), "svg") for _ in range(2))
    assert one == two


def test_ends_meet_the_symbols_they_join() -> None:
    drawing = shown(*tangled(2, 8))
    places = drawing.layout.places
    for bond in drawing.picture.bonds:
        way, _ = drawing.picture.spots.ties[bond.id]
        for (x, y), end in ((way[0], bond.source), (way[-1], bond.target)):
            place = places[end]
            assert HALF - 1 <= max(abs(x - place.x), abs(y - place.y)) < HALF + 20
    assert of(drawing, "person", "Gran 0")
