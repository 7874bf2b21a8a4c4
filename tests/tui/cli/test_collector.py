"""When Python's collector looks for loops of values: seldom in a command that ends, as usual in what stays open."""

from __future__ import annotations

import gc

import pytest

from tui.cli import LOOK_FOR_LOOPS_AFTER


@pytest.fixture
def looked_after(monkeypatch):
    """Return after how many values loops are looked for while a command runs, one number for each command run."""
    seen: list[int] = []

    def watched(_arguments: object) -> int:
        seen.append(gc.get_threshold()[0])
        return 0

    for command in (
        "tui.cli.view_commands.genogram",
        "tui.cli.app_command.open_app",
        "tui.cli.demo_command.demo",
    ):
        monkeypatch.setattr(command, watched)
    return seen


def test_a_command_that_ends_looks_for_loops_seldom_and_leaves_the_collector_as_it_was(kinline, looked_after):
    before = gc.get_threshold()
    assert kinline("genogram", "family.ged", "-o", "g.svg").code == 0
    assert looked_after == [LOOK_FOR_LOOPS_AFTER]
    assert gc.get_threshold() == before


@pytest.mark.parametrize("command", ["open", "demo"])
def test_what_may_stay_on_the_screen_looks_for_loops_as_usual(kinline, looked_after, command):
    assert kinline(command).code == 0
    assert looked_after == [gc.get_threshold()[0]]


def test_a_command_that_fails_leaves_the_collector_as_it_was(kinline):
    before = gc.get_threshold()
    assert kinline("genogram", "not-there.ged", "-o", "g.svg").code != 0
    assert gc.get_threshold() == before
