"""A case file as one encrypted file for named people: the whole history under a key of its own, inside an age envelope."""

from __future__ import annotations

import contextlib
import json
import secrets
from dataclasses import dataclass, field
from pathlib import Path

from chronology.journal.stores.engine import connect, explained
from chronology.journal.stores.folders import made_beside, put_in_place
from chronology.journal.stores.keys import KEY_BYTES, Identity, recovery_recipient, wrap_key, write_private
from chronology.journal.stores.sqlcipher import SqlcipherJournal
from chronology.journal.stores.tables import SCHEMA
from chronology.record.errors import KinlineError, UnreadableFile, UsageError, WrongKey
from chronology.record.steps import go_on

_MARK = b"kinline bundle\n"
_FORMAT = 1
_AGE = b"age-encryption.org/v1"
_LONGEST_HEAD = 65_536
"""Bytes within which a bundle's own line ends."""


@dataclass(frozen=True)
class Bundled:
    """What a bundle holds."""

    head: str
    """The last change's hash."""
    changes: int


@dataclass(frozen=True)
class OpenedBundle:
    """A bundle taken out of its envelope: in memory alone, its journal still encrypted."""

    holds: Bundled
    key: bytes = field(repr=False)
    journal: bytes = field(repr=False)
    where: str
    """The bundle's name, for what is said of it."""


def bundle_of(journal: SqlcipherJournal, folder: Path, recipients: list[str]) -> tuple[bytes, Bundled]:
    """Return an open case file as the bytes of a bundle that these recipients can open: every change and original, no draft.

    Its journal has a key of its own, so that a bundle opens no other copy of the case file. Nothing unencrypted touches the
    disk. Raises UsageError without a recipient, and for one that is none.
    """
    import pyrage

    if not recipients:
        raise UsageError("a bundle is made for somebody.", remedy="Give --to RECIPIENT, that begins with age1.")
    to = [
        pyrage.x25519.Recipient.from_str(recovery_recipient(words, option="--to"))
        for words in dict.fromkeys(recipients)
    ]
    key = secrets.token_bytes(KEY_BYTES)
    with made_beside(folder, "the bundle") as making:
        go_on()
        journal.copy_to(making / "journal.db", key)
        with contextlib.closing(connect(making / "journal.db", key, making)) as copy, explained(making):
            copy.execute("DELETE FROM draft")
            copy.execute("UPDATE meta SET value = '[]' WHERE key = 'recipients'")
            last = copy.execute("SELECT seq, hash FROM tx ORDER BY seq DESC LIMIT 1").fetchone()
            copy.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            copy.execute("PRAGMA journal_mode = DELETE").fetchone()
        data = (making / "journal.db").read_bytes()
        go_on()
    bundled = Bundled(str(last[1]) if last else "", int(last[0]) if last else 0)
    about = {"format": _FORMAT, "schema": SCHEMA, "key": key.hex(), "head": bundled.head, "changes": bundled.changes}
    return bytes(pyrage.encrypt(_MARK + json.dumps(about).encode() + b"\n" + data, to)), bundled


def unbundle_case(bundle: OpenedBundle, folder: Path, identity: Identity, *, recovery: str) -> Bundled:
    """Make a case file from a bundle, whole or not at all, and return what it holds.

    Every change is verified before the case file is put in its place. Raises UsageError where something is there already or no
    recovery recipient is given, UnreadableFile where the history is not whole.
    """
    where = bundle.where
    if folder.exists():
        raise UsageError("something is there already.", where=str(folder), remedy="Name another with -o.")
    if not recovery:
        raise UsageError("no case file is made without a recovery recipient.", remedy="Give one with --recovery.")
    with made_beside(folder) as making:
        write_private(making / "journal.db", bundle.journal)
        recipients = [identity.recipient, recovery_recipient(recovery)]
        write_private(making / "key.age", wrap_key(bundle.key, recipients))
        try:
            found = _checked(making, bundle.key, recipients)
        except KinlineError as failure:
            raise UnreadableFile(f"the bundle's journal does not open: {failure.message}", where=where) from failure
        if found != bundle.holds:
            raise UnreadableFile(
                "the bundle's journal is not the one that it was made with.", where=where, remedy="Ask for it again."
            )
        put_in_place(making, folder)
    return found


def _checked(making: Path, key: bytes, recipients: list[str]) -> Bundled:
    from chronology.journal.stores.sqlcipher import SqlcipherJournal

    with contextlib.closing(SqlcipherJournal(making, key)) as journal:
        faults = journal.verify()
        if faults:
            raise UnreadableFile(f"it is not whole: {faults[0]}", remedy="Ask for it again.")
        found = Bundled(journal.head(), len(journal.history()))
        journal.name_recipients(recipients)
    return found


def open_bundle(data: bytes, identity: Identity, *, where: str) -> OpenedBundle:
    """Return a bundle taken out of its envelope; nothing is written.

    Raises WrongKey where it is not for this identity, UnreadableFile where it is cut short, damaged, no bundle of a case file, or
    made by a newer Kinline.
    """
    import pyrage

    again = "Ask for the bundle again."
    if not data.startswith(_AGE):
        raise UnreadableFile("this is no bundle: it is not encrypted with age.", where=where, remedy=again)
    try:
        inside = bytes(pyrage.decrypt(data, [pyrage.x25519.Identity.from_str(identity.secret)]))
    except pyrage.DecryptError as failure:
        raise WrongKey(
            "this bundle is not for your identity, or it is cut short or damaged.",
            where=where,
            remedy="Give your public recipient (kinline identity) to whoever made it, and ask for it again.",
        ) from failure
    if not inside.startswith(_MARK):
        raise UnreadableFile("this is no bundle of a case file.", where=where, remedy=again)
    head, _, journal = inside[len(_MARK) :].partition(b"\n")
    try:
        about = json.loads(head[:_LONGEST_HEAD])
        is_whole = len(bytes.fromhex(about["key"])) == KEY_BYTES and isinstance(about["changes"], int)
        versions = int(about["format"]), int(about["schema"])
        is_whole = is_whole and isinstance(about["head"], str)
    except (ValueError, KeyError, TypeError) as failure:
        raise UnreadableFile("the bundle does not say what it holds.", where=where, remedy=again) from failure
    if versions[0] > _FORMAT or versions[1] > SCHEMA:
        raise UnreadableFile(
            "this bundle was made by a newer Kinline.", where=where, remedy="Install the newest version."
        )
    if not is_whole or not journal:
        raise UnreadableFile("the bundle does not say what it holds.", where=where, remedy=again)
    return OpenedBundle(Bundled(about["head"], about["changes"]), bytes.fromhex(about["key"]), journal, where)
