"""A child whom the same carer fosters and then holds an order for has both, and each day shows what stood then."""

from __future__ import annotations

from datetime import date

import pytest

from chronology.record.dates import When
from chronology.record.ties import Order
from chronology.record.values import Record
from exporters.genogram.genogram import Genogram
from exporters.genogram.writing import render
from tests.exporters.genogram.drawn import draw, in_words, texts
from tests.families import child_of, person

FOSTERED = child_of("kit", "fay", way="foster", when="2018/2021").model_copy(update={"id": "a"})
ORDERED = child_of("kit", "fay", way="special guardianship", when="2021/..").model_copy(update={"id": "b"})


def _drawn(day: date, *, is_swapped: bool = False) -> Genogram:
    ids = ("b", "a") if is_swapped else ("a", "b")
    sets: list[Record] = [s.model_copy(update={"id": i}) for s, i in zip((FOSTERED, ORDERED), ids, strict=True)]
    people = (person("fay", "Fay Carr", "female", "1970"), person("kit", "Kit Ash", "male", "2015-01-02"))
    return draw(*people, *(reversed(sets) if is_swapped else sets), day=day)


@pytest.mark.parametrize("is_swapped", [False, True])
def test_the_order_that_followed_is_drawn_whatever_the_ids(is_swapped: bool) -> None:
    drawing = _drawn(date(2026, 1, 1), is_swapped=is_swapped)
    assert [d.kind for d in drawing.picture.shown_descents] == ["kinship"]
    assert texts(drawing, "descent") == ["F 2018-2021, SGO 2021-"]
    assert "Kit Ash was cared for by Fay Carr (foster), 2018 to 2021." in in_words(drawing)


def test_an_earlier_day_tells_nothing_of_what_came_later() -> None:
    drawing = _drawn(date(2019, 6, 1))
    assert [d.kind for d in drawing.picture.shown_descents] == ["foster"]
    assert texts(drawing, "descent") == ["F 2018-"]
    for form in ("svg", "txt", "dot", "json"):
        said = render(drawing, form).decode()
        assert "2021" not in said
        assert "SGO" not in said


def test_neither_day_moves_anybody() -> None:
    early, late = _drawn(date(2019, 6, 1)), _drawn(date(2026, 1, 1))
    assert early.layout == late.layout
    assert early.scene.width == late.scene.width


def test_an_earlier_day_does_not_tell_when_an_order_ended() -> None:
    kit = person("kit", "Kit Ash", "male", "2015-01-02", is_subject=True)
    order = Order(id="o", child="kit", status="so", when=When(edtf="2018/2021"))
    assert "Kit Ash: supervision order, since 2018." in in_words(draw(kit, order, day=date(2019, 6, 1)))
