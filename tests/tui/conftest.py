from __future__ import annotations

from pathlib import Path

import pytest

from tests.tui.screens import make_case


@pytest.fixture
def case(tmp_path: Path) -> Path:
    return make_case(tmp_path)
