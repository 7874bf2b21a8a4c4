"""The invented Marlow family, as the files its agencies would send."""

from __future__ import annotations

from datetime import date
from importlib.resources import files
from typing import NamedTuple

DEMO_DAY = date(2025, 1, 31)
"""The day at which the example is looked at."""
DEMO_NAMES = (
    "marlow-family.ged",
    "school.docx",
    "health-visitor.xlsx",
    "police.csv",
    "social-care.docx",
    "social-care-work.xlsx",
)
"""The files, the family first."""


class DemoFile(NamedTuple):
    """One shipped file: its name and its bytes."""

    name: str
    data: bytes


def demo_files() -> list[DemoFile]:
    """Return the shipped files, the family first."""
    folder = files("chronology.demo")
    return [DemoFile(name, folder.joinpath(name).read_bytes()) for name in DEMO_NAMES]
