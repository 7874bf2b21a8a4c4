"""What an agency sent stays as it came: no command writes over a file that it reads."""

from __future__ import annotations

import os

import pytest


@pytest.mark.parametrize(
    "words",
    [
        ("chronology", "family.ged", "school.csv", "--child", "Ada", "-o", "school.csv"),
        ("chronology", "family.ged", "school.csv", "--child", "Ada", "-o", "./school.csv"),
        ("export", "family.ged", "-o", "family.ged"),
        ("import", "--dry-run", "new.kin", "school.csv", "--not-added", "school.csv"),
    ],
)
def test_an_output_that_is_one_of_the_sources_is_refused_and_the_file_stays(kinline, folder, words):
    before = {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}
    ran = kinline(*words)
    assert ran.code == 2
    assert "a file that this command reads" in ran.err
    assert {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()} == before


def test_another_name_for_the_same_file_is_told_too(kinline, folder):
    os.link(folder / "school.csv", folder / "other.csv")
    ran = kinline("chronology", "family.ged", "school.csv", "--child", "Ada", "-o", "other.csv")
    assert ran.code == 2


def test_an_older_output_is_written_anew(kinline, folder):
    (folder / "ada.csv").write_text("older", "utf-8")
    ran = kinline("chronology", "family.ged", "school.csv", "--child", "Ada", "-o", "ada.csv")
    assert ran.code == 0, ran.err
    assert "Arrived hungry" in (folder / "ada.csv").read_text("utf-8-sig")
