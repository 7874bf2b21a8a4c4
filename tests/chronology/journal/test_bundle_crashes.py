"""A program that ends at any step of making or taking in a bundle leaves the case file whole, and no bundle that its history does not know."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from chronology.journal.opencase import OpenCase
from chronology.journal.stores.bundle import bundle_of
from chronology.journal.stores.folders import open_case
from chronology.journal.stores.keys import Identity
from chronology.record.entries import Entry
from chronology.record.errors import KinlineError

RARE = b"quixotic-zugzwang"
ENDS = """
import os, signal, sys
from pathlib import Path
import chronology.journal.stores.bundle as bundles
import chronology.journal.stores.folders as folders
from chronology.journal.opencase import OpenCase
from chronology.journal.stores.keys import load_identity
from chronology.journal.stores.sqlcipher import SqlcipherJournal
from tui.bundling import bundle_made, let_bundle_go
me, folder, other = load_identity(Path(sys.argv[2])), Path(sys.argv[1]), Path(sys.argv[3])
def ends(*_given, **_more):
    os.kill(os.getpid(), signal.SIGKILL)
"""
PACKS = """
with OpenCase.open(folder, me, actor="Ben") as case:
    let_bundle_go(case, other, bundle_made(case, folder, [me.recipient], lambda words: None), why="moves")
"""
UNPACKS = """
opened = bundles.open_bundle(other.read_bytes(), me, where="b.age")
bundles.unbundle_case(opened, other.with_suffix(".kin"), me, recovery=me.recipient)
"""


def ended(folder: Path, worker: Identity, other: Path, where: str, does: str) -> int:
    key = folder.parent / "identity.txt"
    key.write_text(worker.secret)
    command = [sys.executable, "-c", f"{ENDS}{where}\n{does}", str(folder), str(key), str(other)]
    ran = subprocess.run(command, cwd=Path(__file__).parents[3], capture_output=True, text=True, check=False)
    return ran.returncode


@pytest.fixture
def recorded(folder: Path, worker: Identity) -> Path:
    with OpenCase.open(folder, worker, actor="Ada") as case:
        case.record("One", [Entry(id="e1", event=RARE.decode())])
    return folder


PACKING = {
    "before the copy": ("SqlcipherJournal.copy_to = ends", False),
    "before it is sealed": ("import pyrage; pyrage.encrypt = ends", False),
    "before it is recorded": ("OpenCase.record = ends", False),
    "before it is in its place": ("Path.replace = ends", True),
    "after it is in its place": ("import tui.bundling; PLACED", True),
}


@pytest.mark.skipif(os.name == "nt", reason="Windows ends a program otherwise")
@pytest.mark.parametrize("when", PACKING)
def test_no_bundle_is_there_that_the_history_does_not_know(
    recorded: Path, worker: Identity, tmp_path: Path, when: str
) -> None:
    where, is_recorded = PACKING[when]
    placed = "usual = Path.replace\ndef once(*given):\n    usual(*given)\n    ends()\nPath.replace = once"
    out = tmp_path / "out.age"
    out.write_bytes(b"an earlier bundle")
    assert ended(recorded, worker, out, where.replace("PLACED", f"\n{placed}"), PACKS) < 0
    assert (out.read_bytes() == b"an earlier bundle") == (when != "after it is in its place")
    with OpenCase.open(recorded, worker, actor="Ada") as case:
        labels = [change.label.partition(" for")[0] for change in case.history()]
        assert labels == (["One", "Bundle made"] if is_recorded else ["One"])
        assert case.verify() == []
    left = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert all(RARE not in path.read_bytes() for path in left)


@pytest.mark.skipif(os.name == "nt", reason="Windows ends a program otherwise")
@pytest.mark.parametrize(
    "where",
    ["bundles.write_private = ends", "bundles._checked = ends", "bundles.put_in_place = ends", "Path.replace = ends"],
)
def test_a_case_file_made_of_a_bundle_is_there_whole_or_not_at_all(
    recorded: Path, worker: Identity, tmp_path: Path, where: str
) -> None:
    with open_case(recorded, worker) as journal:
        (tmp_path / "sent.age").write_bytes(bundle_of(journal, recorded, [worker.recipient])[0])
    assert ended(recorded, worker, tmp_path / "sent.age", where, UNPACKS) < 0
    assert not (tmp_path / "sent.kin").exists()
    assert ended(recorded, worker, tmp_path / "sent.age", "", UNPACKS) == 0
    with OpenCase.open(tmp_path / "sent.kin", worker, actor="Ben") as case:
        assert case.verify() == []
        assert list(case.case.records) == ["e1"]


def test_a_bundle_that_cannot_be_recorded_leaves_the_one_that_lay_there(
    recorded: Path, worker: Identity, tmp_path: Path
) -> None:
    from tui.bundling import bundle_made, let_bundle_go

    out = tmp_path / "out.age"
    out.write_bytes(b"an earlier bundle")
    with OpenCase.open(recorded, worker, actor="Ada") as case:
        made = bundle_made(case, recorded, [worker.recipient], lambda words: None)
        case.journal._connection.execute("PRAGMA query_only = ON")  # type: ignore[attr-defined]
        with pytest.raises(KinlineError, match="nothing was changed"):
            let_bundle_go(case, out, made, why="moves")
    assert out.read_bytes() == b"an earlier bundle"
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []
