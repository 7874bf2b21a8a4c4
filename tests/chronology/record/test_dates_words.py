"""The words that a date may hold are all those that the readers of dates look for."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from chronology.record import uk_marks, uk_numbers, uk_phrases
from chronology.record.dates import read_when
from chronology.record.uk_words import DATE_WORDS, may_be_dated
from tests.chronology.record.test_dates_read import READ


def looked_for(module: ast.Module) -> Iterator[str]:
    """Yield every word that a reader takes or compares what stands there with."""
    for node in ast.walk(module):
        places: list[ast.expr] = []
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in {"take", "get"}:
            places = [*node.args, node.func.value]
        elif isinstance(node, ast.Compare):
            places = [node.left, *node.comparators]
        for place in places:
            for inner in ast.walk(place):
                if isinstance(inner, ast.Constant) and isinstance(inner.value, str):
                    yield from re.findall("[a-z]+", inner.value)


@pytest.mark.parametrize("reader", [uk_marks, uk_numbers, uk_phrases])
def test_no_word_that_a_reader_looks_for_is_missing(reader):
    words = set(looked_for(ast.parse(Path(reader.__file__).read_text(encoding="utf-8"))))
    assert len(words) > 8
    assert not words - DATE_WORDS, "add them to chronology/record/uk_words.py: they may stand in a date"


@pytest.mark.parametrize("written", READ)
def test_what_is_read_as_a_date_may_be_one(written: str):
    assert may_be_dated(written) or read_when(written).is_undated


@pytest.mark.parametrize("text", ["12/3/2019 school: hungry", "on 3 May he said", "hungry", "12.3.19: seen"])
def test_a_text_with_another_word_is_no_date(text: str):
    assert not may_be_dated(text)
