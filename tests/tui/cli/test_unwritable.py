"""Commands on a case file that cannot be written where it lies: those that look work, those that change refuse before they begin."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.places import unwritable
from tests.tui.cli.conftest import Ran


@pytest.fixture
def shown(case: str, folder: Path) -> Iterator[str]:
    with unwritable(folder / case):
        yield case


LOOKS = {
    "people": ["people", "--child", "Ada"],
    "child": ["child", "--child", "Ada"],
    "withheld": ["withheld", "--child", "Ada", "--redact", "parent"],
    "patterns": ["patterns"],
    "matters": ["matters"],
    "recording": ["recording"],
    "check": ["check"],
    "plan": ["plan"],
    "supervision": ["supervision"],
    "history": ["history"],
    "verify": ["verify"],
}


@pytest.mark.parametrize("command", LOOKS)
def test_a_command_that_looks_says_what_it_says_of_the_same_case_file_anywhere(
    kinline: Callable[..., Ran], case: str, folder: Path, command: str
):
    name, *options = LOOKS[command]
    usual = kinline(name, case, *options, "--identity", "me.txt")
    with unwritable(folder / case):
        there = kinline(name, case, *options, "--identity", "me.txt")
    assert (there.code, there.out, there.err) == (usual.code, usual.out, usual.err)
    assert there.code == 0
    assert there.out


def test_what_an_import_would_do_can_be_looked_at(kinline: Callable[..., Ran], shown: str):
    ran = kinline("import", shown, "school.csv", "--dry-run", "--identity", "me.txt")
    assert ran.code == 0
    assert "dry run" in ran.out


CHANGES = {
    "import": ["import", "CASE", "school.csv"],
    "undo": ["undo", "CASE"],
    "redo": ["redo", "CASE"],
    "bundle": ["bundle", "CASE", "--to", "nobody who is looked at", "--purpose", "to share", "-o", "out.age"],
    "release": ["release", "CASE", "e1", "--redact", "parent", "--left-out", "--why", "w", "--worker", "Jo", "--child", "Ada"],
    "adopt": ["adopt", "CASE", "--child", "Ada", "--pattern", "unseen", "--worker", "Jo", "--words", "words.txt"],
    "matters": ["matters", "CASE", "--one", "1"],
}  # fmt: skip
LEAVES = {
    "genogram": ["genogram", "CASE", "-o", "out.svg"],
    "ecomap": ["ecomap", "CASE", "--child", "Ada", "-o", "out.svg"],
    "child": ["child", "CASE", "--child", "Ada", "-o", "out.txt"],
    "chronology": ["chronology", "CASE", "--child", "Ada", "-o", "out.docx"],
    "assessment": ["assessment", "CASE", "--child", "Ada", "-o", "out.docx"],
    "plan": ["plan", "CASE", "--child", "Ada", "-o", "out.txt"],
    "supervision": ["supervision", "CASE", "-o", "out.txt"],
    "export": ["export", "CASE", "-o", "out.ged"],
}


def refused(kinline: Callable[..., Ran], shown: str, folder: Path, words: list[str]) -> str:
    (folder / "words.txt").write_text("In my own words.", "utf-8")
    recipient = next(
        line for line in kinline("identity", "--identity", "me.txt").out.split() if line.startswith("age1")
    )
    given = [{"CASE": shown, "nobody who is looked at": recipient}.get(word, word) for word in words]
    before = {path.name for path in folder.iterdir()}
    ran = kinline(*given, "--identity", "me.txt")
    assert ran.code == 4, ran.err
    assert ran.out == ""
    assert {path.name for path in folder.iterdir()} == before
    return ran.err


@pytest.mark.parametrize("command", CHANGES)
def test_a_command_that_changes_it_refuses_and_says_what_to_do(
    kinline: Callable[..., Ran], shown: str, folder: Path, command: str
):
    said = refused(kinline, shown, folder, CHANGES[command])
    assert "cannot be written here; nothing was changed" in said
    assert "Ask whoever keeps it" in said


@pytest.mark.parametrize("command", LEAVES)
def test_nothing_leaves_that_its_change_history_could_not_tell_of(
    kinline: Callable[..., Ran], shown: str, folder: Path, command: str
):
    said = refused(kinline, shown, folder, LEAVES[command])
    assert "what leaves stands in the change history first" in said
    assert "nothing was made" in said


def test_every_command_of_a_case_file_is_tried_here(kinline: Callable[..., Ran]):
    from tui.cli.arguments import build_parser

    (commands,) = [a.choices for a in build_parser()._actions if a.dest == "command" or a.metavar == "COMMAND"]
    of_none = {"open", "demo", "new", "identity", "unbundle", "completion", "practice"}
    assert set(commands or ()) - of_none == {*LOOKS, *CHANGES, *LEAVES}
