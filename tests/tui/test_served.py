"""The app in a browser on this computer: only textual-serve's own driver takes the place of a terminal."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest
from textual import constants

from chronology.record.errors import UsageError
from tests.tui.screens import opens_plainly
from tui import app as the_app
from tui.textual_quirks import is_served


def test_without_a_terminal_the_app_does_not_start(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(sys, "__stderr__", io.StringIO())
    for driver in (None, "", "somebody.else:Driver"):
        monkeypatch.setattr(constants, "DRIVER", driver)
        assert not is_served()
        with pytest.raises(UsageError, match="not a terminal"):
            the_app.run(tmp_path, opens_plainly(tmp_path))


def test_with_its_driver_the_app_starts_without_a_terminal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    started: list[bool] = []
    monkeypatch.setattr(sys, "__stderr__", io.StringIO())
    monkeypatch.setattr(constants, "DRIVER", "textual.drivers.web_driver:WebDriver")
    monkeypatch.setattr(the_app.KinlineApp, "run", lambda _self: started.append(True))
    assert the_app.run(tmp_path, opens_plainly(tmp_path)) == 0
    assert started == [True]
