"""A case file opens for those who may, and says plainly why it does not open for others."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from chronology.journal.opencase import OpenCase
from chronology.journal.stores.folders import create_case, open_case, share_case
from chronology.journal.stores.keys import (
    Identity,
    load_identity,
    make_identity,
    make_plain_identity,
    new_identity,
    wrap_key,
)
from chronology.journal.stores.whereabouts import is_on_network, is_synced
from chronology.record.entries import Entry
from chronology.record.errors import KinlineError, LockedError, UnreadableFile, UsageError, WrongKey


def test_the_recovery_key_opens_what_the_worker_made(folder: Path, council: Identity) -> None:
    with OpenCase.open(folder, council, actor="council") as case:
        assert case.verify() == []


def test_a_colleague_opens_it_once_it_is_shared_and_not_before(
    folder: Path, worker: Identity, council: Identity
) -> None:
    colleague = new_identity()
    with pytest.raises(WrongKey, match="does not open"):
        open_case(folder, colleague)
    share_case(folder, worker, colleague.recipient)
    for holder in (colleague, worker, council):
        open_case(folder, holder).close()


def test_no_case_file_is_made_without_a_recovery_recipient(tmp_path: Path, worker: Identity) -> None:
    with pytest.raises(UsageError, match="recovery"):
        create_case(tmp_path / "a.kin", identity=worker, recovery="")
    with pytest.raises(KinlineError):
        create_case(tmp_path / "a.kin", identity=worker, recovery="age1nonsense")
    assert list(tmp_path.iterdir()) == []


def test_nothing_that_is_there_is_written_over(folder: Path, worker: Identity, council: Identity) -> None:
    before = {p.name: p.read_bytes() for p in folder.iterdir()}
    with pytest.raises(UsageError, match="already"):
        create_case(folder, identity=worker, recovery=council.recipient)
    assert {p.name: p.read_bytes() for p in folder.iterdir()} == before


def test_a_making_that_fails_leaves_nothing_behind(
    tmp_path: Path, worker: Identity, council: Identity, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("chronology.journal.stores.folders.TABLES", "CREATE TABLE meta (nonsense;")
    with pytest.raises(LockedError):
        create_case(tmp_path / "a.kin", identity=worker, recovery=council.recipient)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("left", [0, 40, 150])
def test_a_key_cut_short_is_said(folder: Path, worker: Identity, left: int) -> None:
    key = folder / "key.age"
    key.write_bytes(key.read_bytes()[:left])
    with pytest.raises(WrongKey, match="key") as said:
        open_case(folder, worker)
    assert "key.age" in said.value.where


def test_a_missing_key_is_said_with_what_to_do(folder: Path, worker: Identity) -> None:
    (folder / "key.age").unlink()
    with pytest.raises(WrongKey, match="missing") as said:
        open_case(folder, worker)
    assert "backup" in said.value.remedy


@pytest.mark.parametrize("key", [b"", bytes(32), bytes(range(32)), bytes(16)], ids=["none", "zeros", "other", "short"])
def test_another_key_does_not_open_the_journal(folder: Path, worker: Identity, key: bytes) -> None:
    before = (folder / "journal.db").read_bytes()
    (folder / "key.age").write_bytes(wrap_key(key, [worker.recipient]))
    with pytest.raises(WrongKey):
        open_case(folder, worker)
    assert (folder / "journal.db").read_bytes() == before


def test_a_journal_cut_to_half_is_found(case: OpenCase, folder: Path, worker: Identity) -> None:
    for at in range(40):
        case.record("An entry added", [Entry(id=f"e{at}", children_as_written="x" * 500)])
    case.close()
    journal = folder / "journal.db"
    journal.write_bytes(journal.read_bytes()[: journal.stat().st_size // 2])
    half = journal.read_bytes()
    with pytest.raises(KinlineError):
        OpenCase.open(folder, worker, actor="Ada")
    assert journal.read_bytes() == half


def test_an_empty_journal_is_not_taken_for_a_new_one(folder: Path, worker: Identity) -> None:
    (folder / "journal.db").write_bytes(b"")
    with pytest.raises(UnreadableFile, match="empty"):
        open_case(folder, worker)
    assert (folder / "journal.db").read_bytes() == b""


def test_a_folder_that_is_no_case_file_is_said(tmp_path: Path, worker: Identity) -> None:
    with pytest.raises(UnreadableFile, match="no case file"):
        open_case(tmp_path, worker)


def test_a_newer_schema_is_refused(folder: Path, worker: Identity) -> None:
    with open_case(folder, worker) as journal:
        journal._connection.execute("UPDATE meta SET value = '99' WHERE key = 'schema'")
    with pytest.raises(UnreadableFile, match="newer"):
        open_case(folder, worker)


def test_the_log_of_another_case_changes_nothing(
    tmp_path: Path, case: OpenCase, folder: Path, worker: Identity, council: Identity
) -> None:
    case.record("An entry added", [Entry(id="mine")])
    case.close()
    other = OpenCase.create(tmp_path / "other.kin", worker, recovery=council.recipient, actor="Ada")
    for at in range(5):
        other.record("An entry added", [Entry(id=f"theirs{at}")])
    foreign = folder / "journal.db-wal"
    shutil.copy(tmp_path / "other.kin" / "journal.db-wal", foreign)
    other.close()
    before = (folder / "journal.db").read_bytes()
    with pytest.raises(WrongKey, match="another case"):
        open_case(folder, worker)
    assert (folder / "journal.db").read_bytes() == before
    foreign.unlink()
    with OpenCase.open(folder, worker, actor="Ada") as again:
        assert list(again.case.records) == ["mine"]
        assert again.verify() == []


def test_its_own_log_is_taken_in_after_a_crash(case: OpenCase, folder: Path, tmp_path: Path, worker: Identity) -> None:
    case.record("An entry added", [Entry(id="mine")])
    copy = tmp_path / "copy.kin"
    shutil.copytree(folder, copy)
    (copy / "journal.db-shm").unlink()
    with OpenCase.open(copy, worker, actor="Ada") as again:
        assert list(again.case.records) == ["mine"]


def test_a_passphrase_protects_the_identity(tmp_path: Path) -> None:
    path = tmp_path / "home" / "identity.age"
    made = make_identity(path, "four quiet brown hens")
    assert made.secret.encode() not in path.read_bytes()
    assert load_identity(path, "four quiet brown hens") == made
    with pytest.raises(WrongKey, match="passphrase is wrong"):
        load_identity(path, "")
    with pytest.raises(WrongKey, match="needed"):
        load_identity(path)


def test_an_identity_as_age_keygen_writes_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "keys.txt"
    made = make_plain_identity(path)
    path.write_text(f"# created: 2026-01-01T00:00:00Z\n# public key: {made.recipient}\n\n{made.secret}\n")
    assert load_identity(path) == made
    assert made.secret not in repr(made)
    path.write_text("nothing of the kind\n")
    with pytest.raises(UnreadableFile):
        load_identity(path)


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps rights otherwise")
def test_only_its_owner_may_read_an_identity(tmp_path: Path) -> None:
    path = tmp_path / "home" / "identity.age"
    make_plain_identity(path)
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700


def test_a_network_share_is_told_from_a_disk() -> None:
    mounts = "/dev/sda1 / ext4 rw 0 0\nserver:/cases /mnt/team\\040cases nfs4 rw 0 0\n"
    assert is_on_network(Path("/mnt/team cases/marsh.kin"), mounts)
    assert not is_on_network(Path("/home/ada/marsh.kin"), mounts)


def test_a_network_share_keeps_a_rollback_journal_and_says_so(
    tmp_path: Path, worker: Identity, council: Identity, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in ("engine", "sqlcipher"):
        monkeypatch.setattr(f"chronology.journal.stores.{module}.is_on_network", lambda path: True)
    with OpenCase.create(tmp_path / "a.kin", worker, recovery=council.recipient, actor="Ada") as case:
        case.record("An entry added", [Entry(id="e1")])
        assert not list((tmp_path / "a.kin").glob("*-wal"))
        assert any("network share" in note for note in case.notes)
        assert case.verify() == []


def test_a_synced_folder_is_warned_about(tmp_path: Path, worker: Identity, council: Identity) -> None:
    place = tmp_path / "OneDrive - Council"
    place.mkdir()
    with create_case(place / "a.kin", identity=worker, recovery=council.recipient) as journal:
        assert any("synced folder" in note for note in journal.notes)
    assert is_synced(Path("/Users/ada/Library/Mobile Documents/a.kin"))
    assert not is_synced(Path("/home/ada/cases/a.kin"))


def test_a_change_into_a_case_file_that_is_gone_is_refused_and_not_acknowledged(folder: Path, worker: Identity) -> None:
    from chronology.journal.opencase import OpenCase
    from chronology.record.errors import LockedError
    from chronology.record.people import Person

    with OpenCase.open(folder, worker, actor="test") as opened:
        folder.rename(folder.with_name("elsewhere.kin"))
        with pytest.raises(LockedError, match="moved"):
            opened.record("Too late", values=(Person(id="late", name="Late"),))
        folder.with_name("elsewhere.kin").rename(folder)
        assert opened.record("In time", values=(Person(id="late", name="Late"),)).touched == ("late",)
