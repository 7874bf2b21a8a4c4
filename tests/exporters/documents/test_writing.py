"""A document's file is there whole or not at all."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from chronology.record.errors import KinlineError, UsageError
from exporters.documents.atomic import replace_file
from exporters.documents.chronology import chronology_document
from exporters.documents.writing import FORMATS, render, write_document
from tests.exporters.documents.marlow import ADA, DAY, marlow


def names_in(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir()]


@pytest.mark.parametrize("form", FORMATS)
def test_a_document_is_written_by_its_suffix(form: str, tmp_path: Path) -> None:
    document = chronology_document(marlow(), ADA, day=DAY)
    path = tmp_path / f"ada.{form.upper()}"
    notices = write_document(document, path)
    assert path.read_bytes() == render(document, form)
    assert any(notice.startswith("Left out:") for notice in notices)
    assert names_in(tmp_path) == [path.name]


def test_what_has_no_such_form_is_refused_before_anything_is_written(tmp_path: Path) -> None:
    document = chronology_document(marlow(), ADA, day=DAY)
    for name in ("ada.odt", "ada"):
        with pytest.raises(UsageError, match="docx, pdf, html, csv, xlsx, json, txt"):
            write_document(document, tmp_path / name)
    with pytest.raises(UsageError, match="no such folder"):
        write_document(document, tmp_path / "missing" / "ada.txt")
    with pytest.raises(UsageError, match="a folder"):
        replace_file(tmp_path, b"x")
    assert names_in(tmp_path) == []


def test_a_failure_leaves_the_old_file_and_no_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "ada.txt"
    path.write_text("old")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(KinlineError, match="No space left on device"):
        replace_file(path, b"new")
    assert path.read_text() == "old"
    assert names_in(tmp_path) == ["ada.txt"]


def test_an_interruption_leaves_no_half_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(_: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", stopped)
    with pytest.raises(KeyboardInterrupt):
        replace_file(tmp_path / "ada.txt", b"new")
    assert names_in(tmp_path) == []


@pytest.mark.skipif(os.name != "posix", reason="file modes are POSIX")
def test_a_document_is_readable_by_its_owner_alone(tmp_path: Path) -> None:
    replace_file(tmp_path / "ada.txt", b"new")
    assert stat.S_IMODE((tmp_path / "ada.txt").stat().st_mode) == 0o600
