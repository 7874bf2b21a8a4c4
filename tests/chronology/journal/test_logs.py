"""The log beside a case file while it is open: deleted by another program, replaced, or with no room to take it in; nothing recorded is lost."""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from chronology.journal.opencase import OpenCase
from chronology.journal.stores.deleted_logs import LOG_DELETED
from chronology.journal.stores.handles import aside
from chronology.journal.stores.keys import Identity
from chronology.record.entries import Entry
from chronology.record.errors import LockedError
from tests.places import little_room

ROOT = Path(__file__).parents[3]
BOTH = ("journal.db-wal", "journal.db-shm")
only_posix = pytest.mark.skipif(sys.platform == "win32", reason="on Windows no program deletes a file that is open")

STEPS = """
import os, signal, sys
from pathlib import Path
from chronology.journal.opencase import OpenCase
from chronology.journal.stores.keys import load_identity
from chronology.record.entries import Entry
case = OpenCase.open(Path(sys.argv[1]), load_identity(Path(sys.argv[2])), actor="Ben")
def delete():
    for name in ("journal.db-wal", "journal.db-shm"):
        (Path(sys.argv[1]) / name).unlink()
def record(ident):
    case.record("added", [Entry(id=ident)])
    print(ident, flush=True)
"""
"""A program that does what a test says with a case file that it has open."""


def done_elsewhere(folder: Path, worker: Identity, *steps: str, ends: int = 0) -> list[str]:
    """Do steps in another program, and return what it said was recorded."""
    key = folder.parent / "identity.txt"
    key.write_text(worker.secret)
    words = [sys.executable, "-c", STEPS + "\n".join(steps), str(folder), str(key)]
    ran = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False)
    assert ran.returncode == ends, ran.stderr
    return ran.stdout.split()


def held(folder: Path, worker: Identity) -> set[str]:
    with OpenCase.open(folder, worker, actor="Ada") as case:
        assert case.verify() == []
        return set(case.case.records)


@only_posix
@pytest.mark.parametrize(
    "steps",
    [
        ("record('e1')", "delete()"),
        ("record('e1')", "record('e2')", "delete()", "record('e3')"),
        ("delete()", "record('e1')", "delete()", "record('e2')", "case.undo(1)", "record('e4')"),
    ],
    ids=["at once", "after one change more", "twice"],
)
def test_a_log_that_is_deleted_before_a_power_cut_takes_nothing_recorded_with_it(
    folder: Path, worker: Identity, steps: tuple[str, ...]
) -> None:
    said = done_elsewhere(folder, worker, *steps, "os.kill(os.getpid(), signal.SIGKILL)", ends=-signal.SIGKILL)
    assert said
    assert held(folder, worker) == {ident for ident in said if f"case.undo({said.index(ident) + 1})" not in steps}


@only_posix
@pytest.mark.parametrize("gone", [BOTH, BOTH[:1], BOTH[1:]], ids=["log and index", "log", "index"])
def test_it_is_said_and_the_case_file_goes_on(
    case: OpenCase, folder: Path, worker: Identity, gone: tuple[str, ...]
) -> None:
    case.record("added", [Entry(id="e1")])
    for name in gone:
        (folder / name).unlink()
    assert case.refresh() == []
    assert case.notes == (LOG_DELETED,)
    case.record("added", [Entry(id="e2")])
    assert case.notes == (LOG_DELETED,)
    assert done_elsewhere(folder, worker, "record('e3')") == ["e3"]
    assert [change.actor for change in case.refresh()] == ["Ben"]
    assert case.verify() == []
    case.close()
    assert held(folder, worker) == {"e1", "e2", "e3"}


@only_posix
def test_what_another_program_wrote_into_a_new_log_and_what_was_written_here_are_both_there(
    case: OpenCase, folder: Path, worker: Identity
) -> None:
    case.record("added", [Entry(id="e1")])
    for name in BOTH:
        (folder / name).unlink()
    keeps_in_its_log = "case.journal._settle = lambda: None"
    ends = "os.kill(os.getpid(), signal.SIGKILL)"
    done_elsewhere(folder, worker, keeps_in_its_log, "record('e2')", ends, ends=-signal.SIGKILL)
    case.record("added", [Entry(id="e3")])
    assert case.notes == (LOG_DELETED,)
    assert [change.label for change in case.history()] == ["added"] * 3
    case.close()
    assert held(folder, worker) == {"e1", "e2", "e3"}


@only_posix
def test_a_folder_that_goes_away_is_no_deleted_log_and_all_is_there_when_it_is_back(
    case: OpenCase, folder: Path, worker: Identity
) -> None:
    case.record("added", [Entry(id="e1")])
    away = folder.rename(folder.with_name("away.kin"))
    assert case.refresh() == []
    with pytest.raises(LockedError, match="moved"):
        case.record("added", [Entry(id="e2")])
    away.rename(folder)
    case.record("added", [Entry(id="e2")])
    assert case.notes == ()
    case.close()
    assert held(folder, worker) == {"e1", "e2"}


@only_posix
def test_where_it_cannot_be_opened_afresh_just_then_that_is_said_and_tried_again(
    case: OpenCase, folder: Path, worker: Identity, monkeypatch: pytest.MonkeyPatch
) -> None:
    case.record("added", [Entry(id="e1")])
    for name in BOTH:
        (folder / name).unlink()

    def is_full(*_given: object) -> object:
        raise LockedError("the disk is full; nothing was changed.")

    with monkeypatch.context() as for_now:
        for_now.setattr("chronology.journal.stores.sqlcipher.connect", is_full)
        for _ in range(2):
            with pytest.raises(LockedError, match="full"):
                case.refresh()
    case.record("added", [Entry(id="e2")])
    assert case.notes == (LOG_DELETED,)
    case.close()
    assert held(folder, worker) == {"e1", "e2"}


@only_posix
def test_what_would_be_lost_with_a_replaced_log_is_said_and_nothing_is_written_over(
    case: OpenCase, folder: Path, worker: Identity
) -> None:
    case.record("added", [Entry(id="e1")])
    case.journal._settle = lambda: None  # type: ignore[attr-defined]
    case.record("added", [Entry(id="e2")])
    for name in BOTH:
        (folder / name).unlink()
    done_elsewhere(folder, worker, "record('e3')", "os.kill(os.getpid(), signal.SIGKILL)", ends=-signal.SIGKILL)
    written = {name: (folder / name).read_bytes() for name in ("journal.db", "journal.db-wal")}
    with pytest.raises(LockedError, match="what was recorded here last may not be in the case file") as said:
        case.record("added", [Entry(id="e4")])
    assert "kinline verify" in said.value.remedy
    with pytest.raises(LockedError, match="replaced by another program"):
        case.refresh()
    assert {name: (folder / name).read_bytes() for name in written} == written


@only_posix
def test_files_of_an_open_case_file_are_not_opened_a_second_time_past_the_engine(
    case: OpenCase, folder: Path, worker: Identity
) -> None:
    """Closing them would let go of the engine's locks, and the next program that closes the case file would delete the log."""
    from tui.stamps import stamp_of

    case.record("added", [Entry(id="e1")])
    assert aside(folder / "journal.db", lambda: "opened") is None
    stamp_of(folder)
    OpenCase.open(folder, worker, actor="Ada").close()
    done_elsewhere(folder, worker, "case.close()")
    assert (folder / "journal.db-wal").exists()
    case.record("added", [Entry(id="e2")])
    assert case.notes == ()
    case.close()
    assert aside(folder / "journal.db", lambda: "opened") == "opened"
    assert held(folder, worker) == {"e1", "e2"}


def test_a_disk_too_full_to_take_the_log_in_keeps_what_was_recorded_in_the_log(
    tmp_path: Path, worker: Identity, council: Identity
) -> None:
    with little_room(tmp_path / "small", 1_024) as small:
        folder = small / "marsh.kin"
        with OpenCase.create(folder, worker, recovery=council.recipient, actor="Ada") as case:
            journal, log = folder / "journal.db", folder / "journal.db-wal"
            case.record("added", [Entry(id="e1", event="x" * 200_000)])
            case.record("taken away", removed=["e1"])
            size = journal.stat().st_size
            (small / "ballast").write_bytes(bytes(shutil.disk_usage(small).free - 8_192))
            case.record("added", [Entry(id="e2", event="y" * 150_000)])
            assert log.stat().st_size > 150_000
            assert journal.stat().st_size < size + 100_000, "there was room, and nothing was tried"
            assert case.verify() == []
            shutil.copytree(folder, tmp_path / "cut.kin")
        (small / "ballast").unlink()
        assert held(folder, worker) == {"e2"}
    assert held(tmp_path / "cut.kin", worker) == {"e2"}
