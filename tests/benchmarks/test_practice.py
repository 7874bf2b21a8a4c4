"""The faults that the practice benchmark puts into decisions and closures are all found, and no other."""

from __future__ import annotations

import pytest

from benchmarks.practice import FAMILIES, found_in, made


@pytest.mark.parametrize("seed", [101, 102])
def test_what_is_found_is_what_was_put_in(seed: int):
    book = made(seed, FAMILIES)
    found, _ = found_in(book)
    assert found == book.seeded
    assert len(book.seeded) > FAMILIES
