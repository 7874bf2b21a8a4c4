"""A bundle carries the whole history to the person it is for, and opens for nobody else."""

from __future__ import annotations

import contextlib
from pathlib import Path

import pytest

from chronology.journal.opencase import OpenCase
from chronology.journal.stores.bundle import Bundled, bundle_of, open_bundle, unbundle_case
from chronology.journal.stores.folders import open_case
from chronology.journal.stores.keys import Identity, new_identity
from chronology.record.entries import Entry
from chronology.record.errors import UnreadableFile, UsageError, WrongKey

OTHER = new_identity()


def unpack(data: bytes, folder: Path, identity: Identity, recovery: str) -> Bundled:
    return unbundle_case(open_bundle(data, identity, where="b.age"), folder, identity, recovery=recovery)


def pack(folder: Path, identity: Identity, recipients: list[str]) -> bytes:
    with contextlib.closing(open_case(folder, identity)) as journal:
        return bundle_of(journal, folder, recipients)[0]


@pytest.fixture
def bundle(case: OpenCase, folder: Path, worker: Identity) -> bytes:
    case.record("One", values=(Entry(id="e1", event="Arrived hungry"),), originals=[("school.csv", b"date,event\n")])
    case.record("Two", values=(Entry(id="e1", event="Arrived hungry and cold"),))
    case.journal.save_draft("quick line", "half a sentence")
    return pack(folder, worker, [OTHER.recipient])


def test_the_other_worker_has_every_change_and_original_and_no_draft(
    case: OpenCase, bundle: bytes, tmp_path: Path, council: Identity
) -> None:
    there = tmp_path / "there.kin"
    done = unpack(bundle, there, OTHER, council.recipient)
    assert done.head == case.head()
    with OpenCase.open(there, OTHER, actor="Other") as opened:
        assert [c.label for c in opened.history()] == [c.label for c in case.history()]
        assert opened.case == case.case
        assert opened.verify() == []
        assert opened.journal.drafts() == {}
        ((sha, name),) = opened.journal.originals().items()
        assert (name, opened.journal.original(sha)) == ("school.csv", b"date,event\n")
        opened.undo()
        assert opened.case.entries[0].event == "Arrived hungry"
    open_case(there, council).close()


def test_it_opens_for_nobody_else_and_its_maker_does_not_open_the_copy(
    bundle: bytes, tmp_path: Path, worker: Identity, council: Identity, folder: Path
) -> None:
    with pytest.raises(WrongKey, match="not for your identity"):
        unpack(bundle, tmp_path / "x.kin", worker, council.recipient)
    unpack(bundle, tmp_path / "there.kin", OTHER, council.recipient)
    with pytest.raises(WrongKey):
        open_case(tmp_path / "there.kin", worker)
    (tmp_path / "there.kin" / "key.age").write_bytes((folder / "key.age").read_bytes())
    with pytest.raises(WrongKey):
        open_case(tmp_path / "there.kin", worker)


def test_nothing_readable_is_in_it_and_nothing_is_left_beside(bundle: bytes, folder: Path) -> None:
    for words in (b"hungry", b"school.csv", b"marsh", b"SQLite format"):
        assert words not in bundle
    assert sorted(p.name for p in folder.parent.iterdir() if p.name.startswith(".")) == []


@pytest.mark.parametrize("cut", [0, 10, 200, -1, -5000])
def test_a_bundle_that_is_cut_short_makes_nothing(bundle: bytes, tmp_path: Path, council: Identity, cut: int) -> None:
    with pytest.raises((WrongKey, UnreadableFile)):
        unpack(bundle[:cut], tmp_path / "x.kin", OTHER, council.recipient)
    assert not (tmp_path / "x.kin").exists()
    assert not [p for p in tmp_path.iterdir() if p.name.startswith(".x")]


@pytest.mark.parametrize(
    ("inside", "says"),
    [
        (b"hello", "no bundle of a case file"),
        (b"kinline bundle\n{}\nx", "does not say"),
        (b'kinline bundle\n{"format": 9, "schema": 1, "key": "%s", "head": "", "changes": 0}\nx', "newer"),
        (b'kinline bundle\n{"format": 1, "schema": 9, "key": "%s", "head": "", "changes": 0}\nx', "newer"),
        (b'kinline bundle\n{"format": 1, "schema": 1, "key": "%s", "head": "", "changes": 0}\nx', "does not open"),
    ],
)
def test_what_is_no_bundle_of_this_kinline_is_said(tmp_path: Path, council: Identity, inside: bytes, says: str) -> None:
    import pyrage

    data = inside.replace(b"%s", b"00" * 32)
    sealed = bytes(pyrage.encrypt(data, [pyrage.x25519.Recipient.from_str(OTHER.recipient)]))
    with pytest.raises(UnreadableFile, match=says):
        unpack(sealed, tmp_path / "x.kin", OTHER, council.recipient)
    assert list(tmp_path.iterdir()) == []


def test_a_bundle_whose_history_was_altered_is_refused(
    case: OpenCase, folder: Path, worker: Identity, tmp_path: Path, council: Identity, monkeypatch: pytest.MonkeyPatch
) -> None:
    from chronology.journal.stores.sqlcipher import SqlcipherJournal

    case.record("One", values=(Entry(id="e1", event="Arrived hungry"),))
    whole = SqlcipherJournal.copy_to

    def altered(self: SqlcipherJournal, path: Path, key: bytes) -> None:
        from chronology.journal.stores.engine import connect

        whole(self, path, key)
        connection = connect(path, key, path.parent)
        connection.execute("DROP TRIGGER fact_fixed")
        connection.execute("UPDATE fact SET body = replace(body, 'hungry', 'happy!')")
        connection.close()

    monkeypatch.setattr(SqlcipherJournal, "copy_to", altered)
    data = pack(folder, worker, [OTHER.recipient])
    with pytest.raises(UnreadableFile, match="not whole"):
        unpack(data, tmp_path / "x.kin", OTHER, council.recipient)


def test_a_bundle_needs_a_recipient_and_a_free_place(bundle: bytes, folder: Path, worker: Identity) -> None:
    with pytest.raises(UsageError, match="for somebody"):
        pack(folder, worker, [])
    with pytest.raises(UsageError, match="already"):
        unpack(bundle, folder, OTHER, OTHER.recipient)
