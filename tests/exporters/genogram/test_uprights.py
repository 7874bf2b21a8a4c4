"""No upright of one union lies on another's: the two would be read as one line."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest

from chronology.intake.importing import case_from_files
from exporters.genogram.genogram import genogram
from exporters.genogram.layout import lay_out
from exporters.genogram.shape import Descent, Member, Shape, Union
from tests.exporters.genogram.reading import fall_together

CORPUS = os.environ.get("KINLINE_CORPUS")
FILES = (
    sorted([*Path(CORPUS, "bench", "families").glob("?.ged"), *Path(CORPUS, "corpus", "trees").glob("*.ged")])
    if CORPUS
    else []
)


@pytest.mark.parametrize("file", FILES or [None], ids=lambda f: f.stem if f else "none")
def test_uprights_of_two_unions_never_fall_together_in_the_families_kept(file):
    if file is None:
        pytest.skip("KINLINE_CORPUS is not set: the families kept there were not drawn")
    case = case_from_files([file], day=date(2026, 1, 1)).case
    assert not fall_together(genogram(case, day=date(2026, 1, 1)).layout)


def test_a_line_past_partners_apart_keeps_clear_of_their_childrens_line():
    people = [
        Member(name, sex, (1950, 1, 1), 80.0, 70.0)
        for name, sex in (("a", "M"), ("b", "F"), ("c", "F"), ("d", "F"), ("e", "F"))
    ]
    young = [Member(name, "F", (1980, 1, 1), 80.0, 70.0) for name in ("k1", "k2", "k3", "k4", "g")]
    shape = Shape(
        (*people, *young),
        (
            Union("u1", ("a", "b"), (Descent("k1"),)),
            Union("u2", ("a", "c"), (Descent("k2"),)),
            Union("u3", ("a", "d"), (Descent("k3"),)),
            Union("u4", ("a", "e"), (Descent("k4"),)),
            Union("u5", ("b", "c"), (Descent("g", "foster"),)),
        ),
    )
    assert not fall_together(lay_out(shape))
