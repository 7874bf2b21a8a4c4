"""A large picture is drawn in a process of its own: the same bytes, nothing of the case outside the pipe, and it can be stopped."""

from __future__ import annotations

import subprocess
import sys

import pytest

from chronology.record.errors import KinlineError
from chronology.record.steps import asked_at_each_step
from exporters.documents import processes
from exporters.drawing import pixels, raster
from exporters.drawing.raster import png_bytes
from tests.exporters.drawing.test_writers import scene

SLEEPS = "import sys, time; sys.stdin.buffer.read(); time.sleep(60)"
"""A drawing that does not end by itself."""


@pytest.fixture
def apart(started: list[subprocess.Popen[bytes]], monkeypatch: pytest.MonkeyPatch) -> list[subprocess.Popen[bytes]]:
    """The processes that were started, each picture in one of its own."""
    monkeypatch.setattr(raster, "APART", 0)
    return started


def test_it_gives_the_same_bytes_in_either_process(
    apart: list[subprocess.Popen[bytes]], monkeypatch: pytest.MonkeyPatch
) -> None:
    other = png_bytes(scene())
    assert [one.args for one in apart] == [(sys.executable, "-P", pixels.__file__)]
    monkeypatch.setattr(raster, "APART", 10**9)
    assert png_bytes(scene()) == other
    assert len(apart) == 1


def test_it_ends_as_soon_as_it_is_wanted_no_more(
    apart: list[subprocess.Popen[bytes]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(processes, "_command", lambda _: (sys.executable, "-c", SLEEPS))

    def ask() -> None:
        if apart:
            raise RuntimeError("wanted no more")

    with asked_at_each_step(ask), pytest.raises(RuntimeError, match="no more"):
        png_bytes(scene())
    assert apart[0].returncode not in {None, 0}


@pytest.mark.parametrize("dies", ["import os; os._exit(3)", "import sys; sys.stdin.buffer.read()"])
def test_a_process_that_draws_nothing_is_an_error_with_what_to_do(
    dies: str, apart: list[subprocess.Popen[bytes]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(processes, "_command", lambda _: (sys.executable, "-c", dies))
    with pytest.raises(KinlineError, match="too little memory") as raised:
        png_bytes(scene())
    assert "svg or pdf" in raised.value.remedy
    assert apart[0].returncode is not None
