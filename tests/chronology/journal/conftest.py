"""An invented case file in a folder of its own, and two people who may open it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from chronology.journal.opencase import OpenCase
from chronology.journal.stores.keys import Identity, new_identity

ADA = new_identity()
COUNCIL = new_identity()


@pytest.fixture
def worker() -> Identity:
    return ADA


@pytest.fixture
def council() -> Identity:
    return COUNCIL


@pytest.fixture
def folder(tmp_path: Path, worker: Identity, council: Identity) -> Path:
    where = tmp_path / "marsh.kin"
    OpenCase.create(where, worker, recovery=council.recipient, actor="Ada").close()
    return where


@pytest.fixture
def case(folder: Path, worker: Identity) -> Iterator[OpenCase]:
    with OpenCase.open(folder, worker, actor="Ada") as opened:
        yield opened
