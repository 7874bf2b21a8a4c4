"""A case file on a drive or in a folder that cannot be written: it is shown whole, nothing is left there, nothing can be changed."""

from __future__ import annotations

import contextlib
import itertools
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest

from chronology.journal.opencase import OpenCase
from chronology.journal.stores import reading
from chronology.journal.stores.folders import share_case
from chronology.journal.stores.keys import Identity, new_identity
from chronology.journal.stores.reading import CANNOT_BE_WRITTEN
from chronology.record.entries import Entry
from chronology.record.errors import BusyStore, KinlineError, LockedError, ReadOnlyStore, WrongKey
from tests.places import little_room, unwritable


def everything(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


EVERYONES = tempfile.gettempdir()


@pytest.fixture(autouse=True)
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A temporary folder of this test's own, so that what is left there is told from what other programs are at."""
    place = tmp_path / "temporary"
    place.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(place))
    return place


@pytest.fixture
def recorded(folder: Path, worker: Identity) -> Path:
    with OpenCase.open(folder, worker, actor="Ada") as case:
        case.record("An entry added", [Entry(id="e1", event="Seen at school")], originals=[("a.csv", b"1")])
        case.record("Another entry added", [Entry(id="e2")])
    return folder


def with_log(folder: Path, to: Path, worker: Identity) -> Path:
    """Return a copy of a case file as a power cut leaves it: its newest change is in the log alone."""
    with OpenCase.open(folder, worker, actor="Ada") as case:
        case.journal._settle = lambda: None  # type: ignore[attr-defined]
        case.record("The newest", [Entry(id="newest")])
        shutil.copytree(folder, to)
    assert (to / "journal.db-wal").stat().st_size
    return to


def test_it_opens_to_read_says_so_and_leaves_the_folder_as_it_is(
    recorded: Path, worker: Identity, temporary: Path
) -> None:
    before = everything(recorded)
    with unwritable(recorded) as place, OpenCase.open(place, worker, actor="Cora") as case:
        assert case.is_read_only
        assert any(CANNOT_BE_WRITTEN in note for note in case.notes)
        assert set(case.case.records) == {"e1", "e2"}
        assert [change.label for change in case.history()] == ["An entry added", "Another entry added"]
        assert list(case.as_recorded_at(1).records) == ["e1"]
        assert [case.journal.original(sha) for sha in case.journal.originals()] == [b"1"]
        assert case.verify() == []
        assert everything(place) == before
    assert list(temporary.iterdir()) == []


def test_a_case_file_that_can_be_written_opens_as_ever(recorded: Path, worker: Identity) -> None:
    with OpenCase.open(recorded, worker, actor="Ada") as case:
        assert not case.is_read_only
        assert case.notes == ()


WRITES: dict[str, Callable[[OpenCase], object]] = {
    "a change": lambda case: case.record("Too late", [Entry(id="e3")]),
    "an undo": lambda case: case.undo(),
    "an erasure": lambda case: case.journal.erase(["e1"], actor="Cora", why="asked"),
    "a draft": lambda case: case.journal.save_draft("line", "words"),
    "another recipient": lambda case: case.journal.add_recipient(new_identity().recipient, new_identity()),  # type: ignore[attr-defined]
}


@pytest.mark.parametrize("what", WRITES)
def test_nothing_is_written_to_it_and_what_to_do_is_said(recorded: Path, worker: Identity, what: str) -> None:
    before = everything(recorded)
    with unwritable(recorded) as place, OpenCase.open(place, worker, actor="Cora") as case:
        head = case.head()
        with pytest.raises(ReadOnlyStore, match="nothing was changed") as said:
            WRITES[what](case)
        assert "Ask whoever keeps it" in said.value.remedy
        assert case.head() == head
        assert case.verify() == []
    assert everything(recorded) == before


def test_it_cannot_be_shared_from_there(recorded: Path, worker: Identity) -> None:
    key = (recorded / "key.age").read_bytes()
    with unwritable(recorded) as place, pytest.raises(ReadOnlyStore):
        share_case(place, worker, new_identity().recipient)
    assert (recorded / "key.age").read_bytes() == key


@pytest.mark.parametrize("beside", ["log and index", "log alone"])
def test_the_newest_changes_are_shown_where_a_power_cut_left_them_in_the_log(
    recorded: Path, tmp_path: Path, worker: Identity, beside: str
) -> None:
    left = with_log(recorded, tmp_path / "left.kin", worker)
    if beside == "log alone":
        (left / "journal.db-shm").unlink()
    before = everything(left)
    with unwritable(left) as place, OpenCase.open(place, worker, actor="Cora") as case:
        assert "newest" in case.case.records
        assert case.verify() == []
    assert everything(left) == before


def test_the_half_of_a_change_that_a_power_cut_left_is_not_shown(
    recorded: Path, worker: Identity, tmp_path: Path
) -> None:
    halved = tmp_path / "halved.kin"
    with OpenCase.open(recorded, worker, actor="Ada") as case:
        connection = case.journal._connection  # type: ignore[attr-defined]
        connection.execute("PRAGMA journal_mode = DELETE").fetchone()
        connection.execute("PRAGMA cache_size = 1")
        connection.execute("BEGIN")
        connection.executemany("INSERT INTO draft VALUES (?, ?)", [(f"d{n}", "x" * 4_000) for n in range(40)])
        shutil.copytree(recorded, halved)
        connection.execute("ROLLBACK")
    assert (halved / "journal.db-journal").stat().st_size
    with unwritable(halved) as place, OpenCase.open(place, worker, actor="Cora") as case:
        assert set(case.case.records) == {"e1", "e2"}
        assert case.journal.drafts() == {}
        assert case.verify() == []


def test_a_change_whose_writer_stops_half_way_is_not_shown_where_it_is_open_to_read(
    recorded: Path, worker: Identity, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lies_on_a_share(monkeypatch)
    OpenCase.open(recorded, worker, actor="Ben").close()
    with unwritable(recorded, tmp_path / "shown.kin") as place, OpenCase.open(place, worker, actor="Cora") as case:
        assert not any("copy" in note for note in case.notes)
        program = done_until_killed(recorded, tmp_path, worker)
        assert program < 0
        assert (recorded / "journal.db-journal").stat().st_size
        assert case.refresh() == []
        assert case.journal.drafts() == {}
        assert case.verify() == []


HALF = """
import os, signal, sys
from pathlib import Path
from chronology.journal.opencase import OpenCase
from chronology.journal.stores import engine, sqlcipher
from chronology.journal.stores.keys import load_identity
engine.is_on_network = sqlcipher.is_on_network = lambda path: True
case = OpenCase.open(Path(sys.argv[1]), load_identity(Path(sys.argv[2])), actor="Ben")
connection = case.journal._connection
connection.execute("PRAGMA cache_size = 1")
connection.execute("BEGIN")
connection.executemany("INSERT INTO draft VALUES (?, ?)", [(f"d{n}", "x" * 4_000) for n in range(40)])
os.kill(os.getpid(), signal.SIGKILL)
"""


def done_until_killed(folder: Path, where: Path, worker: Identity) -> int:
    key = where / "identity.txt"
    key.write_text(worker.secret)
    command = [sys.executable, "-c", HALF, str(folder), str(key)]
    return subprocess.run(command, cwd=Path(__file__).parents[3], check=False).returncode


def test_the_log_of_another_case_is_refused_there_as_well(
    recorded: Path, tmp_path: Path, worker: Identity, council: Identity
) -> None:
    OpenCase.create(tmp_path / "other.kin", worker, recovery=council.recipient, actor="Ada").close()
    other = with_log(tmp_path / "other.kin", tmp_path / "left.kin", worker)
    shutil.copy(other / "journal.db-wal", recorded / "journal.db-wal")
    with unwritable(recorded) as place, pytest.raises(WrongKey, match="another case") as said:
        OpenCase.open(place, worker, actor="Cora")
    assert said.value.where == str(recorded / "journal.db-wal")


@pytest.mark.parametrize("is_open", [True, False], ids=["and has it open", "and closes it again"])
def test_what_another_person_writes_meanwhile_comes_in(
    recorded: Path, tmp_path: Path, worker: Identity, is_open: bool
) -> None:
    with contextlib.ExitStack() as both:
        ben = both.enter_context(OpenCase.open(recorded, worker, actor="Ben"))
        if not is_open:
            ben.close()
        place = both.enter_context(unwritable(recorded, tmp_path / "shown.kin"))
        program = READER.begin(place, worker, tmp_path)
        both.callback(program.kill)
        assert program.says() == "e1 e2"
        if not is_open:
            ben = both.enter_context(OpenCase.open(recorded, worker, actor="Ben"))
        ben.record("Meanwhile", [Entry(id="e3")])
        if not is_open:
            ben.close()
        assert program.asks() == "e1 e2 e3"
        assert program.ends() == 0
    with OpenCase.open(recorded, worker, actor="Ada") as case:
        assert case.verify() == []


class READER:
    """Another program that reads a case file, and says which values it sees whenever it is asked."""

    SCRIPT = """
import sys
from pathlib import Path
from chronology.journal.opencase import OpenCase
from chronology.journal.stores.keys import load_identity
with OpenCase.open(Path(sys.argv[1]), load_identity(Path(sys.argv[2])), actor="Cora") as case:
    assert case.is_read_only
    print(*sorted(case.case.records), flush=True)
    for _ in sys.stdin:
        case.refresh()
        print(*sorted(case.case.records), flush=True)
"""

    def __init__(self, program: subprocess.Popen[str]) -> None:
        self._program = program

    @classmethod
    def begin(cls, place: Path, worker: Identity, where: Path) -> READER:
        key = where / "identity.txt"
        key.write_text(worker.secret)
        command = [sys.executable, "-c", cls.SCRIPT, str(place), str(key)]
        root = Path(__file__).parents[3]
        return cls(subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=root))

    def says(self) -> str:
        assert self._program.stdout is not None
        return self._program.stdout.readline().strip()

    def asks(self) -> str:
        assert self._program.stdin is not None
        self._program.stdin.write("\n")
        self._program.stdin.flush()
        return self.says()

    def ends(self) -> int:
        self._program.communicate(timeout=60)
        return self._program.returncode

    def kill(self) -> None:
        with contextlib.suppress(ProcessLookupError):
            self._program.send_signal(signal.SIGTERM)
        self._program.wait(60)


def lies_on_a_share(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("engine", "sqlcipher", "reading"):
        monkeypatch.setattr(f"chronology.journal.stores.{module}.is_on_network", lambda path: True)


def test_a_case_file_that_was_moved_to_a_share_with_its_log_is_read_from_a_copy(
    recorded: Path, tmp_path: Path, worker: Identity, monkeypatch: pytest.MonkeyPatch
) -> None:
    left = with_log(recorded, tmp_path / "left.kin", worker)
    lies_on_a_share(monkeypatch)
    with unwritable(left) as place, OpenCase.open(place, worker, actor="Cora") as case:
        assert any("copy" in note for note in case.notes)
        assert "newest" in case.case.records


def test_somebody_who_writes_just_now_on_a_share_is_waited_for_and_said(
    recorded: Path, tmp_path: Path, worker: Identity, monkeypatch: pytest.MonkeyPatch
) -> None:
    lies_on_a_share(monkeypatch)
    monkeypatch.setattr("chronology.journal.stores.engine.PATIENCE_MS", 50)
    with OpenCase.open(recorded, worker, actor="Ben") as ben, unwritable(recorded, tmp_path / "shown.kin") as place:
        connection = ben.journal._connection  # type: ignore[attr-defined]
        connection.execute("BEGIN EXCLUSIVE")
        with pytest.raises(BusyStore):
            OpenCase.open(place, worker, actor="Cora")
        connection.execute("ROLLBACK")
        with OpenCase.open(place, worker, actor="Cora") as case:
            assert not any("copy" in note for note in case.notes)
            ben.record("Meanwhile", [Entry(id="e3")])
            assert [change.label for change in case.refresh()] == ["Meanwhile"]


def test_a_drive_that_goes_away_is_said_and_what_was_shown_stays_until_it_is_back(
    recorded: Path, worker: Identity
) -> None:
    with contextlib.ExitStack() as shown:
        with unwritable(recorded) as place:
            case = shown.enter_context(OpenCase.open(place, worker, actor="Cora"))
        away = recorded.rename(recorded.with_name("away.kin"))
        with pytest.raises(LockedError, match="cannot be reached"):
            case.refresh()
        assert set(case.case.records) == {"e1", "e2"}
        assert [change.label for change in case.history()] == ["An entry added", "Another entry added"]
        away.rename(recorded)
        assert case.refresh() == []


def test_a_case_file_that_is_written_without_end_is_not_shown_half(
    recorded: Path, worker: Identity, temporary: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written = itertools.count()
    monkeypatch.setattr(reading, "standing_of", lambda _: ((1, 4_096, next(written)), None, None))
    with unwritable(recorded) as place, pytest.raises(BusyStore, match="keeps writing"):
        OpenCase.open(place, worker, actor="Cora")
    assert list(temporary.iterdir()) == []


def test_too_little_room_for_the_copy_is_said_and_nothing_of_it_stays(
    recorded: Path, tmp_path: Path, worker: Identity, monkeypatch: pytest.MonkeyPatch
) -> None:
    with little_room(tmp_path / "small", 16) as small, unwritable(recorded) as place:
        monkeypatch.setattr(tempfile, "tempdir", str(small))
        with pytest.raises(LockedError, match="not be copied to be read either") as said:
            OpenCase.open(place, worker, actor="Cora")
        assert "temporary folder" in said.value.remedy
        assert list(small.iterdir()) == []


@pytest.mark.parametrize("hurt", ["cut short", "emptied"])
def test_damage_is_said_there_as_anywhere(recorded: Path, worker: Identity, temporary: Path, hurt: str) -> None:
    journal = recorded / "journal.db"
    journal.write_bytes(journal.read_bytes()[:5_000] if hurt == "cut short" else b"")
    with unwritable(recorded) as place, pytest.raises(KinlineError, match="backup"):
        OpenCase.open(place, worker, actor="Cora")
    assert list(temporary.iterdir()) == []


BECOMES_NOBODY = """
import os, pyrage, sqlcipher3.dbapi2
import chronology.journal.stores.folders
os.setgroups([])
os.setresgid(65534, 65534, 65534)
os.setresuid(65534, 65534, 65534)
"""
"""Gives the administrator's rights away once everything is loaded: nobody may read the interpreter where it lies in a home."""


@pytest.mark.skipif(
    os.name == "nt" or os.geteuid() != 0, reason="only the administrator runs a program as somebody else"
)
def test_somebody_without_the_right_to_write_reads_it_and_leaves_nothing_that_locks_the_others_out(
    recorded: Path, worker: Identity
) -> None:
    with tempfile.TemporaryDirectory(dir=EVERYONES) as given:
        place = Path(given)
        place.chmod(0o755)
        case = place / "marsh.kin"
        shutil.copytree(recorded, case)
        case.chmod(0o777)  # a log could be made beside the journal, and would be this reader's alone to write
        for file in case.iterdir():
            file.chmod(0o444)
        (place / "me.txt").write_text(worker.secret)
        (place / "me.txt").chmod(0o444)
        begins = READER.SCRIPT.replace("with OpenCase", f"{BECOMES_NOBODY}with OpenCase", 1)
        command = [sys.executable, "-c", begins, str(case), str(place / "me.txt")]
        root = Path(__file__).parents[3]
        said = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False, input="")
        assert said.stdout.strip() == "e1 e2", said.stderr
        assert {file.name for file in case.iterdir()} == {"journal.db", "key.age"}
