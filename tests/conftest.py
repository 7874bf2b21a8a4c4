"""What tests share: the corpus, where it is there, and a home of their own."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("kinline", deadline=None, derandomize=True, max_examples=60, print_blob=True)
settings.load_profile("kinline")


@pytest.fixture(scope="session")
def corpus() -> Path:
    """The folder of shared real files, or a skip that says why."""
    where = os.environ.get("KINLINE_CORPUS")
    if not where or not Path(where, "corpus").is_dir():
        pytest.skip("KINLINE_CORPUS does not name a folder with real files")
    return Path(where)


@pytest.fixture(autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give every test its own KINLINE_HOME, so that none touches the person's own identity."""
    folder = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("KINLINE_HOME", str(folder))
    monkeypatch.delenv("KINLINE_PASSPHRASE_FILE", raising=False)
    return folder
