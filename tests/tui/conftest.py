from __future__ import annotations

from pathlib import Path

import pytest

from tests.tui.screens import make_case
from tui import textual_quirks


@pytest.fixture
def case(tmp_path: Path) -> Path:
    return make_case(tmp_path)


@pytest.fixture(autouse=True)
def messages_stay(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let messages stand until a test has looked, and keys wait for what they are meant for, however slow the machine."""
    monkeypatch.setattr(textual_quirks, "LEAST_SECONDS", 3600.0)
    monkeypatch.setattr(textual_quirks, "LONGEST_HOLD", 600.0)
