"""A person whose address is protected gives away no home: not their own household's name, in no form."""

from __future__ import annotations

import pytest

from chronology.record.dates import When
from chronology.record.households import Household, Residence
from chronology.record.sources import Restriction
from exporters.genogram.writing import FORMS, render
from tests.exporters.genogram.drawn import draw
from tests.families import child_of, person


@pytest.mark.parametrize("form", [form for form in FORMS if form not in {"png", "pdf"}])
def test_the_home_of_a_person_whose_address_is_protected_is_not_named(form: str) -> None:
    drawing = draw(
        person("mo", "Mo Ash", "female", "1985", restriction=(Restriction.PROTECTED_ADDRESS,)),
        person("kit", "Kit Ash", "male", "2015", is_subject=True),
        child_of("kit", "mo"),
        Household(id="h", name="12 Refuge Street"),
        *[Residence(id=f"r-{i}", person=i, household="h", when=When(edtf="2020/..")) for i in ("mo", "kit")],
    )
    assert "Refuge" not in render(drawing, form).decode()
    assert "address withheld" in drawing.description
