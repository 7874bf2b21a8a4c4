"""The drawing in characters, read back sign by sign, has the order and the relations of the layout."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chronology.record.casefile import CaseFile
from exporters.genogram.characters import CharacterPicture, character_picture
from exporters.genogram.fits import FITS, Fit
from exporters.genogram.genogram import Genogram, genogram
from exporters.genogram.grid import Grid
from tests.exporters.genogram.drawn import DAY, vale
from tests.exporters.genogram.reading import (
    fall_together,
    families_drawn,
    families_read,
    overlaps,
    rows_drawn,
    rows_read,
)
from tests.exporters.genogram.recorded import recorded_families
from tests.families import three_siblings


def in_cells(drawing: Genogram, fit: Fit) -> CharacterPicture:
    return character_picture(drawing.picture, Grid(drawing.drawn, drawing.layout, fit))


def check(drawing: Genogram, fit: Fit) -> None:
    picture = in_cells(drawing, fit)
    assert not fall_together(drawing.layout)
    assert rows_read(picture) == rows_drawn(drawing.picture)
    read, drawn = (sorted(map(sets, some)) for some in (families_read(picture), families_drawn(drawing.picture)))
    assert read == drawn, "\n".join(picture.lines())
    assert overlaps(picture) == []


def sets(family: tuple[frozenset[str], frozenset[str]]) -> tuple[list[str], list[str]]:
    return sorted(family[0]), sorted(family[1])


@pytest.mark.parametrize("fit", FITS, ids=lambda fit: fit.name)
@pytest.mark.parametrize("family", [CaseFile.of(vale()), three_siblings()], ids=["vale", "siblings"])
def test_a_family_reads_back_as_it_was_laid_out(family: CaseFile, fit: Fit) -> None:
    check(genogram(family, day=DAY), fit)


@settings(max_examples=60)
@given(recorded_families(), st.sampled_from(FITS), st.sampled_from([date(1950, 1, 1), date(2005, 6, 1), DAY]))
def test_whatever_is_recorded_reads_back_as_it_was_laid_out(family: CaseFile, fit: Fit, day: date) -> None:
    check(genogram(family, day=day), fit)
