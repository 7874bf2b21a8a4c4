"""The family leaves as GEDCOM and the pack as documents, by command, with what is not in them said."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.mark.parametrize("version", ["5.5.1", "7.0"])
def test_a_family_that_is_exported_reads_as_it_was(kinline, folder: Path, version: str):
    ran = kinline("export", "family.ged", "school.csv", "-o", "out.ged", "--gedcom", version)
    assert ran.code == 0, ran.err
    assert "4 people, 1 family" in ran.out
    assert "not in it: 3 entries" in ran.err
    assert f"VERS {version}" in (folder / "out.ged").read_text("utf-8")
    assert kinline("people", "out.ged").out == kinline("people", "family.ged").out


def test_an_export_is_a_ged_and_nothing_else(kinline, folder: Path):
    assert kinline("export", "family.ged", "-o", "out.csv").code == 2
    assert not (folder / "out.csv").exists()


@pytest.mark.parametrize("form", ["docx", "pdf", "html", "txt"])
def test_the_pack_is_written_in_each_form(kinline, folder: Path, form: str):
    ran = kinline(
        "assessment", "family.ged", "school.csv", "--child", "Ada", "--as-at", "1/6/2020", "-o", f"ada.{form}"
    )
    assert ran.code == 0, ran.err
    assert (folder / f"ada.{form}").stat().st_size > 500
    assert "Ben ate twice" not in (folder / f"ada.{form}").read_text("utf-8", "replace")


def test_the_pack_of_a_family_says_whose_it_is(kinline, folder: Path):
    ran = kinline("assessment", "family.ged", "school.csv", "--as-at", "1/6/2020", "-o", "all.txt")
    assert "Ada Shaw" in ran.out
    assert "Ben Shaw" in ran.out
    assert "Ben ate twice" in (folder / "all.txt").read_text("utf-8")


def test_a_childs_page_is_a_document_too(kinline, folder: Path):
    ran = kinline("child", "family.ged", "school.csv", "--child", "Ada", "--as-at", "1/6/2020", "-o", "ada.docx")
    assert ran.code == 0, ran.err
    assert (folder / "ada.docx").read_bytes().startswith(b"PK")
