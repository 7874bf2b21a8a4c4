"""What the tests of drawings and of documents share."""

from __future__ import annotations

import subprocess
from typing import Any

import pytest

from exporters.documents import processes


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[subprocess.Popen[bytes]]:
    """The processes that are started while a drawing or a document is made."""
    found: list[subprocess.Popen[bytes]] = []
    real = subprocess.Popen

    def start(*arguments: Any, **options: Any) -> subprocess.Popen[bytes]:
        found.append(real(*arguments, **options))
        return found[-1]

    monkeypatch.setattr(processes.subprocess, "Popen", start)
    return found
