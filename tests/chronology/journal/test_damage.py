"""Whatever happens to the program, the disk or the file: nothing acknowledged is lost, and damage is said."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from chronology.journal.fold import state_hash
from chronology.journal.opencase import OpenCase
from chronology.journal.stores.keys import Identity
from chronology.record.entries import Entry
from chronology.record.errors import BusyStore, KinlineError, LockedError, UsageError

RARE = "quixotic-zugzwang"


def writer(folder: Path, identity: Identity, name: str, count: int) -> subprocess.Popen[str]:
    key = folder.parent / "identity.txt"
    key.write_text(identity.secret)
    module = "tests.chronology.journal.writer"
    return subprocess.Popen(
        [sys.executable, "-m", module, str(folder), str(key), name, str(count)], stdout=subprocess.PIPE, text=True
    )


def test_a_killed_writer_loses_nothing_that_was_acknowledged(folder: Path, worker: Identity) -> None:
    chance, acknowledged = random.Random(3), set[str]()
    for _ in range(8):
        program = writer(folder, worker, "Ben", -1)
        assert program.stdout is not None
        assert program.stdout.readline() == "ready\n"
        time.sleep(chance.uniform(0.0, 0.06))
        program.kill()
        lines = program.communicate()[0].splitlines(keepends=True)
        acknowledged |= {line.split()[1] for line in lines if line.endswith("\n")}
        with OpenCase.open(folder, worker, actor="Ada") as case:
            assert acknowledged <= set(case.case.records)
            assert case.verify() == []


def test_two_programs_write_at_once_and_every_change_is_kept(folder: Path, worker: Identity) -> None:
    programs = [writer(folder, worker, name, 20) for name in ("Ben", "Cora")]
    said = [program.communicate(timeout=120)[0] for program in programs]
    assert [program.returncode for program in programs] == [0, 0]
    with OpenCase.open(folder, worker, actor="Ada") as case:
        assert sorted(int(line.split()[0]) for words in said for line in words.splitlines()[1:]) == list(range(1, 41))
        assert len(case.case.entries) == 40
        assert case.verify() == []


def test_a_window_sees_what_another_program_wrote(case: OpenCase, folder: Path, worker: Identity) -> None:
    writer(folder, worker, "Ben", 3).communicate(timeout=60)
    assert [change.actor for change in case.refresh()] == ["Ben"] * 3
    assert len(case.case.entries) == 3


def test_a_file_that_stays_busy_is_said(case: OpenCase, folder: Path, worker: Identity) -> None:
    with OpenCase.open(folder, worker, actor="Ben") as ben:
        ben.journal._connection.execute("BEGIN IMMEDIATE")  # type: ignore[attr-defined]
        case.journal._connection.execute("PRAGMA busy_timeout = 50")  # type: ignore[attr-defined]
        with pytest.raises(BusyStore):
            case.record("added", [Entry(id="e1")])
        ben.journal._connection.execute("ROLLBACK")  # type: ignore[attr-defined]
    case.record("added", [Entry(id="e1")])


def test_a_flipped_bit_in_a_closed_file_is_found(case: OpenCase, folder: Path, worker: Identity) -> None:
    for at in range(6):
        case.record("added", [Entry(id=f"e{at}", children_as_written="x" * 300)])
    case.close()
    journal, chance = folder / "journal.db", random.Random(5)
    whole = journal.read_bytes()
    for _ in range(24):
        at = chance.randrange(len(whole) * 8)
        hurt = bytearray(whole)
        hurt[at // 8] ^= 1 << at % 8
        journal.write_bytes(bytes(hurt))
        try:
            with OpenCase.open(folder, worker, actor="Ada") as opened:
                assert opened.verify(), f"bit {at} went unseen"
        except KinlineError:
            pass


@pytest.mark.parametrize(
    ("sql", "said"),
    [
        ("UPDATE fact SET body = replace(body, 'calm', 'cold')", "not as it was recorded"),
        ("UPDATE fact SET body = NULL, salt = NULL WHERE entity = 'e2'", "no erasure"),
        ("UPDATE tx SET actor = 'Cora' WHERE seq = 1", "not as it was recorded"),
        ("UPDATE tx SET label = 'other' WHERE seq = 1", "label or reason"),
        ("UPDATE tx SET label = NULL, why = NULL, salt = NULL WHERE seq = 1", "no erasure"),
        ("DELETE FROM fact WHERE entity = 'e1'", "not as it was recorded"),
        ("UPDATE current SET body = '{}' WHERE entity = 'e1'", "not what its changes give"),
        ("DELETE FROM current", "not what its changes give"),
        ("UPDATE original SET data = x'00'", "not as it was kept"),
        ("UPDATE original SET data = NULL", "no erasure"),
    ],
)
def test_an_edit_behind_the_journals_back_is_found(case: OpenCase, sql: str, said: str) -> None:
    case.record("added", [Entry(id="e1", children_as_written="calm"), Entry(id="e2")], originals=[("a.csv", b"1")])
    case.record("added", [Entry(id="e3")])
    connection = case.journal._connection  # type: ignore[attr-defined]
    if "current" not in sql:
        with pytest.raises(dbapi2.DatabaseError):
            connection.execute(sql)
    for (trigger,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        connection.execute(f"DROP TRIGGER {trigger}")
    connection.execute(sql)
    assert any(said in str(fault) for fault in case.verify())


def test_a_full_disk_leaves_what_was_there_and_says_so(case: OpenCase) -> None:
    case.record("added", [Entry(id="e1")])
    before = (case.head(), state_hash(case.case))
    connection = case.journal._connection  # type: ignore[attr-defined]
    pages = connection.execute("PRAGMA page_count").fetchone()[0]
    connection.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(LockedError, match="full; nothing was changed"):
        case.record("added", [Entry(id="e2", children_as_written="x" * 50_000)], originals=[("a", bytes(50_000))])
    connection.execute("PRAGMA max_page_count = 1000000")
    assert (case.head(), state_hash(case.case)) == before
    assert case.verify() == []
    case.record("added", [Entry(id="e2")])


def test_a_file_that_may_not_be_written_is_said(case: OpenCase) -> None:
    case.record("added", [Entry(id="e1")])
    case.journal._connection.execute("PRAGMA query_only = ON")  # type: ignore[attr-defined]
    with pytest.raises(LockedError, match="nothing was changed"):
        case.record("added", [Entry(id="e2")])
    case.journal._connection.execute("PRAGMA query_only = OFF")  # type: ignore[attr-defined]
    assert list(case.case.records) == ["e1"]
    assert case.verify() == []


def test_no_word_of_it_lies_readable_in_the_folder(case: OpenCase, folder: Path) -> None:
    case.record(RARE, [Entry(id="e1", children_as_written=RARE)], why=RARE, originals=[(RARE, RARE.encode() * 50)])
    case.journal.save_draft(RARE, RARE)
    assert (folder / "journal.db-wal").stat().st_size
    _assert_unreadable(folder)
    case.close()
    _assert_unreadable(folder)


def _assert_unreadable(folder: Path) -> None:
    files = [path for path in folder.rglob("*") if path.is_file()]
    assert {"journal.db", "key.age"} <= {path.name for path in files}
    for path in files:
        assert RARE.encode() not in path.read_bytes(), path.name


def test_an_erasure_leaves_the_chain_verifying_and_every_window_without_it(
    case: OpenCase, folder: Path, worker: Identity
) -> None:
    case.record(
        "added", [Entry(id="e1", children_as_written=RARE), Entry(id="e2")], originals=[("a.csv", RARE.encode())]
    )
    case.record(f"{RARE} corrected", [Entry(id="e1", children_as_written=RARE + "!")], why=RARE)
    case.record("added", [Entry(id="e3")])
    case.journal.save_draft("entry", RARE)
    hashes = [change.hash for change in case.history()]
    [original] = case.journal.originals()
    with OpenCase.open(folder, worker, actor="Ben") as ben:
        done = case.journal.erase(
            ["e1"], actor="Ada", why="a request under article 17", words=True, originals=[original]
        )
        assert [change.hash for change in case.history()] == [*hashes, done.hash]
        ben.refresh()
        assert set(ben.case.records) == {"e2", "e3"}
        assert ben.verify() == []
        assert RARE not in _everything(ben)
        assert done.is_final
        ben.undo()
        assert set(ben.case.records) == {"e2"}
        with pytest.raises(UsageError):
            ben.undo()
        for change in (1, 2, done.seq):
            with pytest.raises(UsageError, match="erased"):
                ben.undo(change)
        with pytest.raises(UsageError):
            ben.journal.original(original)
        assert ben.verify() == []


def _everything(case: OpenCase) -> str:
    connection = case.journal._connection  # type: ignore[attr-defined]
    tables = ("tx", "fact", "current", "original", "draft")
    return repr([connection.execute(f"SELECT * FROM {table}").fetchall() for table in tables])


def test_an_erasure_of_what_is_not_there_changes_nothing(case: OpenCase) -> None:
    case.record("added", [Entry(id="e1")])
    head = case.head()
    with pytest.raises(UsageError, match="nothing was changed"):
        case.journal.erase(["e1", "e9"], actor="Ada", why="")
    assert case.head() == head
    assert "e1" in case.case.records
    assert case.journal.current()["e1"].body is not None
