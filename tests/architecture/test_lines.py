"""Lines that are not crossed: what is recorded for a person's own sake is read by no rule; values never change."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from pydantic import ValidationError

from chronology.record.casefile import CaseFile
from chronology.record.kinds import KINDS
from chronology.record.people import About, Person

ROOT = Path(__file__).parents[2]
OWN_SAKE = {*About.model_fields, "about"}
MAY_READ = {"record", "intake", "readers"}
"""Rooms that write it down as it was given."""


def _attributes_read(path: Path) -> set[str]:
    tree = ast.parse(path.read_text("utf-8"))
    return {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}


@pytest.mark.parametrize(
    "path",
    [
        p
        for p in sorted((ROOT / "chronology").rglob("*.py"))
        if p.relative_to(ROOT / "chronology").parts[0] not in MAY_READ
    ],
    ids=lambda p: str(p.relative_to(ROOT)),
)
def test_ethnicity_faith_language_and_disability_are_read_by_no_rule(path: Path):
    assert not _attributes_read(path) & OWN_SAKE


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_every_kind_of_record_is_frozen_and_says_what_its_fields_are(kind: str):
    cls = KINDS[kind]
    assert cls.model_config["frozen"]
    assert cls.kind == kind
    assert cls.__doc__


def test_a_recorded_value_never_changes_in_place():
    person = Person(id="a", name="Ada")
    with pytest.raises(ValidationError):
        person.name = "Eve"  # type: ignore[misc]


def test_a_new_version_leaves_the_earlier_case_file_as_it_was():
    before = CaseFile.of([Person(id="a", name="Ada")])
    after = before.with_records([Person(id="a", name="Ada Shaw")])
    assert (before.people["a"].name, after.people["a"].name) == ("Ada", "Ada Shaw")
    assert "a" not in after.with_records([], removed=["a"]).people


@pytest.mark.parametrize("path", sorted((ROOT / "chronology").rglob("*.py")), ids=lambda p: str(p.relative_to(ROOT)))
def test_only_the_screen_and_the_journal_read_a_clock(path: Path):
    if path.parts[-2:] == ("stores", "recording.py"):
        return
    calls = {
        (node.func.value.id, node.func.attr)
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and isinstance(node.func.value, ast.Name)
    }
    assert not calls & {("date", "today"), ("datetime", "now"), ("datetime", "utcnow"), ("time", "time")}
