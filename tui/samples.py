"""The invented family as a case file to try things out on, with a key of its own beside it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from chronology.intake.importing import ImportPlan
    from chronology.journal.opencase import OpenCase

SAMPLE_FOLDER = "kinline-sample"
"""Where the app makes it, beside the case files."""
CASE, IDENTITY = "marlow.kin", "demo-identity.txt"


def is_sample(path: Path) -> bool:
    """Return whether a case file is the sample family, whose key lies beside it."""
    return path.name == CASE and (path.parent / IDENTITY).is_file()


def open_sample(folder: Path) -> OpenCase:
    """Return the sample family of a folder, opened."""
    from chronology.journal.opencase import OpenCase
    from chronology.journal.stores.keys import load_identity

    return OpenCase.open(folder / CASE, load_identity(folder / IDENTITY), actor="demo")


def make_sample(folder: Path, progress: Callable[[str], None]) -> tuple[OpenCase, ImportPlan]:
    """Make the sample family in a folder, and return it opened with what was read into it."""
    from chronology.demo import DEMO_DAY, demo_files
    from chronology.intake.importing import FileGiven, plan_import
    from chronology.journal.opencase import OpenCase
    from chronology.journal.stores.keys import load_identity, make_plain_identity
    from chronology.record.plans import Family
    from chronology.record.values import new_id

    folder.mkdir(parents=True, exist_ok=True)
    key = folder / IDENTITY
    identity = load_identity(key) if key.exists() else make_plain_identity(key)
    opened = OpenCase.create(folder / CASE, identity, recovery=identity.recipient, actor="demo")
    opened.record("Case file of the Marlow family begun", values=(Family(id=new_id(), name="Marlow"),))
    files = [FileGiven(name, data) for name, data in demo_files()]
    plan = plan_import(opened.case, files, day=DEMO_DAY, progress=lambda name: progress(f"reading {name}"))
    opened.record(plan.label(), values=plan.records, originals=[(f.name, f.data) for f in plan.originals])
    return opened, plan
