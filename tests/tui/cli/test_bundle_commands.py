"""A case file is sent to a colleague and opened there, and its history says so."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from chronology.journal.stores.keys import make_plain_identity

ME = ("--identity", "me.txt")


@pytest.fixture
def colleague(tmp_path: Path):
    path = tmp_path / "colleague.txt"
    return path, make_plain_identity(path).recipient


@pytest.fixture
def sent(kinline, case: str, folder: Path, colleague) -> Path:
    ran = kinline("bundle", case, "-o", "sent.age", "--to", colleague[1], "--purpose", "moves to Thornbeck", *ME)
    assert ran.code == 0, ran.err
    return folder / "sent.age"


def test_a_colleague_makes_a_case_file_of_it_that_says_the_same(kinline, case: str, sent: Path, colleague):
    ran = kinline("unbundle", "sent.age", "--identity", str(colleague[0]), "--recovery", colleague[1])
    assert ran.code == 0, ran.err
    there = json.loads(kinline("people", "sent.kin", "--json", "--identity", str(colleague[0])).out)
    assert there == json.loads(kinline("people", case, "--json", *ME).out)
    assert kinline("verify", "sent.kin", "--identity", str(colleague[0])).code == 0
    assert kinline("people", "sent.kin", *ME).code == 4


def test_the_history_keeps_for_whom_and_why_and_undo_passes_it_by(kinline, case: str, sent: Path, colleague):
    told = kinline("history", case, *ME).out
    assert colleague[1] in told
    assert "moves to Thornbeck" in told
    assert "Bundle" not in kinline("undo", case, *ME).out


def test_it_is_made_for_somebody_and_opens_for_them_alone(kinline, case: str, sent: Path, folder: Path):
    assert kinline("unbundle", "sent.age", *ME).code == 4
    assert not (folder / "sent.kin").exists()
    assert kinline("bundle", case, "-o", "x.age", "--to", "age1nonsense", *ME).code == 2
    assert kinline("bundle", case, "-o", "x.zip", "--to", "age1nonsense", *ME).code == 2
    assert kinline("unbundle", "nothing.age", *ME).code == 3
    assert not (folder / "x.age").exists()
