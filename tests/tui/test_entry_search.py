"""Looking for words in the entries: narrowing what was found before gives what looking through every row gives."""

from __future__ import annotations

import random

import pytest

from tui.widgets.entry_search import EntrySearch
from tui.widgets.entry_table import Row

LETTERS = "abc "


def searched(draw: random.Random, count: int = 60):
    texts = ["".join(draw.choice(LETTERS) for _ in range(draw.randrange(0, 14))) for _ in range(count)]
    return [(text, Row(f"e{n}", (text,))) for n, text in enumerate(texts)]


def plainly(rows, words: list[str]) -> list[Row]:
    return [row for text, row in rows if all(word in text for word in words)]


@pytest.mark.parametrize("seed", range(20))
def test_every_key_of_a_filter_finds_what_looking_through_everything_finds(seed: int):
    draw = random.Random(seed)
    rows = searched(draw)
    search = EntrySearch(rows)
    line = ""
    for _ in range(120):
        at = draw.randrange(len(line) + 1)
        is_typed = draw.random() < 0.65
        line = line[:at] + draw.choice(LETTERS) + line[at:] if is_typed else line[: max(at - 1, 0)] + line[at:]
        words = line.split()
        assert search.holding(words) == plainly(rows, words), line


def test_without_words_every_row_is_found_in_order():
    rows = searched(random.Random(1))
    search = EntrySearch(rows)
    assert search.holding(["c", "a"]) != search.holding([]) == [row for _, row in rows]
