"""Paths as they are typed: taken apart at blanks and quotes, and offered as they may go on."""

from __future__ import annotations

from pathlib import Path

import pytest

from tui.typed_paths import parts_typed, paths_begun


def test_paths_stand_apart_and_quotes_hold_blanks_together():
    assert parts_typed('a.ged "school log.csv"', is_windows=False) == ["a.ged", "school log.csv"]
    with pytest.raises(ValueError, match="quotation"):
        parts_typed('"school log.csv', is_windows=False)


def test_a_backslash_between_folders_stays_where_folders_are_written_so():
    assert parts_typed(r'C:\Cases\a.ged "D:\School log.csv"', is_windows=True) == [
        r"C:\Cases\a.ged",
        r"D:\School log.csv",
    ]


def test_what_may_be_imported_is_offered_in_any_case_and_folders_go_on(tmp_path: Path):
    for name in ("School.csv", "school log.docx", "school.exe", ".school.csv"):
        (tmp_path / name).touch()
    (tmp_path / "schools").mkdir()
    (tmp_path / "schools" / "hill.xlsx").touch()
    (tmp_path / "school.kin").mkdir()
    endings = {".csv", ".docx", ".xlsx"}
    assert paths_begun("a.ged SCH", tmp_path, endings) == (6, ('"school log.docx" ', "School.csv ", "schools/"))
    folder = f"{tmp_path}/schools/"
    assert paths_begun(folder + "h", tmp_path, endings) == (0, (f"{folder}hill.xlsx ",))
    assert paths_begun("a.ged ", tmp_path, endings) == (6, ())
