"""What is piped in is a SOURCE for every command that reads, once; what is no case file is said before a key is asked for."""

from __future__ import annotations

import io
import json
import sys
from types import SimpleNamespace

import pytest

from tests.tui.cli.conftest import FAMILY, ROWS


@pytest.fixture
def piped(monkeypatch):
    """Let a text be what is piped in."""

    def give(text: str) -> None:
        monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(text.encode()), isatty=lambda: False))

    return give


@pytest.mark.parametrize(
    "words",
    [("people", "--json"), ("patterns", "--json"), ("check", "--json"), ("recording", "--json"),
     ("genogram", "-o", "g.json"), ("chronology", "--child", "Ada", "-o", "c.json"), ("child", "--child", "Ada")],
)  # fmt: skip
def test_a_family_that_is_piped_in_is_read_by_every_command_that_looks(kinline, folder, piped, words):
    piped(FAMILY)
    ran = kinline(words[0], "-", *words[1:])
    assert ran.code == 0, ran.err


def test_what_is_piped_in_stands_beside_files(kinline, folder, piped):
    piped(ROWS)
    assert kinline("chronology", "family.ged", "-", "--child", "Ada", "-o", "c.json").code == 0
    events = [entry["event"] for entry in json.loads((folder / "c.json").read_text("utf-8"))["entries"]]
    assert events == ["Arrived hungry", "Said she was cold"]


@pytest.mark.parametrize("words", [("people", "-", "-"), ("import", "x.kin", "-", "-", "--dry-run")])
def test_what_is_piped_in_is_read_once(kinline, piped, words):
    piped(FAMILY)
    ran = kinline(*words)
    assert ran.code == 2
    assert "can be read once" in ran.err


@pytest.mark.parametrize("command", ["verify", "history", "undo", "redo"])
def test_a_file_that_is_no_case_file_is_called_so_without_an_identity(kinline, command):
    ran = kinline(command, "family.ged")
    assert ran.code == 3
    assert "family.ged: this is a file, and no case file" in ran.err
    assert "kinline import NAME.kin family.ged" in ran.err


def test_a_folder_that_is_no_case_file_is_called_so_without_an_identity(kinline, folder):
    (folder / "other").mkdir()
    ran = kinline("verify", "other")
    assert ran.code == 3
    assert "holds no journal.db" in ran.err
